/**
 * The control socket's server: JSON-RPC 2.0, one document a line, over `Messenger`. It is started by whoever holds the store's lock,
 * and only therefore may it remove a socket that lies there already: its maker is dead.
 */

import { createServer } from 'node:net'
import { createJSONRPCErrorResponse, type JSONRPCID, JSONRPCServer } from 'json-rpc-2.0'
import { listenPrivately } from '../../disk/private-socket.ts'
import { EarshotError, reportOf } from '../../protocol/errors.ts'
import { phrase } from '../../protocol/phrase.ts'
import type { Messenger } from '../messenger.ts'
import { CONTROL_METHODS, type Hello, METHODS, type MethodName } from './methods.ts'
import { type Call, SESSION_LIMITS, Session, type SessionLimits } from './session.ts'

export interface ControlServerOptions {
  messenger: Messenger
  /** Path of the socket, in a folder that only we may enter, or name of the pipe. */
  path: string
  /** What clients must say in `hello`. @default none: the socket's folder keeps others out */
  secret?: string
  hello: () => Hello
  /** Called for `stay`. */
  onStay?: () => void
  /** Called with the number of clients whenever it changes. */
  onClients?: (clients: number) => void
  limits?: Partial<SessionLimits>
  /** Clients at once. @default 256 */
  clients?: number
  /** Never gets what a message says. */
  log?: (message: string) => void
}

export interface ControlServer {
  readonly path: string
  readonly clients: number
  /**
   * Removes the socket: nobody connects any more, who is connected stays and is told `no-node`. Before the store's lock is let
   * go, or the next node's socket of the same name would be removed. Idempotent.
   */
  stopAccepting(): void
  /** Ends all connections, after what was written has gone out or after `grace` milliseconds. Idempotent. */
  close(grace?: number): Promise<void>
}

const METHOD_NOT_FOUND = -32_601
const INVALID_PARAMS = -32_602
const SERVER_ERROR = -32_000

export async function startControlServer(options: ControlServerOptions): Promise<ControlServer> {
  const log = options.log ?? (() => undefined)
  let stopping = false
  const rpc = makeRpc(options, log, () => stopping)
  const sessions = new Set<Session>()
  const limits = { ...SESSION_LIMITS, ...options.limits }
  const server = createServer(socket => {
    if (sessions.size >= (options.clients ?? 256)) {
      log('control client refused: too many')
      socket.destroy()
      return
    }
    const session = new Session({ socket, rpc, messenger: options.messenger, limits, secret: options.secret, log })
    sessions.add(session)
    options.onClients?.(sessions.size)
    socket.once('close', () => {
      sessions.delete(session)
      options.onClients?.(sessions.size)
    })
  })
  await listenPrivately(server, options.path)
  server.on('error', error => log(`control socket: ${error.message}`))

  let closed: Promise<void> | undefined
  const stopAccepting = (): Promise<void> => {
    stopping = true
    closed ??= new Promise<void>(resolve => server.close(() => resolve()))
    return closed
  }
  const close = async (grace: number): Promise<void> => {
    const accepted = stopAccepting()
    // What was emitted just now is still on its way to the sockets.
    await new Promise(resolve => setImmediate(resolve))
    for (const session of sessions) session.close('flush')
    const timer = setTimeout(() => {
      for (const session of sessions) session.close('now')
    }, grace)
    await accepted
    clearTimeout(timer)
  }
  return {
    stopAccepting() {
      void stopAccepting()
    },
    path: options.path,
    get clients() {
      return sessions.size
    },
    close: (grace = 500) => close(grace),
  }
}

const stoppingError = () => new EarshotError('no-node', 'The node is stopping', 'Start one with `earshot up`.')

function makeRpc(
  options: ControlServerOptions,
  log: (message: string) => void,
  stopping: () => boolean,
): JSONRPCServer<Call> {
  const rpc = new JSONRPCServer<Call>({ errorListener: () => undefined })
  const offer = (name: string, run: (params: unknown, call: Call) => unknown) =>
    rpc.addMethod(name, async (params: unknown, call: Call) => {
      if (stopping()) throw stoppingError()
      const result = await run(params, call)
      return result === undefined ? null : result
    })

  for (const name of Object.keys(METHODS) as MethodName[]) {
    // Of the connection, so the session sees to it.
    if (name === 'looking' || name === 'focus') continue
    offer(name, (params, { session, signal }) => {
      session.requireTrust()
      const checked = METHODS[name].parse(params, name)
      // The table ties each name to the parameters of the method of that name; TypeScript cannot follow a name chosen at run time.
      const method = options.messenger[name] as (checked: unknown, signal: AbortSignal) => Promise<unknown>
      return method.call(options.messenger, checked, signal)
    })
  }
  offer('looking', (params, { session }) => {
    session.requireTrust()
    return session.look(METHODS.looking.parse(params, 'looking'))
  })
  offer('focus', (params, { session }) => {
    session.requireTrust()
    return session.focus(METHODS.focus.parse(params, 'focus').conv)
  })
  offer('hello', (params, { session }) => {
    session.admit(CONTROL_METHODS.hello.parse(params, 'hello').secret)
    return options.hello()
  })
  offer('stay', (params, { session }) => {
    session.requireTrust()
    CONTROL_METHODS.stay.parse(params, 'stay')
    options.onStay?.()
    return options.hello()
  })
  offer('listen', (params, { session }) => {
    session.requireTrust()
    return session.subscribe(CONTROL_METHODS.listen.parse(params, 'listen').since)
  })
  offer('unlisten', (params, { session }) => {
    session.requireTrust()
    return session.unsubscribe(CONTROL_METHODS.unlisten.parse(params, 'unlisten').subscription)
  })

  rpc.handleMethodNotFound = async request => {
    const name = String(request.method).slice(0, 64)
    const data = reportOf(new EarshotError('usage', phrase`There is no method ${JSON.stringify(name)}`))
    return createJSONRPCErrorResponse(request.id ?? null, METHOD_NOT_FOUND, data.message, data)
  }
  rpc.mapErrorToJSONRPCErrorResponse = (id: JSONRPCID, error: unknown) => {
    // What was under way finds the store closed sooner or later; for the client all of that is one thing.
    const caught = stopping() && reportOf(error).code === 'internal'
    const data = reportOf(caught ? stoppingError() : error)
    if (!(error instanceof EarshotError)) {
      log(`control request failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
    }
    const number = data.code === 'usage' || data.code === 'invalid' ? INVALID_PARAMS : SERVER_ERROR
    return createJSONRPCErrorResponse(id, number, data.message, data)
  }
  return rpc
}

/** `Messenger` at the other end of a control socket. Loads nothing but Node's sockets and the JSON-RPC client: a command pays for it. */

import { createConnection, type Socket } from 'node:net'
// By its parts: the package's door loads the server as well, at the start of each command.
import { JSONRPCClient } from 'json-rpc-2.0/dist/client.js'
import { JSONRPCErrorException, type JSONRPCResponse } from 'json-rpc-2.0/dist/models.js'
import { EarshotError, type ErrorReport, errorOf, messageOf } from '../../protocol/errors.ts'
import { LineSplitter, MAX_REQUEST_UNITS } from '../../protocol/lines.ts'
import { type Phrase, phrase } from '../../protocol/phrase.ts'
import type { Event, ListenOptions, Messenger } from '../messenger.ts'
import { type Hello, isKeyed, METHODS, type MethodName } from './methods.ts'
import { Subscription } from './subscription.ts'

export interface ConnectOptions {
  /** Said in `hello`, where the profile has one (Windows). */
  secret?: string
  /** Seconds for the node to answer that it is there. @default 5 */
  helloTimeout?: number
  /** Seconds that a call of a method may take, undefined for any; asked at each call. @default no bound */
  callTimeout?: (method: string) => number | undefined
}

export interface ControlConnection {
  readonly messenger: Messenger
  readonly hello: Hello
  /** Path of the socket. */
  readonly path: string
  /** Resolves when the connection is gone. */
  readonly closed: Promise<void>
  /** Calls a method by name; for `earshot rpc` and the dealings beside `Messenger`. `signal`: the answer is not wanted any more. */
  request(method: string, params?: unknown, signal?: AbortSignal): Promise<unknown>
  close(): void
}

/** A call that takes its own `timeout` is given this much longer to answer, so that its own, better error arrives. */
const ANSWER_GRACE_S = 1

/** Connects to the node behind `path`; `no-node` when nobody is there, `timeout` when it does not answer. */
export async function connectControl(path: string, options: ConnectOptions = {}): Promise<ControlConnection> {
  const connection = new Connection(path, await open(path), options)
  try {
    await connection.greet()
    return connection
  } catch (error) {
    connection.close()
    throw error
  }
}

const noNode = (message: Phrase, cause?: unknown) =>
  new EarshotError('no-node', message, 'Start one with `earshot up`.', cause)

function open(path: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = createConnection(path)
    socket.once('connect', () => resolve(socket))
    socket.once('error', error => reject(noNode(phrase`No node is running for this profile`, error)))
  })
}

class Connection implements ControlConnection {
  readonly messenger: Messenger
  readonly closed: Promise<void>
  readonly path: string
  readonly #socket: Socket
  readonly #options: ConnectOptions
  readonly #rpc: JSONRPCClient
  readonly #splitter = new LineSplitter()
  readonly #subscriptions = new Map<number, Subscription>()
  readonly #failures = new Set<(error: Error) => void>()
  /** The id of the last request. */
  #id = 0
  #hello: Hello | undefined
  #gone = false

  constructor(path: string, socket: Socket, options: ConnectOptions) {
    this.path = path
    this.#socket = socket
    this.#options = options
    this.#rpc = new JSONRPCClient(
      payload => {
        socket.write(`${JSON.stringify(payload)}\n`)
      },
      () => ++this.#id,
    )
    this.messenger = makeMessenger(this)
    socket.setEncoding('utf8')
    socket.on('data', (chunk: Buffer | string) => {
      for (const line of this.#splitter.push(String(chunk))) this.#take(line)
    })
    // `close` follows and ends what waits.
    socket.on('error', () => socket.destroy())
    this.closed = new Promise(resolve => {
      socket.once('close', () => {
        this.#gone = true
        const error = noNode(phrase`The node went away`)
        for (const fail of this.#failures) fail(error)
        for (const subscription of this.#subscriptions.values()) subscription.fail(error)
        this.#subscriptions.clear()
        resolve()
      })
    })
  }

  get hello(): Hello {
    if (this.#hello === undefined) throw new TypeError('not greeted yet')
    return this.#hello
  }

  async greet(): Promise<void> {
    const { secret, helloTimeout = 5 } = this.#options
    this.#hello = (await this.#call('hello', secret === undefined ? {} : { secret }, helloTimeout)) as Hello
  }

  request(method: string, params: unknown = {}, signal?: AbortSignal): Promise<unknown> {
    const own = ownTimeout(params)
    const bound = own === undefined ? this.#options.callTimeout?.(method) : own + ANSWER_GRACE_S
    return this.#call(method, params, bound, signal)
  }

  async *listen(options: ListenOptions, signal: AbortSignal): AsyncGenerator<Event, void, undefined> {
    if (signal.aborted) return
    let id: number
    try {
      id = ((await this.request('listen', options)) as { subscription: number }).subscription
    } catch (error) {
      // Whoever listens no more by now need not know why it did not begin.
      if (signal.aborted) return
      throw error
    }
    const subscription = this.#subscription(id)
    const stop = () => subscription.end()
    signal.addEventListener('abort', stop)
    if (signal.aborted) stop()
    try {
      yield* subscription.events()
    } finally {
      signal.removeEventListener('abort', stop)
      this.#subscriptions.delete(id)
      if (!this.#gone && !subscription.over) {
        await this.request('unlisten', { subscription: id }).catch((error: unknown) => {
          // With the connection that ended as well.
          if (!this.#gone) throw error
        })
      }
    }
  }

  close(): void {
    this.#socket.destroy()
  }

  async #call(method: string, params: unknown, timeout: number | undefined, signal?: AbortSignal): Promise<unknown> {
    if (this.#gone) throw noNode(phrase`The node went away`)
    signal?.throwIfAborted()
    if (JSON.stringify(params).length > MAX_REQUEST_UNITS - 1024) {
      throw new EarshotError('invalid', 'This is too much for one request', 'A text may be 64 KiB long.')
    }
    let fail: (error: Error) => void = () => undefined
    const failed = new Promise<never>((_, reject) => {
      fail = reject
    })
    this.#failures.add(fail)
    const timer =
      timeout === undefined
        ? undefined
        : setTimeout(
            () =>
              fail(
                new EarshotError(
                  'timeout',
                  phrase`The node did not answer within ${Number(Math.max(0, timeout).toFixed(1))} seconds`,
                ),
              ),
            Math.max(0, timeout) * 1000,
          )
    const answer = this.#rpc.request(method, params)
    const id = this.#id
    const cancel = () => {
      this.#rpc.notify('$/cancelRequest', { id })
      fail(signal?.reason)
    }
    signal?.addEventListener('abort', cancel)
    try {
      return await Promise.race([answer, failed])
    } catch (error) {
      throw fromWire(error)
    } finally {
      clearTimeout(timer)
      signal?.removeEventListener('abort', cancel)
      this.#failures.delete(fail)
    }
  }

  #take(line: string): void {
    const document = JSON.parse(line) as {
      id?: number | null
      method?: string
      params?: { subscription: number; event?: Event; error?: ErrorReport; end?: true }
      error?: { data?: ErrorReport }
    }
    if (document.method === 'event' && document.params !== undefined) {
      const { subscription: id, event, error, end } = document.params
      const subscription = this.#subscription(id)
      if (event !== undefined) subscription.push(event)
      else if (error !== undefined) subscription.fail(errorOf(error))
      else if (end === true) subscription.end(true)
    } else if (document.id === null && document.error?.data !== undefined) {
      const error = errorOf(document.error.data)
      for (const fail of this.#failures) fail(error)
    } else {
      this.#rpc.receive(document as JSONRPCResponse)
    }
  }

  /** Events may come in the same read as the answer that names their subscription, before anybody asked for them. */
  #subscription(id: number): Subscription {
    const known = this.#subscriptions.get(id)
    if (known !== undefined) return known
    const subscription = new Subscription(full => {
      if (full) this.#socket.pause()
      else this.#socket.resume()
    })
    this.#subscriptions.set(id, subscription)
    return subscription
  }
}

function ownTimeout(params: unknown): number | undefined {
  if (typeof params !== 'object' || params === null || !('timeout' in params)) return undefined
  return typeof params.timeout === 'number' ? params.timeout : undefined
}

function fromWire(error: unknown): unknown {
  if (!(error instanceof JSONRPCErrorException)) return error
  const data: unknown = error.data
  if (typeof data === 'object' && data !== null && 'code' in data) return errorOf(data)
  return errorOf({ message: error.message })
}

/** Times that a changing call may have been made: the key makes each call one act, whoever repeats it. */
function makeMessenger(connection: Connection): Messenger {
  const calls: Record<string, unknown> = {
    listen: (options: ListenOptions, signal: AbortSignal) => connection.listen(options, signal),
  }
  for (const name of Object.keys(METHODS) as MethodName[]) {
    calls[name] = (params: Record<string, unknown> = {}, signal?: AbortSignal) =>
      connection
        .request(name, isKeyed(name) && params.key === undefined ? { ...params, key: newKey() } : params, signal)
        .catch(ofAnotherVersion)
  }
  return calls as unknown as Messenger
}

/** A node that does not know what this program asks, or how: it was built before it, or after. */
function ofAnotherVersion(error: unknown): never {
  if (!(error instanceof EarshotError) || error.code !== 'usage' || error.hint !== undefined) throw error
  const hint = 'If the node that runs is of another version, `earshot down` ends it.'
  throw new EarshotError('usage', messageOf(error), hint, error)
}

/** Unique, not secret: two clients must not hit upon the same one. */
export function newKey(): string {
  return [process.pid, Date.now(), process.hrtime()[1], Math.floor(Math.random() * 2 ** 48)]
    .map(part => part.toString(36))
    .join('-')
}

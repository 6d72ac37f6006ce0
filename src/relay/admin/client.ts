/** Asks a running relay one thing over its admin socket. */
import { existsSync } from 'node:fs'
import { createConnection, type Socket } from 'node:net'
import { JSONRPCClient, JSONRPCErrorException, type JSONRPCResponse } from 'json-rpc-2.0'
import { EarshotError, errorOf } from '../../protocol/errors.ts'
import { LineSplitter } from '../../protocol/lines.ts'
import { checkSocketFolder, socketPath } from './endpoint.ts'

/** Milliseconds for the relay to answer. Removing a full mailbox takes a while. */
const ANSWER_MS = 30_000

const notRunning = (cause?: unknown) =>
  new EarshotError('no-node', 'The relay is not running', 'Start it with `earshot-relay start`.', cause)

/**
 * `no-node` when no relay runs in this folder, `timeout` when it does not answer.
 * @param wait - milliseconds for the answer
 */
export async function ask(home: string, method: string, params: object = {}, wait = ANSWER_MS): Promise<unknown> {
  if (!existsSync(home)) throw notRunning()
  const path = socketPath(home)
  checkSocketFolder(home, path)
  const socket = await connect(path)
  try {
    return await call(socket, method, params, wait)
  } finally {
    socket.destroy()
  }
}

function connect(path: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = createConnection(path)
    socket.once('connect', () => resolve(socket))
    socket.once('error', (error: NodeJS.ErrnoException) => {
      const denied = error.code === 'EACCES' || error.code === 'EPERM'
      reject(denied ? notAllowed(error) : notRunning(error))
    })
  })
}

const notAllowed = (cause: unknown) =>
  new EarshotError(
    'not-allowed',
    'The relay runs under another user',
    'Give the command as that user, or as root: `sudo earshot-relay …`.',
    cause,
  )

async function call(socket: Socket, method: string, params: object, wait: number): Promise<unknown> {
  const { promise: failed, reject } = Promise.withResolvers<never>()
  const rpc = new JSONRPCClient(payload => {
    socket.write(`${JSON.stringify(payload)}\n`)
  })
  const lines = new LineSplitter()
  socket.setEncoding('utf8')
  socket.on('data', (chunk: Buffer | string) => {
    for (const line of lines.push(String(chunk))) rpc.receive(JSON.parse(line) as JSONRPCResponse)
  })
  socket.on('error', () => socket.destroy())
  socket.once('close', () => reject(notRunning()))
  const timer = setTimeout(
    () => reject(new EarshotError('timeout', 'The relay does not answer', 'See its log; it may be very busy.')),
    wait,
  )
  try {
    return await Promise.race([rpc.request(method, params), failed])
  } catch (error) {
    throw error instanceof JSONRPCErrorException ? fromWire(error) : error
  } finally {
    clearTimeout(timer)
  }
}

function fromWire(error: JSONRPCErrorException): EarshotError {
  return errorOf({ message: error.message, ...(error.data as object | undefined) })
}

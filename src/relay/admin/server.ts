/**
 * The admin socket: JSON-RPC 2.0, one document a line. While the relay runs it alone has its store open; commands ask it. It is started by
 * whoever holds the store's lock, and only therefore may it remove a socket that lies there already: its maker is dead.
 */
import { createServer, type Socket } from 'node:net'
import { pipeline } from 'node:stream/promises'
import { createJSONRPCErrorResponse, JSONRPCServer } from 'json-rpc-2.0'
import { listenPrivately } from '../../disk/private-socket.ts'
import { reportOf } from '../../protocol/errors.ts'
import { LineSplitter } from '../../protocol/lines.ts'

export type AdminMethods = Readonly<Record<string, (params: unknown) => unknown>>

export interface AdminServerOptions {
  /** Of the socket, in a folder that only the relay's user may enter. */
  path: string
  methods: AdminMethods
  /** Never gets what a request says. */
  log: (message: string) => void
}

export interface AdminServer {
  /** Removes the socket; before the store's lock is let go, or the next relay's socket of this name would be removed. Idempotent. */
  stopAccepting(): void
  /** Ends all connections. Idempotent. */
  close(): Promise<void>
}

/** Characters of one request: a peer id and change. */
const MAX_LINE = 16 * 1024
const MAX_CLIENTS = 32
/** Milliseconds after which a client that says nothing is let go. */
const IDLE_MS = 60_000
const SERVER_ERROR = -32_000

export async function startAdminServer(options: AdminServerOptions): Promise<AdminServer> {
  const { log } = options
  const rpc = makeRpc(options)
  const clients = new Set<Socket>()
  const server = createServer({ allowHalfOpen: true }, socket => {
    clients.add(socket)
    socket.once('close', () => clients.delete(socket))
    socket.setTimeout(IDLE_MS, () => socket.destroy())
    serve(socket, rpc).catch((error: unknown) => log(`admin client: ${String(error)}`))
  })
  server.maxConnections = MAX_CLIENTS
  await listenPrivately(server, options.path)
  server.on('error', error => log(`admin socket: ${error.message}`))

  let closed: Promise<void> | undefined
  const stopAccepting = (): Promise<void> => {
    closed ??= new Promise(resolve => server.close(() => resolve()))
    return closed
  }
  return {
    stopAccepting() {
      void stopAccepting()
    },
    async close() {
      const accepted = stopAccepting()
      for (const socket of clients) socket.destroy()
      await accepted
    },
  }
}

/** One request after the other: what is not read yet waits in the client. */
async function serve(socket: Socket, rpc: JSONRPCServer): Promise<void> {
  const lines = new LineSplitter(MAX_LINE)
  socket.setEncoding('utf8')
  await pipeline(
    socket,
    async function* answers(chunks: AsyncIterable<string>) {
      for await (const chunk of chunks) {
        for (const line of lines.push(chunk)) {
          if (line.trim() === '') continue
          const answer = await rpc.receiveJSON(line)
          if (answer !== null) yield `${JSON.stringify(answer)}\n`
        }
      }
    },
    socket,
  )
}

function makeRpc({ methods, log }: AdminServerOptions): JSONRPCServer {
  const rpc = new JSONRPCServer({ errorListener: () => undefined })
  for (const [name, method] of Object.entries(methods)) {
    rpc.addMethod(name, async (params: unknown) => (await method(params)) ?? null)
  }
  rpc.mapErrorToJSONRPCErrorResponse = (id, error: unknown) => {
    const data = reportOf(error)
    if (data.code === 'internal') log(`admin request failed: ${data.message}`)
    return createJSONRPCErrorResponse(id, SERVER_ERROR, data.message, data)
  }
  return rpc
}

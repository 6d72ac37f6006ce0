/**
 * A control client of the tests' own: JSON-RPC 2.0, one object a line, over the node's socket. It is written against
 * docs/cli.md and not against the program's client, so that the two cannot be wrong together.
 */
import { once } from 'node:events'
import { createConnection, type Socket } from 'node:net'
import { createInterface } from 'node:readline'
import type { Event } from '../../../src/node/messenger.ts'
import type { ErrorReport } from '../../../src/protocol/errors.ts'

interface Reply {
  id?: number
  method?: string
  params?: { event?: Event }
  result?: unknown
  error?: { code: number; message: string; data?: ErrorReport }
}

/** An error that the node reported. */
export class RpcError extends Error {
  readonly report: ErrorReport | undefined

  constructor(message: string, report: ErrorReport | undefined) {
    super(message)
    this.report = report
  }
}

/** The connection ended before the answer came: whether the call took effect is not known. */
export class ConnectionLost extends Error {}

/** One connection to a node. */
export class ControlClient implements AsyncDisposable {
  /** Events of `listen` so far, in order. */
  readonly events: Event[] = []
  readonly #socket: Socket
  readonly #waiting = new Map<number, { resolve: (result: unknown) => void; reject: (error: Error) => void }>()
  readonly #takers = new Set<(event: Event) => void>()
  #last = 0
  #lost = false

  private constructor(socket: Socket) {
    this.#socket = socket
    const lines = createInterface({ input: socket }).on('line', line => this.#take(JSON.parse(line) as Reply))
    // A node that is killed resets the connection. 'close' follows and says the same; readline repeats the error as its own.
    socket.on('error', () => socket.destroy())
    lines.on('error', () => socket.destroy())
    socket.on('close', () => {
      this.#lost = true
      for (const { reject } of this.#waiting.values()) reject(new ConnectionLost('the node went away'))
      this.#waiting.clear()
    })
  }

  /** Connects to the socket at `path`. Unix sockets go by the file system, so a host's can be reached from the test. */
  static async connect(path: string): Promise<ControlClient> {
    const socket = createConnection(path)
    try {
      await once(socket, 'connect')
    } catch (error) {
      throw new ConnectionLost(`nobody at ${path}: ${String(error)}`)
    }
    return new ControlClient(socket)
  }

  /** Calls a method and waits for its result. */
  call<T>(method: string, params: Record<string, unknown> = {}): Promise<T> {
    if (this.#lost) return Promise.reject(new ConnectionLost('the node went away'))
    this.#last += 1
    const id = this.#last
    return new Promise<T>((resolve, reject) => {
      this.#waiting.set(id, { resolve: result => resolve(result as T), reject })
      this.#socket.write(`${JSON.stringify({ jsonrpc: '2.0', id, method, params })}\n`)
    })
  }

  /** Subscribes to events: `take` gets each, first those that arrived after `since`. Resolves when it is attached. */
  async listen(take: (event: Event) => void, since?: string): Promise<void> {
    this.#takers.add(take)
    await this.call('listen', since === undefined ? {} : { since })
  }

  /** Whether the connection has ended. */
  get lost(): boolean {
    return this.#lost
  }

  /** Ends the connection. */
  async close(): Promise<void> {
    if (this.#lost) return
    const closed = once(this.#socket, 'close')
    this.#socket.destroy()
    await closed
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }

  #take(reply: Reply): void {
    if (reply.id === undefined) {
      if (reply.params?.event !== undefined) {
        this.events.push(reply.params.event)
        for (const take of this.#takers) take(reply.params.event)
      }
      return
    }
    const waiting = this.#waiting.get(reply.id)
    this.#waiting.delete(reply.id)
    // A node that is stopping says so; it will not have done what was asked, or a repeated key will tell.
    if (reply.error?.data?.code === 'no-node') waiting?.reject(new ConnectionLost(reply.error.message))
    else if (reply.error) waiting?.reject(new RpcError(reply.error.message, reply.error.data))
    else waiting?.resolve(reply.result)
  }
}

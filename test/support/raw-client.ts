import { once } from 'node:events'
import { createConnection, type Socket } from 'node:net'

/** A client that says whatever bytes a test wants, and keeps what comes back. */
export class RawClient {
  readonly socket: Socket
  readonly lines: Record<string, unknown>[] = []
  readonly closed: Promise<unknown>
  #rest = ''

  private constructor(socket: Socket) {
    this.socket = socket
    // Not `once`, which fails on an error: being cut off is what some tests are about.
    this.closed = new Promise(resolve => socket.once('close', resolve))
    socket.setEncoding('utf8')
    socket.on('error', () => socket.destroy())
    socket.on('data', (chunk: Buffer | string) => {
      const parts = (this.#rest + String(chunk)).split('\n')
      this.#rest = parts.pop() ?? ''
      for (const part of parts) this.lines.push(JSON.parse(part) as Record<string, unknown>)
      socket.emit('lines')
    })
  }

  static async connect(path: string): Promise<RawClient> {
    const socket = createConnection(path)
    await once(socket, 'connect')
    return new RawClient(socket)
  }

  say(text: string): void {
    this.socket.write(text)
  }

  ask(id: number | string, method: string, params?: unknown): void {
    this.say(`${JSON.stringify({ jsonrpc: '2.0', id, method, params })}\n`)
  }

  /** Waits until `count` lines are there. */
  async have(count: number): Promise<Record<string, unknown>[]> {
    while (this.lines.length < count) {
      const news = new Promise<boolean>(resolve => this.socket.once('lines', () => resolve(false)))
      const closed = await Promise.race([news, this.closed.then(() => true)])
      if (closed && this.lines.length < count) throw new Error(`closed after ${this.lines.length} lines`)
    }
    return this.lines
  }

  close(): void {
    this.socket.destroy()
  }
}

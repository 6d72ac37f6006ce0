import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { sleep } from '../measure.ts'

/** A port of the loopback that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

/** Connects to a server of this machine that may still be starting. */
export async function reach(port: number, signal: AbortSignal, tries = 100): Promise<Socket> {
  for (let i = 1; ; i++) {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true })
    try {
      await once(socket, 'connect', { signal })
      return socket
    } catch (error) {
      socket.destroy()
      if (i === tries || signal.aborted) throw error
      await sleep(100, signal)
    }
  }
}

/** Lets at most `size` things be under way. */
export class Window {
  #free: number
  #wake: () => void = () => undefined

  constructor(size: number) {
    this.#free = size
  }

  /** Waits for a place. One caller at a time. */
  async enter(): Promise<void> {
    while (this.#free === 0) {
      await new Promise<void>(resolve => {
        this.#wake = resolve
      })
    }
    this.#free--
  }

  leave(): void {
    this.#free++
    this.#wake()
  }
}

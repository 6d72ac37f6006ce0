/** Whether the disk has room. A write is refused while everything is whole, instead of failing half way through a compaction. */
import { statfs } from 'node:fs/promises'

export interface FreeSpaceOptions {
  /** On the disk in question. */
  folder: string
  /** Bytes that stay free for whoever has to tidy up. */
  reserve: number
  /** The system is asked again after this many bytes. */
  every: number
}

/** The system is asked again after this many milliseconds. */
const EVERY_MS = 1_000

export class FreeSpace {
  readonly #options: FreeSpaceOptions
  #written: number
  #askedAt = 0

  constructor(options: FreeSpaceOptions) {
    this.#options = options
    this.#written = options.every
  }

  /** Whether so many bytes can be written, as far as was seen lately. */
  async takes(bytes: number): Promise<boolean> {
    this.#written += bytes
    if (this.#written < this.#options.every && performance.now() - this.#askedAt < EVERY_MS) return true
    if (!(await this.has(bytes))) return false
    this.#written = 0
    this.#askedAt = performance.now()
    return true
  }

  /** Whether there is room for so many bytes now. */
  async has(bytes = 0): Promise<boolean> {
    const { bavail, bsize } = await statfs(this.#options.folder)
    return Number(bavail) * Number(bsize) >= this.#options.reserve + bytes
  }
}

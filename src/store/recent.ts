/** Entries that were just written, by their place: neighbours that read along get them without a way to the disk. */
import type { Bytes } from '../protocol/bytes.ts'

/** Bytes kept in memory. */
const MAX_BYTES = 8 * 1024 * 1024

export interface Place {
  conversation: number
  feed: number
  seq: number
}

const nameOf = ({ conversation, feed, seq }: Place): string => `${conversation}:${feed}:${seq}`

export class Recent {
  readonly #entries = new Map<string, Bytes>()
  #bytes = 0

  get(place: Place): Bytes | undefined {
    return this.#entries.get(nameOf(place))
  }

  keep(place: Place, bytes: Bytes): void {
    this.forget(place)
    this.#entries.set(nameOf(place), bytes)
    this.#bytes += bytes.byteLength
    for (const [oldest, { byteLength }] of this.#entries) {
      if (this.#bytes <= MAX_BYTES) break
      this.#entries.delete(oldest)
      this.#bytes -= byteLength
    }
  }

  forget(place: Place): void {
    const name = nameOf(place)
    this.#bytes -= this.#entries.get(name)?.byteLength ?? 0
    this.#entries.delete(name)
  }

  clear(): void {
    this.#entries.clear()
    this.#bytes = 0
  }
}

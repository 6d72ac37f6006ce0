/** What was sent to a neighbour that has not said yet that they have it: never more than a window of it. */
import type { Bytes } from '../../protocol/bytes.ts'
import { WINDOW_BYTES, WINDOW_ENTRIES } from '../../protocol/limits.ts'

interface Sent {
  feed: number
  seq: number
  bytes: number
}

export class InFlight {
  #sent: Sent[] = []
  #bytes = 0

  /** Entries on their way. */
  get entries(): number {
    return this.#sent.length
  }

  /** Entries that may be sent now. */
  get places(): number {
    return WINDOW_ENTRIES - this.#sent.length
  }

  /** Bytes that may be sent now. */
  get room(): number {
    return WINDOW_BYTES - this.#bytes
  }

  add(feed: number, entries: readonly { seq: number; bytes: Bytes }[]): void {
    for (const { seq, bytes } of entries) {
      this.#sent.push({ feed, seq, bytes: bytes.byteLength })
      this.#bytes += bytes.byteLength
    }
  }

  /** Takes out what is not on its way any more. */
  settle(arrived: (feed: number, seq: number) => boolean): void {
    this.#sent = this.#sent.filter(({ feed, seq, bytes }) => {
      if (!arrived(feed, seq)) return true
      this.#bytes -= bytes
      return false
    })
  }
}

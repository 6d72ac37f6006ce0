/** Sends an owner what is in the mailbox, oldest first, and goes on as more comes. So much at a time as the owner confirms, and reads. */
import type { FrameStream } from '../host/frame-stream.ts'
import type { Bytes } from '../protocol/bytes.ts'
import { MAX_PARCEL_BYTES, WINDOW_PARCEL_BYTES, WINDOW_PARCELS } from '../protocol/limits.ts'
import { Answer } from '../protocol/wire/mailbox.ts'
import type { MailboxStore } from './mailbox-store.ts'

/** Bytes read from the store at once: what one collecting stream may hold in memory. */
const PAGE_BYTES = 512 * 1024

export class Collector {
  readonly #store: MailboxStore
  readonly #owner: Bytes
  readonly #frames: FrameStream
  /** Sizes of what was sent and not confirmed on this stream. */
  readonly #unconfirmed = new Map<number, number>()
  #unconfirmedBytes = 0
  /** Number of the last parcel that was sent. */
  #last = 0
  #running = false
  #again = false
  #stopped = false

  constructor(store: MailboxStore, owner: Bytes, frames: FrameStream) {
    this.#store = store
    this.#owner = owner
    this.#frames = frames
  }

  /** There may be more to send. */
  wake(): void {
    this.#again = true
    if (this.#running || this.#stopped) return
    this.#running = true
    this.#run()
      .catch((error: unknown) => this.#frames.fail(error))
      .finally(() => {
        this.#running = false
      })
  }

  /** Returns the bytes of those that were sent on this stream. */
  confirmed(numbers: readonly number[]): number {
    let bytes = 0
    for (const number of numbers) {
      bytes += this.#unconfirmed.get(number) ?? 0
      this.#unconfirmed.delete(number)
    }
    this.#unconfirmedBytes -= bytes
    this.wake()
    return bytes
  }

  stop(): void {
    this.#stopped = true
  }

  async #run(): Promise<void> {
    while (this.#again && !this.#stopped && this.#frames.open) {
      const room = this.#room()
      // The next confirmation comes back here.
      if (room === undefined) return
      this.#again = false
      const parcels = await this.#store.parcels(this.#owner, this.#last, room)
      for (const { number, bytes } of parcels) {
        if (this.#stopped || !this.#frames.open) return
        this.#again = true
        this.#last = number
        this.#unconfirmed.set(number, bytes.byteLength)
        this.#unconfirmedBytes += bytes.byteLength
        if (!this.#frames.send(Answer.encode({ arrived: { parcel: number, bytes } }))) await this.#frames.drained()
      }
    }
  }

  #room(): { parcels: number; bytes: number } | undefined {
    const parcels = WINDOW_PARCELS - this.#unconfirmed.size
    const bytes = WINDOW_PARCEL_BYTES - this.#unconfirmedBytes
    return parcels > 0 && bytes >= MAX_PARCEL_BYTES ? { parcels, bytes: Math.min(bytes, PAGE_BYTES) } : undefined
  }
}

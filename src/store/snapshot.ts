/** The database as it was at one moment: batches that come later are not seen, so what is read is whole however long reading takes. */
import type { OpenLevel } from '../disk/level.ts'
import type { Bytes } from '../protocol/bytes.ts'
import { EarshotError } from '../protocol/errors.ts'
import type { KeyRange } from './keys.ts'

/** Rows at a time, and as many bytes of them: few ways to the other thread, little memory. */
const ROWS = 1_000
const BYTES = 512 * 1024

export class Snapshot {
  readonly #level: OpenLevel
  readonly #unseal: (key: Bytes, sealed: Bytes) => Bytes
  readonly #snapshot: ReturnType<OpenLevel['snapshot']>

  readonly #onClose: () => void

  constructor(level: OpenLevel, unseal: (key: Bytes, sealed: Bytes) => Bytes, onClose: () => void) {
    this.#onClose = onClose
    this.#level = level
    this.#unseal = unseal
    this.#snapshot = level.snapshot()
  }

  /** Rows of a range, opened, some at a time. */
  async *rows(range: KeyRange): AsyncGenerator<[Bytes, Bytes][]> {
    const iterator = this.#level.iterator({ ...range, snapshot: this.#snapshot, highWaterMarkBytes: BYTES })
    try {
      let coming = this.#read(iterator.nextv(ROWS))
      for (;;) {
        const rows = await coming
        if (rows.length === 0) return
        // Read while these are dealt with; looked at in the next round.
        coming = this.#read(iterator.nextv(ROWS))
        coming.catch(() => undefined)
        yield rows.map(([key, value]) => [key, this.#unseal(key, value)])
      }
    } finally {
      await iterator.close()
    }
  }

  /** How many rows a range has; nothing is decrypted. */
  async count(range: KeyRange): Promise<number> {
    const iterator = this.#level.keys({ ...range, snapshot: this.#snapshot, highWaterMarkBytes: BYTES })
    let count = 0
    try {
      for (;;) {
        const keys = await this.#read(iterator.nextv(10 * ROWS))
        if (keys.length === 0) return count
        count += keys.length
      }
    } finally {
      await iterator.close()
    }
  }

  async #read<T>(reading: Promise<T>): Promise<T> {
    try {
      return await reading
    } catch (error) {
      // After a write that failed the database is opened anew, and its snapshots end.
      if (this.#level.status !== 'open') {
        throw new EarshotError('busy', 'the database was opened anew meanwhile', 'try again', error)
      }
      throw error
    }
  }

  async close(): Promise<void> {
    await this.#snapshot.close()
    this.#onClose()
  }
}

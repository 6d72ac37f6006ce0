/** Reads a range backwards from wherever it is told to, as of when it was opened. One read at a time. */
import type { OpenLevel } from '../disk/level.ts'
import type { Bytes } from '../protocol/bytes.ts'
import type { EarshotError } from '../protocol/errors.ts'
import type { KeyRange } from './keys.ts'

export interface ScanOptions {
  range: KeyRange
  unseal: (key: Bytes, sealed: Bytes) => Bytes
  damaged: (cause: unknown) => EarshotError
}

type Iterator = ReturnType<typeof iteratorOf>

export class Scan {
  readonly #iterator: Iterator
  readonly #options: ScanOptions

  constructor(level: OpenLevel, options: ScanOptions) {
    this.#iterator = iteratorOf(level, options.range)
    this.#options = options
  }

  /** Goes to a key of the range, or to the last one before it. */
  seek(key: Bytes): void {
    this.#iterator.seek(key)
  }

  /** The next rows, descending; fewer than `count` at the beginning of the range. */
  async next(count: number): Promise<[Bytes, Bytes][]> {
    const { unseal, damaged } = this.#options
    const rows: [Bytes, Bytes][] = []
    while (rows.length < count) {
      const more = await this.#iterator.nextv(count - rows.length).catch((error: unknown) => {
        throw damaged(error)
      })
      // Fewer than were asked for are not the last: LevelDB also counts their bytes.
      if (more.length === 0) break
      for (const [key, value] of more) rows.push([key, unseal(key, value)])
    }
    return rows
  }

  async close(): Promise<void> {
    await this.#iterator.close()
  }
}

function iteratorOf(level: OpenLevel, range: KeyRange) {
  return level.iterator({ ...range, reverse: true })
}

/**
 * Several places to read from one kind of row, used in turn: each read waits for a thread, and while one waits another goes on.
 */
import type { Bytes } from '../../protocol/bytes.ts'
import type { Database } from '../database.ts'
import type { Scan } from '../scan.ts'
import type { Keyring } from '../sealed/keyring.ts'
import type { KeyRange } from './rows.ts'

/** As many as Node has threads for them. */
const READERS = 4

export class Readers {
  readonly #open: () => Scan
  readonly #scans: Scan[] = []
  readonly #free: Scan[] = []
  readonly #waiting: ((scan: Scan) => void)[] = []
  /** What opens rows of sealed conversations. */
  readonly keyring: Keyring

  constructor(database: Database, range: KeyRange) {
    this.keyring = database.keyring
    this.#open = () => database.scan(range)
  }

  /** Runs `read` with a place of its own. */
  async with<T>(read: (scan: Scan) => Promise<T>): Promise<T> {
    const scan = this.#free.pop() ?? (await this.#next())
    try {
      return await read(scan)
    } finally {
      const waiting = this.#waiting.shift()
      if (waiting === undefined) this.#free.push(scan)
      else waiting(scan)
    }
  }

  /** Rows at or before a key, descending. */
  before(key: Bytes, count: number): Promise<[Bytes, Bytes][]> {
    return this.with(scan => {
      scan.seek(key)
      return scan.next(count)
    })
  }

  async #next(): Promise<Scan> {
    if (this.#scans.length >= READERS) return new Promise(resolve => this.#waiting.push(resolve))
    const scan = this.#open()
    this.#scans.push(scan)
    return scan
  }

  async close(): Promise<void> {
    await Promise.all(this.#scans.splice(0).map(scan => scan.close()))
  }
}

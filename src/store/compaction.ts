/**
 * What was erased is gone from the disk only when LevelDB has rewritten the tables that held its older version. This asks for that soon after,
 * many erasures at a time. It is a promise for a running node: one that is killed in between leaves it to LevelDB's own time.
 */
import type { Bytes } from '../protocol/bytes.ts'
import type { Database } from './database.ts'

/** Milliseconds after the last erasure, and after the first, that the tables are rewritten. */
const QUIET_MS = 1_000
const LATEST_MS = 15_000
/** More rows than these are rewritten as one range. */
const MAX_SINGLE = 32

export class Compaction {
  readonly #database: Database
  readonly #report: (error: unknown) => void
  #keys: Bytes[] = []
  #timer: NodeJS.Timeout | undefined
  #since = 0
  #working: Promise<void> = Promise.resolve()

  constructor(database: Database, report: (error: unknown) => void) {
    this.#database = database
    this.#report = report
  }

  /** An older version of this row is to leave the disk. */
  erased(key: Bytes): void {
    if (this.#keys.length === 0) this.#since = performance.now()
    this.#keys.push(key)
    clearTimeout(this.#timer)
    const left = Math.max(0, LATEST_MS - (performance.now() - this.#since))
    this.#timer = setTimeout(() => this.#begin(), Math.min(QUIET_MS, left))
    this.#timer.unref()
  }

  /** Does at once what is still to be done. */
  async finish(): Promise<void> {
    clearTimeout(this.#timer)
    this.#begin()
    await this.#working
  }

  #begin(): void {
    const keys = this.#keys.sort(Buffer.compare)
    this.#keys = []
    this.#working = this.#working.then(() => this.#compact(keys)).catch(this.#report)
  }

  async #compact(keys: readonly Bytes[]): Promise<void> {
    const [first] = keys
    const last = keys.at(-1)
    if (first === undefined || last === undefined) return
    if (keys.length > MAX_SINGLE) await this.#database.compact({ gte: first, lt: after(last) })
    else for (const key of keys) await this.#database.compact({ gte: key, lt: after(key) })
  }
}

const after = (key: Bytes): Bytes => Buffer.concat([key, Uint8Array.of(0)])

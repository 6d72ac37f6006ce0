/**
 * What was overwritten or deleted in LevelDB stays in its log and its tables until these are written anew, which may take for ever. What
 * was erased is to leave the disk: this has those tables written anew, soon after, and after the next start where the node ended before.
 *
 * One compaction is not enough. A row that was in memory when it changed is written to one table in both its versions, and LevelDB
 * compacts a table only with what overlaps above it. So the row is written once more as it is, and compacted again: the newest version
 * comes to lie above the others, and they go.
 */
import { Rounds } from '../disk/rounds.ts'
import type { Bytes } from '../protocol/bytes.ts'
import type { Database } from './database.ts'
import { erasedKey, erasedRange, readErasedKey } from './keys.ts'
import type { Ledger } from './ledger.ts'
import type { Transaction } from './transaction.ts'

/** More rows than these are compacted as one range. */
const MAX_SINGLE = 32
/** Rows erased in one round. */
const MAX_ROUND = 2_000

export class Eraser {
  readonly #database: Database
  readonly #ledger: Ledger
  /** Keys of rows whose older versions are on the disk, by their spelling. */
  readonly #waiting = new Map<string, Bytes>()
  readonly #rounds: Rounds

  constructor(database: Database, ledger: Ledger, report: (error: unknown) => void) {
    this.#database = database
    this.#ledger = ledger
    this.#rounds = new Rounds({
      waiting: () => this.#waiting.size > 0,
      round: () => this.#erase(),
      failed: report,
    })
  }

  /** Goes on with what was not done when the node ended. */
  async load(): Promise<void> {
    for await (const key of this.#database.keys(erasedRange())) this.#wait(readErasedKey(key))
    this.#rounds.soon()
  }

  /** In this piece of work a row is written or deleted whose older version is to leave the disk. */
  erase(tx: Transaction, key: Bytes): void {
    tx.put(erasedKey(key), new Uint8Array(0))
    tx.after(() => {
      this.#wait(key)
      this.#rounds.soon()
    })
  }

  /** Waits for the round that is under way; the rest has its turn after the next start. */
  close(): Promise<void> {
    return this.#rounds.close()
  }

  #wait(key: Bytes): void {
    this.#waiting.set(Buffer.from(key).toString('latin1'), key)
  }

  async #erase(): Promise<void> {
    // Whoever reads the database as it was would keep the old versions on it.
    if (this.#database.snapshots > 0) return
    const keys = [...this.#waiting.values()].sort(Buffer.compare).slice(0, MAX_ROUND)
    await this.#compact(keys)
    await this.#ledger.commit(tx => {
      for (const key of keys) {
        const value = tx.read(key)
        if (value === undefined) tx.del(key)
        else tx.put(key, value)
      }
    })
    await this.#compact(keys)
    await this.#ledger.commit(tx => {
      for (const key of keys) tx.del(erasedKey(key))
    })
    for (const key of keys) this.#waiting.delete(Buffer.from(key).toString('latin1'))
  }

  async #compact(keys: readonly Bytes[]): Promise<void> {
    for (const kind of new Set(keys.map(key => key[0]))) {
      // From one kind of row to another there is all that lies between.
      const rows = keys.filter(key => key[0] === kind)
      const [first, last] = [rows[0]!, rows.at(-1)!]
      if (rows.length > MAX_SINGLE) await this.#database.compact({ gte: first, lt: after(last) })
      else for (const key of rows) await this.#database.compact({ gte: key, lt: after(key) })
    }
  }
}

const after = (key: Bytes): Bytes => Buffer.concat([key, Uint8Array.of(0)])

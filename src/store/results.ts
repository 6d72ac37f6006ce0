/**
 * Results kept under a client's key: a call repeated with its key returns the first result instead of acting again, also after the
 * node was killed between commit and reply. Kept for as long as the next 100,000 messages take, by spans of so many, so that old ones go
 * without being read; clocks jump, the count of what arrived does not.
 */

import { type Bytes, hex, uint } from '../protocol/bytes.ts'
import { EarshotError } from '../protocol/errors.ts'
import { phrase } from '../protocol/phrase.ts'
import type { Database } from './database.ts'
import { recordKey, recordRange } from './keys.ts'
import type { Ledger } from './ledger.ts'
import type { ResultRecord } from './records.ts'
import { Table } from './table.ts'
import type { Transaction } from './transaction.ts'

/** Messages in a span: a result is found in its own and in the next. */
const SPAN = 100_000
const MAX_KEY_CHARS = 64
const CACHED = 1024
/** Keys whose hashes stay in memory: a call asks for its own twice, before it acts and in its batch. */
const HASHED = 512
/** Results taken away at one start. */
const MAX_PURGED = 20_000

export class Results {
  readonly #database: Database
  readonly #ledger: Ledger
  readonly #table: Table<ResultRecord>
  readonly #hashes = new Map<string, string>()

  constructor(database: Database, ledger: Ledger) {
    this.#database = database
    this.#ledger = ledger
    this.#table = new Table(database, name => recordKey('t', Buffer.from(name, 'hex')), CACHED)
  }

  /**
   * Runs `work` once for each method and key: its result is stored in the same batch. Without a key it just runs. The result must
   * be JSON. `invalid` for a key that is too long.
   */
  once<T>(
    method: string,
    key: string | undefined,
    work: (tx: Transaction) => T,
  ): Promise<{ result: T; repeated: boolean }> {
    if (key === undefined) return this.#ledger.commit(tx => ({ result: work(tx), repeated: false }))
    if (key === '' || key.length > MAX_KEY_CHARS) {
      return Promise.reject(new EarshotError('invalid', phrase`a key has 1 to ${MAX_KEY_CHARS} characters`))
    }
    return this.#ledger.commit(tx => {
      const [now, before] = this.#names(method, key)
      const known = tx.get(this.#table, now) ?? tx.get(this.#table, before)
      if (known !== undefined) return { result: known.result as T, repeated: true }
      const result = work(tx)
      tx.set(this.#table, now, { result })
      return { result, repeated: false }
    })
  }

  /** Takes away what is of the span before last or older, a part at each start. */
  async purge(): Promise<void> {
    const oldest = recordKey('t', uint(this.#span() - 1, 5))
    const keys: Bytes[] = []
    for await (const key of this.#database.keys({ gte: recordRange('t').gte, lt: oldest, limit: MAX_PURGED }))
      keys.push(key)
    if (keys.length === 0) return
    await this.#ledger.commit(tx => {
      for (const key of keys) tx.del(key)
    })
  }

  /** Reads everything again from disk. */
  reload(): void {
    this.#table.forget()
  }

  /** Whether a call with this key was carried out before: for what must not even be begun again. */
  done(method: string, key: string | undefined): boolean {
    return key !== undefined && this.#names(method, key).some(name => this.#table.get(name) !== undefined)
  }

  /** Where a result is kept if it is of this span, and if it is of the last: the span, then a keyed hash. */
  #names(method: string, key: string): [string, string] {
    const blinded = this.#hash(`${method}:${key}`)
    const span = this.#span()
    return [hex(uint(span, 5)) + blinded, hex(uint(span - 1, 5)) + blinded]
  }

  #hash(name: string): string {
    const known = this.#hashes.get(name)
    if (known !== undefined) return known
    const hash = hex(this.#database.blind(Buffer.from('result'), Buffer.from(name)))
    if (this.#hashes.size >= HASHED) this.#hashes.clear()
    this.#hashes.set(name, hash)
    return hash
  }

  #span(): number {
    return 1 + Math.floor(this.#ledger.arrival / SPAN)
  }
}

/**
 * Results kept under a client's key: a call repeated with its key returns the first result instead of acting again, also after the
 * node was killed between commit and reply. Kept for a week, by day, so that old ones go without being read.
 */
import { type Bytes, uint } from '../protocol/bytes.ts'
import { EarshotError } from '../protocol/errors.ts'
import type { Database } from './database.ts'
import { recordKey, recordRange } from './keys.ts'
import { type Ledger, Table, type Transaction } from './ledger.ts'
import type { ResultRecord } from './records.ts'

const DAY_MS = 24 * 3600 * 1000
const KEPT_DAYS = 7
const MAX_KEY_CHARS = 64
const CACHED = 1024
/** Results taken away at one start. */
const MAX_PURGED = 20_000

export class Results {
  readonly #database: Database
  readonly #ledger: Ledger
  readonly #clock: () => number
  readonly #table: Table<ResultRecord>

  constructor(database: Database, ledger: Ledger, clock: () => number) {
    this.#database = database
    this.#ledger = ledger
    this.#clock = clock
    const rowKey = (name: string): Bytes => {
      const [day = '0', ...rest] = name.split(':')
      return recordKey(
        't',
        Buffer.concat([uint(Number(day), 3), database.blind(Buffer.from('result'), Buffer.from(rest.join(':')))]),
      )
    }
    this.#table = new Table(database, rowKey, CACHED)
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
      return Promise.reject(new EarshotError('invalid', `a key has 1 to ${MAX_KEY_CHARS} characters`))
    }
    return this.#ledger.commit(tx => {
      const known = this.#known(name => tx.get(this.#table, name), method, key)
      if (known !== undefined) return { result: known.result as T, repeated: true }
      const result = work(tx)
      tx.set(this.#table, `${this.#today()}:${method}:${key}`, { result })
      return { result, repeated: false }
    })
  }

  /** Takes away what is older than a week, a part at each start. */
  async purge(): Promise<void> {
    const oldest = recordKey('t', uint(this.#today() - KEPT_DAYS + 1, 3))
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
    return key !== undefined && this.#known(name => this.#table.get(name), method, key) !== undefined
  }

  #known(get: (name: string) => ResultRecord | undefined, method: string, key: string): ResultRecord | undefined {
    const today = this.#today()
    for (let day = today; day > today - KEPT_DAYS; day--) {
      const known = get(`${day}:${method}:${key}`)
      if (known !== undefined) return known
    }
    return undefined
  }

  #today(): number {
    return Math.floor(this.#clock() / DAY_MS)
  }
}

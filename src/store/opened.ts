/** Parcels that were opened, by the hash of their bytes: one that comes again, by another relay or once more, is confirmed unopened. */
import type { Bytes } from '../protocol/bytes.ts'
import { PARCEL_TTL_MS } from '../protocol/limits.ts'
import type { Database } from './database.ts'
import { openedBefore, openedKey, openedOnKey, readOpenedOn } from './keys.ts'
import type { Ledger } from './ledger.ts'
import type { Transaction } from './transaction.ts'

const DAY_MS = 24 * 3600 * 1000
/** Rows taken away at one start. */
const MAX_PURGED = 50_000

export class Opened {
  readonly #database: Database
  readonly #ledger: Ledger

  constructor(database: Database, ledger: Ledger) {
    this.#database = database
    this.#ledger = ledger
  }

  has(hash: Bytes): boolean {
    return this.#database.has(openedKey(hash))
  }

  note(tx: Transaction, hash: Bytes, now: number): void {
    tx.put(openedKey(hash), new Uint8Array(0))
    tx.put(openedOnKey(Math.max(0, Math.floor(now / DAY_MS)), hash), new Uint8Array(0))
  }

  /** Takes away what no relay keeps any more, a part at each start. */
  async purge(now: number): Promise<void> {
    const day = Math.floor((now - PARCEL_TTL_MS) / DAY_MS)
    if (day <= 0) return
    const keys: Bytes[] = []
    for await (const key of this.#database.keys({ ...openedBefore(day), limit: MAX_PURGED })) keys.push(key)
    if (keys.length === 0) return
    await this.#ledger.commit(tx => {
      for (const key of keys) {
        tx.del(key)
        tx.del(openedKey(readOpenedOn(key)))
      }
    })
  }
}

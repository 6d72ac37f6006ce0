/** The profile's own record: what the card says, the present installation, folders, and what the next start wants to know. */
import { hex } from '../protocol/bytes.ts'
import { EarshotError } from '../protocol/errors.ts'
import { newInstallation } from '../protocol/ids.ts'
import type { Database } from './database.ts'
import { recordKey } from './keys.ts'
import type { Ledger } from './ledger.ts'
import type { ProfileRecord } from './records.ts'
import { Table } from './table.ts'
import type { Transaction } from './transaction.ts'

/** Of the database's layout; a profile of a newer one is refused, older ones are migrated step by step. */
export const LAYOUT_VERSION = 1

const NAME = 'profile'
const DEFAULT_FOLDERS = ['Friends', 'Family'] as const
/** What they are called where Chinese is spoken, to be understood when it is typed. */
export const DEFAULT_FOLDERS_IN_CHINESE: Readonly<Record<string, string>> = { 好友: 'Friends', 家人: 'Family' }

export class Profile {
  readonly #ledger: Ledger
  readonly #table: Table<ProfileRecord>

  constructor(database: Database, ledger: Ledger) {
    this.#ledger = ledger
    this.#table = new Table(database, name => recordKey('m', database.blind(Buffer.from(name))))
  }

  /** Makes the record at the first start. `not-allowed` when a newer version wrote this profile. */
  async load(name: string): Promise<void> {
    const record = this.#table.get(NAME)
    if (record === undefined) {
      await this.#ledger.commit(tx =>
        tx.set(this.#table, NAME, {
          version: LAYOUT_VERSION,
          name,
          status: '',
          email: '',
          cardCounter: 1,
          installation: hex(newInstallation()),
          folders: [...DEFAULT_FOLDERS],
          nextConversation: 1,
        }),
      )
    } else if (record.version > LAYOUT_VERSION) {
      throw new EarshotError(
        'not-allowed',
        'this profile was written by a newer Earshot',
        'use that version, or a newer one; nothing was changed',
      )
    }
  }

  /** Reads it again from disk. */
  reload(): void {
    this.#table.forget()
  }

  get record(): ProfileRecord {
    const record = this.#table.get(NAME)
    if (record === undefined) throw new Error('the profile was not loaded')
    return record
  }

  of(tx: Transaction): ProfileRecord {
    return tx.get(this.#table, NAME) ?? this.record
  }

  change(tx: Transaction, changes: Partial<ProfileRecord>): ProfileRecord {
    const next = { ...this.of(tx), ...changes }
    tx.set(this.#table, NAME, next)
    return next
  }

  update(changes: (record: ProfileRecord) => Partial<ProfileRecord>): Promise<ProfileRecord> {
    return this.#ledger.commit(tx => this.change(tx, changes(this.of(tx))))
  }

  nextConversation(tx: Transaction): number {
    const { nextConversation } = this.of(tx)
    this.change(tx, { nextConversation: nextConversation + 1 })
    return nextConversation
  }

  /** A fresh installation: this profile's feeds go on as new ones. The card names it, so its counter goes up. */
  renewInstallation(): Promise<ProfileRecord> {
    return this.update(record => ({ installation: hex(newInstallation()), cardCounter: record.cardCounter + 1 }))
  }
}

/** Everyone this profile knows of by a statement or by name: cards, statements of both sides, nicknames, folders, addresses. */
import type { PeerIdString } from '../protocol/ids.ts'
import { MAX_ADDRESSES } from '../protocol/limits.ts'
import type { Database } from './database.ts'
import { recordKey, recordRange } from './keys.ts'
import type { Ledger } from './ledger.ts'
import type { ContactRecord, InviteRecord } from './records.ts'
import { Table } from './table.ts'
import type { Transaction } from './transaction.ts'

export class Contacts {
  readonly #ledger: Ledger
  readonly #table: Table<ContactRecord>
  readonly #invites: Table<InviteRecord>

  constructor(database: Database, ledger: Ledger) {
    this.#ledger = ledger
    this.#table = new Table(database, peer => recordKey('p', database.blind(Buffer.from('contact'), Buffer.from(peer))))
    this.#invites = new Table(database, code =>
      recordKey('v', database.blind(Buffer.from('invite'), Buffer.from(code))),
    )
  }

  async load(): Promise<void> {
    await this.#table.load(recordRange('p'), record => record.peerId)
    await this.#invites.load(recordRange('v'), ({ code }) => code)
  }

  /** Reads everything again from disk. */
  async reload(): Promise<void> {
    this.#table.forget()
    this.#invites.forget()
    await this.load()
  }

  all(): ContactRecord[] {
    return [...this.#table.values()]
  }

  /** Another number than before: a contact changed since. */
  get changes(): number {
    return this.#table.changes
  }

  get(peer: PeerIdString): ContactRecord | undefined {
    return this.#table.get(peer)
  }

  /** The contact as this piece of work sees it; one that says nothing yet if there is none. */
  of(tx: Transaction, peer: PeerIdString): ContactRecord {
    return tx.get(this.#table, peer) ?? { peerId: peer, folder: '', addresses: [], blocked: false, verified: false }
  }

  save(tx: Transaction, record: ContactRecord): ContactRecord {
    tx.set(this.#table, record.peerId, record)
    return record
  }

  /** Notes what can be learnt again: where and when somebody was seen, their newest card. */
  note(peer: PeerIdString, change: (record: ContactRecord) => ContactRecord): Promise<ContactRecord> {
    return this.#ledger.commit(tx => this.save(tx, change(this.of(tx, peer))), { soft: true })
  }

  /** Invites that may still be used. */
  openInvites(now: number): InviteRecord[] {
    return [...this.#invites.values()].filter(({ expiresAt, usedBy }) => expiresAt > now && usedBy === undefined)
  }

  invite(tx: Transaction, code: string): InviteRecord | undefined {
    return tx.get(this.#invites, code)
  }

  saveInvite(tx: Transaction, invite: InviteRecord): void {
    tx.set(this.#invites, invite.code, invite)
  }
}

/** The newest address first, each once. */
export function withAddresses(record: ContactRecord, addresses: readonly string[]): ContactRecord {
  const merged = [...new Set([...addresses, ...record.addresses])].slice(0, MAX_ADDRESSES)
  return { ...record, addresses: merged }
}

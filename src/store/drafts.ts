/** What was typed and not sent, one text for each conversation; sealed where the conversation is. */
import type { Bytes } from '../protocol/bytes.ts'
import type { PeerIdString } from '../protocol/ids.ts'
import type { Conversations } from './conversations.ts'
import type { Database } from './database.ts'
import type { Eraser } from './eraser.ts'
import { recordKey } from './keys.ts'
import type { DraftRecord } from './records.ts'
import type { Sealer } from './sealed/sealer.ts'
import { Table } from './table.ts'
import type { Transaction } from './transaction.ts'

/** Drafts kept in memory. */
const CACHED = 1024

export interface DraftsOptions {
  database: Database
  conversations: Conversations
  sealer: Sealer
  eraser: Eraser
  /** Milliseconds since 1970. */
  clock: () => number
}

export class Drafts {
  readonly #options: DraftsOptions
  readonly #table: Table<DraftRecord>

  constructor(options: DraftsOptions) {
    this.#options = options
    this.#table = new Table(options.database, peer => this.#key(peer), CACHED)
  }

  /** Reads everything again from disk. */
  reload(): void {
    this.#table.forget()
  }

  /** What was typed to somebody and not sent; undefined also while the conversation is closed. */
  of(peer: PeerIdString, tx?: Transaction): { text: string; at: number } | undefined {
    const { conversations, sealer } = this.#options
    const record = tx === undefined ? conversations.with(peer) : conversations.open(tx, peer)
    if (!record?.drafted) return undefined
    const draft = tx === undefined ? this.#table.get(peer) : tx.get(this.#table, peer)
    if (draft === undefined) return undefined
    const text = draft.text ?? sealer.openDraft(record, draft.sealed ?? '')
    return text === undefined ? undefined : { text, at: draft.at }
  }

  /** Keeps what was typed; an empty text forgets it. */
  keep(tx: Transaction, peer: PeerIdString, text: string): void {
    const { conversations, sealer, eraser, clock } = this.#options
    const record = conversations.open(tx, peer)
    const sealed = text === '' ? undefined : sealer.sealDraft(tx, record, text)
    const kept = sealed === undefined ? { text } : { sealed }
    tx.set(this.#table, peer, text === '' ? undefined : { ...kept, at: clock() })
    conversations.save(tx, { ...record, drafted: text !== '' })
    if (record.seal !== undefined) eraser.erase(tx, this.#key(peer))
  }

  #key(peer: PeerIdString): Bytes {
    return recordKey('m', this.#options.database.blind(Buffer.from('draft'), Buffer.from(peer)))
  }
}

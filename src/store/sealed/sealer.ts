/** Which conversations are sealed, and how what belongs to them is to rest on this disk. */
import type { Bytes } from '../../protocol/bytes.ts'
import type { Entry } from '../../protocol/entry.ts'
import type { Database } from '../database.ts'
import { recordKey } from '../keys.ts'
import type { ConversationRecord, SealRecord } from '../records.ts'
import { Table } from '../table.ts'
import type { Transaction } from '../transaction.ts'
import { type ContentKeys, draftContext, entryContext, sealTo, sealWith } from './keyring.ts'

/** Records kept in memory. */
const CACHED = 256

export class Sealer {
  readonly #database: Database
  readonly #records: Table<SealRecord>
  /** Keys of conversations that are being sealed: closed already, they seal faster than the public half does. */
  readonly #sealing = new Map<number, ContentKeys>()

  constructor(database: Database) {
    this.#database = database
    this.#records = new Table(database, name => this.keyOf(name), CACHED)
  }

  /** Reads everything again from disk. */
  reload(): void {
    this.#records.forget()
  }

  /** The database key of a conversation's record. */
  keyOf(conversation: string): Bytes {
    return recordKey('m', this.#database.blind(Buffer.from('seal'), Buffer.from(conversation)))
  }

  recordOf({ id }: ConversationRecord, tx?: Transaction): SealRecord | undefined {
    return tx === undefined ? this.#records.get(id) : tx.get(this.#records, id)
  }

  save(tx: Transaction, { id }: ConversationRecord, record: SealRecord | undefined): void {
    tx.set(this.#records, id, record)
  }

  /** Runs `work` while what comes to rest in a conversation is sealed with these keys, though it is closed. */
  async during<T>({ number }: ConversationRecord, keys: ContentKeys, work: () => Promise<T>): Promise<T> {
    this.#sealing.set(number, keys)
    try {
      return await work()
    } finally {
      this.#sealing.delete(number)
    }
  }

  /** Whether it is sealed, and its keys are not here. */
  isLocked(conversation: ConversationRecord | undefined): boolean {
    return conversation?.seal !== undefined && !this.#database.keyring.has(conversation.number)
  }

  /** Whether what comes to rest in it is sealed: not while its seal is being taken away. */
  seals(conversation: ConversationRecord | undefined): boolean {
    return conversation?.seal !== undefined && (conversation.seal !== 'unsealing' || this.isLocked(conversation))
  }

  /** The body of an entry as it is to rest; undefined where there is none, or it is to rest as it is. */
  readonly seal = (tx: Transaction, conversation: ConversationRecord, { id, body }: Entry): Bytes | undefined =>
    body === undefined ? undefined : this.#sealed(tx, conversation, entryContext(id), body)

  /** Hexadecimal; undefined where it is to rest as it is. */
  sealDraft(tx: Transaction, conversation: ConversationRecord, text: string): string | undefined {
    const sealed = this.#sealed(tx, conversation, draftContext(conversation.id), Buffer.from(text))
    return sealed === undefined ? undefined : Buffer.from(sealed).toString('hex')
  }

  /** Undefined while the conversation is closed. */
  openDraft({ number, id }: ConversationRecord, sealed: string): string | undefined {
    const text = this.#database.keyring.open(number, draftContext(id), Buffer.from(sealed, 'hex'))
    return text === undefined ? undefined : Buffer.from(text).toString()
  }

  #sealed(tx: Transaction, conversation: ConversationRecord, context: Bytes, plain: Bytes): Bytes | undefined {
    if (!this.seals(conversation)) return undefined
    const keys = this.#database.keyring.of(conversation.number) ?? this.#sealing.get(conversation.number)
    if (keys !== undefined) return sealWith(keys, context, plain)
    const record = this.recordOf(conversation, tx)
    if (record === undefined) throw new Error('a sealed conversation without its record')
    return sealTo(Buffer.from(record.publicKey, 'hex'), context, plain)
  }
}

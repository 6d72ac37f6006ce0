/**
 * Parcels with entries in them that relays may hold: noted before a relay is given one, forgotten when its reader has all that is in it,
 * when the relay refuses it, or when no relay keeps it any longer. Unlike deposits, which say what need not be sent again, they are kept
 * also where the relay owes an answer, or is not believed any more: whatever may lie there can be withdrawn.
 */
import { sha256 } from '../protocol/bytes.ts'
import { missing } from '../protocol/cursor.ts'
import type { Database } from './database.ts'
import { parcelKey, parcelRange, readParcelKey } from './keys.ts'
import { type ConversationRecord, hadOf, type ParcelRecord } from './records.ts'
import { Shadow } from './table.ts'
import type { Transaction } from './transaction.ts'

export interface GivenParcel extends ParcelRecord {
  /** Number of its reader's conversation. */
  readonly conversation: number
}

/** An entry's place in its author's feed, by the feed's local number. */
export interface Place {
  feed: number
  seq: number
}

export class Parcels {
  readonly #database: Database
  /** By number of conversation. */
  readonly #all: Shadow<readonly GivenParcel[]>

  constructor(database: Database) {
    this.#database = database
    this.#all = new Shadow(database)
  }

  /** Reads everything (again) from disk. */
  async load(): Promise<void> {
    this.#all.forget()
    const all = new Map<number, GivenParcel[]>()
    for await (const [key, value] of this.#database.range(parcelRange())) {
      const conversation = readParcelKey(key)
      const record = JSON.parse(Buffer.from(value).toString('utf8')) as ParcelRecord
      all.set(conversation, [...(all.get(conversation) ?? []), { ...record, conversation }])
    }
    for (const [conversation, parcels] of all) this.#all.settle(String(conversation), parcels)
  }

  /** Notes a parcel that a relay is about to be given, or changes what is noted of it. */
  put(tx: Transaction, parcel: GivenParcel): void {
    const { conversation, ...record } = parcel
    tx.put(keyOf(parcel), Buffer.from(JSON.stringify(record)))
    this.#set(tx, conversation, [...this.of(conversation, tx).filter(each => !isSame(each, parcel)), parcel])
  }

  /** It lies nowhere. */
  forget(tx: Transaction, parcel: GivenParcel): void {
    const { conversation } = parcel
    const known = this.of(conversation, tx)
    if (!known.some(each => isSame(each, parcel))) return
    tx.del(keyOf(parcel))
    this.#set(
      tx,
      conversation,
      known.filter(each => !isSame(each, parcel)),
    )
  }

  /** Forgets those whose reader has all that is in them; what is to be withdrawn is, whoever has it. */
  settle(tx: Transaction, conversation: ConversationRecord): void {
    for (const parcel of this.of(conversation.number, tx)) {
      const had = parcel.stretches.every(
        ([feed, from, to]) => missing({ through: 0, ranges: [[from, to]] }, hadOf(conversation, feed)).length === 0,
      )
      if (had && parcel.withdraw === undefined) this.forget(tx, parcel)
    }
  }

  /** Whether it is to be withdrawn: it was while it was on its way. */
  isWithdrawn(tx: Transaction, parcel: GivenParcel): boolean {
    return this.of(parcel.conversation, tx).some(each => isSame(each, parcel) && each.withdraw !== undefined)
  }

  /** All that hold an entry and are not withdrawn yet. */
  holding(tx: Transaction, conversation: number, { feed, seq }: Place): GivenParcel[] {
    const holds = ({ stretches }: GivenParcel): boolean =>
      stretches.some(([of, from, to]) => of === feed && from <= seq && seq <= to)
    return this.of(conversation, tx).filter(parcel => parcel.withdraw === undefined && holds(parcel))
  }

  /** What may lie at relays for a conversation's reader: as everybody sees it, or as a piece of work does. */
  of(conversation: number, tx?: Transaction): readonly GivenParcel[] {
    const name = String(conversation)
    return (tx === undefined ? this.#all.get(name) : tx.get(this.#all, name)) ?? []
  }

  all(): GivenParcel[] {
    return [...this.#all.values()].flat()
  }

  #set(tx: Transaction, conversation: number, parcels: readonly GivenParcel[]): void {
    tx.set(this.#all, String(conversation), parcels.length === 0 ? undefined : parcels)
  }
}

function isSame(a: GivenParcel, b: GivenParcel): boolean {
  return a.relay === b.relay && a.hash === b.hash
}

function keyOf({ conversation, relay, hash }: GivenParcel): ReturnType<typeof parcelKey> {
  return parcelKey(conversation, sha256(Buffer.from(`${relay} ${hash}`)))
}

/**
 * What rests at relays for its readers: which stretch of a feed, where, until when, sealed to which key. It is forgotten when the
 * reader's cursor has it, and deposited again when the parcel cannot be there any more: expired, its relay's store lost, its key gone.
 */
import { missing, type Range, type Stored } from '../protocol/cursor.ts'
import type { Database } from './database.ts'
import { depositKey, depositRange, readDepositKey, type Stretch } from './keys.ts'
import { type ConversationRecord, hadOf, type Resting } from './records.ts'
import { Shadow } from './table.ts'
import type { Transaction } from './transaction.ts'

export interface Deposit extends Stretch, Resting {
  /** Id of the key that the parcel is sealed to. */
  key: string
}

export class Deposits {
  readonly #database: Database
  /** By number of conversation. */
  readonly #all: Shadow<readonly Deposit[]>

  constructor(database: Database) {
    this.#database = database
    this.#all = new Shadow(database)
  }

  /** Reads everything (again) from disk. */
  async load(): Promise<void> {
    this.#all.forget()
    const all = new Map<string, Deposit[]>()
    for await (const [key, value] of this.#database.range(depositRange())) {
      const rest = JSON.parse(Buffer.from(value).toString('utf8')) as Resting & { key: string }
      const deposit: Deposit = { ...readDepositKey(key), ...rest }
      const name = String(deposit.conversation)
      const known = all.get(name)
      if (known === undefined) all.set(name, [deposit])
      else known.push(deposit)
    }
    for (const [name, deposits] of all) this.#all.settle(name, deposits)
  }

  /** Notes deposits that a relay has acknowledged; gives the conversation as it is then. */
  add(tx: Transaction, conversation: ConversationRecord, deposits: readonly Deposit[]): ConversationRecord {
    if (deposits.length === 0) return conversation
    for (const deposit of deposits) {
      const { conversation: _number, feed: _feed, from: _from, to: _to, ...rest } = deposit
      tx.put(depositKey(deposit), Buffer.from(JSON.stringify(rest)))
    }
    const names = new Set(deposits.map(nameOf))
    const others = this.#of(tx, conversation).filter(each => !names.has(nameOf(each)))
    return this.#now(tx, conversation, [...others, ...deposits])
  }

  /**
   * Forgets what the reader has, and what is lost because they have something that was deposited later at the same place: a relay gives
   * out parcels in the order in which they came. Gives the conversation as it is then.
   */
  settle(tx: Transaction, conversation: ConversationRecord): ConversationRecord {
    if (conversation.relayed === undefined) return conversation
    const had = ({ feed, from, to }: Deposit): boolean =>
      missing({ through: 0, ranges: [[from, to]] }, hadOf(conversation, feed)).length === 0
    const newest = new Map<string, number>()
    for (const deposit of this.#of(tx, conversation)) {
      const place = placeOf(deposit)
      if (had(deposit)) newest.set(place, Math.max(deposit.at, newest.get(place) ?? 0))
    }
    return this.lose(tx, conversation, each => had(each) || each.at < (newest.get(placeOf(each)) ?? 0))
  }

  /** Forgets deposits, because they cannot be there any more: what was in them is lacking again. */
  lose(tx: Transaction, conversation: ConversationRecord, gone: (deposit: Deposit) => boolean): ConversationRecord {
    const known = this.#of(tx, conversation)
    const rest: Deposit[] = []
    for (const deposit of known) {
      if (gone(deposit)) tx.del(depositKey(deposit))
      else rest.push(deposit)
    }
    return rest.length === known.length ? conversation : this.#now(tx, conversation, rest)
  }

  /** What rests for a conversation's reader. */
  of(conversation: number): readonly Deposit[] {
    return this.#all.get(String(conversation)) ?? []
  }

  /** Numbers of conversations with deposits for which this holds. */
  with(test: (deposit: Deposit) => boolean): number[] {
    return [...this.#all.names()].filter(name => this.#all.get(name)?.some(test)).map(Number)
  }

  #of(tx: Transaction, conversation: ConversationRecord): readonly Deposit[] {
    return tx.get(this.#all, String(conversation.number)) ?? []
  }

  #now(tx: Transaction, conversation: ConversationRecord, deposits: readonly Deposit[]): ConversationRecord {
    tx.set(this.#all, String(conversation.number), deposits.length === 0 ? undefined : deposits)
    const ranges = new Map<number, Range[]>()
    for (const { feed, from, to } of deposits) ranges.set(feed, [...(ranges.get(feed) ?? []), [from, to]])
    const relayed: Record<number, Stored> = {}
    for (const [feed, each] of ranges) relayed[feed] = { through: 0, ranges: merged(each) }
    const { relayed: _old, ...rest } = conversation
    return deposits.length === 0 ? rest : { ...rest, relayed }
  }
}

/** Ascending, disjoint, not touching. A cursor has few of them; what rests may have as many as there are parcels. */
function merged(ranges: Range[]): Range[] {
  const result: Range[] = []
  for (const [from, to] of ranges.sort((a, b) => a[0] - b[0])) {
    const last = result.at(-1)
    if (last !== undefined && from <= last[1] + 1) result[result.length - 1] = [last[0], Math.max(last[1], to)]
    else result.push([from, to])
  }
  return result
}

function placeOf({ relay, store }: Deposit): string {
  return `${relay}:${store}`
}

function nameOf({ feed, from, to }: Deposit): string {
  return `${feed}:${from}:${to}`
}

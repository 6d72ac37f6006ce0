/**
 * What rests at relays for its readers: which stretch of a feed, where, until when, sealed to which key. It is forgotten when the
 * reader's cursor has it, and deposited again when the parcel cannot be there any more: expired, its relay's store lost, its key gone.
 */
import { missing, NOTHING, type Stored, withRange } from '../protocol/cursor.ts'
import type { Database } from './database.ts'
import { depositKey, depositRange, readDepositKey, type Stretch } from './keys.ts'
import { Shadow, type Transaction } from './ledger.ts'
import { type ConversationRecord, hadOf, type Resting } from './records.ts'

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

  /** Forgets what the reader has; gives the conversation as it is then. */
  settle(tx: Transaction, conversation: ConversationRecord): ConversationRecord {
    if (conversation.relayed === undefined) return conversation
    return this.lose(tx, conversation, ({ feed, from, to }) => {
      const here: Stored = { through: 0, ranges: [[from, to]] }
      return missing(here, hadOf(conversation, feed)).length === 0
    })
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
    const relayed: Record<number, Stored> = {}
    for (const { feed, from, to } of deposits)
      relayed[feed] = withRange(relayed[feed] ?? NOTHING, [from, to]) ?? relayed[feed] ?? NOTHING
    const { relayed: _old, ...rest } = conversation
    return deposits.length === 0 ? rest : { ...rest, relayed }
  }
}

function nameOf({ feed, from, to }: Deposit): string {
  return `${feed}:${from}:${to}`
}

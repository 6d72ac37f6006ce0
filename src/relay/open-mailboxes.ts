/**
 * Mailboxes that were used lately, in memory, within a bound. One is read from its small rows when it is first asked for; what is deleted
 * while it is being read is left out of the count, whether the reading saw it or not.
 */
import { type Bytes, hex } from '../protocol/bytes.ts'
import type { LevelDatabase } from './level-database.ts'
import { after, indexKey, mailboxKey, parcelIn, readIndex, readMailbox } from './level-keys.ts'
import { OpenMailbox } from './usage.ts'

/** Bytes, about: 60,000 mailboxes of people with 30 friends, three of whom have left something. */
const MAX_WEIGHT = 128 * 1024 * 1024
/** Rows read at once. */
const CHUNK = 1000

interface Entry {
  mailbox: OpenMailbox
  number: number
  weight: number
}

interface Loading {
  number: number
  deleted: Set<number>
}

export class OpenMailboxes {
  readonly #database: LevelDatabase
  readonly #entries = new Map<string, Entry>()
  readonly #byNumber = new Map<number, Entry>()
  readonly #loading = new Map<string, Promise<OpenMailbox | undefined>>()
  readonly #beingRead = new Map<number, Loading>()
  #weight = 0
  #generation = 0
  #shrinking = false

  constructor(database: LevelDatabase) {
    this.#database = database
  }

  async find(owner: Bytes): Promise<OpenMailbox | undefined> {
    const name = hex(owner)
    const entry = this.#entries.get(name)
    if (entry !== undefined) {
      this.#entries.delete(name)
      this.#entries.set(name, entry)
      return entry.mailbox
    }
    const loading = this.#loading.get(name)
    if (loading !== undefined) return loading
    const fresh = this.#load(owner, name).finally(() => this.#loading.delete(name))
    this.#loading.set(name, fresh)
    return fresh
  }

  /** Of one that was found just now. */
  numberOf(mailbox: OpenMailbox): number | undefined {
    const entry = this.#entries.get(hex(mailbox.owner))
    return entry?.mailbox === mailbox && !mailbox.gone ? entry.number : undefined
  }

  /** A parcel is not there any more. */
  took(number: number, parcel: number, pass: string, size: number): void {
    this.#byNumber.get(number)?.mailbox.take(pass, size)
    this.#beingRead.get(number)?.deleted.add(parcel)
  }

  /** Its row changed, or it is there no more. */
  forget(owner: Bytes): void {
    const name = hex(owner)
    const entry = this.#entries.get(name)
    if (entry === undefined) return
    this.#entries.delete(name)
    this.#byNumber.delete(entry.number)
    this.#weight -= entry.weight
  }

  /** What is on disk is not known any more. */
  clear(): void {
    this.#generation += 1
    for (const { mailbox } of this.#entries.values()) mailbox.gone = true
    this.#entries.clear()
    this.#byNumber.clear()
    this.#loading.clear()
    this.#weight = 0
  }

  reweigh(mailbox: OpenMailbox): void {
    const entry = this.#entries.get(hex(mailbox.owner))
    if (entry?.mailbox !== mailbox) return
    this.#weight += mailbox.weight - entry.weight
    entry.weight = mailbox.weight
  }

  async #load(owner: Bytes, name: string): Promise<OpenMailbox | undefined> {
    const generation = this.#generation
    const value = await this.#database.get(mailboxKey(owner))
    if (value === undefined) return undefined
    const row = readMailbox(value)
    const mailbox = new OpenMailbox(owner, row.registeredAt, row.passes)
    const reading: Loading = { number: row.number, deleted: new Set() }
    this.#beingRead.set(row.number, reading)
    try {
      const found: { parcel: number; pass: string; size: number }[] = []
      for (let from = 0; ; ) {
        const rows = await this.#database.rows({
          gte: indexKey(row.number, from),
          lt: indexKey(row.number + 1, 0),
          limit: CHUNK,
        })
        for (const [key, index] of rows) found.push({ parcel: parcelIn(key), ...readIndex(index) })
        if (rows.length < CHUNK) break
        from = found.at(-1)!.parcel + 1
      }
      for (const { parcel, pass, size } of found) if (!reading.deleted.has(parcel)) mailbox.add(pass, size)
    } finally {
      this.#beingRead.delete(row.number)
    }
    // LevelDB was opened anew meanwhile: what was read may be of before.
    if (generation !== this.#generation) return this.#load(owner, name)
    const entry = { mailbox, number: row.number, weight: mailbox.weight }
    this.#entries.set(name, entry)
    this.#byNumber.set(row.number, entry)
    this.#weight += entry.weight
    if (this.#weight > MAX_WEIGHT && !this.#shrinking) {
      this.#shrinking = true
      // Whoever waits for a mailbox goes on with it in this turn.
      setImmediate(() => this.#shrink())
    }
    return mailbox
  }

  #shrink(): void {
    this.#shrinking = false
    for (const [name, { mailbox, number, weight }] of this.#entries) {
      if (this.#weight <= MAX_WEIGHT || this.#entries.size === 1) return
      if (mailbox.pending > 0) continue
      this.#entries.delete(name)
      this.#byNumber.delete(number)
      this.#weight -= weight
    }
  }
}

export const ALL_MAILBOXES = { gte: Buffer.from('m'), lt: after('m') }

/**
 * Mailboxes that were used lately, in memory, within a bound. Whatever changes one has it open and holds it here until the change is on
 * disk, so that what is read from disk is never of before a change that is under way.
 */
import { type Bytes, hex } from '../protocol/bytes.ts'
import { GatheredReads } from './gathered-reads.ts'
import type { LevelDatabase } from './level-database.ts'
import { indexKey, mailboxKey, parcelIn, readIndex, readMailbox, readUsage, usageKey } from './level-keys.ts'
import { OpenMailbox } from './open-mailbox.ts'
import type { Passes } from './passes.ts'

/**
 * Bytes, about: 20,000 mailboxes of people with 30 friends, ten of whom have left something. What comes and goes leaves holes: up to six
 * times as much is resident.
 */
const MAX_WEIGHT = 64 * 1024 * 1024
/** Rows read at once. */
const CHUNK = 1000

export class LevelMailbox extends OpenMailbox {
  readonly number: number
  /** Changes of it that are under way: while there are any, it stays in memory. */
  held = 0
  /** It was taken away, or is read anew. */
  gone = false
  /** As it was counted last. */
  countedWeight = 0

  constructor(owner: Bytes, row: { number: number; registeredAt: number; passes: Passes }) {
    super(owner, row.registeredAt, row.passes)
    this.number = row.number
  }

  /** Bytes of memory that it takes, about. */
  get weight(): number {
    return 1000 + this.passes.packed.byteLength + 130 * this.kept.size
  }
}

export class OpenMailboxes {
  readonly #database: LevelDatabase
  readonly #reads: GatheredReads
  readonly #open = new Map<string, LevelMailbox>()
  readonly #loading = new Map<string, Promise<LevelMailbox | undefined>>()
  #weight = 0
  #generation = 0
  #shrinking = false

  constructor(database: LevelDatabase) {
    this.#database = database
    this.#reads = new GatheredReads(database)
  }

  async find(owner: Bytes): Promise<LevelMailbox | undefined> {
    const name = hex(owner)
    const mailbox = this.#open.get(name)
    if (mailbox !== undefined) {
      this.#open.delete(name)
      this.#open.set(name, mailbox)
      return mailbox
    }
    const loading = this.#loading.get(name)
    if (loading !== undefined) return loading
    const fresh = this.#load(owner, name).finally(() => {
      if (this.#loading.get(name) === fresh) this.#loading.delete(name)
    })
    this.#loading.set(name, fresh)
    return fresh
  }

  /** Whether it is the one that `find` gives now. */
  isOpen(mailbox: LevelMailbox): boolean {
    return this.#open.get(hex(mailbox.owner)) === mailbox
  }

  /** It is there no more. */
  forget(mailbox: LevelMailbox): void {
    mailbox.gone = true
    if (this.isOpen(mailbox)) this.#drop(hex(mailbox.owner), mailbox)
  }

  /** What is on disk is not known any more. */
  clear(): void {
    this.#generation += 1
    for (const mailbox of this.#open.values()) mailbox.gone = true
    this.#open.clear()
    this.#loading.clear()
    this.#weight = 0
  }

  reweigh(mailbox: LevelMailbox): void {
    if (!this.isOpen(mailbox)) return
    const { weight } = mailbox
    this.#weight += weight - mailbox.countedWeight
    mailbox.countedWeight = weight
    if (this.#weight <= MAX_WEIGHT || this.#shrinking) return
    this.#shrinking = true
    // Whoever waits for a mailbox goes on with it in this turn.
    setImmediate(() => this.#shrink())
  }

  async #load(owner: Bytes, name: string): Promise<LevelMailbox | undefined> {
    const generation = this.#generation
    const [value, usage] = await this.#reads.read([mailboxKey(owner), usageKey(owner)])
    if (value === undefined) return undefined
    const mailbox = new LevelMailbox(owner, readMailbox(value))
    if (usage !== undefined) for (const change of readUsage(usage)) mailbox.kept.change(change)
    else await this.#count(mailbox)
    // LevelDB was opened anew meanwhile: what was read may be of before.
    if (generation !== this.#generation) return this.find(owner)
    this.#open.set(name, mailbox)
    this.reweigh(mailbox)
    return mailbox
  }

  /** From the parcels' own rows. */
  async #count({ number, kept }: LevelMailbox): Promise<void> {
    for (let from = 0; ; ) {
      const rows = await this.#database.rows({
        gte: indexKey(number, from),
        lt: indexKey(number + 1, 0),
        limit: CHUNK,
      })
      for (const [, index] of rows) {
        const { pass, size } = readIndex(index)
        kept.change({ pass, parcels: 1, bytes: size })
      }
      if (rows.length < CHUNK) return
      from = parcelIn(rows.at(-1)![0]) + 1
    }
  }

  #shrink(): void {
    this.#shrinking = false
    for (const [name, mailbox] of this.#open) {
      if (this.#weight <= MAX_WEIGHT || this.#open.size === 1) return
      if (mailbox.held === 0) this.#drop(name, mailbox)
    }
  }

  #drop(name: string, mailbox: LevelMailbox): void {
    this.#open.delete(name)
    this.#weight -= mailbox.countedWeight
  }
}

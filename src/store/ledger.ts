/**
 * Every change of the profile goes through here: work is queued, all that waits is put together in one atomic batch, synced, and only
 * then seen by anyone, in memory or outside. Work runs in the order in which it came and sees what was staged before it; work that
 * throws leaves nothing behind; a batch that the disk refuses fails everything in it. What others will say again is *soft*: seen at
 * once, it goes to the disk with the next batch.
 */
import type { Bytes } from '../protocol/bytes.ts'
import { readUint } from '../protocol/bytes.ts'
import type { Database, Row } from './database.ts'
import { ARRIVAL_BYTES, arrivalRange, type KeyRange } from './keys.ts'
import type { Keyring } from './sealed/keyring.ts'

/** Most units of work in one batch, so that the first of them does not wait for the thousandth. */
const MAX_BATCH = 512
/** Milliseconds that what is soft waits for a batch to go with. */
const LATE_MS = 50

/** Typed records under one prefix; what was read or written stays in memory. Records are values: replaced, never changed. */
export class Table<T> {
  readonly #database: Database
  readonly #key: (name: string) => Bytes
  readonly #cache = new Map<string, T | undefined>()
  readonly #cached: number
  /** Everything there is of it is in memory. */
  #whole = false
  /** Counts what was settled, so that whoever made something of the records knows when it is old. */
  changes = 0

  /**
   * @param key - the database key of a record's name
   * @param cached - records kept in memory; a table that is loaded whole keeps all
   */
  constructor(database: Database, key: (name: string) => Bytes, cached = Number.POSITIVE_INFINITY) {
    this.#database = database
    this.#key = key
    this.#cached = cached
  }

  get(name: string): T | undefined {
    if (this.#cache.has(name) || this.#whole) return this.#cache.get(name)
    const bytes = this.#database.get(this.#key(name))
    // That there is none is worth a place only where places are counted: else whoever asks for many names would fill the memory.
    if (bytes === undefined && this.#cached === Number.POSITIVE_INFINITY) return undefined
    const record = bytes === undefined ? undefined : this.decode(bytes)
    this.settle(name, record)
    return record
  }

  protected remembered(name: string): T | undefined {
    return this.#cache.get(name)
  }

  /** Names of what is in memory. */
  names(): IterableIterator<string> {
    return this.#cache.keys()
  }

  /** Forgets what is in memory: the disk may hold something else. */
  forget(): void {
    this.#cache.clear()
    this.#whole = false
    this.changes++
  }

  /** Reads all records of a range into memory, so that `values` is whole. */
  async load(range: KeyRange, nameOf: (record: T) => string): Promise<void> {
    for await (const [, value] of this.#database.range(range)) {
      const record = this.decode(value)
      this.#cache.set(nameOf(record), record)
    }
    this.#whole = true
    this.changes++
  }

  *values(): Generator<T> {
    for (const record of this.#cache.values()) if (record !== undefined) yield record
  }

  decode(bytes: Bytes): T {
    return JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8')) as T
  }

  rowOf(name: string, record: T | undefined): Row | undefined {
    return { key: this.#key(name), value: record === undefined ? undefined : Buffer.from(JSON.stringify(record)) }
  }

  /** Takes what is on disk now. For the ledger, after a batch. */
  settle(name: string, record: T | undefined): void {
    this.#cache.set(name, record)
    this.changes++
    const oldest = this.#cache.keys().next()
    if (this.#cache.size > this.#cached && !oldest.done) this.#cache.delete(oldest.value)
  }
}

/** Records that live in memory only and are made from rows of another kind: staged and settled with what they tell of. */
export class Shadow<T> extends Table<T> {
  constructor(database: Database) {
    super(database, () => new Uint8Array(0))
  }

  override get(name: string): T | undefined {
    return this.remembered(name)
  }

  override rowOf(): undefined {
    return undefined
  }
}

interface StagedRecord {
  table: Table<unknown>
  name: string
  record: unknown
}

/** What the work of one batch sees and stages. */
export class Transaction {
  readonly #ledger: Ledger
  readonly #records = new Map<Table<unknown>, Map<string, StagedRecord>>()
  readonly #rows = new Map<string, Row>()
  readonly #appended: Row[] = []
  readonly #before: (() => void)[] = []
  readonly #after: (() => void)[] = []
  /** Some of it is shown already: it was soft. */
  late = false
  /** How to take back what the present piece of work staged. */
  #journal: (() => void)[] = []

  constructor(ledger: Ledger) {
    this.#ledger = ledger
  }

  get<T>(table: Table<T>, name: string): T | undefined {
    const staged = this.#records.get(table as Table<unknown>)?.get(name)
    return staged === undefined ? table.get(name) : (staged.record as T | undefined)
  }

  set<T>(table: Table<T>, name: string, record: T | undefined): void {
    let records = this.#records.get(table as Table<unknown>)
    if (records === undefined) {
      records = new Map()
      this.#records.set(table as Table<unknown>, records)
    }
    this.#stage(records, name, { table: table as Table<unknown>, name, record })
  }

  /** Stages a row of its own; an empty value says that the key is the message. */
  put(key: Bytes, value: Bytes): void {
    this.#stage(this.#rows, nameOfKey(key), { key, value })
  }

  del(key: Bytes): void {
    this.#stage(this.#rows, nameOfKey(key), { key, value: undefined })
  }

  /**
   * Stages rows that no work of this batch reads, in order, after all others: for many small ones, which then cost no name in memory.
   */
  append(rows: readonly Row[]): void {
    const before = this.#appended.length
    this.#journal.push(() => {
      this.#appended.length = before
    })
    for (const row of rows) this.#appended.push(row)
  }

  /** How many rows were staged by `append`. */
  get appended(): number {
    return this.#appended.length
  }

  has(key: Bytes): boolean {
    const staged = this.#rows.get(nameOfKey(key))
    return staged === undefined ? this.#ledger.database.has(key) : staged.value !== undefined
  }

  get keyring(): Keyring {
    return this.#ledger.database.keyring
  }

  read(key: Bytes): Bytes | undefined {
    const staged = this.#rows.get(nameOfKey(key))
    return staged === undefined ? this.#ledger.database.get(key) : staged.value
  }

  /** The next number of arrival. Numbers may be skipped, never repeated. */
  nextArrival(): number {
    return this.#ledger.nextArrival()
  }

  /** Runs once all work of the batch is staged, in order, and may stage more. It must not throw. */
  before(run: () => void): void {
    this.#before.push(run)
    this.#journal.push(() => this.#before.pop())
  }

  /** Runs once everything staged is on disk and whoever waited was told, in order. What it throws is reported. */
  after(run: () => void): void {
    this.#after.push(run)
    this.#journal.push(() => this.#after.pop())
  }

  /** Runs one piece of work; one that throws leaves nothing behind. */
  run<T>(work: (tx: Transaction) => T): T {
    this.#journal = []
    try {
      return work(this)
    } catch (error) {
      for (const undo of this.#journal.reverse()) undo()
      throw error
    }
  }

  #stage<V>(staged: Map<string, V>, name: string, value: V): void {
    const known = staged.get(name)
    this.#journal.push(() => (known === undefined ? staged.delete(name) : staged.set(name, known)))
    staged.set(name, value)
  }

  finish(): Row[] {
    for (const run of this.#before) run()
    const rows = [...this.#rows.values()]
    for (const records of this.#records.values()) {
      for (const { table, name, record } of records.values()) {
        const row = table.rowOf(name, record)
        if (row !== undefined) rows.push(row)
      }
    }
    for (const row of this.#appended) rows.push(row)
    return rows
  }

  settle(): void {
    for (const records of this.#records.values()) {
      for (const { table, name, record } of records.values()) table.settle(name, record)
    }
  }

  /** Gives what waited for this moment, and forgets it. */
  following(): (() => void)[] {
    this.#before.length = 0
    return this.#after.splice(0)
  }
}

export interface CommitOptions {
  /**
   * What is written can be learnt again from others: nobody waits for the disk, and it goes there with the next batch, or soon.
   * @default false
   */
  soft?: boolean
}

interface Pending {
  soft: boolean
  work: (tx: Transaction) => unknown
  resolve: (value: unknown) => void
  reject: (error: unknown) => void
}

export class Ledger {
  readonly database: Database
  #pending: Pending[] = []
  #writing: Promise<void> | undefined
  /** What was soft and is not written yet; the next batch goes on from it. */
  #late: Transaction | undefined
  #lateTimer: NodeJS.Timeout | undefined
  #arrival: number
  #closed = false
  #doubtful = false
  #reload: () => Promise<void> = async () => undefined
  readonly #report: (error: unknown) => void

  private constructor(database: Database, arrival: number, report: (error: unknown) => void) {
    this.database = database
    this.#arrival = arrival
    this.#report = report
  }

  /** @param report - told of what fails after a batch is on disk */
  static async open(database: Database, report: (error: unknown) => void): Promise<Ledger> {
    return new Ledger(database, await lastArrival(database), report)
  }

  /** How to read into memory again what is on disk, after a write of which it is not known whether it went through. */
  onDoubt(reload: () => Promise<void>): void {
    this.#reload = reload
  }

  /** The newest number of arrival given so far. */
  get arrival(): number {
    return this.#arrival
  }

  nextArrival(): number {
    return ++this.#arrival
  }

  /** Runs `work` and resolves with its result when what it staged is on disk. */
  commit<T>(work: (tx: Transaction) => T, options: CommitOptions = {}): Promise<T> {
    if (this.#closed) return Promise.reject(new Error('the store is closed'))
    const { promise, resolve, reject } = Promise.withResolvers<unknown>()
    this.#pending.push({ work, resolve, reject, soft: options.soft ?? false })
    this.#writing ??= this.#write()
    return promise as Promise<T>
  }

  /** Waits for what was committed so far, and takes nothing more. */
  async close(): Promise<void> {
    this.#closed = true
    clearTimeout(this.#lateTimer)
    await this.#writing
    if (this.#late !== undefined) await this.#writeBatch([])
  }

  async #write(first?: Pending[]): Promise<void> {
    // Whoever runs in this very turn joins the batch; others come with the next, while this one is written.
    await Promise.resolve()
    try {
      if (first !== undefined && this.#pending.length === 0) await this.#writeBatch(first)
      while (this.#pending.length > 0) await this.#writeBatch(this.#pending.splice(0, MAX_BATCH))
    } finally {
      this.#writing = undefined
    }
  }

  async #writeBatch(batch: Pending[]): Promise<void> {
    const done: { pending: Pending; result: unknown }[] = []
    const soft = batch.length > 0 && batch.every(each => each.soft)
    let late = false
    try {
      if (this.#doubtful) await this.#readAgain()
      const whole = this.#late ?? new Transaction(this)
      late = whole.late
      this.#late = undefined
      for (const pending of batch) {
        try {
          done.push({ pending, result: whole.run(pending.work) })
        } catch (error) {
          pending.reject(error)
        }
      }
      if (soft) {
        whole.late = true
        this.#late = whole
        this.#lateTimer ??= setTimeout(() => this.#writeLate(), LATE_MS)
      } else {
        const rows = whole.finish()
        if (rows.length > 0) await this.database.write(rows, { sync: batch.length > 0 })
      }
      this.#release(whole, done)
    } catch (error) {
      // LevelDB cannot say whether a batch that failed will be there when it is opened again: memory must follow the disk.
      this.#doubtful ||= this.database.broken || late
      for (const { reject } of batch) reject(error)
      if (batch.length === 0) this.#report(error)
    }
  }

  /** What was soft and found no batch to go with. */
  #writeLate(): void {
    this.#lateTimer = undefined
    if (this.#late === undefined || this.#closed) return
    if (this.#writing === undefined) this.#writing = this.#write([])
    else this.#lateTimer = setTimeout(() => this.#writeLate(), LATE_MS)
  }

  /** Lets everyone see what a batch did. */
  #release(whole: Transaction, done: readonly { pending: Pending; result: unknown }[]): void {
    whole.settle()
    for (const { pending, result } of done) pending.resolve(result)
    for (const run of whole.following()) {
      try {
        run()
      } catch (error) {
        // What was committed stays committed whatever happens here.
        this.#report(error)
      }
    }
  }

  async #readAgain(): Promise<void> {
    this.#late = undefined
    await this.database.recover()
    this.#arrival = Math.max(this.#arrival, await lastArrival(this.database))
    await this.#reload()
    this.#doubtful = false
  }
}

async function lastArrival(database: Database): Promise<number> {
  for await (const key of database.keys({ ...arrivalRange(), reverse: true, limit: 1 }))
    return readUint(key, 1, ARRIVAL_BYTES)
  return 0
}

function nameOfKey(key: Bytes): string {
  return Buffer.from(key.buffer, key.byteOffset, key.byteLength).toString('latin1')
}

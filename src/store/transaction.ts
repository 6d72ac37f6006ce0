/** What the work of one batch sees and stages: its own rows and records over those that are on disk. The ledger runs it and writes it. */
import type { Bytes } from '../protocol/bytes.ts'
import type { Row } from './database.ts'
import type { Ledger } from './ledger.ts'
import type { Keyring } from './sealed/keyring.ts'
import type { Table } from './table.ts'

interface StagedRecord {
  table: Table<unknown>
  name: string
  record: unknown
}

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

function nameOfKey(key: Bytes): string {
  return Buffer.from(key.buffer, key.byteOffset, key.byteLength).toString('latin1')
}

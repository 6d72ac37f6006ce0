/** Records by name, in memory and on disk. Whoever changes them does it in a transaction, and the ledger settles them. */
import type { Bytes } from '../protocol/bytes.ts'
import type { Database, Row } from './database.ts'
import type { KeyRange } from './keys.ts'

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

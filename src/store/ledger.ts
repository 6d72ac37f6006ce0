/**
 * Every change of the profile goes through here: work is queued, all that waits is put together in one atomic batch, synced, and only
 * then seen by anyone, in memory or outside. Work runs in the order in which it came and sees what was staged before it; work that
 * throws leaves nothing behind; a batch that the disk refuses fails everything in it. What others will say again is *soft*: seen at
 * once, it goes to the disk with the next batch.
 */
import { readUint } from '../protocol/bytes.ts'
import type { Database } from './database.ts'
import { ARRIVAL_BYTES, arrivalRange } from './keys.ts'
import { Transaction } from './transaction.ts'

/** Most units of work in one batch, so that the first of them does not wait for the thousandth. */
const MAX_BATCH = 512
/** Milliseconds that what is soft waits for a batch to go with. */
const LATE_MS = 50

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

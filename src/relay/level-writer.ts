/** One write after the other, each with all that waited for the one before: a hundred deposits cost one sync of the disk. */
import { Batch } from './level-batch.ts'
import type { LevelDatabase } from './level-database.ts'

export interface Work {
  /** Adds to the batch; may read first. What it throws concerns this work alone: it has added nothing then. */
  prepare: (batch: Batch) => void | Promise<void>
  /** Bytes, about: a batch is not made larger than it need be. */
  size: number
  /** Must outlive a power cut. */
  sync: boolean
  /** Shares no batch: what it reads must not change meanwhile. */
  alone?: boolean
}

const MAX_BATCH_BYTES = 4 * 1024 * 1024
const MAX_BATCH_WORKS = 1000

interface Waiting extends Work {
  resolve: () => void
  reject: (error: unknown) => void
}

export class LevelWriter {
  readonly #database: LevelDatabase
  /** Adds to each batch what every batch has. */
  readonly #complete: (batch: Batch) => void
  #waiting: Waiting[] = []
  #writing: Promise<void> | undefined

  constructor(database: LevelDatabase, complete: (batch: Batch) => void) {
    this.#database = database
    this.#complete = complete
  }

  /** Resolves when it is on disk. */
  write(work: Work): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    this.#waiting.push({ ...work, resolve, reject })
    this.#writing ??= this.#run()
    return promise
  }

  async idle(): Promise<void> {
    await this.#writing
  }

  async #run(): Promise<void> {
    // What else was asked for in this turn belongs to the first batch.
    await new Promise(resolve => setImmediate(resolve))
    while (this.#waiting.length > 0) await this.#writeOne(this.#next())
    this.#writing = undefined
  }

  #next(): Waiting[] {
    let size = 0
    let count = 0
    for (const work of this.#waiting) {
      if (count > 0 && (work.alone || count >= MAX_BATCH_WORKS || size + work.size > MAX_BATCH_BYTES)) break
      size += work.size
      count += 1
      if (work.alone) break
    }
    return this.#waiting.splice(0, count)
  }

  async #writeOne(works: readonly Waiting[]): Promise<void> {
    try {
      // What was prepared before it is opened anew would be counted from what is not there.
      await this.#database.ready()
    } catch (error) {
      for (const { reject } of works) reject(error)
      return
    }
    const batch = new Batch()
    const prepared = await Promise.all(
      works.map(async work => {
        try {
          await work.prepare(batch)
          return work
        } catch (error) {
          work.reject(error)
          return undefined
        }
      }),
    )
    const ready = prepared.filter(work => work !== undefined)
    try {
      if (batch.rows.length > 0) {
        this.#complete(batch)
        await this.#database.write(
          batch.rows,
          ready.some(({ sync }) => sync),
        )
      }
      for (const run of batch.after) run()
      for (const { resolve } of ready) resolve()
    } catch (error) {
      for (const { reject } of ready) reject(error)
    }
  }
}

/** Rows that are asked for in one turn are read together: a hundred deposits for a hundred mailboxes cost one way to another thread. */
import type { Bytes } from '../protocol/bytes.ts'
import type { LevelDatabase } from './level-database.ts'

interface Asked {
  keys: Bytes[]
  resolve: (values: (Bytes | undefined)[]) => void
  reject: (error: unknown) => void
}

export class GatheredReads {
  readonly #database: LevelDatabase
  #asked: Asked[] = []

  constructor(database: LevelDatabase) {
    this.#database = database
  }

  /** As `getMany`. */
  read(keys: Bytes[]): Promise<(Bytes | undefined)[]> {
    const { promise, resolve, reject } = Promise.withResolvers<(Bytes | undefined)[]>()
    if (this.#asked.length === 0) setImmediate(() => void this.#read())
    this.#asked.push({ keys, resolve, reject })
    return promise
  }

  async #read(): Promise<void> {
    const asked = this.#asked
    this.#asked = []
    try {
      const values = await this.#database.getMany(asked.flatMap(({ keys }) => keys))
      let from = 0
      for (const { keys, resolve } of asked) {
        resolve(values.slice(from, from + keys.length))
        from += keys.length
      }
    } catch (error) {
      for (const { reject } of asked) reject(error)
    }
  }
}

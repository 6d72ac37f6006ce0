/** A wall clock that stands still until it is set, for peers of this process and, by libfaketime, for programs. Timers run on. */
import { renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { faketimeLibrary } from './lan/support.ts'

export class StoppedClock {
  static readonly available = faketimeLibrary() !== undefined
  /** For `describe.skipIf(!StoppedClock.available)(name, StoppedClock.meta, …)`. */
  static readonly meta = { meta: { skipReason: 'libfaketime not found: apt-get install libfaketime' } }

  readonly #file: string
  #now = 0

  /**
   * @param folder - where the time is kept for other programs
   * @param at - ISO 8601, UTC
   */
  constructor(folder: string, at: string) {
    this.#file = join(folder, 'time')
    this.set(at)
  }

  /** Environment of a program that is to live in this time. */
  get env(): Record<string, string> {
    return {
      TZ: 'UTC',
      LD_PRELOAD: faketimeLibrary() ?? '',
      FAKETIME_TIMESTAMP_FILE: this.#file,
      FAKETIME_NO_CACHE: '1',
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
    }
  }

  /** Milliseconds since 1970. */
  readonly now = (): number => this.#now

  set(at: string): void {
    this.#now = Date.parse(at)
    const text = new Date(this.#now).toISOString().slice(0, 19).replace('T', ' ')
    // Whole or not at all: somebody may read it at any moment.
    writeFileSync(`${this.#file}.new`, `${text}\n`)
    renameSync(`${this.#file}.new`, this.#file)
  }

  /** Seconds. */
  advance(seconds: number): void {
    this.set(new Date(this.#now + seconds * 1_000).toISOString())
  }
}

/** Work that costs the disk more than what it is done for: gathered for a moment, done in rounds, and never for most of the time. */

export interface RoundsOptions {
  /** Whether there is something to do. */
  waiting: () => boolean
  /** Does some of it; what is left has another round, and so has what a round failed at. */
  round: () => Promise<void>
  /** Told why a round failed. */
  failed: (error: unknown) => void
}

/** What comes within this time goes along, milliseconds. */
const SOON_MS = 1_000
/** Of the time, rounds take this much at most. */
const SHARE = 1 / 10
/** After a failure, milliseconds. */
const AGAIN_MS = 60_000

export class Rounds {
  readonly #options: RoundsOptions
  #timer: NodeJS.Timeout | undefined
  #round: Promise<void> | undefined
  #closed = false

  constructor(options: RoundsOptions) {
    this.#options = options
  }

  /** There is something to do, or may be. */
  soon(): void {
    this.#later(SOON_MS)
  }

  /** Waits for the round that is under way; there is no other after it. */
  async close(): Promise<void> {
    this.#closed = true
    clearTimeout(this.#timer)
    await this.#round
  }

  #later(wait: number): void {
    if (this.#closed || !this.#options.waiting() || this.#timer !== undefined || this.#round !== undefined) return
    this.#timer = setTimeout(() => {
      this.#timer = undefined
      const startedAt = performance.now()
      this.#round = this.#options.round().then(
        () => this.#rest((performance.now() - startedAt) / SHARE),
        (error: unknown) => {
          this.#options.failed(error)
          this.#rest(AGAIN_MS)
        },
      )
    }, wait)
  }

  #rest(wait: number): void {
    this.#round = undefined
    this.#later(Math.max(SOON_MS, wait))
  }
}

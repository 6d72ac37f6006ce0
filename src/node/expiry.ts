/** Takes away what has had its time, when its time has come. */

/** Milliseconds: clocks jump and machines sleep, so it looks again at least this often while something waits. */
const LONGEST_MS = 30_000

export interface ExpiryOptions {
  /** Takes away what is due; gives when the next is, milliseconds since 1970. */
  expire: () => Promise<number | undefined>
  clock: () => number
  log: (message: string) => void
}

export class Expiry {
  readonly #options: ExpiryOptions
  #timer: NodeJS.Timeout | undefined
  #looking: Promise<void> | undefined
  #again = false
  #stopped = false

  constructor(options: ExpiryOptions) {
    this.#options = options
  }

  /** Something may be due, or be due sooner. */
  wake(): void {
    if (this.#stopped) return
    if (this.#looking !== undefined) this.#again = true
    else this.#looking = this.#look()
  }

  async stop(): Promise<void> {
    this.#stopped = true
    clearTimeout(this.#timer)
    await this.#looking
  }

  async #look(): Promise<void> {
    const { expire, clock, log } = this.#options
    clearTimeout(this.#timer)
    let next: number | undefined = clock() + LONGEST_MS
    do {
      this.#again = false
      try {
        next = await expire()
      } catch (error) {
        // The disk refused: it is tried again.
        log(`what is over stays for now: ${(error as Error).message}`)
      }
    } while (this.#again && !this.#stopped)
    this.#looking = undefined
    if (next === undefined || this.#stopped) return
    this.#timer = setTimeout(() => this.wake(), Math.min(LONGEST_MS, Math.max(0, next - clock())))
  }
}

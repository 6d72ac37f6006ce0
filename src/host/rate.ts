/** A bucket of tokens: `perSecond` for long, a burst of `burst` at once. */
export class Rate {
  readonly #perSecond: number
  readonly #burst: number
  #tokens: number
  #at: number

  constructor(perSecond: number, burst: number) {
    this.#perSecond = perSecond
    this.#burst = burst
    this.#tokens = burst
    this.#at = performance.now()
  }

  /** Takes one; false when there is none. */
  take(): boolean {
    const now = performance.now()
    this.#tokens = Math.min(this.#burst, this.#tokens + ((now - this.#at) / 1000) * this.#perSecond)
    this.#at = now
    if (this.#tokens < 1) return false
    this.#tokens -= 1
    return true
  }

  /** Seconds until there is one again. */
  get wait(): number {
    return Math.max(0, 1 - this.#tokens) / this.#perSecond
  }
}

/** How often, by name: a rate for each token and each tray, in bounded memory. */
import { Rate } from '../host/rate.ts'

/** As many as are remembered; one that was forgotten starts full again. */
const MAX_REMEMBERED = 100_000

export class Rates {
  readonly #perSecond: number
  readonly #burst: number
  readonly #rates = new Map<string, Rate>()

  constructor(perSecond: number, burst: number) {
    this.#perSecond = perSecond
    this.#burst = burst
  }

  /** Takes one. Undefined where it was there, else the seconds after which there will be one, at least 1. */
  take(name: string): number | undefined {
    const rate = this.#rates.get(name) ?? new Rate(this.#perSecond, this.#burst)
    // The one used longest ago is the most likely to be full again.
    this.#rates.delete(name)
    this.#rates.set(name, rate)
    if (this.#rates.size > MAX_REMEMBERED) {
      const oldest = this.#rates.keys().next()
      if (!oldest.done) this.#rates.delete(oldest.value)
    }
    return rate.take() ? undefined : Math.max(1, Math.ceil(rate.wait))
  }
}

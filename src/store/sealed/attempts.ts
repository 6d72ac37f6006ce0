/** Guesses at passphrases, so many a minute: whoever sits at an open node must not try a list. The disk alone is argon2id's to protect. */

import { EarshotError } from '../../protocol/errors.ts'
import { phrase } from '../../protocol/phrase.ts'

const MAX_ATTEMPTS = 5
const WINDOW_MS = 60_000

export class Attempts {
  readonly #at = new Map<string, number[]>()

  /** Counts an attempt, before it is looked at: many at once count as well. `busy` for one too many. */
  begin(name: string): void {
    const now = performance.now()
    const recent = (this.#at.get(name) ?? []).filter(at => now - at < WINDOW_MS)
    const [oldest] = recent
    if (oldest !== undefined && recent.length >= MAX_ATTEMPTS) {
      const seconds = Math.max(1, Math.ceil((oldest + WINDOW_MS - now) / 1000))
      throw new EarshotError('busy', 'too many wrong passphrases', phrase`try again in ${seconds} s`)
    }
    this.#at.set(name, [...recent, now])
  }

  /** The last one was right: nothing counts any more. */
  succeeded(name: string): void {
    this.#at.delete(name)
  }
}

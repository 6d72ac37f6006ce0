/**
 * When a few entries that could be sent wait for more. While something is on its way they wait for its acknowledgement, or a moment,
 * and go in one letter: where messages come faster than they are acknowledged, each costs a part of a letter, of its commit and of its
 * acknowledgement instead of one of each. One message alone never waits, nor does what fills a letter.
 */

/** Entries that are worth a letter of their own. */
export const LETTER_ENTRIES = 32
/** Milliseconds that entries wait at most: an acknowledgement from far away takes longer. */
export const GATHER_MS = 10

export class Gathering {
  readonly #due: () => void
  #timer: NodeJS.Timeout | undefined
  /** What waits has waited long enough. */
  #over = false

  /** @param due - told when what waits has waited long enough */
  constructor(due: () => void) {
    this.#due = due
  }

  /** Whether so many entries are to wait now, with so many on their way. */
  holds(waiting: number, onTheirWay: number): boolean {
    if (this.#over || onTheirWay === 0 || waiting >= LETTER_ENTRIES) return false
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined
      this.#over = true
      this.#due()
    }, GATHER_MS)
    return true
  }

  /** What waited goes now. */
  sent(): void {
    this.stop()
    this.#over = false
  }

  stop(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
  }
}

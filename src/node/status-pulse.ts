/**
 * Tells listeners when the numbers of the status change that no other event gives: so that nobody has to ask again and again. They are
 * counted at most every 250 ms, only after something happened that may move them, and only where somebody listens.
 */
import type { Event, StatusNumbers } from './messenger.ts'

const PACE_MS = 250

/** Events after which the numbers may be others. */
const MOVING: ReadonlySet<Event['event']> = new Set(['message', 'change', 'state', 'conversation', 'friend', 'relay'])

export interface StatusPulseOptions {
  count: () => StatusNumbers
  heard: () => boolean
  emit: (numbers: StatusNumbers) => void
}

export class StatusPulse {
  readonly #options: StatusPulseOptions
  #last = ''
  #timer: NodeJS.Timeout | undefined
  #stopped = false

  constructor(options: StatusPulseOptions) {
    this.#options = options
  }

  /** An event went out. */
  after(event: Event): void {
    if (MOVING.has(event.event)) this.touch()
  }

  /** The numbers may be others. */
  touch(): void {
    if (this.#stopped || !this.#options.heard()) return
    this.#timer ??= setTimeout(() => this.#tell(), PACE_MS)
  }

  /** Somebody was told the numbers, who may have been told others than were emitted last: the next ones are emitted in any case. */
  asked(): void {
    this.#last = ''
  }

  stop(): void {
    this.#stopped = true
    clearTimeout(this.#timer)
  }

  #tell(): void {
    this.#timer = undefined
    const numbers = this.#options.count()
    const text = JSON.stringify(numbers)
    if (text === this.#last) return
    this.#last = text
    this.#options.emit(numbers)
  }
}

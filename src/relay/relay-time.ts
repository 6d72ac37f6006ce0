/**
 * The time by which parcels grow old: what this relay has itself seen pass, never what its clock says. A clock that is a year off, or
 * jumps, therefore deletes nothing. Across a stop the clock's difference counts, but a day at most for one stop: a wrong clock can cost
 * a parcel one day of its thirty, and a relay that stands still keeps its parcels longer than promised, which does no harm.
 */
import type { SavedTime } from './mailbox-store.ts'

const DAY_MS = 24 * 3600 * 1000
/** Most that one stop may count for. */
const MAX_STOP_MS = DAY_MS

export interface RelayTimeOptions {
  saved: SavedTime | undefined
  /** Milliseconds since 1970. */
  clock: () => number
  /** Milliseconds that only ever pass. @default performance.now */
  elapsed?: () => number
}

export class RelayTime {
  readonly #clock: () => number
  readonly #elapsed: () => number
  readonly #start: number
  readonly #startedAt: number

  constructor({ saved, clock, elapsed = () => performance.now() }: RelayTimeOptions) {
    this.#clock = clock
    this.#elapsed = elapsed
    this.#startedAt = elapsed()
    // Far from zero, so that "before now minus the time to live" is never negative.
    const stopped = saved === undefined ? 0 : Math.min(Math.max(clock() - saved.wall, 0), MAX_STOP_MS)
    this.#start = (saved?.relay ?? 3650 * DAY_MS) + stopped
  }

  /** Milliseconds. */
  now(): number {
    return Math.floor(this.#start + this.#elapsed() - this.#startedAt)
  }

  /** To be kept with the store now and then. */
  save(): SavedTime {
    return { relay: this.now(), wall: this.#clock() }
  }
}

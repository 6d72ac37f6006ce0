/** What a relay has done since it started, in plain numbers for `status` and for metrics. */

/** Seconds: upper ends of the ranges into which deposits are counted. */
export const LATENCY_BOUNDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] as const

export type RefusalCode = 'full' | 'rate' | 'no-mailbox' | 'not-allowed' | 'too-large' | 'malformed' | 'disk'

export interface CountersSnapshot {
  deposited: number
  depositedBytes: number
  collected: number
  collectedBytes: number
  expired: number
  /** Parcels that whoever deposited them took back. */
  withdrawn: number
  /** By code. */
  refused: Record<RefusalCode, number>
  /** Seconds from a deposit's frame to its answer. */
  depositSeconds: {
    /** How many took at most so long, each range including those below it; the last has no bound. */
    buckets: { le: number; count: number }[]
    sum: number
    count: number
  }
}

export class Counters {
  deposited = 0
  depositedBytes = 0
  collected = 0
  collectedBytes = 0
  expired = 0
  withdrawn = 0
  readonly #refused: Record<RefusalCode, number> = {
    full: 0,
    rate: 0,
    'no-mailbox': 0,
    'not-allowed': 0,
    'too-large': 0,
    malformed: 0,
    disk: 0,
  }
  readonly #latency = new Array<number>(LATENCY_BOUNDS.length + 1).fill(0)
  #latencySum = 0
  /** Is told how long each deposit took, in seconds. */
  onDeposit: ((seconds: number) => void) | undefined

  refused(code: RefusalCode): void {
    this.#refused[code] += 1
  }

  depositTook(seconds: number): void {
    const range = LATENCY_BOUNDS.findIndex(bound => seconds <= bound)
    this.#latency[range < 0 ? LATENCY_BOUNDS.length : range]! += 1
    this.#latencySum += seconds
    this.onDeposit?.(seconds)
  }

  get refusals(): number {
    return Object.values(this.#refused).reduce((sum, count) => sum + count, 0)
  }

  snapshot(): CountersSnapshot {
    let count = 0
    const buckets = this.#latency.map((inRange, i) => {
      count += inRange
      return { le: LATENCY_BOUNDS[i] ?? Number.POSITIVE_INFINITY, count }
    })
    const { deposited, depositedBytes, collected, collectedBytes, expired, withdrawn } = this
    return {
      deposited,
      depositedBytes,
      collected,
      collectedBytes,
      expired,
      withdrawn,
      refused: { ...this.#refused },
      depositSeconds: { buckets, sum: this.#latencySum, count },
    }
  }
}

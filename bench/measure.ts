/**
 * What all benchmarks share: quantiles, alternating runs, and the shape of a result.
 *
 * Times wander on a machine that does other work too. So the sides of a comparison take turns (A B A B …), what is reported is
 * the median (and p99 where the tail is the point), and what is judged is the ratio of two sides of one run.
 */

/** One line of the table: Earshot's figure, and beside it the alternative measured in the same run. */
export interface Row {
  what: string
  unit: 'µs' | 'ms' | 'messages/s' | 'MB' | 'B'
  /** Absent when it could not be measured; `note` says why. */
  earshot?: number
  beside?: { name: string; value: number }
  aim?: Aim
  note?: string
}

export interface Aim {
  /** As people read it. */
  text: string
  /** `undefined` while one of the two sides is missing. */
  met: boolean | undefined
}

/** A benchmark gets a signal that aborts at its time limit, and gives rows. */
export interface Benchmark {
  name: string
  about: string
  /** Seconds after which it is stopped and counted as failed. */
  limit: number
  run(context: Context): Promise<Row[]>
}

export interface Context {
  signal: AbortSignal
  /** Progress, for people, on standard error. */
  say(text: string): void
  /** Children, folders and sockets: released when the benchmark ends, however it ends. */
  owned: AsyncDisposableStack
  /** May install missing alternatives by the system's package manager. */
  install: boolean
  /** The folder into which nodes write CPU profiles. */
  profiles: string | undefined
}

/** The value below which the share `q` of all values lies (nearest rank). */
export function quantile(values: readonly number[], q: number): number {
  if (values.length === 0) throw new TypeError('no values')
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(q * sorted.length) - 1))]!
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  if (sorted.length === 0) throw new TypeError('no values')
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/**
 * Runs every side once a round, in turn, and gives all values by side; the first `warmup` rounds do not count. After `budget`
 * seconds no further round begins, but one is always run: on a busy machine fewer values are better than none.
 */
export async function alternate<Name extends string>(
  sides: Record<Name, () => Promise<number | number[]>>,
  options: { rounds: number; warmup?: number; budget?: number; signal: AbortSignal },
): Promise<Record<Name, number[]>> {
  const names = Object.keys(sides) as Name[]
  const values = Object.fromEntries(names.map(name => [name, [] as number[]])) as Record<Name, number[]>
  const deadline = performance.now() + (options.budget ?? Number.POSITIVE_INFINITY) * 1_000
  for (let round = -(options.warmup ?? 0); round < options.rounds; round++) {
    if (round > 0 && performance.now() > deadline) break
    for (const name of names) {
      options.signal.throwIfAborted()
      const result = await sides[name]()
      if (round >= 0) values[name].push(...(typeof result === 'number' ? [result] : result))
    }
  }
  return values
}

/** Milliseconds that `work` takes. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

/** At most `times` × the alternative, plus `plus` in the row's unit. */
export function atMost(times: number, earshot?: number, beside?: number, plus = 0, unit = ''): Aim {
  const met = earshot === undefined || beside === undefined ? undefined : earshot <= times * beside + plus
  return { text: `≤ ${times} ×${plus > 0 ? ` + ${plus} ${unit}`.trimEnd() : ''}`, met }
}

export function atLeast(value: number, earshot?: number): Aim {
  return { text: `≥ ${value.toLocaleString('en')}`, met: earshot === undefined ? undefined : earshot >= value }
}

export const sleep = (ms: number, signal?: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const abort = () => {
      clearTimeout(timer)
      reject(signal?.reason)
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', abort)
      resolve()
    }, ms)
    if (signal?.aborted) abort()
    else signal?.addEventListener('abort', abort, { once: true })
  })

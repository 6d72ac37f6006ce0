import { setTimeout as sleep } from 'node:timers/promises'

/** How long to wait for something, and what to call it when it does not come. */
export interface UntilOptions {
  /** What was waited for, in the words of the failure. */
  what: string
  /** Milliseconds. @default 60_000: a busy machine takes its time for each command */
  timeout?: number
  /** Milliseconds between two looks. @default 100 */
  every?: number
}

/**
 * Looks again and again until `look` gives something other than undefined, null or false, and gives that. A look that
 * throws is a look that saw nothing yet; its error is told when time is up.
 */
export async function until<T>(
  look: () => Promise<T> | T,
  options: UntilOptions,
): Promise<Exclude<T, undefined | null | false>> {
  const timeout = options.timeout ?? 60_000
  const deadline = performance.now() + timeout
  let last = ''
  for (;;) {
    try {
      const seen = await look()
      if (seen !== undefined && seen !== null && seen !== false) return seen as Exclude<T, undefined | null | false>
      last = ''
    } catch (error) {
      last = `; last: ${error instanceof Error ? error.message : String(error)}`
    }
    if (performance.now() > deadline) throw new Error(`not within ${timeout / 1000} s: ${options.what}${last}`)
    await sleep(options.every ?? 100)
  }
}

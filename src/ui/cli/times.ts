/** Times as people type them. */
import { EarshotError } from '../../protocol/errors.ts'

const AGE = /^(\d+(?:\.\d+)?)\s*(s|m|h|d|w)$/
const MILLISECONDS = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const
const DATE = /^\d{4}-\d{2}-\d{2}$/

/** ISO 8601, a date (midnight here), or an age such as `90s`, `15m`, `2h`, `7d`, `1w`. */
export function timeOf(typed: string, option: string, now = Date.now()): string {
  const age = AGE.exec(typed.trim())
  const at =
    age === null
      ? // A date alone would be read as midnight in Greenwich.
        Date.parse(DATE.test(typed.trim()) ? `${typed.trim()}T00:00:00` : typed)
      : now - Number(age[1]) * MILLISECONDS[age[2] as keyof typeof MILLISECONDS]
  const time = new Date(at)
  if (Number.isNaN(time.getTime())) {
    throw new EarshotError(
      'invalid',
      `${option} is not a time`,
      'Give 2026-11-22T09:30:00Z, a date, or an age like 2h.',
    )
  }
  return time.toISOString()
}

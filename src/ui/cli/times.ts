/** Times as people type them. */

import { EarshotError } from '../../protocol/errors.ts'
import { phrase } from '../../protocol/phrase.ts'

const AGE = /^(\d+(?:\.\d+)?)\s*(s|m|h|d|w)$/
const MILLISECONDS = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const
const CLOCK = /^([01]?\d|2[0-3]):([0-5]\d)$/
/** Days by name, as how many ago. */
const DAYS: ReadonlyMap<string, number> = new Map([
  ['today', 0],
  ['yesterday', 1],
  ['今天', 0],
  ['昨天', 1],
  ['前天', 2],
])
const DATE = /^\d{4}-\d{2}-\d{2}$/

/** Seconds: a number of them, or a span such as `30s`, `5m`, `1h`, `7d`, `1w`. */
export function secondsOf(typed: string, option: string): number {
  const span = AGE.exec(/^\d+$/.test(typed.trim()) ? `${typed.trim()}s` : typed.trim())
  if (span === null)
    throw new EarshotError(
      'invalid',
      phrase`${option} is not a time span`,
      'Give seconds, or a span like 30s, 5m, 1h, 7d, 1w.',
    )
  return (Number(span[1]) * MILLISECONDS[span[2] as keyof typeof MILLISECONDS]) / 1_000
}

/** A time to come: ISO 8601, a date, the next `18:30`, or a span from now on such as `8h`. */
export function futureTimeOf(typed: string, option: string, now = Date.now()): string {
  const text = typed.trim()
  if (AGE.test(text)) return new Date(now + secondsOf(text, option) * 1_000).toISOString()
  const [, hours, minutes] = CLOCK.exec(text) ?? []
  if (hours === undefined || minutes === undefined) return timeOf(text, option, now)
  const next = new Date(now)
  next.setHours(Number(hours), Number(minutes), 0, 0)
  if (next.getTime() <= now) next.setDate(next.getDate() + 1)
  return next.toISOString()
}

/** ISO 8601, a date or `today`, `yesterday` (midnight here), or an age such as `90s`, `15m`, `2h`, `7d`, `1w`. */
export function timeOf(typed: string, option: string, now = Date.now()): string {
  const days = DAYS.get(typed.trim().toLowerCase())
  if (days !== undefined) return midnight(now, days)
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
      phrase`${option} is not a time`,
      'Give 2026-11-22T09:30:00Z, a date, or an age like 2h.',
    )
  }
  return time.toISOString()
}

/** The beginning of the day here, so many days ago: not all days have 24 hours. */
function midnight(now: number, days: number): string {
  const day = new Date(now)
  day.setDate(day.getDate() - days)
  day.setHours(0, 0, 0, 0)
  return day.toISOString()
}

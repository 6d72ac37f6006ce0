/** Times as they are shown. Formatters are made once: making one costs as much as a hundred uses of it. */
import type { Look } from './look.ts'

const formatters = new Map<string, Intl.DateTimeFormat>()

function formatter(look: Look, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const { locale } = look.words.common
  const key = `${locale} ${look.timeZone ?? ''} ${JSON.stringify(options)}`
  const known = formatters.get(key)
  if (known !== undefined) return known
  const made = new Intl.DateTimeFormat(locale, {
    ...options,
    ...(look.timeZone !== undefined && { timeZone: look.timeZone }),
  })
  formatters.set(key, made)
  return made
}

function format(at: string | number, look: Look, options: Intl.DateTimeFormatOptions): string {
  const date = new Date(at)
  return Number.isNaN(date.getTime()) ? '?' : formatter(look, options).format(date)
}

const cycle = (look: Look): 'h12' | 'h23' => (look.hours === '12h' ? 'h12' : 'h23')

/** Hours and minutes. */
export function clock(at: string | number, look: Look): string {
  return format(at, look, { hour: '2-digit', minute: '2-digit', hourCycle: cycle(look) })
}

/** The day, as it stands above its messages. */
export function day(at: string | number, look: Look): string {
  return format(at, look, { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' })
}

/** Date and time in few characters. */
export function moment(at: string | number, look: Look): string {
  return format(at, look, { dateStyle: 'medium', timeStyle: 'short', hourCycle: cycle(look) })
}

/** A name of the day that days can be compared by, in the reader's time zone. */
export function dayKey(at: string | number, look: Look): string {
  return format(at, look, { dateStyle: 'short' })
}

/** As short as it may be: the clock today, the day of this week, else the date. */
export function ago(at: string, now: number, look: Look): string {
  if (dayKey(at, look) === dayKey(now, look)) return clock(at, look)
  const days = (now - Date.parse(at)) / 86_400_000
  if (days < 6) return format(at, look, { weekday: 'short' })
  return format(at, look, { month: 'numeric', day: 'numeric' })
}

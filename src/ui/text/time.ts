/**
 * Times as people read them. Formatters are made once: making one costs as much as a hundred uses of it. And what one wrote is kept for
 * each minute, for messages come many in a minute and are drawn many times.
 */

/** How one reader writes times. A catalogue's `common` is one: its language's ways. */
export interface TimeStyle {
  /** BCP 47. */
  readonly locale: string
  /** IANA name. @default the system's */
  readonly timeZone?: string
  /** @default '24h' */
  readonly hours?: '12h' | '24h'
}

interface Way {
  readonly formatter: Intl.DateTimeFormat
  /** What it wrote, by the minute since 1970: nothing here shows seconds, and no time zone was off by parts of one since 1972. */
  readonly written: Map<number, string>
}

const MINUTE_MS = 60_000
/** Minutes that are kept of each way to write them. */
const MOST_WRITTEN = 2_000
const ways = new Map<string, Way>()

function format(at: string | number, style: TimeStyle, options: Intl.DateTimeFormatOptions): string {
  const date = new Date(at)
  // A peer wrote it.
  if (Number.isNaN(date.getTime())) return '?'
  const { locale, timeZone } = style
  const key = `${locale} ${timeZone ?? ''} ${JSON.stringify(options)}`
  let way = ways.get(key)
  if (way === undefined) {
    const formatter = new Intl.DateTimeFormat(locale, { ...options, ...(timeZone !== undefined && { timeZone }) })
    way = { formatter, written: new Map() }
    ways.set(key, way)
  }
  const { formatter, written } = way
  const minute = Math.floor(date.getTime() / MINUTE_MS)
  const known = written.get(minute)
  if (known !== undefined) return known
  const text = formatter.format(date)
  if (written.size >= MOST_WRITTEN) written.clear()
  written.set(minute, text)
  return text
}

const cycle = ({ hours }: TimeStyle): 'h12' | 'h23' => (hours === '12h' ? 'h12' : 'h23')

/** Hours and minutes. */
export function clock(at: string | number, style: TimeStyle): string {
  return format(at, style, { hour: '2-digit', minute: '2-digit', hourCycle: cycle(style) })
}

/** The day, as it stands above its messages. */
export function day(at: string | number, style: TimeStyle): string {
  return format(at, style, { dateStyle: 'full' })
}

/** Date and time in few characters. */
export function moment(at: string | number, style: TimeStyle): string {
  return format(at, style, { dateStyle: 'medium', timeStyle: 'short', hourCycle: cycle(style) })
}

/** A name of the day that days can be compared by, in the reader's time zone. */
export function dayKey(at: string | number, style: TimeStyle): string {
  return format(at, style, { dateStyle: 'short' })
}

/** As short as it may be: the clock today, the day of this week, else the date. */
export function ago(at: string, now: number, style: TimeStyle): string {
  if (dayKey(at, style) === dayKey(now, style)) return clock(at, style)
  const days = (now - Date.parse(at)) / 86_400_000
  if (days < 6) return format(at, style, { weekday: 'short' })
  return format(at, style, { month: 'numeric', day: 'numeric' })
}

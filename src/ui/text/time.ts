/** Times as people read them. Formatters are made once: making one costs as much as a hundred uses of it. */

/** How one reader writes times. A catalogue's `common` is one: its language's ways. */
export interface TimeStyle {
  /** BCP 47. */
  readonly locale: string
  /** IANA name. @default the system's */
  readonly timeZone?: string
  /** @default '24h' */
  readonly hours?: '12h' | '24h'
}

const formatters = new Map<string, Intl.DateTimeFormat>()

function format(at: string | number, style: TimeStyle, options: Intl.DateTimeFormatOptions): string {
  const date = new Date(at)
  // A peer wrote it.
  if (Number.isNaN(date.getTime())) return '?'
  const { locale, timeZone } = style
  const key = `${locale} ${timeZone ?? ''} ${JSON.stringify(options)}`
  let formatter = formatters.get(key)
  if (formatter === undefined) {
    formatter = new Intl.DateTimeFormat(locale, { ...options, ...(timeZone !== undefined && { timeZone }) })
    formatters.set(key, formatter)
  }
  return formatter.format(date)
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

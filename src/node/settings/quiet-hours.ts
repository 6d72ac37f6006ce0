/** Hours of the day in which nothing is to be heard, such as 22:00-07:00: local time, over midnight where the end is the earlier. */

export interface QuietHours {
  /** Minutes since midnight. */
  from: number
  /** Minutes since midnight; not part of it. */
  to: number
}

const SPAN = /^([01]?\d|2[0-3]):([0-5]\d)\s*-\s*([01]?\d|2[0-3]):([0-5]\d)$/

/** Undefined for what is no such span; one that ends where it begins is none. */
export function quietHours(text: string): QuietHours | undefined {
  const [, ...found] = SPAN.exec(text.trim()) ?? []
  if (found.length === 0) return undefined
  const [fromHour = 0, fromMinute = 0, toHour = 0, toMinute = 0] = found.map(Number)
  const span = { from: fromHour * 60 + fromMinute, to: toHour * 60 + toMinute }
  return span.from === span.to ? undefined : span
}

/** @param at - a moment, whose local time counts */
export function isQuiet({ from, to }: QuietHours, at: Date): boolean {
  const minute = at.getHours() * 60 + at.getMinutes()
  return from < to ? minute >= from && minute < to : minute >= from || minute < to
}

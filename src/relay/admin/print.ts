/** How the relay's results look to people. */
import { type Phrase, phrase } from '../../protocol/phrase.ts'

const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB']

/** Bytes as people read them. */
export function size(bytes: number): string {
  let value = bytes
  let unit = 0
  while (value >= 1024 && unit < UNITS.length - 1) {
    value /= 1024
    unit++
  }
  return `${unit === 0 ? value : value.toFixed(1)} ${UNITS[unit]}`
}

/** Seconds as days, hours, minutes. */
export function duration(seconds: number): Phrase {
  const whole = Math.floor(seconds)
  const [days, hours] = [Math.floor(whole / 86_400), Math.floor(whole / 3600) % 24]
  const minutes = Math.floor(whole / 60) % 60
  if (days > 0) return phrase`${days} d ${hours} h`
  if (hours > 0) return phrase`${hours} h ${minutes} min`
  return minutes > 0 ? phrase`${minutes} min ${whole % 60} s` : phrase`${whole} s`
}

/** Controls are not obeyed, whoever wrote them. */
export function printable(text: string): string {
  return text.replaceAll(
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g,
    '\ufffd',
  )
}

/**
 * One colour for each person, the same on every screen and at every start: it is made from the peer id alone. It helps to see at a
 * glance who speaks; it proves nothing, since whoever wants somebody else's colour tries a dozen peer ids.
 *
 * Twelve hues, 20 to 40 degrees apart. Each is written in the xterm palette twice: bright for dark terminals (contrast of 5.5 and more
 * with #1e1e1e) and deep for light ones (4.5 and more with white, as WCAG asks of text), so somebody who is green stays green when the
 * theme changes. Of 16 colours the terminal itself decides how they look; yellow is left out on light ones, blue 4 on dark ones.
 */
import { createHash } from 'node:crypto'
import type { Colour } from '../frame/style.ts'
import type { Depth } from '../terminal/colours.ts'

/** Whether the terminal's own background is dark or light. */
export type Ground = 'dark' | 'light'

interface Hue {
  readonly dark: Colour
  readonly light: Colour
  readonly dark16: Colour
  readonly light16: Colour
}

const HUES: readonly Hue[] = [
  { dark: 203, light: 160, dark16: 9, light16: 1 }, // red
  { dark: 208, light: 130, dark16: 11, light16: 1 }, // orange
  { dark: 178, light: 94, dark16: 11, light16: 2 }, // gold
  { dark: 149, light: 58, dark16: 10, light16: 2 }, // olive
  { dark: 77, light: 28, dark16: 10, light16: 2 }, // green
  { dark: 79, light: 29, dark16: 14, light16: 6 }, // sea
  { dark: 44, light: 23, dark16: 14, light16: 6 }, // teal
  { dark: 75, light: 25, dark16: 12, light16: 4 }, // sky
  { dark: 105, light: 62, dark16: 12, light16: 4 }, // indigo
  { dark: 141, light: 97, dark16: 13, light16: 5 }, // violet
  { dark: 207, light: 127, dark16: 13, light16: 5 }, // magenta
  { dark: 211, light: 161, dark16: 9, light16: 1 }, // pink
]

/** What a person's colour and drawn avatar are made from: 32 bytes, evenly spread. */
export function personBytes(peerId: string): Uint8Array {
  return createHash('sha256').update(`earshot avatar 1 ${peerId}`).digest()
}

function hueOf(bytes: Uint8Array): Hue {
  // 65536 possible values over 12 hues: no hue is noticeably more frequent.
  const hue = HUES[((bytes[0] ?? 0) * 256 + (bytes[1] ?? 0)) % HUES.length]
  if (hue === undefined) throw new TypeError('no such hue')
  return hue
}

/**
 * A person's colour, for their name on the terminal's own background.
 *
 * @param ground - what is behind it
 * @param depth - how many colours the terminal has; more than 256 change nothing
 */
export function colourOf(peerId: string, ground: Ground, depth: Exclude<Depth, 'none'> = '256'): Colour {
  const hue = hueOf(personBytes(peerId))
  if (depth === '16') return ground === 'dark' ? hue.dark16 : hue.light16
  return hue[ground]
}

/** The parts of an entry of the xterm palette's colour cube (16 to 231), 0 to 255 each. */
export function cubeParts(colour: Colour): [red: number, green: number, blue: number] {
  const at = colour - 16
  const level = (step: number) => (step === 0 ? 0 : 55 + step * 40)
  return [level(Math.floor(at / 36)), level(Math.floor(at / 6) % 6), level(at % 6)]
}

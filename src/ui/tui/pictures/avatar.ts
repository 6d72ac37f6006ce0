/**
 * What stands for a person who has chosen no picture. As a picture: eight squares by eight, the right half the mirror image of the left,
 * in the person's colour and a second one on a pale ground of its own, so that it looks the same on dark and light terminals. In a
 * list: one or two cells in the person's colour with the first grapheme of their name.
 *
 * Both are made from the peer id (and the name) alone: the same person looks the same to everybody. Not guaranteed: that nobody else
 * looks alike. Half of the squares can be had by trying; who somebody is, the safety number says.
 */
import { sanitize } from '../../text/sanitize.ts'
import { displayWidth, graphemes } from '../../text/width.ts'
import type { Picture } from '../frame/frame.ts'
import type { Span, Style } from '../frame/style.ts'
import type { Depth } from '../terminal/colours.ts'
import { colourOf, cubeParts, type Ground, personBytes } from './person-colour.ts'

/** Squares in a row, and rows. */
const SQUARES = 8
/** Of 16: so many squares are in the colour, so many in the second one; the rest is ground. */
const IN_COLOUR = 6
const IN_SECOND = 2

type Rgb = readonly [red: number, green: number, blue: number]

/** Part of the way from one colour to another, 0 to 1. */
function between(from: Rgb, to: Rgb, part: number): Rgb {
  const at = (channel: 0 | 1 | 2) => Math.round(from[channel] + (to[channel] - from[channel]) * part)
  return [at(0), at(1), at(2)]
}

/**
 * The picture drawn from a peer id.
 *
 * @param square - pixels along the side of one of the eight by eight squares
 */
export function drawnAvatar(peerId: string, square = 8): Picture {
  const bytes = personBytes(peerId)
  const colour = cubeParts(colourOf(peerId, 'light'))
  const ground = between(colour, [255, 255, 255], 0.84)
  const second = between(colour, [0, 0, 0], 0.55)
  const side = SQUARES * square
  const rgba = new Uint8Array(side * side * 4)
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const column = Math.floor(x / square)
      const cell = Math.floor(y / square) * (SQUARES / 2) + Math.min(column, SQUARES - 1 - column)
      // The first two bytes chose the hue; half a byte for each of the 32 squares.
      const byte = bytes[2 + (cell >> 1)] ?? 0
      const nibble = cell % 2 === 0 ? byte >> 4 : byte & 0x0f
      const [red, green, blue] = nibble < IN_COLOUR ? colour : nibble < IN_COLOUR + IN_SECOND ? second : ground
      rgba.set([red, green, blue, 255], (y * side + x) * 4)
    }
  }
  return { width: side, height: side, rgba }
}

/** What the first grapheme of a name is looked for in: quotes, dots and what `sanitize` put in do not speak for a person. */
const SPEAKING = /[\p{L}\p{N}\p{Extended_Pictographic}\p{Regional_Indicator}]/u

/** The first letter, character or emoji of a name, upper case where there is one, one or two cells wide; `?` where there is none. */
export function initialOf(name: string): string {
  const all = graphemes(sanitize(name, { lines: 'fold' }))
  const first = all.find(part => SPEAKING.test(part)) ?? all.find(part => part.trim() !== '' && part !== '\ufffd')
  if (first === undefined) return '?'
  const upper = first.toUpperCase()
  // Some capitals are two letters (ŉ, ß); those stay small.
  const shown = graphemes(upper).length === 1 ? upper : first
  const width = displayWidth(shown)
  if (width === 1 || width === 2) return shown
  const base = String.fromCodePoint(first.codePointAt(0) ?? 0x3f)
  const baseWidth = displayWidth(base)
  return baseWidth === 1 || baseWidth === 2 ? base : '?'
}

/**
 * Two cells for a row of a list: the initial on the person's colour.
 *
 * @param depth - how many colours the terminal shows; where there are none the cells are reversed instead
 */
export function avatarSpan(peerId: string, name: string, ground: Ground, depth: Depth): Span {
  const initial = initialOf(name)
  const text = displayWidth(initial) === 2 ? initial : `${initial} `
  return { text, style: avatarStyle(peerId, ground, depth) }
}

const styles = new Map<string, Style>()
/** Where this many are remembered all are forgotten: a flood of strangers does not fill the memory. */
const MAX_STYLES = 4096

/** Deep letters on the bright colour where the terminal is dark, white ones on the deep colour where it is light. */
function avatarStyle(peerId: string, ground: Ground, depth: Depth): Style {
  const key = `${ground} ${depth} ${peerId}`
  const known = styles.get(key)
  if (known !== undefined) return known
  const style: Style =
    depth === 'none'
      ? { inverse: true, bold: true }
      : {
          bg: colourOf(peerId, ground, depth),
          fg: depth === '16' ? (ground === 'dark' ? 0 : 15) : ground === 'dark' ? 16 : 231,
          ...(ground === 'light' ? { bold: true } : {}),
        }
  if (styles.size >= MAX_STYLES) styles.clear()
  styles.set(key, style)
  return style
}

/**
 * What stands for a person who has chosen no picture: eight squares by eight, the right half the mirror image of the left, in the
 * person's colour and a second one on a pale ground of its own, so that it looks the same on dark and light terminals.
 *
 * It is made from the peer id alone: the same person looks the same to everybody. Not guaranteed: that nobody else looks alike. Half
 * of the squares can be had by trying; who somebody is, the safety number says.
 */
import type { Picture } from '../frame/frame.ts'
import { colourOf, cubeParts, personBytes } from './person-colour.ts'

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

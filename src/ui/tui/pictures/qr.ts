/**
 * A QR code drawn with half blocks, two modules to a cell. Readers want dark modules on a light ground with a light border (the quiet
 * zone), whatever the terminal's own colours are: with colours, both are painted; without any, the light modules are drawn as blocks
 * on a dark terminal and the dark ones on a light terminal.
 */
import { encode } from 'uqr'
import { type Area, Frame } from '../frame/frame.ts'
import { PLAIN, type Style } from '../frame/style.ts'
import type { Depth } from '../terminal/colours.ts'
import type { Ground } from './person-colour.ts'

/** Modules around the code: the standard asks for four, readers manage with two on a screen. */
const BORDERS = [4, 2] as const
/** On a screen that is light all around, one is enough above and below: there is more at the sides. */
const BORDERS_ON_LIGHT = [...BORDERS, 1] as const

/** Corrects errors as well as possible first; a coarser code that fits is better than none. */
const CORRECTIONS = ['M', 'L'] as const

export interface QrDrawn {
  readonly drawn: boolean
  /** Cells it takes, or would take at the least where it was not drawn. */
  readonly width: number
  readonly height: number
}

/**
 * Draws a QR code into the middle of an area; draws nothing when it does not fit.
 *
 * @param depth - how many colours the terminal shows
 * @param ground - the terminal's own background, for terminals without colours
 */
export function drawQr(frame: Frame, area: Area, text: string, ground: Ground, depth: Depth): QrDrawn {
  return drawWithin(frame, area, text, ground, depth, BORDERS)
}

/** Fills an area with light and a QR code, the largest one that fits with the least border; draws nothing when none does. */
export function fillWithQr(frame: Frame, area: Area, text: string, ground: Ground, depth: Depth): QrDrawn {
  const tried = drawWithin(new Frame(1, 1), area, text, ground, depth, BORDERS_ON_LIGHT)
  if (!tried.drawn) return tried
  frame.fill(area, styleOf(depth), inksDark(ground, depth) ? ' ' : '█')
  return drawWithin(frame, area, text, ground, depth, BORDERS_ON_LIGHT)
}

function drawWithin(
  frame: Frame,
  area: Area,
  text: string,
  ground: Ground,
  depth: Depth,
  borders: readonly number[],
): QrDrawn {
  let width = 0
  let height = 0
  for (const border of borders) {
    for (const ecc of CORRECTIONS) {
      const { data, size } = encode(text, { ecc, border, boostEcc: true })
      width = size
      height = Math.ceil(size / 2)
      if (width > area.width || height > area.height) continue
      const x = area.x + Math.floor((area.width - width) / 2)
      const y = area.y + Math.floor((area.height - height) / 2)
      drawModules(frame, x, y, data, ground, depth)
      return { drawn: true, width, height }
    }
  }
  return { drawn: false, width, height }
}

/** Black and white of the palette's fixed part where there is one: the first 16 are the terminal's own and may be brown and beige. */
const FIXED: Style = { fg: 16, bg: 231 }
const PAINTED: Readonly<Record<Exclude<Depth, 'none'>, Style>> = {
  '16': { fg: 0, bg: 15 },
  '256': FIXED,
  true: FIXED,
}

function styleOf(depth: Depth): Style {
  return depth === 'none' ? PLAIN : PAINTED[depth]
}

/** What a block stands for: with colours the foreground is dark. Without, it is the opposite of the terminal's ground. */
function inksDark(ground: Ground, depth: Depth): boolean {
  return depth !== 'none' || ground === 'light'
}

function drawModules(
  frame: Frame,
  x: number,
  y: number,
  data: readonly (readonly boolean[])[],
  ground: Ground,
  depth: Depth,
): void {
  const style = styleOf(depth)
  const inked = inksDark(ground, depth)
  for (let row = 0; row < data.length; row += 2) {
    // Below the last row of an odd number: light, as the border.
    const line = (data[row] ?? []).map((dark, column) => {
      const upper = dark === inked
      const lower = (data[row + 1]?.[column] ?? false) === inked
      return upper ? (lower ? '█' : '▀') : lower ? '▄' : ' '
    })
    frame.put(x, y + row / 2, line.join(''), style)
  }
}

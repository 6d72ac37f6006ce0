/** Colours as a terminal of little depth has them: the nearest one it knows. */
import { type Colour, rgbParts } from '../frame/style.ts'

/** How many colours a terminal has; `none` where there are none, or where nobody wants them. */
export type Depth = 'none' | '16' | '256' | 'true'

/** xterm's own values of the first 16; a terminal's theme may have others, but tells us none. */
const FIRST_16 = [
  0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5, 0x7f7f7f, 0xff0000, 0x00ff00,
  0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff,
]
/** Steps of each part in the cube of 6×6×6 colours that begins at 16. */
const STEPS = [0, 95, 135, 175, 215, 255]
const FIRST_GREY = 232

/** `colour` as the nearest one of the depth: an index below 16 or 256, or RGB where there is true colour. */
export function reduce(colour: Colour, depth: Exclude<Depth, 'none'>): Colour {
  const parts = rgbParts(colour)
  if (depth === 'true') return colour
  if (depth === '256') return parts === undefined ? colour : nearestOf256(parts)
  return parts === undefined && colour < 16 ? colour : nearestOf16(parts ?? partsOf256(colour))
}

type Parts = readonly [red: number, green: number, blue: number]

function partsOf256(index: number): Parts {
  if (index >= FIRST_GREY) {
    const grey = 8 + 10 * (index - FIRST_GREY)
    return [grey, grey, grey]
  }
  const place = index - 16
  return [step(Math.floor(place / 36)), step(Math.floor(place / 6) % 6), step(place % 6)]
}

function step(index: number): number {
  return STEPS[index] ?? 0
}

/** The first 16 are left out: what they look like is the terminal's secret. */
function nearestOf256(parts: Parts): number {
  const [red, green, blue] = parts.map(nearestStep) as [number, number, number]
  const inCube = 16 + 36 * red + 6 * green + blue
  const average = (parts[0] + parts[1] + parts[2]) / 3
  const grey = FIRST_GREY + Math.max(0, Math.min(23, Math.round((average - 8) / 10)))
  return distance(parts, partsOf256(grey)) < distance(parts, partsOf256(inCube)) ? grey : inCube
}

function nearestStep(part: number): number {
  let best = 0
  for (let index = 1; index < STEPS.length; index++) {
    if (Math.abs(step(index) - part) < Math.abs(step(best) - part)) best = index
  }
  return best
}

function nearestOf16(parts: Parts): number {
  let best = 0
  let least = Number.POSITIVE_INFINITY
  FIRST_16.forEach((value, index) => {
    const away = distance(parts, [value >> 16, (value >> 8) & 0xff, value & 0xff])
    if (away < least) [best, least] = [index, away]
  })
  return best
}

/** Squared, each part weighed as the eye does ("redmean"), so that a pastel becomes no grey. */
function distance(a: Parts, b: Parts): number {
  const mean = (a[0] + b[0]) / 2
  const [red, green, blue] = [a[0] - b[0], a[1] - b[1], a[2] - b[2]]
  return (2 + mean / 256) * red * red + 4 * green * green + (2 + (255 - mean) / 256) * blue * blue
}

/**
 * A QR code drawn with half blocks, two modules to a cell. Readers want dark modules on a light ground with a light border (the quiet
 * zone), whatever the terminal's own colours are: with colours, both are painted; without any, the light modules are drawn as blocks
 * on a dark terminal and the dark ones on a light terminal.
 */
import { encode } from 'uqr'
import type { Area, Frame } from '../frame/frame.ts'
import { PLAIN, type Style } from '../frame/style.ts'
import type { Depth } from '../terminal/colours.ts'
import type { Ground } from './person-colour.ts'

/** In cells. */
type Room = Pick<Area, 'width' | 'height'>

/** Modules around the code: the standard asks for four, readers manage with two on a screen. */
const BORDERS = [4, 2] as const
/** On a screen that is light all around, one is enough above and below: there is more at the sides. */
const BORDERS_ON_LIGHT = [...BORDERS, 1] as const

/** Corrects errors as well as possible first; a coarser code that fits is better than none. */
const CORRECTIONS = ['M', 'L'] as const

/** A QR code as it fits into some room. */
export interface FittedQr {
  /** Cells it takes, or would take at the least where it does not fit. */
  readonly width: number
  readonly height: number
  /** Rows of modules, dark ones true, with the border around; absent where it does not fit. */
  readonly modules?: Modules
}

type Modules = readonly (readonly boolean[])[]

/** The QR codes of one text. Making one takes a millisecond, and frames are drawn often: each is made once. */
export class QrCode {
  readonly #text: string
  /** By what is asked for: correction and border. */
  readonly #made = new Map<string, Modules>()

  constructor(text: string) {
    this.#text = text
  }

  /** With the widest border that fits. */
  within(room: Room): FittedQr {
    return this.#fitted(room, BORDERS)
  }

  /** To be drawn on light ground that fills the room, which needs less of a border. */
  alone(room: Room): FittedQr {
    return this.#fitted(room, BORDERS_ON_LIGHT)
  }

  #fitted(room: Room, borders: readonly number[]): FittedQr {
    let width = 0
    let height = 0
    for (const border of borders) {
      for (const ecc of CORRECTIONS) {
        const modules = this.#modules(ecc, border)
        width = modules.length
        height = Math.ceil(width / 2)
        if (width <= room.width && height <= room.height) return { width, height, modules }
      }
    }
    return { width, height }
  }

  #modules(ecc: (typeof CORRECTIONS)[number], border: number): Modules {
    const name = `${ecc}${border}`
    const known = this.#made.get(name)
    if (known !== undefined) return known
    const { data } = encode(this.#text, { ecc, border, boostEcc: true })
    this.#made.set(name, data)
    return data
  }
}

/**
 * Draws a QR code into the middle of an area; draws nothing when it does not fit.
 *
 * @param depth - how many colours the terminal shows
 * @param ground - the terminal's own background, for terminals without colours
 */
export function drawQr(frame: Frame, area: Area, code: QrCode, ground: Ground, depth: Depth): FittedQr {
  const fitted = code.within(area)
  drawModules(frame, area, fitted, ground, depth)
  return fitted
}

/** Fills an area with light and a QR code, the largest one that fits with the least border; draws nothing when none does. */
export function fillWithQr(frame: Frame, area: Area, code: QrCode, ground: Ground, depth: Depth): FittedQr {
  const fitted = code.alone(area)
  if (fitted.modules !== undefined) frame.fill(area, styleOf(depth), inksDark(ground, depth) ? ' ' : '█')
  drawModules(frame, area, fitted, ground, depth)
  return fitted
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

function drawModules(frame: Frame, area: Area, fitted: FittedQr, ground: Ground, depth: Depth): void {
  const { modules, width, height } = fitted
  if (modules === undefined) return
  const style = styleOf(depth)
  const inked = inksDark(ground, depth)
  const x = area.x + Math.floor((area.width - width) / 2)
  const y = area.y + Math.floor((area.height - height) / 2)
  for (let row = 0; row < modules.length; row += 2) {
    // Below the last row of an odd number: light, as the border.
    const line = (modules[row] ?? []).map((dark, column) => {
      const upper = dark === inked
      const lower = (modules[row + 1]?.[column] ?? false) === inked
      return upper ? (lower ? '█' : '▀') : lower ? '▄' : ' '
    })
    frame.put(x, y + row / 2, line.join(''), style)
  }
}

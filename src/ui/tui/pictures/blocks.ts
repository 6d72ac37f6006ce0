/**
 * A picture in cells, for every terminal: half blocks with two colours each where there are 256 colours or more, which makes pixels of
 * nearly square shape; shades (░▒▓█) by lightness where there are 16, or none.
 *
 * What a picture becomes at a size is remembered with the picture: the next frame draws the same cells with the same styles, and the
 * painter sees at once that nothing changed.
 */
import type { Area, Frame, Picture } from '../frame/frame.ts'
import { PLAIN, rgb, type Style } from '../frame/style.ts'
import type { Depth } from '../terminal/colours.ts'
import type { Ground } from './person-colour.ts'
import { scale } from './scale.ts'

interface Cells {
  readonly key: string
  readonly signs: readonly string[]
  readonly styles: readonly Style[]
}

/** Sizes remembered of one picture: the one on the screen, and the one before the window's size changed. */
const REMEMBERED = 2
const remembered = new WeakMap<Picture, Cells[]>()

/** What half transparent pixels are mixed with; the terminal's real ground is not known. */
const GROUND: Readonly<Record<Ground, number>> = { dark: 0x1e, light: 0xff }

/**
 * Fills an area with a picture; its proportions are the caller's to keep (`fitCells`).
 *
 * @param depth - how many colours the terminal shows; from 256 on the painter takes the nearest it has
 */
export function drawBlocks(frame: Frame, area: Area, picture: Picture, ground: Ground, depth: Depth): void {
  if (area.width < 1 || area.height < 1) return
  const { signs, styles } = cellsOf(picture, area.width, area.height, ground, depth)
  for (let y = 0; y < area.height; y++) {
    for (let x = 0; x < area.width; x++) {
      const at = y * area.width + x
      frame.put(area.x + x, area.y + y, signs[at] ?? ' ', styles[at])
    }
  }
}

function cellsOf(picture: Picture, width: number, height: number, ground: Ground, depth: Depth): Cells {
  const key = `${width} ${height} ${ground} ${depth}`
  const known = remembered.get(picture) ?? []
  const found = known.find(cells => cells.key === key)
  if (found !== undefined) return found
  const made =
    depth === '256' || depth === 'true'
      ? halves(picture, width, height, ground)
      : shades(picture, width, height, ground, depth)
  const cells = { key, ...made }
  remembered.set(picture, [cells, ...known].slice(0, REMEMBERED))
  return cells
}

type Made = Omit<Cells, 'key'>

function halves(picture: Picture, width: number, height: number, ground: Ground): Made {
  const small = scale(picture, width, height * 2)
  const behind = GROUND[ground]
  // Undefined where the terminal's own ground shines through.
  const pixel = (x: number, y: number) => {
    const at = (y * width + x) * 4
    const alpha = (small.rgba[at + 3] ?? 0) / 255
    if (alpha < 0.1) return undefined
    const part = (channel: number) => Math.round(behind + ((small.rgba[at + channel] ?? 0) - behind) * alpha)
    return rgb(part(0), part(1), part(2))
  }
  const signs: string[] = []
  const styles: Style[] = []
  const styleOf = shared()
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const upper = pixel(x, y * 2)
      const lower = pixel(x, y * 2 + 1)
      if (upper === undefined) {
        signs.push(lower === undefined ? ' ' : '▄')
        styles.push(styleOf(lower, undefined))
      } else if (upper === lower) {
        signs.push(' ')
        styles.push(styleOf(undefined, upper))
      } else {
        signs.push('▀')
        styles.push(styleOf(upper, lower))
      }
    }
  }
  return { signs, styles }
}

/** One style object for each pair of colours. */
function shared(): (fg: number | undefined, bg: number | undefined) => Style {
  const known = new Map<string, Style>()
  return (fg, bg) => {
    if (fg === undefined && bg === undefined) return PLAIN
    const key = `${fg} ${bg}`
    const style = known.get(key) ?? { ...(fg === undefined ? {} : { fg }), ...(bg === undefined ? {} : { bg }) }
    known.set(key, style)
    return style
  }
}

/** From what the ground shows through to what covers it. */
const SHADES = [' ', '░', '▒', '▓', '█']
/** Red, yellow, green, cyan, blue, magenta among the terminal's 16: bright ones on dark ground. */
const HUES: Readonly<Record<Ground, readonly Style[]>> = {
  dark: [{ fg: 9 }, { fg: 11 }, { fg: 10 }, { fg: 14 }, { fg: 12 }, { fg: 13 }],
  light: [{ fg: 1 }, { fg: 3 }, { fg: 2 }, { fg: 6 }, { fg: 4 }, { fg: 5 }],
}
/** Below this saturation a pixel is grey to the eye. */
const COLOURFUL = 0.35

function shades(picture: Picture, width: number, height: number, ground: Ground, depth: '16' | 'none'): Made {
  const small = scale(picture, width, height)
  const signs: string[] = []
  const styles: Style[] = []
  for (let at = 0; at < small.rgba.length; at += 4) {
    const [red = 0, green = 0, blue = 0, alpha = 0] = small.rgba.subarray(at, at + 4)
    const lightness = (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255
    const ink = (ground === 'dark' ? lightness : 1 - lightness) * (alpha / 255)
    signs.push(SHADES[Math.min(SHADES.length - 1, Math.floor(ink * SHADES.length))] ?? ' ')
    styles.push(depth === '16' ? hueStyle(red, green, blue, ground) : PLAIN)
  }
  return { signs, styles }
}

function hueStyle(red: number, green: number, blue: number, ground: Ground): Style {
  const most = Math.max(red, green, blue)
  const spread = most - Math.min(red, green, blue)
  if (most === 0 || spread / most < COLOURFUL) return PLAIN
  const sixths =
    most === red ? (green - blue) / spread : most === green ? 2 + (blue - red) / spread : 4 + (red - green) / spread
  return HUES[ground][(Math.round(sixths) + 6) % 6] ?? PLAIN
}

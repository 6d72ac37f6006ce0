/**
 * What the terminal is asked when it starts: the colour of its background, how wide it draws what Unicode calls ambiguous and emoji made of
 * several, how many pixels a cell has, whether it has sixel. Nobody waits for it. Last comes a question that every terminal answers: what has no answer by then gets none.
 */
import type { Size } from '../pictures/scale.ts'
import type { Drawing } from './uncertain.ts'

export interface Answers {
  background?: 'dark' | 'light'
  drawing?: Drawing
  sixel?: boolean
  /** Pixels of one cell. */
  cell?: Size
  /** Pixels of the largest sixel picture, which is as large as the window. */
  sixelArea?: Size
}

/** For the background nobody waits longer than this, in milliseconds. */
export const BACKGROUND_WITHIN_MS = 100

/** The alternate screen is empty: each is drawn and measured in a row of its own, by which the answer is known, and wiped off. */
const ASK_WIDTHS = ['─', '👩\u200d👩\u200d👧', '👍🏽']
  .map((sign, row) => `\x1b[${row + 1}H${sign}\x1b[6n\r\x1b[K`)
  .join('')
const ASK_BACKGROUND = '\x1b]11;?\x1b\\'
/** Pixels of a cell; asked again when the window changes, since letters may have been made larger. */
export const ASK_CELL = '\x1b[16t'
/** For those that keep their cells to themselves, as Debian has xterm do: how large a sixel picture may be (XTSMGRAPHICS). */
export const ASK_SIXEL_AREA = '\x1b[?2;1;0S'
const ASK_DEVICE = '\x1b[c'
export const QUESTIONS = `${ASK_BACKGROUND}${ASK_WIDTHS}${ASK_CELL}${ASK_DEVICE}`

const COLOUR = /^\x1b\]11;rgba?:([0-9a-f]{1,4})\/([0-9a-f]{1,4})\/([0-9a-f]{1,4})/i
const POSITION = /^\x1b\[([123]);(\d+)R$/
const CELL = /^\x1b\[6;(\d{1,5});(\d{1,5})t$/
const SIXEL_AREA = /^\x1b\[\?2;0;(\d{1,5});(\d{1,5})S$/
/** xterm names no more for a side, however large its window is. */
const SIXEL_LIMIT = 1_000
/** What is no cell that anybody reads. */
const MAX_CELL = 256
const DEVICE = /^\x1b\[\?([\d;]*)c$/

/** What a reply answers; `last` where no other follows. */
export function answer(reply: string): (Answers & { last?: true }) | undefined {
  const colour = COLOUR.exec(reply)
  if (colour) {
    const [red = 0, green = 0, blue = 0] = colour.slice(1).map(hex => Number.parseInt(hex, 16) / (16 ** hex.length - 1))
    return { background: 0.299 * red + 0.587 * green + 0.114 * blue > 0.5 ? 'light' : 'dark' }
  }
  const [, row, column] = POSITION.exec(reply) ?? []
  if (row === '1') return { drawing: { ambiguousIsNarrow: column === '2' } }
  if (row === '2') return { drawing: { joins: column === '3' } }
  if (row === '3') return { drawing: { tones: column === '3' } }
  const [, tall, wide] = CELL.exec(reply) ?? []
  if (tall !== undefined) {
    const cell = { width: Number(wide), height: Number(tall) }
    return isCell(cell) ? { cell } : {}
  }
  const [, width, height] = SIXEL_AREA.exec(reply) ?? []
  if (width !== undefined) return { sixelArea: { width: Number(width), height: Number(height) } }
  const device = DEVICE.exec(reply)?.[1]
  if (device !== undefined) return { sixel: device.split(';').slice(1).includes('4'), last: true }
  return undefined
}

/** The size of a cell by that of all of them; undefined where the window is larger than what was named. */
export function cellWithin({ width, height }: Size, columns: number, rows: number): Size | undefined {
  const [wide, tall] = [Math.floor(width / columns), Math.floor(height / rows)]
  const [wideKnown, tallKnown] = [width < SIXEL_LIMIT, height < SIXEL_LIMIT]
  // Letters are about twice as high as they are wide; a picture that is a pixel too narrow is better than one too wide.
  const cell = {
    width: wideKnown ? wide : Math.floor((tall - 1) / 2),
    height: tallKnown ? tall : wide * 2,
  }
  return (wideKnown || tallKnown) && isCell(cell) ? cell : undefined
}

function isCell({ width, height }: Size): boolean {
  return width > 0 && height > 0 && width <= MAX_CELL && height <= MAX_CELL
}

/**
 * What the screen is to show: a grid of cells, where the cursor stands, and what a click means where. Views draw it from the state; the
 * terminal paints what differs from the frame before. A frame is drawn once and then only read.
 *
 * A cell holds one grapheme. One that is two cells wide stands in the left one; the right one is empty. What does not fit is cut at the
 * edge, never wrapped: a text from a peer cannot leave the area that it is drawn into.
 */
import { displayWidth, drawnParts, graphemes, graphemeWidth } from '../../text/width.ts'
import { type Line, PLAIN, type Style } from './style.ts'

/** In cells, from the upper left corner. */
export interface Area {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** What a click or the wheel in an area means. Later ones lie above earlier ones. */
export interface Hit<Intent> {
  readonly area: Area
  readonly press?: Intent
  /** The right button, or a long look. */
  readonly menu?: Intent
  readonly double?: Intent
  readonly wheelUp?: Intent
  readonly wheelDown?: Intent
}

/**
 * A picture that lies over cells, for terminals that have pictures; the cells below it are drawn first, for the others. What is drawn into
 * its area later covers it: then it is not shown at all, since terminals show whole pictures only.
 */
export interface Placement {
  readonly area: Area
  /** Names the picture's content: the same key, the same pixels. */
  readonly key: string
  readonly picture: Picture
}

/** Pixels, row by row, four bytes each: red, green, blue, alpha. */
export interface Picture {
  readonly width: number
  readonly height: number
  readonly rgba: Uint8Array
}

export class Frame<Intent = unknown> {
  readonly width: number
  readonly height: number
  /** One grapheme a cell, row by row; empty in the right half of a wide one. */
  readonly text: string[]
  readonly style: Style[]
  readonly hits: Hit<Intent>[] = []
  readonly placements: Placement[] = []
  /** Something on it counts down in seconds: it is another frame then, though nothing happened. */
  counts = false
  #cursor: { x: number; y: number } | undefined

  /** @param width, height - cells, 1 or more */
  constructor(width: number, height: number) {
    this.width = width
    this.height = height
    this.text = new Array<string>(width * height).fill(' ')
    this.style = new Array<Style>(width * height).fill(PLAIN)
  }

  /** Where the terminal's cursor is shown; hidden where undefined, or where what it stands in is cut off. */
  get cursor(): { x: number; y: number } | undefined {
    return this.#cursor
  }

  set cursor(at: { x: number; y: number } | undefined) {
    const inside = at !== undefined && at.x >= 0 && at.x < this.width && at.y >= 0 && at.y < this.height
    this.#cursor = inside ? at : undefined
  }

  get area(): Area {
    return { x: 0, y: 0, width: this.width, height: this.height }
  }

  /**
   * Draws one line of safe text, cut at `limit` (a column, not included) and at the frame's edge.
   *
   * @returns the column behind it
   */
  put(x: number, y: number, text: string, style: Style = PLAIN, limit = this.width): number {
    const end = Math.min(limit, this.width)
    if (y < 0 || y >= this.height) return x + displayWidth(text)
    let column = x
    for (const grapheme of graphemes(text)) {
      const cells = grapheme.length === 1 && grapheme >= ' ' && grapheme <= '~' ? 1 : graphemeWidth(grapheme)
      if (cells === 0) continue
      if (column + cells > end) break
      if (cells > 2) {
        for (const part of drawnParts(grapheme)) column = this.put(column, y, part, style, end)
        continue
      }
      if (column >= 0) this.#set(column, y, grapheme, cells, style)
      column += cells
    }
    return column
  }

  /** Draws spans one after the other; returns the column behind them. */
  line(x: number, y: number, line: Line, limit = this.width): number {
    let column = x
    for (const { text, style } of line) column = this.put(column, y, text, style, limit)
    return column
  }

  /** Fills an area with a sign of one cell. */
  fill(area: Area, style: Style, sign = ' '): void {
    const right = Math.min(this.width, area.x + area.width)
    const bottom = Math.min(this.height, area.y + area.height)
    for (let y = Math.max(0, area.y); y < bottom; y++) {
      for (let x = Math.max(0, area.x); x < right; x++) this.#set(x, y, sign, 1, style)
    }
  }

  /** Changes how what stands in an area looks, and leaves the text. */
  restyle(area: Area, change: (style: Style) => Style): void {
    const right = Math.min(this.width, area.x + area.width)
    const bottom = Math.min(this.height, area.y + area.height)
    for (let y = Math.max(0, area.y); y < bottom; y++) {
      for (let x = Math.max(0, area.x); x < right; x++) {
        const at = y * this.width + x
        this.style[at] = change(this.style[at] ?? PLAIN)
      }
    }
  }

  /** What a click at a cell means: the topmost hit there. */
  hitAt(x: number, y: number): Hit<Intent> | undefined {
    return this.hits.findLast(
      ({ area }) => x >= area.x && x < area.x + area.width && y >= area.y && y < area.y + area.height,
    )
  }

  /** The text of a row, for tests and for people without colours. */
  row(y: number): string {
    return this.text.slice(y * this.width, (y + 1) * this.width).join('')
  }

  #set(x: number, y: number, grapheme: string, cells: number, style: Style): void {
    if (this.placements.length > 0) this.#cover(x, y, cells)
    const at = y * this.width + x
    // Half of a wide one that was there before would move everything behind it.
    if (this.text[at] === '' && x > 0) this.text[at - 1] = ' '
    const after = at + cells
    if (x + cells < this.width && this.text[after] === '') this.text[after] = ' '
    this.text[at] = grapheme
    this.style[at] = style
    if (cells === 2) {
      this.text[at + 1] = ''
      this.style[at + 1] = style
    }
  }
  #cover(x: number, y: number, cells: number): void {
    const covered = this.placements.findIndex(
      ({ area }) => y >= area.y && y < area.y + area.height && x < area.x + area.width && x + cells > area.x,
    )
    if (covered < 0) return
    this.placements.splice(covered, 1)
    this.#cover(x, y, cells)
  }
}

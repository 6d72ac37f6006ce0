/**
 * Turns what a terminal shows into a frame, with few bytes: compares it with the frame painted before, cell by cell, and writes the runs
 * that differ. Pure: it returns what to write. Assumes that the terminal does not wrap at its right edge (`CSI ? 7 l`).
 */
import { type Area, Frame } from '../frame/frame.ts'
import { PLAIN } from '../frame/style.ts'
import type { Depth } from './colours.ts'
import { DEFAULT_PEN, type Pen, type PenOptions, Pens, penChange } from './pen.ts'
import { type Drawing, Reaches } from './uncertain.ts'

/**
 * Writes over the cells once they are painted: pictures. What it returns is written as it is; it may move the cursor, and leaves styles alone.
 *
 * @param touched - whether cells of an area were written in this paint, so that a picture above them is damaged
 */
export type Overlay = (touched: (area: Area) => boolean) => string

/** From so many bytes on the terminal is asked to show all of it at once. */
const SYNCHRONIZE_FROM = 256
/** Unchanged cells that may be written anew instead of moving over them. */
const MAX_BRIDGE = 4
/** Where the cursor is not known to be. */
const UNKNOWN = -1
/** What stands where it is not known; no frame has it. */
const UNKNOWN_SIGN = '\0'

export class Painter {
  readonly #pens: Pens
  readonly #reaches = new Reaches()
  #last: Frame | undefined
  #pen: Pen = DEFAULT_PEN
  #x = UNKNOWN
  #y = UNKNOWN
  #shown: boolean | undefined
  #out: string[] = []
  /** Runs written in this paint: row, first column, column behind the last, one after the other. */
  #runs: number[] = []

  constructor(depth: Depth, options: Omit<PenOptions, 'depth'> = {}) {
    this.#pens = new Pens({ ...options, depth })
  }

  /**
   * Told once it is known how the terminal draws what terminals disagree about; saves bytes in many scripts.
   *
   * @returns whether the terminal shows something that has to be drawn otherwise
   */
  learn(drawing: Drawing): boolean {
    return this.#reaches.learn(drawing)
  }

  /** The terminal may show anything now: the next paint clears it and paints everything. */
  forget(): void {
    this.#last = undefined
  }

  /** In these areas the terminal shows something else, pixels of a picture: their cells are written again at the next paint. */
  uncover(areas: readonly Area[]): void {
    const last = this.#last
    if (last === undefined || areas.length === 0) return
    const damaged = new Frame(last.width, last.height)
    damaged.text.splice(0, damaged.text.length, ...last.text)
    damaged.style.splice(0, damaged.style.length, ...last.style)
    for (const area of areas) damaged.fill(area, PLAIN, UNKNOWN_SIGN)
    this.#last = damaged
  }

  /** What to write so that the terminal shows `frame`, which is kept and must not change any more. Empty where it shows it already. */
  paint(frame: Frame, overlay?: Overlay): string {
    this.#out = []
    this.#runs = []
    const wasShown = this.#last === undefined ? undefined : this.#shown
    const fresh = this.#last === undefined || this.#last.width !== frame.width || this.#last.height !== frame.height
    if (fresh) this.#clear()
    const before = fresh ? undefined : this.#last
    for (let y = 0; y < frame.height; y++) if (!isSame(y, before, frame)) this.#row(y, before, frame)
    this.#last = frame
    this.#overlay(overlay)
    const body = this.#out.join('')
    this.#out = []
    const long = body.length > SYNCHRONIZE_FROM
    // Where the terminal cannot show it at once, at least the cursor does not run about.
    const hides = long && wasShown !== false
    if (hides) this.#shown = false
    this.#cursor(frame)
    const all = body + this.#out.join('')
    return long ? `\x1b[?2026h${hides ? '\x1b[?25l' : ''}${all}\x1b[?2026l` : all
  }

  #clear(): void {
    // A link that was under way, from whoever wrote before, ends here.
    this.#out.push(this.#pens.links ? '\x1b]8;;\x1b\\' : '', '\x1b[m\x1b[H\x1b[2J')
    this.#pen = DEFAULT_PEN
    this.#shown = undefined
    this.#x = 0
    this.#y = 0
  }

  #row(y: number, before: Frame | undefined, frame: Frame): void {
    const { width, text, style } = frame
    const start = y * width
    /** Columns up to here are written even where they did not change: something may have spilled over them. */
    let spilled = 0
    let blankFrom: number | undefined
    for (let x = 0, cells = 1; x < width; x += cells) {
      const at = start + x
      const grapheme = text[at] || ' '
      cells = x + 1 < width && text[at + 1] === '' && text[at] !== '' ? 2 : 1
      if (x >= spilled && this.#same(at, before, frame) && (cells === 1 || this.#same(at + 1, before, frame))) continue
      if (grapheme === ' ') {
        blankFrom ??= this.#blankFrom(y, frame)
        if (x >= blankFrom && this.#changedUpTo(y, before, frame, spilled) - x > MAX_BRIDGE) {
          this.#move(x, y, frame)
          if (this.#pen.blank !== '') this.#use(DEFAULT_PEN)
          this.#out.push('\x1b[K')
          this.#runs.push(y, x, width)
          return
        }
      }
      this.#move(x, y, frame)
      this.#use(this.#pens.of(style[at] ?? PLAIN))
      this.#runs.push(y, x, x + cells)
      const drawn = x + cells === width ? inLastColumn(grapheme) : grapheme
      spilled = Math.max(spilled, this.#write(x, y, drawn, cells))
      if (this.#x >= width) this.#x = UNKNOWN
    }
  }

  /** Writes a grapheme where the cursor is; returns the column up to which it may have spilled. */
  #write(x: number, y: number, grapheme: string, cells: number): number {
    if (grapheme.length === 1 && grapheme >= ' ' && grapheme <= '~') {
      this.#out.push(grapheme)
      this.#x = x + 1
      return 0
    }
    const reach = this.#reaches.of(grapheme, cells)
    if (reach.cells === 0) {
      this.#out.push(reach.text)
      this.#x = x + cells
      return 0
    }
    // A terminal that draws it in one cell would leave in the second what was there.
    if (cells === 2) this.#out.push('  ', columnTo(x))
    this.#out.push(reach.text)
    this.#x = UNKNOWN
    this.#y = y
    return x + reach.cells
  }

  #same(at: number, before: Frame | undefined, frame: Frame): boolean {
    const text = frame.text[at]
    const style = frame.style[at] ?? PLAIN
    // A cleared screen shows spaces.
    if (before === undefined) return text === ' ' && this.#pens.of(style).blank === ''
    if (before.text[at] !== text) return false
    const old = before.style[at] ?? PLAIN
    if (old === style) return true
    const [a, b] = [this.#pens.of(old), this.#pens.of(style)]
    return a.key === b.key || (text === ' ' && a.blank === b.blank)
  }

  /** The column from which on the row shows nothing but the terminal's own background. */
  #blankFrom(y: number, { width, text, style }: Frame): number {
    let x = width
    while (x > 0) {
      const at = y * width + x - 1
      if (text[at] !== ' ' || this.#pens.of(style[at] ?? PLAIN).blank !== '') break
      x--
    }
    return x
  }

  /** The column behind the last one of the row that has to be written. */
  #changedUpTo(y: number, before: Frame | undefined, frame: Frame, spilled: number): number {
    let x = frame.width
    while (x > spilled && this.#same(y * frame.width + x - 1, before, frame)) x--
    return x
  }

  #use(pen: Pen): void {
    if (pen === this.#pen) return
    const change = penChange(this.#pen, pen)
    if (change !== '') this.#out.push(change)
    this.#pen = pen
  }

  #move(x: number, y: number, frame: Frame): void {
    if (x === this.#x && y === this.#y) return
    const ways = [`\x1b[${y === 0 && x === 0 ? '' : x === 0 ? y + 1 : `${y === 0 ? '' : y + 1};${x + 1}`}H`]
    if (y === this.#y) {
      ways.push(x === 0 ? '\r' : columnTo(x))
      if (this.#x !== UNKNOWN) ways.push(...this.#along(x, y, frame))
    } else if (this.#y !== UNKNOWN && y === this.#y + 1 && x === 0) {
      ways.push('\r\n')
    } else if (x === this.#x && this.#y !== UNKNOWN) {
      ways.push(relative(y - this.#y, 'B', 'A'))
    }
    this.#out.push(ways.reduce((best, way) => (way.length < best.length ? way : best)))
    this.#x = x
    this.#y = y
  }

  /** Ways within a row: by steps, or by writing what stands between. */
  #along(x: number, y: number, frame: Frame): string[] {
    const ways = [relative(x - this.#x, 'C', 'D')]
    if (this.#x > x) ways.push('\b'.repeat(this.#x - x))
    else if (x - this.#x <= MAX_BRIDGE) {
      let bridge = ''
      for (let at = y * frame.width + this.#x; at < y * frame.width + x; at++) {
        const sign = frame.text[at] ?? ''
        if (sign.length !== 1 || sign < ' ' || sign > '~') return ways
        if (this.#pens.of(frame.style[at] ?? PLAIN).key !== this.#pen.key) return ways
        bridge += sign
      }
      ways.push(bridge)
    }
    return ways
  }

  #overlay(overlay: Overlay | undefined): void {
    if (overlay === undefined) return
    const runs = this.#runs
    const bytes = overlay(({ x, y, width, height }) => {
      for (let at = 0; at < runs.length; at += 3) {
        const [row = 0, from = 0, to = 0] = runs.slice(at, at + 3)
        if (row >= y && row < y + height && from < x + width && to > x) return true
      }
      return false
    })
    if (bytes === '') return
    this.#out.push(bytes)
    this.#x = UNKNOWN
    this.#y = UNKNOWN
  }

  #cursor(frame: Frame): void {
    const wanted = frame.cursor
    if (wanted === undefined) {
      if (this.#shown !== false) this.#out.push('\x1b[?25l')
      this.#shown = false
      return
    }
    const x = Math.max(0, Math.min(frame.width - 1, wanted.x))
    this.#move(x, Math.max(0, Math.min(frame.height - 1, wanted.y)), frame)
    if (this.#shown !== true) this.#out.push('\x1b[?25h')
    this.#shown = true
  }
}

/** Whether nothing of a row was drawn in another way, by identity: most rows of most frames. */
function isSame(y: number, before: Frame | undefined, { width, text, style }: Frame): boolean {
  if (before === undefined) return false
  const { text: oldText, style: oldStyle } = before
  for (let at = y * width; at < (y + 1) * width; at++)
    if (text[at] !== oldText[at] || style[at] !== oldStyle[at]) return false
  return true
}

/**
 * There the cursor stays on what was written, and some terminals (tmux) put a mark that follows on the cell before. So there a cluster is one
 * code point: the composed one, or what it is built on, without its marks.
 */
function inLastColumn(grapheme: string): string {
  if (grapheme.length === 1) return grapheme
  return String.fromCodePoint(grapheme.normalize('NFC').codePointAt(0) ?? 0)
}

function columnTo(x: number): string {
  return x === 0 ? '\r' : `\x1b[${x + 1}G`
}

function relative(by: number, forward: string, back: string): string {
  const steps = Math.abs(by)
  return `\x1b[${steps === 1 ? '' : steps}${by > 0 ? forward : back}`
}

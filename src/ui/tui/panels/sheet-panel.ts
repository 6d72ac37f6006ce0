/**
 * A sheet about one thing: a figure and lines to read, and below them what can be done, each with a button and a key. What goes wrong
 * in doing it is said on the sheet.
 */
import { displayWidth } from '../../text/width.ts'
import type { Intent } from '../actions/action.ts'
import type { App } from '../app.ts'
import type { Area, Frame } from '../frame/frame.ts'
import { type Line, mix, type Style } from '../frame/style.ts'
import { wrap } from '../frame/wrap.ts'
import type { Size } from '../state/state.ts'
import type { Input, KeyName } from '../terminal/input.ts'
import type { Theme } from '../theme/theme.ts'
import { scrollMark } from '../view/list.ts'
import type { Look } from '../view/look.ts'
import type { Panel, PanelKey, PanelWords } from './panel.ts'

/** Something that can be done about what the sheet shows. */
export interface Doing {
  readonly key: KeyName
  readonly label: string
  readonly role?: 'good' | 'error'
  run(): unknown
}

/** What is drawn above the lines. */
export interface Figure {
  /** Cells wanted of those that there are; nothing is drawn where a side is 0. */
  size(room: Size): Size
  draw(frame: Frame<Intent>, area: Area, look: Look): void
}

export interface SheetOptions {
  readonly title: () => string
  readonly lines: (look: Look, width: number) => readonly Line[]
  readonly doings: () => readonly Doing[]
  readonly figure?: Figure
  /** Cells. @default 60 */
  readonly width?: number
}

/** Cells between two buttons. */
const GAP = 2

export class SheetPanel implements Panel {
  readonly app: App
  readonly #options: SheetOptions
  #selected = 0
  #from = 0
  #rows = 1
  #total = 0
  #busy = false
  #fault: readonly Line[] = []

  constructor(app: App, options: SheetOptions) {
    this.app = app
    this.#options = options
  }

  get title(): string {
    return this.#options.title()
  }

  size(room: Size): Size {
    const width = Math.min(this.#options.width ?? 60, room.width)
    const lines = this.#lines(this.app.look, width).length
    const buttons = this.#buttons(width).length
    const below = lines + (buttons > 0 ? buttons + 1 : 0)
    const figure = this.#options.figure?.size({ width: room.width, height: room.height - below }) ?? NO_SIZE
    return { width: Math.max(width, figure.width), height: Math.min(room.height, Math.max(1, figure.height + below)) }
  }

  draw(frame: Frame<Intent>, area: Area, look: Look): void {
    const { theme } = look
    const rows = this.#buttons(area.width)
    const foot = area.height > rows.length + 1 ? rows.length : Math.min(1, rows.length)
    const lines = this.#lines(look, area.width)
    const room = area.height - (foot > 0 ? foot + 1 : 0)
    const wanted = this.#options.figure?.size({ width: area.width, height: room - lines.length }) ?? NO_SIZE
    const figure = Math.max(0, Math.min(wanted.height, room - 1))
    if (wanted.width > 0 && figure > 0) {
      this.#options.figure?.draw(
        frame,
        { x: area.x + Math.floor((area.width - wanted.width) / 2), y: area.y, width: wanted.width, height: figure },
        look,
      )
    }
    this.#drawLines(frame, { ...area, y: area.y + figure, height: Math.max(1, room - figure) }, lines, look)
    let y = area.y + area.height - foot
    for (const row of rows.slice(0, foot)) {
      let { x } = area
      for (const { doing, at, text } of row) {
        const style = this.#buttonStyle(doing, at, theme)
        const end = frame.put(x, y, text, style, area.x + area.width)
        frame.hits.push({
          area: { x, y, width: end - x, height: 1 },
          press: { action: 'panel.click', target: `doing:${doing.key}` },
        })
        x = end + GAP
      }
      y++
    }
  }

  input(input: Input): boolean {
    if (input.input !== 'key') return false
    const doings = this.#options.doings()
    const { key } = input
    const own = doings.find(doing => doing.key === key) ?? (key === 'enter' ? doings[this.#at(doings)] : undefined)
    const scrolls: Record<string, number> = { up: -1, down: 1, pageup: -this.#rows, pagedown: this.#rows }
    const steps: Record<string, number> = { left: -1, 'shift+tab': -1, right: 1, tab: 1 }
    if (own !== undefined) this.#do(own)
    else if (scrolls[key] !== undefined) this.wheel(scrolls[key])
    else if (steps[key] !== undefined && doings.length > 0)
      this.#selected = (this.#at(doings) + steps[key] + doings.length) % doings.length
    else return false
    return true
  }

  keys(words: PanelWords): PanelKey[] {
    const doings = this.#options.doings()
    return [
      ...doings.map(({ key, label }) => ({ keys: [key], label })),
      ...(doings.length === 0
        ? []
        : [
            { keys: ['left', 'right', 'tab'], label: words.button },
            { keys: ['enter'], label: words.press },
          ]),
      { keys: ['up', 'down', 'pageup', 'pagedown'], label: words.scroll },
    ]
  }

  click(target: string): void {
    const doing = this.#options.doings().find(({ key }) => `doing:${key}` === target)
    if (doing !== undefined) this.#do(doing)
  }

  wheel(rows: number): void {
    this.#from = Math.max(0, Math.min(this.#total - this.#rows, this.#from + rows))
  }

  /** Says what went wrong below the lines, until something else is done. */
  fail(error: unknown): void {
    const { message, hint } = this.app.explain(error)
    const { theme } = this.app.look
    this.#fault = [[{ text: message, style: theme.error }], ...(hint ? [[{ text: hint, style: theme.dim }]] : [])]
    this.app.redraw()
  }

  #do(doing: Doing): void {
    if (this.#busy) return
    this.#fault = []
    let done: unknown
    try {
      done = doing.run()
    } catch (error) {
      this.fail(error)
    }
    if (!(done instanceof Promise)) return
    this.#busy = true
    done
      .catch((error: unknown) => this.fail(error))
      .finally(() => {
        this.#busy = false
        this.app.redraw()
      })
  }

  #at(doings: readonly Doing[]): number {
    return Math.min(this.#selected, Math.max(0, doings.length - 1))
  }

  #lines(look: Look, width: number): Line[] {
    const said = [...this.#options.lines(look, width)]
    const fault = this.#fault.length === 0 ? [] : [[], ...this.#fault]
    return [...said, ...fault].flatMap(line => wrap(line, width))
  }

  #drawLines(frame: Frame<Intent>, area: Area, lines: readonly Line[], look: Look): void {
    const { theme } = look
    this.#rows = area.height
    this.#total = lines.length
    this.#from = Math.max(0, Math.min(this.#from, lines.length - area.height))
    lines.slice(this.#from, this.#from + area.height).forEach((line, at) => {
      const shown = line.map(span => ({ ...span, style: mix(theme.panel, span.style) }))
      frame.line(area.x, area.y + at, shown, area.x + area.width)
    })
    scrollMark(frame, { ...area, width: area.width + 1 }, { from: this.#from, total: lines.length }, look)
  }

  /** The buttons, in as many rows as they need. */
  #buttons(width: number): { doing: Doing; at: number; text: string }[][] {
    const rows: { doing: Doing; at: number; text: string }[][] = []
    let used = 0
    this.#options.doings().forEach((doing, at) => {
      const text = ` ${doing.key} ${doing.label} `
      const wide = displayWidth(text)
      if (rows.length === 0 || used + wide > width) {
        rows.push([])
        used = 0
      }
      rows.at(-1)?.push({ doing, at, text })
      used += wide + GAP
    })
    return rows
  }

  #buttonStyle(doing: Doing, at: number, theme: Theme): Style {
    const base = mix(theme.panel, theme.field)
    const role = doing.role === undefined ? base : mix(base, theme[doing.role])
    return at === this.#at(this.#options.doings()) ? mix(role, theme.selected) : role
  }
}

const NO_SIZE: Size = { width: 0, height: 0 }

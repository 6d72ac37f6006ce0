/** Lines to read, longer than the screen perhaps: help, details, a translation. */
import type { Message } from '../../../node/messenger.ts'
import type { Intent } from '../actions/action.ts'
import type { App } from '../app.ts'
import type { Area, Frame } from '../frame/frame.ts'
import { type Line, mix } from '../frame/style.ts'
import { wrap } from '../frame/wrap.ts'
import type { Size } from '../state/state.ts'
import type { Input } from '../terminal/input.ts'
import { scrollMark } from '../view/list.ts'
import type { Look } from '../view/look.ts'
import { isUnsaid, type Panel, type PanelKey, type PanelWords, type Unsaid } from './panel.ts'

export interface TextPanelOptions {
  readonly title: string
  /** Made anew for each frame, since what it tells may change. */
  readonly lines: (look: Look, width: number) => readonly Line[]
  /** Cells. @default 64 */
  readonly width?: number
  /** The message that it tells of. */
  readonly about?: Pick<Message, 'id' | 'conversation'>
  /** Keys of its own. @returns whether it was one */
  readonly key?: (key: string) => boolean
}

export class TextPanel implements Panel {
  readonly #app: App
  readonly #options: TextPanelOptions
  #from = 0
  #rows = 1
  #total = 0

  constructor(app: App, options: TextPanelOptions) {
    this.#app = app
    this.#options = options
  }

  get title(): string {
    return this.#options.title
  }

  size(room: Size): Size {
    const width = Math.min(this.#options.width ?? 64, room.width)
    return { width, height: Math.min(room.height, Math.max(3, this.#lines(width, this.#app.look).length)) }
  }

  #lines(width: number, look: Look): Line[] {
    return this.#options.lines(look, width).flatMap(line => wrap(line, width))
  }

  draw(frame: Frame<Intent>, area: Area, look: Look): void {
    const lines = this.#lines(area.width, look)
    this.#rows = area.height
    this.#total = lines.length
    this.#from = Math.max(0, Math.min(this.#from, lines.length - area.height))
    lines.slice(this.#from, this.#from + area.height).forEach((line, at) => {
      frame.line(
        area.x,
        area.y + at,
        line.map(span => ({ ...span, style: mix(look.theme.panel, span.style) })),
        area.x + area.width,
      )
    })
    scrollMark(frame, { ...area, width: area.width + 1 }, { from: this.#from, total: lines.length }, look)
  }

  input(input: Input): boolean {
    if (input.input !== 'key') return false
    if (this.#options.key?.(input.key) === true) return true
    const steps: Record<string, number> = {
      up: -1,
      k: -1,
      down: 1,
      j: 1,
      pageup: -this.#rows,
      pagedown: this.#rows,
      space: this.#rows,
      home: -this.#total,
      end: this.#total,
    }
    const step = steps[input.key]
    if (step === undefined) return false
    this.wheel(step)
    return true
  }

  keys(words: PanelWords): PanelKey[] {
    return [
      { keys: ['up', 'down', 'home', 'end'], label: words.scroll },
      { keys: ['pageup', 'pagedown', 'space'], label: words.page },
    ]
  }

  unsay(unsaid: Unsaid): boolean {
    return this.#options.about !== undefined && isUnsaid(this.#options.about, unsaid)
  }

  wheel(rows: number): void {
    this.#from = Math.max(0, Math.min(this.#total - this.#rows, this.#from + rows))
  }
}

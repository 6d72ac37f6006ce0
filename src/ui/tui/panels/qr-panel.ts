/** A QR code alone on the screen, as large a ground around it as there is; any key goes back. */
import type { Intent } from '../actions/action.ts'
import type { App } from '../app.ts'
import type { Area, Frame } from '../frame/frame.ts'
import { wrap } from '../frame/wrap.ts'
import { fillWithQr, type QrCode } from '../pictures/qr.ts'
import type { Size } from '../state/state.ts'
import type { Input } from '../terminal/input.ts'
import type { Look } from '../view/look.ts'
import { groundOf } from './ground.ts'
import type { Panel } from './panel.ts'

export class QrPanel implements Panel {
  readonly whole = true
  readonly #app: App
  readonly #title: () => string
  readonly #code: QrCode

  constructor(app: App, title: () => string, code: QrCode) {
    this.#app = app
    this.#title = title
    this.#code = code
  }

  get title(): string {
    return this.#title()
  }

  size(room: Size): Size {
    return room
  }

  draw(frame: Frame<Intent>, area: Area, look: Look): void {
    frame.hits.push({ area, press: { action: 'panel.close' } })
    const { depth } = this.#app.outlet.appearance()
    const { modules, width, height } = fillWithQr(frame, area, this.#code, groundOf(look), depth)
    if (modules !== undefined) return
    const { qr } = look.words.tui.people
    const lacks = qr.tooSmall(Math.max(0, width - area.width), Math.max(0, height - area.height))
    wrap([{ text: lacks, style: { ...look.theme.panel, ...look.theme.notice } }], area.width).forEach((line, row) => {
      frame.line(area.x, area.y + row, line, area.x + area.width)
    })
  }

  input(input: Input): boolean {
    if (input.input === 'key') this.#app.close(this)
    return true
  }
}

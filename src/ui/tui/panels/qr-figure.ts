/** A QR code on a sheet, where there is room for it; by a key it has the whole screen. */
import type { Intent } from '../actions/action.ts'
import type { App } from '../app.ts'
import type { Area, Frame } from '../frame/frame.ts'
import type { Line } from '../frame/style.ts'
import { drawQr, QrCode } from '../pictures/qr.ts'
import type { Size } from '../state/state.ts'
import type { Look } from '../view/look.ts'
import { groundOf } from './ground.ts'
import { QrPanel } from './qr-panel.ts'
import type { Doing, Figure } from './sheet-panel.ts'

export class QrFigure implements Figure {
  readonly #app: App
  readonly #title: () => string
  #code: QrCode

  /** @param title - of the panel that shows it alone */
  constructor(app: App, title: () => string, text: string) {
    this.#app = app
    this.#title = title
    this.#code = new QrCode(text)
  }

  set text(text: string) {
    this.#code = new QrCode(text)
  }

  /** What the window lacks to show the code at all; no line where it does not. */
  get note(): Line[] {
    const screen = this.#app.state.size
    const { modules, width, height } = this.#code.alone(screen)
    const { words, theme } = this.#app.look
    const lacks = words.tui.people.qr.tooSmall(Math.max(0, width - screen.width), Math.max(0, height - screen.height))
    return modules !== undefined ? [] : [[{ text: lacks, style: theme.notice }]]
  }

  /** Shows the code on the whole screen. */
  get alone(): Doing {
    return {
      key: 'q',
      label: this.#app.words.tui.people.qr.alone,
      run: () => this.#app.open(new QrPanel(this.#app, this.#title, this.#code)),
    }
  }

  size(room: Size): Size {
    const { modules, width, height } = this.#code.within(room)
    return modules === undefined ? { width: 0, height: 0 } : { width, height }
  }

  draw(frame: Frame<Intent>, area: Area, look: Look): void {
    drawQr(frame, area, this.#code, groundOf(look), this.#app.outlet.appearance().depth)
  }
}

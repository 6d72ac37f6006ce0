/** A QR code on a sheet, where there is room for it; by a key it has the whole screen. */
import type { Intent } from '../actions/action.ts'
import type { App } from '../app.ts'
import { type Area, Frame } from '../frame/frame.ts'
import type { Line } from '../frame/style.ts'
import { drawQr, fillWithQr, type QrDrawn } from '../pictures/qr.ts'
import type { Size } from '../state/state.ts'
import type { Look } from '../view/look.ts'
import { groundOf } from './ground.ts'
import { QrPanel } from './qr-panel.ts'
import type { Doing, Figure } from './sheet-panel.ts'

export class QrFigure implements Figure {
  readonly #app: App
  readonly #title: () => string
  #text: string
  #tried: { room: Size; drawn: QrDrawn } | undefined
  #whole: { screen: Size; drawn: QrDrawn } | undefined

  /** @param title - of the panel that shows it alone */
  constructor(app: App, title: () => string, text: string) {
    this.#app = app
    this.#title = title
    this.#text = text
  }

  set text(text: string) {
    this.#text = text
    this.#tried = undefined
    this.#whole = undefined
  }

  /** What the window lacks to show the code at all; no line where it does not. */
  get note(): Line[] {
    const screen = this.#app.state.size
    if (this.#whole?.screen !== screen) {
      const drawn = fillWithQr(new Frame(1, 1), { x: 0, y: 0, ...screen }, this.#text, 'dark', 'none')
      this.#whole = { screen, drawn }
    }
    const { drawn, width, height } = this.#whole.drawn
    const { words, theme } = this.#app.look
    const lacks = words.tui.people.qr.tooSmall(Math.max(0, width - screen.width), Math.max(0, height - screen.height))
    return drawn ? [] : [[{ text: lacks, style: theme.notice }]]
  }

  /** Shows the code on the whole screen. */
  get alone(): Doing {
    return {
      key: 'q',
      label: this.#app.words.tui.people.qr.alone,
      run: () => this.#app.open(new QrPanel(this.#app, this.#title, this.#text)),
    }
  }

  size(room: Size): Size {
    const { drawn, width, height } = this.#try(room)
    return drawn ? { width, height } : { width: 0, height: 0 }
  }

  draw(frame: Frame<Intent>, area: Area, look: Look): void {
    drawQr(frame, area, this.#text, groundOf(look), this.#app.outlet.appearance().depth)
  }

  /** Making a code takes a millisecond, and nothing changes between most frames. */
  #try(room: Size): QrDrawn {
    const known = this.#tried
    if (known !== undefined && known.room.width === room.width && known.room.height === room.height) return known.drawn
    const drawn = drawQr(new Frame(1, 1), { x: 0, y: 0, ...room }, this.#text, 'dark', 'none')
    this.#tried = { room, drawn }
    return drawn
  }
}

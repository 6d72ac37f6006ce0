/** A QR code on a sheet, where there is room for it. */
import type { Intent } from '../actions/action.ts'
import type { App } from '../app.ts'
import { type Area, Frame } from '../frame/frame.ts'
import { drawQr, type QrDrawn } from '../pictures/qr.ts'
import type { Size } from '../state/state.ts'
import type { Look } from '../view/look.ts'
import { groundOf } from './ground.ts'
import type { Figure } from './sheet-panel.ts'

export class QrFigure implements Figure {
  readonly #app: App
  readonly #text: string
  #tried: { room: Size; drawn: QrDrawn } | undefined

  constructor(app: App, text: string) {
    this.#app = app
    this.#text = text
  }

  /** Columns and rows that the window lacks for the code, in the last frame; undefined where it is seen. */
  get lacks(): Size | undefined {
    if (this.#tried === undefined || this.#tried.drawn.drawn) return undefined
    const { room, drawn } = this.#tried
    return { width: Math.max(0, drawn.width - room.width), height: Math.max(0, drawn.height - room.height) }
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

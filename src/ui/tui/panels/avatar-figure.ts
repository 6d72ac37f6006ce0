/** A person's picture on a sheet: their own where they have one, else the one drawn from their peer id. */
import type { App } from '../app.ts'
import type { Picture } from '../frame/frame.ts'
import { drawnAvatar } from '../pictures/avatar.ts'
import { drawBlocks } from '../pictures/blocks.ts'
import { PictureDecoder } from '../pictures/decoder.ts'
import { fitCells } from '../pictures/scale.ts'
import { groundOf } from './ground.ts'
import type { Figure } from './sheet-panel.ts'

/** Rows at most; with fewer than the least there is no picture. */
const MOST_ROWS = 7
const LEAST_ROWS = 4
/** Pixels: a picture of 3 KiB that claims more is a trap. */
const MAX_PIXELS = 1_000_000
const SIDE = 256
/** Of the pictures decoded lately, by their hash. */
const KEPT = 32

/** It has no thread until a picture is to be decoded, and ends it by itself. */
const decoder = new PictureDecoder()
const pictures = new Map<string, Picture>()

export class AvatarFigure implements Figure {
  readonly #app: App
  readonly #peerId: string
  readonly #drawn: Picture
  #hash: string | undefined

  constructor(app: App, peerId: string) {
    this.#app = app
    this.#peerId = peerId
    this.#drawn = drawnAvatar(peerId)
  }

  /** Shows their own picture, once it is here. One that cannot be decoded leaves the drawn one. */
  async learn(hash: string): Promise<void> {
    if (!pictures.has(hash)) {
      const { file } = await this.#app.messenger.avatar({ who: this.#peerId })
      if (file === undefined) return
      const within = { width: SIDE, height: SIDE }
      const picture = await decoder.decode(Buffer.from(file, 'base64'), { maxPixels: MAX_PIXELS, within })
      const [oldest] = pictures.keys()
      if (pictures.size >= KEPT && oldest !== undefined) pictures.delete(oldest)
      pictures.set(hash, picture)
    }
    this.#hash = hash
    this.#app.redraw()
  }

  size(room: { width: number; height: number }): { width: number; height: number } {
    const height = Math.min(MOST_ROWS, room.height)
    if (height < LEAST_ROWS) return { width: 0, height: 0 }
    const cells = fitCells(this.#picture, { width: room.width, height }, 1)
    return { width: cells.width, height: cells.height + 1 }
  }

  draw(
    frame: Parameters<Figure['draw']>[0],
    { x, y, width, height }: Parameters<Figure['draw']>[1],
    look: Parameters<Figure['draw']>[2],
  ): void {
    const area = { x, y, width, height: height - 1 }
    const picture = this.#picture
    drawBlocks(frame, area, picture, groundOf(look), this.#app.outlet.appearance().depth)
    frame.placements.push({ area, key: this.#hash ?? `drawn ${this.#peerId}`, picture })
  }

  get #picture(): Picture {
    return (this.#hash === undefined ? undefined : pictures.get(this.#hash)) ?? this.#drawn
  }
}

/**
 * The pictures that lie over the cells of a terminal that can show some. Given the frame, says what to write so that its placements and
 * no others are on the screen: pixels are sent once, moved ones only placed anew, gone ones deleted.
 *
 * The painter writes the cells, then asks `over` what lies above them, within the same write. kitty keeps pictures apart from cells;
 * with sixel they are pixels of the cells: what is written takes a hole out of them, so a picture with touched cells is drawn again,
 * and where one has gone the cells below have to be written though they did not change (`uncovered`).
 */
import type { Area, Frame, Placement } from '../frame/frame.ts'
import { place, remove, transmit } from '../pictures/kitty.ts'
import { fitPixels, type Size, scale } from '../pictures/scale.ts'
import { sixel } from '../pictures/sixel.ts'

export type PictureProtocol = 'kitty' | 'sixel' | 'none'

export interface PictureOptions {
  readonly protocol: PictureProtocol
  /** Whether tmux stands between. @default false */
  readonly tmux?: boolean
}

/** Until the terminal says how many pixels a cell has: small enough to stay within the area nearly everywhere. */
const USUAL_CELL: Size = { width: 8, height: 16 }
/** Numbers are shared by all programs of a terminal; "EAR" keeps ours from those of others. */
const FIRST_ID = 0x45_41_52_00
/** Sixel's bands are six pixels high; less than a whole one at the bottom could scroll the screen. */
const BAND = 6

interface Shown {
  readonly id: number
  readonly area: Area
  /** What draws it at the cursor, with sixel; kept, since it is drawn again at each scroll. */
  readonly sixel?: string
}

export class Pictures {
  readonly #tmux: boolean
  #protocol: PictureProtocol
  #cell = USUAL_CELL
  /** What is to be written before the next pictures: it deletes those from before. */
  #left = ''
  /** By content and size. */
  #shown = new Map<string, Shown>()
  #size: Size = { width: 0, height: 0 }
  #nextId = FIRST_ID

  constructor(options: PictureOptions) {
    this.#protocol = options.protocol
    this.#tmux = options.tmux ?? false
  }

  /** Takes another way to show them from the next frame on; whoever calls it has the cells painted anew. */
  use(protocol: PictureProtocol): void {
    if (protocol === this.#protocol) return
    this.#left += this.end()
    this.#protocol = protocol
  }

  /**
   * Takes in how many pixels a cell has.
   *
   * @returns whether pictures are on the screen that were made for another size: the screen is to be painted anew
   */
  measure({ width, height }: Size): boolean {
    if (width === this.#cell.width && height === this.#cell.height) return false
    this.#cell = { width, height }
    return this.#shown.size > 0
  }

  /** The terminal is cleared, or somebody else wrote to it: everything is to be drawn anew. */
  forget(): void {
    this.#left += this.end()
  }

  /** What takes them all from the screen and from the terminal's memory. */
  end(): string {
    const shown = this.#protocol === 'kitty' ? [...this.#shown.values()] : []
    this.#shown = new Map()
    return shown.map(({ id }) => remove(id, this.#tmux)).join('')
  }

  /** Areas whose cells must be written again before `over`, because a picture that is drawn into them goes or moves. */
  uncovered(frame: Frame): Area[] {
    if (this.#protocol !== 'sixel') return []
    const wanted = this.#wanted(frame)
    return [...this.#shown].flatMap(([name, { area }]) => (sameArea(wanted.get(name)?.area, area) ? [] : [area]))
  }

  /**
   * What to write behind the cells of a frame.
   *
   * @param touched - whether cells of an area were written in this paint
   */
  over(frame: Frame, touched: (area: Area) => boolean): string {
    const protocol = this.#protocol
    if (frame.width !== this.#size.width || frame.height !== this.#size.height) this.forget()
    this.#size = { width: frame.width, height: frame.height }
    const parts = [this.#left]
    this.#left = ''
    if (protocol === 'none') return parts.join('')
    const wanted = this.#wanted(frame)
    const next = new Map<string, Shown>()
    if (protocol === 'kitty') {
      for (const [name, { id }] of this.#shown) if (!wanted.has(name)) parts.push(remove(id, this.#tmux))
    }
    for (const [name, placement] of wanted) {
      const before = this.#shown.get(name)
      const { area } = placement
      const still = before !== undefined && sameArea(before.area, area)
      if (protocol === 'kitty') {
        const id = before?.id ?? this.#nextId++
        next.set(name, { id, area })
        if (before === undefined) parts.push(transmit(id, this.#fitted(placement), this.#tmux))
        if (!still) parts.push(place(id, area, this.#tmux))
      } else {
        const drawn = before?.sixel ?? sixel(this.#fitted(placement))
        next.set(name, { id: 0, area, sixel: drawn })
        if (!still || touched(area)) parts.push(`\x1b7\x1b[${area.y + 1};${area.x + 1}H${drawn}\x1b8`)
      }
    }
    this.#shown = next
    return parts.join('')
  }

  /** The frame's placements by name. What reaches beyond the frame's edge is left to the cells. */
  #wanted(frame: Frame): Map<string, Placement> {
    const wanted = new Map<string, Placement>()
    for (const placement of frame.placements) {
      const { x, y, width, height } = placement.area
      const inside = x >= 0 && y >= 0 && x + width <= frame.width && y + height <= frame.height
      if (!inside || width < 1 || height < 1) continue
      // The same picture may stand at several places.
      const name = `${placement.key} ${width} ${height}`
      let copy = 0
      while (wanted.has(`${name} ${copy}`)) copy++
      wanted.set(`${name} ${copy}`, placement)
    }
    return wanted
  }

  /** No more pixels than the area has, however large the picture is. */
  #fitted({ area, picture }: Placement): Placement['picture'] {
    const pixels = { width: area.width * this.#cell.width, height: area.height * this.#cell.height }
    if (this.#protocol === 'kitty') {
      const { width, height } = fitPixels(picture, pixels)
      return scale(picture, width, height)
    }
    // Nobody enlarges a sixel picture: it has the area's own pixels.
    return scale(picture, pixels.width, Math.max(BAND, pixels.height - (pixels.height % BAND)))
  }
}

function sameArea(one: Area | undefined, other: Area): boolean {
  return (
    one !== undefined &&
    one.x === other.x &&
    one.y === other.y &&
    one.width === other.width &&
    one.height === other.height
  )
}

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

export interface PictureOptions {
  readonly protocol: 'kitty' | 'sixel' | 'none'
  /** Pixels of one cell, as the terminal says. @default 8 × 16, small enough to stay within the area nearly everywhere */
  readonly cell?: Size
  /** Whether tmux stands between. @default false */
  readonly tmux?: boolean
}

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
  readonly #options: PictureOptions
  readonly #cell: Size
  /** By content and size. */
  #shown = new Map<string, Shown>()
  #size: Size = { width: 0, height: 0 }
  #nextId = FIRST_ID

  constructor(options: PictureOptions) {
    this.#options = options
    this.#cell = options.cell ?? USUAL_CELL
  }

  /** The terminal was cleared, or somebody else wrote to it: everything is to be drawn anew. Returns what to write first. */
  forget(): string {
    const bytes =
      this.#options.protocol === 'kitty'
        ? this.#ids()
            .map(id => remove(id, this.#options.tmux))
            .join('')
        : ''
    this.#shown = new Map()
    return bytes
  }

  /** Areas whose cells must be written again before `over`, because a picture that is drawn into them goes or moves. */
  uncovered(frame: Frame): Area[] {
    if (this.#options.protocol !== 'sixel') return []
    const wanted = this.#wanted(frame)
    return [...this.#shown].flatMap(([name, { area }]) => (sameArea(wanted.get(name)?.area, area) ? [] : [area]))
  }

  /**
   * What to write behind the cells of a frame.
   *
   * @param touched - whether cells of an area were written in this paint
   */
  over(frame: Frame, touched: (area: Area) => boolean): string {
    const { protocol } = this.#options
    if (protocol === 'none') return ''
    const cleared = frame.width !== this.#size.width || frame.height !== this.#size.height
    const parts = cleared ? [this.forget()] : []
    this.#size = { width: frame.width, height: frame.height }
    const wanted = this.#wanted(frame)
    const next = new Map<string, Shown>()
    if (protocol === 'kitty') {
      for (const [name, { id }] of this.#shown) if (!wanted.has(name)) parts.push(remove(id, this.#options.tmux))
    }
    for (const [name, placement] of wanted) {
      const before = this.#shown.get(name)
      const { area } = placement
      const still = before !== undefined && sameArea(before.area, area)
      if (protocol === 'kitty') {
        const id = before?.id ?? this.#nextId++
        next.set(name, { id, area })
        if (before === undefined) parts.push(transmit(id, this.#fitted(placement), this.#options.tmux))
        if (!still) parts.push(place(id, area, this.#options.tmux))
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
    if (this.#options.protocol === 'kitty') {
      const { width, height } = fitPixels(picture, pixels)
      return scale(picture, width, height)
    }
    // Nobody enlarges a sixel picture: it has the area's own pixels.
    return scale(picture, pixels.width, Math.max(BAND, pixels.height - (pixels.height % BAND)))
  }

  #ids(): number[] {
    return Array.from(this.#shown.values(), ({ id }) => id)
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

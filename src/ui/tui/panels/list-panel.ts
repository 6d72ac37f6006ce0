/** A list to choose from: filtered as one types, moved in by keys, wheel and mouse, each row with what can be done to it. */
import type { Event } from '../../../node/messenger.ts'
import { displayWidth, truncate } from '../../text/width.ts'
import type { Intent } from '../actions/action.ts'
import type { App } from '../app.ts'
import { cut } from '../frame/cut.ts'
import type { Area, Frame } from '../frame/frame.ts'
import { type Line, mix } from '../frame/style.ts'
import { wrap } from '../frame/wrap.ts'
import { type Ranked, rank } from '../fuzzy.ts'
import type { Size } from '../state/state.ts'
import type { Input, KeyName } from '../terminal/input.ts'
import { scrollMark } from '../view/list.ts'
import type { Look } from '../view/look.ts'
import { lineWidth } from '../view/message-block.ts'
import { Field } from './field.ts'
import type { Panel, PanelKey, PanelWords, Unsaid } from './panel.ts'

/** A row as it is drawn. */
export interface ListRow {
  readonly left: Line
  readonly right?: Line
}

/** What a key does to the selected item; shown at the bottom. */
export interface ListKey<Item> {
  readonly key: KeyName
  readonly label: string
  run(item: Item): void
  /** Holds without a selected item. */
  readonly always?: true
}

export interface ListPanelOptions<Item> {
  readonly title: string
  /** Whether typing narrows the list. @default true */
  readonly filtered?: boolean
  readonly placeholder?: string
  /** Said where there is nothing. */
  readonly empty: string
  readonly keys?: readonly ListKey<Item>[]
  /** Lines above the list, wrapped where they are longer. */
  readonly head?: (look: Look, width: number) => readonly Line[]
  /** Other letters were typed: a list that is fetched for each query does so. */
  readonly typed?: (query: string) => void
  /** What an item is found by. @default the items are what was found already */
  readonly textOf?: (item: Item) => string
  /** How much it counts among others that fit alike. @default 1 */
  readonly weightOf?: (item: Item) => number
  /** `matched`: what of `textOf` the letters found. */
  readonly row: (item: Item, look: Look, matched: Ranked<Item>['matched']) => ListRow
  readonly choose: (item: Item) => void
  /** A key that means something here, beside those of the list and `keys`. @returns whether it did */
  readonly key?: (key: KeyName) => boolean
  /** Something happened: a list of what changes by itself takes other items. */
  readonly event?: (event: Event, panel: ListPanel<Item>) => void
  /** Lines about the selected item, below the list where there is room; `rows` of them, a rule above. */
  readonly foot?: { readonly rows: number; lines(item: Item, look: Look, width: number): readonly Line[] }
  /** One came near the end: what is fetched page by page goes on. */
  readonly nearEnd?: () => void
  /** Something is not to be seen any more: items that show it go. */
  readonly unsay?: (unsaid: Unsaid) => void
  readonly closed?: () => void
  /** Cells. @default 60 */
  readonly width?: number
  /** Takes all the height there may be: a list that grows and shrinks does not jump. */
  readonly tall?: true
}

/** Items between the selected one and the end, under which more is asked for. */
const NEAR_END = 5
/** Rows of the list that are kept, whatever is said above it. */
const LEAST_ROWS = 2
/** Rows of a panel under which nothing is said about the selected item. */
const FOOT_FROM = 14

export class ListPanel<Item> implements Panel {
  readonly app: App
  readonly #options: ListPanelOptions<Item>
  readonly #query: Field
  #items: readonly Item[]
  #shown: readonly Ranked<Item>[]
  #selected = 0
  #rows = 1

  constructor(app: App, items: readonly Item[], options: ListPanelOptions<Item>) {
    this.app = app
    this.#options = options
    this.#items = items
    this.#shown = rank('', items, () => '')
    this.#query = new Field('', { ...(options.placeholder !== undefined && { placeholder: options.placeholder }) })
  }

  get title(): string {
    return this.#options.title
  }

  get query(): string {
    return this.#query.text
  }

  set query(text: string) {
    this.#query.text = text
    this.#narrow(true)
    this.app.redraw()
  }

  get selected(): Item | undefined {
    return this.#shown[this.#selected]?.item
  }

  /** The place of the selected item among those shown. */
  get index(): number {
    return this.#selected
  }

  /** Puts other items there, keeping the place. */
  set items(items: readonly Item[]) {
    this.#items = items
    this.#narrow(false)
    this.app.redraw()
  }

  select(index: number): void {
    this.#selected = Math.max(0, Math.min(this.#shown.length - 1, index))
    if (this.#shown.length - this.#selected <= NEAR_END) this.#options.nearEnd?.()
  }

  size(room: Size): Size {
    const { keys = [], filtered = true, width = 60, foot, tall } = this.#options
    const above = this.#head(this.look, Math.min(width, room.width)).length + (filtered ? 2 : 0)
    const below = keys.length > 0 ? 2 : 0
    const wanted = Math.max(1, this.#items.length) + above + below + (foot === undefined ? 0 : foot.rows + 1)
    const most = Math.max(8, Math.floor(room.height * 0.85))
    return { width: Math.min(width, room.width), height: tall ? most : Math.min(wanted, most) }
  }

  /** Of the last frame; the first one has not been drawn when the size is asked for. */
  get look(): Look {
    return this.app.look
  }

  draw(frame: Frame<Intent>, area: Area, look: Look): void {
    const { keys = [], filtered = true, empty, row, foot } = this.#options
    const { theme } = look
    const right = area.x + area.width
    let y = area.y
    // Where there is little room, what is said above makes way for what one types and for the list.
    const spare = Math.max(0, area.height - (filtered ? 2 : 0) - LEAST_ROWS)
    for (const line of this.#head(look, area.width).slice(0, spare)) {
      const shown = line.map(span => ({ ...span, style: mix(theme.panel, span.style) }))
      frame.line(area.x, y++, shown, right)
    }
    if (filtered) {
      this.#query.draw(frame, { x: area.x, y, width: area.width }, true, look)
      y += 2
    }
    // Where there is next to no room, the list itself matters more than its keys.
    const keyed = keys.length > 0 && area.y + area.height - y > 2
    const end = area.y + area.height - (keyed ? 2 : 0)
    const bottom = foot !== undefined && area.height >= FOOT_FROM ? end - foot.rows - 1 : end
    if (bottom < end) this.#drawFoot(frame, { ...area, y: bottom, height: end - bottom }, look)
    this.#rows = Math.max(1, bottom - y)
    const from = Math.max(0, Math.min(this.#shown.length - this.#rows, this.#selected - Math.floor(this.#rows / 2)))
    if (this.#shown.length === 0) {
      const text = this.#items.length === 0 ? empty : look.words.tui.panels.nothingFound
      frame.put(area.x, y, truncate(text, area.width), mix(theme.panel, theme.dim), right)
    }
    for (let at = 0; at < this.#rows; at++) {
      const found = this.#shown[from + at]
      if (found === undefined) break
      const place = { x: area.x, y: y + at, width: area.width, height: 1 }
      const { left, right: behind = [] } = row(found.item, look, found.matched)
      const wide = lineWidth(behind)
      frame.line(
        place.x + 1,
        place.y,
        cut(left, right - wide - 3 - place.x).map(span => ({ ...span, style: mix(theme.panel, span.style) })),
        right - wide - 2,
      )
      frame.line(
        right - wide - 1,
        place.y,
        behind.map(span => ({ ...span, style: mix(theme.panel, span.style) })),
        right,
      )
      if (from + at === this.#selected) frame.restyle(place, style => mix(style, theme.selected))
      frame.hits.push({ area: place, press: { action: 'panel.click', target: String(from + at) } })
    }
    scrollMark(
      frame,
      { x: area.x, y, width: area.width + 1, height: this.#rows },
      { from, total: this.#shown.length },
      look,
    )
    if (keyed) this.#drawKeys(frame, { ...area, y: area.y + area.height - 1 }, look)
  }

  #head(look: Look, width: number): Line[] {
    return (this.#options.head?.(look, width) ?? []).flatMap(line => wrap(line, width))
  }

  #drawFoot(frame: Frame<Intent>, area: Area, look: Look): void {
    const { theme, signs } = look
    const { selected } = this
    frame.put(area.x, area.y, signs.rule.repeat(area.width), mix(theme.panel, theme.border))
    if (selected === undefined) return
    const lines = this.#options.foot?.lines(selected, look, area.width) ?? []
    lines.slice(0, area.height - 1).forEach((line, at) => {
      const shown = line.map(span => ({ ...span, style: mix(theme.panel, span.style) }))
      frame.line(area.x, area.y + 1 + at, shown, area.x + area.width)
    })
  }

  #drawKeys(frame: Frame<Intent>, area: Area, { theme }: Look): void {
    let { x } = area
    for (const { key, label } of this.#options.keys ?? []) {
      const wide = displayWidth(key) + displayWidth(label) + 3
      if (x + wide > area.x + area.width) return
      const start = x
      x = frame.put(x, area.y, key, mix(theme.panel, theme.key))
      x = frame.put(x + 1, area.y, label, theme.panel) + 2
      frame.hits.push({
        area: { x: start, y: area.y, width: wide, height: 1 },
        press: { action: 'panel.click', target: `key:${key}` },
      })
    }
  }

  input(input: Input): boolean {
    if (input.input === 'key' && this.#move(input.key)) return true
    if (input.input === 'key') {
      const own = this.#keyed(input.key)
      if (own) return true
      if (this.#options.key?.(input.key) === true) return true
      if (input.key === 'enter') {
        this.#choose()
        return true
      }
    }
    if (this.#options.filtered === false || !this.#query.input(input)) return false
    this.#narrow(true)
    return true
  }

  event(event: Event): void {
    this.#options.event?.(event, this)
  }

  keys(words: PanelWords): PanelKey[] {
    const { keys = [], filtered = true } = this.#options
    const own = keys.map(({ key, label }) => ({ keys: [key], label }))
    return [
      ...(keys.some(({ key }) => key === 'enter') ? [] : [{ keys: ['enter'], label: words.choose }]),
      ...own,
      { keys: ['up', 'down'], label: words.move },
      { keys: ['pageup', 'pagedown'], label: words.page },
      ...(filtered ? [{ keys: ['abc'], label: words.filter }] : []),
    ]
  }

  click(target: string, double: boolean): void {
    if (target.startsWith('key:')) {
      this.#keyed(target.slice(4))
      return
    }
    const index = Number(target)
    const again = index === this.#selected
    this.select(index)
    if (double || again || this.#options.keys === undefined) this.#choose()
  }

  wheel(rows: number): void {
    this.select(this.#selected + rows)
  }

  unsay(unsaid: Unsaid): boolean {
    this.#options.unsay?.(unsaid)
    return false
  }

  closed(): void {
    this.#options.closed?.()
  }

  #narrow(fresh: boolean): void {
    const { selected } = this
    const { textOf, weightOf } = this.#options
    this.#shown = rank(textOf === undefined ? '' : this.query, this.#items, textOf ?? (() => ''), weightOf)
    const at = selected === undefined || fresh ? -1 : this.#shown.findIndex(({ item }) => item === selected)
    this.select(at >= 0 ? at : fresh ? 0 : this.#selected)
    if (fresh) this.#options.typed?.(this.query)
  }

  #choose(): void {
    const { selected } = this
    if (selected !== undefined) this.#options.choose(selected)
  }

  #keyed(key: KeyName): boolean {
    const own = this.#options.keys?.find(each => each.key === key)
    const { selected } = this
    if (own === undefined || (selected === undefined && own.always === undefined)) return false
    own.run(selected as Item)
    return true
  }

  #move(key: KeyName): boolean {
    const steps: Record<string, number> = {
      up: -1,
      down: 1,
      'ctrl+p': -1,
      'ctrl+n': 1,
      pageup: -this.#rows,
      pagedown: this.#rows,
      'ctrl+home': Number.NEGATIVE_INFINITY,
      'ctrl+end': Number.POSITIVE_INFINITY,
    }
    const step = steps[key]
    if (step === undefined) return false
    const last = this.#shown.length - 1
    // Past an end it goes on at the other one, where one step was asked for.
    if (Math.abs(step) === 1 && last >= 0) this.select((this.#selected + step + last + 1) % (last + 1))
    else this.select(Math.max(0, Math.min(last, this.#selected + step)))
    return true
  }
}

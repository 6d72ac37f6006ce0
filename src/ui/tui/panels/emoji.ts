/** Emoji to react with or to write: frequent ones first, all of them by search. The own reaction, chosen again, is taken back. */
import type { Message } from '../../../node/messenger.ts'
import { withEmoji } from '../../../node/settings/emoji-list.ts'
import { displayName } from '../../text/sanitize.ts'
import { displayWidth, truncate } from '../../text/width.ts'
import type { Intent } from '../actions/action.ts'
import type { App } from '../app.ts'
import { type EmojiTable, loadEmoji } from '../editor/emoji/emoji.ts'
import type { Area, Frame } from '../frame/frame.ts'
import { mix } from '../frame/style.ts'
import { onChange } from '../state/apply.ts'
import type { Open, Size } from '../state/state.ts'
import type { Input } from '../terminal/input.ts'
import type { Look } from '../view/look.ts'
import { Field } from './field.ts'
import type { Panel, PanelKey, PanelWords } from './panel.ts'
import { setSetting } from './setting-edit.ts'

/** Of somebody who did not react yet. */
const COMMON = ['👍', '❤️', '😂', '😮', '😢', '🎉', '🙏', '👀']
/** Frequent ones, shown before the rest. */
const MOST_FREQUENT = 16
const MOST_FOUND = 2_000
/** Cells of one emoji, with room around it. */
const CELL = 4
const COLUMNS = 12
const ROWS = 8

/** Chooses what to react with. */
export function openReactions(app: App, message: Message): void {
  const { react, reacts, takesBack } = app.words.tui.talk
  const theirs = (message.reactions ?? []).map(({ emoji }) => emoji)
  const own = message.reactions?.find(each => each.own)?.emoji
  const choose = (emoji: string): void => {
    app.run(async () => {
      const changed = await app.messenger.react({ id: message.id, emoji: emoji === own ? '' : emoji })
      for (const each of changed) onChange(app.state, 'reacted', each)
    })
  }
  const hint = (emoji: string): string => (emoji === own ? takesBack : reacts)
  app.open(new Emoji(app, { title: react, first: theirs, ...(own !== undefined && { own }), hint, choose }))
}

/** Chooses what to write. */
export function openEmoji(app: App, open: Open): void {
  const { insertEmoji, inserts } = app.words.tui.talk
  const choose = (emoji: string): void => {
    open.editor.insert(emoji)
    app.writing.edited()
  }
  app.open(new Emoji(app, { title: insertEmoji, first: [], hint: () => inserts, choose }))
}

interface EmojiOptions {
  readonly title: string
  /** Shown before all others. */
  readonly first: readonly string[]
  /** What was chosen already. */
  readonly own?: string
  /** What Enter does. */
  hint(emoji: string): string
  choose(emoji: string): void
}

class Emoji implements Panel {
  readonly #app: App
  readonly #options: EmojiOptions
  readonly #query = new Field()
  readonly #frequent: readonly string[]
  #table: EmojiTable | undefined
  #found: readonly string[]
  #selected = 0
  #columns = COLUMNS
  #rows = ROWS

  constructor(app: App, options: EmojiOptions) {
    this.#app = app
    this.#options = options
    this.#frequent = [...new Set([...options.first, ...app.state.frequentEmoji, ...COMMON])].slice(0, MOST_FREQUENT)
    this.#found = this.#frequent
    app.run(async () => {
      this.#table = await loadEmoji(app.words.common.lang)
      this.#find()
    })
  }

  get title(): string {
    return this.#options.title
  }

  size(room: Size): Size {
    return { width: Math.min(room.width, CELL * COLUMNS), height: Math.min(room.height, ROWS + 4) }
  }

  draw(frame: Frame<Intent>, area: Area, look: Look): void {
    const { theme, words } = look
    this.#query.draw(frame, { x: area.x, y: area.y, width: area.width }, true, look)
    this.#columns = Math.max(1, Math.floor(area.width / CELL))
    this.#rows = Math.max(1, area.height - 4)
    const line = Math.floor(this.#selected / this.#columns)
    const from = Math.max(0, line - this.#rows + 1) * this.#columns
    const { own } = this.#options
    if (this.#found.length === 0)
      frame.put(area.x, area.y + 2, words.tui.panels.nothingFound, mix(theme.panel, theme.dim))
    this.#found.slice(from, from + this.#rows * this.#columns).forEach((emoji, at) => {
      const place = {
        x: area.x + (at % this.#columns) * CELL,
        y: area.y + 2 + Math.floor(at / this.#columns),
        width: CELL,
        height: 1,
      }
      const shown = displayName(emoji)
      const style = from + at === this.#selected ? mix(theme.panel, theme.selected) : theme.panel
      frame.fill(place, style)
      frame.put(place.x + 1, place.y, shown, emoji === own ? mix(style, theme.good) : style, place.x + CELL)
      frame.hits.push({ area: place, press: { action: 'panel.click', target: String(from + at) } })
    })
    const emoji = this.#found[this.#selected]
    if (emoji === undefined) return
    const known = this.#table?.find(emoji)
    const name = known === undefined ? '' : `${known.name} :${known.shortcodes[0]}:`
    const hint = this.#options.hint(emoji)
    const y = area.y + area.height - 1
    const x = frame.put(area.x, y, truncate(name, area.width - displayWidth(hint) - 2), theme.panel)
    frame.put(Math.max(x + 1, area.x + area.width - displayWidth(hint)), y, hint, mix(theme.panel, theme.dim))
  }

  input(input: Input): boolean {
    if (input.input === 'key') {
      if (input.key === 'enter') {
        this.#choose()
        return true
      }
      const step = this.#steps()[input.key]
      if (step !== undefined) {
        this.#selected = Math.max(0, Math.min(this.#found.length - 1, this.#selected + step))
        return true
      }
    }
    if (!this.#query.input(input)) return false
    this.#find()
    return true
  }

  keys(words: PanelWords): PanelKey[] {
    return [
      { keys: ['enter'], label: words.choose },
      { keys: ['left', 'right', 'up', 'down', 'pageup', 'pagedown'], label: words.scroll },
      { keys: ['abc'], label: words.search },
    ]
  }

  click(target: string): void {
    this.#selected = Number(target)
    this.#choose()
  }

  wheel(rows: number): void {
    const selected = this.#selected + Math.sign(rows) * this.#columns
    if (selected >= 0 && selected < this.#found.length) this.#selected = selected
  }

  #steps(): Record<string, number> {
    const page = this.#rows * this.#columns
    return { left: -1, right: 1, up: -this.#columns, down: this.#columns, pageup: -page, pagedown: page }
  }

  #find(): void {
    const { text } = this.#query
    const found = this.#table?.search(text, { frequent: this.#frequent, limit: MOST_FOUND }) ?? []
    const all = found.map(({ emoji }) => emoji)
    this.#found = text.trim() === '' ? [...new Set([...this.#frequent, ...all])] : all
    this.#selected = 0
  }

  #choose(): void {
    const app = this.#app
    const { state } = app
    const emoji = this.#found[this.#selected]
    if (emoji === undefined) return
    app.close(this)
    this.#options.choose(emoji)
    const before = state.frequentEmoji
    const now = withEmoji(before, emoji)
    if (emoji !== this.#options.own && now.join() !== before.join())
      app.run(() => setSetting(app, 'ui.emoji', now.join(' ')))
  }
}

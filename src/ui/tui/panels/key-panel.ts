/** Takes the next key for an action. A key that does something else is asked for twice. */
import type { Action, Intent } from '../actions/action.ts'
import type { App } from '../app.ts'
import type { Area, Frame } from '../frame/frame.ts'
import { type Line, mix } from '../frame/style.ts'
import { wrap } from '../frame/wrap.ts'
import type { Size } from '../state/state.ts'
import type { Input, KeyName } from '../terminal/input.ts'
import type { Look } from '../view/look.ts'
import type { Panel } from './panel.ts'
import { resetSetting, setSetting } from './setting-edit.ts'

/** Without these nobody gets out of a panel again, or out of the program. */
const FIXED: ReadonlySet<KeyName> = new Set(['enter', 'ctrl+c', 'tab', 'backspace'])

export class KeyPanel implements Panel {
  readonly takesAll = true
  readonly #app: App
  readonly #action: Action
  readonly #more: boolean
  /** The key that was pressed, and what was said of it. */
  #asked: { key: KeyName; why: string } | undefined

  /** @param more - the key is one more, and takes no other one's place */
  constructor(app: App, action: Action, more: boolean) {
    this.#app = app
    this.#action = action
    this.#more = more
  }

  get title(): string {
    const { help, actions } = this.#app.words.tui
    return help.press(actions[this.#action.name])
  }

  size(room: Size): Size {
    const width = Math.min(60, room.width)
    return { width, height: this.#lines(this.#app.look, width).length }
  }

  draw(frame: Frame<Intent>, area: Area, look: Look): void {
    this.#lines(look, area.width).forEach((line, at) => {
      const shown = line.map(span => ({ ...span, style: mix(look.theme.panel, span.style) }))
      frame.line(area.x, area.y + at, shown, area.x + area.width)
    })
  }

  input(input: Input): boolean {
    if (input.input !== 'key') return true
    const { key } = input
    if (key === 'escape') return false
    const { help, actions } = this.#app.words.tui
    if (FIXED.has(key)) {
      this.#asked = { key, why: help.fixed(key) }
      return true
    }
    // In the editor it goes on typing: the action would have a key that does nothing.
    if (input.text !== undefined && this.#action.where === 'editor') {
      this.#asked = { key, why: help.types(key) }
      return true
    }
    const others = this.#app.keymap.conflicts(this.#action.name, key)
    if (this.#asked?.key !== key) {
      if (others.length > 0) {
        this.#asked = {
          key,
          why: help.taken(key, this.#app.words.common.list(others.map(({ name }) => actions[name]))),
        }
        return true
      }
      if (input.text !== undefined && this.#action.where === 'anywhere') {
        this.#asked = { key, why: help.typed(key) }
        return true
      }
    }
    this.#app.close(this)
    this.#app.run(() => giveKey(this.#app, this.#action, key, { more: this.#more, others }))
    return true
  }

  #lines({ theme, words }: Look, width: number): Line[] {
    const lines: Line[] = []
    if (this.#asked !== undefined) lines.push([{ text: this.#asked.why, style: theme.notice }])
    lines.push([{ text: words.tui.help.pressHint, style: theme.dim }])
    return lines.flatMap(line => wrap(line, width))
  }
}

async function giveKey(
  app: App,
  { name, where }: Action,
  key: KeyName,
  { more, others }: { more: boolean; others: readonly Action[] },
): Promise<void> {
  const { keymap, words } = app
  const kept = more ? keymap.keysOf(name).filter(each => each !== key) : []
  let setting = keymap.changed(String(app.state.setting('ui.keys') ?? ''), name, [...kept, key])
  for (const other of others) {
    // One that holds in one place only goes before one that holds anywhere; both keep their key.
    if (other.where !== where && where !== 'anywhere') continue
    // By default it gives way by itself; one that was given keys of its own keeps the rest of them.
    const has = keymap.keysOf(other.name)
    const rest = has.filter(each => each !== key)
    if (has.join() !== other.keys.join()) setting = keymap.changed(setting, other.name, rest)
  }
  await setSetting(app, 'ui.keys', setting)
  app.tell(words.tui.help.nowIs(words.tui.actions[name], keymap.keysOf(name).join('  ')), 'good')
}

/** Gives an action the keys of the table again. */
export async function resetKeys(app: App, { name }: Action): Promise<void> {
  const { keymap, words } = app
  const setting = keymap.changed(String(app.state.setting('ui.keys') ?? ''), name, [])
  await (setting === '' ? resetSetting(app, 'ui.keys') : setSetting(app, 'ui.keys', setting))
  const keys = keymap.keysOf(name).join('  ')
  app.tell(words.tui.help.nowIs(words.tui.actions[name], keys || words.tui.help.noKey), 'good')
}

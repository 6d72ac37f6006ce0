/** One line to write in, in a panel: a filter, a name, a passphrase. */
import { displayWidth, graphemes } from '../../text/width.ts'
import type { Intent } from '../actions/action.ts'
import { Editor } from '../editor/editor.ts'
import { interpret, perform } from '../editor/keys.ts'
import { EditorLayout } from '../editor/layout.ts'
import type { Frame } from '../frame/frame.ts'
import type { Style } from '../frame/style.ts'
import type { Input } from '../terminal/input.ts'
import type { Look } from '../view/look.ts'

/** Keys that a panel has a use for. */
const OTHERS: ReadonlySet<string> = new Set([
  ...['up', 'down', 'shift+up', 'shift+down', 'tab', 'enter', 'shift+enter', 'ctrl+enter', 'alt+enter', 'ctrl+j'],
  ...['ctrl+home', 'ctrl+end', 'alt+c', 'ctrl+x'],
])

export interface FieldOptions {
  /** Shown as dots; never kept anywhere. */
  readonly secret?: true
  readonly placeholder?: string
}

export class Field {
  readonly #editor = new Editor()
  readonly #layout = new EditorLayout(this.#editor)
  readonly #options: FieldOptions

  constructor(text = '', options: FieldOptions = {}) {
    this.#options = options
    if (text !== '') this.text = text
  }

  get text(): string {
    return this.#editor.text.replaceAll('\n', ' ')
  }

  set text(text: string) {
    this.#editor.set(text)
  }

  /** @returns whether it was a key of the field, or something to write */
  input(input: Input): boolean {
    if (input.input === 'paste') {
      // A line break at the end of what was copied is not meant.
      this.#editor.paste(input.text.trimEnd().replaceAll(/\s*\n\s*/g, ' '))
      return true
    }
    if (input.input !== 'key') return false
    const command = OTHERS.has(input.key) ? undefined : interpret(input, { enterSends: true })
    if (command === undefined) return false
    perform(command, this.#layout)
    return true
  }

  /** Draws it into one row; the part around the cursor where it is longer. */
  draw(frame: Frame<Intent>, place: { x: number; y: number; width: number }, focused: boolean, look: Look): void {
    const { theme } = look
    const style: Style = { ...theme.panel, ...theme.field }
    frame.fill({ ...place, height: 1 }, style)
    const { cursor } = this.#editor
    const shown = graphemes(this.text).map(grapheme =>
      this.#options.secret ? '•' : grapheme === '\n' ? ' ' : visible(grapheme),
    )
    let from = 0
    const cells = (to: number): number => shown.slice(from, to).reduce((sum, each) => sum + displayWidth(each), 0)
    while (cells(cursor.column) > place.width - 1) from++
    const right = place.x + place.width
    if (shown.length === 0 && this.#options.placeholder !== undefined) {
      frame.put(place.x, place.y, this.#options.placeholder, { ...style, ...theme.dim }, right)
    } else frame.put(place.x, place.y, shown.slice(from).join(''), style, right)
    if (focused) frame.cursor = { x: place.x + cells(cursor.column), y: place.y }
  }
}

/** What cannot be seen stands as one cell. */
function visible(grapheme: string): string {
  return displayWidth(grapheme) === 0 ? '·' : grapheme
}

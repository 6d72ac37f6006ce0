/** One line to write in, in a panel: a filter, a name, a passphrase. */
import { displayWidth, graphemes } from '../../text/width.ts'
import type { Intent } from '../actions/action.ts'
import { Editor } from '../editor/editor.ts'
import { interpret, perform } from '../editor/keys.ts'
import { EditorLayout } from '../editor/layout.ts'
import { shownGrapheme } from '../editor/shown.ts'
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
    if (text === '') return
    this.text = text
    // What is proposed is replaced by what one types, and kept by whoever moves in it.
    this.#editor.selectAll()
  }

  get editor(): Editor {
    return this.#editor
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
    const { cursor, selection } = this.#editor
    // Columns are UTF-16 units.
    let column = 0
    const pieces = graphemes(this.text).map(grapheme => {
      const start = column
      column += grapheme.length
      const text = this.#options.secret ? '•' : shownGrapheme(grapheme).text
      return { start, text, cells: displayWidth(text) }
    })
    const before = pieces.filter(({ start }) => start < cursor.column)
    let left = before.reduce((sum, { cells }) => sum + cells, 0)
    let from = 0
    for (; left > place.width - 1; from++) left -= pieces[from]?.cells ?? 1
    const right = place.x + place.width
    if (pieces.length === 0 && this.#options.placeholder !== undefined) {
      frame.put(place.x, place.y, this.#options.placeholder, { ...style, ...theme.dim }, right)
    }
    let { x } = place
    for (const { start, text } of pieces.slice(from)) {
      const selected = selection !== undefined && start >= selection.from.column && start < selection.to.column
      x = frame.put(x, place.y, text, selected ? { ...style, ...theme.selected } : style, right)
    }
    if (focused) frame.cursor = { x: place.x + left, y: place.y }
  }
}

/** A text in lines, and the one way to change it. Lines that an edit does not touch stay the same objects. */
import { TextLine } from './text-line.ts'

export interface Position {
  readonly line: number
  /** In UTF-16 units; at a boundary of graphemes. */
  readonly column: number
}

export interface Range {
  readonly from: Position
  /** Not included; not before `from`. */
  readonly to: Position
}

export const START: Position = { line: 0, column: 0 }

/** Below zero where `a` stands before `b`. */
export function compare(a: Position, b: Position): number {
  return a.line - b.line || a.column - b.column
}

export class TextDocument {
  #lines: TextLine[] = [new TextLine('')]
  #bytes = 0
  #text: string | undefined = ''

  /** One at least. */
  get lines(): readonly TextLine[] {
    return this.#lines
  }

  /** Of the text in UTF-8, line breaks included. */
  get bytes(): number {
    return this.#bytes
  }

  get text(): string {
    this.#text ??= this.#lines.map(({ text }) => text).join('\n')
    return this.#text
  }

  get end(): Position {
    const line = this.#lines.length - 1
    return { line, column: this.line(line).length }
  }

  line(index: number): TextLine {
    const line = this.#lines[index]
    if (line === undefined) throw new RangeError(`no line ${index} in a text of ${this.#lines.length}`)
    return line
  }

  slice({ from, to }: Range): string {
    if (from.line === to.line) return this.line(from.line).text.slice(from.column, to.column)
    const between = this.#lines.slice(from.line + 1, to.line).map(({ text }) => text)
    const first = this.line(from.line).text.slice(from.column)
    return [first, ...between, this.line(to.line).text.slice(0, to.column)].join('\n')
  }

  /** Puts `text` where a range was; returns the position behind it, which may stand inside of a grapheme that came to be. */
  replace(range: Range, text: string): Position {
    const { from, to } = range
    this.#bytes += Buffer.byteLength(text) - Buffer.byteLength(this.slice(range))
    this.#text = undefined
    const before = this.line(from.line).text.slice(0, from.column)
    const after = this.line(to.line).text.slice(to.column)
    const texts = text.split('\n')
    const last = texts.length - 1
    const column = (texts[last] ?? '').length + (last === 0 ? before.length : 0)
    texts[0] = before + texts[0]
    texts[last] += after
    const made = texts.map(line => new TextLine(line))
    if (made.length === 1 && from.line === to.line) this.#lines[from.line] = made[0]!
    else this.#lines = this.#lines.slice(0, from.line).concat(made, this.#lines.slice(to.line + 1))
    return { line: from.line + last, column }
  }
}

/** Where the relay's commands print: one JSON document, or text for people. */
import { jsonText } from '../../protocol/json-text.ts'
import { type Phrase, speak, type Tongue } from '../../protocol/phrase.ts'
import { printable } from './print.ts'

/** Who reads: how their language says things, and how wide a text is on a terminal. */
export interface Reader {
  tongue: Tongue
  /** Cells; Chinese characters take two. */
  width(text: string): number
}

export class Output {
  readonly json: boolean
  readonly #reader: Reader

  constructor(json: boolean, reader: Reader) {
    this.json = json
    this.#reader = reader
  }

  /** A sentence in the reader's language. */
  say(said: Phrase): string {
    return speak(said, this.#reader.tongue)
  }

  /** Two columns: what, and how much. */
  pairs(rows: readonly (readonly [Phrase, Phrase | string | number])[]): string[] {
    const said = rows.map(
      ([name, value]) => [this.say(name), typeof value === 'object' ? this.say(value) : value] as const,
    )
    const width = Math.max(...said.map(([name]) => this.#reader.width(name)))
    return said.map(([name, value]) => `${this.#pad(name, width)}  ${value}`)
  }

  /** A table; columns of numbers lean to the right. */
  table(header: readonly Phrase[], rows: readonly (readonly string[])[]): string[] {
    const titles = header.map(title => this.say(title))
    const { width } = this.#reader
    const widths = titles.map((title, at) => Math.max(...[title, ...rows.map(row => row[at] ?? '')].map(width)))
    const right = titles.map((_, at) => rows.every(row => /^\d/.test(row[at] ?? '')) && rows.length > 0 && at > 0)
    const lay = (row: readonly string[]) =>
      row
        .map((cell, at) => this.#pad(cell, widths[at]!, right[at]))
        .join('  ')
        .trimEnd()
    return [lay(titles), ...rows.map(lay)]
  }

  #pad(text: string, width: number, right = false): string {
    const gap = ' '.repeat(Math.max(0, width - this.#reader.width(text)))
    return right ? gap + text : text + gap
  }

  get terminal(): boolean {
    return process.stdout.isTTY === true
  }

  document(value: unknown): void {
    process.stdout.write(`${jsonText(value)}\n`)
  }

  print(...lines: string[]): void {
    for (const line of lines) process.stdout.write(`${printable(line)}\n`)
  }

  /** The result: as JSON if that was asked for, else what `show` makes of it. */
  result<T>(value: T, show: (value: T) => string[]): void {
    if (this.json) this.document(value)
    else this.print(...show(value))
  }
}

/** Where commands print. People get text, programs get JSON; standard error is for errors, hints and progress. */

import { jsonText } from '../../protocol/json-text.ts'
import { hyperlink } from '../text/link.ts'

export interface OutputOptions {
  json: boolean
  /** Without colours, whatever standard output is. */
  plain: boolean
}

type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'blue' | 'cyan'

const CODES: Readonly<Record<Style, readonly [number, number]>> = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  blue: [34, 39],
  cyan: [36, 39],
}

export class Output {
  readonly json: boolean
  readonly #plain: boolean
  #opened: typeof process.stdout | undefined

  constructor(options: OutputOptions) {
    this.json = options.json
    this.#plain = options.plain
  }

  /** Standard output, opened when it is first needed: that loads Node's streams, which takes as long as the rest of a short command. */
  open(): typeof process.stdout {
    if (this.#opened !== undefined) return this.#opened
    this.#opened = process.stdout
    // Who reads us may stop at any time, as `head` does: that is no fault.
    this.#opened.on('error', error => {
      if ('code' in error && error.code === 'EPIPE') process.exit(0)
      throw error
    })
    return this.#opened
  }

  /** Whether colours may be used on standard output. */
  get color(): boolean {
    return !this.#plain && this.terminal
  }

  /** Cells of a line for people. */
  get columns(): number {
    // A terminal that was never told its size says 0.
    return this.open().columns || 80
  }

  get terminal(): boolean {
    return this.open().isTTY === true
  }

  /** `text` as a link to be opened, where somebody sits at a terminal that may know such links. Both have to be safe. */
  link(text: string, uri: string): string {
    return this.color && process.env.TERM !== 'dumb' ? hyperlink(text, uri) : text
  }

  style(text: string, ...styles: Style[]): string {
    if (!this.color || text === '') return text
    return styles.reduce((styled, style) => `\u001b[${CODES[style][0]}m${styled}\u001b[${CODES[style][1]}m`, text)
  }

  /** One JSON document, or one object of a stream. Resolves when it may be followed by more. */
  async document(value: unknown): Promise<void> {
    await this.#write(`${jsonText(value)}\n`)
  }

  /** Text for people, lines of it. */
  async print(...lines: string[]): Promise<void> {
    if (lines.length > 0) await this.#write(`${lines.join('\n')}\n`)
  }

  /** Text as it is, with nothing added. Resolves when it may be followed by more. */
  async raw(text: string): Promise<void> {
    await this.#write(text)
  }

  /** A remark for people that is not the result. */
  note(text: string): void {
    if (!this.json) process.stderr.write(`${text}\n`)
  }

  /** The result: as JSON if that was asked for, else what `show` makes of it. */
  async result<T>(value: T, show: (value: T) => Promise<string[]> | string[]): Promise<void> {
    if (this.json) await this.document(value)
    else await this.print(...(await show(value)))
  }

  async #write(text: string): Promise<void> {
    const stdout = this.open()
    if (stdout.write(text)) return
    await new Promise<void>(resolve => {
      stdout.once('drain', resolve)
    })
  }
}

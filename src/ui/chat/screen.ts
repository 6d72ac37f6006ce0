/**
 * The terminal of the line mode, or the pipe of a script. Lines are pulled, so that a question takes the next one. What arrives
 * while somebody types is written above the line under way, which is drawn anew below it, cursor in place.
 */
import { createInterface, type Interface } from 'node:readline'
import { Writable } from 'node:stream'
import type { ReadStream, WriteStream } from 'node:tty'
import type { Sign } from './attention.ts'
import type { Completion } from './completion.ts'
import { editedLine, hideTyping } from './hidden-line.ts'
import { DISABLE_REPORTS, ENABLE_REPORTS, Keyboard, pastedLine } from './keyboard.ts'
import type { ChatScreen } from './session.ts'

/** `rich`: a terminal with a cursor to move; `plain`: one without, or a braille line; `script`: nobody is watching. */
export type ScreenKind = 'rich' | 'plain' | 'script'

export interface ScreenOptions {
  input: NodeJS.ReadableStream | ReadStream
  output: NodeJS.WritableStream | WriteStream
  kind: ScreenKind
  complete: (line: string) => Completion
  prompt: () => string
  /** Ctrl-C outside of a question, and whether it cleared something. */
  onInterrupt: (cleared: boolean) => void
  /** A key, or word of the window's focus. */
  onSign: (sign: Sign) => void
  /** Ctrl-C clears this line: forgets unfinished ones before it, and tells whether there were any. */
  onAbandon: (line: string) => boolean
  /** The line under way may have changed. */
  onEdit: (line: string) => void
}

const LINES_KEPT = 500

/** Rows above the cursor that readline believes its line to have; it keeps this in a property that its types do not tell. */
type Drawn = Interface & { prevRows?: number }

export class Screen implements ChatScreen {
  readonly #options: ScreenOptions
  readonly #readline: Drawn
  readonly #keyboard: Keyboard | undefined
  readonly #lines: string[] = []
  #waiting: ((line: string | undefined) => void) | undefined
  /** While a question stands instead of the prompt. */
  #question: string | undefined
  #secret = false
  #ended = false
  #closed = false
  #titled = false
  /** What is put into the next line. */
  #offered = ''

  constructor(options: ScreenOptions) {
    this.#options = options
    const rich = options.kind === 'rich'
    this.#keyboard = rich && isTerminal(options.input) ? new Keyboard(options.input, options.onSign) : undefined
    const readlineOptions = rich
      ? {
          input: this.#keyboard ?? options.input,
          output: this.#echo(),
          terminal: true,
          historySize: LINES_KEPT,
          removeHistoryDuplicates: true,
          completer: (line: string) => (this.#question === undefined ? options.complete(line) : [[], line]),
        }
      : { input: options.input, terminal: false }
    this.#readline = createInterface(readlineOptions)
    this.#readline.on('line', line => {
      // Where keys are not seen one by one.
      if (this.#keyboard === undefined) options.onSign('key')
      this.#push(this.#edits ? line : editedLine(line))
    })
    this.#readline.on('close', () => {
      this.#ended = true
      this.#waiting?.(undefined)
    })
    this.#readline.on('SIGINT', () => this.#interrupted())
    this.#readline.on('history', history => {
      // What answers a question, a passphrase above all, is not to be found with the arrow keys.
      if (this.#question !== undefined) history.shift()
    })
    // After readline's own listener, so when it has taken the keys in.
    this.#keyboard?.on('data', () => {
      this.#settle()
      if (this.#question === undefined) options.onEdit(this.line)
    })
    if (rich) this.#write(ENABLE_REPORTS)
  }

  /** Whether keys for editing are seen to before a line is. */
  get #edits(): boolean {
    return this.#options.kind !== 'plain'
  }

  get redraws(): boolean {
    return this.#options.kind === 'rich'
  }

  /** What stands in the line under way; nothing while a question is answered. */
  get line(): string {
    return this.#options.kind === 'rich' && this.#question === undefined ? this.#readline.line : ''
  }

  offer(text: string): boolean {
    if (this.#options.kind !== 'rich') return false
    this.#offered = pastedLine(text)
    return true
  }

  get echoes(): boolean {
    return this.#options.kind !== 'script'
  }

  /** The next line typed, or `undefined` at the end of input. */
  nextLine(): Promise<string | undefined> {
    const line = this.#lines.shift()
    if (line !== undefined || this.#ended) return Promise.resolve(line)
    const next = new Promise<string | undefined>(resolve => {
      this.#waiting = line => {
        this.#waiting = undefined
        resolve(line)
      }
    })
    this.promptChanged()
    const offered = this.#offered
    this.#offered = ''
    if (this.#options.kind === 'rich' && this.#readline.line === '' && offered !== '') this.#readline.write(offered)
    return next
  }

  async ask(question: string, secret: boolean): Promise<string | undefined> {
    if (this.#options.kind === 'script') return this.nextLine()
    const { input, kind } = this.#options
    this.#question = question
    // A plain screen shows it when the line is waited for, unless one was typed ahead.
    if (kind === 'rich' || this.#lines.length > 0) this.#write(question)
    this.#secret = secret
    const hidden = secret && !this.#edits && isTerminal(input)
    const show = hidden ? hideTyping(input, () => this.#waiting?.(undefined)) : undefined
    try {
      return await this.nextLine()
    } finally {
      show?.()
      if (this.#secret) this.#write('\n')
      this.#secret = false
      this.#question = undefined
    }
  }

  print(lines: string[]): void {
    const text = `${lines.join('\n')}\n`
    if (this.#waiting === undefined || this.#options.kind === 'script' || this.#ended) {
      this.#write(text)
    } else if (this.#options.kind === 'plain') {
      this.#write(`\n${text}`)
      this.promptChanged()
    } else {
      this.#erase()
      this.#write(text)
      this.promptChanged()
    }
  }

  bell(): void {
    if (this.#options.kind !== 'script') this.#write('\x07')
  }

  /** The terminal's own title is put aside by the terminal, where it can do that, and comes back at the end. */
  title(text: string | undefined): void {
    if (this.#options.kind !== 'rich' || (text === undefined && !this.#titled)) return
    if (text !== undefined) this.#write(`${this.#titled ? '' : '\x1b[22;2t'}\x1b]2;${text}\x07`)
    else this.#write('\x1b]2;\x07\x1b[23;2t')
    this.#titled = text !== undefined
  }

  promptChanged(): void {
    if (this.#waiting === undefined || this.#ended || this.#options.kind === 'script') return
    const prompt = this.#question ?? this.#options.prompt()
    if (this.#options.kind === 'plain') {
      this.#write(prompt)
      return
    }
    this.#readline.setPrompt(prompt)
    this.#readline.prompt(true)
  }

  close(): void {
    if (this.#closed) return
    this.#closed = true
    if (this.#options.kind === 'rich') {
      if (this.#waiting !== undefined) this.#erase()
      this.title(undefined)
      this.#write(DISABLE_REPORTS)
    }
    this.#ended = true
    this.#readline.close()
    this.#keyboard?.detach()
    this.#waiting?.(undefined)
  }

  #push(line: string): void {
    if (this.#waiting !== undefined) this.#waiting(line)
    else this.#lines.push(line)
  }

  #interrupted(): void {
    if (this.#question !== undefined) {
      this.#write('\n')
      this.#waiting?.(undefined)
      return
    }
    const abandoned = this.#options.onAbandon(this.line)
    const cleared = this.#readline.line !== '' || abandoned
    if (cleared) {
      // To the end of the line, then Ctrl-U, which takes everything before the cursor.
      this.#readline.write(null, { ctrl: true, name: 'e' })
      this.#readline.write(null, { ctrl: true, name: 'u' })
      this.promptChanged()
    }
    this.#options.onInterrupt(cleared)
  }

  /** Takes the prompt and the line under way off the terminal; the cursor is then where they began. */
  #erase(): void {
    const { rows } = this.#readline.getCursorPos()
    this.#write(`\r${rows > 0 ? `\x1b[${rows}A` : ''}\x1b[J`)
    this.#readline.prevRows = 0
  }

  /**
   * Readline does not count rows while many characters come at once, as in a paste, and then draws its line anew in the wrong
   * place; nor does the terminal go to the next row before something is written there.
   */
  #settle(): void {
    const { rows, cols } = this.#readline.getCursorPos()
    if (this.#ended || rows === (this.#readline.prevRows ?? 0)) return
    if (cols === 0 && this.#readline.cursor === this.#readline.line.length) this.#write(' \r')
    this.#readline.prevRows = rows
  }

  /** Where readline draws: the terminal, except while a passphrase is typed. */
  #echo(): Writable {
    const { output } = this.#options
    const echo = new Writable({
      decodeStrings: false,
      write: (chunk: string, _encoding, done) => {
        if (this.#secret) done()
        else output.write(chunk, () => done())
      },
    })
    Object.defineProperties(echo, {
      isTTY: { value: true },
      columns: { get: () => ('columns' in output ? output.columns : undefined) ?? 80 },
      rows: { get: () => ('rows' in output ? output.rows : undefined) ?? 24 },
    })
    // Readline draws anew when the window changes its size.
    output.on('resize', () => echo.emit('resize'))
    return echo
  }

  #write(text: string): void {
    this.#options.output.write(text)
  }
}

function isTerminal(stream: NodeJS.ReadableStream | ReadStream): stream is ReadStream {
  return 'isTTY' in stream && stream.isTTY === true && 'setRawMode' in stream
}

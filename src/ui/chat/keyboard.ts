/**
 * What the terminal sends, made fit for a line editor. A paste (bracketed by the terminal) becomes part of the line, its line
 * breaks shown as `␤`, so that it can be looked at and edited before Enter sends it; Alt-Enter puts one such sign. Pasted control
 * characters are dropped: they would act as keys.
 */
import { Transform, type TransformCallback } from 'node:stream'
import { StringDecoder } from 'node:string_decoder'
import type { ReadStream } from 'node:tty'
import { LINE_BREAK_PICTURE } from '../text/sanitize.ts'
import type { Sign } from './attention.ts'

const PASTE_BEGINS = '\x1b[200~'
const PASTE_ENDS = '\x1b[201~'
/** What a terminal sends when its window gets or loses the keys, once it was asked to. */
const FOCUS = /(\x1b\[[IO])/
const ALT_ENTER = /\x1b[\r\n]/g
/** How long the beginning of a sequence may stay alone before it counts as the Escape key, in ms. */
const ESCAPE_WAIT = 30

/** Brackets around what is pasted, and word of the window's focus. */
export const ENABLE_REPORTS = '\x1b[?2004h\x1b[?1004h'
export const DISABLE_REPORTS = '\x1b[?1004l\x1b[?2004l'

/** The pure part: pieces of input in, what the line editor gets out. */
export class KeyFilter {
  readonly #onSign: (sign: Sign) => void
  #held = ''
  #pasted: string | undefined

  constructor(onSign: (sign: Sign) => void = () => undefined) {
    this.#onSign = onSign
  }

  /** Whether something is held back that may be the beginning of a sequence. */
  get holding(): boolean {
    return this.#held !== ''
  }

  push(chunk: string): string {
    let input = this.#held + chunk
    this.#held = ''
    let output = ''
    for (;;) {
      const marker = this.#pasted === undefined ? PASTE_BEGINS : PASTE_ENDS
      const at = input.indexOf(marker)
      if (at < 0) break
      output += this.#pass(input.slice(0, at))
      if (this.#pasted === undefined) this.#pasted = ''
      else {
        output += pastedLine(this.#pasted)
        this.#pasted = undefined
      }
      input = input.slice(at + marker.length)
    }
    const kept = beginningAtEnd(input, this.#pasted === undefined ? PASTE_BEGINS : PASTE_ENDS)
    this.#held = input.slice(input.length - kept)
    return output + this.#pass(input.slice(0, input.length - kept))
  }

  /** Lets go what was held back: nothing followed. */
  release(): string {
    const held = this.#held
    this.#held = ''
    return this.#pass(held)
  }

  #pass(text: string): string {
    if (this.#pasted === undefined) {
      let keys = ''
      // In the order in which they came: a key that was pressed before the window lost them says nothing of now.
      for (const part of text.split(FOCUS)) {
        if (FOCUS.test(part)) this.#onSign(part.endsWith('I') ? 'focus' : 'blur')
        else if (part !== '') {
          this.#onSign('key')
          keys += part
        }
      }
      return keys.replaceAll(ALT_ENTER, LINE_BREAK_PICTURE)
    }
    this.#pasted += text
    return ''
  }
}

/** A text as one line that can be edited: line breaks as pictures, nothing that would act as a key. */
export function pastedLine(text: string): string {
  return text
    .replaceAll('\t', '    ')
    .replace(/(?:\r\n|\r|\n)+$/, '')
    .replaceAll(/\r\n|\r|\n/g, LINE_BREAK_PICTURE)
    .replaceAll(/[\x00-\x1f\x7f-\x9f]/g, '')
}

/** How many characters at the end of `text` may be the beginning of `marker`. */
function beginningAtEnd(text: string, marker: string): number {
  for (let length = Math.min(marker.length - 1, text.length); length > 0; length--) {
    if (text.endsWith(marker.slice(0, length))) return length
  }
  return 0
}

/** A terminal's input with the filter in between, still a terminal to readline. */
export class Keyboard extends Transform {
  readonly isTTY = true
  readonly #terminal: ReadStream
  readonly #filter: KeyFilter
  readonly #decoder = new StringDecoder('utf8')
  #timer: NodeJS.Timeout | undefined

  constructor(terminal: ReadStream, onSign: (sign: Sign) => void) {
    super()
    this.#filter = new KeyFilter(onSign)
    this.#terminal = terminal
    terminal.pipe(this)
  }

  setRawMode(raw: boolean): this {
    this.#terminal.setRawMode(raw)
    return this
  }

  /** Lets go of the terminal, so that it keeps nothing alive. */
  detach(): void {
    clearTimeout(this.#timer)
    this.#terminal.unpipe(this)
    this.#terminal.pause()
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    clearTimeout(this.#timer)
    const keys = this.#filter.push(this.#decoder.write(chunk))
    if (this.#filter.holding) {
      this.#timer = setTimeout(() => this.push(this.#filter.release()), ESCAPE_WAIT)
    }
    done(null, keys)
  }
}

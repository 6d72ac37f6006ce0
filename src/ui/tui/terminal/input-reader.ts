/**
 * Bytes from a terminal → `Input`. Text, pastes, the mouse, focus and keys by code are read here; the many sequences of function keys by
 * blessed. Whatever the bytes are, nothing is thrown: what means nothing is dropped.
 *
 * A sequence may come in pieces, and a lone escape is a key too: what is begun and not ended waits a moment.
 */
import { StringDecoder } from 'node:string_decoder'
import type { Key } from 'blessed/lib/program.js'
import { graphemes } from '../../text/width.ts'
import type { Input } from './input.ts'
import { keyOfBlessed, keyOfCode, keyOfControl, keyOfText } from './keys.ts'
import { Mouse } from './mouse.ts'
import { cut, give, type Piece } from './sequences.ts'

export interface InputReaderOptions {
  readonly onInput: (input: Input) => void
  /** What the terminal answered to a question: the sequence, without its end where it is a string. */
  readonly onReply?: (reply: string) => void
  /** What blessed takes a sequence for. */
  readonly functionKey: (sequence: string) => Key | undefined
  /** Whether the terminal says where a paste begins and ends. Elsewhere several lines that come at once are a paste. */
  readonly bracketsPastes: boolean
  /** A clock in milliseconds. @default performance.now */
  readonly now?: () => number
}

/** A lone escape is a key after this; a sequence comes in one piece, or over a bad line in two. */
const ESCAPE_AFTER_MS = 40
/** What is clearly a sequence gets longer. */
const SEQUENCE_WITHIN_MS = 500
/** A paste whose end does not come is taken for what came. */
const PASTE_WITHIN_MS = 2_000
/** Lines of an unmarked paste that come so soon after its others belong to it. */
const PASTE_GOES_ON_MS = 60
/** Keys pressed while nobody read; more at once were not typed. */
const MAX_KEYS_AT_ONCE = 64
const PASTE_BEGINS = '\x1b[200~'
const PASTE_ENDS = '\x1b[201~'
const CODE = /^\x1b\[(\d{1,7})(?::[\d:]*)?(?:;(\d{1,3})(?::([\d]))?(?:;[\d:]*)?)?u$/
const OTHER_KEY = /^\x1b\[27;(\d{1,3});(\d{1,7})~$/
/** What blessed may see; on anything else it would take parts for keys. */
const FUNCTION_KEY = /^\x1b(?:\[\[[A-E]|\[(?:1;)?\d{0,3}[A-Za-z]|\[\d{1,2}(?:;\d{1,3})?~|O\d?[A-Za-z])$/
const REPLY = /^\x1b\[(?:[?>=][\d;]*\$?[a-zA-Z]|[\d;]+[cnRty])$/
const POSITION = /^\x1b\[\d{1,5};\d{1,5}R$/
/** F1 to F4 by kitty's protocol, and with modifiers anywhere, in a form that blessed does not know. */
const F1_TO_F4 = /^\x1b\[(?:1;(\d{1,3}))?([PQRS])$/
/** rxvt's modifiers: shift, ctrl, both. */
const RXVT = /^\x1b\[(\d{1,2})([$^@])$/
const RXVT_BITS = { $: 2, '^': 5, '@': 6 } as const

export class InputReader {
  /** Set when the terminal was asked where its cursor is: the answer looks like F3 with modifiers. */
  expectsPosition = false
  readonly #options: InputReaderOptions
  readonly #mouse: Mouse
  readonly #now: () => number
  readonly #decoder = new StringDecoder('utf8')
  #rest = ''
  /** What came of a paste under way. */
  #paste: string[] | undefined
  #bracketsPastes: boolean
  #pastedAt = Number.NEGATIVE_INFINITY
  #timer: NodeJS.Timeout | undefined
  #alt = false

  constructor(options: InputReaderOptions) {
    this.#options = options
    this.#now = options.now ?? (() => performance.now())
    this.#mouse = new Mouse(this.#now)
    this.#bracketsPastes = options.bracketsPastes
  }

  feed(bytes: Uint8Array): void {
    clearTimeout(this.#timer)
    const text = this.#decoder.write(Buffer.from(bytes))
    if (this.#paste === undefined) this.#read(this.#rest + text)
    else this.#pasted(text)
    this.#wait()
  }

  /** Gives what is still open as what it is so far, and forgets its timers. */
  end(): void {
    clearTimeout(this.#timer)
    this.#expire()
  }

  #read(text: string): void {
    const begins = text.indexOf(PASTE_BEGINS)
    const before = begins === -1 ? text : text.slice(0, begins)
    const { pieces, rest } = cut(before)
    this.#rest = begins === -1 ? rest : ''
    for (const piece of begins === -1 ? pieces : [...pieces, ...give(rest)]) this.#take(piece)
    if (begins === -1) return
    this.#bracketsPastes = true
    this.#paste = []
    this.#pasted(text.slice(begins + PASTE_BEGINS.length))
  }

  #pasted(text: string): void {
    const paste = this.#paste ?? []
    // The end may have come in two pieces.
    const last = (paste.pop() ?? '') + text
    const ends = last.indexOf(PASTE_ENDS)
    if (ends === -1) {
      const kept = Math.max(0, last.length - PASTE_ENDS.length)
      paste.push(last.slice(0, kept), last.slice(kept))
      this.#rest = ''
      return
    }
    this.#paste = undefined
    this.#emitPaste(paste.join('') + last.slice(0, ends))
    this.#read(last.slice(ends + PASTE_ENDS.length))
  }

  #emitPaste(text: string): void {
    if (text === '') return
    this.#options.onInput({ input: 'paste', text: text.replace(/\r\n?/g, '\n') })
  }

  #wait(): void {
    let after: number | undefined
    if (this.#paste !== undefined) after = PASTE_WITHIN_MS
    else if (this.#rest !== '') after = this.#rest.length <= 2 ? ESCAPE_AFTER_MS : SEQUENCE_WITHIN_MS
    else this.#alt = false
    if (after !== undefined) this.#timer = setTimeout(() => this.#expire(), after)
  }

  #expire(): void {
    const [paste, rest] = [this.#paste, this.#rest]
    this.#paste = undefined
    this.#rest = ''
    if (paste !== undefined) {
      this.#emitPaste(paste.join(''))
      // The rest of it may still come, and is not to be sent line by line.
      this.#bracketsPastes = false
      this.#pastedAt = this.#now()
    }
    for (const piece of give(rest)) this.#take(piece)
    this.#alt = false
  }

  #take(piece: Piece): void {
    const alt = this.#alt
    this.#alt = piece.piece === 'alt'
    if (piece.piece === 'text') this.#text(piece.text, alt)
    else if (piece.piece === 'control') this.#emit(keyOfControl(piece.text, alt))
    else if (piece.piece === 'sequence') this.#sequence(piece.text, alt)
    else if (piece.piece === 'string') this.#options.onReply?.(piece.text)
  }

  #text(text: string, alt: boolean): void {
    if (alt) {
      const [first = '', ...others] = graphemes(text)
      this.#emit(isControl(first) ? keyOfControl(first.charAt(0), true) : keyOfText(first, true))
      // A line break of two characters is one grapheme.
      const rest = (isControl(first) ? first.slice(1) : '') + others.join('')
      if (rest !== '') this.#text(rest, false)
      return
    }
    if (!this.#bracketsPastes && this.#looksPasted(text)) {
      this.#pastedAt = this.#now()
      this.#emitPaste(text)
      return
    }
    for (const run of text.match(/\r\n|[\t\r\n]|[^\t\r\n]+/g) ?? []) {
      if (isControl(run)) this.#emit(keyOfControl(run.charAt(0), false))
      else this.#run(run)
    }
  }

  #looksPasted(text: string): boolean {
    return /[\r\n]+[^\r\n]/.test(text) || (/[\r\n]/.test(text) && this.#now() - this.#pastedAt < PASTE_GOES_ON_MS)
  }

  /** Letters may be keys that were pressed while we were busy; an input method hands over a word, which is one. */
  #run(text: string): void {
    if (/^[\x20-\x7e]+$/.test(text) && text.length <= MAX_KEYS_AT_ONCE) {
      for (const sign of text) this.#emit(keyOfText(sign))
    } else this.#emit(keyOfText(text))
  }

  #sequence(sequence: string, alt: boolean): void {
    if (sequence === '\x1b[I' || sequence === '\x1b[O') {
      this.#options.onInput({ input: 'focus', focused: sequence === '\x1b[I' })
      return
    }
    // The end of a paste that was given up.
    if (sequence === PASTE_ENDS) {
      this.#bracketsPastes = true
      return
    }
    if (sequence.startsWith('\x1b[<')) {
      const input = this.#mouse.read(sequence)
      if (input) this.#options.onInput(input)
      return
    }
    const code = CODE.exec(sequence)
    if (code) {
      // The third number tells of a release.
      if (code[3] !== '3') this.#emit(keyOfCode(Number(code[1]), Number(code[2] ?? 1) || 1, alt))
      return
    }
    const other = OTHER_KEY.exec(sequence)
    if (other) this.#emit(keyOfCode(Number(other[2]), Number(other[1]) || 1, alt))
    else this.#functionKey(sequence, alt)
  }

  #functionKey(sequence: string, alt: boolean): void {
    if (this.expectsPosition && POSITION.test(sequence)) {
      this.#options.onReply?.(sequence)
      return
    }
    const few = F1_TO_F4.exec(sequence)
    const rxvt = RXVT.exec(sequence)
    let known = sequence
    if (few) known = `\x1b[${'PQRS'.indexOf(few[2] ?? '') + 11}${few[1] === undefined ? '' : `;${few[1]}`}~`
    else if (rxvt) known = `\x1b[${rxvt[1]};${RXVT_BITS[rxvt[2] as keyof typeof RXVT_BITS]}~`
    else if (sequence === '\x1bOM') {
      this.#emit(keyOfControl('\r', alt))
      return
    } else if (REPLY.test(sequence)) {
      this.#options.onReply?.(sequence)
      return
    }
    if (FUNCTION_KEY.test(known)) this.#emit(keyOfBlessed(this.#options.functionKey(known), alt))
  }

  #emit(input: Input | undefined): void {
    if (input) this.#options.onInput(input)
  }
}

function isControl(text: string): boolean {
  return text.charCodeAt(0) < 0x20
}

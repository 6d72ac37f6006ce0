/** A small terminal for tests: obeys what the painter writes, and throws at anything else. */
import { displayWidth, graphemes } from '../../src/ui/text/width.ts'

export interface Cell {
  text: string
  /** Numbers of SGR that are on, and the link; colours as they were set. */
  style: string
}

const SEQUENCE = /^\x1b(?:\[(\??)([\d;]*)([A-Za-z])|\]8;;([\x21-\x7e]*)\x1b\\)/

export class Emulator {
  readonly width: number
  readonly height: number
  cells: Cell[]
  x = 0
  y = 0
  cursorShown = true
  readonly #widthOf: (grapheme: string) => number
  readonly #pieces: (text: string) => string[]
  readonly #on = new Map<string, string>()
  #link = ''

  /** @param pieces - what it takes for one character each; an old terminal takes each code point for one */
  constructor(width: number, height: number, widthOf = displayWidth, pieces = graphemes) {
    this.width = width
    this.height = height
    this.#widthOf = widthOf
    this.#pieces = pieces
    this.cells = []
    this.garbage()
  }

  /** As after another program wrote over everything. */
  garbage(): void {
    this.cells = Array.from({ length: this.width * this.height }, () => ({ text: 'X', style: 'garbage' }))
  }

  row(y: number): string {
    return this.cells
      .slice(y * this.width, (y + 1) * this.width)
      .map(cell => cell.text)
      .join('')
  }

  write(bytes: string): void {
    let rest = bytes
    while (rest !== '') {
      const sequence = SEQUENCE.exec(rest)
      if (sequence) {
        this.#obey(sequence)
        rest = rest.slice(sequence[0].length)
        continue
      }
      const text = /^[^\x00-\x1f\x7f]+/.exec(rest)?.[0]
      if (text === undefined) {
        this.#control(rest.charAt(0))
        rest = rest.slice(1)
        continue
      }
      for (const piece of this.#pieces(text)) this.#put(piece)
      rest = rest.slice(text.length)
    }
  }

  #control(control: string): void {
    if (control === '\r') this.x = 0
    else if (control === '\b') this.x = Math.max(0, this.x - 1)
    else if (control === '\n' && this.y < this.height - 1) this.y++
    else throw new Error(`unexpected control ${JSON.stringify(control)}`)
  }

  #put(piece: string): void {
    const cells = this.#widthOf(piece)
    if (cells === 0) {
      const before = this.cells[this.y * this.width + Math.max(0, this.x - 1)]
      if (before) before.text += piece
      return
    }
    // It does not wrap; what does not fit is not drawn.
    if (this.x + cells > this.width) {
      this.x = this.width - 1
      return
    }
    this.#set(this.x, piece)
    if (cells === 2) this.#set(this.x + 1, '')
    this.x = Math.min(this.width - 1, this.x + cells)
  }

  /** Half of a wide one that is overwritten takes the other half along. */
  #set(x: number, text: string): void {
    const row = this.y * this.width
    const style = this.#style
    if (text !== '' && this.cells[row + x]?.text === '' && x > 0) this.cells[row + x - 1] = { text: ' ', style }
    if (x + 1 < this.width && this.cells[row + x + 1]?.text === '') this.cells[row + x + 1] = { text: ' ', style }
    this.cells[row + x] = { text, style }
  }

  get #style(): string {
    return [...[...this.#on.values()].sort(), this.#link].join(' ')
  }

  #obey([whole, secret, numbers = '', final, link]: RegExpExecArray): void {
    if (link !== undefined) {
      this.#link = link
      return
    }
    const parameters = numbers.split(';').map(Number)
    const by = parameters[0] || 1
    if (secret === '?') {
      if (numbers === '25') this.cursorShown = final === 'h'
      else if (numbers !== '2026') throw new Error(`unexpected mode ${numbers}`)
    } else if (final === 'H') {
      this.y = by - 1
      this.x = (parameters[1] || 1) - 1
    } else if (final === 'G') this.x = by - 1
    else if (final === 'A') this.y -= by
    else if (final === 'B') this.y += by
    else if (final === 'C') this.x += by
    else if (final === 'D') this.x -= by
    else if (final === 'K' && numbers === '') this.#erase(this.y * this.width + this.x, (this.y + 1) * this.width)
    else if (final === 'J' && numbers === '2') this.#erase(0, this.cells.length)
    else if (final === 'm') this.#attributes(parameters)
    else throw new Error(`unexpected sequence ${JSON.stringify(whole)}`)
    if (this.x < 0 || this.y < 0 || this.x >= this.width || this.y >= this.height) throw new Error('out of the screen')
  }

  #erase(from: number, to: number): void {
    const seen = ['4', '7', '9', 'bg'].filter(name => this.#on.has(name))
    if (seen.length > 0 || this.#link !== '') throw new Error(`erases with ${this.#style}`)
    const style = this.#style
    if (this.cells[from]?.text === '' && this.cells[from - 1]) this.cells[from - 1] = { text: ' ', style }
    for (let at = from; at < to; at++) this.cells[at] = { text: ' ', style }
  }

  #attributes(parameters: number[]): void {
    for (let at = 0; at < parameters.length; at++) {
      const code = parameters[at] ?? 0
      if (code === 0) this.#on.clear()
      else if (code === 38 || code === 48) {
        const length = parameters[at + 1] === 5 ? 3 : 5
        this.#on.set(code === 38 ? 'fg' : 'bg', parameters.slice(at, at + length).join(';'))
        at += length - 1
      } else if (code === 39) this.#on.delete('fg')
      else if (code === 49) this.#on.delete('bg')
      else if (code === 22) {
        this.#on.delete('1')
        this.#on.delete('2')
      } else if (code > 20 && code < 30) this.#on.delete(String(code - 20))
      else if (code < 10) this.#on.set(String(code), String(code))
      else this.#on.set((code >= 40 && code < 50) || code >= 100 ? 'bg' : 'fg', String(code))
    }
  }
}

/** Breaks styled text into lines of a width: between words where a script has spaces, anywhere in the others, and within what is too long. */
import { CLOSING, OPENING } from '../../text/line-ends.ts'
import { displayWidth, graphemes } from '../../text/width.ts'
import type { Line, Span, Style } from './style.ts'

/** What may stand alone on a line: everything up to and with the spaces behind a word, or one character of a script without spaces. */
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\u3000-\u303f\uff00-\uffef]/u

interface Piece {
  text: string
  style: Style
  cells: number
  /** Cells without the spaces at its end. */
  inked: number
}

/** The lines of `line` at a width of `cells`, 1 or more; one empty line for an empty text. */
export function wrap(line: Line, cells: number): Line[] {
  const lines: Span[][] = [[]]
  let used = 0
  const fresh = (): void => {
    lines.push([])
    used = 0
  }
  for (const word of words(line)) {
    const needed = word.reduce((sum, piece, at) => sum + (at === word.length - 1 ? piece.inked : piece.cells), 0)
    if (used > 0 && used + needed > cells) fresh()
    for (const piece of word) used = place(lines, piece, used, cells)
  }
  return lines
}

/** Puts a piece behind what is there; one that fits on no line is cut into several. Gives the cells used of the last line. */
function place(lines: Span[][], piece: Piece, used: number, cells: number): number {
  const end = lines.at(-1) as Span[]
  if (used + piece.cells <= cells) {
    append(end, piece.text, piece.style)
    return used + piece.cells
  }
  let column = used
  let held = ''
  let target = end
  for (const grapheme of graphemes(piece.text)) {
    const width = displayWidth(grapheme)
    if (column + width > cells) {
      append(target, held, piece.style)
      held = ''
      // A space at the end of a line is not carried to the next one.
      if (grapheme === ' ') continue
      if (column > 0) {
        target = []
        lines.push(target)
        column = 0
      }
    }
    held += grapheme
    column += width
  }
  append(target, held, piece.style)
  return column
}

function append(line: Span[], text: string, style: Style): void {
  if (text === '') return
  const last = line.at(-1)
  if (last !== undefined && last.style === style) line[line.length - 1] = { text: last.text + text, style }
  else line.push({ text, style })
}

/** Words with the spaces behind them; a word may consist of several styles. */
function words(line: Line): Piece[][] {
  const found: Piece[][] = []
  let open: Piece[] | undefined
  for (const { text, style } of line) {
    for (const part of parts(text)) {
      const piece: Piece = { text: part, style, cells: displayWidth(part), inked: displayWidth(part.trimEnd()) }
      const last = open?.at(-1)
      const glued = last !== undefined && !last.text.endsWith(' ') && !separates(last.text, part)
      if (open !== undefined && glued) open.push(piece)
      else {
        open = [piece]
        found.push(open)
      }
    }
  }
  return found
}

function separates(before: string, after: string): boolean {
  if (CLOSING.test(after) || OPENING.test(before)) return false
  return UNSPACED.test(before.at(-1) ?? '') || UNSPACED.test(after[0] ?? '')
}

function parts(text: string): string[] {
  if (!UNSPACED.test(text)) return text.match(/\S+\s*|\s+/g) ?? []
  const found: string[] = []
  let word = ''
  for (const grapheme of graphemes(text)) {
    const unspaced = UNSPACED.test(grapheme)
    if (unspaced || (word.endsWith(' ') && grapheme !== ' ')) {
      if (word !== '') found.push(word)
      word = ''
    }
    if (unspaced) found.push(grapheme)
    else if (grapheme === ' ' && word === '' && found.length > 0) found[found.length - 1] += ' '
    else word += grapheme
  }
  if (word !== '') found.push(word)
  return found
}

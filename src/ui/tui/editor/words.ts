/**
 * Where words begin and end, for moving and deleting by word. The words are those of Unicode and its dictionaries, so Chinese, Japanese
 * and Thai have words too. Signs without a space between them (`...`, `=>`, a row of emoji) count as one word.
 */
import type { TextLine } from './text-line.ts'

/** Made when words are first asked for: that takes time. */
let segmenter: Intl.Segmenter | undefined

/** UTF-16 units looked at on either side: enough for any word; a line may have 64 KiB. */
const REACH = 512

interface Piece {
  from: number
  to: number
  kind: 'word' | 'space' | 'signs'
}

/** The start of the word before a column; spaces between are passed. Where there is none, as far as is looked: mostly the line's start. */
export function wordStart(line: TextLine, column: number): number {
  const before = pieces(line, column).filter(({ from }) => from < column)
  while (before.at(-1)?.kind === 'space') before.pop()
  return before.at(-1)?.from ?? reachBefore(line, column)
}

/** The end of the word behind a column; spaces between are passed. Where there is none, as far as is looked: mostly the line's end. */
export function wordEnd(line: TextLine, column: number): number {
  const word = pieces(line, column).find(({ to, kind }) => to > column && kind !== 'space')
  return word?.to ?? reachBehind(line, column)
}

/** What a double click selects: the word, the spaces or the signs at a column. */
export function wordAt(line: TextLine, column: number): { from: number; to: number } {
  const all = pieces(line, column)
  const { from, to } = all.find(piece => piece.to > column) ?? all.at(-1) ?? { from: 0, to: 0 }
  return { from, to }
}

function reachBefore(line: TextLine, column: number): number {
  return line.snap(Math.max(0, column - REACH))
}

function reachBehind(line: TextLine, column: number): number {
  return line.snap(column + REACH)
}

function pieces(line: TextLine, column: number): Piece[] {
  const start = reachBefore(line, column)
  const end = reachBehind(line, column)
  const result: Piece[] = []
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'word' })
  for (const { segment, index, isWordLike } of segmenter.segment(line.text.slice(start, end))) {
    const kind = isWordLike ? 'word' : segment.trim() === '' ? 'space' : 'signs'
    // A word may end inside of a grapheme; a cursor may not.
    const to = line.snap(start + index + segment.length)
    const last = result.at(-1)
    if (last && last.to >= to) continue
    if (last && kind !== 'word' && last.kind === kind) last.to = to
    else result.push({ from: last?.to ?? start, to, kind })
  }
  return result
}

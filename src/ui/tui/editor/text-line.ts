/**
 * One line of the text being written. It never changes: an edit makes a new one, so what was computed of a line (its graphemes, how it
 * wraps) is kept by the line itself and stays right.
 *
 * Columns are UTF-16 units. A cursor stands at boundaries of graphemes only: an emoji family, a letter with its marks, a syllable.
 */
import { segments } from '../../../protocol/graphemes.ts'

/** One unit, one grapheme, whatever stands beside it, as long as that is of this class too. Most lines have nothing else. */
const SIMPLE =
  '\\t\\x20-\\x7e\\u00a1-\\u00ac\\u00ae-\\u02ff\\u2010-\\u2027\\u3001-\\u3029\\u3041-\\u3096\\u30a1-\\u30ff\\u4e00-\\u9fff\\uac00-\\ud7a3\\uff01-\\uff5e'
const ALL_SIMPLE = new RegExp(`^[${SIMPLE}]*$`)
const OTHERS = new RegExp(`[^${SIMPLE}]+`, 'g')

export class TextLine {
  readonly text: string
  /** Where graphemes start, rising, and the end; `simple` where each unit is one. Found out when first asked. */
  #boundaries: Uint32Array | 'simple' | undefined

  constructor(text: string) {
    this.text = text
  }

  get length(): number {
    return this.text.length
  }

  /** The first boundary behind a column; the end has none behind it. */
  next(column: number): number {
    return this.#boundaryFrom(column + 1)
  }

  /** The last boundary before a column; the start has none before it. */
  previous(column: number): number {
    const boundaries = this.#found()
    if (boundaries === 'simple') return Math.max(0, Math.min(column, this.length) - 1)
    return boundaries[lowerBound(boundaries, column) - 1] ?? 0
  }

  /** The first boundary at a column or behind it. */
  snap(column: number): number {
    return this.#boundaryFrom(column)
  }

  #boundaryFrom(column: number): number {
    const boundaries = this.#found()
    if (boundaries === 'simple') return Math.max(0, Math.min(column, this.length))
    return boundaries[lowerBound(boundaries, column)] ?? this.length
  }

  #found(): Uint32Array | 'simple' {
    this.#boundaries ??= ALL_SIMPLE.test(this.text) ? 'simple' : boundariesOf(this.text)
    return this.#boundaries
  }
}

/**
 * Segments only what is not simple, with its neighbours: marks belong to what stands before them, and some signs to what stands behind.
 * In a long line of Chinese with three emoji, that is nine characters and not twenty thousand.
 */
function boundariesOf(text: string): Uint32Array {
  const found = new Uint32Array(text.length + 1)
  let count = 0
  /** The next unit whose boundary is not decided. */
  let at = 0
  for (const match of text.matchAll(OTHERS)) {
    const from = Math.max(0, match.index - 1)
    const to = Math.min(text.length, match.index + match[0].length + 1)
    // `from` may have been decided already, by the stretch before; its boundary does not depend on what follows.
    while (at <= from) found[count++] = at++
    for (const { index } of segments(text.slice(from, to))) {
      if (from + index >= at) found[count++] = from + index
    }
    at = to
  }
  while (at <= text.length) found[count++] = at++
  return found.slice(0, count)
}

/** The first place in rising numbers that is not below `value`. */
function lowerBound(numbers: Uint32Array, value: number): number {
  let low = 0
  let high = numbers.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((numbers[middle] ?? 0) < value) low = middle + 1
    else high = middle
  }
  return low
}

/**
 * One line of the text being written, in rows of a width: broken behind spaces, and anywhere between Chinese characters; a word longer than
 * a row is cut. The last column is left free for the cursor behind a full row, and for the space that ends it.
 */
import { CLOSING, OPENING } from '../../text/line-ends.ts'
import { shownGrapheme } from './shown.ts'
import type { TextLine } from './text-line.ts'

/** Columns of the line; `to` is not included, and is where the next row begins. Empty only in an empty line, or behind a full last row. */
export interface Row {
  readonly from: number
  readonly to: number
}

/** Narrower ones have no column to spare. */
const ROOMY = 3

const SPACE = 0x20
const TILDE = 0x7e
const TAB = 0x09

const wraps = new WeakMap<TextLine, { width: number; rows: readonly Row[] }>()

/** One row at least. Computed once for a line and a width. */
export function wrap(line: TextLine, width: number): readonly Row[] {
  const before = wraps.get(line)
  if (before?.width === width) return before.rows
  const rows = wrapAnew(line, width)
  wraps.set(line, { width, rows })
  return rows
}

/** Cells of the grapheme between two boundaries; a row's width at most. */
export function cellsBetween(line: TextLine, from: number, to: number, width: number): number {
  if (to === from + 1) {
    // What long lines are made of, without a piece of text for each.
    const unit = line.text.charCodeAt(from)
    if (unit >= SPACE && unit <= TILDE) return 1
    if (isHan(unit)) return Math.min(2, width)
  }
  return Math.min(shownGrapheme(line.text.slice(from, to)).cells, width)
}

function wrapAnew(line: TextLine, width: number): readonly Row[] {
  const { text, length } = line
  const room = width >= ROOMY ? width - 1 : width
  const rows: Row[] = []
  let rowFrom = 0
  let used = 0
  /** The last place in this row where it may end, and the cells before it; the row's start where there is none. */
  let breakAt = 0
  let usedAtBreak = 0
  let cellsBefore = 0
  let previous = 0
  for (let at = 0; at < length; ) {
    const next = line.next(at)
    const cells = cellsBetween(line, at, next, width)
    if (at > rowFrom && mayBreak(text, previous, cellsBefore, at, cells)) {
      breakAt = at
      usedAtBreak = used
    }
    const limit = text.charCodeAt(at) === SPACE ? width : room
    while (used + cells > limit && at > rowFrom) {
      const end = breakAt > rowFrom ? breakAt : at
      used -= breakAt > rowFrom ? usedAtBreak : used
      rows.push({ from: rowFrom, to: end })
      rowFrom = end
      breakAt = end
      usedAtBreak = 0
    }
    used += cells
    cellsBefore = cells
    previous = at
    at = next
  }
  rows.push({ from: rowFrom, to: length })
  if (used >= width) rows.push({ from: length, to: length })
  return rows
}

/** Whether a row may end between two neighbouring graphemes. */
function mayBreak(text: string, before: number, cellsBefore: number, at: number, cells: number): boolean {
  const unit = text.charCodeAt(at)
  const unitBefore = text.charCodeAt(before)
  if (unit === SPACE) return unitBefore === SPACE
  if (unitBefore === SPACE || unitBefore === TAB) return true
  if (cellsBefore < 2 && cells < 2) return false
  if (isHan(unit) && isHan(unitBefore)) return true
  return !CLOSING.test(text.charAt(at)) && !OPENING.test(text.charAt(before))
}

/** Most of Chinese: two cells, and a row may end behind each. */
function isHan(unit: number): boolean {
  return unit >= 0x4e00 && unit <= 0x9fff
}

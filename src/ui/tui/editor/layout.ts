/**
 * The text being written as rows on the screen: which are seen, where the cursor is among them, what stands under the mouse, up and
 * down. Wraps only the lines it meets on its way; of a text of 10,000 lines, those on the screen.
 */
import type { Editor } from './editor.ts'
import type { Position } from './text-document.ts'
import type { TextLine } from './text-line.ts'
import { cellsBetween, type Row, wrap } from './wrap.ts'

export interface VisibleRow extends Row {
  readonly text: TextLine
  /** Which line it is of. */
  readonly line: number
}

/** The n-th row of a line. */
interface Place {
  readonly line: number
  readonly row: number
}

export class EditorLayout {
  readonly editor: Editor
  #width = 80
  #height = 1
  /** The first row on the screen. */
  #top: Place = { line: 0, row: 0 }

  constructor(editor: Editor) {
    this.editor = editor
  }

  /**
   * Takes the size to draw in, and scrolls no more than is needed to see the cursor, leaving no row empty while there is text above.
   * Called before what is seen is asked for; the same again changes nothing.
   *
   * @param width, height - cells, 1 or more
   */
  fit(width: number, height: number): void {
    this.#width = Math.max(1, width)
    this.#height = Math.max(1, height)
    const cursor = this.#cursorPlace()
    this.#top = this.#within(this.#top)
    if (before(cursor, this.#top)) this.#top = cursor
    const earliest = this.#up(cursor, this.#height - 1)
    if (before(this.#top, earliest)) this.#top = earliest
    const rowsBelow = this.#rowsFrom(this.#top, this.#height)
    this.#top = this.#up(this.#top, this.#height - rowsBelow)
  }

  /** How many rows the whole text has, counted up to `most`: for an editor that grows with its text. */
  rowsNeeded(width: number, most: number): number {
    let rows = 0
    for (const line of this.editor.lines) {
      rows += wrap(line, width).length
      if (rows >= most) return most
    }
    return rows
  }

  /** What is on the screen, from its top. */
  visible(): VisibleRow[] {
    const rows: VisibleRow[] = []
    for (let at: Place | undefined = this.#top; at && rows.length < this.#height; at = this.#below(at)) {
      const { from, to } = this.#row(at)
      rows.push({ from, to, line: at.line, text: this.#line(at.line) })
    }
    return rows
  }

  /** Whether there is text above what is seen. */
  get more(): { above: boolean; below: boolean } {
    const above = this.#above(this.#top) !== undefined
    return { above, below: this.#rowsFrom(this.#top, this.#height + 1) > this.#height }
  }

  /** In cells from the upper left corner of what is seen. */
  get cursor(): { x: number; y: number } {
    const place = this.#cursorPlace()
    let y = 0
    for (let at: Place | undefined = this.#top; at && before(at, place); at = this.#below(at)) y++
    return { x: this.#cellsBefore(place, this.editor.cursor.column), y }
  }

  /** What stands under a cell, in cells from the upper left corner of what is seen. Beside the text: the nearest in that row. */
  positionAt(x: number, y: number): Position {
    let place = this.#top
    for (let rows = 0; rows < y; rows++) {
      const below = this.#below(place)
      // Under the last row lies the end.
      if (!below) return { line: place.line, column: this.#line(place.line).length }
      place = below
    }
    if (y < 0) place = this.#above(place) ?? place
    return { line: place.line, column: this.#columnAt(place, x) }
  }

  /**
   * Moves the cursor by rows, keeping to the column in cells where it started.
   *
   * @param rows - downwards, or upwards where negative
   * @returns false where it stands in the first or the last row already, and did not move
   */
  moveRows(rows: number, select = false): boolean {
    const from = this.#cursorPlace()
    const goal = this.editor.goal ?? this.#cellsBefore(from, this.editor.cursor.column)
    const to = rows < 0 ? this.#up(from, -rows) : this.#down(from, rows)
    if (to.line === from.line && to.row === from.row) return false
    this.editor.moveTo({ line: to.line, column: this.#columnAt(to, goal) }, { select, goal })
    return true
  }

  #line(index: number): TextLine {
    return this.editor.lines[index]!
  }

  #rows(line: number): readonly Row[] {
    return wrap(this.#line(line), this.#width)
  }

  #row({ line, row }: Place): Row {
    return this.#rows(line)[row]!
  }

  /** The same place, or the nearest one in what the text has become. */
  #within(place: Place): Place {
    const last = this.editor.lines.length - 1
    const line = Math.min(place.line, last)
    const rows = this.#rows(line).length
    return { line, row: place.line > last ? rows - 1 : Math.min(place.row, rows - 1) }
  }

  #cursorPlace(): Place {
    const { line, column } = this.editor.cursor
    const row = this.#rows(line).findIndex(({ to }) => column < to)
    return { line, row: row < 0 ? this.#rows(line).length - 1 : row }
  }

  #above({ line, row }: Place): Place | undefined {
    if (row > 0) return { line, row: row - 1 }
    return line > 0 ? { line: line - 1, row: this.#rows(line - 1).length - 1 } : undefined
  }

  #below({ line, row }: Place): Place | undefined {
    if (row + 1 < this.#rows(line).length) return { line, row: row + 1 }
    return line + 1 < this.editor.lines.length ? { line: line + 1, row: 0 } : undefined
  }

  #up(place: Place, rows: number): Place {
    let at = place
    for (let left = rows; left > 0; left--) {
      const above = this.#above(at)
      if (!above) break
      at = above
    }
    return at
  }

  #down(place: Place, rows: number): Place {
    let at = place
    for (let left = rows; left > 0; left--) {
      const below = this.#below(at)
      if (!below) break
      at = below
    }
    return at
  }

  /** Rows from a place to the end, counted up to `most`. */
  #rowsFrom(place: Place, most: number): number {
    let rows = 0
    for (let at: Place | undefined = place; at && rows < most; at = this.#below(at)) rows++
    return rows
  }

  #cellsBefore(place: Place, column: number): number {
    const line = this.#line(place.line)
    let cells = 0
    for (let at = this.#row(place).from; at < column; at = line.next(at)) {
      cells += cellsBetween(line, at, line.next(at), this.#width)
    }
    return cells
  }

  #columnAt(place: Place, x: number): number {
    const line = this.#line(place.line)
    const { from, to } = this.#row(place)
    let cells = 0
    for (let at = from; at < to; ) {
      const next = line.next(at)
      cells += cellsBetween(line, at, next, this.#width)
      if (x < cells) return at
      at = next
    }
    // The end of a row within a line is the start of the next row; the last place in this one is before its last grapheme.
    return to === line.length && place.row === this.#rows(place.line).length - 1 ? to : line.previous(to)
  }
}

function before(a: Place, b: Place): boolean {
  return a.line < b.line || (a.line === b.line && a.row < b.row)
}

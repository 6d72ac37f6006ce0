/** Draws the text being written into an area: rows, selection, cursor, marks where there is more above or below. */
import type { Area, Frame } from '../frame/frame.ts'
import type { Line, Span, Style } from '../frame/style.ts'
import type { Editor } from './editor.ts'
import type { EditorLayout, VisibleRow } from './layout.ts'
import { shownGrapheme } from './shown.ts'
import { compare } from './text-document.ts'
import { cellsBetween } from './wrap.ts'

export interface EditorLook {
  readonly text: Style
  readonly selection: Style
  /** At the right edge, where there is more text. One cell each. */
  readonly above: Span
  readonly below: Span
  /** Shown in an empty editor. Safe text. */
  readonly placeholder: Line
  /** Whether keys go to the editor: only then has it the cursor. */
  readonly focused: boolean
}

/** Narrower areas have no column that only the cursor uses. */
const ROOM_FOR_MARKS = 3

/** Scrolls to where the cursor is (`layout.fit`), and draws. An area without a cell is left alone. */
export function drawEditor(frame: Frame, area: Area, layout: EditorLayout, look: EditorLook): void {
  if (area.width < 1 || area.height < 1) return
  const { editor } = layout
  layout.fit(area.width, area.height)
  frame.fill(area, look.text)
  if (editor.empty) frame.line(area.x, area.y, look.placeholder, area.x + area.width)
  layout.visible().forEach((row, y) => {
    drawRow(frame, { ...area, y: area.y + y, height: 1 }, row, editor, look)
  })
  if (area.width >= ROOM_FOR_MARKS) {
    const x = area.x + area.width - 1
    const { above, below } = layout.more
    if (above) frame.line(x, area.y, [look.above])
    if (below) frame.line(x, area.y + area.height - 1, [look.below])
  }
  if (look.focused) {
    const { x, y } = layout.cursor
    frame.cursor = { x: area.x + x, y: area.y + y }
  }
}

function drawRow(frame: Frame, { x: left, y, width }: Area, row: VisibleRow, editor: Editor, look: EditorLook): void {
  const { text: line, from, to } = row
  const { selection } = editor
  const selected = (column: number) => {
    const position = { line: row.line, column }
    return selection !== undefined && compare(position, selection.from) >= 0 && compare(position, selection.to) < 0
  }
  let x = left
  for (let at = from; at < to; ) {
    const next = line.next(at)
    const cells = cellsBetween(line, at, next, width)
    const style = selected(at) ? look.selection : look.text
    frame.put(x, y, shownGrapheme(line.text.slice(at, next)).text, style, Math.min(x + cells, left + width))
    x += cells
    at = next
  }
  // A selected line break is a cell behind the line.
  if (to === line.length && x < left + width && selected(to)) frame.put(x, y, ' ', look.selection)
}

/** The editor: the rows of what is written that are seen. */
import { sanitize } from '../../text/sanitize.ts'
import { truncate } from '../../text/width.ts'
import type { Intent } from '../actions/action.ts'
import type { EditorLayout } from '../editor/layout.ts'
import type { Area, Frame } from '../frame/frame.ts'
import type { State } from '../state/state.ts'
import type { Look } from './look.ts'

/** Rows that the editor takes, at most; it grows with what is written. */
export function editorRows(page: EditorLayout, width: number, most: number): number {
  return Math.max(1, page.rowsNeeded(Math.max(1, width - 2), most))
}

export function drawEditor(frame: Frame<Intent>, area: Area, page: EditorLayout, state: State, look: Look): void {
  const { theme, words } = look
  const width = Math.max(1, area.width - 2)
  page.fit(width, area.height)
  const x = area.x + 1
  frame.hits.push({ area, press: { action: 'focus.editor' } })
  if (page.editor.empty) {
    frame.put(x, area.y, truncate(words.tui.editor.placeholder(state.openLabel), width), theme.dim)
  }
  page.visible().forEach(({ text, from, to }, at) => {
    frame.put(x, area.y + at, sanitize(text.text.slice(from, to)), theme.text, x + width)
  })
  if (state.focus === 'editor') {
    const { x: column, y } = page.cursor
    frame.cursor = { x: x + Math.min(column, width), y: area.y + y }
  }
}

/** The editor at the bottom, and over it what can be completed where its cursor is. */
import { sanitize } from '../../text/sanitize.ts'
import { displayWidth, padEnd, truncate } from '../../text/width.ts'
import type { Intent } from '../actions/action.ts'
import type { CompletionPopup } from '../editor/completion-popup.ts'
import type { EditorLayout } from '../editor/layout.ts'
import { drawEditor as drawText } from '../editor/view.ts'
import type { Area, Frame } from '../frame/frame.ts'
import { mix } from '../frame/style.ts'
import type { Open, State } from '../state/state.ts'
import type { Look } from './look.ts'

/** Completions shown at once. */
const MOST_SHOWN = 8

/** Where the text of the editor stands: a column is left at each side. */
export function editorArea(area: Area): Area {
  return { ...area, x: area.x + 1, width: Math.max(1, area.width - 2) }
}

/** Rows that the editor takes, at most; it grows with what is written. */
export function editorRows(page: EditorLayout, width: number, most: number): number {
  return Math.max(1, page.rowsNeeded(Math.max(1, width - 2), most))
}

export function drawEditor(frame: Frame<Intent>, area: Area, { page }: Open, state: State, look: Look): void {
  const { theme, signs, words } = look
  const inside = editorArea(area)
  frame.hits.push({ area, press: { action: 'focus.editor' } })
  const placeholder = state.opened?.locked ? words.tui.editor.sealed : words.tui.editor.placeholder(state.openLabel)
  drawText(frame, inside, page, {
    text: theme.text,
    selection: theme.selected,
    above: { text: signs.above, style: theme.dim },
    below: { text: signs.below, style: theme.dim },
    placeholder: [{ text: truncate(placeholder, inside.width), style: theme.dim }],
    focused: state.focus === 'editor',
  })
}

/** The list of what can be completed, above the cursor. @param press - what a click on one of them means */
export function drawCompletions(
  frame: Frame<Intent>,
  { completion, chosen }: CompletionPopup,
  look: Look,
  press: (index: number) => Intent,
): void {
  const { cursor } = frame
  if (completion === undefined || cursor === undefined || cursor.y < 2) return
  const { theme } = look
  const { candidates } = completion
  const rows = Math.min(MOST_SHOWN, candidates.length, cursor.y)
  const from = Math.max(0, Math.min(candidates.length - rows, chosen - rows + 1))
  const shown = candidates.slice(from, from + rows).map(({ label, hint }) => ({
    label: sanitize(label, { lines: 'fold' }),
    hint: hint === undefined ? '' : sanitize(hint, { lines: 'fold' }),
  }))
  const width = Math.min(
    frame.width,
    Math.max(...shown.map(({ label, hint }) => displayWidth(label) + displayWidth(hint) + 4)),
  )
  const x = Math.max(0, Math.min(cursor.x, frame.width - width))
  shown.forEach(({ label, hint }, at) => {
    const place = { x, y: cursor.y - rows + at, width, height: 1 }
    const style = from + at === chosen ? mix(theme.panel, theme.selected) : theme.panel
    frame.fill(place, style)
    const end = frame.put(x + 1, place.y, padEnd(truncate(label, width - 2), 0), style, x + width)
    frame.put(end + 2, place.y, hint, mix(style, from + at === chosen ? {} : theme.dim), x + width)
    frame.hits.push({ area: place, press: press(from + at) })
  })
}

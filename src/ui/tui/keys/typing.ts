/** What is typed where: into the editor, with what can be completed there; into the filter of the list. */
import { MAX_TEXT_BYTES } from '../../../protocol/limits.ts'
import type { App } from '../app.ts'
import type { Refusal } from '../editor/editor.ts'
import { interpret, perform } from '../editor/keys.ts'
import type { Input } from '../terminal/input.ts'
import { editorArea } from '../view/editor.ts'
import { layout } from '../view/layout.ts'

/** Writes into the editor of the open conversation. @returns whether the editor had a use for it */
export function typeInto(app: App, input: Input): boolean {
  const { open } = app.state
  if (open === undefined || completing(app, input)) return open !== undefined
  const command = interpret(input, { enterSends: app.state.setting('ui.enter') !== 'newline' })
  if (command === undefined) return false
  const outcome = perform(command, open.page)
  if (outcome.outcome === 'send') app.run(() => app.writing.send())
  else if (outcome.outcome === 'copied') app.copy(outcome.text)
  else if (outcome.outcome === 'refused') refused(app, outcome.refusal)
  app.writing.edited()
  return outcome.outcome !== 'nothing'
}

/** Keys for the list of what can be completed, while it is there. */
function completing(app: App, input: Input): boolean {
  const { open } = app.state
  if (open?.completions.completion === undefined || input.input !== 'key') return false
  const { completions, editor } = open
  if (input.key === 'up' || input.key === 'shift+tab') completions.previous()
  else if (input.key === 'down') completions.next()
  else if (input.key === 'escape') completions.dismiss()
  else if (input.key === 'tab' || input.key === 'enter') acceptCompletion(app)
  else return false
  if (input.key !== 'escape') open.page.fit(app.state.size.width, 1)
  return editor !== undefined
}

/** Puts the chosen one in, or another one that was clicked at; does what it stands for. */
export function acceptCompletion(app: App, index?: number): void {
  const { open } = app.state
  if (open === undefined) return
  if (index !== undefined) open.completions.choose(index)
  const action = open.completions.chosenCandidate?.action
  const refusal = open.completions.accept(open.editor)
  if (refusal !== undefined) refused(app, refusal)
  app.writing.edited()
  if (action !== undefined) app.do(action)
}

function refused(app: App, { bytes, limit }: Refusal): void {
  app.tell(app.words.tui.editor.tooLong(bytes, limit || MAX_TEXT_BYTES), 'error')
}

/** Puts the cursor of the editor where the mouse is; a double click takes the word, a third one the line. */
export function pointInto(app: App, x: number, y: number, clicks: number, select: boolean): void {
  const { open } = app.state
  const area = layout(app.state).editor
  if (open === undefined || area === undefined) return
  const inside = editorArea(area)
  const position = open.page.positionAt(x - inside.x, y - inside.y)
  if (clicks === 2) open.editor.selectWord(position)
  else if (clicks >= 3) open.editor.selectLine(position)
  else open.editor.moveTo(position, { select })
}

/** Narrows the list. */
export function typeFilter(app: App, input: Input): void {
  const { state } = app
  if (state.filter === undefined || input.input === 'mouse' || input.input === 'focus') return
  if (input.input === 'paste') state.filter += input.text.replaceAll(/\s+/g, ' ')
  else if (input.key === 'backspace') state.filter = [...state.filter].slice(0, -1).join('')
  else if (input.key === 'escape') state.filter = undefined
  else if (input.text !== undefined) state.filter += input.text
}

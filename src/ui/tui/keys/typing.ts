/** What is typed where: into the editor, into the filter of the list. */
import type { App } from '../app.ts'
import type { EditorLayout } from '../editor/layout.ts'
import type { Input } from '../terminal/input.ts'

/** @returns whether it was for the editor; `send` where what is written is to be sent */
export function edit(page: EditorLayout, input: Input, enterSends: boolean): boolean | 'send' {
  const { editor } = page
  if (input.input === 'paste') {
    editor.paste(input.text)
    return true
  }
  if (input.input !== 'key') return false
  const { key, text } = input
  if (key === 'enter' || key === 'ctrl+enter' || key === 'alt+enter') {
    if ((key === 'enter') === enterSends) return 'send'
    editor.insert('\n')
    return true
  }
  const simple: Record<string, () => unknown> = {
    left: () => editor.move('grapheme', 'backward'),
    right: () => editor.move('grapheme', 'forward'),
    up: () => page.moveRows(-1) || editor.earlier(),
    down: () => page.moveRows(1) || editor.later(),
    home: () => editor.move('line', 'backward'),
    end: () => editor.move('line', 'forward'),
    backspace: () => editor.delete('grapheme', 'backward'),
    delete: () => editor.delete('grapheme', 'forward'),
    'ctrl+w': () => editor.delete('word', 'backward'),
    'ctrl+u': () => editor.delete('line', 'backward'),
    'ctrl+k': () => editor.delete('line', 'forward'),
    'ctrl+y': () => editor.yank(),
  }
  const run = simple[key]
  if (run !== undefined) run()
  else if (text === undefined) return false
  else editor.insert(text)
  return true
}

/** Writes into the editor of the open conversation. */
export function typeInto(app: App, input: Input): void {
  const { open } = app.state
  if (open === undefined) return
  const done = edit(open.page, input, app.state.setting('ui.enter') !== 'newline')
  if (done === 'send') app.run(() => app.talk.send())
  else if (done) app.talk.edited()
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

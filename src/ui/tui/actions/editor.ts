/** The editor, beside what it does by itself: sending, leaving what was begun. */
import type { App } from '../app.ts'
import { acceptCompletion } from '../keys/typing.ts'
import { openEmoji } from '../panels/emoji.ts'
import type { Action } from './action.ts'

function cancel(app: App): void {
  const { state } = app
  const { open } = state
  if (open === undefined) return
  if (open.editing === undefined && open.reply === undefined) state.focus = 'list'
  app.writing.leaveEdit()
  open.reply = undefined
}

export const editorActions: readonly Action[] = [
  {
    name: 'editor.send',
    group: 'message',
    where: 'editor',
    keys: [],
    inner: true,
    run: app => app.writing.send(),
  },
  {
    name: 'editor.complete',
    group: 'message',
    where: 'editor',
    keys: [],
    inner: true,
    run: (app, target) => acceptCompletion(app, Number(target)),
  },
  {
    name: 'editor.emoji',
    group: 'message',
    where: 'anywhere',
    keys: ['alt+.'],
    offered: ({ open }) => open !== undefined,
    run: app => {
      const { open } = app.state
      if (open !== undefined) openEmoji(app, open)
    },
  },
  { name: 'editor.cancel', group: 'go', where: 'editor', keys: ['escape'], run: cancel },
]

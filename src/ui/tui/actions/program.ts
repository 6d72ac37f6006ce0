/** The program itself. */
import type { App } from '../app.ts'
import type { Action } from './action.ts'

/** Within this many ms a second Ctrl-C quits. */
const SECOND_INTERRUPT = 2_000

/** The first one empties the editor, or says what a second one does. */
function interrupt(app: App): void {
  const { open } = app.state
  const now = app.clock()
  if (open !== undefined && !open.editor.empty && open.editing === undefined) {
    open.editor.clear()
    app.writing.edited()
  } else if (now - app.state.interruptedAt < SECOND_INTERRUPT) app.quit()
  else app.tell(app.words.tui.toasts.pressAgain)
  app.state.interruptedAt = now
}

export const programActions: readonly Action[] = [
  { name: 'quit', group: 'screen', where: 'anywhere', keys: ['ctrl+q'], run: app => app.quit() },
  { name: 'interrupt', group: 'screen', where: 'anywhere', keys: ['ctrl+c'], inner: true, run: interrupt },
  { name: 'suspend', group: 'screen', where: 'anywhere', keys: ['ctrl+z'], run: app => app.outlet.suspend() },
  { name: 'redraw', group: 'screen', where: 'anywhere', keys: ['ctrl+l'], run: app => app.outlet.repaint() },
  {
    name: 'node.start',
    group: 'account',
    where: 'anywhere',
    keys: ['f5'],
    offered: ({ node }) => node.is === 'gone',
    run: app => app.reconnect(),
  },
  { name: 'panel.close', group: 'screen', where: 'anywhere', keys: [], inner: true, run: app => app.close() },
  { name: 'panel.nothing', group: 'screen', where: 'anywhere', keys: [], inner: true, run: () => undefined },
  {
    name: 'panel.click',
    group: 'screen',
    where: 'anywhere',
    keys: [],
    inner: true,
    run: (app, target) => {
      if (target !== undefined) app.panels.at(-1)?.click?.(target, false)
    },
  },
]

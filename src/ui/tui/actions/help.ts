/** Every key there is, and other keys for it. */
import type { App } from '../app.ts'
import { openHelp } from '../panels/help.ts'
import { helpAbove } from '../panels/panel-help.ts'
import type { Action } from './action.ts'

/** Over a panel, the keys of that one. */
function help(app: App): void {
  const panel = app.panels.at(-1)
  if (panel === undefined || !helpAbove(app, panel)) openHelp(app, 'help')
}

export const helpActions: readonly Action[] = [
  { name: 'help', group: 'screen', where: 'anywhere', keys: ['f1', '?'], run: help },
  { name: 'keys', group: 'screen', where: 'anywhere', keys: [], run: app => openHelp(app, 'keys') },
]

/** Every key there is, and other keys for it. */
import { openHelp } from '../panels/help.ts'
import type { Action } from './action.ts'

export const helpActions: readonly Action[] = [
  { name: 'help', group: 'screen', where: 'anywhere', keys: ['f1', '?'], run: app => openHelp(app, 'help') },
  { name: 'keys', group: 'screen', where: 'anywhere', keys: [], run: app => openHelp(app, 'keys') },
]

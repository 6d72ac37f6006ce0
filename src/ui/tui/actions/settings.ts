/** Settings, and quick ways to two of them. */
import type { App } from '../app.ts'
import { setSetting } from '../panels/setting-edit.ts'
import { openSettings } from '../panels/settings.ts'
import type { Action } from './action.ts'

/** Sets the value after the one in force. */
async function turn(app: App, name: string, values: readonly string[]): Promise<void> {
  const at = values.indexOf(String(app.state.setting(name) ?? values[0]))
  const next = values[(at + 1) % values.length] as string
  await setSetting(app, name, next)
  app.tell(app.words.tui.settings.is(name, next))
}

export const settingsActions: readonly Action[] = [
  { name: 'settings', group: 'account', where: 'anywhere', keys: ['alt+,'], run: openSettings },
  {
    name: 'theme',
    group: 'screen',
    where: 'anywhere',
    keys: [],
    run: app => turn(app, 'ui.theme', ['auto', 'dark', 'light', 'mono']),
  },
  {
    name: 'density',
    group: 'screen',
    where: 'anywhere',
    keys: [],
    run: app => turn(app, 'ui.density', ['comfortable', 'compact']),
  },
]

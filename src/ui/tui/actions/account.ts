/** The own profile, its passphrase, its backup, its end; engines. */
import type { App } from '../app.ts'
import {
  askDown,
  openAccount,
  openBackup,
  openErase,
  openPassphrase,
  openPicture,
  openProfile,
} from '../panels/account.ts'
import { openEngines } from '../panels/engines.ts'
import { type Choice, choose } from '../panels/menu.ts'
import { setSetting } from '../panels/setting-edit.ts'
import type { Action, ActionName } from './action.ts'

/** What friends see: by what happens at the terminals, or as one says. */
function choosePresence(app: App): void {
  const { words, state } = app
  const { title, auto } = words.tui.presence
  const { here, away } = words.common.presence
  const now = ['auto', 'here', 'away'].indexOf(String(state.setting('presence') ?? 'auto'))
  const set = (value: string) => (): void => app.run(() => setSetting(app, 'presence', value))
  const choices: Choice[] = [
    { text: auto, run: set('auto') },
    { text: here, run: set('here') },
    { text: away, run: set('away') },
  ]
  choose(app, title, choices, Math.max(0, now))
}

const account = (name: ActionName, run: (app: App) => void | Promise<void>, keys: readonly string[] = []): Action => ({
  name,
  group: 'account',
  where: 'anywhere',
  keys,
  run: app => run(app),
})

export const accountActions: readonly Action[] = [
  account('account', openAccount, ['alt+p']),
  account('account.profile', openProfile),
  account('account.picture', openPicture),
  account('account.presence', choosePresence),
  account('account.passphrase', openPassphrase),
  account('account.backup', openBackup),
  account('account.erase', openErase),
  account('account.down', askDown),
  account('engines', openEngines),
]

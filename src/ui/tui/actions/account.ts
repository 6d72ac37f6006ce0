/** The own profile, its passphrase, its backup, its end; engines. */
import type { App } from '../app.ts'
import { askDown, openAccount, openBackup, openErase, openPassphrase, openProfile } from '../panels/account.ts'
import { openEngines } from '../panels/engines.ts'
import type { Action, ActionName } from './action.ts'

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
  account('account.passphrase', openPassphrase),
  account('account.backup', openBackup),
  account('account.erase', openErase),
  account('account.down', askDown),
  account('engines', openEngines),
]

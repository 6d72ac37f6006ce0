/** Locking the profile: its node ends and its keys leave memory, for all terminals. */
import type { App } from '../app.ts'
import { FormPanel } from '../panels/form-panel.ts'
import type { Action } from './action.ts'

async function lock(app: App): Promise<void> {
  await app.writing.keepDraft()
  const { passphrase } = await app.messenger.profile()
  app.state.me = { ...app.state.me, passphrase }
  if (passphrase) await app.messenger.lock()
  else askFirst(app)
}

/** Without a passphrase there is nothing that a lock could ask for: one is chosen first. */
function askFirst(app: App): void {
  const { entry } = app.words.tui.panels
  const { lock: text } = app.words.tui.people
  app.open(
    new FormPanel(app, {
      title: text.title,
      head: ({ theme }) => [[{ text: text.about, style: theme.dim }]],
      fields: [
        { name: 'passphrase', label: entry.passphrase, secret: true },
        { name: 'again', label: entry.again, secret: true },
      ],
      same: { first: 'passphrase', second: 'again', differ: entry.differ },
      submit: text.setAndLock,
      run: async ({ passphrase = '' }) => {
        if (passphrase === '') throw app.invalid(app.words.tui.people.entry.empty)
        await app.messenger.passwd({ next: passphrase })
        app.state.me = { ...app.state.me, passphrase: true }
        await app.messenger.lock()
        return undefined
      },
    }),
  )
}

export const lockActions: readonly Action[] = [
  { name: 'lock', group: 'account', where: 'anywhere', keys: ['f12'], run: lock },
]

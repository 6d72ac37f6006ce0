/** What stands before everything else: the first run, and the lock. */
import type { App } from '../app.ts'
import { FormPanel } from './form-panel.ts'

export interface Entry {
  init(options: { name: string; passphrase?: string }): Promise<void>
}

/** Asks for a name and a passphrase, and makes an identity. @returns the passphrase, where one was chosen */
export function firstRun(app: App, { init }: Entry): Promise<string | undefined> {
  const { entry } = app.words.tui.panels
  return new Promise(resolve => {
    app.open(
      new FormPanel(app, {
        title: entry.welcome,
        covers: true,
        head: ({ theme }) => [[{ text: entry.about, style: theme.dim }]],
        fields: [
          { name: 'name', label: entry.name },
          { name: 'passphrase', label: entry.passphrase, secret: true, placeholder: entry.none },
          { name: 'again', label: entry.again, secret: true, placeholder: entry.none },
        ],
        submit: entry.begin,
        run: async ({ name = '', passphrase = '', again = '' }) => {
          if (passphrase !== again) throw app.invalid(entry.differ)
          await init({ name: name.trim(), ...(passphrase !== '' && { passphrase }) })
          resolve(passphrase === '' ? undefined : passphrase)
        },
      }),
    )
  })
}

/** Asks for the passphrase of a locked profile. */
export function askPassphrase(app: App, wrong: boolean): Promise<string | undefined> {
  const { entry } = app.words.tui.panels
  return new Promise(resolve => {
    app.open(
      new FormPanel(app, {
        title: entry.locked,
        covers: true,
        head: ({ theme }) =>
          wrong ? [[{ text: entry.wrong, style: theme.error }]] : [[{ text: entry.lockedAbout, style: theme.dim }]],
        fields: [{ name: 'passphrase', label: entry.passphrase, secret: true }],
        submit: entry.unlock,
        run: async ({ passphrase }) => {
          resolve(passphrase)
        },
      }),
    )
  })
}

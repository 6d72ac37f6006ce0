/** Giving a conversation a second passphrase, opening it by that, and taking it away. */
import type { App } from '../app.ts'
import { learnConversation } from '../state/apply.ts'
import { conversationOf } from '../state/subject.ts'
import { FormPanel } from './form-panel.ts'
import { choose } from './menu.ts'

export function openSealing(app: App, conv: string): void {
  const words = app.words.tui.conversation
  app.open(
    new FormPanel(app, {
      title: words.seal(app.state.label(conv)),
      head: ({ theme }) => [[{ text: words.sealAbout, style: theme.notice }]],
      fields: [
        { name: 'passphrase', label: words.passphrase, secret: true },
        { name: 'again', label: words.again, secret: true },
      ],
      same: { first: 'passphrase', second: 'again', differ: words.differ },
      submit: words.sealYes,
      run: async ({ passphrase = '' }) => {
        learnConversation(app.state, await app.messenger.seal({ conv, passphrase }))
        app.tell(words.sealedNow, 'good')
        await app.talk.sealChanged()
      },
    }),
  )
}

/** Opens it; one that is open already can only lose its seal. */
export function openUnsealing(app: App, conv: string): void {
  const words = app.words.tui.conversation
  if (conversationOf(app.state, conv)?.locked === false) {
    askPassphrase(app, conv, true)
    return
  }
  choose(app, words.unseal(app.state.label(conv)), [
    { text: words.openYes, run: () => askPassphrase(app, conv, false) },
    { text: words.takeAway, grave: true, run: () => askPassphrase(app, conv, true) },
  ])
}

function askPassphrase(app: App, conv: string, forever: boolean): void {
  const words = app.words.tui.conversation
  app.open(
    new FormPanel(app, {
      title: forever ? words.takeAway : words.unseal(app.state.label(conv)),
      fields: [{ name: 'passphrase', label: words.passphrase, secret: true }],
      submit: forever ? words.takeAwayYes : words.openYes,
      run: async ({ passphrase = '' }) => {
        learnConversation(app.state, await app.messenger.unseal({ conv, passphrase, ...(forever && { forever }) }))
        if (forever) app.tell(words.sealGone)
        await app.talk.sealChanged()
      },
    }),
  )
}

/** What a conversation holds: found, sealed, let disappear, exported. */

import { secondsOf } from '../../cli/times.ts'
import type { App } from '../app.ts'
import { openDate, openExport } from '../panels/conversation-forms.ts'
import { FormPanel } from '../panels/form-panel.ts'
import { choose } from '../panels/menu.ts'
import { openSealing, openUnsealing } from '../panels/sealing.ts'
import { learnConversation } from '../state/apply.ts'
import type { State } from '../state/state.ts'
import { conversationOf, convOf } from '../state/subject.ts'
import type { Action, ActionName } from './action.ts'

/** Seconds. */
const SPANS = [30, 300, 3_600, 86_400, 604_800]

async function seal(app: App, conv: string): Promise<void> {
  if (conversationOf(app.state, conv)?.sealed !== true) {
    openSealing(app, conv)
    return
  }
  learnConversation(app.state, await app.messenger.seal({ conv }))
  app.tell(app.words.tui.conversation.closedNow)
  await app.talk.sealChanged()
}

/** For what is written from now on; what was written has its own. */
function expire(app: App, conv: string): void {
  const words = app.words.tui.conversation
  const { duration } = app.words.cli
  const set = (seconds: number | undefined): void => {
    app.writing.expire(conv, seconds)
    app.tell(seconds === undefined ? words.staysNow : words.expiresNow(duration(seconds)))
  }
  choose(app, words.expire, [
    { text: words.off, run: () => set(undefined) },
    ...SPANS.map(seconds => ({ text: duration(seconds), run: () => set(seconds) })),
    { text: words.own, run: () => ownSpan(app, set) },
  ])
}

function ownSpan(app: App, set: (seconds: number) => void): void {
  const words = app.words.tui.conversation
  app.open(
    new FormPanel(app, {
      title: words.own,
      head: ({ theme }) => [[{ text: words.spanAbout, style: theme.dim }]],
      fields: [{ name: 'span', label: words.span }],
      submit: words.set,
      run: async ({ span = '' }) => {
        const seconds = secondsOf(span, words.span)
        if (seconds < 1) throw app.invalid(words.spanAbout)
        set(Math.round(seconds))
      },
    }),
  )
}

const about = (
  name: ActionName,
  keys: readonly string[],
  offered: (state: State, conv: string) => boolean,
  run: (app: App, conv: string) => void | Promise<void>,
): Action => ({
  name,
  group: 'conversation',
  where: 'anywhere',
  keys,
  offered: (state, target) => {
    const conv = convOf(state, target)
    return conv !== undefined && offered(state, conv)
  },
  run: (app, target) => {
    const conv = convOf(app.state, target)
    return conv === undefined ? undefined : run(app, conv)
  },
})

/** Something was said in it, and it can be read. */
const readable = (state: State, conv: string): boolean => {
  const conversation = conversationOf(state, conv)
  return conversation !== undefined && !conversation.locked
}

export const conversationContentActions: readonly Action[] = [
  about('conversation.search', ['ctrl+f'], readable, (app, conv) => app.do('search', conv)),
  about('conversation.date', ['alt+j'], readable, openDate),
  about('conversation.export', [], readable, openExport),
  about('conversation.expire', [], () => true, expire),
  about('conversation.seal', [], readable, seal),
  about('conversation.unseal', ['alt+z'], (state, conv) => conversationOf(state, conv)?.sealed === true, openUnsealing),
]

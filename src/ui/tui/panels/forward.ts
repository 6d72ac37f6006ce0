/** To whom messages are forwarded: conversations and friends, one or several. */
import type { App } from '../app.ts'
import { onMessage } from '../state/apply.ts'
import { ListPanel } from './list-panel.ts'

interface Reader {
  readonly conv: string
  readonly label: string
}

/** @param ids - in the order of the conversation; several go as one bundle */
export function openForward(app: App, ids: readonly string[]): void {
  const { state } = app
  const { talk } = app.words.tui
  const marked = new Set<Reader>()
  const panel = new ListPanel<Reader>(app, readers(app), {
    title: talk.forward(ids.length),
    empty: talk.nobodyToForward,
    textOf: ({ label }) => label,
    row: (reader, { theme, signs }) => ({
      left: [
        { text: marked.has(reader) ? `${signs.marked} ` : '  ', style: theme.notice },
        { text: reader.label, style: theme.text },
      ],
    }),
    keys: [
      {
        key: 'tab',
        label: talk.forwardMark,
        run: reader => {
          if (marked.has(reader)) marked.delete(reader)
          else marked.add(reader)
          app.redraw()
        },
      },
    ],
    choose: reader => {
      const to = marked.size > 0 ? [...marked] : [reader]
      app.close(panel)
      app.run(async () => {
        const conv = to.map(each => each.conv)
        for (const message of await app.messenger.forward({ ids: [...ids], conv })) {
          if (onMessage(state, message).conversations) app.arrivals.list()
        }
        state.open?.timeline.marked.clear()
        app.tell(talk.forwarded(app.words.common.list(to.map(each => each.label))), 'good')
      })
    },
  })
  app.open(panel)
}

/** Conversations as the list has them, then friends with whom nothing was said yet. */
function readers({ state }: App): Reader[] {
  const conversations = state.order
    .map(id => state.conversations.get(id))
    .filter(conversation => conversation !== undefined)
    .filter(({ kind, peerId }) => kind === 'group' || state.people.get(peerId ?? '')?.state === 'friend')
    .map((conversation): Reader => {
      const conv = state.convOf(conversation)
      return { conv, label: state.label(conv, conversation.name) }
    })
  const spoken = new Set(conversations.map(({ conv }) => conv))
  const others = state.people.friends
    .filter(({ peerId }) => !spoken.has(peerId))
    .map(({ peerId }): Reader => ({ conv: peerId, label: state.people.label(peerId) }))
  return [...conversations, ...others]
}

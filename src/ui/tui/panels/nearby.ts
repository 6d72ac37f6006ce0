/** Who was heard on this network lately: friends, strangers, relays. It changes while one looks. */
import type { Peer } from '../../../node/messenger.ts'
import type { App } from '../app.ts'
import { lookAround } from './add.ts'
import { ListPanel } from './list-panel.ts'
import { personSpans } from './person.ts'

export function openNearby(app: App): void {
  const { nearby } = app.words.tui.people
  const { state } = app
  const peers = (): Peer[] =>
    [...state.nearby.values()].sort((a, b) => state.people.label(a.peerId).localeCompare(state.people.label(b.peerId)))
  const panel: ListPanel<Peer> = new ListPanel<Peer>(app, peers(), {
    title: nearby.title,
    empty: nearby.nobody,
    textOf: ({ peerId }) => state.people.label(peerId),
    row: ({ peerId, kind }, look) => {
      const { theme, words } = look
      const person = state.people.get(peerId)
      const what =
        kind === 'relay'
          ? nearby.relay
          : person?.state === undefined
            ? nearby.stranger
            : words.common.friendState[person.state]
      return {
        left: person === undefined ? [] : personSpans(app, person, look),
        right: [{ text: what, style: theme.dim }],
      }
    },
    choose: ({ peerId, kind }) => {
      app.close(panel)
      app.do(kind === 'relay' ? 'relays' : 'person.show', peerId)
    },
    event: ({ event }) => {
      if (event === 'nearby' || event === 'friend' || event === 'presence') panel.items = peers()
    },
  })
  app.open(panel)
  app.run(async () => {
    await lookAround(app)
    panel.items = peers()
  })
}

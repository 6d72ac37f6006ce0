/** Relays that keep mail for this profile while somebody is away: their state, adding, removing. */
import type { Peer, Relay } from '../../../node/messenger.ts'
import { displayName, sanitize } from '../../text/sanitize.ts'
import type { App } from '../app.ts'
import { FormPanel } from './form-panel.ts'
import { ListPanel } from './list-panel.ts'
import { ask } from './menu.ts'

const KIB = 1_024
const MIB = 1_024 * KIB

export function openRelays(app: App): void {
  const text = app.words.tui.people.relays
  const { state } = app
  const panel: ListPanel<Relay> = new ListPanel<Relay>(app, state.relays, {
    title: text.title,
    filtered: false,
    empty: text.none,
    head: ({ theme }) => [[{ text: text.about, style: theme.dim }], []],
    row: ({ name, peerId, connected, stored, quota, refused }, { theme, signs }) => ({
      left: [
        {
          text: `${signs.presence[connected ? 'here' : 'offline']} `,
          style: connected ? theme.here : theme.offline,
        },
        { text: displayName(name) || sanitize(peerId, { lines: 'fold' }), style: theme.text },
        ...(refused === undefined
          ? []
          : [{ text: ` ${signs.warning} ${sanitize(refused, { lines: 'fold' })}`, style: theme.error }]),
      ],
      right: [
        {
          text: connected ? text.stored(sized(stored), quota > 0 ? sized(quota) : undefined) : text.away,
          style: theme.dim,
        },
      ],
    }),
    keys: [
      { key: 'a', label: text.add, always: true, run: () => openAddRelay(app) },
      { key: 'n', label: text.nearby, always: true, run: () => app.run(() => openRelaysNearby(app)) },
      {
        key: 'd',
        label: text.remove,
        run: ({ peerId, name }) =>
          ask(app, text.removeTitle(displayName(name)), text.removeYes, async () => {
            state.relays = await app.messenger.relayRemove({ relay: peerId })
            panel.items = state.relays
          }),
      },
    ],
    choose: ({ peerId }) => {
      app.outlet.copy(peerId)
      app.tell(app.words.tui.toasts.copied, 'good')
    },
    event: ({ event }) => {
      if (event === 'relay' || event === 'status') panel.items = state.relays
    },
    width: 70,
  })
  app.open(panel)
  app.run(async () => {
    state.relays = await app.messenger.relayList()
    panel.items = state.relays
  })
}

/** @param where - what is known already: the peer id of one nearby */
export function openAddRelay(app: App, where = ''): void {
  const text = app.words.tui.people.relays
  app.open(
    new FormPanel(app, {
      title: text.add,
      head: ({ theme }) => [[{ text: text.addAbout, style: theme.dim }]],
      fields: [{ name: 'where', label: text.where, text: where }],
      submit: text.addNow,
      width: 72,
      run: async values => {
        app.state.relays = await app.messenger.relayAdd({ where: (values.where ?? '').trim() })
        app.tell(text.added, 'good')
        return undefined
      },
    }),
  )
}

async function openRelaysNearby(app: App): Promise<void> {
  const text = app.words.tui.people.relays
  const panel: ListPanel<Peer> = new ListPanel<Peer>(app, await app.messenger.relayNearby(), {
    title: text.nearby,
    empty: text.noneNearby,
    textOf: ({ name }) => name,
    row: ({ name, peerId }, { theme }) => ({
      left: [{ text: displayName(name) || sanitize(peerId, { lines: 'fold' }), style: theme.text }],
      right: [{ text: app.state.people.prefix(peerId), style: theme.dim }],
    }),
    choose: ({ peerId }) => {
      app.close(panel)
      openAddRelay(app, peerId)
    },
  })
  app.open(panel)
}

const sized = (bytes: number): string =>
  bytes < MIB ? `${Math.ceil(bytes / KIB)} KiB` : `${Math.ceil(bytes / MIB)} MiB`

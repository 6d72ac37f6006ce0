/** People: finding them, becoming friends, and what one does about each. */
import type { App } from '../app.ts'
import { askGreeting, openAdd } from '../panels/add.ts'
import { openFolders } from '../panels/folders.ts'
import { FormPanel } from '../panels/form-panel.ts'
import { openInvite } from '../panels/invite.ts'
import { ListPanel } from '../panels/list-panel.ts'
import { ask } from '../panels/menu.ts'
import { openNearby } from '../panels/nearby.ts'
import { folderName, PersonPanel } from '../panels/person.ts'
import { openAddRelay, openRelays } from '../panels/relays.ts'
import { openRequests } from '../panels/requests.ts'
import { openVerify } from '../panels/verify.ts'
import { learnPeer } from '../state/apply.ts'
import type { Action } from './action.ts'
import { personMeant } from './person-meant.ts'

/** Does something about whoever is meant. */
const about =
  (work: (app: App, who: string) => void | Promise<void>): Action['run'] =>
  (app, target) => {
    const who = personMeant(app, target)
    if (who !== undefined) return work(app, who)
  }

function show(app: App, who: string): void {
  const shown = app.panels.find(panel => panel instanceof PersonPanel && panel.peerId === who)
  if (shown !== undefined) app.close(shown)
  app.open(new PersonPanel(app, who))
}

function nick(app: App, who: string): void {
  const { people } = app.state
  const words = app.words.tui.people.nick
  app.open(
    new FormPanel(app, {
      title: words.title(people.label(who)),
      head: ({ theme }) => [[{ text: words.about, style: theme.dim }]],
      fields: [{ name: 'nick', label: words.nick, text: people.get(who)?.nick ?? '' }],
      submit: app.words.tui.panels.ok,
      run: async values => {
        learnPeer(app.state, await app.messenger.nick({ who, name: values.nick ?? '' }))
        return undefined
      },
    }),
  )
}

async function move(app: App, who: string): Promise<void> {
  const words = app.words.tui.people.folders
  const folders = await app.messenger.folders()
  const panel: ListPanel<string> = new ListPanel<string>(
    app,
    folders.map(({ name }) => name),
    {
      title: words.moveTo(app.state.people.label(who)),
      empty: '',
      filtered: false,
      width: 44,
      row: (name, look) => ({
        left: [{ text: folderName(name, look), style: look.theme.text }],
        right:
          app.state.people.get(who)?.folder === name ? [{ text: look.signs.verified, style: look.theme.good }] : [],
      }),
      choose: folder => {
        app.close(panel)
        app.run(async () => learnPeer(app.state, await app.messenger.move({ who, folder })))
      },
    },
  )
  app.open(panel)
}

function remove(app: App, who: string): void {
  const { people } = app.state
  const words = app.words.tui.people.remove
  const name = people.label(who)
  const requested = people.get(who)?.state === 'requested'
  ask(
    app,
    requested ? words.withdraw(name) : words.title(name),
    requested ? words.yesWithdraw : words.yes,
    async () => {
      learnPeer(app.state, await app.messenger.remove({ who }))
      app.tell(words.done(name))
    },
  )
}

async function block(app: App, who: string): Promise<void> {
  const { people } = app.state
  const words = app.words.tui.people.block
  const name = people.label(who)
  if (people.get(who)?.state === 'blocked') {
    learnPeer(app.state, await app.messenger.unblock({ who }))
    app.tell(words.undone(name))
    return
  }
  ask(app, words.title(name), words.yes, async () => {
    learnPeer(app.state, await app.messenger.block({ who }))
    app.tell(words.done(name))
  })
}

/** Goes to an address, and shows who answers there. */
function connect(app: App): void {
  const words = app.words.tui.people.connect
  app.open(
    new FormPanel(app, {
      title: words.title,
      head: ({ theme }) => [[{ text: words.about, style: theme.dim }]],
      fields: [{ name: 'address', label: words.address, placeholder: '192.168.1.20:4001' }],
      submit: words.go,
      run: async ({ address = '' }) => {
        const peer = await app.messenger.connect({ address: address.trim() })
        learnPeer(app.state, peer)
        app.run(async () => show(app, peer.peerId))
        return undefined
      },
    }),
  )
}

export const peopleActions: readonly Action[] = [
  { name: 'people.nearby', group: 'people', where: 'anywhere', keys: ['f6'], run: openNearby },
  {
    name: 'people.add',
    group: 'people',
    where: 'anywhere',
    keys: ['f3'],
    run: (app, who) => (who === undefined ? openAdd(app) : askGreeting(app, who)),
  },
  { name: 'people.requests', group: 'people', where: 'anywhere', keys: ['f4'], run: openRequests },
  { name: 'people.invite', group: 'people', where: 'anywhere', keys: ['alt+i'], run: app => openInvite(app) },
  { name: 'people.connect', group: 'people', where: 'anywhere', keys: [], run: connect },
  { name: 'people.folders', group: 'people', where: 'anywhere', keys: [], run: openFolders },
  {
    name: 'relays',
    group: 'account',
    where: 'anywhere',
    keys: [],
    run: (app, near) => (near === undefined ? openRelays(app) : openAddRelay(app, near)),
  },
  { name: 'person.show', group: 'people', where: 'anywhere', keys: ['alt+o'], run: about(show) },
  { name: 'person.verify', group: 'people', where: 'anywhere', keys: [], run: about(openVerify) },
  { name: 'person.nick', group: 'people', where: 'anywhere', keys: [], run: about(nick) },
  { name: 'person.move', group: 'people', where: 'anywhere', keys: [], run: about(move) },
  { name: 'person.remove', group: 'people', where: 'anywhere', keys: [], run: about(remove) },
  { name: 'person.block', group: 'people', where: 'anywhere', keys: [], run: about(block) },
]

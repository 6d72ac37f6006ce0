/** Asking somebody to be friends: who is near, or whoever a link, a peer id or an address means; with a greeting, and a warning before it goes. */
import type { PeerIdString } from '../../../node/messenger.ts'
import type { Person } from '../../chat/people.ts'
import { displayName, sanitize } from '../../text/sanitize.ts'
import type { App } from '../app.ts'
import type { Line } from '../frame/style.ts'
import { rank } from '../fuzzy.ts'
import type { Look } from '../view/look.ts'
import { FormPanel } from './form-panel.ts'
import { inviteWords } from './invite-words.ts'
import { ListPanel } from './list-panel.ts'
import { personSpans } from './person.ts'
import { warningLines, whenSure } from './resemblance.ts'

/** Somebody near, or what was typed. */
type Choice = { readonly person: Person } | { readonly typed: string }

/** Those near with whom nothing began yet. */
export function strangersNear(app: App): Person[] {
  const { nearby, people } = app.state
  return [...nearby.values()]
    .filter(({ kind }) => kind === 'peer')
    .map(({ peerId }) => people.get(peerId))
    .filter(person => person !== undefined)
    .filter(({ state }) => state === undefined || state === 'declined' || state === 'removed')
    .sort((a, b) => people.label(a.peerId).localeCompare(people.label(b.peerId)))
}

export function openAdd(app: App): void {
  const { add } = app.words.tui.people
  const choices = (query: string): Choice[] => {
    const near = strangersNear(app)
    const typed = query.trim()
    const found =
      typed === '' ? near : rank(typed, near, ({ peerId }) => app.state.people.label(peerId)).map(({ item }) => item)
    return [...found.map(person => ({ person })), ...(typed === '' ? [] : [{ typed }])]
  }
  const panel: ListPanel<Choice> = new ListPanel<Choice>(app, choices(''), {
    title: add.title,
    placeholder: add.placeholder,
    empty: add.nobodyNear,
    typed: query => {
      panel.items = choices(query)
    },
    row: (choice, look) =>
      'person' in choice
        ? { left: personSpans(app, choice.person, look) }
        : { left: [{ text: add.typed(sanitize(choice.typed, { lines: 'fold' })), style: look.theme.notice }] },
    choose: choice => {
      if ('person' in choice) askGreeting(app, choice.person.peerId, () => app.close(panel))
      else
        app.run(async () => {
          const who = await whoIsMeant(app, choice.typed)
          askGreeting(app, who, () => app.close(panel))
        })
    },
    event: ({ event }) => {
      if (event === 'nearby' || event === 'friend') panel.items = choices(panel.query)
    },
    width: 64,
  })
  app.open(panel)
  app.run(() => lookAround(app))
}

/** Has the node look who is near; what it finds comes as events too. */
export async function lookAround(app: App): Promise<void> {
  const { state } = app
  for (const peer of await app.messenger.nearby()) {
    state.nearby.set(peer.peerId, peer)
    state.people.learn(peer)
  }
  state.listVersion++
}

/** An address is gone to first: who answers there is who is meant. */
async function whoIsMeant(app: App, typed: string): Promise<string> {
  if (!typed.startsWith('/') && !/^[^\s:]+(?::\d+)?:\d{1,5}$/.test(typed)) return typed
  const peer = await app.messenger.connect({ address: typed })
  app.state.people.learn(peer)
  return peer.peerId
}

/** The last step: who it is, who they look like, what is said to them. */
export function askGreeting(app: App, who: string, done: () => void = () => undefined): void {
  const { add } = app.words.tui.people
  const invite = inviteWords(who)
  const { people } = app.state
  let peerId: PeerIdString = invite?.peerId ?? who
  const name = people.label(peerId, invite?.name ?? who)
  const send = async (message: string): Promise<void> => {
    // An invitation is more than whose it is; of a name that was looked up, the one that was looked at is meant.
    const meant = invite === undefined ? peerId : who
    const friend = await app.messenger.add({ who: meant, ...(message !== '' && { message }) })
    people.learn(friend)
    app.state.listVersion++
    const label = people.label(friend.peerId, name)
    app.tell(friend.state === 'friend' ? add.friends(label) : add.asked(label), 'good')
    app.close(panel)
    done()
    // Whoever used an invitation wants to talk.
    if (friend.state === 'friend') app.run(() => app.talk.open(friend.peerId))
  }
  const panel: FormPanel = new FormPanel(app, {
    title: add.ask(name),
    head: look => headOf(app, peerId, invite?.name, look),
    fields: [{ name: 'greeting', label: add.greeting, placeholder: add.greetingNone }],
    submit: people.get(peerId)?.resembles === undefined ? add.send : add.sendAllTheSame,
    run: async ({ greeting = '' }) => {
      const sent = await whenSure(app, peerId, {
        allTheSame: add.sendAllTheSame,
        invited: invite?.name,
        run: () => send(greeting.trim()),
      })
      return sent ? undefined : 'stay'
    },
  })
  app.open(panel)
  // Whether they look like a friend is known by the node, which may know them though this terminal does not.
  app.run(async () => {
    try {
      const profile = await app.messenger.profileShow({ who: peerId })
      peerId = profile.peerId
      people.learn(profile)
    } catch {
      // Nothing is known of whoever is met by a link for the first time.
    }
  })
}

function headOf(app: App, peerId: PeerIdString, invited: string | undefined, look: Look): Line[] {
  const { theme } = look
  const { people } = app.state
  const person = people.get(peerId)
  const warning = warningLines(app, peerId, invited, look)
  const prefix = { text: `  ${people.prefix(peerId)}`, style: theme.dim }
  if (person !== undefined) return [[...personSpans(app, person, look), prefix], ...warning]
  if (invited === undefined) return [[{ text: sanitize(peerId, { lines: 'fold' }), style: theme.dim }]]
  return [[{ text: displayName(invited), style: theme.heading }, prefix], ...warning]
}

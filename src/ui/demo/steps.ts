/** What the demo does, step by step. Each step checks what it says, and gives a remark about what was seen. */
import { setTimeout as delay } from 'node:timers/promises'
import type { Call, Conversation, Event, Friend, Message, Status } from '../../node/messenger.ts'
import type { Catalogue } from '../text/catalogue.ts'
import { CheckFailed, same } from './check.ts'
import type { DemoPeer } from './demo-peer.ts'

export type StepName = keyof Catalogue['demo']['steps']

/** What the steps share. */
export interface Stage {
  alice: DemoPeer
  bob: DemoPeer
  words: Catalogue
  /** What was sent, in order, to compare with what is found in the end. */
  sent: Message[]
  /** Commands that run over several steps. */
  calling?: ReturnType<DemoPeer['stream']>
  answering?: ReturnType<DemoPeer['stream']>
}

export interface Step {
  name: StepName
  run(stage: Stage): Promise<string>
}

/** Seconds for something to be seen between two nodes that are connected. */
const SOON = 10
/** Within this many seconds a peer that is gone shows as offline (design: 15). */
const GONE_SECONDS = 15
/** Seconds for two nodes to meet again and settle what waited. */
const RETURN_SECONDS = 20
const ALICE_SESSION = 'tcp://127.0.0.1:7000'
const BOB_SESSION = 'tcp://127.0.0.1:7001'
const GREETING = 'Hi bob, are you within earshot?'
const REPLY = '你好，alice！我这里一切都好 👋🏽👨‍👩‍👧‍👦🇨🇳'
const LINES = 'first line\n\n  third line, set in; "quotes", \\ and a tab:\t.\n第四行'
const WAITING = ['one', 'two', '三', 'four 4️⃣', 'five']

export const steps: Step[] = [
  {
    name: 'identities',
    async run({ alice, bob, words }) {
      const [one, other] = await Promise.all(
        [alice, bob].map(peer => peer.command<{ peerId: string }>('init', '--name', peer.name, '--no-passphrase')),
      )
      const ids = [one?.peerId ?? '', other?.peerId ?? '']
      same(
        words,
        words.demo.things.peerIds,
        ids.map(id => /^[1-9A-HJ-NP-Za-km-z]{40,}$/.test(id)).concat(ids[0] !== ids[1]),
        [true, true, true],
      )
      const [first = '', second = ''] = ids.map(id => `${id.slice(0, 16)}…`)
      return words.demo.details.identities(first, second)
    },
  },
  {
    name: 'start',
    async run({ alice, bob, words }) {
      const ready = await Promise.all([alice.start(), bob.start()])
      const addresses = ready.flatMap(one => one.addresses)
      same(
        words,
        words.demo.things.addresses,
        addresses.length >= 2 && addresses.every(one => one.startsWith('/ip4/127.0.0.1/')),
        true,
      )
      return words.demo.details.start(addresses.map(one => one.replace(/\/p2p\/.*$/, '')).join(', '))
    },
  },
  {
    name: 'befriend',
    async run({ alice, bob, words }) {
      const { link } = await alice.command<{ link: string }>('invite')
      same(words, words.demo.things.invite, link.startsWith('earshot:'), true)
      await bob.command<Friend>('add', link)
      await Promise.all(
        [alice, bob].map(peer =>
          peer.event(
            0,
            words.demo.things.friends(peer.name),
            SOON,
            event => isFriendEvent(event, 'friend') || undefined,
          ),
        ),
      )
      for (const [peer, other] of [[alice, bob] as const, [bob, alice] as const]) {
        const friends = await peer.command<Friend[]>('friends')
        same(
          words,
          words.demo.things.friends(peer.name),
          friends.map(({ name, state }) => [name, state]),
          [[other.name, 'friend']],
        )
      }
      return words.demo.details.befriend(`${link.slice(0, 48)}…`)
    },
  },
  { name: 'greet', run: stage => tell(stage, stage.alice, stage.bob, GREETING) },
  { name: 'reply', run: stage => tell(stage, stage.bob, stage.alice, REPLY) },
  { name: 'lines', run: stage => tell(stage, stage.alice, stage.bob, LINES, true) },
  {
    name: 'read',
    async run({ alice, bob, words, sent }) {
      const mine = sent
        .filter(message => message.text === GREETING || message.text === LINES)
        .map(message => message.id)
      const [unread] = await bob.command<Conversation[]>('unread')
      same(words, words.demo.things.unread('bob'), unread?.unread, mine.length)
      await bob.command('read', 'alice')
      for (const id of mine) await alice.event(0, words.demo.things.read, SOON, event => hasReached(event, id, 'read'))
      same(words, words.demo.things.unread('bob'), await bob.command<Conversation[]>('unread'), [])
      return words.demo.details.read(mine.length)
    },
  },
  {
    name: 'shake',
    async run({ alice, bob, words, sent }) {
      const from = bob.heard
      const since = performance.now()
      const message = await alice.command<Message>('shake', 'bob')
      await bob.event(from, words.demo.things.shake, SOON, event =>
        event.event === 'shake' && event.fresh ? true : undefined,
      )
      sent.push(message)
      return words.demo.details.shake(elapsed(since))
    },
  },
  {
    name: 'shakeAgain',
    run: async ({ alice, words }) => words.demo.details.refused(await alice.refused(7, 'shake', 'bob')),
  },
  {
    name: 'ring',
    async run(stage) {
      const { alice, bob, words } = stage
      const from = bob.heard
      stage.calling = alice.stream('call', 'bob', '--session', ALICE_SESSION)
      const call = await bob.event(from, words.demo.things.call, SOON, event =>
        event.event === 'call' && event.direction === 'in' ? event : undefined,
      )
      same(
        words,
        words.demo.things.session,
        [call.session, call.media, call.state],
        [ALICE_SESSION, 'session', 'ringing'],
      )
      return words.demo.details.ring(call.session ?? '')
    },
  },
  {
    name: 'answer',
    async run(stage) {
      const { alice, bob, words, calling } = stage
      if (calling === undefined) throw new TypeError('nobody calls')
      stage.answering = bob.stream('answer', '--session', BOB_SESSION)
      const call = await alice.object<Call>(calling, 'connected', SOON, line => line.state === 'connected')
      same(words, words.demo.things.session, call.session, BOB_SESSION)
      return words.demo.details.answer(BOB_SESSION)
    },
  },
  {
    name: 'hangUp',
    async run({ alice, bob, words, calling, answering }) {
      if (calling === undefined || answering === undefined) throw new TypeError('nobody calls')
      await bob.command('hangup')
      const endings = await Promise.all([
        alice.ended(calling, words.demo.things.callEnd, SOON),
        bob.ended(answering, words.demo.things.callEnd, SOON),
      ])
      same(
        words,
        words.demo.things.exitCodes,
        endings.map(ending => ending.code),
        [0, 0],
      )
      const outcomes = await Promise.all([outcomeOf(alice, 'bob'), outcomeOf(bob, 'alice')])
      same(words, words.demo.things.outcomes, outcomes, ['hung-up', 'hung-up'])
      return words.demo.details.hangUp(words.common.callReason['hung-up'])
    },
  },
  {
    name: 'kill',
    async run({ alice, bob, words }) {
      const from = alice.heard
      const since = performance.now()
      await bob.kill()
      await alice.event(from, words.demo.things.offline, GONE_SECONDS, event =>
        event.event === 'presence' && event.peer.presence === 'offline' ? true : undefined,
      )
      return words.demo.details.kill(elapsed(since))
    },
  },
  {
    name: 'wait',
    async run({ alice, words, sent }) {
      for (const text of WAITING) {
        const [message] = await alice.command<Message[]>('send', 'bob', text)
        same(words, words.demo.things.state, message?.state, 'queued')
        if (message !== undefined) sent.push(message)
      }
      await alice.refused(5, 'call', 'bob', '--session', ALICE_SESSION)
      const { queued } = await alice.command<Status>('status')
      if (queued < WAITING.length) same(words, words.demo.things.queued, queued, WAITING.length)
      return words.demo.details.wait(queued)
    },
  },
  {
    name: 'back',
    async run({ alice, bob, words, sent }) {
      const since = performance.now()
      const from = bob.heard
      const aliceFrom = alice.heard
      await bob.start()
      const ids = sent.slice(-WAITING.length).map(message => message.id)
      // Those that came before bob listened again are in the history; all are to be told exactly once, here or there.
      const told = async () =>
        (await bob.command<Message[]>('history', 'alice', '--limit', '100')).map(message => message.id)
      const late = performance.now() + RETURN_SECONDS * 1000
      while (!ids.every(id => bob.eventsFrom(from).some(event => isMessage(event, id)))) {
        const known = await told()
        if (ids.every(id => known.includes(id))) break
        if (performance.now() > late)
          throw new CheckFailed(words.demo.check.notSeen(words.demo.things.waiting, RETURN_SECONDS))
        await delay(50)
      }
      const ms = elapsed(since)
      same(
        words,
        words.demo.things.order,
        (await told()).filter(id => ids.includes(id)),
        ids,
      )
      for (const id of ids)
        await alice.event(aliceFrom, words.demo.things.delivered, SOON, event => hasReached(event, id, 'delivered'))
      same(words, words.demo.things.queued, (await alice.command<Status>('status')).queued, 0)
      return words.demo.details.back(ms)
    },
  },
  {
    name: 'compare',
    async run({ alice, bob, words, sent }) {
      const [one, other] = await Promise.all([
        alice.command<Message[]>('history', 'bob', '--limit', '1000'),
        bob.command<Message[]>('history', 'alice', '--limit', '1000'),
      ])
      const look = (messages: Message[]) => messages.map(({ id, type, text }) => [id, type, text])
      same(words, words.demo.things.histories, look(one), look(other))
      same(words, words.demo.things.ids, new Set(one.map(message => message.id)).size, one.length)
      const texts = one.filter(message => message.type === 'text').map(message => [message.id, message.text])
      same(
        words,
        words.demo.things.texts,
        texts,
        sent.filter(message => message.type === 'text').map(message => [message.id, message.text]),
      )
      return words.demo.details.compare(one.length)
    },
  },
  {
    name: 'stop',
    async run({ alice, bob, words }) {
      same(words, words.demo.things.exitCodes, await Promise.all([alice.down(), bob.down()]), [0, 0])
      const running = await Promise.all([alice, bob].map(peer => peer.command<Status>('status')))
      same(
        words,
        words.demo.things.running,
        running.map(status => status.running),
        [false, false],
      )
      return words.demo.details.stop
    },
  },
]

/** One writes, the other has it: same id, same text, delivered. */
async function tell(stage: Stage, from: DemoPeer, to: DemoPeer, text: string, piped = false): Promise<string> {
  const { words } = stage
  const heard = to.heard
  const since = performance.now()
  const [message] = piped
    ? await from.commandWith<Message[]>(text, 'send', to.name, '-', '--wait', 'delivered')
    : await from.command<Message[]>('send', to.name, text, '--wait', 'delivered')
  const ms = elapsed(since)
  if (message === undefined) throw new CheckFailed(words.demo.check.notSeen(words.demo.things.message, 0))
  if (message.state !== 'read') same(words, words.demo.things.state, message.state, 'delivered')
  const seen = await to.event(heard, words.demo.things.message, SOON, event =>
    isMessage(event, message.id) ? event.message : undefined,
  )
  same(words, words.demo.things.text, [seen.text, seen.from.name, seen.own], [text, from.name, false])
  stage.sent.push(message)
  return words.demo.details.message(text.replaceAll('\n', '␤').replaceAll('\t', ' '), ms)
}

async function outcomeOf(peer: DemoPeer, other: string): Promise<string | undefined> {
  const messages = await peer.command<Message[]>('history', other, '--type', 'call')
  return messages.at(-1)?.call?.outcome
}

function isMessage(event: Event, id: string): event is Event & { event: 'message' } {
  return event.event === 'message' && event.message.id === id
}

function isFriendEvent(event: Event, state: Friend['state']): boolean {
  return event.event === 'friend' && event.friend.state === state
}

/** Reading implies delivery; which of the two is told depends on who was faster. */
function hasReached(event: Event, id: string, state: 'delivered' | 'read'): true | undefined {
  const reached = event.event === 'state' && event.id === id
  return reached && (event.state === state || event.state === 'read') ? true : undefined
}

function elapsed(since: number): number {
  return Math.round(performance.now() - since)
}

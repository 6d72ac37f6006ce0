/** What people on test hosts do with each other, in the commands they would type. */
import type { Friend, Message } from '../../../src/node/messenger.ts'
import { Checker } from './checker.ts'
import type { Host } from './host.ts'
import { until } from './until.ts'

/** The peer id of the node that runs, or last ran, on a host. */
export function idOf(host: Host): string {
  if (host.ready === undefined) throw new Error(`${host.name}: no node has run here`)
  return host.ready.peerId
}

/** Waits until `host` sees the other one's node nearby, with the name from its card. */
export async function seesNearby(host: Host, other: Host, timeout = 60_000): Promise<void> {
  await until(
    async () => {
      const peers = await host.json<{ peerId: string; name: string }[]>('nearby')
      return peers.some(peer => peer.peerId === idOf(other) && peer.name !== '')
    },
    { what: `${host.name} sees ${other.name} nearby`, timeout },
  )
}

/** Waits until `host` has a relation in this state with the other one. */
export async function hasState(host: Host, other: Host, state: Friend['state'], timeout = 60_000): Promise<Friend> {
  return until(
    async () => {
      const known = [...(await host.friends()), ...(await host.json<Friend[]>('requests'))]
      return known.find(friend => friend.peerId === idOf(other) && friend.state === state)
    },
    { what: `${host.name} has ${other.name} as ${state}`, timeout },
  )
}

/** Makes friends of two running nodes that can find each other: one asks, the other accepts, both see the other here. */
export async function befriend(asking: Host, asked: Host): Promise<void> {
  await seesNearby(asking, asked)
  await asking.json('add', idOf(asked))
  await hasState(asked, asking, 'received')
  await asked.json('accept', idOf(asking))
  for (const [one, other] of [
    [asking, asked],
    [asked, asking],
  ] as const) {
    await hasState(one, other, 'friend')
    await one.sees(idOf(other), 'here')
  }
}

/** Makes friends of two running nodes by a link, which needs neither multicast nor an answer. */
export async function befriendByLink(inviting: Host, invited: Host): Promise<void> {
  const { link } = await inviting.json<{ link: string }>('invite')
  await invited.json('add', link)
  await hasState(inviting, invited, 'friend')
  await hasState(invited, inviting, 'friend')
}

/** Starts a node on every host, all at once. */
export async function startAll(hosts: readonly Host[], options: Parameters<Host['start']>[0] = {}): Promise<void> {
  await Promise.all(hosts.map(host => host.start(options)))
}

/** Sends one text and gives the message. */
export async function send(from: Host, to: Host, text: string, ...options: string[]): Promise<Message> {
  const [message] = await from.json<Message[]>('send', idOf(to), text, ...options)
  if (message === undefined) throw new Error(`${from.name}: send gave no message`)
  return message
}

/** Waits until the history of `host` with the other one has this text. */
export async function hasText(host: Host, other: Host, text: string, timeout = 60_000): Promise<Message> {
  return until(async () => (await host.history(idOf(other))).find(message => message.text === text), {
    what: `${host.name} has "${text}" from ${other.name}`,
    timeout,
  })
}

/** The texts of a conversation, oldest first. */
export async function texts(host: Host, other: Host): Promise<string[]> {
  return (await host.history(idOf(other))).flatMap(message => (message.text === undefined ? [] : [message.text]))
}

/** Waits until nothing of one's own waits for its reader any more. */
export async function allDelivered(host: Host, timeout = 60_000): Promise<void> {
  await until(async () => (await host.json<{ queued: number }>('status')).queued === 0, {
    what: `everything ${host.name} sent is delivered`,
    timeout,
    every: 200,
  })
}

const THE_PAIR = 'the pair'

/** The conversation of two friends under a checker: sends by command, and in the end the proof. */
export class CheckedPair {
  readonly checker = new Checker()
  readonly #hosts: readonly [Host, Host]

  private constructor(one: Host, other: Host) {
    this.#hosts = [one, other]
  }

  /** Begins to check; what the first host shows already counts as accepted. */
  static async begin(one: Host, other: Host): Promise<CheckedPair> {
    const pair = new CheckedPair(one, other)
    for (const message of await pair.#shown(one)) {
      const author = message.own ? one.name : other.name
      pair.checker.attempt(author, THE_PAIR, message.text ?? '')
      pair.checker.accept(message.text ?? '', message.id)
    }
    return pair
  }

  /** Sends a text, recorded; it must be accepted. */
  async send(from: Host, text: string, ...options: string[]): Promise<Message> {
    this.attempt(from, text)
    const message = await send(from, this.#friendOf(from), text, ...options)
    this.checker.accept(text, message.id)
    return message
  }

  /** Records a text that is sent in another way, and that may or may not be accepted. */
  attempt(from: Host, text: string): void {
    this.checker.attempt(from.name, THE_PAIR, text)
  }

  /** Waits until all is delivered both ways, then compares the two histories with everything that was accepted. */
  async assertKept(options: { causality?: boolean; timeout?: number } = {}): Promise<void> {
    for (const host of this.#hosts) await allDelivered(host, options.timeout)
    for (const host of this.#hosts) {
      const messages = await this.#shown(host)
      this.checker.history(
        host.name,
        THE_PAIR,
        messages.map(message => ({ ...message, conversation: THE_PAIR })),
      )
    }
    this.checker.assertKept(options)
  }

  async #shown(host: Host): Promise<Message[]> {
    return (await host.history(idOf(this.#friendOf(host)))).filter(message => message.type === 'text')
  }

  #friendOf(host: Host): Host {
    return host === this.#hosts[0] ? this.#hosts[1] : this.#hosts[0]
  }
}

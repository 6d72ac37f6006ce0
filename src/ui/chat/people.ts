/**
 * Who the line mode has heard of, how each is called on the screen, and whom a typed name means. Names are neither unique nor
 * trusted: where two people would look the same, each is shown with the beginning of the peer id, which also works as a name.
 */
import type { Friend, FriendState, Peer, PeerIdString, Presence, Resembled } from '../../node/messenger.ts'
import { displayName, sanitize } from '../text/sanitize.ts'

/** Every Ed25519 peer id begins with these 8 characters, so a useful prefix is longer. */
const COMMON_PREFIX = '12D3KooW'
const SHORTEST_PREFIX = COMMON_PREFIX.length + 6

export interface Person {
  peerId: PeerIdString
  name: string
  nick?: string
  status?: string
  presence: Presence
  state?: FriendState
  direction?: 'in' | 'out'
  greeting?: string
  folder?: string
  lastSeen?: string
  verified: boolean
  /** Looks like this friend, and is another. */
  resembles?: Resembled
}

export class People {
  readonly #byId = new Map<PeerIdString, Person>()
  /** How each is called by itself, and who is called so: a label is asked for in every line of a list. */
  readonly #plain = new Map<PeerIdString, string>()
  readonly #byName = new Map<string, Set<PeerIdString>>()
  /** Who sits here; empty until that is known. */
  self: PeerIdString = ''

  /** Takes in what is newly known of somebody; what the peer object does not tell stays as it was. */
  learn(peer: Peer | Friend): Person {
    const known = this.#byId.get(peer.peerId)
    const { peerId, name, presence, verified } = peer
    const person: Person = { ...known, peerId, name: name === '' ? (known?.name ?? '') : name, presence, verified }
    delete person.resembles
    if (peer.resembles !== undefined) person.resembles = peer.resembles
    if (peer.status !== undefined) person.status = peer.status
    if (peer.lastSeen !== undefined) person.lastSeen = peer.lastSeen
    if ('folder' in peer) {
      person.state = peer.state
      person.folder = peer.folder
      delete person.nick
      delete person.direction
      delete person.greeting
      if (peer.direction !== undefined) person.direction = peer.direction
      if (peer.greeting !== undefined) person.greeting = peer.greeting
    }
    if (peer.nick !== undefined) person.nick = peer.nick
    this.#byId.set(peerId, person)
    this.#call(peerId, plainName(person))
    return person
  }

  forget(): void {
    this.#byId.clear()
    this.#plain.clear()
    this.#byName.clear()
  }

  get(peerId: PeerIdString): Person | undefined {
    return this.#byId.get(peerId)
  }

  get all(): Person[] {
    return [...this.#byId.values()]
  }

  get friends(): Person[] {
    return this.all.filter(person => person.state === 'friend')
  }

  /** How somebody is called on the screen, told apart from everybody else known. `fallback` is a name seen elsewhere. */
  label(peerId: PeerIdString, fallback = ''): string {
    const plain = this.#plain.get(peerId) || displayName(fallback)
    if (plain === '') return this.prefix(peerId)
    const called = this.#byName.get(plain.toLocaleLowerCase())
    const alike = called !== undefined && (called.size > 1 || !called.has(peerId))
    return alike ? `${plain} (${this.prefix(peerId)})` : plain
  }

  /** What to type for somebody: the name where it is one person's, else a prefix of the peer id. */
  handle(peerId: PeerIdString): string {
    const label = this.label(peerId)
    return label === this.#plain.get(peerId) && !/[,"]/.test(label) ? label : this.prefix(peerId)
  }

  /** The shortest prefix that means only this peer id among those known. */
  prefix(peerId: PeerIdString): string {
    const id = sanitize(peerId, { lines: 'fold' })
    let length = SHORTEST_PREFIX
    while (
      length < id.length &&
      this.all.some(other => other.peerId !== peerId && other.peerId.startsWith(id.slice(0, length)))
    ) {
      length++
    }
    return id.slice(0, length)
  }

  /** The peer id that a typed name means, or the text as it is for the node to judge (unknown, several, a prefix, a link). */
  resolve(typed: string): string {
    const called = this.#byName.get(typed.trim().toLocaleLowerCase()) ?? []
    const matches = [...called].flatMap(peerId => this.#byId.get(peerId) ?? [])
    const friends = matches.filter(person => person.state === 'friend')
    const meant = friends.length === 1 ? friends[0] : matches.length === 1 ? matches[0] : undefined
    return meant?.peerId ?? typed
  }

  #call(peerId: PeerIdString, plain: string): void {
    const before = this.#plain.get(peerId)
    if (before === plain) return
    this.#plain.set(peerId, plain)
    if (before) {
      const called = this.#byName.get(before.toLocaleLowerCase())
      called?.delete(peerId)
      if (called?.size === 0) this.#byName.delete(before.toLocaleLowerCase())
    }
    if (plain === '') return
    const name = plain.toLocaleLowerCase()
    const called = this.#byName.get(name)
    if (called === undefined) this.#byName.set(name, new Set([peerId]))
    else called.add(peerId)
  }
}

function plainName(person: Person): string {
  return displayName(person.nick ?? '') || displayName(person.name)
}

/**
 * Mail: everything that goes through relays. Own mailboxes are kept and collected, letters are carried to friends who are away, what
 * comes is opened, keys are traded and renewed. The node tells it who came, who went and what is new; it tells the node what arrived.
 */
import type { Faults } from '../../host/faults.ts'
import type { Host, Log } from '../../host/host.ts'
import { type PeerIdString, publicKeyOf } from '../../protocol/ids.ts'
import { passHash } from '../../protocol/token.ts'
import type { Keys, Signed } from '../../protocol/wire/frames.ts'
import type { Advance } from '../../store/readers.ts'
import type { ConversationRecord, RelayRecord } from '../../store/records.ts'
import { feedOf } from '../../store/records.ts'
import type { Store } from '../../store/store.ts'
import { isFriend, untold } from '../friendship.ts'
import type { People } from '../people.ts'
import { readCursor } from '../sync/positions.ts'
import { Recovery } from '../sync/recovery.ts'
import type { Session } from '../sync/session.ts'
import { circuitAddresses, type RelayPlace, relayPlaces } from './addresses.ts'
import { Carrier } from './carrier.ts'
import { Doubts } from './doubts.ts'
import { Inbox } from './inbox.ts'
import { KeyTrade } from './key-trade.ts'
import type { LetterEvents } from './letter-events.ts'
import { Mailbox } from './mailbox.ts'
import { RelayLink } from './relay-link.ts'

/** At the start friends who are there are met first, milliseconds. */
const START_MS = 3_000
/** One's cursor goes back for all that came within this time, milliseconds. */
const ANSWER_MS = 300
/** What was read is told of after this long, milliseconds: people read several in a row. */
const READ_MS = 2_000
const TICK_MS = 30_000
/** A link to somebody else's relay is closed when it was of no use for this long, milliseconds. */
const IDLE_LINK_MS = 60_000

export interface MailEvents {
  card(peer: PeerIdString, signed: Signed): Promise<void>
  friendship(peer: PeerIdString, signed: Signed, card: Signed | undefined): Promise<boolean>
  advanced(conversation: ConversationRecord, advances: Advance[]): void
  /** This profile was rolled back and goes on under a new installation. */
  renewed(): void
  /** One's own card changed. */
  cardChanged(): void
  /** A mailbox went up or down. */
  relay(relay: PeerIdString): void
}

export interface MailOptions {
  store: Store
  host: Host
  people: People
  faults: Faults
  clock: () => number
  log: Log
  session: (peer: PeerIdString) => Session | undefined
  events: MailEvents
  /** Milliseconds between two looks at what rests with relays. @default 30 s */
  pace?: number | undefined
}

export class Mail {
  readonly #options: MailOptions
  readonly #mailboxes = new Map<PeerIdString, Mailbox>()
  readonly #links = new Map<PeerIdString, RelayLink>()
  readonly #recoveries = new Map<PeerIdString, Recovery>()
  readonly #carrier: Carrier
  readonly #inbox: Inbox
  readonly #keys: KeyTrade
  readonly #doubts: Doubts
  readonly #timers = new Set<NodeJS.Timeout>()
  #tick: NodeJS.Timeout | undefined
  #looking = false

  constructor(options: MailOptions) {
    this.#options = options
    const { store, people, clock, log, faults } = options
    this.#carrier = new Carrier({
      store,
      people,
      clock,
      log,
      here: peer => this.#here(peer),
      link: place => this.#link(place),
      onCard: (peer, signed) => options.events.card(peer, signed),
      onRelayed: (peer, stretches) => {
        const conversation = store.conversations.with(peer)
        const advances = stretches.map(({ feed, from, to }) => ({ feed, from, to, state: 'relayed' as const }))
        if (conversation !== undefined) options.events.advanced(conversation, advances)
      },
      onStore: (relay, id) => void this.#storeIs(relay, id),
    })
    this.#inbox = new Inbox({ store, people, clock, log, faults, events: this.#letterEvents() })
    this.#doubts = new Doubts({
      store,
      clock,
      log,
      link: place => this.#link(place),
      onStore: (relay, id) => this.#storeIs(relay, id),
      onLost: peer => this.wake(peer),
      ...(options.pace === undefined ? {} : { patience: options.pace }),
    })
    this.#keys = new KeyTrade({
      store,
      clock,
      hasMailbox: () => this.#relays().some(({ invitation }) => invitation === undefined),
      friends: () => this.#friends(),
      say: (peer, keys) => this.#say(peer, keys),
      lost: peer => this.wake(peer),
    })
  }

  async start(): Promise<void> {
    await this.#renewCardKey()
    for (const record of this.#relays()) this.#open(record).start()
    this.#later(START_MS, () => this.#wakeAll())
    this.#tick = setInterval(() => void this.#look(), this.#options.pace ?? TICK_MS)
  }

  async stop(): Promise<void> {
    clearInterval(this.#tick)
    for (const timer of this.#timers) clearTimeout(timer)
    await this.#carrier.stop()
    this.#keys.stop()
    await this.#inbox.stop()
    await Promise.all([...this.#mailboxes.values()].map(mailbox => mailbox.stop()))
    await Promise.all([...this.#links.values()].map(link => link.close()))
  }

  /** Whether something is on its way to a relay, or from one. */
  get busy(): boolean {
    return this.#carrier.busy || this.#inbox.busy
  }

  // What the node tells.

  /** There is something new for somebody, who may be away. */
  wake(peer: PeerIdString): void {
    if (!this.#here(peer)) this.#carrier.wake(peer)
  }

  /** Something of theirs was read here. */
  read(peer: PeerIdString): void {
    if (!this.#here(peer)) this.#carrier.wake(peer, READ_MS)
  }

  /** They are here: all goes directly from now on. */
  met(peer: PeerIdString): void {
    this.#carrier.met(peer)
    this.#recoveries.delete(peer)
    const session = this.#options.session(peer)
    const { store, people } = this.#options
    const relays = people.get(peer)?.card?.relays ?? []
    if (relays.length > 0) session?.sendKeys({ keys: [], again: false, gone: [], left: store.keys.left(peer) })
  }

  /** They went: what they lack, and have not heard, goes to their relay. `told` is how far they were told of one's cursor. */
  parted(peer: PeerIdString, told: number): void {
    this.#options.store.conversations
      .tellTold(peer, told)
      .then(() => this.wake(peer))
      .catch((error: Error) => this.#options.log(`parted: ${error.message}`))
  }

  /** The other side of a stream speaks of keys. */
  hearKeys(peer: PeerIdString, keys: Keys): Promise<void> {
    return this.#keys.hear(peer, keys)
  }

  /** Who may deposit, the card, or where this peer listens may have changed. */
  renew(): void {
    for (const mailbox of this.#mailboxes.values()) mailbox.renew()
  }

  /** They are no friend any more: what was sealed to keys of the other is not to be opened, nor made, any more. */
  async forget(peer: PeerIdString): Promise<void> {
    const { store } = this.#options
    const trim = await store.keys.trim(peer, 0)
    await store.commit(tx => {
      trim(tx)
      store.keys.forget(tx, peer)
    })
  }

  // Own relays.

  mailboxes(): Mailbox[] {
    return [...this.#mailboxes.values()]
  }

  /** Makes a mailbox at a relay, or tries to: what keeps it from that is thrown, and nothing is kept then. */
  async add(record: RelayRecord): Promise<void> {
    const { store } = this.#options
    const known = this.#mailboxes.get(record.peerId)
    const mailbox = known ?? this.#open(record)
    mailbox.link.learn(record.addresses)
    try {
      if (!mailbox.ready) await mailbox.connect()
    } catch (error) {
      if (known === undefined) {
        this.#mailboxes.delete(record.peerId)
        this.#links.delete(record.peerId)
        await mailbox.stop()
      }
      throw error
    }
    const others = this.#relays().filter(({ peerId }) => peerId !== record.peerId)
    const { invitation: _used, ...made } = record
    const now = this.#relays().find(({ peerId }) => peerId === record.peerId)
    await store.commit(tx => {
      if (store.keys.cardKey.byteLength === 0) store.keys.renewCardKey(tx, this.#options.clock())
      const kept = { ...made, ...(now?.store === undefined ? {} : { store: now.store }) }
      store.profile.change(tx, {
        relays: [...others, kept],
        cardCounter: store.profile.of(tx).cardCounter + 1,
      })
    })
    this.#cardChanged()
    this.#askForKeys()
  }

  /** Gives a relay up: friends deposit there no more once they have the new card. */
  async remove(relay: PeerIdString): Promise<void> {
    const { store } = this.#options
    const mailbox = this.#mailboxes.get(relay)
    await store.commit(tx => {
      const { relays = [], cardCounter } = store.profile.of(tx)
      store.profile.change(tx, {
        relays: relays.filter(({ peerId }) => peerId !== relay),
        cardCounter: cardCounter + 1,
      })
    })
    this.#mailboxes.delete(relay)
    this.#links.delete(relay)
    await mailbox?.stop()
    this.#cardChanged()
  }

  /** Where somebody may be reached through relays; asks these for where they are now. */
  async places(peer: PeerIdString): Promise<string[]> {
    const contact = this.#options.people.get(peer)
    const relays = contact?.card?.relays ?? contact?.relays ?? []
    const key = publicKeyOf(peer)
    if (contact === undefined || contact.blocked || relays.length === 0 || key === undefined) return []
    const token = Buffer.from(contact.theirs?.token ?? '', 'hex')
    const found: string[] = []
    for (const place of relayPlaces(relays)) {
      try {
        const answer = await this.#link(place).ask({ lookup: { peer: key, token } }, 3_000)
        found.push(...(answer.found?.addresses ?? []))
      } catch (error) {
        this.#options.log(`no places of ${peer} from ${place.relay}: ${(error as Error).message}`)
      }
    }
    return [...found, ...circuitAddresses(peer, relays)]
  }

  // Inside.

  #relays(): readonly RelayRecord[] {
    return this.#options.store.profile.record.relays ?? []
  }

  #friends(): PeerIdString[] {
    return this.#options.people
      .all()
      .filter(isFriend)
      .map(({ peerId }) => peerId)
  }

  #here(peer: PeerIdString): boolean {
    return this.#options.session(peer)?.met ?? false
  }

  #later(milliseconds: number, run: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer)
      run()
    }, milliseconds)
    this.#timers.add(timer)
  }

  #say(peer: PeerIdString, keys: Partial<Keys>): void {
    const session = this.#here(peer) ? this.#options.session(peer) : undefined
    if (session === undefined) this.#carrier.tellKeys(peer, keys)
    else session.sendKeys({ keys: [], again: false, gone: [], ...keys })
  }

  /** Friends who are here say how many keys they have, when they hear that there is a mailbox; the others in their letters. */
  #askForKeys(): void {
    const none: Keys = { keys: [], again: false, gone: [], left: 0 }
    for (const peer of this.#friends()) {
      if (this.#here(peer)) void this.#keys.hear(peer, none).catch((error: Error) => this.#options.log(error.message))
    }
  }

  #wakeAll(): void {
    for (const contact of this.#options.people.all()) {
      if (isFriend(contact) || untold(contact)) this.wake(contact.peerId)
    }
  }

  #link(place: RelayPlace): RelayLink {
    const own = this.#mailboxes.get(place.relay)?.link
    const link = own ?? this.#links.get(place.relay) ?? this.#newLink(place.relay)
    link.learn(place.addresses)
    return link
  }

  #newLink(relay: PeerIdString): RelayLink {
    const { host, log } = this.#options
    const link = new RelayLink({ host, relay, log })
    this.#links.set(relay, link)
    return link
  }

  #open(record: RelayRecord): Mailbox {
    const { host, log, people } = this.#options
    const mailbox = new Mailbox({
      host,
      record,
      log,
      registration: () => ({ card: people.card().signed, passes: this.#passes(), addresses: ownAddresses(host) }),
      onRegistered: store => this.#registered(record.peerId, store),
      onParcel: (bytes, confirm) => this.#inbox.take(bytes, confirm),
      onChange: () => {
        this.#options.events.relay(record.peerId)
        if (!mailbox.ready) return
        this.#wakeAll()
        // Being reached through it is of use to some networks, and never a condition.
        host.reserve(record.peerId).catch((error: Error) => log(`reservation at ${record.peerId}: ${error.message}`))
      },
    })
    this.#mailboxes.set(record.peerId, mailbox)
    void this.#links.get(record.peerId)?.close()
    this.#links.delete(record.peerId)
    return mailbox
  }

  /** Everybody this profile wants to hear from, and whoever holds an invite of its that is still open. */
  #passes() {
    const { store, people, clock } = this.#options
    const passes = people
      .all()
      .flatMap(({ token, mine, blocked }) => (token !== undefined && mine?.want && !blocked ? [token] : []))
      .map(token => ({ hash: passHash(Buffer.from(token, 'hex')), invite: false }))
    const invites = store.contacts
      .openInvites(clock())
      .map(({ code }) => ({ hash: passHash(Buffer.from(code, 'base64url')), invite: true }))
    return [...passes, ...invites]
  }

  async #registered(relay: PeerIdString, id: string): Promise<void> {
    const { store } = this.#options
    const known = this.#relays().find(({ peerId }) => peerId === relay)
    if (known !== undefined && known.store !== id) {
      await store.profile.update(({ relays = [] }) => ({
        relays: relays.map(each => (each.peerId === relay ? { ...each, store: id } : each)),
      }))
    }
    await this.#storeIs(relay, id)
  }

  /** What was deposited in another store of this relay is lost, and lacking again. */
  async #storeIs(relay: PeerIdString, id: string): Promise<void> {
    const { store, people, log } = this.#options
    try {
      for (const peer of await store.conversations.lose(each => each.relay === relay && each.store !== id))
        this.wake(peer)
      for (const { peerId, mine } of people.all()) {
        const resting = mine?.relayed
        if (mine === undefined || resting?.relay !== relay || resting.store === id) continue
        await people.rests(peerId, mine.counter, undefined)
        this.wake(peerId)
      }
    } catch (error) {
      log(`store of ${relay}: ${(error as Error).message}`)
    }
  }

  async #renewCardKey(): Promise<void> {
    const { store, clock } = this.#options
    if (this.#relays().length === 0 || !store.keys.cardKeyDue(clock())) return
    await store.commit(tx => {
      store.keys.renewCardKey(tx, clock())
      store.profile.change(tx, { cardCounter: store.profile.of(tx).cardCounter + 1 })
    })
    this.#cardChanged()
  }

  #cardChanged(): void {
    this.#options.events.cardChanged()
    this.renew()
    // Friends who are away find it in the next letter, and with the relay.
  }

  /** Now and then: keys that had their day, deposits that expired, letters that found no way, links that nobody needs. */
  async #look(): Promise<void> {
    const { store, clock, log } = this.#options
    if (this.#looking) return
    this.#looking = true
    try {
      await this.#renewCardKey()
      const now = clock()
      for (const peer of await store.conversations.lose(({ until }) => until <= now)) this.wake(peer)
      await this.#doubts.look()
    } catch (error) {
      log(`look after the mail: ${(error as Error).message}`)
    } finally {
      this.#looking = false
    }
    for (const [relay, link] of this.#links) {
      if (link.busy || performance.now() - link.usedAt < IDLE_LINK_MS) continue
      this.#links.delete(relay)
      await link.close()
    }
  }

  #letterEvents(): LetterEvents {
    const { store, people, events, log } = this.#options
    return {
      card: (peer, signed) => events.card(peer, signed),
      friendship: (peer, signed, card) => events.friendship(peer, signed, card),
      heard: async (peer, { friendship }) => {
        const { again } = await people.told(peer, friendship)
        if (again && untoldTo(people, peer)) this.#carrier.wake(peer)
      },
      cursor: async (peer, cursor, pair) => {
        const said = readCursor(cursor, pair.conversation, [pair.peer, pair.self])
        const suspect = await this.#recovery(peer).suspect(said.feeds)
        const { conversation, advances } = await store.conversations.advance(peer, said)
        if (advances.length > 0) events.advanced(conversation, advances)
        if (cursor.hold) this.#carrier.owe(peer, 'answer', ANSWER_MS)
        if (cursor.again) {
          for (const position of said.feeds) {
            const feed = feedOf(conversation, position.author, position.installation)
            if (feed?.author === pair.peer && feed.through > position.through)
              this.#carrier.ask(peer, feed.number, position)
          }
        }
        if (suspect !== undefined) this.#recovery(peer).start(suspect)
      },
      keys: (peer, keys) => this.#keys.hear(peer, keys),
      entries: async (peer, entries) => {
        const recovery = this.#recovery(peer)
        const ordinary = entries.filter(entry => !recovery.takes(entry))
        await recovery.renewBefore(ordinary)
        return ordinary
      },
      read: async (peer, { entries, introduced, newStatement }) => {
        if (await this.#recovery(peer).finish()) this.#recoveries.delete(peer)
        if (this.#here(peer)) {
          // It is told on the stream what came by the other way.
          if (entries) this.#options.session(peer)?.tell()
        } else if (newStatement) this.#carrier.owe(peer, 'introduce')
        else if (entries || introduced) this.#carrier.owe(peer, 'answer', ANSWER_MS)
      },
      stuck: () => {
        for (const mailbox of this.#mailboxes.values())
          void mailbox.restart().catch((error: Error) => log(error.message))
      },
      gone: ids => this.#keys.gone(ids),
    }
  }

  #recovery(peer: PeerIdString): Recovery {
    const known = this.#recoveries.get(peer)
    if (known !== undefined) return known
    const recovery = new Recovery({
      peer,
      store: this.#options.store,
      ask: position => this.#carrier.claim(peer, position),
      renewed: () => this.#options.events.renewed(),
    })
    this.#recoveries.set(peer, recovery)
    return recovery
  }
}

function untoldTo(people: People, peer: PeerIdString): boolean {
  const contact = people.get(peer)
  return contact !== undefined && untold(contact)
}

/** Where this host listens on a network: what the relay tells friends. */
function ownAddresses(host: Host): string[] {
  const all = host.addresses().filter(address => !address.includes('/p2p-circuit'))
  const outward = all.filter(address => !/\/(127\.0\.0\.1|::1)\//.test(address))
  return (outward.length > 0 ? outward : all).map(address => address.replace(/\/p2p\/[^/]+$/, ''))
}

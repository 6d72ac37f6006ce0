/**
 * Mail: everything that goes through relays. Own mailboxes are kept and collected, letters are carried to friends who are away, what
 * comes is opened, keys are traded and renewed. The node tells it who came, who went and what is new; it tells the node what arrived.
 */
import type { Faults } from '../../host/faults.ts'
import type { Host, Log } from '../../host/host.ts'
import { missing } from '../../protocol/cursor.ts'
import { type PeerIdString, publicKeyOf } from '../../protocol/ids.ts'
import { MAX_ADDRESSES } from '../../protocol/limits.ts'
import type { Keys, Signed } from '../../protocol/wire/frames.ts'
import type { Advance } from '../../store/readers.ts'
import { type ConversationRecord, hadOf, type RelayRecord } from '../../store/records.ts'
import type { Store } from '../../store/store.ts'
import { isFriend, untold } from '../friendship.ts'
import type { People } from '../people.ts'
import type { Session } from '../sync/session.ts'
import { circuitAddresses, placesOf, type RelayPlace } from './addresses.ts'
import { Answering } from './answering.ts'
import { Carrier } from './carrier.ts'
import { Doubts } from './doubts.ts'
import { Inbox } from './inbox.ts'
import { KeyTrade } from './key-trade.ts'
import type { Letter } from './letter.ts'
import type { StatementHeard } from './letter-events.ts'
import type { Mailbox } from './mailbox.ts'
import { nextCardCounter, OwnMailboxes } from './own-mailboxes.ts'
import type { RelayLink } from './relay-link.ts'
import { RelayLinks } from './relay-links.ts'
import { StoreChanges } from './store-changes.ts'
import { Upkeep } from './upkeep.ts'
import { Withdrawing } from './withdrawing.ts'

/** At the start friends who are there are met first, milliseconds. */
const START_MS = 3_000
/** What was read is told of after this long, milliseconds: people read several in a row. */
const READ_MS = 2_000

export interface MailEvents {
  card(peer: PeerIdString, signed: Signed): Promise<void>
  friendship(peer: PeerIdString, signed: Signed, card: Signed | undefined): Promise<StatementHeard>
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
  readonly #own: OwnMailboxes
  readonly #links: RelayLinks
  readonly #carrier: Carrier
  readonly #answering: Answering
  readonly #inbox: Inbox
  readonly #keys: KeyTrade
  readonly #upkeep: Upkeep
  readonly #stores: StoreChanges
  readonly #withdrawing: Withdrawing
  #starting: NodeJS.Timeout | undefined

  constructor(options: MailOptions) {
    this.#options = options
    const { store, host, people, clock, log, faults, events } = options
    this.#links = new RelayLinks({ host, log, own: relay => this.#own.at(relay)?.link })
    const link = (place: RelayPlace): RelayLink => this.#links.to(place)
    const onLost = (peer: PeerIdString): void => this.wake(peer)
    this.#stores = new StoreChanges({ store, people, onLost })
    const onStore = (relay: PeerIdString, id: string): Promise<void> => this.#storeIs(relay, id)
    this.#carrier = new Carrier({
      store,
      people,
      clock,
      log,
      here: peer => this.#here(peer) !== undefined,
      link,
      onCard: (peer, signed) => events.card(peer, signed),
      onRelayed: (peer, stretches) => this.#relayed(peer, stretches),
      onStore: (relay, id) => void onStore(relay, id),
      onDeposited: relay => this.#withdrawing.retry(relay),
    })
    this.#withdrawing = new Withdrawing({
      store,
      log,
      link,
      places: peer => placesOf(people.get(peer)),
      underWay: parcel => this.#carrier.isUnderWay(parcel),
      onGone: peer => {
        if (this.#here(peer) === undefined) this.#carrier.retry(peer)
      },
    })
    this.#keys = new KeyTrade({
      store,
      clock,
      hasMailbox: () => this.#own.records.some(({ invitation }) => invitation === undefined),
      friends: () => this.#friends(),
      say: (peer, keys) => this.#say(peer, keys),
      lost: onLost,
    })
    this.#answering = new Answering({
      store,
      people,
      log,
      carrier: this.#carrier,
      keys: this.#keys,
      here: peer => this.#here(peer),
      card: (peer, signed) => events.card(peer, signed),
      friendship: (peer, signed, card) => events.friendship(peer, signed, card),
      advanced: (conversation, advances) => events.advanced(conversation, advances),
      renewed: () => events.renewed(),
      stuck: wait => {
        for (const mailbox of this.#own.all) void mailbox.restart(wait).catch((error: Error) => log(error.message))
      },
    })
    this.#inbox = new Inbox({ store, people, clock, log, faults, events: this.#answering })
    const doubts = new Doubts({
      store,
      clock,
      log,
      link,
      onStore,
      onLost,
      onCard: (peer, signed) => events.card(peer, signed),
      ...(options.pace === undefined ? {} : { patience: options.pace }),
    })
    this.#upkeep = new Upkeep({
      store,
      people,
      clock,
      log,
      carrier: this.#carrier,
      doubts,
      withdrawing: this.#withdrawing,
      links: this.#links,
      renewCardKey: () => this.#renewCardKey(),
      wake: onLost,
      pace: options.pace,
    })
    this.#own = new OwnMailboxes({
      store,
      host,
      people,
      clock,
      log,
      onParcel: (bytes, confirm) => this.#inbox.take(bytes, confirm),
      onStore,
      onChange: mailbox => this.#changed(mailbox),
      onCard: () => this.#cardChanged(),
    })
  }

  async start(): Promise<void> {
    this.#starting = setTimeout(() => {
      this.#starting = undefined
      this.#wakeAll()
    }, START_MS)
    const { store } = this.#options
    store.withdrawals.onWithdrawn = peer => {
      this.#carrier.withdrawn(peer)
      this.#withdrawing.wake()
    }
    await this.#renewCardKey()
    this.#withdrawing.wake()
    this.#own.start()
    this.#upkeep.start()
  }

  /** What came is stored, then what is to be said is said, then the relays are left. Nothing is written afterwards. */
  async stop(): Promise<void> {
    this.#upkeep.stop()
    clearTimeout(this.#starting)
    await this.#inbox.stop()
    this.#keys.stop()
    await Promise.all([this.#carrier.stop(), this.#withdrawing.stop()])
    this.#options.store.withdrawals.onWithdrawn = undefined
    await this.#own.stop()
    await this.#links.close()
    await this.#upkeep.done()
  }

  /** Whether something is on its way to a relay, or from one. */
  get busy(): boolean {
    return this.#carrier.busy || this.#withdrawing.busy || this.#inbox.busy
  }

  // What the node tells.

  /** There is something new for somebody, who may be away. */
  wake(peer: PeerIdString): void {
    if (this.#here(peer) === undefined) this.#carrier.wake(peer)
  }

  /** Something of theirs was read here. */
  read(peer: PeerIdString): void {
    if (this.#here(peer) === undefined) this.#carrier.wake(peer, READ_MS)
  }

  /** Their card is new: perhaps there is a way to them now, or a key. */
  carded(peer: PeerIdString): void {
    if (this.#here(peer) === undefined) this.#carrier.retry(peer)
  }

  /** They are here: all goes directly from now on. */
  met(peer: PeerIdString): void {
    const { store, people } = this.#options
    const owed = this.#carrier.met(peer)
    this.#answering.met(peer)
    if (owed !== undefined) this.#say(peer, owed)
    const left = store.keys.left(peer)
    if ((people.get(peer)?.card?.relays ?? []).length > 0) this.#say(peer, { left })
  }

  /** They went: what they lack, and have not heard, goes to their relay. `told` is how far they were told of one's cursor. */
  parted(peer: PeerIdString, told: number): void {
    this.#options.store.readership
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
    this.#own.renew()
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
    return this.#own.all
  }

  /** Makes a mailbox at a relay, or tries to: what keeps it from that is thrown, and nothing is kept then. */
  async add(record: RelayRecord): Promise<void> {
    await this.#own.add(record)
    this.#askForKeys()
  }

  /** Gives a relay up: friends deposit there no more once they have the new card. */
  remove(relay: PeerIdString): Promise<void> {
    return this.#own.remove(relay)
  }

  /** Where somebody may be reached through relays; asks these for where they are now. */
  async places(peer: PeerIdString): Promise<string[]> {
    const contact = this.#options.people.get(peer)
    const key = publicKeyOf(peer)
    const places = placesOf(contact)
    if (contact === undefined || contact.blocked || key === undefined) return []
    const token = Buffer.from(contact.theirs?.token ?? '', 'hex')
    const found: string[] = []
    for (const place of places) {
      try {
        const answer = await this.#links.to(place).ask({ lookup: { peer: key, token } }, 3_000)
        found.push(...(answer.found?.addresses ?? []))
      } catch (error) {
        this.#options.log(`no places of ${peer} from ${place.relay}: ${(error as Error).message}`)
      }
    }
    // More of them than a dial takes would be tried in vain: it fails then.
    return [...found.slice(0, MAX_ADDRESSES / 2), ...circuitAddresses(peer, places).slice(0, MAX_ADDRESSES / 2)]
  }

  // Inside.

  #friends(): PeerIdString[] {
    return this.#options.people
      .all()
      .filter(isFriend)
      .map(({ peerId }) => peerId)
  }

  #here(peer: PeerIdString): Session | undefined {
    const session = this.#options.session(peer)
    return session?.met ? session : undefined
  }

  #say(peer: PeerIdString, keys: Partial<Keys>): void {
    const session = this.#here(peer)
    if (session === undefined) this.#carrier.owe(peer, { keys })
    else session.sendKeys({ keys: [], again: false, gone: [], ...keys })
  }

  /** Friends who are here say how many keys they have, when they hear that there is a mailbox; the others in their letters. */
  #askForKeys(): void {
    const none: Keys = { keys: [], again: false, gone: [], left: 0 }
    for (const peer of this.#friends()) {
      if (this.#here(peer) !== undefined)
        void this.#keys.hear(peer, none).catch((error: Error) => this.#options.log(error.message))
    }
  }

  #wakeAll(): void {
    if (this.#starting !== undefined) return
    for (const contact of this.#options.people.all()) {
      if (isFriend(contact) || untold(contact)) this.wake(contact.peerId)
    }
  }

  #changed(mailbox: Mailbox): void {
    const { host, log, events } = this.#options
    events.relay(mailbox.relay)
    if (!mailbox.ready) return
    this.#withdrawing.retry(mailbox.relay)
    this.#wakeAll()
    // Being reached through it is of use to some networks, and never a condition.
    host.reserve(mailbox.relay).catch((error: Error) => log(`reservation at ${mailbox.relay}: ${error.message}`))
  }

  /** A relay keeps more for somebody: what they did not get meanwhile is told. */
  #relayed(peer: PeerIdString, stretches: Letter['stretches']): void {
    const { store, events } = this.#options
    const conversation = store.conversations.with(peer)
    if (conversation === undefined) return
    const advances = stretches.flatMap(({ feed, from, to }) =>
      missing({ through: 0, ranges: [[from, to]] }, hadOf(conversation, feed)).map(([first, last]) => ({
        feed,
        from: first,
        to: last,
        state: 'relayed' as const,
      })),
    )
    if (advances.length > 0) events.advanced(conversation, advances)
  }

  async #storeIs(relay: PeerIdString, id: string): Promise<void> {
    await this.#stores
      .heard(relay, id)
      .catch((error: Error) => this.#options.log(`store of ${relay}: ${error.message}`))
  }

  async #renewCardKey(): Promise<void> {
    const { store, clock } = this.#options
    if (this.#own.records.length === 0 || !store.keys.cardKeyDue(clock())) return
    await store.commit(tx => {
      store.keys.renewCardKey(tx, clock())
      store.profile.change(tx, { cardCounter: nextCardCounter(store.profile.of(tx).cardCounter, clock()) })
    })
    this.#cardChanged()
  }

  #cardChanged(): void {
    this.#options.events.cardChanged()
    this.renew()
    this.#wakeAll()
  }
}

/** The mailboxes that relays keep for this profile: made, kept connected, told who may deposit, given up. */
import type { Host, Log } from '../../host/host.ts'
import type { Bytes } from '../../protocol/bytes.ts'
import type { PeerIdString } from '../../protocol/ids.ts'
import { MAX_ADDRESSES, MAX_PASSES } from '../../protocol/limits.ts'
import { passHash } from '../../protocol/token.ts'
import type { Pass } from '../../protocol/wire/mailbox.ts'
import type { RelayRecord } from '../../store/records.ts'
import type { Store } from '../../store/store.ts'
import type { Transaction } from '../../store/transaction.ts'
import { isFriend } from '../friendship.ts'
import type { People } from '../people.ts'
import { Mailbox } from './mailbox.ts'

export interface OwnMailboxesOptions {
  store: Store
  host: Host
  people: People
  clock: () => number
  log: Log
  onParcel: (bytes: Bytes, confirm: () => void) => void
  /** A relay named its store: what was deposited in another is lost. */
  onStore: (relay: PeerIdString, store: string) => Promise<void>
  /** One went up or down, or was refused. */
  onChange: (mailbox: Mailbox) => void
  /** One was made or given up: the card says so now. */
  onCard: () => void
}

export class OwnMailboxes {
  readonly #options: OwnMailboxesOptions
  readonly #mailboxes = new Map<PeerIdString, Mailbox>()

  constructor(options: OwnMailboxesOptions) {
    this.#options = options
  }

  start(): void {
    for (const record of this.records) this.#open(record).start()
  }

  async stop(): Promise<void> {
    await Promise.all(this.all.map(mailbox => mailbox.stop()))
  }

  get all(): Mailbox[] {
    return [...this.#mailboxes.values()]
  }

  get records(): readonly RelayRecord[] {
    return this.#options.store.profile.record.relays ?? []
  }

  at(relay: PeerIdString): Mailbox | undefined {
    return this.#mailboxes.get(relay)
  }

  /** Makes a mailbox at a relay, or tries to: what keeps it from that is thrown, and nothing is kept then. */
  async add(record: RelayRecord): Promise<void> {
    const { store, clock, onCard } = this.#options
    const known = this.#mailboxes.get(record.peerId)
    const mailbox = known ?? this.#open(record)
    mailbox.link.learn(record.addresses)
    try {
      // Whoever has a new invitation knows that the mailbox of before is gone.
      if (!mailbox.ready || record.invitation !== undefined) await mailbox.connect(record.invitation)
    } catch (error) {
      if (known === undefined) {
        this.#mailboxes.delete(record.peerId)
        await mailbox.stop()
      }
      throw error
    }
    const { invitation: _used, ...made } = record
    await store.commit(tx => {
      if (store.keys.cardKey.byteLength === 0) store.keys.renewCardKey(tx, clock())
      const relays = store.profile.of(tx).relays ?? []
      const before = relays.find(({ peerId }) => peerId === record.peerId)?.store
      const others = relays.filter(({ peerId }) => peerId !== record.peerId)
      store.profile.change(tx, { relays: [...others, { ...made, ...(before === undefined ? {} : { store: before }) }] })
      this.#newCard(tx)
    })
    onCard()
  }

  /** Gives a relay up: friends deposit there no more once they have the new card. */
  async remove(relay: PeerIdString): Promise<void> {
    const { store, onCard } = this.#options
    const mailbox = this.#mailboxes.get(relay)
    await store.commit(tx => {
      const { relays = [] } = store.profile.of(tx)
      store.profile.change(tx, { relays: relays.filter(({ peerId }) => peerId !== relay) })
      this.#newCard(tx)
    })
    this.#mailboxes.delete(relay)
    await mailbox?.stop()
    onCard()
  }

  /** Friends must hear where to deposit now, whether there is anything else to say to them or not. */
  #newCard(tx: Transaction): void {
    const { store, clock } = this.#options
    store.profile.change(tx, { cardCounter: nextCardCounter(store.profile.of(tx).cardCounter, clock()) })
    store.readership.untell(tx)
  }

  /** Who may deposit, the card, or where this peer listens may have changed. */
  renew(): void {
    for (const mailbox of this.#mailboxes.values()) mailbox.renew()
  }

  #open(record: RelayRecord): Mailbox {
    const { host, log, people, onParcel, onChange } = this.#options
    const mailbox: Mailbox = new Mailbox({
      host,
      record,
      log,
      registration: () => ({
        card: people.card().signed,
        passes: this.#passes(),
        addresses: host.outwardAddresses().slice(0, MAX_ADDRESSES),
      }),
      onRegistered: store => this.#registered(record.peerId, store),
      onParcel,
      onChange: () => onChange(mailbox),
    })
    this.#mailboxes.set(record.peerId, mailbox)
    return mailbox
  }

  /** Everybody this profile wants to hear from, friends first, and whoever holds an invite of its that is still open. */
  #passes(): Pass[] {
    const { store, people, clock } = this.#options
    const passes = people
      .all()
      .filter(({ token, mine, blocked }) => token !== undefined && mine?.want && !blocked)
      .sort((a, b) => Number(isFriend(b)) - Number(isFriend(a)))
      .map(({ token = '' }) => ({ hash: passHash(Buffer.from(token, 'hex')), invite: false }))
    const invites = store.contacts
      .openInvites(clock())
      .map(({ code }) => ({ hash: passHash(Buffer.from(code, 'base64url')), invite: true }))
    return [...passes, ...invites].slice(0, MAX_PASSES)
  }

  async #registered(relay: PeerIdString, id: string): Promise<void> {
    const { store, onStore } = this.#options
    const known = this.records.find(({ peerId }) => peerId === relay)
    if (known !== undefined && known.store !== id) {
      await store.profile.update(({ relays = [] }) => ({
        relays: relays.map(each => (each.peerId === relay ? { ...each, store: id } : each)),
      }))
    }
    await onStore(relay, id)
  }
}

/**
 * The newest card wins, by its counter. A profile that was put back to an older copy of its disk must get beyond what it forgot: the
 * clock has gone on meanwhile, in seconds since 1970.
 */
export function nextCardCounter(counter: number, now: number): number {
  const seconds = Math.floor(now / 1000)
  return Math.max(counter + 1, Number.isSafeInteger(seconds) ? seconds : 0)
}

/**
 * Whether what relays said to have is still there. A relay may have lost its store, been put back to an older copy of its disk, or lie:
 * so it is asked now and then. Where its store is another one, or the reader's mailbox is gone, what was deposited is lost. Where the
 * reader is connected to it and still has not said that they have it, it is taken for lost, too, and deposited again: at first soon,
 * then ever more rarely, because the reader may have another reason.
 */
import type { Log } from '../../host/host.ts'
import { type Bytes, hex } from '../../protocol/bytes.ts'
import { type PeerIdString, publicKeyOf } from '../../protocol/ids.ts'
import { Signed } from '../../protocol/wire/frames.ts'
import type { Found } from '../../protocol/wire/mailbox.ts'
import type { ContactRecord } from '../../store/records.ts'
import type { Store } from '../../store/store.ts'
import { type RelayPlace, relayPlaces } from './addresses.ts'
import { Refused, type RelayLink } from './relay-link.ts'

/** A connected reader is given this long to answer, milliseconds; doubled each time that was not enough. */
const FIRST_PATIENCE_MS = 45_000
const LAST_PATIENCE_MS = 24 * 3600 * 1000
/** Readers that are asked about in one round. */
const MAX_ASKED = 32

export interface DoubtsOptions {
  store: Store
  clock: () => number
  log: Log
  link: (place: RelayPlace) => RelayLink
  /** A relay named its store: what was deposited in another is lost. */
  onStore: (relay: PeerIdString, store: string) => Promise<void>
  /** Something is lacking again for this reader. */
  onLost: (peer: PeerIdString) => void
  /** A card from a relay, signed by whom it is of. */
  onCard: (peer: PeerIdString, signed: Signed) => Promise<void>
  /** @default 45 s */
  patience?: number
}

interface Doubt {
  /** What is waited for: another one means that it went on. */
  newest: number
  count: number
  /** When the reader was first seen connected while they were there; milliseconds of `performance.now()`. */
  since: number | undefined
  patience: number
}

export class Doubts {
  readonly #options: DoubtsOptions
  readonly #first: number
  readonly #doubts = new Map<PeerIdString, Doubt>()
  #turn = 0

  constructor(options: DoubtsOptions) {
    this.#options = options
    this.#first = options.patience ?? FIRST_PATIENCE_MS
  }

  /** Asks about some of those for whom something rests; all have their turn. */
  async look(): Promise<void> {
    const { store, log } = this.#options
    const waiting = store.deposits.with(() => true).flatMap(number => store.conversations.byNumber(number) ?? [])
    for (const peer of this.#doubts.keys()) if (!waiting.some(each => each.peer === peer)) this.#doubts.delete(peer)
    const from = waiting.length === 0 ? 0 : this.#turn % waiting.length
    const some = [...waiting.slice(from), ...waiting.slice(0, from)].slice(0, MAX_ASKED)
    this.#turn = from + some.length
    for (const { peer, number } of some) {
      await this.#ask(peer, number).catch((error: Error) => log(`deposits for ${peer}: ${error.message}`))
    }
  }

  async #ask(peer: PeerIdString, number: number): Promise<void> {
    const { store, onStore, onLost, onCard, log } = this.#options
    const contact = store.contacts.get(peer)
    const key = publicKeyOf(peer)
    const deposits = store.deposits.of(number)
    if (contact === undefined || key === undefined || deposits.length === 0) return
    const relays = new Set(deposits.map(({ relay }) => relay))
    let connected = false
    for (const place of relayPlaces(contact.card?.relays ?? [])) {
      if (!relays.has(place.relay)) continue
      try {
        const found = await this.#found(place, key, contact)
        if (found === undefined) continue
        connected ||= found.connected
        await onStore(place.relay, hex(found.store as Bytes))
        // It may be newer than the one known, if they have not been heard of for long.
        if (found.card.byteLength > 0) await onCard(peer, Signed.decode(found.card))
      } catch (error) {
        if (!(error instanceof Refused) || error.code !== 'no-mailbox') {
          log(`deposits for ${peer} at ${place.relay}: ${(error as Error).message}`)
          continue
        }
        log(`the mailbox of ${peer} at ${place.relay} is gone`)
        await this.#lose(number, peer, place.relay)
      }
    }
    // A relay that is not on their card any more is not collected from any more.
    const left = new Set(relayPlaces(contact.card?.relays ?? []).map(({ relay }) => relay))
    for (const relay of relays) if (!left.has(relay)) await this.#lose(number, peer, relay)
    if (this.#overdue(peer, number, connected)) {
      log(`${peer} is connected and has not what rests for them: deposited again`)
      const lost = await store.readership.lose(deposit => deposit.conversation === number)
      if (lost.length > 0) onLost(peer)
    }
  }

  /** With their token, which tells whether they are connected; where it is not known, as anybody may ask. */
  async #found(place: RelayPlace, peer: Bytes, { theirs }: ContactRecord): Promise<Found | undefined> {
    const link = this.#options.link(place)
    const token = Buffer.from(theirs?.token ?? '', 'hex')
    try {
      return (await link.ask({ lookup: { peer, token } })).found
    } catch (error) {
      if (!(error instanceof Refused) || error.code !== 'not-allowed' || token.byteLength === 0) throw error
      return (await link.ask({ lookup: { peer, token: new Uint8Array(0) } })).found
    }
  }

  async #lose(number: number, peer: PeerIdString, relay: PeerIdString): Promise<void> {
    const { store, onLost } = this.#options
    const lost = await store.readership.lose(each => each.conversation === number && each.relay === relay)
    if (lost.length > 0) onLost(peer)
  }

  /** Whether they have been connected for longer than it takes to answer. */
  #overdue(peer: PeerIdString, number: number, connected: boolean): boolean {
    const { store } = this.#options
    const deposits = store.deposits.of(number)
    const newest = deposits.reduce((last, { at }) => Math.max(last, at), 0)
    const count = deposits.length
    const now = performance.now()
    const doubt = this.#doubts.get(peer) ?? { newest, count, since: undefined, patience: this.#first }
    this.#doubts.set(peer, doubt)
    if (!connected || newest !== doubt.newest || count !== doubt.count) doubt.since = undefined
    Object.assign(doubt, { newest, count })
    if (count === 0) return false
    if (!connected) return false
    doubt.since ??= now
    if (now - doubt.since < doubt.patience) return false
    doubt.since = undefined
    doubt.patience = Math.min(LAST_PATIENCE_MS, 2 * doubt.patience)
    return true
  }
}

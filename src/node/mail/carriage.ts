/**
 * One letter carried: what its reader lacks is sealed into a parcel and deposited at the first of their relays that takes it, and what
 * rests there is noted. A parcel is noted before a relay is given it, so that what is taken back can be withdrawn wherever it may be.
 */
import type { Log } from '../../host/host.ts'
import { type Bytes, hex } from '../../protocol/bytes.ts'
import { type PeerIdString, publicKeyOf } from '../../protocol/ids.ts'
import { PARCEL_TTL_MS } from '../../protocol/limits.ts'
import { SealError, sealParcel } from '../../protocol/parcel.ts'
import { Card, Signed } from '../../protocol/wire/frames.ts'
import { keyIdOf } from '../../protocol/x-wing.ts'
import type { Deposit } from '../../store/deposits.ts'
import type { GivenParcel } from '../../store/parcels.ts'
import type { ContactRecord, Resting } from '../../store/records.ts'
import type { Store } from '../../store/store.ts'
import { unpackSigned, untold } from '../friendship.ts'
import type { People } from '../people.ts'
import { placesOf, type RelayPlace } from './addresses.ts'
import { deposited, type Given, tokensFor } from './depositing.ts'
import { bothOwed, type Errand, type Owed } from './errand.ts'
import { type Letter, nextLetter } from './letter.ts'
import type { RelayLink } from './relay-link.ts'

/** Bytes of a letter that there may be more of. */
const FULL_BYTES = 96 * 1024

/** Something in a letter was taken back before it went: it is written again. */
class Outdated extends Error {}

/** What became of a letter; `full`: the next one need not wait. */
export type Carried = 'nothing' | 'letter' | 'full'

export interface CarriageOptions {
  store: Store
  people: People
  clock: () => number
  log: Log
  /** The link to a relay, and the ways to it. */
  link: (place: RelayPlace) => RelayLink
  /** A card from a relay, signed by whom it is of. */
  onCard: (peer: PeerIdString, signed: Signed) => Promise<void>
  /** A relay has these numbers of one's own feeds on its disk. */
  onRelayed: (peer: PeerIdString, stretches: Letter['stretches']) => void
  /** A relay named its store: what was deposited in another is lost. */
  onStore: (relay: PeerIdString, store: string) => void
  /** A relay took a letter: it is there. */
  onDeposited: (relay: PeerIdString) => void
}

export class Carriage {
  readonly #options: CarriageOptions
  /** Parcels that relays were given and have not answered for. */
  readonly #underWay = new Map<PeerIdString, GivenParcel>()

  constructor(options: CarriageOptions) {
    this.#options = options
  }

  /** Whether a relay was given this parcel and has not answered yet. */
  isUnderWay({ relay, hash }: GivenParcel): boolean {
    return [...this.#underWay.values()].some(each => each.relay === relay && each.hash === hash)
  }

  /** Carries one letter; `nothing` when there is none, no way, or another is to be written. */
  async carry(peer: PeerIdString, errand: Errand, owed: Owed): Promise<Carried> {
    const { store, people, clock, link, log, onStore, onDeposited } = this.#options
    const reader = publicKeyOf(peer)
    const contact = people.get(peer)
    const places = placesOf(contact)
    if (contact === undefined || contact.blocked || places.length === 0 || reader === undefined) return 'nothing'
    const due = untold(contact) && (contact.mine?.relayed?.until ?? 0) <= clock()
    const { cardTold, spare, withdrawals } = errand
    const introduce = due || owed.introduce === true
    const letter = await nextLetter({ ...owed, store, people, peer, introduce, cardTold, spare: spare !== undefined })
    if (letter === undefined) return 'nothing'
    const once = letter.stretches.length > 0 && (spare !== undefined || store.keys.left(peer) > 0)
    const cardKey = once ? undefined : await this.#cardKey(peer, contact, places)
    if (!once && (cardKey === undefined || cardKey.byteLength === 0)) return 'nothing'

    let key: Bytes | undefined
    const seal = async (): Promise<Bytes> => {
      if (once) errand.spare ??= await store.commit(tx => store.keys.take(tx, peer))
      // They may have said meanwhile that those keys are gone.
      key = (once ? errand.spare : undefined) ?? cardKey ?? (await this.#cardKey(peer, contact, places))
      if (key === undefined) throw new Error('no key')
      return sealParcel({ signer: store.signer, reader, key, frames: letter.frames })
    }
    const parcelOf = ({ relay, token, hash }: Given): GivenParcel | undefined =>
      parcelIn(letter, {
        conversation: store.conversations.with(peer)?.number,
        relay,
        addresses: places.find(place => place.relay === relay)?.addresses ?? [],
        token: hex(token),
        hash: hex(hash),
        until: clock() + PARCEL_TTL_MS,
      })
    let parcel: GivenParcel | undefined
    const onGive = async (given: Given): Promise<void> => {
      parcel = parcelOf(given)
      if (parcel !== undefined) await this.#give(peer, parcel)
      // Nothing runs between this and the relay's being asked.
      if (errand.withdrawals !== withdrawals) throw new Outdated()
    }
    const onRefused = (): Promise<void> => this.#forget(peer, parcel)
    const onDoubt = (): void => {
      // It is not used for another parcel, and nobody is handed the same keys twice.
      if (once) errand.spare = undefined
      if (owed.keys !== undefined) owed.keys = { gone: owed.keys.gone ?? [] }
    }
    const ways = places.map(link).sort((a, b) => Number(b.up) - Number(a.up))
    const tokens = tokensFor(contact)
    let resting: Resting
    try {
      resting = await deposited({ mailbox: reader, ways, tokens, seal, onGive, onRefused, onDoubt, clock, log })
    } catch (error) {
      this.#underWay.delete(peer)
      if (error instanceof Outdated) {
        await this.#forget(peer, parcel)
        errand.again = true
        return 'nothing'
      }
      if (!(error instanceof SealError) || error.fault !== 'bad-key' || !once) throw error
      // A one-time key that is none is spent with that; the next may be better.
      errand.spare = undefined
      errand.again = true
      return 'nothing'
    }
    if (once) errand.spare = undefined
    onStore(resting.relay, resting.store)
    const rests = await this.#note(peer, { letter, resting, key: key === undefined ? '' : keyIdOf(key), parcel })
    this.#underWay.delete(peer)
    onDeposited(resting.relay)
    if (!rests) {
      // Written again: what else is in it, and what was to be said. They may have collected it all the same.
      onDoubt()
      errand.again = true
      return 'nothing'
    }
    this.#advanceAsked(errand, owed, letter)
    if (letter.card !== undefined) errand.cardTold = letter.card
    return letter.frames.reduce((sum, frame) => sum + frame.byteLength, 0) < FULL_BYTES ? 'letter' : 'full'
  }

  /** What was asked for and is on its way now is not asked for any more. */
  #advanceAsked(errand: Errand, { asked }: Owed, { stretches }: Letter): void {
    for (const [feed, from] of asked ?? []) {
      const last = stretches.filter(stretch => stretch.feed === feed).at(-1)
      if (last === undefined || errand.owed.asked?.has(feed)) continue
      const next = { through: Math.max(from.through, last.to), ranges: [] }
      errand.owed = bothOwed(errand.owed, { asked: new Map([[feed, next]]) })
    }
  }

  /** Notes what a relay is about to be given. It may be seen at once, and is on disk soon, or with what the answer is noted with. */
  async #give(peer: PeerIdString, parcel: GivenParcel): Promise<void> {
    const { store } = this.#options
    this.#underWay.set(peer, parcel)
    await store.commit(tx => store.parcels.put(tx, parcel), { soft: true })
  }

  async #forget(peer: PeerIdString, parcel: GivenParcel | undefined): Promise<void> {
    const { store } = this.#options
    this.#underWay.delete(peer)
    if (parcel !== undefined) await store.commit(tx => store.parcels.forget(tx, parcel), { soft: true })
  }

  /** False where what was deposited was taken back meanwhile. */
  async #note(
    peer: PeerIdString,
    {
      letter,
      resting,
      key,
      parcel,
    }: { letter: Letter; resting: Resting; key: string; parcel: GivenParcel | undefined },
  ): Promise<boolean> {
    const { store, people, onRelayed } = this.#options
    const conversation = store.conversations.with(peer)
    if (conversation !== undefined && letter.told !== undefined) {
      const own = letter.stretches.filter(stretch => stretch.own)
      const { number } = conversation
      const deposits: Deposit[] = own.map(({ feed, from, to }) => ({
        ...resting,
        conversation: number,
        feed,
        from,
        to,
        key,
      }))
      if (!(await store.readership.rest(peer, deposits, letter.told, parcel))) return false
      if (deposits.length > 0) onRelayed(peer, own)
    }
    if (letter.statement !== undefined) await people.rests(peer, letter.statement, resting)
    return true
  }

  /** The key on their card; the card comes from their relay where none is known. */
  async #cardKey(
    peer: PeerIdString,
    contact: ContactRecord,
    places: readonly RelayPlace[],
  ): Promise<Bytes | undefined> {
    if (contact.card === undefined) await this.#lookUp(peer, places)
    const card = this.#options.people.get(peer)?.card
    return card === undefined ? undefined : (Card.decode(unpackSigned(card.signed).bytes).cardKey as Bytes)
  }

  /** Fetches somebody's card, and where they are, from their relays. */
  async #lookUp(peer: PeerIdString, places: readonly RelayPlace[]): Promise<void> {
    const key = publicKeyOf(peer)
    if (key === undefined) return
    let failure: unknown
    for (const place of places) {
      try {
        const { found } = await this.#options.link(place).ask({ lookup: { peer: key, token: new Uint8Array(0) } })
        if (found === undefined || found.card.byteLength === 0) continue
        await this.#options.onCard(peer, Signed.decode(found.card))
        return
      } catch (error) {
        failure = error
        this.#options.log(`no card of ${peer} from ${place.relay}: ${(error as Error).message}`)
      }
    }
    // Tried again later, as a deposit is.
    if (failure !== undefined) throw failure
  }
}

/** What is noted of a parcel; nothing where it holds no entry of one's own. */
function parcelIn(
  { stretches, statement }: Letter,
  { conversation, ...parcel }: Omit<GivenParcel, 'conversation' | 'stretches'> & { conversation: number | undefined },
): GivenParcel | undefined {
  // Their own entries, which they asked back, nobody here can recall.
  const own = stretches.filter(stretch => stretch.own)
  if (own.length === 0 || conversation === undefined) return undefined
  return {
    ...parcel,
    conversation,
    stretches: own.map(({ feed, from, to }) => [feed, from, to] as const),
    ...(statement === undefined ? {} : { statement }),
  }
}

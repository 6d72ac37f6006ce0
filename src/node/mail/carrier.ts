/**
 * Brings letters to those who are away: seals what they lack into parcels and deposits these at the first of their relays that answers.
 * One parcel at a time for each reader; what is said meanwhile goes into the next. A refusal or a silent relay leaves everything where
 * it is, with the sender, and is tried again.
 */
import type { Log } from '../../host/host.ts'
import { type Bytes, hex } from '../../protocol/bytes.ts'
import { type PeerIdString, publicKeyOf } from '../../protocol/ids.ts'
import { PARCEL_TTL_MS } from '../../protocol/limits.ts'
import { SealError, sealParcel } from '../../protocol/parcel.ts'
import { Card, type Keys, Signed } from '../../protocol/wire/frames.ts'
import { keyIdOf } from '../../protocol/x-wing.ts'
import type { Deposit } from '../../store/deposits.ts'
import type { GivenParcel } from '../../store/parcels.ts'
import type { ContactRecord, Resting } from '../../store/records.ts'
import type { Store } from '../../store/store.ts'
import { unpackSigned, untold } from '../friendship.ts'
import type { People } from '../people.ts'
import { type RelayPlace, relayPlaces } from './addresses.ts'
import { deposited, type Given, tokensFor } from './depositing.ts'
import { bothOwed, type Errand, newErrand, type Owed } from './errand.ts'
import { type Letter, nextLetter } from './letter.ts'
import { Refused, type RelayLink } from './relay-link.ts'
import { Turns } from './turns.ts'

/** Between two attempts that brought nothing: doubled each time, milliseconds. */
const FIRST_RETRY_MS = 5_000
const LAST_RETRY_MS = 10 * 60_000
/** Whatever is new, a relay that did not answer is not tried again before this, milliseconds. */
const LEAST_RETRY_MS = 1_000
/** What was read a moment ago is still told when the node stops, if the relay answers within this time, milliseconds. */
const FAREWELL_MS = 1_500
/** After a letter what is new is gathered for this long before the next one to the same reader, milliseconds. */
const GATHER_MS = 100
/** Bytes of a letter that there may be more of. */
const FULL_BYTES = 96 * 1024
/** Letters that are written and carried at once to one relay: one that does not answer must not hold up what goes to others. */
const AT_ONCE = 4

/** Something in a letter was taken back before it went: it is written again. */
class Outdated extends Error {}

/** What became of a letter; `full`: the next one need not wait. */
type Carried = 'nothing' | 'letter' | 'full'

export interface CarrierOptions {
  store: Store
  people: People
  clock: () => number
  log: Log
  /** Whether somebody is here: then everything goes directly. */
  here: (peer: PeerIdString) => boolean
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

export class Carrier {
  readonly #options: CarrierOptions
  readonly #errands = new Map<PeerIdString, Errand>()
  readonly #turns = new Map<PeerIdString, Turns>()
  /** Parcels that relays were given and have not answered for. */
  readonly #underWay = new Map<PeerIdString, GivenParcel>()
  #stopped = false

  constructor(options: CarrierOptions) {
    this.#options = options
  }

  /** Carries what was to wait for company, for a moment; what has failed before waits for the next start. */
  async stop(): Promise<void> {
    const late = new Promise<void>(resolve => setTimeout(resolve, FAREWELL_MS).unref())
    if (this.busy) await Promise.race([this.#finish(), late])
    this.#stopped = true
    for (const { timer } of this.#errands.values()) clearTimeout(timer)
  }

  async #finish(): Promise<void> {
    while (this.busy && !this.#stopped) {
      const last = [...this.#errands].filter(([, errand]) => isBusy(errand))
      for (const [, errand] of last) {
        clearTimeout(errand.timer)
        errand.timer = undefined
      }
      await Promise.all(last.map(([peer, errand]) => this.#run(peer, errand)))
    }
  }

  /** Whether a letter is being carried, or waits for the moment in which others may join it. */
  get busy(): boolean {
    return [...this.#errands.values()].some(isBusy)
  }

  /** There may be something for this reader: carried after `wait` milliseconds, with what comes until then. */
  wake(peer: PeerIdString, wait = 0): void {
    const errand = this.#errand(peer)
    if (errand.work !== undefined) errand.again = true
    else this.#later(peer, errand, wait)
  }

  /** Where their relays are, or what these say, has changed: what was refused may be taken now. */
  retry(peer: PeerIdString): void {
    const errand = this.#errand(peer)
    errand.notBefore = 0
    this.wake(peer)
  }

  /** Whether nobody will look after this reader unless they are woken. */
  rests(peer: PeerIdString): boolean {
    const errand = this.#errands.get(peer)
    return errand === undefined || (errand.work === undefined && errand.timer === undefined)
  }

  /** They are to be told this in the next letter. */
  owe(peer: PeerIdString, owed: Owed, wait = 0): void {
    const errand = this.#errand(peer)
    errand.owed = bothOwed(errand.owed, owed)
    this.wake(peer, wait)
  }

  /** They are here: all goes directly. Gives what was to be said of keys, which no record tells. */
  met(peer: PeerIdString): Partial<Keys> | undefined {
    const errand = this.#errands.get(peer)
    if (errand === undefined) return undefined
    clearTimeout(errand.timer)
    const { keys } = errand.owed
    Object.assign(errand, { owed: {}, again: false, timer: undefined, notBefore: 0, delay: 0 })
    return keys
  }

  /** Something that they lack was taken back: no letter that was read before goes any more, and what else is in what went goes anew. */
  withdrawn(peer: PeerIdString): void {
    const errand = this.#errand(peer)
    errand.withdrawals += 1
    errand.cardTold = undefined
    this.wake(peer)
  }

  /** Whether a relay was given this parcel and has not answered yet. */
  isUnderWay({ relay, hash }: GivenParcel): boolean {
    return [...this.#underWay.values()].some(each => each.relay === relay && each.hash === hash)
  }

  #errand(peer: PeerIdString): Errand {
    let errand = this.#errands.get(peer)
    if (errand === undefined) {
      errand = newErrand()
      this.#errands.set(peer, errand)
    }
    return errand
  }

  /** Sets the timer, unless it ends before. */
  #later(peer: PeerIdString, errand: Errand, wait: number): void {
    if (this.#stopped) return
    const now = performance.now()
    const due = Math.max(now + wait, errand.notBefore)
    if (errand.timer !== undefined && errand.due <= due) return
    clearTimeout(errand.timer)
    errand.due = due
    errand.timer = setTimeout(() => {
      errand.timer = undefined
      void this.#run(peer, errand)
    }, due - now)
  }

  #run(peer: PeerIdString, errand: Errand): Promise<void> {
    if (this.#stopped) return Promise.resolve()
    errand.work ??= this.#work(peer, errand).finally(() => {
      errand.work = undefined
      // Nobody here, nobody to write to: strangers must not pile up.
      if (this.#options.people.get(peer) === undefined) this.#errands.delete(peer)
      else if (errand.again) this.#later(peer, errand, GATHER_MS)
    })
    return errand.work
  }

  async #work(peer: PeerIdString, errand: Errand): Promise<void> {
    const { here, log } = this.#options
    try {
      errand.again = false
      let carried: Carried = 'full'
      while (carried === 'full' && !this.#stopped && !here(peer)) {
        carried = await this.#turnsFor(peer).run(() => this.#carryOne(peer, errand))
        errand.delay = 0
      }
      // What was said while the last one was on its way goes with what is said in the next moment.
      if (carried === 'letter') errand.again = true
    } catch (error) {
      log(`letter to ${peer}: ${(error as Error).message}`)
      errand.again = false
      errand.delay = Math.min(LAST_RETRY_MS, Math.max(FIRST_RETRY_MS, 2 * errand.delay))
      const wait = errand.delay * (0.75 + Math.random() / 2)
      const asked = error instanceof Refused ? Math.max(error.wait * 1000, wait) : LEAST_RETRY_MS
      errand.notBefore = performance.now() + Math.min(LAST_RETRY_MS, asked)
      this.#later(peer, errand, wait)
    }
  }

  /** Those of the relay that is likeliest to take a letter to them. */
  #turnsFor(peer: PeerIdString): Turns {
    const { people, link } = this.#options
    const places = placesOf(people.get(peer))
    const relay = (places.find(place => link(place).up) ?? places[0])?.relay ?? ''
    const turns = this.#turns.get(relay) ?? new Turns(AT_ONCE)
    this.#turns.set(relay, turns)
    return turns
  }

  /** Carries one letter; `nothing` when there is none, or no way. */
  async #carryOne(peer: PeerIdString, errand: Errand): Promise<Carried> {
    const { owed } = errand
    errand.owed = {}
    let carried: Carried = 'nothing'
    try {
      carried = await this.#carry(peer, errand, owed)
    } finally {
      if (carried === 'nothing' && !this.#options.here(peer)) errand.owed = bothOwed(owed, errand.owed)
    }
    return carried
  }

  async #carry(peer: PeerIdString, errand: Errand, owed: Owed): Promise<Carried> {
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

/** Where somebody has mailboxes: as their card says, or, until that names any, their invite. */
export function placesOf(contact: ContactRecord | undefined): RelayPlace[] {
  const carded = relayPlaces(contact?.card?.relays ?? [])
  return carded.length > 0 ? carded : relayPlaces(contact?.relays ?? [])
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

/** A letter is being carried, or waits for company; one that failed waits for better times. */
function isBusy({ work, timer, delay }: Errand): boolean {
  return work !== undefined || (timer !== undefined && delay === 0)
}

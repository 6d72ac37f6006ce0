/**
 * Brings letters to those who are away: seals what they lack into parcels and deposits these at the first of their relays that answers.
 * One parcel at a time for each reader; what is said meanwhile goes into the next. A refusal or a silent relay leaves everything where
 * it is, with the sender, and is tried again.
 */
import type { Log } from '../../host/host.ts'
import { type Bytes, hex } from '../../protocol/bytes.ts'
import type { Stored } from '../../protocol/cursor.ts'
import { type PeerIdString, publicKeyOf } from '../../protocol/ids.ts'
import { SealError, sealParcel } from '../../protocol/parcel.ts'
import { Card, type FeedCursor, Friendship, type Keys, Signed } from '../../protocol/wire/frames.ts'
import { keyIdOf } from '../../protocol/x-wing.ts'
import type { Deposit } from '../../store/deposits.ts'
import type { ContactRecord, Resting } from '../../store/records.ts'
import type { Store } from '../../store/store.ts'
import { unpackSigned, untold } from '../friendship.ts'
import type { People } from '../people.ts'
import { type RelayPlace, relayPlaces } from './addresses.ts'
import { type Letter, nextLetter } from './letter.ts'
import { Refused, type RelayLink } from './relay-link.ts'

/** Between two attempts that brought nothing: doubled each time, milliseconds. */
const FIRST_RETRY_MS = 5_000
const LAST_RETRY_MS = 10 * 60_000
/** What was read a moment ago is still told when the node stops, if the relay answers within this time, milliseconds. */
const FAREWELL_MS = 1_500

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
}

/** What is to be said to one reader, beside what the records say. */
interface Errand {
  running: boolean
  again: boolean
  introduce: boolean
  answer: boolean
  keys: Partial<Keys> | undefined
  asked: Map<number, Stored>
  claim: FeedCursor | undefined
  cardTold: number | undefined
  /** A one-time key that was taken for a parcel that no relay has seen. */
  spare: Bytes | undefined
  timer: NodeJS.Timeout | undefined
  delay: number
}

export class Carrier {
  readonly #options: CarrierOptions
  readonly #errands = new Map<PeerIdString, Errand>()
  #stopped = false

  constructor(options: CarrierOptions) {
    this.#options = options
  }

  /** Carries what was to wait for company, for a moment; what has failed before waits for the next start. */
  async stop(): Promise<void> {
    const last: Promise<void>[] = []
    for (const [peer, errand] of this.#errands) {
      const waits = errand.timer !== undefined && errand.delay === 0
      clearTimeout(errand.timer)
      errand.timer = undefined
      if (waits || errand.running) last.push(this.#run(peer, errand))
    }
    const late = new Promise<void>(resolve => setTimeout(resolve, FAREWELL_MS).unref())
    if (last.length > 0) await Promise.race([Promise.all(last), late])
    this.#stopped = true
    for (const { timer } of this.#errands.values()) clearTimeout(timer)
  }

  /** Whether a letter is being carried, or waits for the moment in which others may join it. */
  get busy(): boolean {
    return [...this.#errands.values()].some(
      ({ running, timer, delay }) => running || (timer !== undefined && delay === 0),
    )
  }

  /** There may be something for this reader: carried after `wait` milliseconds, with what comes until then. */
  wake(peer: PeerIdString, wait = 0): void {
    const errand = this.#errand(peer)
    if (errand.running) errand.again = true
    else this.#later(peer, errand, wait)
  }

  /** They are to be answered even if there is nothing but one's cursor to say; or to get card and statement. */
  owe(peer: PeerIdString, what: 'answer' | 'introduce', wait = 0): void {
    this.#errand(peer)[what] = true
    this.wake(peer, wait)
  }

  /** Says something of keys in the next letter. */
  tellKeys(peer: PeerIdString, keys: Partial<Keys>): void {
    const errand = this.#errand(peer)
    errand.keys = { ...errand.keys, ...keys }
    this.wake(peer)
  }

  /** They want a feed from a position on, whatever was sent before. */
  ask(peer: PeerIdString, feed: number, from: Stored): void {
    this.#errand(peer).asked.set(feed, from)
    this.wake(peer)
  }

  /** Asks them for what of one's own feed was lost here; undefined when it came. */
  claim(peer: PeerIdString, claim: FeedCursor | undefined): void {
    const errand = this.#errand(peer)
    errand.claim = claim
    errand.answer = true
    this.wake(peer)
  }

  /** They are here: what was owed goes directly. */
  met(peer: PeerIdString): void {
    const errand = this.#errands.get(peer)
    if (errand === undefined) return
    clearTimeout(errand.timer)
    const { cardTold, spare, running } = errand
    Object.assign(errand, fresh(), { cardTold, spare, running })
  }

  #errand(peer: PeerIdString): Errand {
    let errand = this.#errands.get(peer)
    if (errand === undefined) {
      errand = fresh()
      this.#errands.set(peer, errand)
    }
    return errand
  }

  #later(peer: PeerIdString, errand: Errand, wait: number): void {
    if (this.#stopped) return
    clearTimeout(errand.timer)
    errand.timer = setTimeout(() => {
      errand.timer = undefined
      void this.#run(peer, errand)
    }, wait)
  }

  async #run(peer: PeerIdString, errand: Errand): Promise<void> {
    if (errand.running || this.#stopped) return
    errand.running = true
    let done = false
    try {
      do {
        errand.again = false
        while (!this.#stopped && !this.#options.here(peer) && (await this.#carryOne(peer, errand))) {
          errand.delay = 0
        }
      } while (errand.again && !this.#stopped)
      done = true
      errand.delay = 0
    } catch (error) {
      this.#options.log(`letter to ${peer}: ${(error as Error).message}`)
      const asked = error instanceof Refused ? error.wait * 1000 : 0
      errand.delay = Math.min(LAST_RETRY_MS, Math.max(FIRST_RETRY_MS, 2 * errand.delay))
      this.#later(peer, errand, Math.max(asked, errand.delay * (0.75 + Math.random() / 2)))
    } finally {
      errand.running = false
      if (done && errand.again) this.#later(peer, errand, 0)
    }
  }

  /** Carries one letter; false when there is none, or no way. */
  async #carryOne(peer: PeerIdString, errand: Errand): Promise<boolean> {
    const { store, people, clock } = this.#options
    const contact = people.get(peer)
    const places = relayPlaces(contact?.card?.relays ?? contact?.relays ?? [])
    if (contact === undefined || contact.blocked || places.length === 0) return false
    const due = untold(contact) && !rests(contact.mine?.relayed, clock())
    const letter = await nextLetter({
      store,
      people,
      peer,
      introduce: errand.introduce || due,
      answer: errand.answer,
      cardTold: errand.cardTold,
      keys: errand.keys,
      ...(errand.asked.size === 0 ? {} : { asked: errand.asked }),
      ...(errand.claim === undefined ? {} : { claim: errand.claim }),
    })
    if (letter === undefined) return false
    const { keys, claim } = errand
    const asked = new Map(errand.asked)
    const cardKey = await this.#cardKey(peer, contact, places)
    const oneTime = letter.stretches.length > 0 ? (errand.spare ?? (await this.#take(peer))) : undefined
    errand.spare = undefined
    const key = oneTime ?? cardKey
    const reader = publicKeyOf(peer)
    if (key === undefined || key.byteLength === 0 || reader === undefined) return false
    let parcel: Bytes
    try {
      parcel = sealParcel({ signer: store.signer, reader, key, frames: letter.frames })
    } catch (error) {
      // A one-time key that is none is spent with that; the next may be better.
      if (error instanceof SealError && error.fault === 'bad-key' && oneTime !== undefined) return true
      throw error
    }
    const resting = await this.#deposit(peer, contact, places, parcel).catch((error: unknown) => {
      // Refused by all: nobody has a parcel to this key.
      if (error instanceof Refused) errand.spare = oneTime
      throw error
    })
    await this.#note(peer, letter, resting, keyIdOf(key))
    errand.introduce = false
    errand.answer = false
    if (errand.keys === keys) errand.keys = undefined
    if (errand.claim === claim) errand.claim = undefined
    for (const [feed, from] of asked) this.#advanceAsked(errand, feed, from, letter)
    if (letter.card !== undefined) errand.cardTold = letter.card
    return true
  }

  /** What was asked for and is on its way now is not asked for any more. */
  #advanceAsked(errand: Errand, feed: number, from: Stored, letter: Letter): void {
    if (errand.asked.get(feed) !== from) return
    const last = letter.stretches.filter(stretch => stretch.feed === feed).at(-1)
    if (last === undefined) errand.asked.delete(feed)
    else errand.asked.set(feed, { through: Math.max(from.through, last.to), ranges: [] })
  }

  async #note(peer: PeerIdString, letter: Letter, resting: Resting, key: string): Promise<void> {
    const { store, people, onRelayed } = this.#options
    const conversation = store.conversations.with(peer)
    if (conversation !== undefined && letter.told !== undefined) {
      const own = letter.stretches.filter(stretch => stretch.own)
      const deposits: Deposit[] = own.map(({ feed, from, to }) => ({
        ...resting,
        conversation: conversation.number,
        feed,
        from,
        to,
        key,
      }))
      await store.conversations.rest(peer, deposits, letter.told)
      if (deposits.length > 0) onRelayed(peer, own)
    }
    if (letter.statement !== undefined) await people.rests(peer, letter.statement, resting)
  }

  async #take(peer: PeerIdString): Promise<Bytes | undefined> {
    const { store } = this.#options
    if (store.keys.left(peer) === 0) return undefined
    return store.commit(tx => store.keys.take(tx, peer))
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
    for (const place of places) {
      try {
        const { found } = await this.#options.link(place).ask({ lookup: { peer: key, token: new Uint8Array(0) } })
        if (found === undefined || found.card.byteLength === 0) continue
        await this.#options.onCard(peer, Signed.decode(found.card))
        return
      } catch (error) {
        this.#options.log(`no card of ${peer} from ${place.relay}: ${(error as Error).message}`)
      }
    }
  }

  /** Puts a parcel into the reader's mailbox at the first relay that takes it. Throws what the last one said. */
  async #deposit(
    peer: PeerIdString,
    contact: ContactRecord,
    places: readonly RelayPlace[],
    parcel: Bytes,
  ): Promise<Resting> {
    const { link, clock, onStore, log } = this.#options
    const mailbox = publicKeyOf(peer) as Bytes
    const ways = places.map(link)
    ways.sort((a, b) => Number(b.up) - Number(a.up))
    let failure: unknown
    let refusal: Refused | undefined
    for (const way of ways) {
      for (const token of tokensFor(contact)) {
        try {
          const { deposited } = await way.ask({ deposit: { mailbox, token, parcel } })
          if (deposited === undefined) throw new Error('an answer without a deposit')
          const store = hex(deposited.store as Bytes)
          onStore(way.relay, store)
          const at = clock()
          return { relay: way.relay, store, at, until: at + deposited.ttl * 1000 }
        } catch (error) {
          log(`deposit for ${peer} at ${way.relay}: ${(error as Error).message}`)
          if (!(error instanceof Refused)) {
            failure = error
            break
          }
          refusal = refusal === undefined || error.wait < refusal.wait ? error : refusal
          // Another token is worth a try only where this one was not known.
          if (error.code !== 'not-allowed') break
        }
      }
    }
    throw failure ?? refusal ?? new Error('no relay')
  }
}

function fresh(): Errand {
  return {
    running: false,
    again: false,
    introduce: false,
    answer: false,
    keys: undefined,
    asked: new Map(),
    claim: undefined,
    cardTold: undefined,
    spare: undefined,
    timer: undefined,
    delay: 0,
  }
}

/** What lets one deposit for somebody: their token, the code of their invite, else what strangers may. */
function tokensFor(contact: ContactRecord): Bytes[] {
  const tokens: Bytes[] = []
  if (contact.theirs?.token !== undefined) tokens.push(Buffer.from(contact.theirs.token, 'hex'))
  if (contact.mine !== undefined) {
    const { code } = Friendship.decode(unpackSigned(contact.mine.signed).bytes)
    if (code.byteLength > 0) tokens.push(code as Bytes)
  }
  return [...tokens, new Uint8Array(0)]
}

function rests(resting: Resting | undefined, now: number): boolean {
  return resting !== undefined && resting.until > now
}

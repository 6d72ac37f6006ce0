/**
 * Brings letters to those who are away: when one goes, and when it is tried again (how one is carried: `carriage.ts`). One parcel at a time
 * for each reader; what is said meanwhile goes into the next. A refusal or a silent relay leaves everything where it is, with the sender.
 */
import type { PeerIdString } from '../../protocol/ids.ts'
import type { Keys } from '../../protocol/wire/frames.ts'
import type { GivenParcel } from '../../store/parcels.ts'
import { placesOf } from './addresses.ts'
import { Carriage, type CarriageOptions, type Carried } from './carriage.ts'
import { bothOwed, type Errand, newErrand, type Owed } from './errand.ts'
import { Refused } from './relay-link.ts'
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
/** Letters that are written and carried at once to one relay: one that does not answer must not hold up what goes to others. */
const AT_ONCE = 4

export interface CarrierOptions extends CarriageOptions {
  /** Whether somebody is here: then everything goes directly. */
  here: (peer: PeerIdString) => boolean
}

export class Carrier {
  readonly #options: CarrierOptions
  readonly #errands = new Map<PeerIdString, Errand>()
  readonly #turns = new Map<PeerIdString, Turns>()
  readonly #carriage: Carriage
  #stopped = false

  constructor(options: CarrierOptions) {
    this.#options = options
    this.#carriage = new Carriage(options)
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
  isUnderWay(parcel: GivenParcel): boolean {
    return this.#carriage.isUnderWay(parcel)
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
      carried = await this.#carriage.carry(peer, errand, owed)
    } finally {
      if (carried === 'nothing' && !this.#options.here(peer)) errand.owed = bothOwed(owed, errand.owed)
    }
    return carried
  }
}

/** A letter is being carried, or waits for company; one that failed waits for better times. */
function isBusy({ work, timer, delay }: Errand): boolean {
  return work !== undefined || (timer !== undefined && delay === 0)
}

/**
 * Has relays give up parcels in which something was recalled. What is to be withdrawn is on disk until the relay says that it is gone, or
 * keeps it no longer; a relay that does not answer is asked again, ever more rarely, and at once when it is known to be there.
 */
import type { Log } from '../../host/host.ts'
import { type PeerIdString, publicKeyOf } from '../../protocol/ids.ts'
import type { GivenParcel } from '../../store/parcels.ts'
import type { Store } from '../../store/store.ts'
import type { RelayPlace } from './addresses.ts'
import { Refused, type RelayLink } from './relay-link.ts'

const FIRST_RETRY_MS = 2_000
const LAST_RETRY_MS = 10 * 60_000
/** When the node stops, what is being withdrawn has this long, milliseconds. */
const FAREWELL_MS = 1_500
/** Asked for at once at one relay: each answer takes a tenth of a second. */
const AT_ONCE = 8

export interface WithdrawingOptions {
  store: Store
  log: Log
  link: (place: RelayPlace) => RelayLink
  /** Where somebody has mailboxes now. */
  places: (peer: PeerIdString) => RelayPlace[]
  /** A relay was given this and has not answered yet: what it was asked to forget now might come after that. */
  underWay: (parcel: GivenParcel) => boolean
  /** A relay has room again for what is sent anew. */
  onGone: (peer: PeerIdString) => void
}

interface Asking {
  work: Promise<void> | undefined
  /** There may be more since it began. */
  again: boolean
  timer: NodeJS.Timeout | undefined
  /** Milliseconds until the next attempt after one that failed; 0 after one that did not. */
  delay: number
  /** It was there, and said no. */
  refused: boolean
}

export class Withdrawing {
  readonly #options: WithdrawingOptions
  readonly #relays = new Map<PeerIdString, Asking>()
  #stopped = false

  constructor(options: WithdrawingOptions) {
    this.#options = options
  }

  /** There may be something to withdraw. A relay that failed lately has its turn later. */
  wake(): void {
    for (const relay of this.#waiting().keys()) {
      const asking = this.#relays.get(relay) ?? newAsking()
      this.#relays.set(relay, asking)
      if (asking.work !== undefined) asking.again = true
      else if (asking.timer === undefined) this.#run(relay, asking)
    }
  }

  /** This relay is there: one that did not answer is asked now, one that refused when it is time. */
  retry(relay: PeerIdString): void {
    const asking = this.#relays.get(relay)
    if (asking?.timer !== undefined && !asking.refused) {
      clearTimeout(asking.timer)
      Object.assign(asking, { timer: undefined, delay: 0 })
    }
    this.wake()
  }

  /** Whether a relay is being asked. */
  get busy(): boolean {
    return [...this.#relays.values()].some(({ work }) => work !== undefined)
  }

  /** Gives what is being asked a moment; the rest is on disk. */
  async stop(): Promise<void> {
    this.#stopped = true
    for (const { timer } of this.#relays.values()) clearTimeout(timer)
    const late = new Promise<void>(resolve => setTimeout(resolve, FAREWELL_MS).unref())
    await Promise.race([Promise.all([...this.#relays.values()].map(({ work }) => work)), late])
  }

  /** What is to be withdrawn, by relay. */
  #waiting(): Map<PeerIdString, GivenParcel[]> {
    const waiting = new Map<PeerIdString, GivenParcel[]>()
    for (const parcel of this.#options.store.parcels.all()) {
      if (parcel.withdraw === undefined || this.#options.underWay(parcel)) continue
      waiting.set(parcel.relay, [...(waiting.get(parcel.relay) ?? []), parcel])
    }
    return waiting
  }

  #run(relay: PeerIdString, asking: Asking): void {
    if (this.#stopped) return
    asking.again = false
    asking.work = this.#work(relay, asking).finally(() => {
      asking.work = undefined
      if (asking.again && asking.timer === undefined) this.wake()
    })
  }

  async #work(relay: PeerIdString, asking: Asking): Promise<void> {
    try {
      for (let some = this.#some(relay); some.length > 0 && !this.#stopped; some = this.#some(relay)) {
        const results = await Promise.allSettled(some.map(parcel => this.#withdraw(parcel)))
        const failed = results.find(result => result.status === 'rejected')
        if (failed !== undefined) throw failed.reason
        asking.delay = 0
      }
    } catch (error) {
      this.#options.log(`withdrawal at ${relay}: ${(error as Error).message}`)
      if (this.#stopped) return
      asking.refused = error instanceof Refused
      asking.delay = Math.min(LAST_RETRY_MS, Math.max(FIRST_RETRY_MS, 2 * asking.delay, waitOf(error)))
      asking.timer = setTimeout(
        () => {
          asking.timer = undefined
          this.wake()
        },
        asking.delay * (0.75 + Math.random() / 2),
      )
    }
  }

  #some(relay: PeerIdString): GivenParcel[] {
    return (this.#waiting().get(relay) ?? []).slice(0, AT_ONCE)
  }

  async #withdraw(parcel: GivenParcel): Promise<void> {
    const { store, log, link, places, onGone } = this.#options
    const { relay, addresses, token, hash, conversation } = parcel
    const peer = store.conversations.byNumber(conversation)?.peer
    const mailbox = peer === undefined ? undefined : publicKeyOf(peer)
    if (peer === undefined || mailbox === undefined) throw new Error('nobody’s mailbox')
    const place = places(peer).find(each => each.relay === relay) ?? { relay, addresses: [...addresses] }
    const request = { mailbox, token: Buffer.from(token, 'hex'), parcel: Buffer.from(hash, 'hex') }
    try {
      const { withdrawn } = await link(place).ask({ withdraw: request })
      if (withdrawn === undefined) throw new Error('an answer without a withdrawal')
    } catch (error) {
      // With the mailbox all that was in it is gone.
      if (!(error instanceof Refused) || error.code !== 'no-mailbox') throw error
    }
    log(`withdrawn from ${relay}, or gone from there before: a parcel for ${peer}`)
    await store.commit(tx => store.parcels.forget(tx, parcel))
    onGone(peer)
  }
}

function newAsking(): Asking {
  return { work: undefined, again: false, timer: undefined, delay: 0, refused: false }
}

/** Milliseconds that the relay asked for. One that does not know the request may be a newer one some day. */
function waitOf(error: unknown): number {
  if (!(error instanceof Refused)) return 0
  return error.code === 'malformed' ? LAST_RETRY_MS : error.wait * 1000
}

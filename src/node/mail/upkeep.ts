/** Looks after the mail now and then: deposits that expired, letters that found no way, doubts, what may be forgotten. */
import type { Log } from '../../host/host.ts'
import type { PeerIdString } from '../../protocol/ids.ts'
import { PARCEL_TTL_MS } from '../../protocol/limits.ts'
import type { Resting } from '../../store/records.ts'
import type { Store } from '../../store/store.ts'
import { isFriend, untold } from '../friendship.ts'
import type { People } from '../people.ts'
import { placesOf } from './addresses.ts'
import type { Carrier } from './carrier.ts'
import type { Doubts } from './doubts.ts'
import type { RelayLinks } from './relay-links.ts'
import type { Withdrawing } from './withdrawing.ts'

const TICK_MS = 30_000
/** What was opened longer ago than relays keep parcels is forgotten this often, milliseconds. */
const PURGE_MS = 24 * 3600 * 1000
/** A deposit of a later day than this from now was made by a clock that was wrong, milliseconds. */
const AHEAD_MS = 24 * 3600 * 1000

export interface UpkeepOptions {
  store: Store
  people: People
  clock: () => number
  log: Log
  carrier: Carrier
  doubts: Doubts
  withdrawing: Withdrawing
  links: RelayLinks
  /** The card key may have had its day. */
  renewCardKey: () => Promise<void>
  wake: (peer: PeerIdString) => void
  /** Milliseconds between two looks. @default 30 s */
  pace: number | undefined
}

export class Upkeep {
  readonly #options: UpkeepOptions
  #tick: NodeJS.Timeout | undefined
  #looking: Promise<void> | undefined
  #purgedAt = performance.now()

  constructor(options: UpkeepOptions) {
    this.#options = options
  }

  start(): void {
    this.#tick = setInterval(() => {
      this.#looking ??= this.#look().finally(() => {
        this.#looking = undefined
      })
    }, this.#options.pace ?? TICK_MS)
  }

  /** No look begins any more; `done` waits for the one that is under way. */
  stop(): void {
    clearInterval(this.#tick)
  }

  async done(): Promise<void> {
    await this.#looking
  }

  async #look(): Promise<void> {
    const { store, clock, log, doubts, withdrawing, links, renewCardKey, wake } = this.#options
    try {
      await renewCardKey()
      const now = clock()
      const over = ({ at, until }: Resting): boolean => until <= now || at > now + AHEAD_MS
      for (const peer of await store.readership.lose(over)) wake(peer)
      await this.#forgetParcels(now)
      withdrawing.wake()
      this.#wakeForgotten(now)
      await doubts.look()
      if (performance.now() - this.#purgedAt > PURGE_MS) {
        this.#purgedAt = performance.now()
        await store.opened.purge(now)
      }
      await links.closeIdle()
    } catch (error) {
      log(`look after the mail: ${(error as Error).message}`)
    }
  }

  /** No relay has them any more. */
  async #forgetParcels(now: number): Promise<void> {
    const { store } = this.#options
    const over = store.parcels.all().filter(({ until }) => until <= now || until > now + PARCEL_TTL_MS + AHEAD_MS)
    if (over.length === 0) return
    await store.commit(
      tx => {
        for (const parcel of over) store.parcels.forget(tx, parcel)
      },
      { soft: true },
    )
  }

  /** Whoever has something coming, and no attempt before them. */
  #wakeForgotten(now: number): void {
    const { store, people, carrier, wake } = this.#options
    for (const contact of people.all()) {
      const { peerId, mine } = contact
      if (!carrier.rests(peerId) || placesOf(contact).length === 0) continue
      const conversation = isFriend(contact) ? store.conversations.with(peerId) : undefined
      const unheard = untold(contact) && (mine?.relayed?.until ?? 0) <= now
      if (unheard || (conversation !== undefined && store.readership.waits(conversation))) wake(peerId)
    }
  }
}

/**
 * What multicast tells, followed: who answers is noted, whoever may be somebody known is called upon, newcomers are asked for their names,
 * and listeners hear who has come and who is gone.
 */
import type { Host } from '../host/host.ts'
import type { PeerIdString } from '../protocol/ids.ts'
import type { Events } from './events.ts'
import type { Hellos } from './hello.ts'
import type { Nearby } from './nearby.ts'
import type { PeerLog } from './peer.ts'
import type { People } from './people.ts'
import type { Meetings } from './sync/meetings.ts'
import type { Views } from './verbs/views.ts'

export interface DiscoveryOptions {
  self: PeerIdString
  nearby: Nearby
  people: People
  events: Events
  views: Views
  log: PeerLog
}

/** By which others are reached. */
export interface Reach {
  host: Host
  hellos: Hellos
  meetings: Meetings
}

/** How often it is noticed that somebody nearby is gone, milliseconds. */
const EXPIRY_MS = 5_000
/** For so long a look at those near waits for their cards, milliseconds. */
const LOOK_MS = 3_000
const LOOKS_AT_ONCE = 4

export class Discovery {
  readonly #options: DiscoveryOptions
  #reach: Reach | undefined
  /** Multicast answers as soon as the host listens, before what deals with the answers stands. */
  #early: { peer: PeerIdString; addresses: string[] }[] = []
  readonly #newcomers = new Set<PeerIdString>()
  #looking: Promise<void> | undefined
  #expiry: NodeJS.Timeout | undefined

  constructor(options: DiscoveryOptions) {
    this.#options = options
  }

  start(reach: Reach): void {
    this.#reach = reach
    const early = this.#early
    this.#early = []
    for (const { peer, addresses } of early) this.saw(peer, addresses)
    this.#expiry = setInterval(() => this.#expire(reach.host), EXPIRY_MS)
  }

  stop(): void {
    clearInterval(this.#expiry)
  }

  /** Somebody answered. */
  saw(peer: PeerIdString, addresses: string[]): void {
    const { self, nearby, events, log } = this.#options
    if (peer === self) return
    if (this.#reach === undefined) {
      this.#early.push({ peer, addresses })
      return
    }
    const fresh = nearby.saw(peer, addresses)
    this.#reach.meetings.found(peer, fresh).catch((error: Error) => log(`found: ${error.message}`))
    if (!fresh || !events.heard) return
    this.#newcomers.add(peer)
    // One look for all who came meanwhile: a whole classroom arriving must not be dialled at once.
    this.#looking ??= this.look().finally(() => {
      this.#looking = undefined
      for (const newcomer of this.#newcomers) this.#tell(newcomer, true)
      this.#newcomers.clear()
    })
  }

  /** Fetches the cards of those near who have none yet, few at a time, for at most some seconds in all. */
  async look(): Promise<void> {
    const reach = this.#reach
    if (reach === undefined) return
    const waiting = this.#options.nearby.here().filter(({ card }) => card === undefined)
    const deadline = performance.now() + LOOK_MS
    const look = async (): Promise<void> => {
      for (let next = waiting.shift(); next !== undefined && performance.now() < deadline; next = waiting.shift())
        await this.#fetchCard(reach, next.peer)
    }
    const timeout = new Promise<void>(resolve => setTimeout(resolve, LOOK_MS).unref())
    await Promise.race([Promise.all(Array.from({ length: LOOKS_AT_ONCE }, look)), timeout])
  }

  /** Asks a peer for its card. A connection made for that alone is closed again. */
  async #fetchCard({ host, hellos }: Reach, peer: PeerIdString): Promise<void> {
    const { nearby, people, log } = this.#options
    const known = host.connections(peer).length > 0
    try {
      const connection = await host.dial(peer, nearby.get(peer)?.addresses ?? [], AbortSignal.timeout(LOOK_MS))
      await hellos.say(connection)
    } catch (error) {
      log(`no card from ${peer}: ${(error as Error).message}`)
    } finally {
      if (!known && people.get(peer) === undefined)
        await host.hangUp(peer).catch((error: Error) => log(`hang up: ${error.message}`))
    }
  }

  #expire(host: Host): void {
    const gone = this.#options.nearby.expire(each => host.connections(each).length > 0)
    for (const { peer } of gone) this.#tell(peer, false)
  }

  #tell(peer: PeerIdString, here: boolean): void {
    const { events, views } = this.#options
    events.emit({ event: 'nearby', peer: views.peer(peer), here })
  }
}

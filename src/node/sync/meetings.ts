/**
 * Who is connected, and how it comes about. Friends are dialled at the start where they were last, again when multicast shows them,
 * and now and then; of two friends the one with the smaller peer id opens the sync stream, so that there is one. A statement that the
 * other side has not heard goes out at every meeting.
 */
import type { Connection, Stream } from '@libp2p/interface'
import type { PeerIdString } from '../../protocol/ids.ts'
import type { Live, Signed } from '../../protocol/wire/frames.ts'
import type { ConversationRecord } from '../../store/records.ts'
import type { Store } from '../../store/store.ts'
import type { Faults } from '../faults.ts'
import { isFriend, untold } from '../friendship.ts'
import type { Hellos } from '../hello.ts'
import type { Host } from '../host.ts'
import type { PeerLog } from '../peer.ts'
import type { People } from '../people.ts'
import { Session } from './session.ts'

export const SYNC_PROTOCOL = '/earshot/sync/1.0.0'
/** How often absent friends are thought of, milliseconds. */
const TICK_MS = 2_000
/** Between two dials of one absent friend: doubled each time, milliseconds. */
const FIRST_RETRY_MS = 4_000
const LAST_RETRY_MS = 120_000
/** After this long without a sync stream, the one who does not open it asks by a hello. */
const ASK_MS = 3_000
/** How long a stream waits for the statement that it rests on. */
const ANSWER_MS = 2_000

export interface MeetingsEvents {
  presence(peer: PeerIdString, here: boolean): void
  /** Where a connected peer says that it listens, nearest first. */
  located(peer: PeerIdString, addresses: string[]): Promise<void>
  advanced(
    conversation: ConversationRecord,
    advances: { feed: number; state: 'delivered' | 'read'; from: number; to: number }[],
  ): void
  card(peer: PeerIdString, signed: Signed): void | Promise<void>
  friendship(peer: PeerIdString, signed: Signed): void | Promise<void>
  live(peer: PeerIdString, live: Live): void
}

export interface MeetingsOptions {
  host: Host
  store: Store
  people: People
  hellos: Hellos
  faults: Faults
  events: MeetingsEvents
  log: PeerLog
}

interface Attempt {
  next: number
  delay: number
}

export class Meetings {
  readonly #options: MeetingsOptions
  readonly #sessions = new Map<PeerIdString, Session>()
  readonly #opening = new Set<PeerIdString>()
  readonly #dialling = new Set<PeerIdString>()
  readonly #attempts = new Map<PeerIdString, Attempt>()
  readonly #timers = new Set<NodeJS.Timeout>()
  #tick: NodeJS.Timeout | undefined
  #stopped = false

  constructor(options: MeetingsOptions) {
    this.#options = options
  }

  async start(): Promise<void> {
    const { host, people } = this.#options
    await host.handle(SYNC_PROTOCOL, (stream, peer) => void this.#accept(stream, peer), 4)
    host.onConnect((peer, connection) => void this.#met(peer, connection))
    host.onIdentified((peer, addresses, remote) => void this.#located(peer, addresses, remote))
    for (const contact of people.all()) if (contact.addresses.length > 0) void this.reach(contact.peerId)
    this.#tick = setInterval(() => this.#retry(), TICK_MS)
  }

  async stop(): Promise<void> {
    this.#stopped = true
    clearInterval(this.#tick)
    for (const timer of this.#timers) clearTimeout(timer)
    await Promise.all([...this.#sessions.values()].map(session => session.close()))
  }

  here(peer: PeerIdString): boolean {
    return this.#sessions.has(peer)
  }

  get sessions(): Session[] {
    return [...this.#sessions.values()]
  }

  session(peer: PeerIdString): Session | undefined {
    return this.#sessions.get(peer)
  }

  /** There is something new for this peer: sends it, or tries to reach them. */
  wake(peer: PeerIdString): void {
    const session = this.#sessions.get(peer)
    if (session === undefined) void this.reach(peer)
    else session.wake()
  }

  /** What the two are to each other changed here: tells the other side now if it can be reached. */
  async changed(peer: PeerIdString): Promise<void> {
    const { host, people } = this.#options
    const contact = people.get(peer)
    const session = this.#sessions.get(peer)
    const statement = people.statement(peer)
    if (session !== undefined && !isFriend(contact)) {
      if (statement !== undefined && !contact?.blocked) session.sendFriendship(statement)
      await session.close()
    }
    const [connection] = host.connections(peer)
    if (connection === undefined) await this.reach(peer)
    else await this.#met(peer, connection)
  }

  /** Multicast, an invite or a person showed where somebody is. */
  async found(peer: PeerIdString, addresses: readonly string[]): Promise<void> {
    const contact = this.#options.people.get(peer)
    if (contact === undefined) return
    await this.#options.people.seen(peer, addresses)
    this.#attempts.delete(peer)
    await this.reach(peer)
  }

  /** Dials a contact, unless there is nothing to say to them or they are here; resolves when that was done, or failed. */
  async reach(peer: PeerIdString): Promise<void> {
    const { host, people, log } = this.#options
    const contact = people.get(peer)
    if (this.#stopped || contact === undefined || !this.#wanted(peer) || this.#dialling.has(peer)) return
    if (contact.addresses.length === 0) return
    this.#dialling.add(peer)
    try {
      const connection = await host.dial(peer, contact.addresses)
      this.#attempts.delete(peer)
      await this.#met(peer, connection)
    } catch (error) {
      const delay = Math.min(LAST_RETRY_MS, 2 * (this.#attempts.get(peer)?.delay ?? FIRST_RETRY_MS / 2))
      this.#attempts.set(peer, { next: performance.now() + delay * (0.75 + Math.random() / 2), delay })
      log(`${peer} not reached: ${(error as Error).message}`)
    } finally {
      this.#dialling.delete(peer)
    }
  }

  #wanted(peer: PeerIdString): boolean {
    const contact = this.#options.people.get(peer)
    if (contact === undefined || contact.blocked) return false
    return untold(contact) || (isFriend(contact) && !this.#sessions.has(peer))
  }

  #retry(): void {
    const now = performance.now()
    for (const { peerId } of this.#options.people.all()) {
      if ((this.#attempts.get(peerId)?.next ?? 0) <= now && this.#wanted(peerId)) void this.reach(peerId)
    }
  }

  /** A connection is open (again, perhaps): says what has not been heard, opens the sync stream if that is ours to do. */
  async #met(peer: PeerIdString, connection: Connection): Promise<void> {
    const { people, store, hellos, log } = this.#options
    if (this.#stopped) return
    try {
      const contact = people.get(peer)
      if (contact !== undefined && untold(contact)) await hellos.say(connection)
      if (!isFriend(people.get(peer)) || this.#sessions.has(peer)) return
      if (store.self < peer) {
        await this.#open(peer, connection)
      } else {
        this.#later(ASK_MS, async () => {
          if (!this.#sessions.has(peer) && connection.status === 'open' && isFriend(people.get(peer)))
            await hellos.say(connection)
        })
      }
    } catch (error) {
      log(`meeting ${peer} failed: ${(error as Error).message}`)
    }
  }

  #later(milliseconds: number, run: () => Promise<void>): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer)
      run().catch((error: Error) => this.#options.log(`later: ${error.message}`))
    }, milliseconds)
    this.#timers.add(timer)
  }

  async #open(peer: PeerIdString, connection: Connection): Promise<void> {
    if (this.#opening.has(peer)) return
    this.#opening.add(peer)
    try {
      const stream = await this.#options.host.open(connection, SYNC_PROTOCOL)
      this.#begin(peer, stream)
    } finally {
      this.#opening.delete(peer)
    }
  }

  async #accept(stream: Stream, peer: PeerIdString): Promise<void> {
    const { people, faults } = this.#options
    // Whoever answered a request may open the stream before the answer is on this disk.
    for (
      let waited = 0;
      people.get(peer)?.mine?.want && !isFriend(people.get(peer)) && waited < ANSWER_MS;
      waited += 50
    ) {
      await new Promise(resolve => setTimeout(resolve, 50))
    }
    if (this.#stopped || !isFriend(people.get(peer))) {
      faults.count('not-allowed')
      stream.abort(new Error('not friends'))
      return
    }
    this.#begin(peer, stream)
  }

  /** The newest stream is the one that is alive at both ends. */
  #begin(peer: PeerIdString, stream: Stream): void {
    const { store, people, faults, events, log } = this.#options
    const old = this.#sessions.get(peer)
    const openedAt = performance.now()
    let session: Session | undefined
    session = new Session({
      peer,
      store,
      stream,
      events: {
        advanced: (conversation, advances) => events.advanced(conversation, advances),
        card: signed => events.card(peer, signed),
        friendship: signed => events.friendship(peer, signed),
        live: live => events.live(peer, live),
        renewed: () => this.sendCard(),
        ended: (fault, error) => {
          if (fault !== undefined) faults.count(fault)
          if (error !== undefined) log(`stream with ${peer} ended: ${error.message}`)
          if (this.#sessions.get(peer) !== session) return
          this.#sessions.delete(peer)
          events.presence(peer, false)
          if (!this.#stopped)
            this.#lost(
              peer,
              fault === undefined ? 0 : FIRST_RETRY_MS,
              performance.now() - openedAt,
              error !== undefined,
            )
        },
      },
    })
    this.#sessions.set(peer, session)
    if (old === undefined) events.presence(peer, true)
    else void old.close()
    session.start(people.card().signed, people.statement(peer))
  }

  /** A stream that broke takes its connection with it: half of one is of no use. */
  #lost(peer: PeerIdString, delay: number, lasted: number, broken: boolean): void {
    const previous =
      lasted < FIRST_RETRY_MS ? (this.#attempts.get(peer)?.delay ?? FIRST_RETRY_MS / 2) : FIRST_RETRY_MS / 2
    const wait = Math.max(delay, Math.min(LAST_RETRY_MS, previous * 2))
    this.#attempts.set(peer, { next: performance.now() + wait * (0.5 + Math.random() / 2), delay: wait })
    if (broken) this.#options.host.hangUp(peer).catch((error: Error) => this.#options.log(`hang up: ${error.message}`))
  }

  async #located(peer: PeerIdString, addresses: readonly string[], remote: string): Promise<void> {
    const local = remote.includes('/127.0.0.1/')
    const usable = addresses.filter(address => local || !/\/(127\.0\.0\.1|::1)\//.test(address))
    const host = remote.split('/')[2] ?? ''
    const nearest = [...usable].sort((a, b) => Number(b.includes(`/${host}/`)) - Number(a.includes(`/${host}/`)))
    if (nearest.length > 0) await this.#options.events.located(peer, nearest)
  }

  /** One's own card changed. */
  sendCard(): void {
    const { signed } = this.#options.people.card()
    for (const session of this.#sessions.values()) session.sendCard(signed)
  }
}

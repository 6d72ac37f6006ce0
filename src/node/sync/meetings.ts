/**
 * Who is connected, and how it comes about. Friends are dialled at the start where they were last, again when multicast shows them,
 * and now and then; of two friends the one with the smaller peer id opens the sync stream, so that there is one. A statement that the
 * other side has not heard goes out at every meeting.
 */
import type { Connection, Stream } from '@libp2p/interface'
import type { Faults } from '../../host/faults.ts'
import type { Host } from '../../host/host.ts'
import type { PeerIdString } from '../../protocol/ids.ts'
import { SYNC_PROTOCOL } from '../../protocol/protocols.ts'
import type { Keys, Live, Signed } from '../../protocol/wire/frames.ts'
import type { Advance } from '../../store/readers.ts'
import type { ConversationRecord } from '../../store/records.ts'
import type { Store } from '../../store/store.ts'
import { isFriend, relationOf, untold } from '../friendship.ts'
import type { Hellos } from '../hello.ts'
import type { PeerLog } from '../peer.ts'
import type { People } from '../people.ts'
import { Session, SUSPECT_MS } from './session.ts'

/** How often absent friends are thought of, milliseconds. */
const TICK_MS = 2_000
/** Between two dials of one absent friend: doubled each time, milliseconds. */
const FIRST_RETRY_MS = 4_000
const LAST_RETRY_MS = 120_000
/** A stream that ended sooner than this counts as an attempt that failed. */
const LASTING_MS = 10_000
/** After this long without a sync stream, the one who does not open it asks by a hello. */
const ASK_MS = 3_000
/** A stranger's connection without a stream is closed after this long, milliseconds. */
const IDLE_MS = 30_000
/** How long a stream waits for the statement that it rests on. */
const ANSWER_MS = 2_000

export interface MeetingsEvents {
  presence(peer: PeerIdString, here: boolean): void
  /** A stream was opened, and one's own card has gone out on it. */
  opened(peer: PeerIdString): void
  /** Where a connected peer says that it listens, nearest first. */
  located(peer: PeerIdString, addresses: string[]): Promise<void>
  advanced(conversation: ConversationRecord, advances: readonly Advance[]): void
  card(peer: PeerIdString, signed: Signed): void | Promise<void>
  friendship(peer: PeerIdString, signed: Signed): void | Promise<void>
  live(peer: PeerIdString, live: Live): void
  keys(peer: PeerIdString, keys: Keys): void | Promise<void>
  /** Their stream ended; `told` is how far they were told of one's own cursor. */
  parted(peer: PeerIdString, told: number): void
}

export interface MeetingsOptions {
  host: Host
  store: Store
  people: People
  hellos: Hellos
  faults: Faults
  events: MeetingsEvents
  /** Where a contact may be, likeliest first. */
  addresses: (peer: PeerIdString) => string[]
  /** Where their relays say that they are, and the way through these. */
  places: (peer: PeerIdString) => Promise<string[]>
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
  /** Whom to ask by a hello, later, if no stream has come by then. */
  readonly #asking = new Set<PeerIdString>()
  readonly #attempts = new Map<PeerIdString, Attempt>()
  readonly #timers = new Set<NodeJS.Timeout>()
  #tick: NodeJS.Timeout | undefined
  #stopped = false

  constructor(options: MeetingsOptions) {
    this.#options = options
  }

  async start(): Promise<void> {
    const { host, people, log } = this.#options
    await host.handle(
      SYNC_PROTOCOL,
      (stream, peer, connection) => {
        this.#accept(stream, peer, connection).catch((error: Error) => {
          log(`stream of ${peer} not taken: ${error.message}`)
          stream.abort(error)
        })
      },
      4,
    )
    host.onConnect((peer, connection) => void this.#met(peer, connection))
    host.onIdentified((peer, addresses, remote) => {
      // Connections are still made while this peer stops, and its store closes.
      if (!this.#stopped)
        this.#located(peer, addresses, remote).catch((error: Error) => log(`located: ${error.message}`))
    })
    for (const contact of people.all()) void this.reach(contact.peerId)
    this.#tick = setInterval(() => this.#retry(), TICK_MS)
  }

  async stop(): Promise<void> {
    this.#stopped = true
    clearInterval(this.#tick)
    for (const timer of this.#timers) clearTimeout(timer)
    await Promise.all([...this.#sessions.values()].map(session => session.close()))
  }

  /** Whether somebody is here: their side of the stream has spoken. Whoever is blocked opens streams that nobody answers. */
  here(peer: PeerIdString): boolean {
    return this.#sessions.get(peer)?.met ?? false
  }

  session(peer: PeerIdString): Session | undefined {
    return this.#sessions.get(peer)
  }

  /** Who has a stream open. */
  connected(): Iterable<PeerIdString> {
    return this.#sessions.keys()
  }

  /** There is something new for this peer: sends it, or tries to reach them. */
  wake(peer: PeerIdString): void {
    const session = this.#sessions.get(peer)
    if (session !== undefined) session.wake()
    // Whoever was just tried in vain is not tried again for each word that is said to them.
    else if ((this.#attempts.get(peer)?.next ?? 0) <= performance.now()) void this.reach(peer)
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

  /** Multicast, an invite or a person showed somebody who was not there before: tried at once. Others take their turn. */
  async found(peer: PeerIdString, fresh: boolean): Promise<void> {
    if (fresh) this.#attempts.delete(peer)
    if ((this.#attempts.get(peer)?.next ?? 0) <= performance.now()) await this.reach(peer)
  }

  /** A friend said hello: on their side there is no stream, whatever this side believes. */
  async greeted(peer: PeerIdString, connection: Connection): Promise<void> {
    if (isFriend(this.#options.people.get(peer))) await this.#met(peer, connection)
  }

  /** Dials a contact, unless there is nothing to say to them or they are here; resolves when that was done, or failed. */
  async reach(peer: PeerIdString): Promise<void> {
    const { people, log } = this.#options
    const contact = people.get(peer)
    if (this.#stopped || contact === undefined || !this.#wanted(peer) || this.#dialling.has(peer)) return
    this.#dialling.add(peer)
    try {
      const connection = await this.#dial(peer)
      if (connection !== undefined) await this.#met(peer, connection)
    } catch (error) {
      log(`${peer} not reached: ${(error as Error).message}`)
    } finally {
      // Reached or not: whoever does not want to talk must not be asked without end.
      this.#postpone(peer, 2 * (this.#attempts.get(peer)?.delay ?? FIRST_RETRY_MS / 2))
      this.#dialling.delete(peer)
    }
  }

  /** By what is known, else by what their relays say. Undefined where nobody says anything. */
  async #dial(peer: PeerIdString): Promise<Connection | undefined> {
    const { host, addresses, places } = this.#options
    const known = addresses(peer)
    let failure: unknown
    if (known.length > 0) {
      try {
        return await host.dial(peer, known)
      } catch (error) {
        failure = error
      }
    }
    const told = (await places(peer)).filter(address => !known.includes(address))
    if (told.length > 0) return host.dial(peer, told)
    if (failure !== undefined) throw failure
    return undefined
  }

  #wanted(peer: PeerIdString): boolean {
    const contact = this.#options.people.get(peer)
    if (contact === undefined || contact.blocked) return false
    return untold(contact) || (isFriend(contact) && !this.#sessions.has(peer))
  }

  #retry(): void {
    const { host, people, log } = this.#options
    host
      .closeIdle(IDLE_MS, peer => relationOf(people.get(peer)) !== undefined)
      .catch((error: Error) => log(`idle: ${error.message}`))
    const now = performance.now()
    for (const { peerId } of people.all()) {
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
      if (!isFriend(people.get(peer)) || this.#stopped) return
      // One that has fallen silent may be dead at the other end, which is here again by another way.
      const session = this.#sessions.get(peer)
      if (session !== undefined && session.silence < SUSPECT_MS) return
      if (store.self < peer) {
        await this.#open(peer, connection)
      } else {
        if (this.#asking.has(peer)) return
        this.#asking.add(peer)
        this.#later(ASK_MS, async () => {
          this.#asking.delete(peer)
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
      this.#begin(peer, stream, connection)
    } finally {
      this.#opening.delete(peer)
    }
  }

  async #accept(stream: Stream, peer: PeerIdString, connection: Connection): Promise<void> {
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
    this.#begin(peer, stream, connection)
  }

  /** The newest stream is the one that is alive at both ends. */
  #begin(peer: PeerIdString, stream: Stream, connection: Connection): void {
    const { store, people, faults, events, log } = this.#options
    const old = this.#sessions.get(peer)
    const openedAt = performance.now()
    let session: Session | undefined
    session = new Session({
      peer,
      store,
      stream,
      met: old?.met ?? false,
      events: {
        advanced: (conversation, advances) => events.advanced(conversation, advances),
        card: signed => events.card(peer, signed),
        friendship: signed => events.friendship(peer, signed),
        live: live => events.live(peer, live),
        keys: keys => events.keys(peer, keys),
        met: () => {
          events.presence(peer, true)
        },
        renewed: () => this.sendCard(),
        ended: (fault, error) => {
          if (fault !== undefined) faults.count(fault)
          if (error !== undefined) log(`stream with ${peer} ended: ${error.message}`)
          if (this.#sessions.get(peer) !== session) return
          this.#sessions.delete(peer)
          // What was said last on a stream that broke may not have come.
          if (session?.met) events.parted(peer, error === undefined ? session.told : 0)
          events.presence(peer, false)
          if (!this.#stopped) this.#lost(peer, fault === undefined ? 0 : FIRST_RETRY_MS, performance.now() - openedAt)
          // A stream that broke takes its connection with it, and no other: half of one is of no use.
          if (error !== undefined) connection.abort(error)
        },
      },
    })
    this.#sessions.set(peer, session)
    void old?.close()
    session.start(people.card().signed, people.statement(peer))
    events.opened(peer)
  }

  #lost(peer: PeerIdString, delay: number, lasted: number): void {
    const previous = lasted < LASTING_MS ? (this.#attempts.get(peer)?.delay ?? FIRST_RETRY_MS / 2) : FIRST_RETRY_MS / 2
    this.#postpone(peer, Math.max(delay, 2 * previous))
  }

  /** The next attempt comes after `delay` milliseconds, more or less, so that many do not come at once. */
  #postpone(peer: PeerIdString, delay: number): void {
    const wait = Math.min(LAST_RETRY_MS, delay)
    this.#attempts.set(peer, { next: performance.now() + wait * (0.75 + Math.random() / 2), delay: wait })
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

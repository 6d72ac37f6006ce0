/**
 * One neighbour, one long-lived stream: both say what they have (`Have`), then send what the other lacks, then what is new as it is
 * made, many entries to a write. The receiver's next `Have` is the acknowledgement: it is sent after the entries are on its disk.
 * The same code serves a first meeting, a return and a message typed a moment ago.
 */
import { type Bytes, hex } from '../../protocol/bytes.ts'
import { type Stored, storedOf } from '../../protocol/cursor.ts'
import { type Entry, parseEntry } from '../../protocol/entry.ts'
import { type PeerIdString, publicKeyOf } from '../../protocol/ids.ts'
import { MAX_BATCH_BYTES, MAX_FEEDS_PER_AUTHOR, WINDOW_BYTES, WINDOW_ENTRIES } from '../../protocol/limits.ts'
import { type Cursor, type FeedCursor, Frame, type Live, type Signed } from '../../protocol/wire/frames.ts'
import type { ReaderCursor, ReaderPosition } from '../../store/conversations.ts'
import { type ConversationRecord, type FeedRecord, feedOf, newFeed } from '../../store/records.ts'
import type { Store } from '../../store/store.ts'
import { type FaultKind, PeerFault } from '../faults.ts'
import { FrameStream } from '../frame-stream.ts'
import { Outbound } from './outbound.ts'
import { Rescue } from './rescue.ts'

/** Milliseconds: how often the heartbeat looks, after how much silence it asks, and after how much it gives the neighbour up. */
const HEARTBEAT_MS = 2_000
export const QUIET_MS = 3_000
const DEAD_MS = 9_000

/** What a session tells the node. */
export interface SessionEvents {
  /** The neighbour has, or has read, more of what was said here. */
  advanced(
    conversation: ConversationRecord,
    advances: { feed: number; state: 'delivered' | 'read'; from: number; to: number }[],
  ): void
  /** The neighbour has answered: both sides mean this stream. */
  met(): void
  card(signed: Signed): void | Promise<void>
  friendship(signed: Signed): void | Promise<void>
  live(live: Live): void
  /** This profile was rolled back and goes on under a new installation. */
  renewed(): void
  ended(fault: FaultKind | undefined, error: Error | undefined): void
}

export interface SessionOptions {
  peer: PeerIdString
  store: Store
  stream: ConstructorParameters<typeof FrameStream>[0]
  events: SessionEvents
}

interface InFlight {
  feed: number
  seq: number
  bytes: number
}

export class Session {
  readonly peer: PeerIdString
  readonly #store: Store
  readonly #events: SessionEvents
  readonly #frames: FrameStream
  readonly #key: string
  readonly #self: string
  readonly #conversation: Bytes
  readonly #outbound = new Outbound()
  #inFlight: InFlight[] = []
  #inFlightBytes = 0
  /** The neighbour's first Have came: before it nothing is known to be lacking. */
  #heard = false
  #met = false
  /** A Have waits until the neighbour reads again. */
  #due = false
  /** One's own first Have went out. */
  #said = false
  #pumping = false
  #pumpAgain = false
  #inbox: Entry[] = []
  #inboxBytes = 0
  #storing = false
  #cursor: ReaderCursor | undefined
  #advancing = false
  #rescue: Rescue | undefined
  readonly #compared = new Set<number>()
  /** The neighbour's word on one's own feeds was found wanting. */
  #doubted = false
  readonly #heartbeat: NodeJS.Timeout

  constructor(options: SessionOptions) {
    this.peer = options.peer
    this.#store = options.store
    this.#events = options.events
    this.#key = hex(publicKeyOf(options.peer) ?? new Uint8Array(0))
    this.#self = hex(options.store.signer.publicKey)
    this.#conversation = options.store.conversations.idWith(options.peer)
    this.#frames = new FrameStream(options.stream, {
      onFrame: frame => this.#onFrame(frame),
      onEnd: (fault, error) => {
        clearInterval(this.#heartbeat)
        this.#events.ended(fault, error)
      },
    })
    this.#heartbeat = setInterval(() => this.#beat(), HEARTBEAT_MS)
  }

  /** Milliseconds since something came. */
  get silence(): number {
    return performance.now() - this.#frames.heardAt
  }

  /** Something came from the neighbour. */
  get met(): boolean {
    return this.#met
  }

  get open(): boolean {
    return this.#frames.open
  }

  /** Says what this peer is and has. */
  start(card: Signed, friendship: Signed | undefined): void {
    this.#send({ card })
    if (friendship !== undefined) this.#send({ friendship })
    this.#sendHave(true)
  }

  /** There may be something new to send. */
  wake(): void {
    void this.#pump()
  }

  /** One's own cursor moved for another reason than this neighbour: what was read, or came by another way. */
  tell(): void {
    this.#sendHave(false)
  }

  sendLive(live: Live): boolean {
    // Nothing live waits behind a neighbour that does not read.
    if (!this.#frames.open || this.#frames.full) return false
    this.#send({ live })
    return true
  }

  sendCard(card: Signed): void {
    this.#send({ card })
  }

  sendFriendship(friendship: Signed): void {
    this.#send({ friendship })
  }

  close(): Promise<void> {
    return this.#frames.close()
  }

  #send(frame: Partial<Frame>): boolean {
    return this.#frames.send(Frame.encode(frame))
  }

  #beat(): void {
    const { silence } = this
    if (silence > DEAD_MS) this.#frames.fail(new PeerFault('slow', 'silent for too long'))
    else if (silence > QUIET_MS) this.sendLive({ ping: { answer: false } })
  }

  async #onFrame(bytes: Bytes): Promise<void> {
    if (!this.#met) {
      this.#met = true
      this.#events.met()
    }
    let frame: Frame
    try {
      frame = Frame.decode(bytes)
    } catch (error) {
      throw new PeerFault('malformed', (error as Error).message)
    }
    if (frame.entries !== undefined) this.#onEntries(frame.entries.entries as Bytes[])
    else if (frame.have !== undefined) for (const cursor of frame.have.cursors) await this.#onCursor(cursor)
    else if (frame.live?.ping !== undefined) {
      if (!frame.live.ping.answer) this.sendLive({ ping: { answer: true } })
    } else if (frame.live !== undefined) this.#events.live(frame.live)
    else if (frame.card !== undefined) await this.#events.card(frame.card)
    else if (frame.friendship !== undefined) await this.#events.friendship(frame.friendship)
  }

  // Outward: entries.

  async #pump(): Promise<void> {
    if (!this.#heard) return
    if (this.#pumping) {
      this.#pumpAgain = true
      return
    }
    this.#pumping = true
    try {
      do {
        this.#pumpAgain = false
        while (this.#frames.open && (await this.#sendSome())) {
          // As long as the window is open and something is lacking.
        }
      } while (this.#pumpAgain)
    } catch (error) {
      this.#frames.fail(error)
    } finally {
      this.#pumping = false
    }
  }

  async #sendSome(): Promise<boolean> {
    const conversation = this.#store.conversations.with(this.peer)
    const lacking = conversation === undefined ? undefined : this.#outbound.next(conversation)
    const places = WINDOW_ENTRIES - this.#inFlight.length
    const room = Math.min(WINDOW_BYTES - this.#inFlightBytes, MAX_BATCH_BYTES)
    if (conversation === undefined || lacking === undefined || places <= 0 || room <= 0) return false
    const to = Math.min(lacking.to, lacking.from + places - 1)
    const { turn } = this.#outbound
    const entries = await this.#store.conversations.entriesOf(conversation.number, lacking.feed, lacking.from, to, room)
    // The neighbour asked to begin elsewhere while the disk was read.
    if (turn !== this.#outbound.turn) return true
    const last = entries.at(-1)
    // What is not on this disk (skipped, or mended away) cannot be sent by this peer.
    this.#outbound.sending(lacking.feed, lacking.from, last?.seq ?? to)
    if (last === undefined) return true
    for (const { seq, bytes } of entries) {
      this.#inFlight.push({ feed: lacking.feed, seq, bytes: bytes.byteLength })
      this.#inFlightBytes += bytes.byteLength
    }
    if (!this.#send({ entries: { entries: entries.map(({ bytes }) => bytes) } })) await this.#frames.drained()
    return true
  }

  // Inward: entries.

  #onEntries(entries: readonly Bytes[]): void {
    for (const bytes of entries) {
      const entry = parseEntry(bytes)
      if (typeof entry === 'string') throw new PeerFault(entry, 'a bad entry')
      const author = hex(entry.header.author)
      if (Buffer.compare(entry.header.conversation, this.#conversation) !== 0)
        throw new PeerFault('foreign', 'of another conversation')
      if (author !== this.#key && author !== this.#self)
        throw new PeerFault('foreign', 'by somebody who is not in this conversation')
      const expired = entry.header.expires !== undefined && entry.header.expires < Date.now()
      if (entry.body === undefined && author !== this.#key && !expired)
        throw new PeerFault('malformed', 'a body is missing')
      this.#inbox.push(entry)
      this.#inboxBytes += bytes.byteLength
    }
    if (this.#inbox.length > 4 * WINDOW_ENTRIES || this.#inboxBytes > 4 * WINDOW_BYTES)
      throw new PeerFault('flood', 'beyond the window')
    if (!this.#storing) void this.#storeInbox()
  }

  async #storeInbox(): Promise<void> {
    this.#storing = true
    try {
      while (this.#inbox.length > 0 && this.#frames.open) {
        const entries = this.#inbox
        this.#inbox = []
        this.#inboxBytes = 0
        const ordinary = this.#rescue === undefined ? entries : entries.filter(entry => !this.#collect(entry))
        await this.#renewBefore(ordinary)
        if (ordinary.length > 0) {
          const { conversation } = await this.#store.conversations.receive(this.peer, ordinary)
          for (const { header } of ordinary) {
            const feed = feedOf(conversation, hex(header.author), hex(header.installation))
            if (feed !== undefined) this.#outbound.shown(feed.number, header.seq)
          }
        }
        this.#sendHave(false)
        if (this.#rescue?.complete) await this.#finishRescue(this.#rescue)
      }
    } catch (error) {
      // The disk refused: nothing was acknowledged, so it comes again on the next stream.
      this.#frames.fail(error)
    } finally {
      this.#storing = false
    }
  }

  /** One's own present installation writes only here: what comes back of it beyond the end was written by another life of this profile. */
  async #renewBefore(entries: readonly Entry[]): Promise<void> {
    const { installation } = this.#store.profile.record
    const record = this.#store.conversations.with(this.peer)
    const feed = record === undefined ? undefined : feedOf(record, this.#self, installation)
    const beyond = entries.some(
      ({ header }) =>
        hex(header.author) === this.#self &&
        hex(header.installation) === installation &&
        header.seq > (feed?.through ?? 0),
    )
    if (!beyond) return
    await this.#store.profile.renewInstallation()
    this.#events.renewed()
  }

  // Cursors.

  /** Tells the neighbour what this peer has; its feeds are few, so all of them. */
  #sendHave(first: boolean): void {
    const conversation = this.#store.conversations.with(this.peer)
    if (this.#frames.full) {
      this.#sendHaveLater()
      return
    }
    if (conversation?.skip) {
      // What came between block and unblock is skipped: their feeds must be known before ours asks for anything.
      const own = conversation.feeds.filter(feed => feed.author === this.#self)
      const cursor = this.#cursorOf(
        own.map(feed => this.#positionOf(feed)),
        conversation.counter,
      )
      this.#send({ have: { cursors: [{ ...cursor, hold: true }] } })
      return
    }
    this.#said = true
    if (conversation === undefined) {
      if (first) this.#send({ have: { cursors: [this.#cursorOf([], 0)] } })
      return
    }
    this.#send({
      have: {
        cursors: [
          this.#cursorOf(
            conversation.feeds.map(feed => this.#positionOf(feed)),
            conversation.counter,
          ),
        ],
      },
    })
  }

  #sendHaveLater(): void {
    if (this.#due) return
    this.#due = true
    void this.#frames.drained().then(() => {
      this.#due = false
      if (this.#frames.open) this.#sendHave(false)
    })
  }

  #cursorOf(feeds: FeedCursor[], counter: number, again = false): Cursor {
    const installation = Buffer.from(this.#store.profile.record.installation, 'hex')
    return { conversation: this.#conversation, installation, counter, feeds, again, hold: false }
  }

  #positionOf(feed: FeedRecord): FeedCursor {
    const author = Buffer.from(feed.author, 'hex')
    const installation = Buffer.from(feed.installation, 'hex')
    if (this.#rescue?.feed === feed.number)
      return { author, installation, through: this.#rescue.position, ranges: [], tip: new Uint8Array(0), read: 0 }
    return {
      author,
      installation,
      through: feed.through,
      ranges: feed.ranges.flat(),
      tip: Buffer.from(feed.tip, 'hex'),
      read: feed.read,
    }
  }

  async #onCursor(cursor: Cursor): Promise<void> {
    if (Buffer.compare(cursor.conversation, this.#conversation) !== 0)
      throw new PeerFault('foreign', 'a cursor of another conversation')
    if (cursor.installation.byteLength !== 8 || cursor.feeds.length > 2 * MAX_FEEDS_PER_AUTHOR)
      throw new PeerFault('malformed', 'a bad cursor')
    const feeds = cursor.feeds.map(said => this.#readPosition(said))
    const suspect = await this.#suspect(feeds)
    this.#cursor = { installation: hex(cursor.installation), counter: cursor.counter, feeds }
    const advancing = this.#advancing ? undefined : this.#advance()
    if (this.#store.conversations.with(this.peer)?.skip) await advancing
    if (!this.#said) this.#sendHave(true)
    if (cursor.hold) return
    const conversation = this.#store.conversations.with(this.peer)
    const again = new Set<number>()
    for (const said of feeds) {
      const feed = conversation === undefined ? undefined : feedOf(conversation, said.author, said.installation)
      if (feed === undefined) continue
      this.#outbound.said(feed.number, said, cursor.again)
      // What was on its way is not waited for: it comes again from where the neighbour says.
      if (cursor.again) again.add(feed.number)
    }
    this.#inFlight = this.#inFlight.filter(({ feed, seq, bytes }) => {
      if (!this.#outbound.has(feed, seq) && !again.has(feed)) return true
      this.#inFlightBytes -= bytes
      return false
    })
    this.#heard = true
    if (suspect !== undefined && this.#rescue === undefined && !this.#doubted)
      this.#startRescue(suspect.feed, suspect.said)
    void this.#pump()
  }

  #readPosition(said: FeedCursor): ReaderPosition {
    const stored = storedOf(said.through, said.ranges)
    const author = hex(said.author)
    if (
      stored === undefined ||
      said.installation.byteLength !== 8 ||
      !Number.isSafeInteger(said.read) ||
      (said.tip.byteLength !== 0 && said.tip.byteLength !== 16)
    ) {
      throw new PeerFault('malformed', 'a bad position in a cursor')
    }
    if (author !== this.#key && author !== this.#self)
      throw new PeerFault('foreign', 'a feed of somebody who is not in this conversation')
    return {
      ...stored,
      author,
      installation: hex(said.installation),
      tip: hex(said.tip),
      read: Math.min(said.read, stored.through),
    }
  }

  /** Writes down the newest cursor; those that came meanwhile are covered by the last of them. */
  async #advance(): Promise<void> {
    this.#advancing = true
    try {
      for (let cursor = this.#cursor; cursor !== undefined; cursor = this.#cursor) {
        this.#cursor = undefined
        const { conversation, advances } = await this.#store.conversations.advance(this.peer, cursor)
        if (advances.length > 0) this.#events.advanced(conversation, advances)
      }
    } catch (error) {
      this.#frames.fail(error)
    } finally {
      this.#advancing = false
    }
  }

  // A profile that was rolled back.

  /** The first of one's own feeds of which the neighbour has more than this disk, or something else. */
  async #suspect(feeds: readonly ReaderPosition[]): Promise<{ feed: FeedRecord; said: Stored } | undefined> {
    const conversation = this.#store.conversations.with(this.peer)
    for (const said of feeds) {
      if (said.author !== this.#self || said.through === 0) continue
      const known = conversation === undefined ? undefined : feedOf(conversation, said.author, said.installation)
      if (known?.forked || (known === undefined && said.installation !== this.#store.profile.record.installation))
        continue
      const own = known?.through ?? 0
      const differs = said.through <= own && known !== undefined && (await this.#chainDiffers(known, said))
      if (said.through > own || differs) return { feed: known ?? (await this.#openFeed(said)), said }
    }
    return undefined
  }

  /** Looked at once for each feed of a stream: what comes later on it was sent from here. */
  async #chainDiffers(known: FeedRecord, said: ReaderPosition): Promise<boolean> {
    const conversation = this.#store.conversations.with(this.peer)
    if (conversation === undefined || said.tip === '' || this.#compared.has(known.number)) return false
    this.#compared.add(known.number)
    const hash = await this.#store.conversations.chainAt(conversation, known.number, said.through)
    return hash !== undefined && hash !== said.tip
  }

  async #openFeed(said: ReaderPosition): Promise<FeedRecord> {
    const record = await this.#store.conversations.update(this.peer, conversation =>
      feedOf(conversation, said.author, said.installation) === undefined
        ? { ...conversation, feeds: [...conversation.feeds, newFeed(conversation, said.author, said.installation)] }
        : conversation,
    )
    const feed = feedOf(record, said.author, said.installation)
    if (feed === undefined) throw new Error('a feed that was just opened is gone')
    return feed
  }

  #startRescue(feed: FeedRecord, said: Stored): void {
    this.#rescue = new Rescue(feed, said)
    this.#askAgain(this.#rescue)
  }

  #askAgain(rescue: Rescue): void {
    const position: FeedCursor = {
      author: Buffer.from(rescue.author, 'hex'),
      installation: Buffer.from(rescue.installation, 'hex'),
      through: rescue.claim,
      ranges: [],
      tip: new Uint8Array(0),
      read: 0,
    }
    this.#send({
      have: { cursors: [this.#cursorOf([position], this.#store.conversations.with(this.peer)?.counter ?? 0, true)] },
    })
  }

  #collect(entry: Entry): boolean {
    const rescue = this.#rescue
    if (
      rescue === undefined ||
      hex(entry.header.author) !== rescue.author ||
      hex(entry.header.installation) !== rescue.installation
    )
      return false
    rescue.collect(entry)
    return true
  }

  async #finishRescue(rescue: Rescue): Promise<void> {
    const conversation = this.#store.conversations.with(this.peer)
    if (conversation === undefined) return
    const ids = await this.#store.history.idsOf(conversation.number, rescue.feed, rescue.claim + 1, rescue.ownEnd)
    const fork = rescue.fork(ids)
    if (fork === undefined) {
      rescue.lower()
      this.#askAgain(rescue)
      return
    }
    const theirs = rescue.collected.filter(({ header }) => header.seq >= fork)
    if (theirs.length === 0) {
      // Everything it has is here, and the same: it says of its cursor what is not so.
      this.#rescue = undefined
      this.#doubted = true
      return
    }
    // Signed by oneself, and not on this disk: only now is it certain that there was another life, and not a neighbour that lies.
    if (rescue.installation === this.#store.profile.record.installation) {
      await this.#store.profile.renewInstallation()
      this.#events.renewed()
    }
    await this.#store.conversations.mend(this.peer, rescue.feed, fork, theirs)
    this.#rescue = undefined
    this.#sendHave(false)
    void this.#pump()
  }
}

/**
 * One neighbour, one long-lived stream: both say what they have (`Have`), then send what the other lacks, then what is new as it is
 * made, many entries to a write. The receiver's next `Have` is the acknowledgement: it is sent after the entries are on its disk.
 * The same code serves a first meeting, a return and a message typed a moment ago.
 */

import { type FaultKind, PeerFault } from '../../host/faults.ts'
import { FrameStream } from '../../host/frame-stream.ts'
import { type Bytes, hex } from '../../protocol/bytes.ts'
import type { Entry } from '../../protocol/entry.ts'
import { type PeerIdString, publicKeyOf } from '../../protocol/ids.ts'
import { MAX_BATCH_BYTES, WINDOW_BYTES, WINDOW_ENTRIES } from '../../protocol/limits.ts'
import { type Cursor, type FeedCursor, Frame, type Keys, type Live, type Signed } from '../../protocol/wire/frames.ts'
import type { Advance, ReaderCursor } from '../../store/readers.ts'
import { type ConversationRecord, feedOf } from '../../store/records.ts'
import type { Store } from '../../store/store.ts'
import { checkedEntry, type Pair } from './entries.ts'
import { Gathering } from './gathering.ts'
import { InFlight } from './in-flight.ts'
import { Outbound } from './outbound.ts'
import { readCursor } from './positions.ts'
import { Recovery } from './recovery.ts'

/** Milliseconds: how often the heartbeat looks, after how much silence it asks, and after how much it gives the neighbour up. */
const HEARTBEAT_MS = 2_000
const QUIET_MS = 3_000
const DEAD_MS = 9_000
/** A neighbour that lives is heard within the quiet, the next look and the way there and back; longer silence is suspect. */
export const SUSPECT_MS = 6_500

/** What a session tells the node. */
export interface SessionEvents {
  /** The neighbour has, or has read, more of what was said here. */
  advanced(conversation: ConversationRecord, advances: readonly Advance[]): void
  /** The neighbour has answered: both sides mean this stream. */
  met(): void
  card(signed: Signed): void | Promise<void>
  friendship(signed: Signed): void | Promise<void>
  live(live: Live): void
  /** One-time keys that the neighbour hands over, or asks for. */
  keys(keys: Keys): void | Promise<void>
  /** This profile was rolled back and goes on under a new installation. */
  renewed(): void
  ended(fault: FaultKind | undefined, error: Error | undefined): void
}

export interface SessionOptions {
  peer: PeerIdString
  store: Store
  stream: ConstructorParameters<typeof FrameStream>[0]
  /** It replaces a stream on which the neighbour has spoken: they stay here until this one ends. */
  met: boolean
  events: SessionEvents
}

export class Session {
  readonly peer: PeerIdString
  readonly #store: Store
  readonly #events: SessionEvents
  readonly #frames: FrameStream
  readonly #pair: Pair
  readonly #outbound = new Outbound()
  readonly #inFlight = new InFlight()
  /** The neighbour's first Have came: before it nothing is known to be lacking. */
  #heard = false
  #met = false
  /** A Have waits until the neighbour reads again. */
  #due = false
  /** One's own first Have went out. */
  #said = false
  #told = 0
  #pumping = false
  #pumpAgain = false
  readonly #gathering = new Gathering(() => void this.#pump())
  #inbox: Entry[] = []
  #inboxBytes = 0
  #storing = false
  #cursor: ReaderCursor | undefined
  /** The last whole cursor: what it says of one's own entries counts once these are here again. */
  #whole: ReaderCursor | undefined
  #advancing = false
  readonly #recovery: Recovery
  readonly #heartbeat: NodeJS.Timeout

  constructor(options: SessionOptions) {
    this.peer = options.peer
    this.#store = options.store
    this.#events = options.events
    this.#met = options.met
    this.#pair = {
      conversation: options.store.conversations.idWith(options.peer),
      peer: hex(publicKeyOf(options.peer) ?? new Uint8Array(0)),
      self: hex(options.store.signer.publicKey),
    }
    this.#recovery = new Recovery({
      peer: options.peer,
      store: options.store,
      ask: position => this.#sendCursor([position], { again: true }),
      renewed: () => this.#events.renewed(),
    })
    this.#frames = new FrameStream(options.stream, {
      onFrame: frame => this.#onFrame(frame),
      onEnd: (fault, error) => {
        clearInterval(this.#heartbeat)
        this.#gathering.stop()
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

  /** What was held back can be sent. */
  again(): void {
    this.#outbound.again()
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

  sendKeys(keys: Keys): void {
    this.#send({ keys })
  }

  sendFriendship(friendship: Signed): void {
    this.#send({ friendship })
  }

  close(): Promise<void> {
    return this.#frames.close()
  }

  /** Up to which of its changes the neighbour was told of one's own cursor. */
  get told(): number {
    return this.#told
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
    else if (frame.keys !== undefined) await this.#events.keys(frame.keys)
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
    const { places } = this.#inFlight
    const room = Math.min(this.#inFlight.room, MAX_BATCH_BYTES)
    if (conversation === undefined || lacking === undefined || places <= 0 || room <= 0) return false
    if (this.#gathering.holds(lacking.to - lacking.from + 1, this.#inFlight.entries)) return false
    const to = Math.min(lacking.to, lacking.from + places - 1)
    const { turn } = this.#outbound
    const stretch = { conversation: conversation.number, feed: lacking.feed, from: lacking.from, to }
    const entries = await this.#store.conversations.entriesOf(stretch, room)
    // The neighbour asked to begin elsewhere while the disk was read.
    if (turn !== this.#outbound.turn) return true
    const last = entries.at(-1)
    this.#gathering.sent()
    // What is not on this disk (skipped, or mended away) cannot be sent by this peer.
    this.#outbound.sending(lacking.feed, lacking.from, last?.seq ?? to)
    if (last === undefined) return true
    this.#inFlight.add(lacking.feed, entries)
    if (!this.#send({ entries: { entries: entries.map(({ bytes }) => bytes) } })) await this.#frames.drained()
    return true
  }

  // Inward: entries.

  #onEntries(entries: readonly Bytes[]): void {
    for (const bytes of entries) {
      const entry = checkedEntry(bytes, this.#pair)
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
        const ordinary = entries.filter(entry => !this.#recovery.takes(entry))
        await this.#recovery.renewBefore(ordinary)
        if (ordinary.length > 0) {
          const { conversation } = await this.#store.conversations.receive(this.peer, ordinary)
          for (const { header } of ordinary) {
            const feed = feedOf(conversation, hex(header.author), hex(header.installation))
            if (feed !== undefined) this.#outbound.shown(feed.number, header.seq)
          }
        }
        this.#sendHave(false)
        if (ordinary.some(({ header }) => hex(header.author) === this.#pair.self)) this.#advanceAgain()
        if (await this.#recovery.finish()) {
          this.#advanceAgain()
          this.#sendHave(false)
          void this.#pump()
        }
      }
    } catch (error) {
      // The disk refused: nothing was acknowledged, so it comes again on the next stream.
      this.#frames.fail(error)
    } finally {
      this.#storing = false
    }
  }

  // Cursors.

  /** Tells the neighbour what this peer has; its feeds are few, so all of them. */
  #sendHave(first: boolean): void {
    if (this.#frames.full) {
      this.#sendHaveLater()
      return
    }
    const conversation = this.#store.conversations.with(this.peer)
    // What came between block and unblock is skipped: their feeds must be known before ours asks for anything.
    const hold = conversation?.skip ?? false
    if (!hold) this.#said = true
    if (conversation === undefined && !first) return
    const feeds = (conversation?.feeds ?? []).filter(feed => !hold || feed.author === this.#pair.self)
    this.#sendCursor(
      feeds.map(feed =>
        this.#recovery.positionOf(feed, conversation !== undefined && this.#store.readership.silentTo(conversation)),
      ),
      { hold },
    )
  }

  #sendHaveLater(): void {
    if (this.#due) return
    this.#due = true
    void this.#frames.drained().then(() => {
      this.#due = false
      if (this.#frames.open) this.#sendHave(false)
    })
  }

  #sendCursor(feeds: FeedCursor[], { hold = false, again = false }): void {
    const installation = Buffer.from(this.#store.profile.record.installation, 'hex')
    const { conversations, readership } = this.#store
    const counter = conversations.with(this.peer)?.counter ?? 0
    if (!again && !hold) this.#told = counter
    const { conversation } = this.#pair
    const quiet = readership.quiet()
    this.#send({ have: { cursors: [{ conversation, installation, counter, feeds, again, hold, quiet }] } })
  }

  async #onCursor(cursor: Cursor): Promise<void> {
    const said = readCursor(cursor, this.#pair.conversation, [this.#pair.peer, this.#pair.self])
    const suspect = await this.#recovery.suspect(said.feeds)
    if (said.whole) this.#whole = said
    this.#cursor = said
    const advancing = this.#advancing ? undefined : this.#advance()
    if (this.#store.conversations.with(this.peer)?.skip) await advancing
    if (!this.#said) this.#sendHave(true)
    if (cursor.hold) return
    const conversation = this.#store.conversations.with(this.peer)
    const again = new Set<number>()
    for (const position of said.feeds) {
      const feed = conversation === undefined ? undefined : feedOf(conversation, position.author, position.installation)
      if (feed === undefined) continue
      this.#outbound.said(feed.number, position, cursor.again)
      // What was on its way is not waited for: it comes again from where the neighbour says.
      if (cursor.again) again.add(feed.number)
    }
    this.#inFlight.settle((feed, seq) => this.#outbound.has(feed, seq) || again.has(feed))
    this.#heard = true
    if (suspect !== undefined) this.#recovery.start(suspect)
    void this.#pump()
  }

  /** One's own entries came back: the neighbour, who had them all along, has said so already. */
  #advanceAgain(): void {
    this.#cursor ??= this.#whole
    if (!this.#advancing) void this.#advance()
  }

  /** Writes down the newest cursor; those that came meanwhile are covered by the last of them. */
  async #advance(): Promise<void> {
    this.#advancing = true
    try {
      for (let cursor = this.#cursor; cursor !== undefined; cursor = this.#cursor) {
        this.#cursor = undefined
        const { conversation, advances, retold } = await this.#store.readership.advance(this.peer, cursor)
        if (retold) this.tell()
        if (advances.length > 0) this.#events.advanced(conversation, advances)
      }
    } catch (error) {
      this.#frames.fail(error)
    } finally {
      this.#advancing = false
    }
  }
}

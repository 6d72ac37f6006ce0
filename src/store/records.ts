/** What the records of the store hold. They are JSON and immutable: bytes are hexadecimal, times milliseconds since 1970. */
import type { FeedPosition, Stored } from '../protocol/cursor.ts'
import { endOf } from '../protocol/cursor.ts'
import type { ConversationId, EntryId, PeerIdString } from '../protocol/ids.ts'

/** One author's feed from one installation, as far as this peer has it. `tip` is the chain hash at `through`. */
export interface FeedRecord extends FeedPosition {
  readonly number: number
  /** Ed25519 public key. */
  readonly author: string
  readonly installation: string
  /** One's own feed that a rolled-back profile wrote twice: mended once, not compared again. */
  readonly forked?: true
}

/** What one installation of somebody else has, by number of feed; as it last said. */
export interface ReaderRecord {
  readonly peer: PeerIdString
  readonly installation: string
  readonly counter: number
  readonly feeds: Readonly<Record<number, Stored & { read: number }>>
}

export interface ConversationRecord {
  readonly number: number
  readonly id: ConversationId
  readonly kind: 'direct'
  /** The other person of a direct conversation. */
  readonly peer: PeerIdString
  /** The conversation's logical clock. */
  readonly lastStamp: number
  readonly unread: number
  readonly muted: boolean
  readonly pinned: boolean
  /** Counts the changes of one's own cursor. */
  readonly counter: number
  readonly feeds: readonly FeedRecord[]
  readonly readers: readonly ReaderRecord[]
  /** The next cursor of the other says where to begin again: what came while they were blocked is skipped. */
  readonly skip?: true
  /** When the last entry was made or came. */
  readonly lastAt: number
}

/** One side's statement, signed, and how far the other side knows of it. */
export interface StatementRecord {
  readonly want: boolean
  readonly counter: number
  readonly greeting: string
  readonly at: number
  /** The signed bytes and their signature. */
  readonly signed: { readonly bytes: string; readonly signature: string }
  /** One's own: the other side has it on disk. */
  readonly acknowledged?: boolean
}

export interface CardRecord {
  readonly name: string
  readonly status: string
  readonly email: string
  readonly counter: number
  readonly installations: readonly string[]
  readonly kind: 'peer' | 'relay'
  readonly version: string
  readonly signed: { readonly bytes: string; readonly signature: string }
}

export interface ContactRecord {
  readonly peerId: PeerIdString
  readonly card?: CardRecord
  readonly mine?: StatementRecord
  readonly theirs?: StatementRecord
  readonly nick?: string
  readonly folder: string
  /** Newest first. */
  readonly addresses: readonly string[]
  readonly lastSeen?: number
  readonly blocked: boolean
  readonly verified: boolean
  /** When the two became friends, the first time. */
  readonly friendSince?: number
  /** Counter of their newest statement that was accepted, declined or answered by removal: a newer one is a new request. */
  readonly answered?: number
}

/** The profile's own settings: one record. */
export interface ProfileRecord {
  /** Of the database's layout. */
  readonly version: number
  readonly name: string
  readonly status: string
  readonly email: string
  readonly cardCounter: number
  readonly installation: string
  readonly folders: readonly string[]
  /** TCP port of the last run, taken again so that friends' addresses stay true. */
  readonly port?: number
  readonly nextConversation: number
}

export interface InviteRecord {
  readonly code: string
  readonly expiresAt: number
  readonly usedBy?: PeerIdString
}

/** A result kept under a client's key. */
export interface ResultRecord {
  readonly result: unknown
}

/** The first outcome of a call in a conversation's order: the one that is shown. */
export interface OutcomeRecord {
  readonly stamp: number
  readonly id: EntryId
}

export function feedOf(conversation: ConversationRecord, author: string, installation: string): FeedRecord | undefined {
  return conversation.feeds.find(feed => feed.author === author && feed.installation === installation)
}

export function withFeed(conversation: ConversationRecord, feed: FeedRecord): ConversationRecord {
  const known = conversation.feeds.some(({ number }) => number === feed.number)
  const feeds = known
    ? conversation.feeds.map(each => (each.number === feed.number ? feed : each))
    : [...conversation.feeds, feed]
  return { ...conversation, feeds }
}

export function newFeed(conversation: ConversationRecord, author: string, installation: string): FeedRecord {
  return { number: conversation.feeds.length + 1, author, installation, through: 0, ranges: [], tip: '', read: 0 }
}

/** Whether somebody else's installation has number `seq` of a feed, and whether it was read. */
export function reached(conversation: ConversationRecord, feed: number, seq: number): 'queued' | 'delivered' | 'read' {
  let best: 'queued' | 'delivered' = 'queued'
  for (const reader of conversation.readers) {
    const position = reader.feeds[feed]
    if (position === undefined) continue
    if (position.read >= seq) return 'read'
    if (seq <= position.through || position.ranges.some(([from, to]) => seq >= from && seq <= to)) best = 'delivered'
  }
  return best
}

/** How many of one's own entries no installation of the other has yet. */
export function queued(conversation: ConversationRecord, self: string): number {
  let total = 0
  for (const feed of conversation.feeds) {
    if (feed.author !== self || feed.forked) continue
    const end = endOf(feed)
    let most = 0
    for (const reader of conversation.readers) {
      const position = reader.feeds[feed.number]
      if (position === undefined) continue
      let has = Math.min(position.through, end)
      for (const [from, to] of position.ranges) has += Math.max(0, Math.min(to, end) - from + 1)
      most = Math.max(most, has)
    }
    total += end - most
  }
  return total
}

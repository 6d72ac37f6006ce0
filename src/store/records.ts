/** What the records of the store hold. They are JSON and immutable: bytes are hexadecimal, times milliseconds since 1970. */
import type { FeedPosition, Stored } from '../protocol/cursor.ts'
import { covers, missing, NOTHING, type Range } from '../protocol/cursor.ts'
import type { ConversationId, EntryId, PeerIdString } from '../protocol/ids.ts'

/** One author's feed from one installation, as far as this peer has it. `tip` is the chain hash at `through`. */
export interface FeedRecord extends FeedPosition {
  readonly number: number
  /** Ed25519 public key. */
  readonly author: string
  readonly installation: string
  /** One's own feed that a rolled-back profile wrote twice: mended once, not compared again. */
  readonly forked?: true
  /** One's own feed that this disk has from others alone: written before a restore, or beside it. */
  readonly elsewhere?: true
}

/** What one installation of somebody else has, by number of feed; as it last said. */
export interface ReaderRecord {
  readonly peer: PeerIdString
  readonly installation: string
  readonly counter: number
  readonly feeds: Readonly<Record<number, Stored & { read: number }>>
  /** It tells nobody what it read, and does not want to be told. */
  readonly quiet?: boolean
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
  /** Unread entries that mention this profile. */
  readonly mentions?: number
  /** Unread because its reader wants to come back to it, whatever was read. */
  readonly markedUnread?: boolean
  readonly muted: boolean
  /** Milliseconds since 1970: muted until then; absent where it is muted for good. */
  readonly mutedUntil?: number
  readonly pinned: boolean
  readonly archived?: boolean
  /** There is a draft. */
  readonly drafted?: boolean
  /** The last in its order that is shown; absent where that is not known. */
  readonly last?: { readonly stamp: number; readonly id: EntryId }
  /** Entries that have effects and are not here yet. */
  readonly heralded?: number
  /** Rows that wait for a reader to have, or to have read, an entry. */
  readonly awaited?: number
  /** It has a second passphrase; `sealing` and `unsealing` while its rows are being written anew. */
  readonly seal?: 'sealing' | 'sealed' | 'unsealing'
  /** Counts the changes of one's own cursor. */
  readonly counter: number
  readonly feeds: readonly FeedRecord[]
  /** Who spoke last is the last. */
  readonly readers: readonly ReaderRecord[]
  /** What of one's own feeds, by number, a relay keeps for the other: until their cursor has it, or the parcel is gone. Any number of ranges. */
  readonly relayed?: Readonly<Record<number, Stored>>
  /** The other was told of one's own cursor up to this count of its changes. */
  readonly told?: number
  /** The next cursor of the other says where to begin again: what came while they were blocked is skipped. */
  readonly skip?: true
  /** When the last entry was made or came. */
  readonly lastAt: number
}

/** Where a parcel rests until its reader comes: at which relay, in which store of it, from when until when (milliseconds since 1970). */
export interface Resting {
  readonly relay: PeerIdString
  readonly store: string
  readonly at: number
  readonly until: number
}

/** A parcel with entries in it that a relay was given, or is being given. */
export interface ParcelRecord {
  readonly relay: PeerIdString
  /** Ways to the relay, as they were known then. */
  readonly addresses: readonly string[]
  /** That it is deposited with; empty for the tray. Hexadecimal. */
  readonly token: string
  /** SHA-256 of it, hexadecimal. */
  readonly hash: string
  /** When no relay has it any more. */
  readonly until: number
  /** What is in it: a feed's local number, and the first and last number of a stretch. */
  readonly stretches: readonly (readonly [feed: number, from: number, to: number])[]
  /** Counter of one's own statement in it. */
  readonly statement?: number
  /** It is to be taken back: until the relay says that it is gone. */
  readonly withdraw?: true
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
  /** Lets whom it is about put parcels into the mailboxes of who made it; hexadecimal. */
  readonly token?: string
  /** One's own: which relay keeps it for them. */
  readonly relayed?: Resting
}

export interface CardRecord {
  readonly name: string
  readonly status: string
  readonly email: string
  /** SHA-256 of the picture in it, hexadecimal; the picture itself is in `signed`. */
  readonly avatar?: string
  readonly counter: number
  readonly installations: readonly string[]
  readonly kind: 'peer' | 'relay'
  readonly version: string
  /** Where they have mailboxes: multiaddrs with the relay's peer id at the end. */
  readonly relays: readonly string[]
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
  /** One's own token for them: it is in the statement, and its hash at one's relays. */
  readonly token?: string
  /** Where their mailboxes are, as an invite said: until their card is known. */
  readonly relays?: readonly string[]
  /** Numbers of their one-time keys that are at hand: `from` up to, not including, `to`. */
  readonly keys?: { readonly from: number; readonly to: number }
  /** One's own one-time keys that they were given and did not use yet. */
  readonly handed?: number
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
  /** The picture in one's card, a PNG or JPEG in base64; absent where there is none. */
  readonly avatar?: string
  readonly cardCounter: number
  readonly installation: string
  readonly folders: readonly string[]
  /** TCP port of the last run, taken again so that friends' addresses stay true. */
  readonly port?: number
  readonly nextConversation: number
  /** Relays where this profile has a mailbox, or wants one. */
  readonly relays?: readonly RelayRecord[]
}

export interface RelayRecord {
  readonly peerId: PeerIdString
  readonly name: string
  readonly addresses: readonly string[]
  /** Code of the invitation, until the mailbox is made; base64url. */
  readonly invitation?: string
  /** Its store's id when it was last there, hexadecimal. */
  readonly store?: string
}

/** One's own card keys, newest first: seeds in hexadecimal, and when they were made. */
export interface CardKeysRecord {
  readonly keys: readonly { readonly seed: string; readonly madeAt: number }[]
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

/** An entry that has an effect: its place in the order, and its author's wall clock. */
export interface Mark {
  readonly stamp: number
  readonly id: EntryId
  /** Milliseconds since 1970. */
  readonly at: number
}

/** What is said of one entry, by the public key of who says it; whether it counts is decided by who wrote the entry. */
export interface EffectsRecord {
  /** In order, the newest MAX_EDITS. */
  readonly edits?: Readonly<Record<string, readonly Mark[]>>
  readonly recalls?: Readonly<Record<string, Mark>>
  /** An empty emoji: taken back. None where the conversation is, or was, sealed: it is in the reaction itself then. */
  readonly reactions?: Readonly<Record<string, Mark & { readonly emoji?: string }>>
  /** Its reader here wants it gone, or its time is over. */
  readonly gone?: 'deleted' | 'expired'
  /** Milliseconds since 1970: when it disappears. */
  readonly expiresAt?: number
}

/** What was typed and not sent; its text, or that sealed. */
export interface DraftRecord {
  readonly text?: string
  readonly sealed?: string
  readonly at: number
}

/** What a sealed conversation is opened with, wrapped under its second passphrase, and the public half of its key pair. */
export interface SealRecord {
  /** Argon2id; memory in KiB. */
  readonly kdf: {
    readonly salt: string
    readonly memory: number
    readonly passes: number
    readonly parallelism: number
  }
  readonly nonce: string
  /** Content key and seed of the key pair, AES-256-GCM. */
  readonly wrapped: string
  readonly publicKey: string
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

/** How far number `seq` of a feed has come: with a relay, with one of the other's installations, or read. */
export function reached(
  conversation: ConversationRecord,
  feed: number,
  seq: number,
): 'queued' | 'relayed' | 'delivered' | 'read' {
  const resting = conversation.relayed?.[feed]
  let best: 'queued' | 'relayed' | 'delivered' = resting !== undefined && covers(resting, seq) ? 'relayed' : 'queued'
  for (const reader of conversation.readers) {
    const position = reader.feeds[feed]
    if (position === undefined) continue
    if (position.read >= seq) return 'read'
    if (covers(position, seq)) best = 'delivered'
  }
  return best
}

/** What of a feed neither the other nor a relay has yet. */
export function lackingOf(conversation: ConversationRecord, feed: FeedRecord): Range[] {
  const ranges = missing(feed, hadOf(conversation, feed.number))
  const resting = conversation.relayed?.[feed.number]
  return resting === undefined ? ranges : missing({ through: 0, ranges }, resting)
}

/** How many of one's own entries neither the other nor a relay has yet. */
export function queued(conversation: ConversationRecord, self: string): number {
  let total = 0
  for (const feed of conversation.feeds) {
    if (feed.author !== self || feed.forked) continue
    for (const [from, to] of lackingOf(conversation, feed)) total += to - from + 1
  }
  return total
}

export function isMuted({ muted, mutedUntil }: ConversationRecord, now: number): boolean {
  return muted && (mutedUntil === undefined || mutedUntil > now)
}

/** Whether the other tells nobody what they read, and does not want to be told. */
export function quietReader(conversation: ConversationRecord): boolean {
  return conversation.readers.at(-1)?.quiet ?? false
}

/**
 * What of a feed the other says to have. Whichever of their installations spoke last counts: a profile that was made of a backup is
 * a new one, and what the one before it had may be gone with its disk.
 */
export function hadOf(conversation: ConversationRecord, feed: number): Stored {
  return conversation.readers.at(-1)?.feeds[feed] ?? NOTHING
}

/**
 * The keys of the database: one letter for the kind of row, then fields of fixed width that sort bytewise. Conversations and feeds
 * go by local numbers, people by keyed hashes. A row of these kinds whose value is empty says everything in its key:
 *
 * | letter | key | value |
 * | --- | --- | --- |
 * | e | conversation, stamp, id | when it came, and the entry: history in order |
 * | x | conversation, stamp, id | the same, for entries that are kept and passed on but not shown |
 * | f | conversation, feed, seq, stamp, id, chain | empty, or another signed header of the same entry |
 * | a | arrival, conversation, stamp, id | empty: everything that is shown, in order of arrival |
 * | i | id, conversation, stamp, arrival | empty: from an id to its entry |
 * | u | conversation, arrival, feed, seq | what is unread: empty, or flags (`UNREAD_MENTION`, `UNREAD_TIMER`) |
 * | g | conversation, stamp, id | what others say of an entry: its effects |
 * | j | conversation, own feed, seq, stamp, id | what is to be done once a reader has, or has read, this entry |
 * | y | deadline, conversation, stamp, id | empty: when an entry disappears |
 * | r | conversation, state, own feed, to, from, time | empty: when these numbers came to be delivered or read |
 * | k | id of a sealing key | whose one-time key it is, and its seed |
 * | q | keyed hash of a friend, number | a one-time public key of theirs |
 * | o | hash of a parcel | empty: it was opened |
 * | w | day, hash of a parcel | empty: when it may be forgotten |
 * | z | key of another row | empty: an older version of that row is to leave the disk |
 * | d | conversation, feed, from, to | where these numbers of it rest for their reader |
 * | b | conversation, hash of relay and parcel | a parcel that this relay may hold for its reader |
 * | s, l, n | the index of the search | see `search/rows.ts` |
 * | c, p, v, t, m | records of conversations, contacts, invites, results of client keys, settings | JSON |
 */
import { type Bytes, hex, readUint, uint, writeUint } from '../protocol/bytes.ts'
import type { EntryId } from '../protocol/ids.ts'

const CONVERSATION_BYTES = 4
const FEED_BYTES = 4
const SEQ_BYTES = 6
const STAMP_BYTES = 8
const ID_BYTES = 16
export const ARRIVAL_BYTES = 6
const DAY_BYTES = 4
const TIME_BYTES = 6
const PARCEL_BYTES = 16
const STANDING_BYTES = CONVERSATION_BYTES + STAMP_BYTES + ID_BYTES

type Letter =
  | 'e'
  | 'x'
  | 'f'
  | 'a'
  | 'i'
  | 'u'
  | 'g'
  | 'j'
  | 'y'
  | 'r'
  | 'z'
  | 'k'
  | 'q'
  | 'o'
  | 'w'
  | 'd'
  | 'b'
  | 'v'
  | 'c'
  | 'p'
  | 't'
  | 'm'

function key(letter: Letter, ...parts: Bytes[]): Bytes {
  return Buffer.concat([Buffer.from(letter), ...parts])
}

/** A key that each message has: filled in place, since a buffer for each of its parts costs more than the row. */
function place(letter: Letter, bytes: number): Buffer<ArrayBuffer> {
  const made = Buffer.allocUnsafe(bytes)
  made[0] = letter.charCodeAt(0)
  return made
}

function writeStanding(key: Buffer<ArrayBuffer>, offset: number, at: Standing): void {
  const stampAt = writeUint(key, offset, at.conversation, CONVERSATION_BYTES)
  key.write(at.id, writeUint(key, stampAt, at.stamp, STAMP_BYTES), 'hex')
}

/** The first key after all that begin with this one. */
function after(prefix: Bytes): Bytes {
  const end = Buffer.from(prefix)
  for (let i = end.length - 1; i >= 0; i--) {
    if (end[i]! < 0xff) {
      end[i]!++
      return end.subarray(0, i + 1)
    }
  }
  return Buffer.alloc(prefix.byteLength + 1, 0xff)
}

function prefixed(prefix: Bytes): KeyRange {
  return { gte: prefix, lt: after(prefix) }
}

const idBytes = (id: EntryId): Bytes => Buffer.from(id, 'hex')
const number = (conversation: number): Bytes => uint(conversation, CONVERSATION_BYTES)

/** From `gte`, inclusive, to `lt`, exclusive. */
export interface KeyRange {
  gte: Bytes
  lt: Bytes
}

/** Where an entry stands in its conversation's order. */
export interface Standing {
  conversation: number
  stamp: number
  id: EntryId
}

export function entryKey(at: Standing, shown: boolean): Bytes {
  const made = place(shown ? 'e' : 'x', 1 + STANDING_BYTES)
  writeStanding(made, 1, at)
  return made
}

export function readEntryKey(bytes: Bytes): Standing {
  const stampAt = 1 + CONVERSATION_BYTES
  const idAt = stampAt + STAMP_BYTES
  return {
    conversation: readUint(bytes, 1, CONVERSATION_BYTES),
    stamp: readUint(bytes, stampAt, STAMP_BYTES),
    id: hex(bytes.subarray(idAt, idAt + ID_BYTES)),
  }
}

/** Shown entries of a conversation, ascending. `after` and `before` are exclusive. */
export function historyRange(conversation: number, bounds: { after?: Standing; before?: Standing } = {}): KeyRange {
  const whole = prefixed(key('e', number(conversation)))
  return {
    gte: bounds.after === undefined ? whole.gte : Buffer.concat([entryKey(bounds.after, true), Uint8Array.of(0)]),
    lt: bounds.before === undefined ? whole.lt : entryKey(bounds.before, true),
  }
}

/** All entries of a conversation that are shown, or those that are not. */
export function entriesRange(conversation: number, shown: boolean): KeyRange {
  return prefixed(key(shown ? 'e' : 'x', number(conversation)))
}

export interface FeedPlace extends Standing {
  feed: number
  seq: number
  /** Chain hash at this number, where it is one's own feed; else empty. */
  chain: string
}

export function feedKey(at: FeedPlace): Bytes {
  const made = place('f', 1 + STANDING_BYTES + FEED_BYTES + SEQ_BYTES + at.chain.length / 2)
  const feedAt = writeUint(made, 1, at.conversation, CONVERSATION_BYTES)
  const seqAt = writeUint(made, feedAt, at.feed, FEED_BYTES)
  const stampAt = writeUint(made, seqAt, at.seq, SEQ_BYTES)
  const idAt = writeUint(made, stampAt, at.stamp, STAMP_BYTES)
  made.write(at.id, idAt, 'hex')
  made.write(at.chain, idAt + ID_BYTES, 'hex')
  return made
}

export function readFeedKey(bytes: Bytes): FeedPlace {
  const feedAt = 1 + CONVERSATION_BYTES
  const seqAt = feedAt + FEED_BYTES
  const stampAt = seqAt + SEQ_BYTES
  const idAt = stampAt + STAMP_BYTES
  return {
    conversation: readUint(bytes, 1, CONVERSATION_BYTES),
    feed: readUint(bytes, feedAt, FEED_BYTES),
    seq: readUint(bytes, seqAt, SEQ_BYTES),
    stamp: readUint(bytes, stampAt, STAMP_BYTES),
    id: hex(bytes.subarray(idAt, idAt + ID_BYTES)),
    chain: hex(bytes.subarray(idAt + ID_BYTES)),
  }
}

/** Numbers `from` to `to` of a feed, both inclusive. */
export interface Stretch {
  conversation: number
  feed: number
  from: number
  to: number
}

export function feedRange({ conversation, feed, from, to }: Stretch): KeyRange {
  const prefix = key('f', number(conversation), uint(feed, FEED_BYTES))
  return { gte: Buffer.concat([prefix, uint(from, SEQ_BYTES)]), lt: Buffer.concat([prefix, uint(to + 1, SEQ_BYTES)]) }
}

export function arrivalKey(arrival: number, at: Standing): Bytes {
  const made = place('a', 1 + ARRIVAL_BYTES + STANDING_BYTES)
  writeStanding(made, writeUint(made, 1, arrival, ARRIVAL_BYTES), at)
  return made
}

export function readArrivalKey(bytes: Bytes): Standing & { arrival: number } {
  return { arrival: readUint(bytes, 1, ARRIVAL_BYTES), ...readEntryKey(bytes.subarray(ARRIVAL_BYTES)) }
}

/** Everything that arrived after `after` (exclusive) up to `through` (inclusive). */
export function arrivalRange(after = 0, through = 2 ** 48 - 2): KeyRange {
  return { gte: key('a', uint(after + 1, ARRIVAL_BYTES)), lt: key('a', uint(through + 1, ARRIVAL_BYTES)) }
}

export function idKey(id: EntryId, at: Standing, arrival: number): Bytes {
  const made = place('i', 1 + STANDING_BYTES + ARRIVAL_BYTES)
  made.write(id, 1, 'hex')
  const stampAt = writeUint(made, 1 + ID_BYTES, at.conversation, CONVERSATION_BYTES)
  writeUint(made, writeUint(made, stampAt, at.stamp, STAMP_BYTES), arrival, ARRIVAL_BYTES)
  return made
}

export function idRange(id: EntryId): KeyRange {
  return prefixed(key('i', idBytes(id)))
}

/** Rows of all ids that begin with these hexadecimal digits. */
export function idPrefixRange(digits: string): KeyRange {
  const whole = digits.length % 2 === 0
  return {
    gte: key('i', idBytes(whole ? digits : `${digits}0`)),
    lt: after(key('i', idBytes(whole ? digits : `${digits}f`))),
  }
}

export function readIdKey(bytes: Bytes): Standing & { arrival: number } {
  const conversationAt = 1 + ID_BYTES
  const stampAt = conversationAt + CONVERSATION_BYTES
  return {
    id: hex(bytes.subarray(1, conversationAt)),
    conversation: readUint(bytes, conversationAt, CONVERSATION_BYTES),
    stamp: readUint(bytes, stampAt, STAMP_BYTES),
    arrival: readUint(bytes, stampAt + STAMP_BYTES, ARRIVAL_BYTES),
  }
}

export function unreadKey(conversation: number, arrival: number, feed: number, seq: number): Bytes {
  const made = place('u', 1 + CONVERSATION_BYTES + ARRIVAL_BYTES + FEED_BYTES + SEQ_BYTES)
  const arrivalAt = writeUint(made, 1, conversation, CONVERSATION_BYTES)
  const feedAt = writeUint(made, arrivalAt, arrival, ARRIVAL_BYTES)
  writeUint(made, writeUint(made, feedAt, feed, FEED_BYTES), seq, SEQ_BYTES)
  return made
}

/** Unread rows of a conversation that arrived after `after` (exclusive) up to `through` (inclusive). */
export function unreadRange(conversation: number, through = 2 ** 48 - 2, after = -1): KeyRange {
  const from = key('u', number(conversation))
  return {
    gte: Buffer.concat([from, uint(after + 1, ARRIVAL_BYTES)]),
    lt: Buffer.concat([from, uint(through + 1, ARRIVAL_BYTES)]),
  }
}

export function readUnreadKey(bytes: Bytes): { arrival: number; feed: number; seq: number } {
  const arrivalAt = 1 + CONVERSATION_BYTES
  const feedAt = arrivalAt + ARRIVAL_BYTES
  return {
    arrival: readUint(bytes, arrivalAt, ARRIVAL_BYTES),
    feed: readUint(bytes, feedAt, FEED_BYTES),
    seq: readUint(bytes, feedAt + FEED_BYTES, SEQ_BYTES),
  }
}

/** What an unread row says beside that: the text mentions whoever reads it; it disappears after reading. */
export const UNREAD_MENTION = 1
export const UNREAD_TIMER = 2

export function effectsKey(at: Standing): Bytes {
  return key('g', number(at.conversation), uint(at.stamp, STAMP_BYTES), idBytes(at.id))
}

export function effectsRange(conversation: number): KeyRange {
  return prefixed(key('g', number(conversation)))
}

/** Where one of one's own entries stands that somebody waits for. */
export interface Awaited extends Standing {
  feed: number
  seq: number
}

export function awaitedKey(at: Awaited): Bytes {
  return key(
    'j',
    number(at.conversation),
    uint(at.feed, FEED_BYTES),
    uint(at.seq, SEQ_BYTES),
    uint(at.stamp, STAMP_BYTES),
    idBytes(at.id),
  )
}

/** All of a conversation, or numbers `from` to `to` of one feed, both inclusive. */
export function awaitedRange(conversation: number, of?: { feed: number; from: number; to: number }): KeyRange {
  const whole = key('j', number(conversation))
  if (of === undefined) return prefixed(whole)
  const feed = Buffer.concat([whole, uint(of.feed, FEED_BYTES)])
  return { gte: Buffer.concat([feed, uint(of.from, SEQ_BYTES)]), lt: Buffer.concat([feed, uint(of.to + 1, SEQ_BYTES)]) }
}

export function readAwaitedKey(bytes: Bytes): Awaited {
  return readFeedKey(bytes)
}

/** @param deadline - milliseconds since 1970 */
export function deadlineKey(deadline: number, at: Standing): Bytes {
  return key('y', uint(deadline, TIME_BYTES), number(at.conversation), uint(at.stamp, STAMP_BYTES), idBytes(at.id))
}

/** What disappears up to a time, inclusive. */
export function deadlineRange(until = 2 ** 48 - 2): KeyRange {
  return { gte: key('y'), lt: key('y', uint(until + 1, TIME_BYTES)) }
}

export function readDeadlineKey(bytes: Bytes): Standing & { deadline: number } {
  return { deadline: readUint(bytes, 1, TIME_BYTES), ...readEntryKey(bytes.subarray(TIME_BYTES)) }
}

/** When numbers `from` to `to` of one's own feed came to a state. */
export interface Receipt {
  conversation: number
  state: 'delivered' | 'read'
  feed: number
  from: number
  to: number
  /** Milliseconds since 1970, by this peer's clock. */
  at: number
}

const receiptPrefix = ({ conversation, state, feed }: Pick<Receipt, 'conversation' | 'state' | 'feed'>): Bytes =>
  key('r', number(conversation), Buffer.from(state[0]!), uint(feed, FEED_BYTES))

export function receiptKey(receipt: Receipt): Bytes {
  const { from, to, at } = receipt
  return Buffer.concat([receiptPrefix(receipt), uint(to, SEQ_BYTES), uint(from, SEQ_BYTES), uint(at, TIME_BYTES)])
}

/** Receipts that end at `seq` or later, the nearest first. */
export function receiptRange(of: Pick<Receipt, 'conversation' | 'state' | 'feed'>, seq: number): KeyRange {
  const prefix = receiptPrefix(of)
  return { gte: Buffer.concat([prefix, uint(seq, SEQ_BYTES)]), lt: after(prefix) }
}

export function readReceiptKey(bytes: Bytes): Pick<Receipt, 'from' | 'to' | 'at'> {
  const toAt = 1 + CONVERSATION_BYTES + 1 + FEED_BYTES
  return {
    to: readUint(bytes, toAt, SEQ_BYTES),
    from: readUint(bytes, toAt + SEQ_BYTES, SEQ_BYTES),
    at: readUint(bytes, toAt + 2 * SEQ_BYTES, TIME_BYTES),
  }
}

/** @param erased - key of the row whose older version is to leave the disk */
export function erasedKey(erased: Bytes): Bytes {
  return key('z', erased)
}

export function erasedRange(): KeyRange {
  return prefixed(key('z'))
}

export function readErasedKey(bytes: Bytes): Bytes {
  return bytes.subarray(1)
}

/** A record by the keyed hash of its name. */
export function recordKey(letter: 'c' | 'p' | 'v' | 't' | 'm', blinded: Bytes): Bytes {
  return key(letter, blinded)
}

export function recordRange(letter: 'c' | 'p' | 'v' | 't' | 'm'): KeyRange {
  return prefixed(key(letter))
}

/** @param id - 32 hexadecimal digits */
export function sealingKey(id: string): Bytes {
  return key('k', Buffer.from(id, 'hex'))
}

export function sealingRange(): KeyRange {
  return prefixed(key('k'))
}

export function friendsKey(friend: Bytes, at: number): Bytes {
  return key('q', friend, uint(at, SEQ_BYTES))
}

export function openedKey(hash: Bytes): Bytes {
  return key('o', hash)
}

export function openedOnKey(day: number, hash: Bytes): Bytes {
  return key('w', uint(day, DAY_BYTES), hash)
}

/** What was opened before a day. */
export function openedBefore(day: number): KeyRange {
  return { gte: key('w'), lt: key('w', uint(day, DAY_BYTES)) }
}

export function readOpenedOn(bytes: Bytes): Bytes {
  return bytes.subarray(1 + DAY_BYTES)
}

export function depositKey(at: Stretch): Bytes {
  return key('d', number(at.conversation), uint(at.feed, FEED_BYTES), uint(at.from, SEQ_BYTES), uint(at.to, SEQ_BYTES))
}

export function depositRange(): KeyRange {
  return prefixed(key('d'))
}

export function readDepositKey(bytes: Bytes): Stretch {
  const feedAt = 1 + CONVERSATION_BYTES
  const fromAt = feedAt + FEED_BYTES
  return {
    conversation: readUint(bytes, 1, CONVERSATION_BYTES),
    feed: readUint(bytes, feedAt, FEED_BYTES),
    from: readUint(bytes, fromAt, SEQ_BYTES),
    to: readUint(bytes, fromAt + SEQ_BYTES, SEQ_BYTES),
  }
}

/** @param hash - names relay and parcel; its beginning is enough */
export function parcelKey(conversation: number, hash: Bytes): Bytes {
  return key('b', number(conversation), hash.subarray(0, PARCEL_BYTES))
}

export function parcelRange(): KeyRange {
  return prefixed(key('b'))
}

/** Number of its reader's conversation. */
export function readParcelKey(bytes: Bytes): number {
  return readUint(bytes, 1, CONVERSATION_BYTES)
}

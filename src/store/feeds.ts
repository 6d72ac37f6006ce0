/**
 * Where entries come to rest. An entry is placed in one piece of work with everything that it changes: its row in the conversation's
 * order, its place in its author's feed, its arrival, what is unread, the feed's cursor. Duplicates are known by id: an entry that was
 * issued again at another place counts there too and is shown once.
 */
import { type Bytes, hex, readUint, uint } from '../protocol/bytes.ts'
import { chain, covers, withSeq } from '../protocol/cursor.ts'
import { contentOf, type Entry, readEntry } from '../protocol/entry.ts'
import { MAX_FEEDS_PER_AUTHOR, MAX_STAMP_AHEAD_MS } from '../protocol/limits.ts'
import { SignedEntry } from '../protocol/wire/entry.ts'
import type { Database } from './database.ts'
import { arrivalKey, entryKey, feedKey, feedRange, idKey, readFeedKey, type Standing, unreadKey } from './keys.ts'
import type { Table, Transaction } from './ledger.ts'
import { type ConversationRecord, type FeedRecord, feedOf, newFeed, type OutcomeRecord, withFeed } from './records.ts'

/** An entry as it rests on this disk. */
export interface StoredEntry extends Standing {
  entry: Entry
  /** This peer's number of arrival. */
  arrival: number
  /** Milliseconds since 1970, by this peer's clock. */
  receivedAt: number
  /** Local number of the feed that it belongs to. */
  feed: number
  shown: boolean
  /** The same outcome of a call was told before, by the entry that this one now stands for. */
  retold?: true
}

export type Placing = 'placed' | 'known' | 'refused'

export interface Placed {
  conversation: ConversationRecord
  placing: Placing
  stored?: StoredEntry
}

const TIME_BYTES = 6
const ARRIVAL_AT = TIME_BYTES
const FEED_AT = ARRIVAL_AT + 6
const ENTRY_AT = FEED_AT + 4

function encodeStored(stored: StoredEntry): Bytes {
  return Buffer.concat([
    uint(stored.receivedAt, TIME_BYTES),
    uint(stored.arrival, 6),
    uint(stored.feed, 4),
    stored.entry.bytes,
  ])
}

export function decodeStored(at: Standing, value: Bytes, shown: boolean): StoredEntry {
  return {
    ...at,
    receivedAt: readUint(value, 0, TIME_BYTES),
    arrival: readUint(value, ARRIVAL_AT, 6),
    feed: readUint(value, FEED_AT, 4),
    entry: readEntry(value.subarray(ENTRY_AT)),
    shown,
  }
}

export interface PlaceOptions {
  /** Public key of this peer, hexadecimal. */
  self: string
  now: number
  outcomes: Table<OutcomeRecord>
  /** Ids of entries beyond a gap, by feed and number: what a chain needs once the gap is filled. */
  beyond?: ReadonlyMap<string, string>
}

export const beyondName = (feed: number, seq: number): string => `${feed}:${seq}`

/** Places one entry that is known to be genuine. `refused`: one range or one feed too many; it is not counted and comes again. */
export function place(tx: Transaction, conversation: ConversationRecord, entry: Entry, options: PlaceOptions): Placed {
  const { header, id } = entry
  const author = hex(header.author)
  const found = feedOf(conversation, author, hex(header.installation))
  if (found === undefined && conversation.feeds.filter(feed => feed.author === author).length >= MAX_FEEDS_PER_AUTHOR) {
    return { conversation, placing: 'refused' }
  }
  const feed = found ?? newFeed(conversation, author, hex(header.installation))
  const at: Standing = { conversation: conversation.number, stamp: header.stamp, id }
  const there = covers(feed, header.seq)
  const stored = there ? feed : withSeq(feed, header.seq)
  if (stored === undefined) return { conversation, placing: 'refused' }
  const tip = there ? feed.tip : tipAfter(feed, stored.through, header.seq, id, options.beyond)
  // Only one's own feeds keep the chain by number: nobody else's is ever asked for it.
  const ownChain = author === options.self && header.seq === stored.through && stored.through > feed.through ? tip : ''
  const position = feedKey({ ...at, feed: feed.number, seq: header.seq, chain: ownChain })
  const known = tx.has(entryKey(at, true)) || tx.has(entryKey(at, false))
  // At a number that is stored already another entry is the other side of a fork: both are kept.
  if (there && (tx.has(position) || (known && author === options.self))) return { conversation, placing: 'known' }

  const next: FeedRecord = { ...feed, through: stored.through, ranges: stored.ranges, tip }
  let changed = withFeed(conversation, next)
  changed = {
    ...changed,
    counter: changed.counter + 1,
    lastStamp: clockAfter(changed.lastStamp, header.stamp, options.now),
  }
  if (known) {
    const { body: _body, ...alias } = SignedEntry.decode(entry.bytes)
    tx.put(position, SignedEntry.encode(alias))
    return { conversation: changed, placing: 'known' }
  }
  tx.put(position, new Uint8Array(0))
  const { showing, instead } = showingOf(tx, entry, at, options.outcomes)
  if (instead !== undefined) changed = { ...changed, unread: changed.unread - hide(tx, instead) }
  const shown = showing !== 'hidden'
  // What is not shown arrives nowhere.
  const arrival = shown ? tx.nextArrival() : 0
  const rested: StoredEntry = {
    ...at,
    entry,
    arrival,
    receivedAt: options.now,
    feed: feed.number,
    shown,
    ...(showing === 'retold' ? { retold: true } : {}),
  }
  tx.put(entryKey(at, shown), encodeStored(rested))
  tx.put(idKey(id, at, arrival), new Uint8Array(0))
  if (shown) {
    tx.put(arrivalKey(arrival, at), new Uint8Array(0))
    changed = { ...changed, lastAt: options.now }
    if (author !== options.self && header.seq > next.read) {
      tx.put(unreadKey(conversation.number, arrival, feed.number, header.seq), new Uint8Array(0))
      changed = { ...changed, unread: changed.unread + 1 }
    }
  }
  return { conversation: changed, placing: 'placed', stored: rested }
}

/** Writes an entry's row again: it was signed since, or issued again at a new place that tells its state from now on. */
export function replaceEntry(tx: Transaction, stored: StoredEntry): void {
  tx.put(entryKey(stored, stored.shown), encodeStored(stored))
}

/** The conversation's clock: a stamp more than a year ahead is placed in the order but not adopted. */
export function clockAfter(last: number, stamp: number, now: number): number {
  return stamp > now + MAX_STAMP_AHEAD_MS ? last : Math.max(last, stamp)
}

function tipAfter(
  feed: FeedRecord,
  through: number,
  seq: number,
  id: string,
  beyond: ReadonlyMap<string, string> | undefined,
): string {
  let { tip } = feed
  for (let n = feed.through + 1; n <= through; n++) {
    const each = n === seq ? id : beyond?.get(beyondName(feed.number, n))
    if (each === undefined) throw new Error(`the id of entry ${n} beyond a gap is not at hand`)
    tip = chain(tip, each)
  }
  return tip
}

/**
 * Whether an entry stands in the history. Kinds of later versions do not, nor bodies that are gone. Both sides of a call that broke
 * note its outcome: the first in the conversation's order is shown, even if the other one was before.
 */
function showingOf(
  tx: Transaction,
  entry: Entry,
  at: Standing,
  outcomes: Table<OutcomeRecord>,
): { showing: 'shown' | 'retold' | 'hidden'; instead?: Standing } {
  const content = contentOf(entry)
  if (content.kind === 'unknown') return { showing: 'hidden' }
  if (content.kind !== 'call') return { showing: 'shown' }
  const name = `${at.conversation}:${hex(content.call.call)}`
  const first = tx.get(outcomes, name)
  if (first !== undefined && (first.stamp < at.stamp || (first.stamp === at.stamp && first.id < at.id)))
    return { showing: 'hidden' }
  tx.set(outcomes, name, { stamp: at.stamp, id: at.id })
  if (first === undefined) return { showing: 'shown' }
  return { showing: 'retold', instead: { conversation: at.conversation, ...first } }
}

/** Takes an entry out of what is shown; gives how many unread ones that takes away. */
function hide(tx: Transaction, at: Standing): number {
  const value = tx.read(entryKey(at, true))
  if (value === undefined) return 0
  const stored = decodeStored(at, value, false)
  tx.del(entryKey(at, true))
  tx.put(entryKey(at, false), value)
  tx.del(arrivalKey(stored.arrival, at))
  const unread = unreadKey(at.conversation, stored.arrival, stored.feed, stored.entry.header.seq)
  if (!tx.has(unread)) return 0
  tx.del(unread)
  return 1
}

/** Ids of all that lies beyond a gap, for `PlaceOptions.beyond`. */
export async function idsBeyondGaps(
  database: Database,
  conversation: ConversationRecord,
): Promise<Map<string, string>> {
  const ids = new Map<string, string>()
  for (const feed of conversation.feeds) {
    for (const [from, to] of feed.ranges) {
      for await (const key of database.keys(feedRange(conversation.number, feed.number, from, to))) {
        const { seq, id } = readFeedKey(key)
        if (!ids.has(beyondName(feed.number, seq))) ids.set(beyondName(feed.number, seq), id)
      }
    }
  }
  return ids
}

/** The bytes of entries `from` to `to` of a feed, as they go to a neighbour, at most `maxBytes` of them (but one at least). */
export async function readFeed(
  database: Database,
  conversation: number,
  feed: number,
  from: number,
  to: number,
  maxBytes: number,
): Promise<{ seq: number; bytes: Bytes }[]> {
  const entries: { seq: number; bytes: Bytes }[] = []
  let total = 0
  const CHUNK = 64
  for (let start = from; start <= to && total < maxBytes; start += CHUNK) {
    const rows: { at: Standing & { seq: number }; alias: Bytes }[] = []
    for await (const [key, alias] of database.range(
      feedRange(conversation, feed, start, Math.min(to, start + CHUNK - 1)),
    )) {
      rows.push({ at: readFeedKey(key), alias })
    }
    const shown = await database.getMany(rows.map(({ at }) => entryKey(at, true)))
    for (const [i, { at, alias }] of rows.entries()) {
      const value = shown[i] ?? database.get(entryKey(at, false))
      if (value === undefined) continue
      const bytes = alias.byteLength === 0 ? value.subarray(ENTRY_AT) : withBodyOf(alias, value.subarray(ENTRY_AT))
      if (entries.length > 0 && total + bytes.byteLength > maxBytes) return entries
      entries.push({ seq: at.seq, bytes })
      total += bytes.byteLength
    }
  }
  return entries
}

function withBodyOf(alias: Bytes, entry: Bytes): Bytes {
  const { body } = SignedEntry.decode(entry)
  return body === undefined ? alias : SignedEntry.encode({ ...SignedEntry.decode(alias), body })
}

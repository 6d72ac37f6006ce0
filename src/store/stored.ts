/**
 * An entry as it rests on this disk: one row in the order of its conversation, among what is shown (`e`) or what is not (`x`). The row
 * can be moved between the two, and its body can be erased; what was signed stays.
 */
import { type Bytes, readUint, uint } from '../protocol/bytes.ts'
import { type Entry, readEntry, withoutBody } from '../protocol/entry.ts'
import { MAX_CLOCK_AHEAD_MS } from '../protocol/limits.ts'
import { arrivalKey, entryKey, idKey, type Standing, UNREAD_MENTION, unreadKey } from './keys.ts'
import type { Transaction } from './ledger.ts'

export interface StoredEntry extends Standing {
  entry: Entry
  /** This peer's number of arrival; 0 for what was never shown. */
  arrival: number
  /** Milliseconds since 1970, by this peer's clock. */
  receivedAt: number
  /** Local number of the feed that it belongs to. */
  feed: number
  shown: boolean
  /** There is a record of its effects. */
  touched: boolean
  /** The same outcome of a call was told before, by the entry that this one now stands for. */
  retold?: true
}

/** The last day that a Date can tell, so that no author's clock makes a date that cannot be written. */
const MAX_DATE_MS = 8.64e15

/** The author's wall clock, unless it is absurd: then the time of arrival. Milliseconds since 1970. */
export function shownTime(at: number, receivedAt: number): number {
  return at > receivedAt + MAX_CLOCK_AHEAD_MS || at < 0 || at > MAX_DATE_MS ? receivedAt : at
}

/** Where rows are read: a piece of work that sees what it staged, or the disk as it is. */
export interface Rows {
  read(key: Bytes): Bytes | undefined
}

/** What of a conversation's counts goes with an entry. */
export interface Unread {
  unread: number
  mentions: number
}

const TIME_BYTES = 6
const ARRIVAL_AT = TIME_BYTES
const FEED_AT = ARRIVAL_AT + 6
const ENTRY_AT = FEED_AT + 4
/** In the feed's number, which never comes near it. */
const TOUCHED = 2 ** 31

function encodeStored(stored: StoredEntry): Bytes {
  return Buffer.concat([
    uint(stored.receivedAt, TIME_BYTES),
    uint(stored.arrival, 6),
    uint(stored.feed + (stored.touched ? TOUCHED : 0), 4),
    stored.entry.bytes,
  ])
}

export function decodeStored(at: Standing, value: Bytes, shown: boolean): StoredEntry {
  const feed = readUint(value, FEED_AT, 4)
  return {
    conversation: at.conversation,
    stamp: at.stamp,
    id: at.id,
    receivedAt: readUint(value, 0, TIME_BYTES),
    arrival: readUint(value, ARRIVAL_AT, 6),
    feed: feed % TOUCHED,
    entry: readEntry(value.subarray(ENTRY_AT)),
    shown,
    touched: feed >= TOUCHED,
  }
}

/** The signed bytes in a row's value. */
export function entryBytes(value: Bytes): Bytes {
  return value.subarray(ENTRY_AT)
}

export function readStored(rows: Rows, at: Standing): StoredEntry | undefined {
  for (const shown of [true, false]) {
    const value = rows.read(entryKey(at, shown))
    if (value !== undefined) return decodeStored(at, value, shown)
  }
  return undefined
}

/** Writes an entry's row, where there was one before: signed since, issued again at a new place, touched, or erased. */
export function putStored(tx: Transaction, stored: StoredEntry): void {
  tx.put(entryKey(stored, stored.shown), encodeStored(stored))
}

/** The same entry without its body. */
export function erased(stored: StoredEntry): StoredEntry {
  return stored.entry.body === undefined ? stored : { ...stored, entry: withoutBody(stored.entry) }
}

/** Lets an entry be among what is shown, as if it came now. */
export function show(tx: Transaction, stored: StoredEntry): StoredEntry {
  const arrival = tx.nextArrival()
  const shown: StoredEntry = { ...stored, arrival, shown: true }
  tx.del(entryKey(stored, false))
  tx.del(idKey(stored.id, stored, stored.arrival))
  tx.put(idKey(stored.id, stored, arrival), new Uint8Array(0))
  tx.put(arrivalKey(arrival, stored), new Uint8Array(0))
  putStored(tx, shown)
  return shown
}

/** Takes an entry out of what is shown; gives what of the unread that takes away. */
export function hide(tx: Transaction, stored: StoredEntry): { stored: StoredEntry; gone: Unread } {
  const hidden: StoredEntry = { ...stored, shown: false }
  tx.del(entryKey(stored, true))
  tx.del(arrivalKey(stored.arrival, stored))
  putStored(tx, hidden)
  return { stored: hidden, gone: takeUnread(tx, stored) }
}

/** There is nothing to read in it any more. */
export function takeUnread(tx: Transaction, stored: StoredEntry): Unread {
  const key = unreadKey(stored.conversation, stored.arrival, stored.feed, stored.entry.header.seq)
  const flags = tx.read(key)
  if (flags === undefined) return { unread: 0, mentions: 0 }
  tx.del(key)
  return { unread: 1, mentions: ((flags[0] ?? 0) & UNREAD_MENTION) === 0 ? 0 : 1 }
}

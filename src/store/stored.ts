/**
 * An entry as it rests on this disk: one row in the order of its conversation, among what is shown (`e`) or what is not (`x`). The row
 * can be moved between the two, and its body can be erased, or sealed under its conversation's own key; what was signed stays.
 */
import { type Bytes, readUint, uint } from '../protocol/bytes.ts'
import { type Entry, readEntry, withBody, withoutBody } from '../protocol/entry.ts'
import { MAX_CLOCK_AHEAD_MS } from '../protocol/limits.ts'
import { arrivalKey, entryKey, idKey, type Standing, UNREAD_MENTION, unreadKey } from './keys.ts'
import { entryContext, type Keyring } from './sealed/keyring.ts'
import type { Transaction } from './transaction.ts'

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
  /** Its body as it rests here, of a sealed conversation; `entry` has the body too while that is open. */
  sealed?: Bytes
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
  /** What opens rows of sealed conversations. */
  readonly keyring: Keyring
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
/** In the feed's number, which never comes near them. */
const TOUCHED = 2 ** 31
const SEALED = 2 ** 30
const SEALED_LENGTH_BYTES = 4

function encodeStored(stored: StoredEntry): Bytes {
  const { sealed } = stored
  const flags = (stored.touched ? TOUCHED : 0) + (sealed === undefined ? 0 : SEALED)
  return Buffer.concat([
    uint(stored.receivedAt, TIME_BYTES),
    uint(stored.arrival, 6),
    uint(stored.feed + flags, 4),
    ...(sealed === undefined ? [] : [uint(sealed.byteLength, SEALED_LENGTH_BYTES), sealed]),
    sealed === undefined ? stored.entry.bytes : withoutBody(stored.entry).bytes,
  ])
}

/** @param keyring - opens what is sealed; what it has no key for stays closed */
export function decodeStored(at: Standing, value: Bytes, shown: boolean, keyring: Keyring): StoredEntry {
  const feed = readUint(value, FEED_AT, 4)
  const { sealed, entry } = resting(value)
  return {
    conversation: at.conversation,
    stamp: at.stamp,
    id: at.id,
    receivedAt: readUint(value, 0, TIME_BYTES),
    arrival: readUint(value, ARRIVAL_AT, 6),
    feed: feed % SEALED,
    entry: opened(at, readEntry(entry), sealed, keyring),
    shown,
    touched: feed >= TOUCHED,
    ...(sealed && { sealed }),
  }
}

/** The signed bytes in a row's value, and its body where that is sealed. */
function resting(value: Bytes): { entry: Bytes; sealed?: Bytes } {
  const isSealed = readUint(value, FEED_AT, 4) % TOUCHED >= SEALED
  if (!isSealed) return { entry: value.subarray(ENTRY_AT) }
  const at = ENTRY_AT + SEALED_LENGTH_BYTES
  const end = at + readUint(value, ENTRY_AT, SEALED_LENGTH_BYTES)
  return { entry: value.subarray(end), sealed: value.subarray(at, end) }
}

function opened(at: Standing, entry: Entry, sealed: Bytes | undefined, keyring: Keyring): Entry {
  const body = sealed === undefined ? undefined : keyring.open(at.conversation, entryContext(at.id), sealed)
  return body === undefined ? entry : withBody(entry, body)
}

/** The signed bytes in a row's value as they are passed on; undefined where its body is there and cannot be opened now. */
export function sendableBytes(at: Standing, value: Bytes, keyring: Keyring): Bytes | undefined {
  const { entry, sealed } = resting(value)
  if (sealed === undefined) return entry
  const whole = opened(at, readEntry(entry), sealed, keyring)
  return whole.body === undefined ? undefined : whole.bytes
}

export function readStored(rows: Rows, at: Standing): StoredEntry | undefined {
  for (const shown of [true, false]) {
    const value = rows.read(entryKey(at, shown))
    if (value !== undefined) return decodeStored(at, value, shown, rows.keyring)
  }
  return undefined
}

/** Writes an entry's row, where there was one before: signed since, issued again at a new place, touched, or erased. */
export function putStored(tx: Transaction, stored: StoredEntry): void {
  tx.put(entryKey(stored, stored.shown), encodeStored(stored))
}

/** Whether what it says is still on this disk, open or sealed. */
export function hasBody({ entry, sealed }: StoredEntry): boolean {
  return entry.body !== undefined || sealed !== undefined
}

/** The same entry without its body. */
export function erased(stored: StoredEntry): StoredEntry {
  if (!hasBody(stored)) return stored
  const { sealed: _sealed, ...rest } = stored
  return { ...rest, entry: withoutBody(stored.entry) }
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

/** Notes whether an unread entry mentions whoever reads here; gives how many more of them do. */
export function mention(tx: Transaction, stored: StoredEntry, mentions: boolean): number {
  const key = unreadKey(stored.conversation, stored.arrival, stored.feed, stored.entry.header.seq)
  const flags = tx.read(key)
  const before = flags?.[0] ?? 0
  const now = mentions ? before | UNREAD_MENTION : before & ~UNREAD_MENTION
  if (flags === undefined || now === before) return 0
  tx.put(key, now === 0 ? new Uint8Array(0) : Uint8Array.of(now))
  return mentions ? 1 : -1
}

/** There is nothing to read in it any more. */
export function takeUnread(tx: Transaction, stored: StoredEntry): Unread {
  const key = unreadKey(stored.conversation, stored.arrival, stored.feed, stored.entry.header.seq)
  const flags = tx.read(key)
  if (flags === undefined) return { unread: 0, mentions: 0 }
  tx.del(key)
  return { unread: 1, mentions: ((flags[0] ?? 0) & UNREAD_MENTION) === 0 ? 0 : 1 }
}

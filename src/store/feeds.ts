/**
 * Where entries come to rest. An entry is placed in one piece of work with everything that it changes: its row in the conversation's
 * order, its place in its author's feed, its arrival, what is unread, the feed's cursor. Duplicates are known by id: an entry that was
 * issued again at another place counts there too and is shown once.
 */
import { type Bytes, hex } from '../protocol/bytes.ts'
import { type Content, isEffect, wordsOf } from '../protocol/content.ts'
import { chain, covers, withSeq } from '../protocol/cursor.ts'
import { contentOf, type Entry, withoutBody } from '../protocol/entry.ts'
import type { PeerIdString } from '../protocol/ids.ts'
import { MAX_FEEDS_PER_AUTHOR, MAX_STAMP_AHEAD_MS } from '../protocol/limits.ts'
import { type CallOutcome, SignedEntry } from '../protocol/wire/entry.ts'
import { type Changes, fateOf, less, withLast, withoutLast } from './changes.ts'
import type { Database } from './database.ts'
import type { Effects } from './effects.ts'
import {
  arrivalKey,
  entryKey,
  feedKey,
  feedRange,
  idKey,
  readFeedKey,
  type Standing,
  type Stretch,
  UNREAD_MENTION,
  UNREAD_TIMER,
  unreadKey,
} from './keys.ts'
import {
  type ConversationRecord,
  type FeedRecord,
  feedOf,
  isMuted,
  newFeed,
  type OutcomeRecord,
  withFeed,
} from './records.ts'
import { hide, putStored, readStored, type StoredEntry, sendableBytes } from './stored.ts'
import type { Table } from './table.ts'
import type { Transaction } from './transaction.ts'

export type Placing = 'placed' | 'known' | 'refused'

export interface Placed {
  conversation: ConversationRecord
  placing: Placing
  stored?: StoredEntry
}

export interface PlaceOptions {
  /** Public key of this peer, hexadecimal. */
  self: string
  /** The same as a peer id, as texts mention it. */
  selfId: PeerIdString
  /** Of this profile now, hexadecimal: what comes by itself from another one was not written on this disk. */
  installation: string
  now: number
  effects: Effects
  changes: Changes
  outcomes: Table<OutcomeRecord>
  /** The body as it is to rest here, where its conversation is sealed; absent for what is said here and has to be sent first. */
  seal?: (tx: Transaction, conversation: ConversationRecord, entry: Entry) => Bytes | undefined
  /** It is said here, now: nobody can have it yet. @default false */
  said?: boolean
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
  const feed = found ?? openedFeed(conversation, entry, options)
  const at: Standing = { conversation: conversation.number, stamp: header.stamp, id }
  const there = covers(feed, header.seq)
  const stored = there ? feed : withSeq(feed, header.seq)
  if (stored === undefined) return { conversation, placing: 'refused' }
  const tip = there ? feed.tip : tipAfter(feed, stored.through, header.seq, id, options.beyond)
  // Only one's own feeds keep the chain by number: nobody else's is ever asked for it.
  const ownChain = author === options.self && header.seq === stored.through && stored.through > feed.through ? tip : ''
  const position = feedKey({ ...at, feed: feed.number, seq: header.seq, chain: ownChain })
  const known = !options.said && (tx.has(entryKey(at, true)) || tx.has(entryKey(at, false)))
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
  const { effects, changes, self, now } = options
  // Hardly ever does an effect come before its target: where none waits, nothing is looked up.
  const record = (conversation.heralded ?? 0) === 0 ? undefined : effects.of(at, tx)
  if (record !== undefined) changed = { ...changed, heralded: (conversation.heralded ?? 1) - 1 }
  const fate = fateOf(record, entry)
  const content = contentOf(entry)
  let showing: Showing = { showing: fate === 'gone' || content.kind === 'unknown' ? 'hidden' : 'shown' }
  if (fate === 'recalled') showing = { showing: 'shown' }
  else if (content.kind === 'call') showing = showingOfCall(tx, content.call, at, options)
  else if (isEffect(content)) showing = { showing: 'hidden' }
  if (showing.instead !== undefined) changed = hideOutcome(tx, changed, showing.instead)
  const shown = showing.showing !== 'hidden'
  // What is not shown arrives nowhere.
  const arrival = shown ? tx.nextArrival() : 0
  const sealed = fate === undefined ? options.seal?.(tx, conversation, entry) : undefined
  const rested: StoredEntry = {
    ...at,
    entry: fate === undefined ? entry : withoutBody(entry),
    arrival,
    receivedAt: now,
    feed: feed.number,
    shown,
    touched: record !== undefined,
    ...(sealed && { sealed }),
    ...(showing.showing === 'retold' ? { retold: true } : {}),
  }
  putStored(tx, rested)
  tx.put(idKey(id, at, arrival), new Uint8Array(0))
  if (shown) {
    tx.put(arrivalKey(arrival, at), new Uint8Array(0))
    changed = {
      ...withLast({ ...changed, lastStamp: conversation.lastStamp }, at),
      lastStamp: changed.lastStamp,
      lastAt: now,
    }
    const said = record === undefined ? content : effects.saying(tx, rested, record).content
    const timer = fate === undefined && content.kind === 'text' ? content.timer : undefined
    if (author === self) {
      const own = { ...at, feed: feed.number, seq: header.seq }
      if (timer !== undefined) changed = changes.awaitReading(tx, changed, own, timer)
    } else if (fate === undefined && header.seq > next.read)
      changed = unreadWith(tx, changed, rested, { content: said, selfId: options.selfId })
    // What counts as read when it comes: its time begins at once.
    else if (timer !== undefined) changes.read(tx, at, now, timer)
    // An archived conversation comes back with the first that is said in it, but not while it is muted.
    if (changed.archived && (author === self || !isMuted(changed, now))) changed = { ...changed, archived: false }
    if (said.kind === 'text') changes.appeared(tx, rested, wordsOf(said))
  }
  if (isEffect(content)) changed = changes.effect(tx, changed, entry, content)
  return { conversation: changed, placing: 'placed', stored: rested }
}

function openedFeed(conversation: ConversationRecord, { header }: Entry, options: PlaceOptions): FeedRecord {
  const author = hex(header.author)
  const installation = hex(header.installation)
  const feed = newFeed(conversation, author, installation)
  return author === options.self && installation !== options.installation ? { ...feed, elsewhere: true } : feed
}

/** Counts an entry as unread, and as one that mentions whoever reads here. */
function unreadWith(
  tx: Transaction,
  conversation: ConversationRecord,
  stored: StoredEntry,
  { content, selfId }: { content: Content; selfId: PeerIdString },
): ConversationRecord {
  const mention = content.kind === 'text' && (content.mentions?.includes(selfId) ?? false)
  const timer = content.kind === 'text' && content.timer !== undefined
  const flags = (mention ? UNREAD_MENTION : 0) | (timer ? UNREAD_TIMER : 0)
  tx.put(
    unreadKey(conversation.number, stored.arrival, stored.feed, stored.entry.header.seq),
    flags === 0 ? new Uint8Array(0) : Uint8Array.of(flags),
  )
  return {
    ...conversation,
    unread: conversation.unread + 1,
    ...(mention && { mentions: (conversation.mentions ?? 0) + 1 }),
  }
}

/** The conversation's clock: a stamp more than a year ahead is placed in the order but not adopted. */
function clockAfter(last: number, stamp: number, now: number): number {
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

interface Showing {
  showing: 'shown' | 'retold' | 'hidden'
  instead?: Standing
}

/** Both sides of a call that broke note its outcome: the first in the conversation's order is shown, even if the other one was before. */
function showingOfCall(
  tx: Transaction,
  { call }: CallOutcome,
  at: Standing,
  { outcomes, effects }: PlaceOptions,
): Showing {
  const name = `${at.conversation}:${hex(call as Bytes)}`
  const first = tx.get(outcomes, name)
  if (first !== undefined && (first.stamp < at.stamp || (first.stamp === at.stamp && first.id < at.id)))
    return { showing: 'hidden' }
  const instead = first === undefined ? undefined : { conversation: at.conversation, ...first }
  // Whoever deleted the outcome does not want the same from the other side.
  if (instead !== undefined && effects.of(instead, tx)?.gone !== undefined) return { showing: 'hidden' }
  tx.set(outcomes, name, { stamp: at.stamp, id: at.id })
  return instead === undefined ? { showing: 'shown' } : { showing: 'retold', instead }
}

function hideOutcome(tx: Transaction, conversation: ConversationRecord, at: Standing): ConversationRecord {
  const stored = readStored(tx, at)
  return stored?.shown ? less(withoutLast(conversation, at), hide(tx, stored).gone) : conversation
}

/** Ids of all that lies beyond a gap, for `PlaceOptions.beyond`. */
export async function idsBeyondGaps(
  database: Database,
  conversation: ConversationRecord,
): Promise<Map<string, string>> {
  const ids = new Map<string, string>()
  for (const feed of conversation.feeds) {
    for (const [from, to] of feed.ranges) {
      for await (const key of database.keys(
        feedRange({ conversation: conversation.number, feed: feed.number, from, to }),
      )) {
        const { seq, id } = readFeedKey(key)
        if (!ids.has(beyondName(feed.number, seq))) ids.set(beyondName(feed.number, seq), id)
      }
    }
  }
  return ids
}

/**
 * The bytes of entries of a feed, as they go to a neighbour, at most `maxBytes` of them (but one at least). What is sealed
 * and closed is not among them: as a header alone it would be lost to whoever asked for it.
 */
export async function readFeed(
  database: Database,
  { conversation, feed, from, to }: Stretch,
  maxBytes: number,
): Promise<{ seq: number; bytes: Bytes }[]> {
  const entries: { seq: number; bytes: Bytes }[] = []
  let total = 0
  const CHUNK = 64
  for (let start = from; start <= to && total < maxBytes; start += CHUNK) {
    const rows: { at: Standing & { seq: number }; alias: Bytes }[] = []
    for await (const [key, alias] of database.range(
      feedRange({ conversation, feed, from: start, to: Math.min(to, start + CHUNK - 1) }),
    )) {
      rows.push({ at: readFeedKey(key), alias })
    }
    const shown = await database.getMany(rows.map(({ at }) => entryKey(at, true)))
    for (const [i, { at, alias }] of rows.entries()) {
      // One that came to be shown between two looks is among what is shown.
      const value = shown[i] ?? database.get(entryKey(at, false)) ?? database.get(entryKey(at, true))
      if (value === undefined) continue
      const own = sendableBytes(at, value, database.keyring)
      if (own === undefined) continue
      const bytes = alias.byteLength === 0 ? own : withBodyOf(alias, own)
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

/** Marking as read: looked up before, done in one piece of work. */

import type { Bytes } from '../protocol/bytes.ts'
import type { Changes } from './changes.ts'
import type { Database } from './database.ts'
import {
  arrivalRange,
  readArrivalKey,
  readUnreadKey,
  type Standing,
  UNREAD_MENTION,
  UNREAD_TIMER,
  unreadRange,
} from './keys.ts'
import { type ConversationRecord, withFeed } from './records.ts'
import type { Transaction } from './transaction.ts'

interface UnreadRow {
  key: Bytes
  arrival: number
  feed: number
  seq: number
  mention: boolean
  /** It disappears some time after this. */
  timed?: Standing
}

/** What is unread up to a point, and how far each feed may count as read. */
export interface Reading {
  rows: readonly UnreadRow[]
  upTo: ReadonlyMap<number, number>
  /** Number of arrival: nothing that arrived up to here is unread once this is done. */
  through: number
}

export interface ReadingBounds {
  /** Number of arrival up to which nothing is unread: LevelDB walks over rows that were deleted, one by one, until it compacts them. */
  after: number
  /** Number of arrival; all that is unread, when absent. */
  through?: number
}

export async function unreadThrough(
  database: Database,
  record: ConversationRecord,
  { after, through }: ReadingBounds,
): Promise<Reading> {
  const rows: UnreadRow[] = []
  const range = unreadRange(record.number, through, after)
  for await (const [key, value] of database.range(range)) {
    const { arrival, feed, seq } = readUnreadKey(key)
    const flags = value[0] ?? 0
    const timed = (flags & UNREAD_TIMER) === 0 ? undefined : await arrivedAt(database, arrival)
    rows.push({ key, arrival, feed, seq, mention: (flags & UNREAD_MENTION) !== 0, ...(timed && { timed }) })
  }
  const lowest = new Map<number, number>()
  for await (const key of database.keys({ gte: range.lt, lt: unreadRange(record.number).lt })) {
    const { feed, seq } = readUnreadKey(key)
    lowest.set(feed, Math.min(seq, lowest.get(feed) ?? Number.POSITIVE_INFINITY))
  }
  const upTo = new Map<number, number>()
  for (const { feed, seq } of rows) {
    // Nothing beyond a gap counts as read, nor what is beyond something unread: what comes late into the gap must still be unread.
    const whole = record.feeds.find(({ number }) => number === feed)?.through ?? 0
    const most = Math.min(Math.max(seq, upTo.get(feed) ?? 0), whole, (lowest.get(feed) ?? Number.POSITIVE_INFINITY) - 1)
    upTo.set(feed, most)
  }
  return { rows, upTo, through: Math.max(after, through ?? rows.at(-1)?.arrival ?? 0) }
}

async function arrivedAt(database: Database, arrival: number): Promise<Standing | undefined> {
  for await (const key of database.keys({ ...arrivalRange(arrival - 1, arrival), limit: 1 })) return readArrivalKey(key)
  return undefined
}

/** Marks it as read; gives the conversation and how many were unread until now. */
export function withRead(
  tx: Transaction,
  before: ConversationRecord,
  { rows, upTo }: Reading,
  { changes, now }: { changes: Changes; now: number },
): { conversation: ConversationRecord; read: number } {
  const gone = rows.filter(({ key }) => tx.has(key))
  for (const { key, timed } of gone) {
    tx.del(key)
    if (timed !== undefined) changes.read(tx, timed, now)
  }
  let conversation = before
  for (const [number, through] of upTo) {
    const feed = conversation.feeds.find(each => each.number === number)
    if (feed !== undefined) conversation = withFeed(conversation, { ...feed, read: Math.max(feed.read, through) })
  }
  const { markedUnread: _markedUnread, ...rest } = conversation
  conversation = {
    ...rest,
    unread: Math.max(0, rest.unread - gone.length),
    counter: rest.counter + 1,
  }
  const mentions = (rest.mentions ?? 0) - gone.filter(({ mention }) => mention).length
  if (rest.mentions !== undefined) conversation = { ...conversation, mentions: Math.max(0, mentions) }
  return { conversation, read: gone.length }
}

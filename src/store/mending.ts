/**
 * Mending of one's own feed that two lives of this profile wrote, each from the same number on: what this disk has from the fork on is
 * issued again in the feed of the present installation under the same ids. The numbers of the old feed then mean what the other life said.
 */
import type { Bytes } from '../protocol/bytes.ts'
import { chain, endOf } from '../protocol/cursor.ts'
import { type Entry, reissue } from '../protocol/entry.ts'
import type { Signer } from '../protocol/signing.ts'
import type { Database } from './database.ts'
import type { Deposits } from './deposits.ts'
import { awaitedKey, entryKey, feedRange, readFeedKey } from './keys.ts'
import { type ConversationRecord, type FeedRecord, feedOf, withFeed } from './records.ts'
import { decodeStored, putStored } from './stored.ts'
import type { Transaction } from './transaction.ts'

/** A feed that was written twice. */
export interface Torn {
  feed: FeedRecord
  /** The first number that means two entries. */
  fork: number
  /** Keys of the feed's rows from the fork on, as this disk has them. */
  rows: readonly Bytes[]
  /** Chain hash of what comes before the fork. */
  tip: string
}

export interface MendingOptions {
  signer: Signer
  /** Public key of this profile, hexadecimal. */
  self: string
  /** The present one, hexadecimal. */
  installation: string
  deposits: Deposits
  /** Places an entry that was issued again; gives the conversation as it is then. */
  place: (conversation: ConversationRecord, entry: Entry) => ConversationRecord
}

/** Reads what is to be issued again; undefined where there is no such feed. */
export async function tornFeed(
  database: Database,
  { number: conversation, feeds }: ConversationRecord,
  feedNumber: number,
  fork: number,
): Promise<Torn | undefined> {
  const feed = feeds.find(each => each.number === feedNumber)
  if (feed === undefined) return undefined
  const rows: Bytes[] = []
  let tip = ''
  for await (const key of database.keys(feedRange({ conversation, feed: feedNumber, from: 1, to: endOf(feed) }))) {
    const { seq, id } = readFeedKey(key)
    if (seq < fork) tip = chain(tip, id)
    else rows.push(key)
  }
  return { feed, fork, rows, tip }
}

/** Issues again what this disk has, and gives the conversation as it is then: the old feed ends before the fork. */
export function issueAgain(
  tx: Transaction,
  conversation: ConversationRecord,
  { feed: old, fork, rows, tip }: Torn,
  { signer, self, installation, deposits, place }: MendingOptions,
): ConversationRecord {
  for (const key of rows) tx.del(key)
  let changed = withFeed(conversation, { ...old, through: fork - 1, ranges: [], tip, forked: true })
  // These numbers are about to mean other entries.
  changed = deposits.lose(tx, changed, ({ feed, to }) => feed === old.number && to >= fork)
  const mine = rows.map(readFeedKey).sort((a, b) => a.stamp - b.stamp || (a.id < b.id ? -1 : 1))
  for (const at of mine) {
    const shown = tx.has(entryKey(at, true))
    const value = tx.read(entryKey(at, shown))
    if (value === undefined) continue
    const stored = decodeStored(at, value, shown, tx.keyring)
    const feed = feedOf(changed, self, installation)
    const seq = (feed === undefined ? 0 : endOf(feed)) + 1
    const entry = reissue(signer, stored.entry, Buffer.from(installation, 'hex'), seq)
    changed = place(changed, entry)
    const number = feedOf(changed, self, installation)?.number ?? stored.feed
    putStored(tx, { ...stored, entry, feed: number })
    const waits = awaitedKey({ ...at, feed: old.number })
    const purposes = tx.read(waits)
    if (purposes === undefined) continue
    tx.del(waits)
    tx.put(awaitedKey({ ...at, feed: number, seq: entry.header.seq }), purposes)
  }
  return changed
}

/** What others have of a conversation: their installations' cursors as they last said, and what that says of one's own entries. */
import { endOf, missing, NOTHING, type Stored, union } from '../protocol/cursor.ts'
import { MAX_FEEDS_PER_AUTHOR } from '../protocol/limits.ts'
import { type ConversationRecord, feedOf, newFeed, type ReaderRecord, withFeed } from './records.ts'

/** Installations of one reader whose cursors are kept: the newest. */
const MAX_READERS = 8

/** What a reader's installation says of one feed. */
export interface ReaderPosition extends Stored {
  author: string
  installation: string
  tip: string
  read: number
}

export interface ReaderCursor {
  installation: string
  counter: number
  feeds: readonly ReaderPosition[]
  /** It names every feed of which the reader has anything. */
  whole: boolean
  /** Its reader tells nobody what it read, and does not want to be told. @default false */
  quiet?: boolean
}

/** Numbers of one's own feed that reached a state with an advance: `from` and `to` inclusive. */
export interface Advance {
  feed: number
  state: 'relayed' | 'delivered' | 'read'
  from: number
  to: number
}

/**
 * The conversation with what an installation said; the same record when that is nothing new. Only what it says of one's own entries is
 * kept: nothing that a neighbour makes up takes room, and nothing beyond what was said here counts as had or read before it is said.
 *
 * @param self - public key of this peer, hexadecimal
 * @param quiet - nothing is taken of what was read: this peer tells nobody either
 */
export function withReader(
  before: ConversationRecord,
  cursor: ReaderCursor,
  { self, quiet }: { self: string; quiet: boolean },
): ConversationRecord {
  const conversation = before.skip ? skipped(before, cursor, self) : before
  const known = conversation.readers.find(reader => reader.installation === cursor.installation)
  const positions: Record<number, Stored & { read: number }> = {}
  for (const said of cursor.feeds) {
    const feed = said.author === self ? feedOf(conversation, said.author, said.installation) : undefined
    if (feed === undefined) continue
    const end = endOf(feed)
    positions[feed.number] = {
      through: Math.min(said.through, end),
      ranges: said.ranges.filter(([from]) => from <= end).map(([from, to]) => [from, Math.min(to, end)] as const),
      read: Math.max(quiet ? 0 : Math.min(said.read, end), known?.feeds[feed.number]?.read ?? 0),
    }
  }
  const { installation, counter } = cursor
  const reader: ReaderRecord = {
    peer: conversation.peer,
    installation,
    counter,
    // Of a feed that is not named in a whole cursor they have nothing (any more): their disk may be an older copy.
    feeds: cursor.whole ? positions : { ...known?.feeds, ...positions },
    ...(cursor.quiet && { quiet: true }),
  }
  const same = JSON.stringify(reader.feeds) === JSON.stringify(known?.feeds) && reader.quiet === known?.quiet
  const spokeLast = before.readers.at(-1)?.installation === installation
  if (!before.skip && spokeLast && same) return before
  const others = conversation.readers.filter(each => each.installation !== installation)
  return { ...conversation, readers: [...others.slice(1 - MAX_READERS), reader] }
}

/** What the other wrote while they were blocked counts as had, up to where they say they are. */
function skipped(conversation: ConversationRecord, cursor: ReaderCursor, self: string): ConversationRecord {
  const { skip: _skip, ...rest } = conversation
  let changed: ConversationRecord = { ...rest, counter: rest.counter + 1 }
  for (const said of cursor.feeds.slice(0, MAX_FEEDS_PER_AUTHOR)) {
    if (said.author === self) continue
    const feed = feedOf(changed, said.author, said.installation) ?? newFeed(changed, said.author, said.installation)
    if (said.through > feed.through)
      changed = withFeed(changed, { ...feed, through: said.through, ranges: [], tip: said.tip })
  }
  return changed
}

/** What of one's own entries at least one of the readers has reached since. */
export function advancesBetween(before: ConversationRecord, after: ConversationRecord, self: string): Advance[] {
  const advances: Advance[] = []
  for (const feed of after.feeds) {
    if (feed.author !== self) continue
    for (const state of ['delivered', 'read'] as const) {
      const gained = missing(reachedBy(after, feed.number, state), reachedBy(before, feed.number, state))
      for (const [from, to] of gained) {
        if (from <= endOf(feed)) advances.push({ feed: feed.number, state, from, to: Math.min(to, endOf(feed)) })
      }
    }
  }
  return advances
}

/** What of a feed at least one of the readers has, or has read. */
function reachedBy(conversation: ConversationRecord, feed: number, state: 'delivered' | 'read'): Stored {
  let reached = NOTHING
  for (const reader of conversation.readers) {
    const position = reader.feeds[feed]
    if (position === undefined) continue
    reached = union(reached, state === 'delivered' ? position : { through: position.read, ranges: [] })
  }
  return reached
}

/** Cursors between the wire and the store: how a feed's position is written, and what of a neighbour's cursor is believed. */

import { PeerFault } from '../../host/faults.ts'
import { type Bytes, hex } from '../../protocol/bytes.ts'
import { storedOf } from '../../protocol/cursor.ts'
import { INSTALLATION_BYTES } from '../../protocol/ids.ts'
import { MAX_FEEDS_PER_AUTHOR } from '../../protocol/limits.ts'
import type { Cursor, FeedCursor } from '../../protocol/wire/frames.ts'
import type { ReaderCursor, ReaderPosition } from '../../store/readers.ts'
import type { FeedRecord } from '../../store/records.ts'

const TIP_BYTES = 16

/**
 * What this peer has of a feed.
 *
 * @param quiet - what was read is not told
 */
export function positionOf(feed: FeedRecord, quiet: boolean): FeedCursor {
  return {
    author: Buffer.from(feed.author, 'hex'),
    installation: Buffer.from(feed.installation, 'hex'),
    through: feed.through,
    ranges: feed.ranges.flat(),
    tip: Buffer.from(feed.tip, 'hex'),
    read: quiet ? 0 : feed.read,
  }
}

/** A position that claims no more than `through`, so that what lies beyond is sent. */
export function claimOf(feed: { author: string; installation: string }, through: number): FeedCursor {
  return {
    author: Buffer.from(feed.author, 'hex'),
    installation: Buffer.from(feed.installation, 'hex'),
    through,
    ranges: [],
    tip: new Uint8Array(0),
    read: 0,
  }
}

/**
 * A neighbour's cursor, if it is well formed and about this conversation. Throws a PeerFault otherwise.
 *
 * @param people - public keys, hexadecimal, of who is in the conversation
 */
export function readCursor(cursor: Cursor, conversation: Bytes, people: readonly string[]): ReaderCursor {
  if (Buffer.compare(cursor.conversation, conversation) !== 0)
    throw new PeerFault('foreign', 'a cursor of another conversation')
  if (
    cursor.installation.byteLength !== INSTALLATION_BYTES ||
    cursor.feeds.length > people.length * MAX_FEEDS_PER_AUTHOR
  ) {
    throw new PeerFault('malformed', 'a bad cursor')
  }
  const feeds = cursor.feeds.map(said => readPosition(said, people))
  const whole = !cursor.hold && !cursor.again
  return { installation: hex(cursor.installation), counter: cursor.counter, feeds, whole, quiet: cursor.quiet ?? false }
}

function readPosition(said: FeedCursor, people: readonly string[]): ReaderPosition {
  const stored = storedOf(said.through, said.ranges)
  const tipFits = said.tip.byteLength === 0 || said.tip.byteLength === TIP_BYTES
  if (
    stored === undefined ||
    said.installation.byteLength !== INSTALLATION_BYTES ||
    !Number.isSafeInteger(said.read) ||
    !tipFits
  ) {
    throw new PeerFault('malformed', 'a bad position in a cursor')
  }
  const author = hex(said.author)
  if (!people.includes(author)) throw new PeerFault('foreign', 'a feed of somebody who is not in this conversation')
  return {
    ...stored,
    author,
    installation: hex(said.installation),
    tip: hex(said.tip),
    read: Math.min(said.read, stored.through),
  }
}

/** Reading what was said: in order, by id, by arrival. Nothing here changes anything. */
import type { EntryId } from '../protocol/ids.ts'
import type { Database } from './database.ts'
import {
  arrivalRange,
  entryKey,
  feedRange,
  historyRange,
  idPrefixRange,
  idRange,
  readArrivalKey,
  readEntryKey,
  readFeedKey,
  readIdKey,
  readReceiptKey,
  readUnreadKey,
  receiptRange,
  type Standing,
  type Stretch,
  unreadKey,
  unreadRange,
} from './keys.ts'
import { decodeStored, type Rows, readStored, type StoredEntry } from './stored.ts'

/** How many entries are looked at for one that was said at a time or later: a stamp runs ahead of the time only where clocks differ. */
const MOST_AHEAD = 500
/** What arrived first was said first, but for a few feeds that came late. */
const MOST_UNREAD = 1_000

export interface HistoryOptions {
  limit: number
  before?: Standing
  /** Keeps only what this says yes to. */
  filter?: (stored: StoredEntry) => boolean
}

export class History {
  readonly #database: Database

  /** The rows as they are on disk. */
  readonly rows: Rows

  constructor(database: Database) {
    this.#database = database
    this.rows = { read: key => database.get(key), keyring: database.keyring }
  }

  /** Where an entry stands and when it arrived; undefined for an id that this disk does not have. */
  async find(id: EntryId): Promise<(Standing & { arrival: number }) | undefined> {
    for await (const key of this.#database.keys({ ...idRange(id), limit: 1 })) return readIdKey(key)
    return undefined
  }

  /** Entries whose id begins with these hexadecimal digits, at most `limit`. */
  async startingWith(digits: string, limit: number): Promise<StoredEntry[]> {
    const found: StoredEntry[] = []
    for await (const key of this.#database.keys({ ...idPrefixRange(digits), limit })) {
      const stored = this.get(readIdKey(key))
      if (stored !== undefined) found.push(stored)
    }
    return found
  }

  get(at: Standing): StoredEntry | undefined {
    return readStored(this.rows, at)
  }

  /** The last `limit` of a conversation that pass the filter, in its order. */
  async last(conversation: number, options: HistoryOptions): Promise<StoredEntry[]> {
    const found: StoredEntry[] = []
    const range = historyRange(conversation, options.before === undefined ? {} : { before: options.before })
    const reads = options.filter === undefined ? { ...range, limit: options.limit } : range
    for await (const [key, value] of this.#database.range({ ...reads, reverse: true })) {
      const stored = decodeStored(readEntryKey(key), value, true, this.rows.keyring)
      if (options.filter === undefined || options.filter(stored)) found.push(stored)
      if (found.length >= options.limit) break
    }
    return found.reverse()
  }

  /** All that is shown of a conversation in its order, or what comes after a place in it; `limit` of it where one is given. */
  async *from(conversation: number, after?: Standing, limit?: number): AsyncGenerator<StoredEntry> {
    const range = historyRange(conversation, after === undefined ? {} : { after })
    for await (const [key, value] of this.#database.range(limit === undefined ? range : { ...range, limit }))
      yield decodeStored(readEntryKey(key), value, true, this.rows.keyring)
  }

  /** Up to `limit` that are shown after an entry, in their order. */
  async following(at: Standing, limit: number): Promise<StoredEntry[]> {
    const found: StoredEntry[] = []
    for await (const stored of this.from(at.conversation, at, limit)) found.push(stored)
    return found
  }

  /**
   * Where a time was reached: the first entry at or after it, undefined where all are earlier. Stamps lead there at once, being times that
   * run ahead where clocks differ; by how much they do is looked at no further than 500 entries on.
   *
   * @param time - milliseconds since 1970
   * @param timeOf - when an entry was said, likewise
   */
  async firstSince(
    conversation: number,
    time: number,
    timeOf: (stored: StoredEntry) => number,
  ): Promise<StoredEntry | undefined> {
    // No entry has this id, which is before all of the stamp.
    const start = { conversation, stamp: Math.max(0, Math.floor(time)), id: '00'.repeat(16) }
    let first: StoredEntry | undefined
    for await (const stored of this.from(conversation, start, MOST_AHEAD)) {
      first ??= stored
      if (timeOf(stored) >= time) return stored
    }
    return first
  }

  /** The first unread entry in the conversation's order, which need not be the one that arrived first; of the 1,000 that did. */
  async firstUnread(conversation: number): Promise<StoredEntry | undefined> {
    const lowest = new Map<number, number>()
    for await (const key of this.#database.keys({ ...unreadRange(conversation), limit: MOST_UNREAD })) {
      const { feed, seq } = readUnreadKey(key)
      if (seq < (lowest.get(feed) ?? Number.POSITIVE_INFINITY)) lowest.set(feed, seq)
    }
    let first: Standing | undefined
    for (const [feed, seq] of lowest) {
      for await (const key of this.#database.keys({
        ...feedRange({ conversation, feed, from: seq, to: seq }),
        limit: 1,
      })) {
        const at = readFeedKey(key)
        if (first === undefined || at.stamp < first.stamp || (at.stamp === first.stamp && at.id < first.id)) first = at
      }
    }
    return first === undefined ? undefined : this.get(first)
  }

  /** What arrived after `after`, in order of arrival, of one conversation or of all. */
  async *arrivals(after: number, conversation?: number): AsyncGenerator<StoredEntry> {
    for await (const key of this.#database.keys(arrivalRange(after))) {
      const at = readArrivalKey(key)
      if (conversation !== undefined && at.conversation !== conversation) continue
      const stored = this.get(at)
      if (stored?.shown) yield stored
    }
  }

  isUnread(stored: StoredEntry): boolean {
    return this.#database.has(unreadKey(stored.conversation, stored.arrival, stored.feed, stored.entry.header.seq))
  }

  /** Ids of a stretch of a feed. */
  async idsOf(stretch: Stretch): Promise<EntryId[]> {
    const ids: EntryId[] = []
    for await (const key of this.#database.keys(feedRange(stretch))) ids.push(readFeedKey(key).id)
    return ids
  }

  /** Ids of what is shown of a stretch of a feed: edits, recalls and reactions are no messages. */
  async shownIdsOf(stretch: Stretch): Promise<EntryId[]> {
    const ids: EntryId[] = []
    for await (const key of this.#database.keys(feedRange(stretch))) {
      const at = readFeedKey(key)
      if (this.#database.has(entryKey(at, true))) ids.push(at.id)
    }
    return ids
  }

  /** When an own entry came to be delivered, or read; undefined where it did not, or nobody noted it. Milliseconds since 1970. */
  async receipt({ conversation, feed, entry }: StoredEntry, state: 'delivered' | 'read'): Promise<number | undefined> {
    const { seq } = entry.header
    for await (const key of this.#database.keys({ ...receiptRange({ conversation, state, feed }, seq), limit: 1 })) {
      const receipt = readReceiptKey(key)
      return receipt.from <= seq ? receipt.at : undefined
    }
    return undefined
  }
}

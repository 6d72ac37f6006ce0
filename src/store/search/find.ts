/** A search under way: candidates from the index, or everything where that is shorter, each looked at before it is given. */
import type { Database } from '../database.ts'
import type { Standing } from '../keys.ts'
import type { StoredEntry } from '../stored.ts'
import { type Candidates, candidates } from './candidates.ts'
import { ALL_ENTRIES, entriesAt, newestFirst, type Searched } from './entries.ts'
import type { KnownTerms } from './known-terms.ts'
import { fits, type Query } from './query.ts'
import { Readers } from './readers.ts'
import { ALL_POSTINGS, LAST_PLACE, type Place, placeBefore } from './rows.ts'
import type { Vocabulary } from './vocabulary.ts'

/** Texts looked at together: few at first, so that what is new shows at once. */
const FIRST_GROUP = 8
const MAX_GROUP = 64
/** More lists than these take longer to open than the first entries to read; so many entries are read in the time of one of them. */
const MANY_LISTS = 32
const ENTRIES_FOR_LIST = 3

export interface FindOptions {
  /** The conversations that are looked at. */
  conversations: readonly Searched[]
  /** Whether these are all there are: else places in others are passed over. */
  all: boolean
  /** Entries in them. */
  entries: number
  /** Shown at this time or later, and before that; milliseconds since 1970. */
  since?: number
  until?: number
  /** Only what stands before this entry in the order of results. */
  before?: Standing
  /** What else must be true of an entry, its shown time included. */
  accept: (stored: StoredEntry) => boolean
  /** Ends the search: it throws the reason. */
  signal: AbortSignal
}

export interface FindContext {
  database: Database
  known: KnownTerms
  vocabulary: Vocabulary
  /** The index holds all texts. */
  indexed: boolean
  textOf: (stored: StoredEntry) => string | undefined
}

/** Entries that fit, newest first: by stamp, then conversation, then id. */
export async function* find(context: FindContext, query: Query, options: FindOptions): AsyncGenerator<StoredEntry> {
  const { before, signal } = options
  const texts = new Readers(context.database, ALL_ENTRIES)
  const index = new Readers(context.database, ALL_POSTINGS)
  const from: Place = before ?? LAST_PLACE
  try {
    const places = context.indexed
      ? await candidates(query, { ...context, ...timesOf(options), readers: index, entries: options.entries })
      : undefined
    for await (const group of groupsOf(places, texts, from, options)) {
      signal.throwIfAborted()
      for (const stored of group) {
        const { stamp, conversation, id } = stored
        if (before !== undefined && stamp === before.stamp && conversation === before.conversation && id >= before.id)
          continue
        if (!options.accept(stored)) continue
        const text = context.textOf(stored)
        if (text !== undefined && fits(query, text)) yield stored
      }
    }
  } finally {
    await Promise.all([texts.close(), index.close()])
  }
}

function timesOf({ since, until }: FindOptions): { since?: number; until?: number } {
  return { ...(since === undefined ? {} : { since }), ...(until === undefined ? {} : { until }) }
}

/**
 * Where many lists would have to be opened, what stands in them is frequent, and mostly found sooner by reading on from the newest: that
 * is tried for as long as opening them would take.
 */
async function* groupsOf(
  places: Candidates | undefined,
  texts: Readers,
  from: Place,
  options: FindOptions,
): AsyncGenerator<readonly StoredEntry[]> {
  if (places === undefined) {
    yield* newestFirst(texts, options.conversations, from)
    return
  }
  let next = from
  if (places.lists > MANY_LISTS && options.since === undefined && options.until === undefined) {
    let left = places.lists * ENTRIES_FOR_LIST
    let whole = true
    for await (const group of newestFirst(texts, options.conversations, from)) {
      yield group
      next = placeBefore(group[0] ?? next)
      if (--left > 0) continue
      whole = false
      break
    }
    if (whole) return
  }
  yield* entriesOf(places.from(next), texts, options)
}

/** The entries at places, some read at the same time. */
async function* entriesOf(
  places: AsyncGenerator<Place>,
  texts: Readers,
  options: FindOptions,
): AsyncGenerator<readonly StoredEntry[]> {
  const wanted = options.all ? undefined : new Set(options.conversations.map(({ number }) => number))
  let size = FIRST_GROUP
  let reads: Promise<StoredEntry[]>[] = []
  try {
    for await (const place of places) {
      options.signal.throwIfAborted()
      if (wanted !== undefined && !wanted.has(place.conversation)) continue
      reads.push(entriesAt(texts, place))
      if (reads.length < size) continue
      size = Math.min(2 * size, MAX_GROUP)
      const done = await Promise.all(reads)
      reads = []
      yield* done
    }
    yield* await Promise.all(reads)
  } finally {
    // Nobody may be reading when the readers are closed.
    await Promise.allSettled(reads)
  }
}

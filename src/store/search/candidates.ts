/**
 * From a query to the places where it may be found, newest first: every text that fits is among them, and few others. Of several
 * terms the rarest leads, and those that are not much more frequent are looked up with it; whether the rest is there is seen in the
 * text. `undefined` where reading everything is the shorter way.
 */
import type { Bytes } from '../../protocol/bytes.ts'
import type { Database } from '../database.ts'
import type { KnownTerms } from './known-terms.ts'
import { common, merged, postings } from './postings.ts'
import type { Part, Query } from './query.ts'
import type { Readers } from './readers.ts'
import { LAST_CONVERSATION, LAST_STAMP, newerFirst, type Place, postingsOf } from './rows.ts'
import { MAX_TERM_CHARS, type Token, termOfWord } from './terms.ts'
import type { Vocabulary } from './vocabulary.ts'

/** Words that one beginning may stand for: with more of them, texts that fit are so frequent that they are found by reading. */
const MAX_EXPANSION = 2_048
/** Lists that are looked up together. */
const MAX_TOGETHER = 4
/** A list that stands for more words than this is too slow to be moved about. */
const MAX_MOVED = 16
/** How much longer than the shortest a list may be, to be looked up with it. */
const MUCH_LONGER = 32
/** Bytes of a list so short that looking into its texts costs as little as anything. */
const SHORT = 4_096
/** About the bytes of a posting on disk. */
const POSTING_ON_DISK = 20
/** Reading an entry costs about as much as so many postings. */
const ENTRY_COST = 3
const SAMPLES = 32

/** Lists of their own: texts with more terms than are indexed, and texts whose shown time is far from their stamp. */
export const LONG_LIST = 'long'
export const ODD_LIST = 'odd'
/** Milliseconds between stamp and shown time beyond which an entry is in the list of the odd ones. */
export const ODD_MS = 3_600_000

export interface CandidateOptions {
  database: Database
  known: KnownTerms
  vocabulary: Vocabulary
  readers: Readers
  /** Shown at this time or later, before that; milliseconds since 1970. */
  since?: number
  until?: number
  /** Entries in the conversations that are looked at. */
  entries: number
}

interface List {
  readonly terms: readonly Bytes[]
  /** Bytes on disk, about. */
  readonly size: number
}

export interface Candidates {
  /** From a place back. */
  from: (place: Place) => AsyncGenerator<Place>
  /** How many lists are opened for that. */
  lists: number
}

export async function candidates(query: Query, options: CandidateOptions): Promise<Candidates | undefined> {
  if (query.parts.length === 0) return undefined
  const lists = await listsOf(query, options)
  const [shortest] = lists
  if (shortest === undefined || shortest.size / POSTING_ON_DISK > options.entries * ENTRY_COST) return undefined
  const together = [shortest]
  if (shortest.size > SHORT) {
    for (const list of lists.slice(1)) {
      if (together.length < MAX_TOGETHER && list.terms.length <= MAX_MOVED && list.size < shortest.size * MUCH_LONGER)
        together.push(list)
    }
  }
  return {
    from: place => inTime(together, place, options),
    lists: together.reduce((sum, { terms }) => sum + terms.length, 0),
  }
}

/** The lists that every text which fits is in, but for the long texts; the shortest first. */
async function listsOf(query: Query, { database, known, vocabulary }: CandidateOptions): Promise<List[]> {
  const exact = new Set<string>()
  const lists: List[] = []
  for (const part of query.parts) {
    for (const [i, token] of part.tokens.entries()) {
      const beginning = beginningOf(part, token, i)
      if (beginning === undefined) for (const term of wholeTerms(token)) exact.add(term)
      else {
        const terms = await vocabulary.expand(beginning, MAX_EXPANSION)
        if (terms === undefined) continue
        if (token.kind === 'run') terms.push(known.get(beginning).blind)
        lists.push({ terms, size: await sizeOf(database, terms) })
      }
    }
  }
  for (const term of exact) {
    const terms = [known.get(term).blind]
    lists.push({ terms, size: await sizeOf(database, terms) })
  }
  return lists.sort((a, b) => a.size - b.size || a.terms.length - b.terms.length)
}

/** The beginning that a token asks for; undefined where it asks for terms as they are. */
function beginningOf(part: Part, { kind, text }: Token, place: number): string | undefined {
  if (kind === 'word')
    return part.open && place === part.tokens.length - 1 && [...text].length < MAX_TERM_CHARS ? text : undefined
  return kind === 'run' && [...text].length === 1 ? text : undefined
}

/** Terms that a text has for certain if it has the token. */
function wholeTerms({ kind, text }: Token): string[] {
  if (kind === 'word') return [termOfWord(text)]
  const chars = [...text]
  return kind === 'emoji' ? chars : chars.slice(1).map((char, i) => chars[i]! + char)
}

async function sizeOf(database: Database, terms: readonly Bytes[]): Promise<number> {
  const step = Math.max(1, Math.floor(terms.length / SAMPLES))
  const sample = terms.filter((_, i) => i % step === 0)
  const sizes = await Promise.all(sample.map(term => database.size(postingsOf(term))))
  return (sizes.reduce((sum, size) => sum + size, 0) * terms.length) / Math.max(1, sample.length)
}

/**
 * What the lists have in common within the time asked for. Stamps are near the time shown, except for texts in the list of the odd
 * ones: those are looked for before and after as well.
 */
async function* inTime(lists: readonly List[], from: Place, options: CandidateOptions): AsyncGenerator<Place> {
  const { since, until } = options
  const top = until === undefined ? LAST_STAMP : Math.max(0, Math.floor(until) + ODD_MS)
  const bottom = since === undefined ? 0 : Math.max(0, Math.min(top, Math.floor(since) - ODD_MS))
  const ranges = [
    { from: LAST_STAMP, to: top + 1, odd: true },
    { from: top, to: bottom, odd: false },
    { from: bottom - 1, to: 0, odd: true },
  ]
  for (const range of ranges) {
    if (range.from < range.to) continue
    const highest = { stamp: range.from, conversation: LAST_CONVERSATION }
    const begin = newerFirst(from, highest) < 0 ? highest : from
    const floor = { stamp: range.to - 1, conversation: LAST_CONVERSATION }
    if (newerFirst(begin, floor) > 0) continue
    yield* between(lists, range.odd ? [ODD_LIST] : [], begin, floor, options)
  }
}

async function* between(
  lists: readonly List[],
  also: readonly string[],
  from: Place,
  floor: Place,
  { readers, known }: CandidateOptions,
): AsyncGenerator<Place> {
  const named = (name: string) => postings(readers, [known.list(name)], from)
  const odd = () => Promise.all(also.map(named))
  const found = [...(await odd()), ...(await Promise.all(lists.map(({ terms }) => postings(readers, terms, from))))]
  const long = [...(await odd()), await named(LONG_LIST)]
  yield* merged(common(found, floor), common(long, floor))
}

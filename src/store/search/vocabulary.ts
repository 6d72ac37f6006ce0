/**
 * The words in use, sealed, under keyed hashes of how they begin: so that a word is found by its beginning, and a run by its first
 * character. A word leaves the disk with the last text that has it. Texts go in the ledger's batches and the look for what is left of
 * a word takes time, so a removal first leaves a note of what to *weed*: which rows, never the words. Weeding looks at what has no
 * posting any more; a word that is put meanwhile says so, and stays.
 */
import { type Bytes, hex } from '../../protocol/bytes.ts'
import type { Database } from '../database.ts'
import type { Eraser } from '../eraser.ts'
import type { Ledger } from '../ledger.ts'
import type { Transaction } from '../transaction.ts'
import type { KnownTerm, KnownTerms } from './known-terms.ts'
import {
  ALL_POSTINGS,
  ALL_VOCABULARY,
  ALL_WEEDING,
  BLIND_BYTES,
  type Place,
  postingsOf,
  readPosting,
  readWeedingKey,
  vocabularyKey,
  vocabularyOf,
  weedingKey,
} from './rows.ts'
import { beginningsOf } from './terms.ts'

/** Notes worked off in one commit. */
const NOTES = 16
/** Hashes of beginnings kept in memory. */
const BEGINNINGS = 16_384
/** Rows looked at for one beginning: more are no quick way to anything. */
const MAX_READ = 50_000

/** Of a term that may be in no text any more: its hash, and the keys of its rows. */
interface Weed {
  readonly term: Bytes
  readonly keys: readonly Bytes[]
}

interface Note {
  readonly key: Bytes
  readonly weeds: readonly Weed[]
}

export interface VocabularyOptions {
  eraser: Eraser
  database: Database
  ledger: Ledger
  known: KnownTerms
}

export class Vocabulary {
  readonly #database: Database
  readonly #ledger: Ledger
  readonly #known: KnownTerms
  readonly #eraser: Eraser
  readonly #beginnings = new Map<string, Bytes>()
  /** Terms that are being looked at, by their hashes; true once one of them was put meanwhile. */
  readonly #weeding = new Map<string, boolean>()
  #noted = 0

  constructor({ database, ledger, known, eraser }: VocabularyOptions) {
    this.#database = database
    this.#ledger = ledger
    this.#known = known
    this.#eraser = eraser
  }

  /** Stages what is not there of a term, and calls it stored once that is on disk. */
  put(tx: Transaction, term: string, known: KnownTerm): void {
    if (known.stored && !this.#isWeeded(known)) return
    if (this.#isWeeded(known)) this.#weeding.set(hex(known.blind), true)
    const keys = this.#keysOf(term)
    if (keys[0] !== undefined && !tx.has(keys[0])) {
      const value = Buffer.concat([known.blind, Buffer.from(term)])
      for (const key of keys) tx.put(key, value)
    }
    tx.after(() => {
      known.stored = true
    })
  }

  /** Leaves a note that these terms may have lost their last text. */
  note(tx: Transaction, place: Place, terms: Iterable<string>): void {
    const parts: Bytes[] = []
    for (const term of terms) {
      const keys = this.#keysOf(term)
      if (keys.length === 0) continue
      const known = this.#known.get(term)
      parts.push(Uint8Array.of(keys.length), known.blind, ...keys)
      tx.after(() => {
        known.stored = false
      })
    }
    // A place has many notes where its text changes often.
    this.#noted = Math.max(this.#noted + 1, Date.now())
    tx.put(weedingKey(place, this.#noted), Buffer.concat([Uint8Array.of(NOTE_VERSION), ...parts]))
  }

  /**
   * Hashes of the terms that begin with a word's beginning, or with the character of a run; undefined where they are more than `max`.
   */
  async expand(beginning: string, max: number): Promise<Bytes[] | undefined> {
    const chars = beginningsOf(beginning).at(-1) ?? beginning
    const found: Bytes[] = []
    let read = 0
    for await (const [, value] of this.#database.range(vocabularyOf(this.#beginning(chars)))) {
      if (++read > MAX_READ || found.length > max) return undefined
      const term = Buffer.from(value.buffer, value.byteOffset + BLIND_BYTES, value.byteLength - BLIND_BYTES).toString()
      if (term.startsWith(beginning)) found.push(value.subarray(0, BLIND_BYTES))
    }
    return found.length > max ? undefined : found
  }

  /**
   * Takes words that no text has any more off the disk.
   *
   * @param mend - puts again what still stands at a place: another text of the same stamp may have shared postings with the one that went
   */
  async weed(mend: (place: Place) => Promise<void>, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const notes: Note[] = []
      for await (const [key, value] of this.#database.range({ ...ALL_WEEDING, limit: NOTES }))
        notes.push({ key, weeds: readNote(value) })
      if (notes.length === 0) return
      for (const { key } of notes) await mend(readWeedingKey(key))
      await this.#weedNotes(notes)
    }
  }

  async #weedNotes(notes: readonly Note[]): Promise<void> {
    const weeds = new Map(notes.flatMap(each => each.weeds.map(weed => [hex(weed.term), weed] as const)))
    try {
      // From here on whoever puts one of these says so. What was put before is on disk when this resolves.
      await this.#ledger.commit(() => {
        for (const name of weeds.keys()) this.#weeding.set(name, false)
      })
      const unused = new Map<string, Weed>()
      const scan = this.#database.scan(ALL_POSTINGS)
      try {
        for (const [name, weed] of weeds) {
          scan.seek(postingsOf(weed.term).lt)
          const [last] = await scan.next(1)
          if (last === undefined || readPosting(weed.term, last[0]) === undefined) unused.set(name, weed)
        }
      } finally {
        await scan.close()
      }
      await this.#ledger.commit(tx => {
        let again = false
        for (const [name, { keys }] of unused) {
          // Put meanwhile, perhaps by work that failed after all: the notes stay, and it is looked at again.
          if (this.#weeding.get(name) !== false) {
            again = true
            continue
          }
          for (const key of keys) {
            tx.del(key)
            this.#eraser.erase(tx, key)
          }
        }
        if (!again) for (const { key } of notes) tx.del(key)
      })
    } finally {
      this.#weeding.clear()
    }
  }

  /** Forgets what is in memory: the disk may hold something else. */
  clear(): void {
    this.#beginnings.clear()
  }

  #isWeeded(known: KnownTerm): boolean {
    return this.#weeding.size > 0 && this.#weeding.has(hex(known.blind))
  }

  #keysOf(term: string): Bytes[] {
    const beginnings = beginningsOf(term)
    if (beginnings.length === 0) return []
    const { word } = this.#known.get(term)
    return beginnings.map(beginning => vocabularyKey(this.#beginning(beginning), word))
  }

  #beginning(text: string): Bytes {
    const known = this.#beginnings.get(text)
    if (known !== undefined) return known
    if (this.#beginnings.size >= BEGINNINGS) this.#beginnings.clear()
    const blind = this.#known.beginning(text)
    this.#beginnings.set(text, blind)
    return blind
  }
}

const NOTE_VERSION = 1
const KEY_BYTES = ALL_VOCABULARY.gte.byteLength + 2 * BLIND_BYTES

function readNote(value: Bytes): Weed[] {
  const weeds: Weed[] = []
  for (let at = 1; at < value.byteLength; ) {
    const count = value[at]!
    const keysAt = at + 1 + BLIND_BYTES
    const keys = Array.from({ length: count }, (_, i) =>
      value.slice(keysAt + i * KEY_BYTES, keysAt + (i + 1) * KEY_BYTES),
    )
    weeds.push({ term: value.slice(at + 1, keysAt), keys })
    at = keysAt + count * KEY_BYTES
  }
  return weeds
}

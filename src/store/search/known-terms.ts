/** Keyed hashes of terms, and whether the vocabulary has them: in memory for those in use, so that common words cost nothing. */
import type { Bytes } from '../../protocol/bytes.ts'
import type { Database } from '../database.ts'
import { BLIND_BYTES } from './rows.ts'

const TERM = Buffer.from('search term ')
const BEGINNING = Buffer.from('search beginning ')
const LIST = Buffer.from('search list ')
/** Terms of one generation; two are kept, some 20 MB once that many different words were said. */
const GENERATION = 65_536

export interface KnownTerm {
  readonly blind: Bytes
  /** Another keyed hash of it, under which it is in the vocabulary: that does not say which postings are its own. */
  readonly word: Bytes
  /** Its rows in the vocabulary are on disk. */
  stored: boolean
}

export class KnownTerms {
  readonly #database: Database
  readonly #lists = new Map<string, Bytes>()
  #young = new Map<string, KnownTerm>()
  #old = new Map<string, KnownTerm>()

  constructor(database: Database) {
    this.#database = database
  }

  get(term: string): KnownTerm {
    const young = this.#young.get(term)
    if (young !== undefined) return young
    const known = this.#old.get(term) ?? this.#make(term)
    if (this.#young.size >= GENERATION) {
      this.#old = this.#young
      this.#young = new Map()
    }
    this.#young.set(term, known)
    return known
  }

  /** Both hashes are halves of one: making it is most of what a new term costs. */
  #make(term: string): KnownTerm {
    const hash = this.#database.blind(TERM, Buffer.from(term))
    return { blind: hash.slice(0, BLIND_BYTES), word: hash.slice(BLIND_BYTES, 2 * BLIND_BYTES), stored: false }
  }

  /** The hash under which all words with a beginning stand. */
  beginning(text: string): Bytes {
    return this.#database.blind(BEGINNING, Buffer.from(text)).slice(0, BLIND_BYTES)
  }

  /** The hash under which a list stands that is of no term. */
  list(name: string): Bytes {
    const known = this.#lists.get(name) ?? this.#database.blind(LIST, Buffer.from(name)).slice(0, BLIND_BYTES)
    this.#lists.set(name, known)
    return known
  }

  clear(): void {
    this.#young.clear()
    this.#old.clear()
  }
}

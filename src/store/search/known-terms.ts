/** Keyed hashes of terms, and whether the vocabulary has them: in memory for those in use, so that common words cost nothing. */
import type { Bytes } from '../../protocol/bytes.ts'
import type { Database } from '../database.ts'
import { BLIND_BYTES } from './rows.ts'

/** Terms of one generation; two are kept, some 5 MB. */
const GENERATION = 16_384

export interface KnownTerm {
  readonly blind: Bytes
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
    const known = this.#old.get(term) ?? { blind: this.blind('term', term), stored: false }
    if (this.#young.size >= GENERATION) {
      this.#old = this.#young
      this.#young = new Map()
    }
    this.#young.set(term, known)
    return known
  }

  /** A keyed hash for one use: the same text has another one for another use. */
  blind(use: 'term' | 'beginning' | 'word' | 'list', text: string): Bytes {
    return Buffer.from(this.#database.blind(Buffer.from(`search ${use} `), Buffer.from(text)).subarray(0, BLIND_BYTES))
  }

  /** The hash under which a list stands that is of no term. */
  list(name: string): Bytes {
    const known = this.#lists.get(name) ?? this.blind('list', name)
    this.#lists.set(name, known)
    return known
  }

  clear(): void {
    this.#young.clear()
    this.#old.clear()
  }
}

/**
 * Search over all history. What is said is found from the moment at which it is on disk: its postings are in its own batch. This is
 * the index as the rest of the store knows it: what to put and to remove, whether it is wanted, and how to ask it.
 */
import type { Database } from '../database.ts'
import type { Eraser } from '../eraser.ts'
import { historyRange, readEntryKey, recordKey, type Standing } from '../keys.ts'
import type { Ledger } from '../ledger.ts'
import { type StoredEntry, shownTime } from '../stored.ts'
import { Table } from '../table.ts'
import type { Transaction } from '../transaction.ts'
import { LONG_LIST, ODD_LIST, ODD_MS } from './candidates.ts'
import { ALL_ENTRIES, entriesAt, readShown } from './entries.ts'
import { type FindOptions, find } from './find.ts'
import { type IndexRecord, Keeper, type Progress } from './keeper.ts'
import { KnownTerms } from './known-terms.ts'
import type { Query } from './query.ts'
import { Readers } from './readers.ts'
import { type Place, postingKey } from './rows.ts'
import { termsOf } from './terms.ts'
import { Vocabulary } from './vocabulary.ts'

/**
 * Terms of one text that are indexed; what goes beyond is in a list of its own, whose texts every search looks into. So a neighbour
 * cannot make a batch take long, however odd the text.
 */
const MAX_TERMS = 1_024
/** Texts of a conversation that go into or out of the index in one batch. */
const SLICE = 64
const EMPTY = new Uint8Array(0)
/** Name of the record that says how far the index is. */
export const INDEX = 'search'

export interface SearchOptions {
  database: Database
  ledger: Ledger
  eraser: Eraser
  /** What an entry says now, as this batch or, without one, as the disk knows it; undefined where it says nothing. */
  textOf: (stored: StoredEntry, tx?: Transaction) => string | undefined
  /** Whether nothing that a conversation says may be in the index, whatever is asked for. */
  keptOut: (conversation: number) => boolean
  /** Told of faults that stop nothing. */
  report: (error: unknown) => void
}

export class Search {
  readonly #options: SearchOptions
  readonly #records: Table<IndexRecord>
  readonly #known: KnownTerms
  readonly #vocabulary: Vocabulary
  readonly #keeper: Keeper

  constructor(options: SearchOptions) {
    const { database, ledger, eraser } = options
    this.#options = options
    this.#records = new Table(database, name => recordKey('m', database.blind(Buffer.from(name))))
    this.#known = new KnownTerms(database)
    this.#vocabulary = new Vocabulary({ database, ledger, eraser, known: this.#known })
    this.#keeper = new Keeper({
      database,
      ledger,
      report: options.report,
      vocabulary: this.#vocabulary,
      record: tx => this.#record(tx),
      change: (tx, record) => tx.set(this.#records, INDEX, record),
      put: (tx, at) => this.#putAgain(tx, at),
      mend: place => this.#mend(place),
      forget: () => this.#known.clear(),
    })
  }

  /** Reads how far the index is, and goes on with it beside everything else. A profile from before there was one is indexed now. */
  async load(): Promise<void> {
    if (this.#records.get(INDEX) === undefined) {
      const { ledger } = this.#options
      await ledger.commit(tx =>
        tx.set(this.#records, INDEX, {
          version: 1,
          on: true,
          clearing: false,
          through: 0,
          target: ledger.arrival,
          without: [],
        }),
      )
    }
    this.#keeper.wake()
  }

  /** Reads everything again from disk. */
  reload(): void {
    this.#records.forget()
    this.#known.clear()
    this.#vocabulary.clear()
    this.#keeper.wake()
  }

  /** How far the index is, in messages; undefined when it holds everything, and when it is not wanted. */
  get progress(): Progress | undefined {
    return this.#keeper.progress
  }

  /** Told now and then while the index is made. */
  set onProgress(run: ((progress: Progress) => void) | undefined) {
    this.#keeper.onProgress = run
  }

  /** Whether texts are indexed. */
  get on(): boolean {
    return this.#record().on
  }

  /** Begins to index everything, or takes what there is of an index off the disk; goes on beside everything else. */
  async turn(on: boolean): Promise<void> {
    await this.#options.ledger.commit(tx => {
      const record = this.#record(tx)
      if (record.on === on) return
      const target = this.#options.ledger.arrival
      tx.set(this.#records, INDEX, { ...record, on, clearing: record.clearing || !on, through: 0, target })
    })
    this.#keeper.wake()
  }

  /** Resolves when what there was to do beside everything else is done; for whoever must know that words are off the disk. */
  settled(): Promise<void> {
    return this.#keeper.settled()
  }

  /** Puts a text that an entry says now. Texts go in order: what it said before is removed first. */
  put(tx: Transaction, stored: StoredEntry, text: string): void {
    if (!this.#writes(tx, stored.conversation)) return
    const { terms, whole } = termsOf(text, MAX_TERMS)
    const rows = []
    for (const term of terms) {
      const known = this.#known.get(term)
      rows.push({ key: postingKey(known.blind, stored), value: EMPTY })
      this.#vocabulary.put(tx, term, known)
    }
    if (!whole) rows.push({ key: this.#listKey(LONG_LIST, stored), value: EMPTY })
    if (Math.abs(shownTime(stored.entry.header.at, stored.receivedAt) - stored.stamp) > ODD_MS)
      rows.push({ key: this.#listKey(ODD_LIST, stored), value: EMPTY })
    tx.append(rows)
  }

  /** Removes a text that an entry said. */
  remove(tx: Transaction, at: Standing, text: string): void {
    const { on, clearing } = this.#record(tx)
    // Also where the conversation is being taken out: this text may not have had its turn yet.
    if (on && !clearing) this.#takeAway(tx, at, text)
  }

  #takeAway(tx: Transaction, at: Standing, text: string): void {
    const { terms } = termsOf(text, MAX_TERMS)
    const rows = [LONG_LIST, ODD_LIST].map(list => ({ key: this.#listKey(list, at), value: undefined }))
    for (const term of terms) rows.push({ key: postingKey(this.#known.get(term).blind, at), value: undefined })
    tx.append(rows)
    this.#vocabulary.note(tx, at, terms)
    tx.after(() => this.#keeper.wake())
  }

  /**
   * Takes all that a conversation says out of the index, and keeps it out. It can still be searched by itself, text by text. To be
   * called again where it was cut: it begins anew. `settled` tells when its words are gone as well.
   */
  async removeConversation(conversation: number): Promise<void> {
    await this.#options.ledger.commit(tx => {
      const record = this.#record(tx)
      tx.set(this.#records, INDEX, { ...record, without: [...new Set([...record.without, conversation])] })
    })
    await this.#eachText(conversation, (tx, stored, text) => this.#takeAway(tx, stored, text))
  }

  /** Puts all that a conversation says into the index, and what it says from now on. To be called again where it was cut. */
  async putConversation(conversation: number): Promise<void> {
    await this.#options.ledger.commit(tx => {
      const record = this.#record(tx)
      tx.set(this.#records, INDEX, { ...record, without: record.without.filter(each => each !== conversation) })
    })
    await this.#eachText(conversation, (tx, stored, text) => this.put(tx, stored, text))
  }

  /** Entries that fit a query, newest first: by stamp, then conversation, then id. Reads on only while it is asked for more. */
  find(query: Query, options: FindOptions): AsyncGenerator<StoredEntry> {
    const { database, textOf } = this.#options
    const { on, clearing, without } = this.#record()
    const conversations = options.all
      ? options.conversations.filter(({ number }) => !without.includes(number))
      : options.conversations
    return find(
      {
        database,
        known: this.#known,
        vocabulary: this.#vocabulary,
        indexed:
          on &&
          !clearing &&
          this.progress === undefined &&
          !conversations.some(({ number }) => without.includes(number)),
        textOf: stored => textOf(stored),
      },
      query,
      { ...options, conversations },
    )
  }

  /** Ends what goes on beside everything else; it goes on at the next start. */
  close(): Promise<void> {
    return this.#keeper.close()
  }

  #record(tx?: Transaction): IndexRecord {
    const record = tx === undefined ? this.#records.get(INDEX) : tx.get(this.#records, INDEX)
    if (record === undefined) throw new Error('the index was not loaded')
    return record
  }

  #writes(tx: Transaction, conversation: number): boolean {
    const { on, clearing, without } = this.#record(tx)
    return on && !clearing && !without.includes(conversation) && !this.#options.keptOut(conversation)
  }

  /** Whether a conversation was taken out of the index. */
  leavesOut(conversation: number): boolean {
    return this.#record().without.includes(conversation)
  }

  #listKey(list: string, at: Place) {
    return postingKey(this.#known.list(list), at)
  }

  /** Puts what an entry says now, if it says anything. */
  #putAgain(tx: Transaction, at: Standing): void {
    const stored = readShown(tx, at)
    const text = stored === undefined ? undefined : this.#options.textOf(stored, tx)
    if (stored !== undefined && text !== undefined) this.put(tx, stored, text)
  }

  /** Texts of one stamp in one conversation share postings: what was removed for one of them comes back for the others. */
  async #mend(place: Place): Promise<void> {
    const readers = new Readers(this.#options.database, ALL_ENTRIES)
    try {
      const left = await entriesAt(readers, place)
      if (left.length === 0) return
      await this.#options.ledger.commit(tx => {
        for (const at of left) this.#putAgain(tx, at)
      })
    } finally {
      await readers.close()
    }
  }

  async #eachText(
    conversation: number,
    work: (tx: Transaction, stored: StoredEntry, text: string) => void,
  ): Promise<void> {
    const { database, ledger, textOf } = this.#options
    let slice: Standing[] = []
    const flush = async (): Promise<void> => {
      const standings = slice
      slice = []
      await ledger.commit(tx => {
        for (const at of standings) {
          const stored = readShown(tx, at)
          const text = stored === undefined ? undefined : textOf(stored, tx)
          if (stored !== undefined && text !== undefined) work(tx, stored, text)
        }
      })
    }
    for await (const key of database.keys(historyRange(conversation))) {
      slice.push(readEntryKey(key))
      if (slice.length >= SLICE) await flush()
    }
    await flush()
  }
}

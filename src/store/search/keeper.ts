/**
 * What goes on with the index beside everything else: a history that was there before it is put in, one that is not wanted any more
 * is taken out, and words that no text has are weeded. Each is done in slices, from where it stood when the node was last stopped,
 * and rests between them as long as they took: messages under way come first.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Bytes } from '../../protocol/bytes.ts'
import type { Database } from '../database.ts'
import { arrivalRange, readArrivalKey, type Standing } from '../keys.ts'
import type { Ledger } from '../ledger.ts'
import type { Transaction } from '../transaction.ts'
import { ALL_POSTINGS, ALL_VOCABULARY, ALL_WEEDING, type Place } from './rows.ts'
import type { Vocabulary } from './vocabulary.ts'

/** Messages indexed in one batch, and rows after which a batch is full. */
const SLICE = 64
const SLICE_ROWS = 4_096
/** Rows taken away in one batch. */
const CLEARED = 1_024
/** Milliseconds between two words about the progress. */
const TELL_MS = 500
/** Milliseconds until something that failed is tried again. */
const RETRY_MS = 30_000

/** How far the index is: messages by number of arrival. */
export interface IndexRecord {
  readonly version: 1
  /** Whether there is to be one. */
  readonly on: boolean
  /** An old one is being taken away. */
  readonly clearing: boolean
  /** What arrived up to here is in; what arrived after `target` went in with its own batch. */
  readonly through: number
  readonly target: number
  /** Conversations that are kept out of it. */
  readonly without: readonly number[]
}

export interface Progress {
  done: number
  total: number
}

export interface KeeperOptions {
  database: Database
  ledger: Ledger
  vocabulary: Vocabulary
  report: (error: unknown) => void
  record: (tx?: Transaction) => IndexRecord
  change: (tx: Transaction, record: IndexRecord) => void
  /** Puts what stands somewhere into the index. */
  put: (tx: Transaction, at: Standing) => void
  mend: (place: Place) => Promise<void>
  /** What is in memory of the terms is not true any more. */
  forget: () => void
}

export class Keeper {
  readonly #options: KeeperOptions
  readonly #stop = new AbortController()
  #work: Promise<void> | undefined
  #wanted = false
  #retry: NodeJS.Timeout | undefined
  onProgress: ((progress: Progress) => void) | undefined

  constructor(options: KeeperOptions) {
    this.#options = options
  }

  get progress(): Progress | undefined {
    const { on, through, target } = this.#options.record()
    return on && through < target ? { done: through, total: target } : undefined
  }

  /** There may be something to do. */
  wake(): void {
    this.#wanted = true
    if (this.#work !== undefined || this.#stop.signal.aborted) return
    this.#work = this.#run().finally(() => {
      this.#work = undefined
      if (this.#wanted) this.wake()
    })
  }

  async settled(): Promise<void> {
    while (this.#work !== undefined) await this.#work
  }

  async close(): Promise<void> {
    this.#stop.abort()
    clearTimeout(this.#retry)
    await this.settled()
  }

  async #run(): Promise<void> {
    const { signal } = this.#stop
    try {
      while (this.#wanted && !signal.aborted) {
        this.#wanted = false
        await this.#clear(signal)
        await this.#build(signal)
        await this.#options.vocabulary.weed(this.#options.mend, signal)
      }
      if (signal.aborted) this.#wanted = false
    } catch (error) {
      this.#wanted = false
      this.#options.report(error)
      clearTimeout(this.#retry)
      this.#retry = setTimeout(() => this.wake(), RETRY_MS).unref()
    }
  }

  async #clear(signal: AbortSignal): Promise<void> {
    const { database, ledger, record, change } = this.#options
    if (!record().clearing) return
    for (const range of [ALL_POSTINGS, ALL_VOCABULARY, ALL_WEEDING]) {
      while (!signal.aborted) {
        const began = performance.now()
        const rows: { key: Bytes; value: undefined }[] = []
        for await (const key of database.keys({ ...range, limit: CLEARED })) rows.push({ key, value: undefined })
        if (rows.length === 0) break
        await ledger.commit(tx => tx.append(rows))
        await rest(performance.now() - began, signal)
      }
      if (signal.aborted) return
      await database.compact(range)
    }
    await ledger.commit(tx => {
      tx.after(() => this.#options.forget())
      change(tx, { ...record(tx), clearing: false, through: 0, target: ledger.arrival })
    })
  }

  async #build(signal: AbortSignal): Promise<void> {
    const { database, ledger, record, change, put } = this.#options
    let toldAt = Number.NEGATIVE_INFINITY
    for (let { progress } = this; progress !== undefined && !signal.aborted; { progress } = this) {
      const began = performance.now()
      const { through, target, clearing } = record()
      // Turned off and on meanwhile: first the old one goes.
      if (clearing) return
      const slice: (Standing & { arrival: number })[] = []
      for await (const key of database.keys({ ...arrivalRange(through, target), limit: SLICE }))
        slice.push(readArrivalKey(key))
      await ledger.commit(tx => {
        const now = record(tx)
        // Turned off, or begun anew, since this slice was read.
        if (!now.on || now.clearing || now.through !== through) return
        let done = slice.length < SLICE ? target : through
        const staged = tx.appended
        for (const at of slice) {
          put(tx, at)
          done = Math.max(done, at.arrival)
          if (tx.appended - staged > SLICE_ROWS && at !== slice.at(-1)) {
            done = at.arrival
            break
          }
        }
        change(tx, { ...now, through: done })
      })
      const { progress: reached } = this
      if (performance.now() - toldAt >= TELL_MS || reached === undefined) {
        toldAt = performance.now()
        this.onProgress?.(reached ?? { done: target, total: target })
      }
      await rest(performance.now() - began, signal)
    }
  }
}

async function rest(milliseconds: number, signal: AbortSignal): Promise<void> {
  await sleep(milliseconds, undefined, { signal }).catch(() => undefined)
}

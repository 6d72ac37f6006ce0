/**
 * LevelDB as a relay needs it: refuses while the disk still has room for its own housekeeping, and opens itself anew after a failed
 * write, since LevelDB takes nothing more until then and cannot say whether what failed is there.
 */

import { FreeSpace } from '../disk/free-space.ts'
import { causeOf, isLocked, type OpenLevel, openLevel, WRITE_BUFFER_BYTES } from '../disk/level.ts'
import type { Bytes } from '../protocol/bytes.ts'
import { EarshotError, reason } from '../protocol/errors.ts'
import { type PhraseValue, phrase } from '../protocol/phrase.ts'
import { StoreRefusal } from './mailbox-store.ts'

/** `value: undefined` deletes. */
export interface Row {
  key: Bytes
  value: Bytes | undefined
}

export interface Range {
  gte: Bytes
  lt: Bytes
  limit: number
}

/**
 * Of blocks that were read lately, and only of those beyond a thousand tables (2 GB): LevelDB maps the first thousand into memory and reads them there,
 * in pages that the kernel takes back when it needs them. They count as resident.
 */
const CACHE_BYTES = 32 * 1024 * 1024
/** Below this a write is refused: a buffer and a compaction of it must still fit. */
const MIN_FREE_BYTES = 4 * WRITE_BUFFER_BYTES
/** Free space is looked at again after this much was written. */
const FREE_CHECK_BYTES = 2 * 1024 * 1024

export class LevelDatabase {
  readonly #folder: string
  readonly #onReopened: () => Promise<void>
  readonly #space: FreeSpace
  #level: OpenLevel
  #broken = false
  /** The last write failed. */
  #refused = false
  #reopening: Promise<void> | undefined
  #closed = false

  private constructor(folder: string, level: OpenLevel, onReopened: () => Promise<void>) {
    this.#folder = folder
    this.#space = new FreeSpace({ folder, reserve: MIN_FREE_BYTES, every: FREE_CHECK_BYTES })
    this.#level = level
    this.#onReopened = onReopened
  }

  /**
   * `profile-in-use` when another process has it, `internal` when it is damaged: nothing is overwritten.
   * @param onReopened - what is kept in memory may differ from what is on disk now; may read
   */
  static async open(folder: string, onReopened: () => Promise<void>): Promise<LevelDatabase> {
    return new LevelDatabase(folder, await openMailboxes(folder), onReopened)
  }

  async close(): Promise<void> {
    this.#closed = true
    await this.#reopening?.catch(() => undefined)
    await this.#level.close()
  }

  async get(key: Bytes): Promise<Bytes | undefined> {
    return this.#read(() => this.#level.get(key))
  }

  async getMany(keys: Bytes[]): Promise<(Bytes | undefined)[]> {
    return this.#read(() => this.#level.getMany(keys))
  }

  async rows(range: Range): Promise<[Bytes, Bytes][]> {
    return this.#read(() => this.#level.iterator(range).all())
  }

  async keys(range: Range): Promise<Bytes[]> {
    return this.#read(() => this.#level.keys(range).all())
  }

  async #read<T>(read: () => Promise<T>): Promise<T> {
    try {
      await this.ready()
      return await read()
    } catch (error) {
      if (error instanceof StoreRefusal) throw error
      throw new StoreRefusal(`cannot be read: ${said(error)}`, { cause: error })
    }
  }

  /** One atomic batch; with `sync` it outlives a power cut once this resolves. Rejects with a StoreRefusal. */
  async write(rows: Row[], sync: boolean): Promise<void> {
    try {
      await this.#checkFreeSpace(rows)
      await this.ready()
      await this.#level.batch(
        rows.map(({ key, value }) => (value === undefined ? { type: 'del', key } : { type: 'put', key, value })),
        { sync },
      )
      this.#refused = false
    } catch (error) {
      this.#refused = true
      if (error instanceof StoreRefusal) throw error
      this.#broken = true
      throw new StoreRefusal(`the disk did not take it: ${said(error)}`, { cause: error })
    }
  }

  async #checkFreeSpace(rows: readonly Row[]): Promise<void> {
    let bytes = 0
    for (const { key, value } of rows) bytes += key.byteLength + (value?.byteLength ?? 0)
    // What only deletes makes room.
    if (rows.every(({ value }) => value === undefined || value.byteLength < 64)) return
    if (!(await this.#space.takes(bytes))) throw new StoreRefusal('the disk is full')
  }

  /** Writes what is in memory to tables, and the tables that overlap with this range anew, without what was deleted. */
  async compact(from: Bytes, to: Bytes): Promise<void> {
    await this.ready()
    await this.#level.compactRange(from, to)
  }

  /** Opens it anew where a write failed. Rejects with a StoreRefusal. */
  async ready(): Promise<void> {
    if (!this.#broken || this.#closed) return
    this.#reopening ??= this.#reopen().finally(() => {
      this.#reopening = undefined
    })
    try {
      await this.#reopening
    } catch (error) {
      throw new StoreRefusal(`cannot be opened again: ${said(error)}`, { cause: error })
    }
  }

  /** Whether it took what it was last given, and has room for more. */
  async healthy(): Promise<boolean> {
    if (this.#refused || this.#closed) return false
    return this.#space.has()
  }

  async #reopen(): Promise<void> {
    await this.#level.close()
    this.#level = await openMailboxes(this.#folder)
    this.#broken = false
    try {
      await this.#onReopened()
    } catch (error) {
      this.#broken = true
      throw error
    }
  }
}

async function openMailboxes(folder: string): Promise<OpenLevel> {
  try {
    // Parcels are sealed: there is nothing to compress.
    return await openLevel(folder, { cacheSize: CACHE_BYTES, compression: false })
  } catch (error) {
    if (isLocked(error))
      throw new EarshotError('profile-in-use', 'another process runs this relay', 'stop that one first', error)
    throw damaged(folder, said(error), error)
  }
}

export function damaged(folder: string, detail: PhraseValue, cause?: unknown): EarshotError {
  return new EarshotError(
    'internal',
    phrase`the mailboxes in ${folder} are damaged: ${detail}`,
    'copy the folder before anything else; nothing was overwritten. With an empty folder the relay starts anew, and senders deposit again',
    cause,
  )
}

function said(error: unknown): PhraseValue {
  return reason(causeOf(error))
}

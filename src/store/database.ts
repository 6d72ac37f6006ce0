/**
 * LevelDB with every value sealed: AES-256-GCM under a key derived from the store key, with the database key as associated data, so
 * that values can be neither read, altered nor exchanged. Keys hold only local numbers, stamps, hashes and keyed hashes (`blind`).
 */

import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomFillSync,
} from 'node:crypto'
import { FreeSpace } from '../disk/free-space.ts'
import { causeOf, isLocked, type OpenLevel, openLevel } from '../disk/level.ts'
import type { Bytes } from '../protocol/bytes.ts'
import { EarshotError, reason } from '../protocol/errors.ts'
import { phrase } from '../protocol/phrase.ts'
import type { KeyRange } from './keys.ts'
import { Scan } from './scan.ts'
import { Keyring } from './sealed/keyring.ts'
import { Snapshot } from './snapshot.ts'

/** `value: undefined` deletes. An empty value is kept as it is: a row whose key says it all. */
export interface Row {
  key: Bytes
  value: Bytes | undefined
}

export interface RangeOptions {
  gte: Bytes
  lt: Bytes
  reverse?: boolean
  /** @default no limit */
  limit?: number
}

const NONCE_BYTES = 12
const TAG_BYTES = 16
/** Below this much free space a write is refused. */
const MIN_FREE_BYTES = 6 * 1024 * 1024
/** Free space is looked at again after this much was written. */
const FREE_CHECK_BYTES = 512 * 1024
const RANGE_CHUNK = 500

export class Database {
  readonly #folder: string
  #level: OpenLevel
  // Key objects: Node takes raw bytes for a key five times as slowly.
  readonly #valueKey: KeyObject
  readonly #blindKey: KeyObject
  /** Of conversations that are sealed a second time. */
  readonly keyring = new Keyring()
  readonly #nonces = Buffer.allocUnsafe(NONCE_BYTES * 512)
  #nonceOffset = this.#nonces.byteLength
  readonly #space: FreeSpace
  /** After a failed write LevelDB refuses everything until it is opened anew. */
  #broken = false
  #snapshots = 0

  private constructor(folder: string, level: OpenLevel, storeKey: Bytes) {
    this.#folder = folder
    this.#level = level
    this.#space = new FreeSpace({ folder, reserve: MIN_FREE_BYTES, every: FREE_CHECK_BYTES })
    this.#valueKey = createSecretKey(Buffer.from(hkdfSync('sha256', storeKey, '', 'earshot-values-1', 32)))
    this.#blindKey = createSecretKey(Buffer.from(hkdfSync('sha256', storeKey, '', 'earshot-keys-1', 32)))
  }

  /** `profile-in-use` when another process has it, `internal` when it is damaged: nothing is overwritten. */
  static async open(folder: string, storeKey: Bytes): Promise<Database> {
    return new Database(folder, await openStore(folder), storeKey)
  }

  /** A write failed, and it is not known whether any of it is on disk. */
  get broken(): boolean {
    return this.#broken
  }

  async close(): Promise<void> {
    await this.#level.close()
  }

  /** A keyed hash for use in keys: says nothing about what it names, the same every time in this profile. */
  blind(...parts: Bytes[]): Bytes {
    const hmac = createHmac('sha256', this.#blindKey)
    for (const part of parts) hmac.update(part)
    return hmac.digest().subarray(0, 16)
  }

  get(key: Bytes): Bytes | undefined {
    const sealed = this.#getSealed(key)
    return sealed === undefined ? undefined : this.#unseal(key, sealed)
  }

  has(key: Bytes): boolean {
    return this.#getSealed(key) !== undefined
  }

  #getSealed(key: Bytes): Bytes | undefined {
    try {
      return this.#level.getSync(key)
    } catch (error) {
      throw damaged(this.#folder, error)
    }
  }

  async getMany(keys: Bytes[]): Promise<(Bytes | undefined)[]> {
    if (this.#level.status !== 'open') await this.recover()
    const values = await this.#level.getMany(keys).catch((error: unknown) => {
      throw damaged(this.#folder, error)
    })
    return values.map((sealed, i) => (sealed === undefined ? undefined : this.#unseal(keys[i]!, sealed)))
  }

  /**
   * One atomic batch; with `sync` it outlives a power cut once this resolves, without it a killed process only. `quota` when the disk is
   * full; what was there stays.
   */
  async write(rows: Row[], { sync }: { sync: boolean }): Promise<void> {
    let bytes = 0
    for (const { key, value } of rows) bytes += key.byteLength + (value === undefined ? 0 : sealedBytes(value))
    if (!(await this.#space.takes(bytes))) throw diskFull()
    try {
      await this.recover()
      // Row by row: an array of operations is copied twice on its way, and each is looked at by name.
      const batch = this.#level.batch()
      for (const { key, value } of rows) {
        if (value === undefined) batch.del(key)
        else batch.put(key, this.#seal(key, value))
      }
      await batch.write({ sync })
    } catch (error) {
      this.#broken = true
      throw writeError(error)
    }
  }

  /** Keys and values of a range, in order, read as of now. */
  async *range(options: RangeOptions): AsyncGenerator<[Bytes, Bytes]> {
    if (this.#level.status !== 'open') await this.recover()
    const iterator = this.#level.iterator(options)
    try {
      for (;;) {
        const rows = await this.#chunk(iterator.nextv(chunkOf(options)))
        if (rows.length === 0) return
        for (const [key, value] of rows) yield [key, this.#unseal(key, value)]
      }
    } finally {
      await iterator.close()
    }
  }

  /** Keys of a range alone: nothing is decrypted. */
  async *keys(options: RangeOptions): AsyncGenerator<Bytes> {
    if (this.#level.status !== 'open') await this.recover()
    const iterator = this.#level.keys(options)
    try {
      for (;;) {
        const keys = await this.#chunk(iterator.nextv(chunkOf(options)))
        if (keys.length === 0) return
        yield* keys
      }
    } finally {
      await iterator.close()
    }
  }

  /** A place to read from that can be moved, for many short reads of one kind of row: opening an iterator costs more than each of them. */
  scan(range: KeyRange): Scan {
    return new Scan(this.#level, {
      range,
      unseal: (key, value) => this.#unseal(key, value),
      damaged: error => damaged(this.#folder, error),
    })
  }

  /** About how many bytes a range takes on disk; what was written last may be missing. */
  size(range: KeyRange): Promise<number> {
    return this.#chunk(this.#level.approximateSize(range.gte, range.lt))
  }

  /** Everything as it is at this moment, however long it takes to read. To be closed. */
  async snapshot(): Promise<Snapshot> {
    if (this.#level.status !== 'open') await this.recover()
    this.#snapshots++
    const unseal = (key: Bytes, sealed: Bytes) => this.#unseal(key, sealed)
    return new Snapshot(this.#level, unseal, () => this.#snapshots--)
  }

  /** How many snapshots are open. */
  get snapshots(): number {
    return this.#snapshots
  }

  /** Rewrites the tables that hold a range, so that older versions of its rows leave the disk. */
  async compact({ gte, lt }: KeyRange): Promise<void> {
    if (this.#level.status === 'open') await this.#level.compactRange(gte, lt)
  }

  async #chunk<T>(reading: Promise<T>): Promise<T> {
    try {
      return await reading
    } catch (error) {
      throw damaged(this.#folder, error)
    }
  }

  #seal(key: Bytes, value: Bytes): Bytes {
    if (value.byteLength === 0) return value
    if (this.#nonceOffset === this.#nonces.byteLength) {
      randomFillSync(this.#nonces)
      this.#nonceOffset = 0
    }
    const out = Buffer.allocUnsafe(sealedBytes(value))
    this.#nonces.copy(out, 0, this.#nonceOffset, this.#nonceOffset + NONCE_BYTES)
    this.#nonceOffset += NONCE_BYTES
    const cipher = createCipheriv('aes-256-gcm', this.#valueKey, out.subarray(0, NONCE_BYTES))
    cipher.setAAD(key)
    out.set(cipher.update(value), NONCE_BYTES)
    cipher.final()
    out.set(cipher.getAuthTag(), NONCE_BYTES + value.byteLength)
    return out
  }

  #unseal(key: Bytes, sealed: Bytes): Bytes {
    if (sealed.byteLength === 0) return sealed
    try {
      const decipher = createDecipheriv('aes-256-gcm', this.#valueKey, sealed.subarray(0, NONCE_BYTES))
      decipher.setAAD(key)
      decipher.setAuthTag(sealed.subarray(-TAG_BYTES))
      const plain = decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES))
      decipher.final()
      return plain as Bytes
    } catch (error) {
      throw damaged(this.#folder, error)
    }
  }

  /** Opens LevelDB anew after a failed write; does nothing where none failed. */
  async recover(): Promise<void> {
    if (!this.#broken) return
    await this.#level.close()
    this.#level = await openStore(this.#folder)
    this.#broken = false
  }
}

/** What a value takes once it is sealed. */
const sealedBytes = (value: Bytes): number => (value.byteLength === 0 ? 0 : NONCE_BYTES + value.byteLength + TAG_BYTES)

function chunkOf(options: RangeOptions): number {
  return Math.min(options.limit ?? RANGE_CHUNK, RANGE_CHUNK)
}

async function openStore(folder: string): Promise<OpenLevel> {
  try {
    return await openLevel(folder)
  } catch (error) {
    if (isLocked(error)) {
      throw new EarshotError(
        'profile-in-use',
        'another process has this profile open',
        'stop it with `earshot down`',
        error,
      )
    }
    if (/space/i.test((causeOf(error) as Error).message)) throw diskFull(error)
    throw damaged(folder, error)
  }
}

function writeError(error: unknown): EarshotError {
  if (error instanceof EarshotError) return error
  const text = `${(error as Error).message} ${(error as { cause?: Error }).cause?.message ?? ''}`
  if (/space|quota/i.test(text)) return diskFull(error)
  return new EarshotError(
    'internal',
    phrase`the disk did not take it: ${reason(error)}`,
    'look at the disk; nothing was changed',
    error,
  )
}

function diskFull(cause?: unknown): EarshotError {
  return new EarshotError(
    'quota',
    'the disk is full: nothing was accepted',
    'free some space and try again; what was there is whole',
    cause,
  )
}

function damaged(folder: string, cause: unknown): EarshotError {
  const detail = reason(causeOf(cause))
  return new EarshotError(
    'internal',
    phrase`the database in ${folder} is damaged: ${detail}`,
    'copy the folder before anything else, then restore a backup; nothing was overwritten',
    cause,
  )
}

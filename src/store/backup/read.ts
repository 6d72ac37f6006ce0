/**
 * Reads a backup from its beginning to its end, one chunk at a time, and says what is wrong with it. Only when this has resolved is it
 * known that the file is whole: whoever uses what comes before must be able to throw it away.
 */

import { type FileHandle, open } from 'node:fs/promises'
import { promisify } from 'node:util'
import { zstdDecompress } from 'node:zlib'
import { type Bytes, readUint } from '../../protocol/bytes.ts'
import { EarshotError, reason } from '../../protocol/errors.ts'
import { phrase } from '../../protocol/phrase.ts'
import { LAYOUT_VERSION } from '../profile.ts'
import {
  type ChunkCipher,
  cutShort,
  damaged,
  empty,
  HEADER_BYTES,
  LENGTH_BYTES,
  MAX_BLOCK_BYTES,
  MAX_CHUNK_BYTES,
  newer,
  openHeader,
} from './format.ts'
import { type BackupRecord, decodeRecords, type Keys, type Manifest, type Totals } from './records.ts'
import { isMessage } from './rows.ts'

export interface ReadOptions {
  file: string
  passphrase: string
  signal?: AbortSignal
  /** Told once, before any row. */
  begin?: (head: BackupHead) => void | Promise<void>
  /** Takes a row; a promise is waited for. */
  row?: (key: Bytes, value: Bytes) => void | Promise<void>
  /** Bytes of the file that were read. */
  progress?: (done: number, total: number) => void
}

export interface BackupHead {
  manifest: Manifest
  keys: Keys
  settings?: string
}

const decompress = promisify(zstdDecompress)

/** `no-file`, `invalid` (no backup, cut short, damaged), `not-allowed` (newer), `wrong-passphrase`; and what `begin` and `row` throw. */
export async function readBackup(options: ReadOptions): Promise<{ head: BackupHead; bytes: number }> {
  const { file } = options
  let handle: FileHandle
  try {
    handle = await open(file, 'r')
  } catch (error) {
    throw unreadable(file, error)
  }
  try {
    const { size } = await handle.stat()
    if (size === 0) throw empty(file)
    const head = await readAll(handle, size, options)
    return { head, bytes: size }
  } catch (error) {
    throw (error as NodeJS.ErrnoException).syscall === 'read' ? unreadable(file, error) : error
  } finally {
    await handle.close()
  }
}

async function readAll(handle: FileHandle, size: number, options: ReadOptions): Promise<BackupHead> {
  const { file, signal, progress } = options
  const header = await readExactly(handle, 0, Math.min(size, HEADER_BYTES), file)
  const cipher = await openHeader(header, options.passphrase, file)
  const reading = new Reading(options)
  for (let at = HEADER_BYTES; at < size; ) {
    signal?.throwIfAborted()
    if (size - at < LENGTH_BYTES) throw cutShort(file)
    const length = readUint(await readExactly(handle, at, LENGTH_BYTES, file), 0, LENGTH_BYTES)
    if (length > MAX_CHUNK_BYTES) throw damaged(file, phrase`a chunk of ${length} bytes at ${at}`)
    const end = at + LENGTH_BYTES + length
    if (end > size) throw cutShort(file)
    const sealed = await readExactly(handle, at + LENGTH_BYTES, length, file)
    await reading.take(await blockOf(cipher, sealed, { at, last: end === size, file }))
    at = end
    progress?.(at, size)
  }
  return reading.end()
}

async function readExactly(handle: FileHandle, at: number, length: number, file: string): Promise<Bytes> {
  const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(length), 0, length, at)
  if (bytesRead < length) throw cutShort(file)
  return buffer
}

/** The records in a chunk. Which chunk, and whether the last, is sealed with it. */
async function blockOf(
  cipher: ChunkCipher,
  sealed: Bytes,
  { at, last, file }: { at: number; last: boolean; file: string },
): Promise<Bytes> {
  const compressed = cipher.open(sealed, last)
  if (compressed === undefined) {
    if (cipher.tryOpen(sealed, !last) === undefined) throw damaged(file, phrase`what stands at byte ${at} was changed`)
    throw last ? cutShort(file) : damaged(file, phrase`something follows its end`)
  }
  try {
    return (await decompress(compressed, { maxOutputLength: MAX_BLOCK_BYTES })) as Bytes
  } catch {
    throw damaged(file, phrase`what stands at byte ${at} does not unpack`)
  }
}

/** Holds the records against the order and the numbers that they must have. */
class Reading {
  readonly #options: ReadOptions
  readonly #found: Totals = { rows: 0, bytes: 0, messages: 0 }
  #manifest: Manifest | undefined
  #keys: Keys | undefined
  #settings: string | undefined
  #begun = false
  #totals: Totals | undefined

  constructor(options: ReadOptions) {
    this.#options = options
  }

  async take(block: Bytes): Promise<void> {
    const { file } = this.#options
    const records = decodeRecords(block)
    for (;;) {
      let next: IteratorResult<BackupRecord>
      try {
        next = records.next()
      } catch (error) {
        throw damaged(file, reason(error))
      }
      if (next.done) return
      const record = next.value
      if (record.kind === 'row') {
        await this.#begin()
        const { key, value } = record
        this.#found.rows++
        this.#found.bytes += key.byteLength + value.byteLength
        if (isMessage(key)) this.#found.messages++
        const taken = this.#options.row?.(key, value)
        if (taken !== undefined) await taken
      } else this.#note(record)
    }
  }

  #note(record: Exclude<BackupRecord, { kind: 'row' }>): void {
    if (record.kind === 'manifest') {
      this.#manifest = record.manifest
      if (record.manifest.layout > LAYOUT_VERSION) throw newer(this.#options.file)
    } else if (record.kind === 'keys') this.#keys = record.keys
    else if (record.kind === 'settings') this.#settings = record.text
    else this.#totals = record.totals
  }

  async #begin(): Promise<void> {
    if (this.#begun) return
    this.#begun = true
    await this.#options.begin?.(this.#head())
  }

  #head(): BackupHead {
    if (this.#manifest === undefined || this.#keys === undefined)
      throw damaged(this.#options.file, phrase`it says not what it is`)
    const head = { manifest: this.#manifest, keys: this.#keys }
    return this.#settings === undefined ? head : { ...head, settings: this.#settings }
  }

  async end(): Promise<BackupHead> {
    await this.#begin()
    const { rows, bytes, messages } = this.#found
    const said = this.#totals
    if (said === undefined) throw cutShort(this.#options.file)
    if (said.rows !== rows || said.bytes !== bytes || said.messages !== messages)
      throw damaged(this.#options.file, phrase`not all of what it tells of is in it`)
    return this.#head()
  }
}

function unreadable(file: string, error: unknown): EarshotError {
  const { code } = error as NodeJS.ErrnoException
  if (code === 'ENOENT') return new EarshotError('no-file', phrase`there is no file ${file}`, undefined, error)
  return new EarshotError(
    'invalid',
    phrase`${file} cannot be read: ${reason(error)}`,
    'look at the file, its owner and its mode',
    error,
  )
}

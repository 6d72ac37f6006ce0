/**
 * Writes a backup while the profile goes on: the rows as they were at one moment, opened, compressed, sealed under the backup's own
 * passphrase. What is in memory at a time is a few blocks. Before the file gets its name it is read back whole.
 */

import type { FileHandle } from 'node:fs/promises'
import { promisify } from 'node:util'
import { zstdCompress } from 'node:zlib'
import { openTarget, targetError } from '../../disk/target.ts'
import type { Bytes } from '../../protocol/bytes.ts'
import { EarshotError } from '../../protocol/errors.ts'
import { phrase } from '../../protocol/phrase.ts'
import type { Database } from '../database.ts'
import { recordRange } from '../keys.ts'
import { checkPassphrase } from '../passphrase.ts'
import type { Snapshot } from '../snapshot.ts'
import { BLOCK_BYTES, type ChunkCipher, MAX_BLOCK_BYTES, newHeader } from './format.ts'
import { readBackup } from './read.ts'
import { type BackupRecord, encodeRecord, type Keys, type Manifest, type Totals } from './records.ts'
import { isMessage, KEPT, leftOutRecords, MESSAGES, ROWS_PER_MESSAGE } from './rows.ts'

export interface BackupOptions {
  /** An absolute path. */
  file: string
  passphrase: string
  /** Replaces a file that is there. @default false */
  replace?: boolean
  /** Of the program. */
  version: string
  /** Milliseconds since 1970. */
  now: number
  /** The profile's settings, as they stand in their file. */
  settings?: string
  /** Told now and then how far it is; units are of no meaning but their share. */
  progress?: (done: number, total: number) => void
  signal?: AbortSignal
}

export interface BackupMade {
  file: string
  bytes: number
  messages: number
  conversations: number
}

/** What of a store goes into its backup. */
export interface BackupSource {
  database: Database
  keys: Keys
  manifest: Pick<Manifest, 'peerId' | 'name' | 'layout'>
}

const compress = promisify(zstdCompress)
/** Reading back costs about a third of writing. */
const CHECKING_SHARE = 0.75

/** `exists`, `invalid`, `not-allowed`, `quota`; whatever fails, nothing stands under the file's name that was not there before. */
export async function writeBackup(source: BackupSource, options: BackupOptions): Promise<BackupMade> {
  checkPassphrase(options.passphrase)
  const target = await openTarget(options.file, options.replace ?? false)
  try {
    const snapshot = await source.database.snapshot()
    let written: { messages: number; conversations: number; rows: number }
    try {
      written = await writeAll({ snapshot, source, options, handle: target.handle })
      await target.handle.sync()
    } catch (error) {
      throw targetError(options.file, error)
    } finally {
      await snapshot.close()
    }
    const { size } = await target.handle.stat()
    await check(target.path, size, written.rows, options)
    options.signal?.throwIfAborted()
    await target.finish()
    return { file: options.file, bytes: size, messages: written.messages, conversations: written.conversations }
  } catch (error) {
    await target.discard()
    throw error
  }
}

interface Writing {
  snapshot: Snapshot
  source: BackupSource
  options: BackupOptions
  handle: FileHandle
}

async function writeAll({ snapshot, source, options, handle }: Writing) {
  const { progress, signal } = options
  const messages = await snapshot.count(MESSAGES)
  const conversations = await snapshot.count(recordRange('c'))
  const { madeAt, version } = { madeAt: options.now, version: options.version }
  const { header, cipher } = await newHeader(options.passphrase)
  const out = new Chunks(handle, cipher)
  await out.begin(header)
  const manifest: Manifest = { ...source.manifest, madeAt, version, messages, conversations }
  await out.put({ kind: 'manifest', manifest })
  await out.put({ kind: 'keys', keys: source.keys })
  if (options.settings !== undefined) await out.put({ kind: 'settings', text: options.settings })
  const totals: Totals = { rows: 0, bytes: 0, messages: 0 }
  const total = 1 + Math.ceil((ROWS_PER_MESSAGE * messages) / CHECKING_SHARE)
  const leftOut = new Set(leftOutRecords(source.database).map(nameOf))
  for (const range of KEPT) {
    for await (const rows of snapshot.rows(range)) {
      signal?.throwIfAborted()
      for (const [key, value] of rows) {
        if (leftOut.has(nameOf(key))) continue
        totals.rows++
        totals.bytes += key.byteLength + value.byteLength
        if (isMessage(key)) totals.messages++
        const full = out.add({ kind: 'row', key, value })
        if (full) await out.flush()
      }
      progress?.(Math.min(totals.rows, CHECKING_SHARE * total), total)
    }
  }
  await out.put({ kind: 'totals', totals })
  await out.end()
  return { messages: totals.messages, conversations, rows: totals.rows }
}

function nameOf(key: Bytes): string {
  return Buffer.from(key.buffer, key.byteOffset, key.byteLength).toString('latin1')
}

/** Reads it back as a restore would. */
async function check(path: string, size: number, rows: number, options: BackupOptions): Promise<void> {
  const total = Math.max(1, size)
  let found = 0
  await readBackup({
    file: path,
    passphrase: options.passphrase,
    ...(options.signal && { signal: options.signal }),
    row: () => {
      found++
    },
    progress: done => options.progress?.(CHECKING_SHARE * total + (1 - CHECKING_SHARE) * done, total),
  })
  if (found === rows) return
  throw new EarshotError(
    'internal',
    phrase`${rows} rows were written and ${found} read back`,
    'the disk may be failing',
  )
}

/** Gathers records into blocks; while one is compressed and written, the next is gathered. */
class Chunks {
  readonly #handle: FileHandle
  readonly #cipher: ChunkCipher
  #block: Bytes[] = []
  #bytes = 0
  #writing: Promise<void> = Promise.resolve()

  constructor(handle: FileHandle, cipher: ChunkCipher) {
    this.#handle = handle
    this.#cipher = cipher
  }

  async begin(header: Bytes): Promise<void> {
    await this.#handle.writeFile(header)
  }

  /** Takes a record; true when the block is full. */
  add(record: BackupRecord): boolean {
    const bytes = encodeRecord(record)
    if (bytes.byteLength > MAX_BLOCK_BYTES - BLOCK_BYTES) throw new Error(`a record of ${bytes.byteLength} bytes`)
    this.#block.push(bytes)
    this.#bytes += bytes.byteLength
    return this.#bytes >= BLOCK_BYTES
  }

  async put(record: BackupRecord): Promise<void> {
    if (this.add(record)) await this.flush()
  }

  /** Waits for the block before, and begins to write this one. */
  async flush(): Promise<void> {
    await this.#write(false)
  }

  /** The last block, which may be any size but not empty: the totals are in it. */
  async end(): Promise<void> {
    await this.#write(true)
    await this.#writing
  }

  async #write(last: boolean): Promise<void> {
    const block = Buffer.concat(this.#block)
    this.#block = []
    this.#bytes = 0
    await this.#writing
    const writing = compress(block).then(async compressed => {
      await this.#handle.writeFile(this.#cipher.seal(compressed as Bytes, last))
    })
    // Looked at with the next block, or at the end.
    writing.catch(() => undefined)
    this.#writing = writing
  }
}

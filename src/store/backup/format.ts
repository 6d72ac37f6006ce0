/**
 * The file of a backup (docs/backup.md): a header that says how the key is made from the passphrase, then chunks. Each chunk is sealed
 * on its own, and its nonce tells its number and whether it is the last (the STREAM construction), so that a file that is cut, put
 * together anew or has chunks twice does not open.
 */

import { createCipheriv, createDecipheriv, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto'
import { type Bytes, equal, readUint, sha256, uint } from '../../protocol/bytes.ts'
import { EarshotError } from '../../protocol/errors.ts'
import { type PhraseValue, phrase } from '../../protocol/phrase.ts'
import { type Argon, argonFits, deriveKey, newArgon, SALT_BYTES } from '../passphrase.ts'

/** The line break shows a file that was carried as text. */
const MAGIC = Buffer.from('earshot-backup\r\n', 'latin1')
const FORMAT_VERSION = 1
const ARGON2ID = 1
const CHECK_BYTES = 16
const SUM_BYTES = 8
const VERSION_AT = MAGIC.byteLength
const KDF_AT = VERSION_AT + 2
const PARALLELISM_AT = KDF_AT + 1
const MEMORY_AT = PARALLELISM_AT + 1
const PASSES_AT = MEMORY_AT + 4
const SALT_AT = PASSES_AT + 4
const CHECK_AT = SALT_AT + SALT_BYTES
const SUM_AT = CHECK_AT + CHECK_BYTES
export const HEADER_BYTES = SUM_AT + SUM_BYTES

/** Before each chunk: how many bytes of ciphertext and tag follow. */
export const LENGTH_BYTES = 4
const TAG_BYTES = 16
const COUNTER_BYTES = 11
/** Bytes of records in one chunk, before compression; more only where one record is longer. */
export const BLOCK_BYTES = 1024 * 1024
/** The longest block that is written or read: a row of the database is far shorter. */
export const MAX_BLOCK_BYTES = 32 * 1024 * 1024
/** What does not compress grows by a little. */
export const MAX_CHUNK_BYTES = MAX_BLOCK_BYTES + 256 * 1024

/** Seals or opens the chunks of one file, in their order. */
export class ChunkCipher {
  readonly #key: KeyObject
  #next = 0

  constructor(key: KeyObject) {
    this.#key = key
  }

  /** The next chunk as it stands in the file, its length before it. */
  seal(plain: Bytes, last: boolean): Bytes {
    const cipher = createCipheriv('aes-256-gcm', this.#key, nonceOf(this.#next++, last))
    const sealed = cipher.update(plain)
    cipher.final()
    return Buffer.concat([uint(plain.byteLength + TAG_BYTES, LENGTH_BYTES), sealed, cipher.getAuthTag()])
  }

  /** What is in the next chunk; undefined where it is not the next of this file, or not (or not only) the last. */
  open(sealed: Bytes, last: boolean): Bytes | undefined {
    const plain = this.tryOpen(sealed, last)
    if (plain !== undefined) this.#next++
    return plain
  }

  /** The same, without going on to the next. */
  tryOpen(sealed: Bytes, last: boolean): Bytes | undefined {
    if (sealed.byteLength < TAG_BYTES) return undefined
    const decipher = createDecipheriv('aes-256-gcm', this.#key, nonceOf(this.#next, last))
    decipher.setAuthTag(sealed.subarray(-TAG_BYTES))
    try {
      return Buffer.concat([decipher.update(sealed.subarray(0, -TAG_BYTES)), decipher.final()])
    } catch {
      // Wrong tag: the one thing that may go wrong here, and what was asked.
      return undefined
    }
  }
}

function nonceOf(counter: number, last: boolean): Bytes {
  return Buffer.concat([uint(counter, COUNTER_BYTES), Uint8Array.of(last ? 1 : 0)])
}

/** A header for a new file, and what seals its chunks. */
export async function newHeader(passphrase: string): Promise<{ header: Bytes; cipher: ChunkCipher }> {
  const argon = newArgon()
  const root = await deriveKey(passphrase, argon)
  const front = Buffer.concat([
    MAGIC,
    uint(FORMAT_VERSION, 2),
    Uint8Array.of(ARGON2ID, argon.parallelism),
    uint(argon.memory, 4),
    uint(argon.passes, 4),
    argon.salt,
    checkOf(root),
  ])
  const header = Buffer.concat([front, sha256(front).subarray(0, SUM_BYTES)])
  return { header, cipher: cipherOf(root, header) }
}

/**
 * What opens the chunks of a file that begins like this. `invalid` where it is no backup, or damaged; `not-allowed` where a newer
 * version made it; `wrong-passphrase`.
 */
export async function openHeader(header: Bytes, passphrase: string, name: string): Promise<ChunkCipher> {
  checkHeader(header, name)
  const argon: Argon = {
    salt: header.subarray(SALT_AT, CHECK_AT),
    memory: readUint(header, MEMORY_AT, 4),
    passes: readUint(header, PASSES_AT, 4),
    parallelism: header[PARALLELISM_AT]!,
  }
  if (!argonFits(argon)) throw damaged(name, phrase`its header asks for too much`)
  const root = await deriveKey(passphrase, argon)
  if (!equal(checkOf(root), header.subarray(CHECK_AT, SUM_AT))) {
    throw new EarshotError(
      'wrong-passphrase',
      'wrong passphrase for this backup',
      'it is the one given when the backup was made; without it nothing in the file can be read',
    )
  }
  return cipherOf(root, header)
}

function checkHeader(header: Bytes, name: string): void {
  if (!equal(header.subarray(0, Math.min(header.byteLength, VERSION_AT)), MAGIC.subarray(0, header.byteLength)))
    throw new EarshotError(
      'invalid',
      phrase`${name} is no backup of Earshot`,
      'backups are made by `earshot backup FILE`',
    )
  if (header.byteLength < KDF_AT) throw cutShort(name)
  if (readUint(header, VERSION_AT, 2) > FORMAT_VERSION) throw newer(name)
  if (header.byteLength < HEADER_BYTES) throw cutShort(name)
  const sum = sha256(header.subarray(0, SUM_AT)).subarray(0, SUM_BYTES)
  if (!equal(sum, header.subarray(SUM_AT)) || header[KDF_AT] !== ARGON2ID)
    throw damaged(name, phrase`its header is not whole`)
}

function checkOf(root: Bytes): Bytes {
  return Buffer.from(hkdfSync('sha256', root, '', 'earshot-backup-check-1', CHECK_BYTES))
}

/** The whole header goes into the key: nobody changes any of it and has the chunks open. */
function cipherOf(root: Bytes, header: Bytes): ChunkCipher {
  return new ChunkCipher(createSecretKey(Buffer.from(hkdfSync('sha256', root, header, 'earshot-backup-stream-1', 32))))
}

export function newer(name: string): EarshotError {
  return new EarshotError(
    'not-allowed',
    phrase`${name} was made by a newer Earshot`,
    'use that version, or a newer one; nothing was changed',
  )
}

export function cutShort(name: string): EarshotError {
  return new EarshotError(
    'invalid',
    phrase`${name} is cut short: its end is missing`,
    'copy it again, or take another backup',
  )
}

export function empty(name: string): EarshotError {
  return new EarshotError('invalid', phrase`${name} is empty`, 'copy it again, or take another backup')
}

export function damaged(name: string, how: PhraseValue): EarshotError {
  return new EarshotError('invalid', phrase`${name} is damaged: ${how}`, 'copy it again, or take another backup')
}

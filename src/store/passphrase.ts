/** From a passphrase to a key: argon2id (RFC 9106). What is asked of it stands beside what it protects, so that it can be raised later. */

import { argon2, randomBytes } from 'node:crypto'
import { promisify } from 'node:util'
import type { Bytes } from '../protocol/bytes.ts'
import { EarshotError } from '../protocol/errors.ts'
import { type Phrase, phrase } from '../protocol/phrase.ts'

export interface Argon {
  /** 16 bytes. */
  salt: Bytes
  /** KiB. */
  memory: number
  passes: number
  parallelism: number
}

export const SALT_BYTES = 16
const MAX_MEMORY = 1024 * 1024
const MAX_PASSES = 64
const MAX_PARALLELISM = 16
const MAX_PASSPHRASE_BYTES = 1024

const argon2Async = promisify(argon2)

/** 64 MiB and three passes: about 0.4 s (RFC 9106's second recommended setting, with less memory wanted), and a new salt. */
export function newArgon(): Argon {
  return { salt: randomBytes(SALT_BYTES), memory: 64 * 1024, passes: 3, parallelism: 1 }
}

/** Whether a file asks for no more than a machine can give. */
export function argonFits({ memory, passes, parallelism }: Omit<Argon, 'salt'>): boolean {
  const whole = [memory, passes, parallelism].every(value => Number.isSafeInteger(value) && value > 0)
  return whole && memory <= MAX_MEMORY && passes <= MAX_PASSES && parallelism <= MAX_PARALLELISM
}

/** The 32 bytes that a passphrase makes. It is normalized first (NFKC), since keyboards differ in how they write the same letters. */
export async function deriveKey(passphrase: string, { salt, memory, passes, parallelism }: Argon): Promise<Bytes> {
  return argon2Async('argon2id', {
    message: Buffer.from(passphrase.normalize('NFKC'), 'utf8'),
    nonce: salt,
    parallelism,
    tagLength: 32,
    memory,
    passes,
  }) as Promise<Bytes>
}

/** `invalid` for a passphrase that is empty or absurdly long. */
export function checkPassphrase(passphrase: string, hint?: Phrase): void {
  const bytes = Buffer.byteLength(passphrase)
  if (bytes === 0) throw new EarshotError('invalid', 'the passphrase is empty', hint)
  if (bytes > MAX_PASSPHRASE_BYTES)
    throw new EarshotError('invalid', phrase`the passphrase has more than ${MAX_PASSPHRASE_BYTES} bytes`)
}

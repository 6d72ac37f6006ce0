/** The keys of a sealed conversation, made and wrapped under its second passphrase by argon2id, as the vault is. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { type Bytes, hex } from '../../protocol/bytes.ts'
import { EarshotError } from '../../protocol/errors.ts'
import type { ConversationId } from '../../protocol/ids.ts'
import { newSealingKey, SEED_BYTES } from '../../protocol/x-wing.ts'
import { checkPassphrase, deriveKey, newArgon } from '../passphrase.ts'
import type { SealRecord } from '../records.ts'
import { type ContentKeys, contentKeys } from './keyring.ts'

const KEY_BYTES = 32
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** New keys under a new passphrase; the record is all that is kept of them. `invalid` for an empty or absurd passphrase. */
export async function newSecrets(
  conversation: ConversationId,
  passphrase: string,
): Promise<{ record: SealRecord; keys: ContentKeys }> {
  checkPassphrase(passphrase)
  const { seed, publicKey } = newSealingKey()
  const content = randomBytes(KEY_BYTES)
  const wrapped = await wrap(conversation, passphrase, Buffer.concat([content, seed]))
  return { record: { ...wrapped, publicKey: hex(publicKey) }, keys: contentKeys(content, seed) }
}

/** What a passphrase opens. `wrong-passphrase`. */
export async function openSecrets(
  conversation: ConversationId,
  passphrase: string,
  record: SealRecord,
): Promise<ContentKeys> {
  const plain = await unwrap(conversation, passphrase, record)
  return contentKeys(plain.subarray(0, KEY_BYTES), Buffer.from(plain.subarray(KEY_BYTES)))
}

/** The same keys under another passphrase. `wrong-passphrase` for the present one. */
export async function rewrapSecrets(
  conversation: ConversationId,
  passphrases: { current: string; next: string },
  record: SealRecord,
): Promise<SealRecord> {
  checkPassphrase(passphrases.next)
  const plain = await unwrap(conversation, passphrases.current, record)
  return { ...record, ...(await wrap(conversation, passphrases.next, plain)) }
}

async function wrap(
  conversation: ConversationId,
  passphrase: string,
  plain: Bytes,
): Promise<Omit<SealRecord, 'publicKey'>> {
  const argon = newArgon()
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', await deriveKey(passphrase, argon), nonce)
  cipher.setAAD(boundTo(conversation))
  const wrapped = Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()])
  return { kdf: { ...argon, salt: hex(argon.salt) }, nonce: hex(nonce), wrapped: hex(wrapped) }
}

async function unwrap(conversation: ConversationId, passphrase: string, record: SealRecord): Promise<Bytes> {
  const key = await deriveKey(passphrase, { ...record.kdf, salt: Buffer.from(record.kdf.salt, 'hex') })
  const wrapped = Buffer.from(record.wrapped, 'hex')
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(record.nonce, 'hex'), {
    authTagLength: TAG_BYTES,
  })
  decipher.setAAD(boundTo(conversation))
  decipher.setAuthTag(wrapped.subarray(-TAG_BYTES))
  const plain = decipher.update(wrapped.subarray(0, -TAG_BYTES))
  try {
    decipher.final()
  } catch (error) {
    // The record is whole: the store key vouches for it.
    throw new EarshotError(
      'wrong-passphrase',
      'this is not the second passphrase of this conversation',
      'try again; nobody can recover it',
      error,
    )
  }
  if (plain.byteLength !== KEY_BYTES + SEED_BYTES) throw new Error('the keys of a sealed conversation are cut short')
  return plain
}

function boundTo(conversation: ConversationId): Bytes {
  return Buffer.concat([Buffer.from('earshot-second-passphrase-1'), Buffer.from(conversation, 'hex')])
}

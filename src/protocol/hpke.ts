/**
 * HPKE (RFC 9180) as parcels use it: base mode, one message for each encapsulation, no associated data. KEM X-Wing, KDF HKDF-SHA256,
 * AEAD AES-256-GCM.
 */
import { createCipheriv, createDecipheriv, createHmac, createSecretKey, type KeyObject } from 'node:crypto'
import type { Bytes } from './bytes.ts'
import { uint } from './bytes.ts'
import { decapsulate, encapsulate } from './x-wing.ts'

/** Bytes that sealing adds to a message, beside the KEM's ciphertext. */
export const TAG_BYTES = 16

const KEM_X_WING = 0x647a
const KDF_HKDF_SHA256 = 0x0001
const AEAD_AES_256_GCM = 0x0002
const MODE_BASE = 0
const KEY_BYTES = 32
const NONCE_BYTES = 12
const NOTHING = Buffer.alloc(0)

const SUITE = Buffer.concat([
  Buffer.from('HPKE-v1HPKE'),
  uint(KEM_X_WING, 2),
  uint(KDF_HKDF_SHA256, 2),
  uint(AEAD_AES_256_GCM, 2),
])
const NO_SALT = createSecretKey(NOTHING)
const NO_PSK_ID = extract(NO_SALT, 'psk_id_hash', NOTHING)

export interface Sealed {
  /** The KEM's ciphertext, 1120 bytes. */
  readonly enc: Bytes
  /** The message and its tag. */
  readonly sealed: Bytes
}

/**
 * Seals one message; undefined where the key is malformed. The message may depend on `enc`, and is asked for once: so no key ever
 * seals two, which AES-GCM could not bear.
 */
export function seal(publicKey: Bytes, info: Bytes, message: (enc: Bytes) => Bytes): Sealed | undefined {
  const encapsulated = encapsulate(publicKey)
  if (encapsulated === undefined) return undefined
  const { key, nonce } = schedule(encapsulated.secret, info)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  const body = cipher.update(message(encapsulated.ciphertext))
  const sealed = Buffer.concat([body, cipher.final(), cipher.getAuthTag()])
  return { enc: encapsulated.ciphertext, sealed }
}

/** The message; undefined where it was not sealed to this key with this `info`, or was changed since. */
export function open({ enc, sealed }: Sealed, seed: Bytes, info: Bytes): Bytes | undefined {
  if (sealed.byteLength < TAG_BYTES) return undefined
  const secret = decapsulate(enc, seed)
  if (secret === undefined) return undefined
  const { key, nonce } = schedule(secret, info)
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES })
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES))
  const message = decipher.update(sealed.subarray(0, -TAG_BYTES))
  try {
    decipher.final()
  } catch {
    return undefined
  }
  return message
}

/** RFC 9180, 5.1; the nonce is that of the first message, the base nonce itself. */
function schedule(secret: Bytes, info: Bytes): { key: KeyObject; nonce: Bytes } {
  const context = Buffer.concat([Uint8Array.of(MODE_BASE), NO_PSK_ID, extract(NO_SALT, 'info_hash', info)])
  const from = createSecretKey(extract(createSecretKey(secret), 'secret', NOTHING))
  return {
    key: createSecretKey(expand(from, 'key', context, KEY_BYTES)),
    nonce: expand(from, 'base_nonce', context, NONCE_BYTES),
  }
}

/** LabeledExtract (RFC 9180, 4). HMAC takes key objects: from bytes Node makes one each time, the slow way. */
function extract(salt: KeyObject, label: string, material: Bytes): Bytes {
  return createHmac('sha256', salt).update(SUITE).update(label).update(material).digest()
}

/** LabeledExpand (RFC 9180, 4) of at most 32 bytes, which is the first block of HKDF's. */
function expand(from: KeyObject, label: string, context: Bytes, bytes: number): Bytes {
  const block = createHmac('sha256', from).update(uint(bytes, 2)).update(SUITE).update(label).update(context)
  return block.update(Uint8Array.of(1)).digest().subarray(0, bytes)
}

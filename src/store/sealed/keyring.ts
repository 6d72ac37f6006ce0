/**
 * The second layer of a sealed conversation. What it says rests sealed in one of two ways, under the store key as everything else:
 *
 * - with its content key (AES-256-GCM), which is here only while the conversation is open;
 * - to its public half (HPKE), which anybody may know: so it can be received while it is closed.
 *
 * Each is bound to what it is the content of, so that no two can be exchanged.
 */
import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject, randomBytes } from 'node:crypto'
import type { Bytes } from '../../protocol/bytes.ts'
import * as hpke from '../../protocol/hpke.ts'
import type { EntryId } from '../../protocol/ids.ts'
import { CIPHERTEXT_BYTES } from '../../protocol/x-wing.ts'

const WITH_CONTENT_KEY = 1
const TO_PUBLIC_HALF = 2
const NONCE_BYTES = 12
const TAG_BYTES = 16
const LABEL = Buffer.from('earshot-seal-1')

/** What opens a sealed conversation. */
export interface ContentKeys {
  /** AES-256. */
  readonly content: KeyObject
  /** Of the X-Wing key pair. */
  readonly seed: Bytes
}

/** @param content - 32 bytes */
export function contentKeys(content: Bytes, seed: Bytes): ContentKeys {
  return { content: createSecretKey(content), seed }
}

/** What the body of an entry is bound to. The id depends on the conversation already. */
export function entryContext(id: EntryId): Bytes {
  return Buffer.concat([LABEL, Buffer.from('e'), Buffer.from(id, 'hex')])
}

/** What the draft of a conversation is bound to. */
export function draftContext(conversation: string): Bytes {
  return Buffer.concat([LABEL, Buffer.from('d'), Buffer.from(conversation, 'hex')])
}

export function sealWith({ content }: ContentKeys, context: Bytes, plain: Bytes): Bytes {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', content, nonce)
  cipher.setAAD(context)
  return Buffer.concat([
    Uint8Array.of(WITH_CONTENT_KEY),
    nonce,
    cipher.update(plain),
    cipher.final(),
    cipher.getAuthTag(),
  ])
}

export function sealTo(publicKey: Bytes, context: Bytes, plain: Bytes): Bytes {
  const done = hpke.seal(publicKey, context, () => plain)
  if (done === undefined) throw new Error('the public half of a sealed conversation is no key')
  return Buffer.concat([Uint8Array.of(TO_PUBLIC_HALF), done.enc, done.sealed])
}

/** What was sealed; undefined where it was not for these keys and this context, or was changed since. */
function openWith({ content, seed }: ContentKeys, context: Bytes, sealed: Bytes): Bytes | undefined {
  const rest = sealed.subarray(1)
  if (sealed[0] === TO_PUBLIC_HALF) {
    return hpke.open(
      { enc: rest.subarray(0, CIPHERTEXT_BYTES), sealed: rest.subarray(CIPHERTEXT_BYTES) },
      seed,
      context,
    )
  }
  if (sealed[0] !== WITH_CONTENT_KEY || rest.byteLength < NONCE_BYTES + TAG_BYTES) return undefined
  const decipher = createDecipheriv('aes-256-gcm', content, rest.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
  decipher.setAAD(context)
  decipher.setAuthTag(rest.subarray(-TAG_BYTES))
  const plain = decipher.update(rest.subarray(NONCE_BYTES, -TAG_BYTES))
  try {
    decipher.final()
  } catch {
    return undefined
  }
  return plain
}

/** The keys of the conversations that are open now, by their numbers. They are nowhere else, and on no disk. */
export class Keyring {
  readonly #keys = new Map<number, ContentKeys>()

  add(conversation: number, keys: ContentKeys): void {
    this.#keys.set(conversation, keys)
  }

  drop(conversation: number): void {
    this.#keys.get(conversation)?.seed.fill(0)
    this.#keys.delete(conversation)
  }

  of(conversation: number): ContentKeys | undefined {
    return this.#keys.get(conversation)
  }

  has(conversation: number): boolean {
    return this.#keys.has(conversation)
  }

  /** What was sealed; undefined while the conversation is closed. */
  open(conversation: number, context: Bytes, sealed: Bytes): Bytes | undefined {
    const keys = this.#keys.get(conversation)
    return keys === undefined ? undefined : openWith(keys, context, sealed)
  }
}

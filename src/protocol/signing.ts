/** Ed25519 (RFC 8032) by Node's own crypto; key objects are cached, since making one costs more than verifying with it. */
import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import { type Bytes, hex } from './bytes.ts'

/** What a signature is for; the same bytes signed for one purpose say nothing for another. */
export type Domain = 'earshot-entry-1' | 'earshot-card-1' | 'earshot-friendship-1' | 'earshot-parcel-1'

/** PKCS #8 and SPKI prefixes of an Ed25519 key (RFC 8410): the rest is the 32 bytes. */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex')
const SPKI = Buffer.from('302a300506032b6570032100', 'hex')
const CACHED_KEYS = 2048

const keys = new Map<string, KeyObject>()

function verifyingKey(publicKey: Bytes): KeyObject {
  const name = hex(publicKey)
  let key = keys.get(name)
  if (key === undefined) {
    key = createPublicKey({ key: Buffer.concat([SPKI, publicKey]), format: 'der', type: 'spki' })
    const oldest = keys.keys().next()
    if (keys.size >= CACHED_KEYS && !oldest.done) keys.delete(oldest.value)
    keys.set(name, key)
  }
  return key
}

function withDomain(domain: Domain, bytes: Bytes): Bytes {
  return Buffer.concat([Buffer.from(`${domain}\0`), bytes])
}

/** An identity that can sign. */
export interface Signer {
  readonly publicKey: Bytes
  sign(domain: Domain, bytes: Bytes): Bytes
}

/** @param seed - the 32 bytes of RFC 8032's private key */
export function signerOf(seed: Bytes): Signer {
  const key = createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' })
  const publicKey = createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(SPKI.byteLength)
  return { publicKey, sign: (domain, bytes) => sign(null, withDomain(domain, bytes), key) }
}

export function verified(domain: Domain, bytes: Bytes, signature: Bytes, publicKey: Bytes): boolean {
  if (signature.byteLength !== 64 || publicKey.byteLength !== 32) return false
  return verify(null, withDomain(domain, bytes), verifyingKey(publicKey), signature)
}

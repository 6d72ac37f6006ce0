/**
 * X-Wing (draft-connolly-cfrg-xwing-kem): two parties get one secret by X25519 and ML-KEM-768 at once, so that whoever wants it has to
 * break both: what a relay keeps today stays closed to the quantum computer of later. All of it is Node's own crypto. A private key is
 * kept as the seed of 32 bytes that both halves are made of.
 */
import {
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hash,
  type KeyObject,
  decapsulate as kemDecapsulate,
  encapsulate as kemEncapsulate,
  randomBytes,
} from 'node:crypto'
import type { Bytes } from './bytes.ts'

export const SEED_BYTES = 32
/** ML-KEM's, then X25519's. */
export const SEALING_KEY_BYTES = 1184 + 32
/** ML-KEM's ciphertext, then an X25519 public key that is used once. */
export const CIPHERTEXT_BYTES = 1088 + 32
/** Bytes of the id of a sealing key. */
export const KEY_ID_BYTES = 16

export interface SealingKey {
  /** 32 bytes: the private key. */
  readonly seed: Bytes
  /** 1216 bytes. */
  readonly publicKey: Bytes
}

/** 32 hexadecimal digits. */
export type KeyId = string & { readonly brand?: 'KeyId' }

interface PrivateHalves {
  readonly mlKem: KeyObject
  readonly x25519: KeyObject
}

const ML_KEM_KEY_BYTES = 1184
const ML_KEM_CIPHERTEXT_BYTES = 1088
const ML_KEM_SEED_BYTES = 64
/**
 * What stands before the bytes of a key in SPKI and PKCS #8 (RFC 8410); of ML-KEM's private keys in the form that holds the seed alone
 * (draft-ietf-lamps-kyber-certificates, 6).
 */
const ML_KEM_SPKI = Buffer.from('308204b2300b0609608648016503040402038204a100', 'hex')
const ML_KEM_PKCS8 = Buffer.from('3054020100300b060960864801650304040204428040', 'hex')
const X25519_SPKI = Buffer.from('302a300506032b656e032100', 'hex')
const X25519_PKCS8 = Buffer.from('302e020100300506032b656e04220420', 'hex')
/** `\./` over `/^\`: the draft's label, drawn. */
const LABEL = Buffer.from('\\.//^\\')

export function newSealingKey(): SealingKey {
  return sealingKeyOf(randomBytes(SEED_BYTES))
}

/** Throws a TypeError where the seed has not 32 bytes. */
export function sealingKeyOf(seed: Bytes): SealingKey {
  const { mlKem, x25519 } = privateHalves(seed)
  const mlKemKey = createPublicKey(mlKem).export({ format: 'der', type: 'spki' }).subarray(ML_KEM_SPKI.byteLength)
  return { seed, publicKey: Buffer.concat([mlKemKey, publicBytes(x25519)]) }
}

export function keyIdOf(publicKey: Bytes): KeyId {
  return hash('sha256', Buffer.concat([Buffer.from('earshot-key-1'), publicKey]), 'hex').slice(0, 2 * KEY_ID_BYTES)
}

/** A fresh secret of 32 bytes and what carries it to the owner of the key; undefined where the key is malformed. */
export function encapsulate(publicKey: Bytes): { ciphertext: Bytes; secret: Bytes } | undefined {
  if (publicKey.byteLength !== SEALING_KEY_BYTES) return undefined
  const theirs = publicKey.subarray(ML_KEM_KEY_BYTES)
  const once = generateKeyPairSync('x25519')
  const onceKey = publicBytes(once.publicKey)
  try {
    // Reading the key checks it, as FIPS 203, 7.2 wants.
    const spki = Buffer.concat([ML_KEM_SPKI, publicKey.subarray(0, ML_KEM_KEY_BYTES)])
    const lattice = kemEncapsulate(createPublicKey({ key: spki, format: 'der', type: 'spki' }))
    const curve = agree(once.privateKey, theirs)
    return {
      ciphertext: Buffer.concat([lattice.ciphertext, onceKey]),
      secret: combine(lattice.sharedKey, curve, onceKey, theirs),
    }
  } catch {
    // A key out of range, or a point of small order.
    return undefined
  }
}

/**
 * The secret that the ciphertext carries; undefined where it is malformed. A ciphertext made for another key gives some other secret,
 * as ML-KEM does: what is sealed with it shows that.
 */
export function decapsulate(ciphertext: Bytes, seed: Bytes): Bytes | undefined {
  if (ciphertext.byteLength !== CIPHERTEXT_BYTES) return undefined
  const { mlKem, x25519 } = privateHalves(seed)
  const onceKey = ciphertext.subarray(ML_KEM_CIPHERTEXT_BYTES)
  try {
    const lattice = kemDecapsulate(mlKem, ciphertext.subarray(0, ML_KEM_CIPHERTEXT_BYTES))
    return combine(lattice, agree(x25519, onceKey), onceKey, publicBytes(x25519))
  } catch {
    // A point of small order; the draft would go on with zeros, but nobody who follows it makes one.
    return undefined
  }
}

function privateHalves(seed: Bytes): PrivateHalves {
  if (seed.byteLength !== SEED_BYTES) throw new TypeError(`a seed of ${seed.byteLength} bytes, not ${SEED_BYTES}`)
  const halves = Buffer.from(hash('shake256', seed, { outputLength: 96, outputEncoding: 'binary' }), 'latin1')
  const mlKem = Buffer.concat([ML_KEM_PKCS8, halves.subarray(0, ML_KEM_SEED_BYTES)])
  const x25519 = Buffer.concat([X25519_PKCS8, halves.subarray(ML_KEM_SEED_BYTES)])
  return {
    mlKem: createPrivateKey({ key: mlKem, format: 'der', type: 'pkcs8' }),
    x25519: createPrivateKey({ key: x25519, format: 'der', type: 'pkcs8' }),
  }
}

/** The 32 bytes of an X25519 key's public half. Asked for as JWK, which Node answers ten times faster than as DER. */
function publicBytes(key: KeyObject): Bytes {
  const { x } = (key.type === 'private' ? createPublicKey(key) : key).export({ format: 'jwk' })
  return Buffer.from(x ?? '', 'base64url')
}

function agree(privateKey: KeyObject, publicKey: Bytes): Bytes {
  const key = Buffer.concat([X25519_SPKI, publicKey])
  return diffieHellman({ privateKey, publicKey: createPublicKey({ key, format: 'der', type: 'spki' }) })
}

function combine(lattice: Bytes, curve: Bytes, onceKey: Bytes, publicKey: Bytes): Bytes {
  return Buffer.from(hash('sha3-256', Buffer.concat([lattice, curve, onceKey, publicKey, LABEL]), 'binary'), 'latin1')
}

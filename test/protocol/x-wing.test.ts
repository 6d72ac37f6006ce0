import { createHash, randomBytes } from 'node:crypto'
import { XWing } from '@hpke/hybridkem-x-wing'
import { describe, expect, it } from 'vitest'
import { type Bytes, hex } from '../../src/protocol/bytes.ts'
import {
  CIPHERTEXT_BYTES,
  decapsulate,
  encapsulate,
  keyIdOf,
  newSealingKey,
  SEALING_KEY_BYTES,
  sealingKeyOf,
} from '../../src/protocol/x-wing.ts'
import fc from '../support/fast-check.ts'

/** SHA-256 over public key ‖ ciphertext ‖ secret of the three test vectors of draft-connolly-cfrg-xwing-kem, appendix C. */
const VECTORS = '11ab070a6ac184cfdffe944a3ef920015c88cda8d14f597afbdaf7dcc3dfc418'

const reference = new XWing()

async function referenceEncapsulate(publicKey: Bytes, randomness?: Bytes): Promise<{ enc: Bytes; secret: Bytes }> {
  const key = await reference.deserializePublicKey(publicKey)
  const { enc, sharedSecret } = await reference.encap({
    recipientPublicKey: key,
    ...(randomness === undefined ? {} : { ekm: randomness }),
  })
  return { enc: new Uint8Array(enc), secret: new Uint8Array(sharedSecret) }
}

/** Two of the points with which X25519 agrees on nothing but zeros. */
const SMALL_ORDER = [
  Buffer.alloc(32),
  Buffer.concat([Uint8Array.of(0xec), Buffer.alloc(30, 0xff), Uint8Array.of(0x7f)]),
]

describe('X-Wing', () => {
  it('gives what the vectors of the draft say', async () => {
    // The draft draws seeds and randomness from SHAKE128 of nothing; encapsulating with given randomness is for the reference only.
    const stream = createHash('shake128', { outputLength: 3 * 96 }).digest()
    const all = createHash('sha256')
    for (let i = 0; i < 3; i++) {
      const seed = stream.subarray(i * 96, i * 96 + 32)
      const { publicKey } = sealingKeyOf(seed)
      const { enc } = await referenceEncapsulate(publicKey, stream.subarray(i * 96 + 32, (i + 1) * 96))
      all.update(publicKey).update(enc).update(decapsulate(enc, seed)!)
    }
    expect(all.digest('hex')).toBe(VECTORS)
  })

  it('agrees with the reference in both directions', async () => {
    for (let i = 0; i < 3; i++) {
      const { seed, publicKey } = newSealingKey()
      const theirs = await referenceEncapsulate(publicKey)
      expect(hex(decapsulate(theirs.enc, seed)!)).toBe(hex(theirs.secret))

      const ours = encapsulate(publicKey)!
      const recipientKey = await reference.deserializePrivateKey(seed)
      const secret = await reference.decap({ recipientKey, enc: ours.ciphertext })
      expect(hex(ours.secret)).toBe(hex(new Uint8Array(secret)))
    }
  })

  it('makes another key, ciphertext and secret each time, and the same key of the same seed', () => {
    const { seed, publicKey } = newSealingKey()
    expect(hex(newSealingKey().publicKey)).not.toBe(hex(publicKey))
    expect(hex(sealingKeyOf(seed).publicKey)).toBe(hex(publicKey))
    const [a, b] = [encapsulate(publicKey)!, encapsulate(publicKey)!]
    expect(hex(a.ciphertext)).not.toBe(hex(b.ciphertext))
    expect(hex(a.secret)).not.toBe(hex(b.secret))
  })

  it('gives another secret, or none, for a ciphertext that was changed or is for another key', () => {
    const { seed, publicKey } = newSealingKey()
    const { ciphertext, secret } = encapsulate(publicKey)!
    const other = decapsulate(ciphertext, newSealingKey().seed)
    expect(other).toHaveLength(32)
    expect(other).not.toEqual(secret)
    fc.assert(
      fc.property(fc.nat(CIPHERTEXT_BYTES - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const changed = Uint8Array.from(ciphertext)
        changed[at]! ^= change
        const got = decapsulate(changed, seed)
        expect(got === undefined || hex(got) !== hex(secret)).toBe(true)
      }),
      { numRuns: 60 },
    )
  })

  it('refuses public keys of another length, out of range or of small order', () => {
    const { publicKey } = newSealingKey()
    for (const length of [0, 1, 32, SEALING_KEY_BYTES - 1, SEALING_KEY_BYTES + 1, 4096]) {
      expect(encapsulate(Buffer.alloc(length, 1))).toBeUndefined()
    }
    const outOfRange = Uint8Array.from(publicKey).fill(0xff, 0, 3)
    expect(encapsulate(outOfRange)).toBeUndefined()
    expect(encapsulate(Buffer.alloc(SEALING_KEY_BYTES, 0xff))).toBeUndefined()
    for (const point of SMALL_ORDER) {
      expect(encapsulate(Buffer.concat([publicKey.subarray(0, -32), point]))).toBeUndefined()
    }
  })

  it('refuses ciphertexts of another length or with a point of small order', () => {
    const { seed, publicKey } = newSealingKey()
    for (const length of [0, 1, CIPHERTEXT_BYTES - 1, CIPHERTEXT_BYTES + 1, 4096]) {
      expect(decapsulate(Buffer.alloc(length, 1), seed)).toBeUndefined()
    }
    const { ciphertext } = encapsulate(publicKey)!
    for (const point of SMALL_ORDER) {
      expect(decapsulate(Buffer.concat([ciphertext.subarray(0, -32), point]), seed)).toBeUndefined()
    }
  })

  it('survives random bytes in place of keys and ciphertexts', () => {
    const { seed } = newSealingKey()
    for (let i = 0; i < 30; i++) {
      expect(() => encapsulate(randomBytes(SEALING_KEY_BYTES))).not.toThrow()
      expect(decapsulate(randomBytes(CIPHERTEXT_BYTES), seed)).toHaveLength(32)
    }
  })

  it('takes a seed of another length for a mistake of the caller', () => {
    expect(() => sealingKeyOf(randomBytes(31))).toThrow(TypeError)
    expect(() => decapsulate(randomBytes(CIPHERTEXT_BYTES), randomBytes(64))).toThrow(TypeError)
  })

  it('names a key by 32 hexadecimal digits of a hash with a domain', () => {
    const { publicKey } = newSealingKey()
    const digest = createHash('sha256').update('earshot-key-1').update(publicKey).digest('hex')
    expect(keyIdOf(publicKey)).toBe(digest.slice(0, 32))
  })
})

import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { Bytes } from '../../src/protocol/bytes.ts'
import { MAX_SHARED, signShared, verifiedShared } from '../../src/protocol/shared-signature.ts'
import { signerOf } from '../../src/protocol/signing.ts'
import fc from '../support/fast-check.ts'

const signer = signerOf(randomBytes(32))
const DOMAIN = 'earshot-entry-1'
const items = (count: number): Bytes[] => Array.from({ length: count }, () => randomBytes(20))

describe('a shared signature', () => {
  it('vouches for each of many by itself, however many', () => {
    for (const count of [1, 2, 3, 5, 8, 31, 32, 33, 70]) {
      const all = items(count)
      const signed = signShared(signer, DOMAIN, all)
      expect(signed.every((shared, i) => verifiedShared(DOMAIN, all[i]!, shared, signer.publicKey))).toBe(true)
      expect(new Set(signed.map(({ signature }) => Buffer.from(signature).toString('hex'))).size).toBe(
        Math.ceil(count / MAX_SHARED),
      )
    }
  })

  it('vouches for nothing else: not another item, path, side, signature, purpose or signer', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.nat(), fc.nat(), (count, which, bit) => {
        const all = items(count)
        const signed = signShared(signer, DOMAIN, all)
        const i = which % count
        const good = signed[i]!
        const flip = (bytes: Bytes): Bytes => {
          const changed = Uint8Array.from(bytes)
          if (changed.length > 0) changed[(bit >> 3) % changed.length]! ^= 1 << (bit & 7)
          return changed
        }
        expect(verifiedShared(DOMAIN, flip(all[i]!), good, signer.publicKey)).toBe(false)
        expect(verifiedShared(DOMAIN, all[i]!, { ...good, signature: flip(good.signature) }, signer.publicKey)).toBe(
          false,
        )
        expect(verifiedShared('earshot-card-1', all[i]!, good, signer.publicKey)).toBe(false)
        expect(verifiedShared(DOMAIN, all[i]!, good, signerOf(randomBytes(32)).publicKey)).toBe(false)
        if (good.path.length > 0) {
          expect(verifiedShared(DOMAIN, all[i]!, { ...good, path: flip(good.path) }, signer.publicKey)).toBe(false)
          expect(verifiedShared(DOMAIN, all[i]!, { ...good, left: good.left ^ 1 }, signer.publicKey)).toBe(false)
          expect(verifiedShared(DOMAIN, all[i]!, { ...good, path: good.path.subarray(0, -32) }, signer.publicKey)).toBe(
            false,
          )
        }
      }),
      { numRuns: 40 },
    )
  })

  it('with a path that is too long, or cut, is refused', () => {
    const [shared] = signShared(signer, DOMAIN, items(1))
    expect(verifiedShared(DOMAIN, items(1)[0]!, { ...shared!, path: randomBytes(32 * 6) }, signer.publicKey)).toBe(
      false,
    )
    expect(verifiedShared(DOMAIN, items(1)[0]!, { ...shared!, path: randomBytes(31) }, signer.publicKey)).toBe(false)
  })
})

import { randomBytes } from 'node:crypto'
import { Aes256Gcm, CipherSuite, HkdfSha256 } from '@hpke/core'
import { XWing } from '@hpke/hybridkem-x-wing'
import { describe, expect, it } from 'vitest'
import { type Bytes, hex } from '../../src/protocol/bytes.ts'
import { open, seal, TAG_BYTES } from '../../src/protocol/hpke.ts'
import { newSealingKey } from '../../src/protocol/x-wing.ts'

const reference = new CipherSuite({ kem: new XWing(), kdf: new HkdfSha256(), aead: new Aes256Gcm() })
const key = newSealingKey()
const info = Buffer.from('what this is for')
const lengths = [0, 1, 15, 16, 17, 1000, 200_000]

function changed(bytes: Bytes, at: number): Bytes {
  const copy = Uint8Array.from(bytes)
  copy[at < 0 ? copy.length + at : at]! ^= 1
  return copy
}

describe('HPKE', () => {
  it('opens what the reference sealed', async () => {
    const recipientPublicKey = await reference.kem.deserializePublicKey(key.publicKey)
    for (const length of lengths) {
      const message = randomBytes(length)
      const { enc, ct } = await reference.seal({ recipientPublicKey, info }, message)
      expect(hex(open({ enc: new Uint8Array(enc), sealed: new Uint8Array(ct) }, key.seed, info)!)).toBe(hex(message))
    }
  })

  it('seals what the reference opens', async () => {
    const recipientKey = await reference.kem.deserializePrivateKey(key.seed)
    for (const length of lengths) {
      const message = randomBytes(length)
      const { enc, sealed } = seal(key.publicKey, info, () => message)!
      expect(sealed).toHaveLength(length + TAG_BYTES)
      const opened = await reference.open({ recipientKey, enc, info }, sealed)
      expect(hex(new Uint8Array(opened))).toBe(hex(message))
    }
  })

  it('shows the ciphertext to whoever writes the message, before it is sealed', () => {
    const sealed = seal(key.publicKey, info, enc => enc)!
    expect(open(sealed, key.seed, info)).toEqual(sealed.enc)
  })

  it('does not open what was changed, was cut, is for another key or for another purpose', () => {
    const good = seal(key.publicKey, info, () => randomBytes(40))!
    expect(open(good, key.seed, info)).toHaveLength(40)
    for (const at of [0, 1087, 1088, 1118]) {
      expect(open({ ...good, enc: changed(good.enc, at) }, key.seed, info)).toBeUndefined()
    }
    for (const at of [0, 39, 40, -1]) {
      expect(open({ ...good, sealed: changed(good.sealed, at) }, key.seed, info)).toBeUndefined()
    }
    for (const length of [0, TAG_BYTES - 1, TAG_BYTES, 55]) {
      expect(open({ ...good, sealed: good.sealed.subarray(0, length) }, key.seed, info)).toBeUndefined()
    }
    expect(open({ ...good, enc: good.enc.subarray(1) }, key.seed, info)).toBeUndefined()
    expect(open(good, newSealingKey().seed, info)).toBeUndefined()
    expect(open(good, key.seed, Buffer.from('another purpose'))).toBeUndefined()
  })

  it('seals nothing to a malformed key', () => {
    expect(seal(randomBytes(100), info, () => randomBytes(1))).toBeUndefined()
    expect(seal(Buffer.alloc(1216, 0xff), info, () => randomBytes(1))).toBeUndefined()
  })
})

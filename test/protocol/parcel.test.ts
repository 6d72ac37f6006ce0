import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { type Bytes, hex } from '../../src/protocol/bytes.ts'
import { open, seal } from '../../src/protocol/hpke.ts'
import {
  MAX_BATCH_BYTES,
  MAX_CONTENTS_BYTES,
  MAX_ENTRY_BYTES,
  MAX_LETTER_FRAMES,
  MAX_PARCEL_BYTES,
} from '../../src/protocol/limits.ts'
import {
  type OpenedParcel,
  type OpenFault,
  openParcel,
  type ReadParcel,
  readParcel,
  roomInParcel,
  SealError,
  sealParcel,
} from '../../src/protocol/parcel.ts'
import { type Signer, signerOf } from '../../src/protocol/signing.ts'
import { Contents, Letter, Parcel } from '../../src/protocol/wire/parcel.ts'
import { keyIdOf, newSealingKey } from '../../src/protocol/x-wing.ts'
import fc from '../support/fast-check.ts'

const alice = signerOf(randomBytes(32))
const bob = signerOf(randomBytes(32)).publicKey
const carol = signerOf(randomBytes(32)).publicKey
const key = newSealingKey()
const frames = [Buffer.from('one'), Buffer.from('two, which is longer'), Buffer.alloc(0)]
const mine = { seed: key.seed, reader: bob }
const KIB = 1024
const STEPS = [1, 1.5, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192].map(step => step * KIB)

function sealed(letter: readonly Bytes[] = frames, signer: Signer = alice): Bytes {
  return sealParcel({ signer, reader: bob, key: key.publicKey, frames: letter })
}

function opened(bytes: Bytes, opening: Parameters<typeof openParcel>[1] = mine): OpenedParcel | OpenFault | undefined {
  const parcel = readParcel(bytes)
  return parcel && openParcel(parcel, opening)
}

function read(bytes: Bytes): ReadParcel {
  const parcel = readParcel(bytes)
  if (parcel === undefined) throw new Error('malformed')
  return parcel
}

/** What a sealer who keeps to no rule can make: any plaintext, under a key and for a reader. */
function forged(plaintext: (enc: Bytes) => Bytes, to = key, reader = bob): Bytes {
  const id = Buffer.from(keyIdOf(to.publicKey), 'hex')
  const info = Buffer.concat([Buffer.from('earshot-parcel-1'), reader, id])
  const { enc, sealed } = seal(to.publicKey, info, plaintext)!
  return Parcel.encode({ key: id, enc, sealed })
}

/** The contents that bob finds in a parcel of his. */
function contentsOf(bytes: Bytes): Contents {
  const { enc, sealed } = read(bytes)
  const id = Buffer.from(keyIdOf(key.publicKey), 'hex')
  return Contents.decode(open({ enc, sealed }, key.seed, Buffer.concat([Buffer.from('earshot-parcel-1'), bob, id]))!)
}

function signedContents(letter: Bytes, signer: Signer = alice): (enc: Bytes) => Bytes {
  const id = Buffer.from(keyIdOf(key.publicKey), 'hex')
  return enc => {
    const signed = Buffer.concat([signer.publicKey, bob, id, enc, letter])
    const signature = signer.sign('earshot-parcel-1', signed)
    return Contents.encode({ sender: signer.publicKey, signature, letter })
  }
}

describe('a parcel', () => {
  it('opens to its sender and frames, for its reader', () => {
    const bytes = sealed()
    expect(read(bytes).keyId).toBe(keyIdOf(key.publicKey))
    for (const from of [undefined, alice.publicKey]) {
      const letter = opened(bytes, { ...mine, from })
      if (typeof letter !== 'object') throw new Error(letter)
      expect(hex(letter.sender)).toBe(hex(alice.publicKey))
      expect(letter.frames.map(hex)).toEqual(frames.map(hex))
    }
  })

  it('holds any frames that fit', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 5000 }), { maxLength: MAX_LETTER_FRAMES }), some => {
        const letter = opened(sealed(some.map(frame => Uint8Array.from(frame))))
        if (typeof letter !== 'object') throw new Error(letter)
        expect(letter.frames.map(hex)).toEqual(some.map(frame => Buffer.from(frame).toString('hex')))
      }),
      { numRuns: 40 },
    )
  })

  it('is another one each time, of one size', () => {
    const [a, b] = [sealed(), sealed()]
    expect(a).toHaveLength(b.length)
    expect(hex(read(a).enc)).not.toBe(hex(read(b).enc))
    expect(hex(read(a).sealed)).not.toBe(hex(read(b).sealed))
  })

  it('has one of a few sizes, the smallest that does', () => {
    // Around every step, and around where the length of a length changes.
    const sizes = [...STEPS, ...STEPS.map(step => step - 130), ...STEPS.map(step => step - 16_500)]
      .flatMap(step => Array.from({ length: 8 }, (_, i) => step - 120 + i * 3))
      .filter(size => size >= 0 && size <= roomInParcel(1))
    const used = new Set<number>()
    let largest = 0
    for (const size of sizes.sort((a, b) => a - b)) {
      const step = read(sealed([Buffer.alloc(size)])).sealed.length - 16
      expect(STEPS).toContain(step)
      expect(step).toBeGreaterThanOrEqual(largest)
      // What is around a letter of one frame takes at most 112 bytes.
      const below = STEPS[STEPS.indexOf(step) - 1] ?? 0
      expect(size + 112).toBeGreaterThan(below)
      largest = step
      used.add(step)
    }
    expect([...used]).toEqual(STEPS)
  })

  it('takes as much as there is room for, and no more', () => {
    for (const count of [1, 2, MAX_LETTER_FRAMES]) {
      const room = roomInParcel(count)
      const full = Array.from({ length: count }, (_, i) => Buffer.alloc(i === 0 ? room - (count - 1) * 1000 : 1000, i))
      const bytes = sealed(full)
      expect(bytes.length).toBeLessThanOrEqual(MAX_PARCEL_BYTES)
      expect(opened(bytes)).toMatchObject({ frames: { length: count } })
    }
    expect(roomInParcel(4)).toBeGreaterThan(MAX_ENTRY_BYTES)
    // A frame of a full batch does not fit: whoever packs has to ask.
    expect(roomInParcel(1)).toBeLessThan(MAX_BATCH_BYTES)
    expect(() => sealed([Buffer.alloc(roomInParcel(1) + 1)])).toThrow(expect.objectContaining({ fault: 'oversize' }))
    expect(() => sealed([Buffer.alloc(MAX_PARCEL_BYTES)])).toThrow(SealError)
    expect(roomInParcel(MAX_LETTER_FRAMES + 1)).toBe(0)
    const many = Array.from({ length: MAX_LETTER_FRAMES + 1 }, () => Buffer.alloc(1))
    expect(() => sealed(many)).toThrow(expect.objectContaining({ fault: 'oversize' }))
  })

  it('is not sealed to a malformed key', () => {
    const bad = [Buffer.alloc(0), key.publicKey.subarray(1), Buffer.alloc(1216, 0xff)]
    for (const malformed of bad) {
      const seal = () => sealParcel({ signer: alice, reader: bob, key: malformed, frames })
      expect(seal).toThrow(expect.objectContaining({ fault: 'bad-key' }))
    }
  })
})

describe('a parcel that is not what it should be', () => {
  it('does not open with another key or for another reader', () => {
    expect(opened(sealed(), { ...mine, seed: newSealingKey().seed })).toBe('unsealable')
    expect(opened(sealed(), { ...mine, reader: carol })).toBe('unsealable')
  })

  it('is refused where a one-time key was given to somebody else, before its signature is looked at', () => {
    expect(opened(sealed(), { ...mine, from: carol })).toBe('foreign')
    const unsigned = forged(() => Contents.encode({ sender: alice.publicKey, signature: randomBytes(64) }))
    expect(opened(unsigned, { ...mine, from: carol })).toBe('foreign')
    expect(opened(unsigned, { ...mine, from: alice.publicKey })).toBe('bad-signature')
  })

  it('with any byte flipped does not open', () => {
    const bytes = sealed()
    const { length } = bytes
    const flip = (at: number, change: number) => {
      const changed = Uint8Array.from(bytes)
      changed[at]! ^= change
      return opened(changed)
    }
    const refused = [undefined, 'unsealable']
    for (let at = 0; at < length; at++) expect(refused).toContain(flip(at, 1 << (at % 8)))
    // Every bit of the framing and of the key id.
    for (const at of [...Array(24).keys(), ...Array.from({ length: 6 }, (_, i) => 1140 + i)]) {
      for (let bit = 0; bit < 8; bit++) expect(refused).toContain(flip(at, 1 << bit))
    }
  })

  it('cut, extended or in another spelling is malformed', () => {
    const bytes = sealed()
    const { key: id, enc, sealed: body } = Parcel.decode(bytes)
    for (let length = 0; length < bytes.length; length += 1 + (length >> 3)) {
      expect(opened(bytes.subarray(0, length))).toBeUndefined()
    }
    const field = (tag: number[], value: Bytes) => Buffer.concat([Uint8Array.from(tag), value])
    const [k, e, s] = [field([0x0a, 16], id), field([0x12, 0xe0, 0x08], enc), field([0x1a, 0x90, 0x08], body)]
    expect(opened(Buffer.concat([k, e, s]))).toBeTypeOf('object')
    expect(readParcel(Buffer.concat([e, k, s]))).toBeUndefined()
    expect(readParcel(Buffer.concat([k, k, e, s]))).toBeUndefined()
    expect(readParcel(Buffer.concat([k, e, s, Uint8Array.of(0x20, 1)]))).toBeUndefined()
    expect(readParcel(Buffer.concat([field([0x0a, 0x90, 0], id), e, s]))).toBeUndefined()
    expect(readParcel(Buffer.concat([field([0x0d, 16], id), e, s]))).toBeUndefined()
    expect(readParcel(Buffer.concat([bytes, Uint8Array.of(0)]))).toBeUndefined()
  })

  it('with a part of the wrong length is malformed', () => {
    const good = Parcel.decode(sealed())
    for (const part of ['key', 'enc'] as const) {
      expect(readParcel(Parcel.encode({ ...good, [part]: good[part].subarray(1) }))).toBeUndefined()
      expect(readParcel(Parcel.encode({ ...good, [part]: Buffer.concat([good[part], Buffer.of(0)]) }))).toBeUndefined()
      expect(readParcel(Parcel.encode({ ...good, [part]: new Uint8Array() }))).toBeUndefined()
    }
    expect(readParcel(Parcel.encode({ ...good, sealed: good.sealed.subarray(0, 15) }))).toBeUndefined()
    expect(readParcel(Parcel.encode({ ...good, sealed: Buffer.alloc(MAX_CONTENTS_BYTES + 17) }))).toBeUndefined()
    expect(readParcel(Buffer.alloc(MAX_PARCEL_BYTES + 1))).toBeUndefined()
    expect(opened(Parcel.encode({ ...good, sealed: Buffer.alloc(MAX_CONTENTS_BYTES + 16) }))).toBe('unsealable')
  })

  it('of random bytes is read and opened to nothing', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 4000 }), bytes => {
        expect(readParcel(Uint8Array.from(bytes))).toBeUndefined()
      }),
      { numRuns: 300 },
    )
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 16, maxLength: 3000 }), bytes => {
        const parcel = { key: randomBytes(16), enc: randomBytes(1120), sealed: Uint8Array.from(bytes) }
        expect(opened(Parcel.encode(parcel))).toBe('unsealable')
      }),
      { numRuns: 60 },
    )
  })

  it('sealed over anything but signed contents is refused, not thrown out of', () => {
    const faults = ['malformed', 'bad-signature']
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), bytes => {
        expect(opened(forged(() => Uint8Array.from(bytes)))).toBe('malformed')
      }),
      { numRuns: 60 },
    )
    // The right lengths, with senders that are no points among them.
    for (const fill of [0, 1, 0x7f, 0xff]) {
      const contents = { sender: Buffer.alloc(32, fill), signature: Buffer.alloc(64, fill ^ 0x55) }
      expect(faults).toContain(opened(forged(() => Contents.encode(contents))))
    }
    for (const length of [0, 31, 33]) {
      const contents = { sender: randomBytes(length), signature: randomBytes(64) }
      expect(opened(forged(() => Contents.encode(contents)))).toBe('malformed')
    }
    expect(opened(forged(() => Contents.encode({ sender: alice.publicKey, signature: randomBytes(63) })))).toBe(
      'malformed',
    )
  })

  it('with a signed letter that is none, or of too many frames, is malformed', () => {
    const small = (count: number) => Letter.encode({ frames: Array.from({ length: count }, () => Buffer.alloc(1)) })
    expect(opened(forged(signedContents(small(MAX_LETTER_FRAMES))))).toBeTypeOf('object')
    expect(opened(forged(signedContents(small(MAX_LETTER_FRAMES + 1))))).toBe('malformed')
    expect(opened(forged(signedContents(Buffer.of(0x0a, 0x05, 1))))).toBe('malformed')
    // Groups within groups, as deep as there is room.
    expect(opened(forged(signedContents(Buffer.alloc(150_000, 0x13))))).toBe('malformed')
  })
})

describe('a reader who opened a letter', () => {
  it('cannot seal it anew: not to somebody else, under another key, nor to itself once more', () => {
    const letter = contentsOf(sealed())
    const other = newSealingKey()
    const copy = () => Contents.encode(letter)
    expect(opened(forged(copy, key, carol), { seed: key.seed, reader: carol })).toBe('bad-signature')
    expect(opened(forged(copy, other, carol), { seed: other.seed, reader: carol })).toBe('bad-signature')
    expect(opened(forged(copy, other), { seed: other.seed, reader: bob })).toBe('bad-signature')
    expect(opened(forged(copy))).toBe('bad-signature')
  })

  it('cannot put other words into it, nor call it its own', () => {
    const letter = contentsOf(sealed())
    const other = Letter.encode({ frames: [Buffer.from('other words')] })
    expect(opened(forged(() => Contents.encode({ ...letter, letter: other })))).toBe('bad-signature')
    const eve = signerOf(randomBytes(32))
    expect(opened(forged(() => Contents.encode({ ...letter, sender: eve.publicKey })))).toBe('bad-signature')
    expect(opened(forged(signedContents(letter.letter, eve)))).toMatchObject({ sender: eve.publicKey })
  })
})

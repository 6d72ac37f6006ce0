import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { Bytes } from '../../src/protocol/bytes.ts'
import { contentOf, makeEntry, parseEntry, readEntry, reissue } from '../../src/protocol/entry.ts'
import { MAX_ENTRY_BYTES } from '../../src/protocol/limits.ts'
import { signShared } from '../../src/protocol/shared-signature.ts'
import { signerOf } from '../../src/protocol/signing.ts'
import { Header, SignedEntry } from '../../src/protocol/wire/entry.ts'
import fc from '../support/fast-check.ts'

const signer = signerOf(randomBytes(32))
const place = () => ({
  conversation: randomBytes(32),
  installation: randomBytes(8),
  seq: 7,
  stamp: 1_700_000_000_000,
  at: 1_700_000_000_123,
})

describe('an entry', () => {
  it('says what was said, to whoever verifies it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), text => {
        const entry = makeEntry(signer, place(), { kind: 'text', text })
        const parsed = parseEntry(entry.bytes)
        if (typeof parsed === 'string') throw new Error(parsed)
        expect(contentOf(parsed)).toEqual({ kind: 'text', text })
        expect(parsed.id).toBe(entry.id)
        expect(parsed.bytes).toEqual(entry.bytes)
      }),
      { numRuns: 50 },
    )
  })

  it('is refused when any byte of it was changed', () => {
    const entry = makeEntry(signer, place(), { kind: 'text', text: 'as it was signed' })
    for (let i = 0; i < entry.bytes.length; i++) {
      const changed = Uint8Array.from(entry.bytes)
      changed[i]! ^= 1
      const parsed = parseEntry(changed)
      // The wire types of the wrapper say nothing: whoever changes them changes nothing of what is kept, but for a body
      // that is not found any more: who takes entries without one is decided elsewhere.
      if (typeof parsed !== 'string' && parsed.body !== undefined)
        expect(Buffer.compare(parsed.bytes, entry.bytes)).toBe(0)
    }
  })

  it('still verifies and counts when its body is gone', () => {
    const entry = makeEntry(signer, place(), { kind: 'text', text: 'to be dropped' })
    const { body: _body, ...rest } = SignedEntry.decode(entry.bytes)
    const parsed = parseEntry(SignedEntry.encode(rest))
    if (typeof parsed === 'string') throw new Error(parsed)
    expect(parsed.id).toBe(entry.id)
    expect(contentOf(parsed)).toEqual({ kind: 'unknown' })
  })

  it('keeps its id when it is issued again at another place', () => {
    const entry = makeEntry(signer, place(), { kind: 'text', text: 'twice' })
    const again = reissue(signer, entry, randomBytes(8), 1)
    expect(again.id).toBe(entry.id)
    expect(again.header.seq).toBe(1)
    expect(typeof parseEntry(again.bytes)).toBe('object')
  })

  it('does not show two equal texts under one id or one hash', () => {
    const at = place()
    const a = makeEntry(signer, at, { kind: 'text', text: 'yes' })
    const b = makeEntry(signer, at, { kind: 'text', text: 'yes' })
    expect(a.id).not.toBe(b.id)
    expect(a.header.bodyHash).not.toEqual(b.header.bodyHash)
  })

  it('is refused with fields of the wrong size, whoever signed them', () => {
    const good = Header.decode(SignedEntry.decode(makeEntry(signer, place(), { kind: 'shake' }).bytes).header)
    const wrong: Partial<Header>[] = [
      { conversation: randomBytes(31) },
      { installation: randomBytes(9) },
      { bodyHash: randomBytes(5) },
      { seq: 0 },
      { author: randomBytes(33) },
    ]
    for (const change of wrong) {
      const header = Header.encode({ ...good, ...change })
      expect(parseEntry(SignedEntry.encode({ header, ...signShared(signer, 'earshot-entry-1', [header])[0]! }))).toBe(
        'malformed',
      )
    }
  })

  it('over the limit is refused before it is looked at', () => {
    expect(parseEntry(new Uint8Array(MAX_ENTRY_BYTES + 1))).toBe('oversize')
  })

  it('is never more than refused, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), array => {
        expect(typeof parseEntry(Uint8Array.from(array) as Bytes)).toBe('string')
      }),
    )
  })

  it('is read back from this disk without a signature check, the same', () => {
    const entry = makeEntry(signer, place(), { kind: 'shake' })
    const back = readEntry(entry.bytes)
    expect(back.id).toBe(entry.id)
    expect(Buffer.compare(Header.encode(back.header), Header.encode(entry.header))).toBe(0)
    expect(contentOf(back)).toEqual({ kind: 'shake' })
  })
})

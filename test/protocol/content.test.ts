import { describe, expect, it } from 'vitest'
import { type Content, decodeBody, encodeBody, KIND, wordsOf } from '../../src/protocol/content.ts'
import { peerIdOf } from '../../src/protocol/ids.ts'
import {
  MAX_EMOJI_BYTES,
  MAX_ENTRY_BYTES,
  MAX_FORWARDED,
  MAX_MENTIONS,
  MAX_TEXT_BYTES,
  MAX_TIMER_S,
} from '../../src/protocol/limits.ts'
import { Body } from '../../src/protocol/wire/entry.ts'
import fc from '../support/fast-check.ts'

const kinds = fc.constantFrom(...Object.values(KIND), 0, 5, 99)
const peer = (n: number) => peerIdOf(new Uint8Array(32).fill(n))
const target = { stamp: 7, id: 'ab'.repeat(16) }
const salt = new Uint8Array(16)

describe('a body', () => {
  it('of any bytes, and of any change to a good one, reads as something or as unknown', () => {
    const good: Content[] = [
      { kind: 'text', text: 'x', reply: target, mentions: [peer(1)], timer: 5 },
      { kind: 'text', text: '', forwarded: [{ author: peer(2), name: 'n', at: 3, text: 'y' }] },
      { kind: 'edit', target, text: 'z', mentions: [peer(1)] },
      { kind: 'recall', target },
      { kind: 'reaction', target, emoji: '👍' },
    ]
    const bodies = good.map(content => encodeBody(content as Parameters<typeof encodeBody>[0]))
    const changed = fc
      .tuple(fc.constantFrom(...bodies), fc.nat(), fc.nat(255), fc.nat())
      .map(([body, at, byte, end]) => {
        const copy = Uint8Array.from(body)
        copy[at % copy.length] = byte
        return copy.subarray(0, 1 + (end % (2 * copy.length)))
      })
    const bytes = fc.oneof(fc.uint8Array({ maxLength: 200 }), changed)
    fc.assert(
      fc.property(kinds, bytes, (kind, body) => {
        const content = decodeBody(kind, Uint8Array.from(body))
        if (content.kind === 'text') expect(typeof wordsOf(content)).toBe('string')
        // What is read twice is read alike.
        expect(decodeBody(kind, Uint8Array.from(body))).toEqual(content)
      }),
      { numRuns: 20_000 },
    )
  })

  it.each([
    ['a key that is none', KIND.text, { text: text({ mentions: [new Uint8Array(31)] }) }],
    ['too many mentions', KIND.text, { text: text({ mentions: Array(MAX_MENTIONS + 1).fill(new Uint8Array(32)) }) }],
    ['too many forwarded', KIND.text, { text: text({ forwarded: Array(MAX_FORWARDED + 1).fill(forwarded()) }) }],
    ['too long a timer', KIND.text, { text: text({ timer: MAX_TIMER_S + 1 }) }],
    ['a target that is none', KIND.recall, { recall: { target: { stamp: 1, id: new Uint8Array(15) } } }],
    ['no target', KIND.edit, { edit: { text: 'x', mentions: [] } }],
    ['too long an emoji', KIND.reaction, { reaction: { ...wire(), emoji: 'x'.repeat(MAX_EMOJI_BYTES + 1) } }],
    ['a body of another kind', KIND.text, { recall: wire() }],
  ])('with %s is unknown', (_name, kind, body) => {
    expect(decodeBody(kind, Body.encode({ salt, ...body } as Partial<Body>))).toEqual({ kind: 'unknown' })
  })

  it('of full size with all that it may hold fits into an entry', () => {
    const name = '\u{1F600}'.repeat(64)
    const each = 'x'.repeat((MAX_TEXT_BYTES - MAX_FORWARDED * (Buffer.byteLength(name) + 3)) / MAX_FORWARDED)
    const bundle = Array.from({ length: MAX_FORWARDED }, (_, i) => ({
      author: peer(i),
      name,
      at: Number.MAX_SAFE_INTEGER,
      text: each,
    }))
    const mentions = Array.from({ length: MAX_MENTIONS }, (_, i) => peer(i % 256))
    for (const content of [
      { kind: 'text' as const, text: 'x'.repeat(MAX_TEXT_BYTES), mentions, reply: target, timer: MAX_TIMER_S },
      { kind: 'text' as const, text: '', forwarded: bundle },
    ]) {
      const body = encodeBody(content)
      expect(body.byteLength).toBeLessThan(MAX_ENTRY_BYTES - 1024)
      expect(decodeBody(KIND.text, body)).toEqual(content)
    }
  })
})

function text(more: object) {
  return { text: 'x', mentions: [], forwarded: [], timer: 0, ...more }
}

function forwarded() {
  return { author: new Uint8Array(32), name: '', at: 0, text: '' }
}

function wire() {
  return { target: { stamp: 1, id: new Uint8Array(16) } }
}

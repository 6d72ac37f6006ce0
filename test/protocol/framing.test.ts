import { describe, expect, it } from 'vitest'
import type { Bytes } from '../../src/protocol/bytes.ts'
import { FrameReader, withLength } from '../../src/protocol/framing.ts'
import fc from '../support/fast-check.ts'

const bytes = (max: number) => fc.uint8Array({ maxLength: max }).map(array => new Uint8Array(array) as Bytes)

describe('framing', () => {
  it('gives back what was framed, however the stream is cut', () => {
    fc.assert(
      fc.property(
        fc.array(bytes(400), { maxLength: 12 }),
        fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1 }),
        (frames, cuts) => {
          const stream = Buffer.concat(frames.map(withLength))
          const reader = new FrameReader(400)
          const read: Bytes[] = []
          for (let at = 0, i = 0; at < stream.length; i++) {
            const size = cuts[i % cuts.length]!
            read.push(...reader.push(stream.subarray(at, at + size)).map(frame => Uint8Array.from(frame)))
            at += size
          }
          expect(read.map(frame => [...frame])).toEqual(frames.map(frame => [...frame]))
        },
      ),
    )
  })

  it('refuses a frame over the limit as soon as its length is known', () => {
    const reader = new FrameReader(1000)
    expect(() => reader.push(withLength(new Uint8Array(1001)).subarray(0, 2))).toThrow(/more than 1000/)
  })

  it('never throws anything but its own error, whatever comes', () => {
    fc.assert(
      fc.property(fc.array(bytes(64), { maxLength: 20 }), chunks => {
        const reader = new FrameReader(256)
        try {
          for (const chunk of chunks)
            for (const frame of reader.push(chunk)) expect(frame.byteLength).toBeLessThanOrEqual(256)
        } catch (error) {
          expect((error as Error).name).toBe('FramingError')
        }
      }),
    )
  })
})

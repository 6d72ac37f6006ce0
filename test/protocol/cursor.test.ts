import { describe, expect, it } from 'vitest'
import {
  chain,
  covers,
  endOf,
  missing,
  NOTHING,
  type Stored,
  storedOf,
  union,
  withRange,
  withSeq,
} from '../../src/protocol/cursor.ts'
import { MAX_RANGES } from '../../src/protocol/limits.ts'
import fc from '../support/fast-check.ts'

const HIGH = 60
const seqs = fc.uniqueArray(fc.integer({ min: 1, max: HIGH }), { maxLength: HIGH })

/** Everything that fits of these numbers, in this order; and the set that this should be. */
function build(numbers: readonly number[]): { stored: Stored; set: Set<number> } {
  let stored = NOTHING
  const set = new Set<number>()
  for (const n of numbers) {
    const next = withSeq(stored, n)
    if (next === undefined) continue
    stored = next
    set.add(n)
  }
  return { stored, set }
}

const members = (stored: Stored): number[] =>
  Array.from({ length: HIGH + 2 }, (_, i) => i + 1).filter(n => covers(stored, n))

describe('a cursor', () => {
  it('covers exactly what was stored, in whatever order it came', () => {
    fc.assert(
      fc.property(seqs, numbers => {
        const { stored, set } = build(numbers)
        expect(members(stored)).toEqual([...set].sort((a, b) => a - b))
        expect(endOf(stored)).toBe(Math.max(0, ...set))
      }),
    )
  })

  it('keeps its ranges ascending, apart, and no more than may be', () => {
    fc.assert(
      fc.property(seqs, numbers => {
        const { stored } = build(numbers)
        expect(stored.ranges.length).toBeLessThanOrEqual(MAX_RANGES)
        let last = stored.through
        for (const [from, to] of stored.ranges) {
          expect(from).toBeGreaterThan(last + 1)
          expect(to).toBeGreaterThanOrEqual(from)
          last = to
        }
        expect(storedOf(stored.through, stored.ranges.flat())).toEqual(stored)
      }),
    )
  })

  it('says what another lacks: sent over, nothing is lacking any more', () => {
    fc.assert(
      fc.property(seqs, seqs, (a, b) => {
        const mine = build(a)
        const theirs = build(b)
        const lacking = missing(mine.stored, theirs.stored)
        const numbers = lacking.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, i) => from + i))
        expect(numbers).toEqual([...mine.set].filter(n => !theirs.set.has(n)).sort((x, y) => x - y))
        let after: Stored | undefined = theirs.stored
        for (const range of lacking) after = after && withRange(after, range)
        if (after !== undefined) expect(missing(mine.stored, after)).toEqual([])
      }),
    )
  })

  it('joins two into one that covers no more than both', () => {
    fc.assert(
      fc.property(seqs, seqs, (a, b) => {
        const left = build(a)
        const right = build(b)
        const both = new Set([...left.set, ...right.set])
        for (const n of members(union(left.stored, right.stored))) expect(both.has(n)).toBe(true)
        expect(union(left.stored, right.stored).through).toBeGreaterThanOrEqual(
          Math.max(left.stored.through, right.stored.through),
        )
      }),
    )
  })

  it('is not read from numbers that make no sense', () => {
    for (const [through, ranges] of [
      [-1, []],
      [1.5, []],
      [5, [7]],
      [5, [6, 8]],
      [5, [9, 8]],
      [5, [8, 9, 9, 10]],
      [Number.MAX_SAFE_INTEGER + 2, []],
      [0, Array.from({ length: 2 * MAX_RANGES + 2 }, (_, i) => 3 * i + 3)],
    ] as [number, number[]][]) {
      expect(storedOf(through, ranges)).toBeUndefined()
    }
  })

  it('has one chain hash for one history and another for any other', () => {
    const ids = fc.array(
      fc.integer({ min: 0, max: 3 }).map(n => n.toString(16).padStart(32, '0')),
      { minLength: 1, maxLength: 8 },
    )
    const tip = (list: string[]): string => list.reduce((hash, id) => chain(hash, id), '')
    fc.assert(
      fc.property(ids, ids, (a, b) => {
        expect(tip(a) === tip(b)).toBe(JSON.stringify(a) === JSON.stringify(b))
      }),
    )
  })
})

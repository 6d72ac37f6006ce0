/**
 * A cursor says what of a conversation an installation has. For each feed: *stored* 1 … through, plus up to 16 ranges beyond a gap,
 * plus a hash of the chain of entry ids up to `through`; *read* 1 … read. Pure functions; values are never changed in place.
 *
 * The chain hash is what tells a rolled-back profile from a whole one: two histories of one feed that differ anywhere differ in it.
 */
import { hash } from 'node:crypto'
import type { EntryId } from './ids.ts'
import { MAX_RANGES } from './limits.ts'

/** Both ends inclusive. */
export type Range = readonly [from: number, to: number]

export interface Stored {
  readonly through: number
  /** Ascending, disjoint, not touching, all beyond `through + 1`. */
  readonly ranges: readonly Range[]
}

export interface FeedPosition extends Stored {
  /** Hexadecimal; empty when `through` is 0. */
  readonly tip: string
  readonly read: number
}

export const NOTHING: Stored = { through: 0, ranges: [] }

/** Chain hash at n: first 16 bytes of SHA-256(chain hash at n-1, id of entry n); empty before the first. */
export function chain(tip: string, id: EntryId): string {
  return hash('sha256', Buffer.from(tip + id, 'hex'), 'hex').slice(0, 32)
}

export function covers(stored: Stored, seq: number): boolean {
  return seq <= stored.through || stored.ranges.some(([from, to]) => seq >= from && seq <= to)
}

/** Highest number stored. */
export function endOf(stored: Stored): number {
  return stored.ranges.at(-1)?.[1] ?? stored.through
}

/** With `seq` stored too, or undefined where that would take more ranges than a cursor may have. */
export function withSeq(stored: Stored, seq: number): Stored | undefined {
  return withRange(stored, [seq, seq])
}

export function withRange(stored: Stored, [from, to]: Range): Stored | undefined {
  let { through } = stored
  let start = from
  let end = to
  const ranges: Range[] = []
  for (const range of stored.ranges) {
    if (range[1] + 1 < start || range[0] > end + 1) {
      ranges.push(range)
    } else {
      start = Math.min(start, range[0])
      end = Math.max(end, range[1])
    }
  }
  if (start <= through + 1) {
    through = Math.max(through, end)
  } else {
    ranges.push([start, end])
    ranges.sort((a, b) => a[0] - b[0])
  }
  return ranges.length > MAX_RANGES ? undefined : { through, ranges }
}

export function union(a: Stored, b: Stored): Stored {
  let result: Stored = a.through >= b.through ? a : { through: b.through, ranges: [] }
  for (const range of a.through >= b.through ? b.ranges : [...a.ranges, ...b.ranges]) {
    if (range[1] > result.through) result = withRange(result, range) ?? result
  }
  return result
}

/** What `theirs` lacks of `mine`, ascending. */
export function missing(mine: Stored, theirs: Stored): Range[] {
  const wanted: Range[] = mine.through > 0 ? [[1, mine.through], ...mine.ranges] : [...mine.ranges]
  const had: Range[] = theirs.through > 0 ? [[1, theirs.through], ...theirs.ranges] : [...theirs.ranges]
  const lacking: Range[] = []
  for (const [from, to] of wanted) {
    let next = from
    for (const [start, end] of had) {
      if (end < next) continue
      if (start > to) break
      if (start > next) lacking.push([next, start - 1])
      next = end + 1
    }
    if (next <= to) lacking.push([next, to])
  }
  return lacking
}

/** Reads the flat pairs of the wire; undefined where they are not ascending, disjoint and beyond `through`. */
export function storedOf(through: number, flat: readonly number[]): Stored | undefined {
  if (!Number.isSafeInteger(through) || through < 0 || flat.length % 2 !== 0 || flat.length > 2 * MAX_RANGES)
    return undefined
  const ranges: Range[] = []
  let last = through
  for (let i = 0; i < flat.length; i += 2) {
    const from = flat[i]!
    const to = flat[i + 1]!
    if (!Number.isSafeInteger(from) || !Number.isSafeInteger(to) || from <= last + 1 || to < from) return undefined
    ranges.push([from, to])
    last = to
  }
  return { through, ranges }
}

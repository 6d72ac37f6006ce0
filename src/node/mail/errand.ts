/** What one reader is owed beside what the records say, and when the next letter to them goes. */
import { type Bytes, hex } from '../../protocol/bytes.ts'
import type { Stored } from '../../protocol/cursor.ts'
import { KEYS_HANDED, KEYS_KEPT } from '../../protocol/limits.ts'
import type { FeedCursor, Keys } from '../../protocol/wire/frames.ts'

/** Goes into the next letter; what comes while that is on its way goes into the one after. */
export interface Owed {
  /** Card and statement, even if they should have these. */
  introduce?: true
  /** A letter, even if there is nothing but one's cursor to say. */
  answer?: true
  keys?: Partial<Keys>
  /** Feeds that they want from a position on, whatever was sent before. */
  asked?: ReadonlyMap<number, Stored>
  /** What is claimed of one's own feed, so that they send what was lost here. */
  claim?: FeedCursor
}

export interface Errand {
  owed: Owed
  /** Letters are being carried. */
  work: Promise<void> | undefined
  /** There may be more since the last letter was written. */
  again: boolean
  /** Counter of one's own card in the last letter that a relay took. */
  cardTold: number | undefined
  /** A one-time key that was taken for a parcel that no relay has seen. */
  spare: Bytes | undefined
  timer: NodeJS.Timeout | undefined
  /** When the timer ends, and what no wake goes before; milliseconds of `performance.now()`. */
  due: number
  notBefore: number
  /** Counts what was taken back: a letter that was read before that is not to go. */
  withdrawals: number
  /** Until the next attempt after one that failed; 0 after one that did not. */
  delay: number
}

export function newErrand(): Errand {
  return {
    owed: {},
    work: undefined,
    again: false,
    cardTold: undefined,
    spare: undefined,
    timer: undefined,
    due: 0,
    notBefore: 0,
    withdrawals: 0,
    delay: 0,
  }
}

/** What was owed before, and since. */
export function bothOwed(before: Owed, since: Owed): Owed {
  const asked = new Map([...(before.asked ?? []), ...(since.asked ?? [])])
  const keys = bothKeys(before.keys, since.keys)
  return {
    ...before,
    ...since,
    ...(asked.size === 0 ? {} : { asked }),
    ...(keys === undefined ? {} : { keys }),
  }
}

/** As much as a letter has room for: what is dropped is asked for again, since they say how many keys they have. */
function bothKeys(before: Partial<Keys> | undefined, since: Partial<Keys> | undefined): Partial<Keys> | undefined {
  if (before === undefined || since === undefined) return before ?? since
  const keys = since.again ? (since.keys ?? []) : [...(before.keys ?? []), ...(since.keys ?? [])]
  const gone = new Map([...(before.gone ?? []), ...(since.gone ?? [])].map(id => [hex(id as Bytes), id]))
  return {
    keys: keys.slice(-KEYS_HANDED),
    again: (before.again ?? false) || (since.again ?? false),
    gone: [...gone.values()].slice(-KEYS_KEPT),
  }
}

/**
 * Rows of the index. Terms are in keys as keyed hashes, cut to 8 bytes: two that share one cost a look at a text that does not fit.
 *
 * | letter | key | value |
 * | --- | --- | --- |
 * | s | term, stamp, conversation | empty: a text of this stamp in this conversation has the term |
 * | l | beginning, word | the term's hash, and the term itself: what begins so |
 * | n | conversation, stamp, number | rows of the vocabulary that may have lost their last text |
 */
import { type Bytes, readUint, uint } from '../../protocol/bytes.ts'

export const BLIND_BYTES = 8
const STAMP_BYTES = 7
const CONVERSATION_BYTES = 3
const PLACE_AT = 1 + BLIND_BYTES
const POSTING_BYTES = PLACE_AT + STAMP_BYTES + CONVERSATION_BYTES
/** Greater than any conversation's number. */
export const LAST_CONVERSATION = 2 ** 24 - 1
/** Greater than any stamp: those are safe integers. */
export const LAST_STAMP = 2 ** 53

const S = 's'.charCodeAt(0)
const L = 'l'.charCodeAt(0)
const N = 'n'.charCodeAt(0)

/** Where texts stand in the order of results: by stamp, then conversation. */
export interface Place {
  readonly stamp: number
  readonly conversation: number
}

export const LAST_PLACE: Place = { stamp: LAST_STAMP, conversation: LAST_CONVERSATION }

/** Negative where `a` is newer. */
export function newerFirst(a: Place, b: Place): number {
  return b.stamp - a.stamp || b.conversation - a.conversation
}

/** The place just before one. */
export function placeBefore({ stamp, conversation }: Place): Place {
  return conversation > 0
    ? { stamp, conversation: conversation - 1 }
    : { stamp: stamp - 1, conversation: LAST_CONVERSATION }
}

/** @param term - its keyed hash */
export function postingKey(term: Bytes, { stamp, conversation }: Place): Bytes {
  const key = Buffer.allocUnsafe(POSTING_BYTES)
  key[0] = S
  key.set(term, 1)
  key.writeUIntBE(Math.floor(stamp / 2 ** 32), PLACE_AT, STAMP_BYTES - 4)
  key.writeUInt32BE(stamp % 2 ** 32, PLACE_AT + STAMP_BYTES - 4)
  key.writeUIntBE(conversation, PLACE_AT + STAMP_BYTES, CONVERSATION_BYTES)
  return key
}

/** Where a posting stands; undefined for one of another term. */
export function readPosting(term: Bytes, key: Bytes): Place | undefined {
  for (let i = 0; i < BLIND_BYTES; i++) if (key[i + 1] !== term[i]) return undefined
  return {
    stamp: readUint(key, PLACE_AT, STAMP_BYTES),
    conversation: readUint(key, PLACE_AT + STAMP_BYTES, CONVERSATION_BYTES),
  }
}

export interface KeyRange {
  gte: Bytes
  lt: Bytes
}

export function postingsOf(term: Bytes): KeyRange {
  const last = new Uint8Array(STAMP_BYTES + CONVERSATION_BYTES).fill(0xff)
  return { gte: Buffer.concat([Uint8Array.of(S), term]), lt: Buffer.concat([Uint8Array.of(S), term, last]) }
}

export const ALL_POSTINGS: KeyRange = { gte: Uint8Array.of(S), lt: Uint8Array.of(S + 1) }
export const ALL_VOCABULARY: KeyRange = { gte: Uint8Array.of(L), lt: Uint8Array.of(L + 1) }
export const ALL_WEEDING: KeyRange = { gte: Uint8Array.of(N), lt: Uint8Array.of(N + 1) }

export function vocabularyKey(beginning: Bytes, word: Bytes): Bytes {
  return Buffer.concat([Uint8Array.of(L), beginning, word])
}

export function vocabularyOf(beginning: Bytes): KeyRange {
  return {
    gte: vocabularyKey(beginning, new Uint8Array(0)),
    lt: vocabularyKey(beginning, new Uint8Array(BLIND_BYTES + 1).fill(0xff)),
  }
}

export function weedingKey({ stamp, conversation }: Place, number: number): Bytes {
  return Buffer.concat([
    Uint8Array.of(N),
    uint(conversation, CONVERSATION_BYTES),
    uint(stamp, STAMP_BYTES),
    uint(number, 6),
  ])
}

export function readWeedingKey(key: Bytes): Place {
  return {
    conversation: readUint(key, 1, CONVERSATION_BYTES),
    stamp: readUint(key, 1 + CONVERSATION_BYTES, STAMP_BYTES),
  }
}

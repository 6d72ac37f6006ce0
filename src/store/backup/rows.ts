/** Which rows of the database go into a backup, and what in them is not true any more once they are restored. */
import type { Bytes } from '../../protocol/bytes.ts'
import type { Database } from '../database.ts'
import { type KeyRange, recordKey } from '../keys.ts'
import { CARD_KEYS } from '../sealing-keys.ts'
import { INDEX } from '../search/search.ts'

/**
 * Left out: sealing keys, own (k) and friends' (q), since a file that is kept for years must not open what was said in secret to keys
 * of a day; hashes of opened parcels (o, w), results of clients' keys (t) and what is to leave that disk (z), which mean nothing to a
 * new installation; the index of the search (s, l, n), which is made anew.
 */
const LEFT_OUT = ['k', 'l', 'n', 'o', 'q', 's', 't', 'w', 'z']

/** Everything else, in order. */
export const KEPT: readonly KeyRange[] = [...LEFT_OUT, undefined].map((letter, i) => ({
  gte: Uint8Array.of(i === 0 ? 0 : codeOf(LEFT_OUT[i - 1]!) + 1),
  lt: Uint8Array.of(letter === undefined ? 0xff : codeOf(letter)),
}))

/** Entries that are shown. */
export const MESSAGES: KeyRange = { gte: Buffer.from('e'), lt: Buffer.from('f') }
/** Rows that one message has in a backup: order, feed, arrival, id. */
export const ROWS_PER_MESSAGE = 4

export function isMessage(key: Bytes): boolean {
  return key[0] === MESSAGES.gte[0]
}

export function isLeftOut(key: Bytes): boolean {
  return key[0] === undefined || LEFT_OUT.includes(String.fromCharCode(key[0]))
}

/** Records of the letter `m` that are left out, by their keys. */
export function leftOutRecords(database: Database): Bytes[] {
  return [CARD_KEYS, INDEX].map(name => recordKey('m', database.blind(Buffer.from(name))))
}

function codeOf(letter: string): number {
  return letter.charCodeAt(0)
}

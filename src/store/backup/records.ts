/**
 * What is in a backup, once it is open: a manifest, the keys, the settings, the rows of the database, the totals. Records follow each
 * other: one byte for the kind, four for the length, then that much.
 */
import { type Bytes, readUint, uint } from '../../protocol/bytes.ts'

/** What a backup says of itself. */
export interface Manifest {
  peerId: string
  name: string
  /** Milliseconds since 1970. */
  madeAt: number
  /** Of the program. */
  version: string
  /** Of the database's layout. */
  layout: number
  messages: number
  conversations: number
}

/** Keys of the profile, base64url. */
export interface Keys {
  seed: string
  storeKey: string
}

/** Said at the end: what must have come before. */
export interface Totals {
  rows: number
  /** Of keys and values. */
  bytes: number
  messages: number
}

export type BackupRecord =
  | { kind: 'manifest'; manifest: Manifest }
  | { kind: 'keys'; keys: Keys }
  | { kind: 'settings'; text: string }
  | { kind: 'row'; key: Bytes; value: Bytes }
  | { kind: 'totals'; totals: Totals }

const KINDS = { manifest: 0x4d, keys: 0x4b, settings: 0x53, row: 0x52, totals: 0x45 } as const
const HEAD_BYTES = 5
const KEY_LENGTH_BYTES = 2

export function encodeRecord(record: BackupRecord): Bytes {
  if (record.kind === 'row') {
    const { key, value } = record
    const bytes = Buffer.allocUnsafe(HEAD_BYTES + KEY_LENGTH_BYTES + key.byteLength + value.byteLength)
    bytes[0] = KINDS.row
    bytes.writeUInt32BE(bytes.byteLength - HEAD_BYTES, 1)
    bytes.writeUInt16BE(key.byteLength, HEAD_BYTES)
    bytes.set(key, HEAD_BYTES + KEY_LENGTH_BYTES)
    bytes.set(value, HEAD_BYTES + KEY_LENGTH_BYTES + key.byteLength)
    return bytes
  }
  const text =
    record.kind === 'settings'
      ? record.text
      : JSON.stringify(
          record.kind === 'manifest' ? record.manifest : record.kind === 'keys' ? record.keys : record.totals,
        )
  const body = Buffer.from(text, 'utf8')
  return Buffer.concat([Uint8Array.of(KINDS[record.kind]), uint(body.byteLength, 4), body])
}

/**
 * The records of one block; each begins and ends in it. A kind that nobody knows is passed over: later versions may say more.
 * Throws where a record is not whole.
 */
export function* decodeRecords(block: Bytes): Generator<BackupRecord> {
  for (let at = 0; at < block.byteLength; ) {
    const start = at + HEAD_BYTES
    const end = start > block.byteLength ? Number.POSITIVE_INFINITY : start + readUint(block, at + 1, 4)
    if (end > block.byteLength) throw new Error('a record that is not whole')
    const record = decodeRecord(block[at]!, block.subarray(start, end))
    if (record !== undefined) yield record
    at = end
  }
}

function decodeRecord(kind: number, body: Bytes): BackupRecord | undefined {
  if (kind === KINDS.row) {
    const end = KEY_LENGTH_BYTES + (body.byteLength < KEY_LENGTH_BYTES ? 0 : readUint(body, 0, KEY_LENGTH_BYTES))
    if (end === KEY_LENGTH_BYTES || end > body.byteLength) throw new Error('a row that is not whole')
    return { kind: 'row', key: body.subarray(KEY_LENGTH_BYTES, end), value: body.subarray(end) }
  }
  const text = Buffer.from(body).toString('utf8')
  if (kind === KINDS.settings) return { kind: 'settings', text }
  if (kind === KINDS.manifest) return { kind: 'manifest', manifest: JSON.parse(text) as Manifest }
  if (kind === KINDS.keys) return { kind: 'keys', keys: JSON.parse(text) as Keys }
  if (kind === KINDS.totals) return { kind: 'totals', totals: JSON.parse(text) as Totals }
  return undefined
}

/**
 * Safety numbers: 60 digits that two people compare by another way (face to face, by voice), to know that nobody stands between them.
 * The computation is that of Signal's numeric fingerprints (`NumericFingerprintGenerator` of libsignal, version 0), over our keys:
 * each half is 30 digits of an iterated SHA-512 of one identity key and its peer id, and the smaller half goes first, so both sides
 * see the same.
 *
 * What a forgery costs: another key with the same half is one of 10^30 (2^99.7), and each try costs a key and 5,200 hashes (2^12.3), so
 * 2^112 hashes. Against somebody who compares the first ten digits alone it is 2^33 keys times 5,200 hashes: all 60 are to be compared.
 */
import { hash } from 'node:crypto'
import { type Bytes, uint } from './bytes.ts'
import { type PeerIdString, publicKeyOf } from './ids.ts'

/** Signal's number: more than 112 bits of work, some milliseconds to compute. */
const ITERATIONS = 5_200
/** Of the computation: a change of it needs another one. */
const VERSION = 0
const GROUPS = 6
const BYTES_OF_GROUP = 5
export const SAFETY_DIGITS = 60
/** What stands before the digits in a QR code, so that whoever scans it knows what it is. */
const QR_PREFIX = 'earshot-safety:1:'

/** 30 digits of one identity. `key` and `identifier` are hashed as they are. */
export function numericFingerprint(key: Bytes, identifier: string): string {
  let digest: Bytes = Buffer.concat([uint(VERSION, 2), key, Buffer.from(identifier)])
  for (let i = 0; i < ITERATIONS; i++) digest = hash('sha512', Buffer.concat([digest, key]), 'buffer')
  const view = Buffer.from(digest)
  return Array.from({ length: GROUPS }, (_, group) =>
    String(view.readUIntBE(group * BYTES_OF_GROUP, BYTES_OF_GROUP) % 100_000).padStart(5, '0'),
  ).join('')
}

/** The 60 digits of two people, the same whichever of them asks. `TypeError` for what is no peer id. */
export function safetyNumber(one: PeerIdString, other: PeerIdString): string {
  return joinedHalves(...([one, other].map(half) as [string, string]))
}

function half(peer: PeerIdString): string {
  const key = publicKeyOf(peer)
  if (key === undefined) throw new TypeError(`no peer id: ${peer}`)
  return numericFingerprint(key, peer)
}

/** Two fingerprints as one number: the smaller half first. */
export function joinedHalves(one: string, other: string): string {
  return one <= other ? one + other : other + one
}

/** In groups of five, as people read them to each other. */
export function grouped(digits: string): string {
  return digits.replaceAll(/\d{5}(?=\d)/g, '$& ')
}

/** What a QR code of the number says. */
export function safetyQr(digits: string): string {
  return QR_PREFIX + digits
}

/** The digits in what somebody typed, pasted or scanned: a number with or without gaps, or the text of a QR code. Undefined for anything else. */
export function readSafetyNumber(text: string): string | undefined {
  const trimmed = text.normalize('NFKC').trim()
  const digits = (trimmed.toLowerCase().startsWith(QR_PREFIX) ? trimmed.slice(QR_PREFIX.length) : trimmed).replaceAll(
    /[\s-]/g,
    '',
  )
  return digits.length === SAFETY_DIGITS && /^\d+$/.test(digits) ? digits : undefined
}

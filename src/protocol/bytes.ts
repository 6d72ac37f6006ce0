/** Small verbs on byte strings that Node's own API leaves to the reader. */
import { hash } from 'node:crypto'

/** Bytes that nobody shares with another thread. */
export type Bytes = Uint8Array<ArrayBuffer>

export function equal(a: Bytes, b: Bytes): boolean {
  return a.byteLength === b.byteLength && Buffer.compare(a, b) === 0
}

export function hex(bytes: Bytes): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex')
}

/** Bytes of a string of hexadecimal digits, or undefined where it is none. */
export function fromHex(text: string): Bytes | undefined {
  return /^([0-9a-f]{2})*$/.test(text) ? Buffer.from(text, 'hex') : undefined
}

/** SHA-256. Asked for as text, because making a buffer over there takes Node twice as long. */
export function sha256(bytes: Bytes): Bytes {
  return Buffer.from(hash('sha256', bytes, 'binary'), 'latin1')
}

/** An unsigned integer as `width` bytes, big-endian, so that bytewise order is numeric order. Exact up to 2^53 - 1. */
export function uint(value: number, width: number): Bytes {
  const bytes = Buffer.allocUnsafe(width)
  writeUint(bytes, 0, value, width)
  return bytes
}

/** Writes what `uint` makes into bytes that are there; gives the offset behind it. */
export function writeUint(bytes: Bytes, offset: number, value: number, width: number): number {
  let rest = value
  for (let i = offset + width - 1; i >= offset; i--) {
    bytes[i] = rest % 256
    rest = Math.floor(rest / 256)
  }
  return offset + width
}

/** Reads what `uint` wrote. */
export function readUint(bytes: Bytes, offset: number, width: number): number {
  let value = 0
  for (let i = offset; i < offset + width; i++) value = value * 256 + bytes[i]!
  return value
}

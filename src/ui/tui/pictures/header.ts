/**
 * What a picture's first bytes say: its format and how many pixels it claims to have, before a decoder takes memory for them. Of a
 * JPEG also which way up it is to be shown (EXIF, tag 0x0112).
 */

export type Format = 'png' | 'jpeg' | 'gif'

export interface Header {
  readonly format: Format
  readonly width: number
  readonly height: number
  /** 1 to 8 as EXIF counts them; 1 is as stored. */
  readonly orientation: number
}

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

/** Undefined where it is no picture of a known format, or too short to say. */
export function readHeader(bytes: Uint8Array): Header | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (PNG.every((byte, at) => bytes[at] === byte)) {
    if (bytes.byteLength < 24) return undefined
    return { format: 'png', width: view.getUint32(16), height: view.getUint32(20), orientation: 1 }
  }
  if (/^GIF8[79]a$/.test(Buffer.from(bytes.subarray(0, 6)).toString('latin1'))) {
    if (bytes.byteLength < 10) return undefined
    return { format: 'gif', width: view.getUint16(6, true), height: view.getUint16(8, true), orientation: 1 }
  }
  return bytes[0] === 0xff && bytes[1] === 0xd8 ? readJpeg(bytes, view) : undefined
}

/** Goes from segment to segment up to the frame's own header. */
function readJpeg(bytes: Uint8Array, view: DataView): Header | undefined {
  let at = 2
  let orientation = 1
  while (at + 4 <= bytes.byteLength) {
    if (bytes[at] !== 0xff) return undefined
    const marker = bytes[at + 1] ?? 0
    if (marker === 0xff) {
      at++
      continue
    }
    // Restart marks and TEM stand alone.
    if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) {
      at += 2
      continue
    }
    const length = view.getUint16(at + 2)
    if (length < 2 || at + 2 + length > bytes.byteLength) return undefined
    const frame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
    if (frame) {
      if (length < 8) return undefined
      return { format: 'jpeg', width: view.getUint16(at + 7), height: view.getUint16(at + 5), orientation }
    }
    if (marker === 0xe1) orientation = exifOrientation(bytes.subarray(at + 4, at + 2 + length)) ?? orientation
    at += 2 + length
  }
  return undefined
}

const EXIF = 'Exif\0\0'
const ORIENTATION = 0x0112

/** From the first directory of a TIFF in an APP1 segment; undefined where it says nothing sensible. */
function exifOrientation(segment: Uint8Array): number | undefined {
  if (Buffer.from(segment.subarray(0, EXIF.length)).toString('latin1') !== EXIF) return undefined
  const tiff = segment.subarray(EXIF.length)
  if (tiff.byteLength < 8) return undefined
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength)
  const order = view.getUint16(0)
  if (order !== 0x4949 && order !== 0x4d4d) return undefined
  const little = order === 0x4949
  const directory = view.getUint32(4, little)
  if (directory + 2 > tiff.byteLength) return undefined
  const entries = view.getUint16(directory, little)
  for (let entry = 0; entry < entries; entry++) {
    const at = directory + 2 + entry * 12
    if (at + 12 > tiff.byteLength) return undefined
    if (view.getUint16(at, little) !== ORIENTATION) continue
    const value = view.getUint16(at + 8, little)
    return value >= 1 && value <= 8 ? value : undefined
  }
  return undefined
}

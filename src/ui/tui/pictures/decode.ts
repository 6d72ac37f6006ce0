/**
 * The pixels of a PNG, a JPEG or the first frame of a GIF. Files come from peers: what they claim is held against the limits before a
 * decoder runs, and whatever a decoder throws becomes one error. Decoding takes a second for a large photograph and a decoder may have
 * a fault that is not known yet, so it runs in a thread of its own (`decoder.ts`), never where keys are read.
 *
 * Not read: WebP, AVIF, HEIC. There is no decoder for them in JavaScript that is small and looked after.
 */

import { inflateSync } from 'node:zlib'
import { EarshotError } from '../../../protocol/errors.ts'
import { phrase } from '../../../protocol/phrase.ts'
import type { Picture } from '../frame/frame.ts'
import { type Header, readHeader } from './header.ts'
import { upright } from './orientation.ts'
import { fitPixels, type Size, scale } from './scale.ts'

/**
 * Pixels of one picture: a photograph of a telephone has 12 million, of a camera 24. Four bytes each; a JPEG takes 35 while it is
 * decoded, 900 MB for the largest one.
 */
export const MAX_PIXELS = 26_000_000
/** Of a side: a strip of 26 million by one pixel is no picture. */
const MAX_SIDE = 32_768
/** MiB that the JPEG decoder may take. */
const JPEG_MIB = 640

export interface DecodeOptions {
  /** Pixels; more are refused. @default MAX_PIXELS */
  readonly maxPixels?: number
  /** Made smaller until it fits, pixels. @default as large as it is */
  readonly within?: Size
}

/** @throws EarshotError `invalid` for what is no picture, of a format not read, damaged, or too large */
export async function decode(bytes: Uint8Array, options: DecodeOptions = {}): Promise<Picture> {
  const { maxPixels = MAX_PIXELS, within } = options
  const header = readHeader(bytes)
  if (header === undefined) throw new EarshotError('invalid', 'not a picture that can be shown', 'PNG, JPEG or GIF')
  const { width, height } = header
  if (width === 0 || height === 0) throw damaged('it has no pixels')
  if (width * height > maxPixels || width > MAX_SIDE || height > MAX_SIDE) {
    throw new EarshotError(
      'invalid',
      phrase`the picture is too large: ${width} × ${height} pixels`,
      phrase`at most ${maxPixels}`,
    )
  }
  const stored = await DECODERS[header.format](bytes, header).catch((error: unknown) => {
    throw error instanceof EarshotError ? error : damaged(error instanceof Error ? error.message : String(error), error)
  })
  if (stored.width !== width || stored.height !== height || stored.rgba.length !== width * height * 4) {
    throw damaged('its size is not what it says')
  }
  return upright(within === undefined ? stored : scaled(stored, header, within), header.orientation)
}

/** Before it is turned: turning the little that is left costs little. */
function scaled(stored: Picture, { orientation }: Header, within: Size): Picture {
  const box = orientation >= 5 ? { width: within.height, height: within.width } : within
  const { width, height } = fitPixels(stored, box)
  return scale(stored, width, height)
}

function damaged(reason: string, cause?: unknown): EarshotError {
  return new EarshotError('invalid', phrase`the picture is damaged: ${reason}`, undefined, cause)
}

const DECODERS: Record<Header['format'], (bytes: Uint8Array, header: Header) => Promise<Picture>> = {
  png: decodePng,
  jpeg: decodeJpeg,
  gif: decodeGif,
}

async function decodePng(bytes: Uint8Array, header: Header): Promise<Picture> {
  // pngjs 7 does not notice data that end early and takes for pixels what happens to be in memory behind them; and what it inflates
  // of interlaced ones it does not limit. So the length is looked at first.
  const { least, most } = pngBytes(bytes, header)
  const length = inflateSync(pngData(bytes), { maxOutputLength: most }).byteLength
  if (length < least) throw damaged('pixels are missing')
  const { PNG } = (await import('pngjs')).default
  const { width, height, data } = PNG.sync.read(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  return { width, height, rgba: data }
}

/** The compressed pixels: all IDAT chunks after one another. */
function pngData(bytes: Uint8Array): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const parts: Uint8Array[] = []
  for (let at = 8; at + 8 <= bytes.byteLength; at += 12 + view.getUint32(at)) {
    const length = view.getUint32(at)
    if (view.getUint32(at + 4) === 0x49444154) parts.push(bytes.subarray(at + 8, at + 8 + length))
  }
  return Buffer.concat(parts)
}

/** Parts of a pixel by the PNG's type of colour: grey, RGB, palette, grey and alpha, RGB and alpha. */
const PNG_CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }
/** Bytes behind the pixels that some writers leave there. */
const PNG_SLACK = 1024

/** How many bytes the pixels have before they are compressed: each row begins with its filter's byte. */
function pngBytes(bytes: Uint8Array, { width, height }: Header): { least: number; most: number } {
  const channels = PNG_CHANNELS[bytes[25] ?? 1]
  if (channels === undefined) throw damaged('it has no such type of colour')
  const whole = (Math.ceil((width * channels * (bytes[24] ?? 0)) / 8) + 1) * height
  // Interlaced, rows of seven passes end within a byte and have a filter each; pngjs looks itself that none is missing.
  const interlaced = bytes[28] === 1
  return { least: interlaced ? 1 : whole, most: whole + (interlaced ? 14 * (height + 8) : 0) + PNG_SLACK }
}

async function decodeJpeg(bytes: Uint8Array, { width, height }: Header): Promise<Picture> {
  const { decode: read } = (await import('jpeg-js')).default
  const limits = { maxMemoryUsageInMB: JPEG_MIB, maxResolutionInMP: Math.ceil((width * height) / 1e6) }
  const { data, ...size } = read(bytes, { useTArray: true, formatAsRGBA: true, ...limits })
  return { ...size, rgba: data }
}

async function decodeGif(bytes: Uint8Array, { width, height }: Header): Promise<Picture> {
  const { GifReader } = (await import('omggif')).default
  const reader = new GifReader(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  const first = reader.frameInfo(0)
  if (first.x + first.width > width || first.y + first.height > height)
    throw damaged('a frame is larger than the picture')
  const rgba = new Uint8Array(width * height * 4)
  reader.decodeAndBlitFrameRGBA(0, rgba)
  return { width, height, rgba }
}

/** Small picture files, made in the test with the libraries' encoders or by hand. */
import jpeg from 'jpeg-js'
import omggif from 'omggif'
import pngjs from 'pngjs'
import type { Picture } from '../../../../src/ui/tui/frame/frame.ts'

type Pixel = readonly [red: number, green: number, blue: number, alpha?: number]

/** A picture by a function of its pixels. */
export function painted(width: number, height: number, pixel: (x: number, y: number) => Pixel): Picture {
  const rgba = new Uint8Array(width * height * 4)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [red, green, blue, alpha = 255] = pixel(x, y)
      rgba.set([red, green, blue, alpha], (y * width + x) * 4)
    }
  }
  return { width, height, rgba }
}

export function pixelAt({ width, rgba }: Picture, x: number, y: number): number[] {
  return [...rgba.subarray((y * width + x) * 4, (y * width + x) * 4 + 4)]
}

export function pngOf({ width, height, rgba }: Picture): Buffer {
  const png = new pngjs.PNG({ width, height })
  png.data = Buffer.from(rgba)
  return pngjs.PNG.sync.write(png)
}

/** @param orientation - written as EXIF where it is given */
export function jpegOf({ width, height, rgba }: Picture, orientation?: number): Buffer {
  const file = jpeg.encode({ width, height, data: rgba }, 95).data
  if (orientation === undefined) return file
  const tiff = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0]
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), Buffer.from(tiff)])
  const head = Buffer.from([0xff, 0xe1, 0, body.length + 2])
  return Buffer.concat([file.subarray(0, 2), head, body, file.subarray(2)])
}

/** Of indexes into the palette black, white, red, blue. */
export function gifOf(width: number, height: number, indexes: number[], frames = 1): Buffer {
  const buffer = Buffer.alloc(4096 + indexes.length * 2 * frames)
  const writer = new omggif.GifWriter(buffer, width, height, { palette: [0x000000, 0xffffff, 0xff0000, 0x0000ff] })
  for (let frame = 0; frame < frames; frame++) {
    writer.addFrame(0, 0, width, height, frame === 0 ? indexes : indexes.map(() => 0))
  }
  return buffer.subarray(0, writer.end())
}

/** A PNG chunk with its checksum. */
export function pngChunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}

function crc32(data: Uint8Array): number {
  let crc = ~0
  for (const byte of data) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  }
  return ~crc >>> 0
}

/** A PNG whose header says what it likes. */
export function forgedPng(width: number, height: number, data: Uint8Array, interlaced = false): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 6, 0, 0, interlaced ? 1 : 0], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([signature, pngChunk('IHDR', header), pngChunk('IDAT', data), pngChunk('IEND', Buffer.alloc(0))])
}

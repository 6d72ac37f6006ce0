import { setTimeout as delay } from 'node:timers/promises'
import { deflateSync } from 'node:zlib'
import { afterAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { PictureDecoder } from '../../../../src/ui/tui/pictures/decoder.ts'
import { AVATAR_BYTES } from '../../../../src/ui/tui/pictures/encode-avatar.ts'
import fc from '../../../support/fast-check.ts'
import { forgedPng, gifOf, jpegOf, painted, pixelAt, pngOf } from './files.ts'

const decoder = new PictureDecoder()
afterAll(() => decoder.close())

const quarters = painted(32, 16, (x, y) =>
  y < 8 ? (x < 16 ? [255, 0, 0] : [0, 255, 0]) : x < 16 ? [0, 0, 255] : [255, 255, 255],
)
const near = (one: number[], other: number[]) => one.every((part, i) => Math.abs(part - (other[i] ?? 0)) < 40)

describe('decoding', () => {
  it('reads a PNG, its transparency too', async () => {
    const picture = painted(3, 2, (x, y) => [x * 100, y * 100, 7, x === 0 ? 0 : 255])
    expect(await decoder.decode(pngOf(picture))).toEqual(picture)
  })

  it('reads an interlaced PNG', async () => {
    // One pass holds a single pixel: filter byte, then red, green, blue, alpha.
    const { rgba } = await decoder.decode(forgedPng(1, 1, deflateSync(Buffer.from([0, 9, 8, 7, 255])), true))
    expect([...rgba]).toEqual([9, 8, 7, 255])
  })

  it('reads the first frame of a GIF', async () => {
    const picture = await decoder.decode(gifOf(2, 2, [2, 3, 1, 0], 3))
    expect([picture.width, picture.height]).toEqual([2, 2])
    expect(pixelAt(picture, 0, 0)).toEqual([255, 0, 0, 255])
    expect(pixelAt(picture, 1, 0)).toEqual([0, 0, 255, 255])
    expect(pixelAt(picture, 0, 1)).toEqual([255, 255, 255, 255])
  })

  it('reads a JPEG', async () => {
    const picture = await decoder.decode(jpegOf(quarters))
    expect(near(pixelAt(picture, 2, 2), [255, 0, 0, 255])).toBe(true)
    expect(near(pixelAt(picture, 29, 13), [255, 255, 255, 255])).toBe(true)
  })

  // Where the red, green, blue and white quarters are to be seen: upper left, upper right, lower left, lower right.
  const RED = [255, 0, 0, 255]
  const GREEN = [0, 255, 0, 255]
  const BLUE = [0, 0, 255, 255]
  const WHITE = [255, 255, 255, 255]
  it.each([
    [1, RED, GREEN, BLUE, WHITE],
    [2, GREEN, RED, WHITE, BLUE],
    [3, WHITE, BLUE, GREEN, RED],
    [4, BLUE, WHITE, RED, GREEN],
    [5, RED, BLUE, GREEN, WHITE],
    [6, BLUE, RED, WHITE, GREEN],
    [7, WHITE, GREEN, BLUE, RED],
    [8, GREEN, WHITE, RED, BLUE],
  ])('shows a photograph of orientation %i upright', async (orientation, ...expected) => {
    for (const options of [{}, { within: { width: 16, height: 16 } }]) {
      const picture = await decoder.decode(jpegOf(quarters, orientation), options)
      const { width, height } = picture
      expect(width > height).toBe(orientation < 5)
      const corners = [
        [1, 1],
        [width - 2, 1],
        [1, height - 2],
        [width - 2, height - 2],
      ]
      corners.forEach(([x = 0, y = 0], i) => {
        expect(near(pixelAt(picture, x, y), expected[i] ?? []), `corner ${i}`).toBe(true)
      })
    }
  })

  it('makes a large one as small as asked for', async () => {
    const { width, height } = await decoder.decode(jpegOf(painted(1000, 500, (x, y) => [x % 256, y % 256, 0])), {
      within: { width: 100, height: 100 },
    })
    expect([width, height]).toEqual([100, 50])
  })

  it('decodes what is asked at once, one after the other', async () => {
    const files = Array.from({ length: 20 }, (_, i) => pngOf(painted(2, 2, () => [i, i, i])))
    const pictures = await Promise.all(files.map(file => decoder.decode(file)))
    expect(pictures.map(picture => picture.rgba[0])).toEqual(files.map((_, i) => i))
  })
})

describe('hostile files', () => {
  const good = pngOf(quarters)
  const photograph = jpegOf(quarters)

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['text', Buffer.from('not a picture at all')],
    ['a PNG that ends in its header', good.subarray(0, 20)],
    ['a PNG that ends in its pixels', good.subarray(0, good.length - 30)],
    ['a PNG of 60000 × 60000 pixels', forgedPng(60_000, 60_000, deflateSync(Buffer.alloc(100)))],
    ['a PNG of 4 billion × 1 pixels', forgedPng(0xffffffff, 1, deflateSync(Buffer.alloc(100)))],
    ['a PNG without pixels', forgedPng(0, 0, deflateSync(Buffer.alloc(100)))],
    ['a PNG with too little in it', forgedPng(100, 100, deflateSync(Buffer.alloc(100)))],
    ['a PNG with one byte too few', forgedPng(10, 10, deflateSync(Buffer.alloc(409)))],
    ['a PNG of no type of colour', Buffer.concat([good.subarray(0, 25), Buffer.from([9]), good.subarray(26)])],
    ['an interlaced PNG that swells', forgedPng(10, 10, deflateSync(Buffer.alloc(64_000_000)), true)],
    ['a GIF of 65535 × 65535 pixels', Buffer.concat([Buffer.from('GIF89a'), Buffer.alloc(40, 0xff)])],
    ['a GIF that ends early', gifOf(2, 2, [2, 3, 1, 0]).subarray(0, 30)],
    [
      'a GIF whose frame is larger than itself',
      (() => {
        const file = Buffer.from(gifOf(2, 2, [2, 3, 1, 0]))
        file.writeUInt16LE(1, 6)
        return file
      })(),
    ],
    ['a JPEG that ends in its header', photograph.subarray(0, 100)],
    [
      'a JPEG of no height',
      (() => {
        const file = Buffer.from(photograph)
        file.writeUInt16BE(0, file.indexOf(Buffer.from([0xff, 0xc0])) + 5)
        return file
      })(),
    ],
    [
      'a JPEG of 65500 × 65500 pixels',
      (() => {
        const file = Buffer.from(photograph)
        const frame = file.indexOf(Buffer.from([0xff, 0xc0]))
        file.writeUInt16BE(65_500, frame + 5)
        file.writeUInt16BE(65_500, frame + 7)
        return file
      })(),
    ],
  ])('%s is refused', async (_, file) => {
    await expect(decoder.decode(file)).rejects.toMatchObject({ name: 'EarshotError', code: 'invalid' })
  })

  it('a PNG that swells beyond its pixels costs no more than its pixels', async () => {
    const bomb = forgedPng(10, 10, deflateSync(Buffer.alloc(200_000_000)))
    const before = process.memoryUsage().rss
    await expect(decoder.decode(bomb)).rejects.toMatchObject({ code: 'invalid' })
    expect(process.memoryUsage().rss - before).toBeLessThan(60_000_000)
  })

  it('garbage behind a true beginning never throws anything else', async () => {
    const starts = [good, photograph, gifOf(4, 4, new Array<number>(16).fill(2))]
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...starts),
        fc.array(fc.tuple(fc.nat(400), fc.nat(255)), { minLength: 1, maxLength: 12 }),
        async (start, changes) => {
          const file = Buffer.from(start)
          for (const [at, byte] of changes) file[at % file.length] = byte
          const result = await decoder.decode(file, { maxPixels: 4_000_000 }).catch((error: unknown) => error)
          if (result instanceof Error) expect(result).toMatchObject({ name: 'EarshotError', code: 'invalid' })
        },
      ),
      { numRuns: 150 },
    )
    // A file that says it is large takes its time, on a machine with much else to do more of it.
  }, 240_000)

  it('a decoder that takes too long is ended, and the next picture is decoded', async () => {
    const hasty = new PictureDecoder(600)
    const long = forgedPng(5000, 5000, deflateSync(Buffer.alloc(5000 * 20_001), { level: 1 }))
    // How long a decoder and its thread take is the machine's to say: the time passes when it is at it.
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    onTestFinished(() => {
      vi.useRealTimers()
    })
    const answers = Promise.allSettled([hasty.decode(long), hasty.decode(good)])
    await delay(100)
    vi.advanceTimersByTime(600)
    const [first, second] = await answers
    expect(first).toMatchObject({ status: 'rejected', reason: { code: 'timeout' } })
    expect(second).toMatchObject({ status: 'fulfilled', value: { width: 32 } })
    await hasty.close()
  })

  it('a limit of pixels is kept', async () => {
    await expect(decoder.decode(good, { maxPixels: 511 })).rejects.toMatchObject({ code: 'invalid' })
    await expect(decoder.decode(good, { maxPixels: 512 })).resolves.toMatchObject({ width: 32 })
  })
})

describe('an avatar’s file', () => {
  it.each([
    ['a drawing', pngOf(painted(300, 200, x => (x < 150 ? [200, 0, 0] : [0, 0, 200])))],
    ['noise', pngOf(painted(256, 256, (x, y) => [(x * 7919 + y * 104729) % 256, (x * y * 31) % 256, (x ^ y) % 256]))],
    [
      'a photograph',
      jpegOf(painted(640, 480, (x, y) => [128 + 100 * Math.sin(x / 40), 128 + 100 * Math.cos(y / 30), 90])),
    ],
    ['something tiny', pngOf(painted(3, 3, () => [1, 2, 3]))],
  ])('of %s is small and square', async (_, file) => {
    const avatar = await decoder.avatarFile(file)
    expect(avatar.byteLength).toBeLessThanOrEqual(AVATAR_BYTES)
    const { width, height } = await decoder.decode(avatar)
    expect(width).toBe(height)
    expect(width).toBeLessThanOrEqual(64)
  })

  it('keeps what is transparent in a drawing', async () => {
    const round = painted(128, 128, (x, y) => [200, 0, 0, Math.hypot(x - 64, y - 64) < 60 ? 255 : 0])
    const picture = await decoder.decode(await decoder.avatarFile(pngOf(round)))
    expect(pixelAt(picture, 0, 0)[3]).toBe(0)
    expect(pixelAt(picture, 32, 32)).toEqual([200, 0, 0, 255])
  })
})

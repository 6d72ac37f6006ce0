import { describe, expect, it } from 'vitest'
import { drawnAvatar } from '../../../../src/ui/tui/pictures/avatar.ts'
import { CHUNK, place, remove, transmit } from '../../../../src/ui/tui/pictures/kitty.ts'
import { reduceColours } from '../../../../src/ui/tui/pictures/palette.ts'
import { sixel } from '../../../../src/ui/tui/pictures/sixel.ts'
import { painted } from './files.ts'
import { hearKitty, kittyTerminal, readSixel, unwrapped } from './terminal-decoders.ts'

const noise = painted(120, 70, (x, y) => [(x * 7919 + y * 104_729) % 256, (x * y * 31) % 256, (x ^ y) % 256])
const worst = (one: Uint8Array, other: Uint8Array) =>
  one.reduce((most, part, i) => Math.max(most, Math.abs(part - (other[i] ?? 0))), 0)

describe('kitty', () => {
  it.each([false, true])('sends the very pixels, in chunks, through tmux: %s', tmux => {
    const terminal = kittyTerminal()
    const bytes = transmit(7, noise, tmux)
    hearKitty(terminal, tmux ? unwrapped(bytes) : bytes)
    expect(terminal.pictures.get(7)).toEqual(noise)
    expect(terminal.longestChunk).toBe(CHUNK)
    expect(terminal.rest).toBe('')
  })

  it('places at cells and deletes', () => {
    const terminal = kittyTerminal()
    hearKitty(terminal, transmit(9, drawnAvatar('bob')) + place(9, { x: 4, y: 2, width: 8, height: 3 }))
    expect(terminal.placed.get(9)).toEqual({ x: 4, y: 2, columns: 8, rows: 3 })
    hearKitty(terminal, remove(9))
    expect([terminal.placed.size, terminal.pictures.size]).toEqual([0, 0])
  })
})

describe('sixel', () => {
  it('draws a picture of few colours as it is, but for percents', () => {
    const picture = drawnAvatar('bob')
    const read = readSixel(sixel(picture))
    expect([read.width, read.height]).toEqual([64, 64])
    expect(worst(read.rgba, picture.rgba)).toBeLessThanOrEqual(2)
  })

  it('draws one of many colours with 256', () => {
    const smooth = painted(100, 50, (x, y) => [x * 2, y * 5, 128])
    const bytes = sixel(smooth)
    expect(bytes.match(/#\d+;2;/g)?.length).toBeLessThanOrEqual(256)
    expect(worst(readSixel(bytes).rgba, smooth.rgba)).toBeLessThanOrEqual(20)
  })

  it('leaves out what is transparent', () => {
    const { rgba } = readSixel(sixel(painted(8, 9, (x, y) => [255, 255, 255, (x + y) % 3 === 0 ? 0 : 255])))
    for (let at = 0; at < 72; at++) expect(rgba[at * 4 + 3]).toBe(((at % 8) + Math.floor(at / 8)) % 3 === 0 ? 0 : 255)
  })

  it('shortens runs', () => {
    expect(sixel(painted(800, 600, () => [10, 20, 30])).length).toBeLessThan(1500)
  })

  it('stays within a bound whatever the picture: a sign for each pixel of a band and colour', () => {
    expect(sixel(noise).length).toBeLessThan(120 * 70 * 6)
  })
})

describe('a palette', () => {
  it('has as many colours as allowed, the largest areas their own', () => {
    const picture = painted(64, 64, (x, y) => (y < 48 ? [250, 10, 10] : [(x * 4) % 256, (y * 16) % 256, (x * y) % 256]))
    const { colours, indexes } = reduceColours(picture, 16)
    expect(colours.length).toBe(16)
    expect(colours[indexes[0] ?? -1]).toEqual([250, 10, 10])
  })

  it('of nothing but transparency is empty', () => {
    expect(
      reduceColours(
        painted(4, 4, () => [1, 2, 3, 0]),
        16,
      ).colours,
    ).toEqual([])
    expect(readSixel(sixel(painted(4, 4, () => [1, 2, 3, 0]))).rgba.every(part => part === 0)).toBe(true)
  })
})

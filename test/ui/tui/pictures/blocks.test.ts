import { describe, expect, it } from 'vitest'
import { Frame } from '../../../../src/ui/tui/frame/frame.ts'
import { rgb } from '../../../../src/ui/tui/frame/style.ts'
import { drawBlocks } from '../../../../src/ui/tui/pictures/blocks.ts'
import { fitCells, fitPixels, onGround, scale } from '../../../../src/ui/tui/pictures/scale.ts'
import { painted, pixelAt } from './files.ts'

const rows = (frame: Frame) => Array.from({ length: frame.height }, (_, y) => frame.row(y))

describe('a smaller picture', () => {
  it('is the average of what it covers', () => {
    const board = painted(4, 4, (x, y) => ((x + y) % 2 === 0 ? [255, 255, 255] : [0, 0, 0]))
    const small = scale(board, 2, 2)
    for (const [x, y] of [
      [0, 0],
      [1, 0],
      [0, 1],
      [1, 1],
    ] as const)
      expect(pixelAt(small, x, y)).toEqual([128, 128, 128, 255])
  })

  it('weighs pixels that are covered in part', () => {
    const small = scale(
      painted(3, 1, x => [x * 90, 0, 0]),
      2,
      1,
    )
    // 0 and half of 90 over one and a half; half of 90 and 180 likewise.
    expect([pixelAt(small, 0, 0)[0], pixelAt(small, 1, 0)[0]]).toEqual([30, 150])
  })

  it('takes no colour from what is transparent', () => {
    const small = scale(
      painted(2, 1, x => (x === 0 ? [255, 0, 0, 255] : [0, 255, 0, 0])),
      1,
      1,
    )
    expect(pixelAt(small, 0, 0)).toEqual([255, 0, 0, 128])
    expect(pixelAt(onGround(small, [0, 0, 255]), 0, 0)).toEqual([128, 0, 127, 255])
  })

  it('can be made larger, by repeating', () => {
    const large = scale(
      painted(2, 1, x => [x * 255, 0, 0]),
      4,
      2,
    )
    expect([0, 1, 2, 3].map(x => pixelAt(large, x, 1)[0])).toEqual([0, 0, 255, 255])
  })

  it('keeps its proportions, and is never larger than it was', () => {
    expect(fitPixels({ width: 4000, height: 3000 }, { width: 100, height: 100 })).toEqual({ width: 100, height: 75 })
    expect(fitPixels({ width: 10, height: 10 }, { width: 100, height: 100 })).toEqual({ width: 10, height: 10 })
    expect(fitPixels({ width: 30_000, height: 1 }, { width: 100, height: 100 })).toEqual({ width: 100, height: 1 })
    expect(fitCells({ width: 1600, height: 1600 }, { width: 40, height: 10 })).toEqual({ width: 20, height: 10 })
    expect(fitCells({ width: 64, height: 64 }, { width: 40, height: 10 })).toEqual({ width: 8, height: 4 })
    expect(fitCells({ width: 64, height: 64 }, { width: 40, height: 10 }, 1)).toEqual({ width: 20, height: 10 })
    expect(fitCells({ width: 1, height: 9000 }, { width: 40, height: 10 })).toEqual({ width: 1, height: 10 })
  })
})

describe('a picture in cells', () => {
  it('is two pixels to a cell, each in its colour', () => {
    const frame = new Frame(4, 2)
    const picture = painted(2, 2, (x, y) => (x === 1 ? [9, 9, 9] : y === 0 ? [255, 0, 0] : [0, 0, 255]))
    drawBlocks(frame, { x: 1, y: 1, width: 2, height: 1 }, picture, 'dark', '256')
    expect(rows(frame)).toEqual(['    ', ' ▀  '])
    expect(frame.style[5]).toEqual({ fg: rgb(255, 0, 0), bg: rgb(0, 0, 255) })
    expect(frame.style[6]).toEqual({ bg: rgb(9, 9, 9) })
  })

  it('lets the terminal’s ground shine through where it is transparent', () => {
    const frame = new Frame(3, 1)
    const picture = painted(3, 2, (x, y) => [255, 0, 0, x === 2 || (x === 0) === (y === 0) ? 0 : 255])
    drawBlocks(frame, frame.area, picture, 'dark', '256')
    expect(rows(frame)).toEqual(['▄▀ '])
    expect(frame.style).toEqual([{ fg: rgb(255, 0, 0) }, { fg: rgb(255, 0, 0) }, {}])
  })

  const steps = painted(5, 2, x => [x * 63, x * 63, x * 63])
  it('is shades where there are no colours, darker ones of less ink on a dark terminal, more on a light one', () => {
    const frame = new Frame(5, 2)
    drawBlocks(frame, { x: 0, y: 0, width: 5, height: 1 }, steps, 'dark', 'none')
    drawBlocks(frame, { x: 0, y: 1, width: 5, height: 1 }, steps, 'light', 'none')
    expect(rows(frame)).toEqual([' ░▒▓█', '█▓▒░ '])
    expect(frame.style.every(style => Object.keys(style).length === 0)).toBe(true)
  })

  it('is shades of the nearest hue where there are sixteen', () => {
    const hues = [
      [255, 0, 0],
      [255, 255, 0],
      [0, 255, 0],
      [0, 255, 255],
      [0, 0, 255],
      [255, 0, 255],
      [255, 255, 255],
    ] as const
    const frame = new Frame(7, 1)
    drawBlocks(
      frame,
      frame.area,
      painted(7, 2, x => hues[x] ?? [0, 0, 0]),
      'dark',
      '16',
    )
    expect(frame.style.map(style => style.fg)).toEqual([9, 11, 10, 14, 12, 13, undefined])
  })

  it('is drawn the next time with the very same styles', () => {
    const [one, two] = [new Frame(5, 1), new Frame(5, 1)]
    for (const frame of [one, two]) drawBlocks(frame, frame.area, steps, 'dark', '256')
    one.style.forEach((style, at) => {
      expect(two.style[at]).toBe(style)
    })
  })

  it('stays within its area and within the frame', () => {
    const frame = new Frame(4, 2)
    drawBlocks(
      frame,
      { x: 2, y: 1, width: 10, height: 10 },
      painted(8, 8, () => [255, 255, 255]),
      'dark',
      'none',
    )
    drawBlocks(frame, { x: 0, y: 0, width: 0, height: 3 }, steps, 'dark', 'none')
    expect(rows(frame)).toEqual(['    ', '  ██'])
  })
})

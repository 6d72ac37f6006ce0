import { describe, expect, it } from 'vitest'
import { type Area, Frame, type Placement } from '../../../../src/ui/tui/frame/frame.ts'
import { drawnAvatar } from '../../../../src/ui/tui/pictures/avatar.ts'
import { Painter } from '../../../../src/ui/tui/terminal/painter.ts'
import { Pictures } from '../../../../src/ui/tui/terminal/pictures.ts'
import { painted } from '../pictures/files.ts'
import { hearKitty, kittyTerminal, readSixel } from '../pictures/terminal-decoders.ts'

const bob = drawnAvatar('bob')
const eve = drawnAvatar('eve')
const placement = (picture = bob, x = 2, y = 1, key = picture === bob ? 'bob' : 'eve'): Placement => ({
  area: { x, y, width: 8, height: 4 },
  key,
  picture,
})
const untouched = () => false

function frameWith(...placements: Placement[]): Frame {
  const frame = new Frame(80, 24)
  frame.placements.push(...placements)
  return frame
}

describe('pictures by kitty', () => {
  it('are sent once, moved without being sent again, and deleted', () => {
    const pictures = new Pictures({ protocol: 'kitty' })
    const terminal = kittyTerminal()
    const paint = (...placements: Placement[]) => {
      const bytes = pictures.over(frameWith(...placements), untouched)
      hearKitty(terminal, bytes)
      return bytes
    }
    paint(placement(), placement(eve, 20, 3))
    expect([...terminal.placed.values()]).toEqual([
      { x: 2, y: 1, columns: 8, rows: 4 },
      { x: 20, y: 3, columns: 8, rows: 4 },
    ])
    expect([...terminal.pictures.values()]).toEqual([
      { ...bob, rgba: new Uint8Array(bob.rgba) },
      { ...eve, rgba: new Uint8Array(eve.rgba) },
    ])
    expect(paint(placement(), placement(eve, 20, 3))).toBe('')
    expect(paint(placement(bob, 2, 5), placement(eve, 20, 3)).length).toBeLessThan(80)
    expect([...terminal.placed.values()][0]).toMatchObject({ x: 2, y: 5 })
    paint(placement(eve, 20, 3))
    expect([...terminal.pictures.values()].length).toBe(1)
    paint()
    expect([terminal.pictures.size, terminal.placed.size]).toEqual([0, 0])
  })

  it('stand at two places at once', () => {
    const terminal = kittyTerminal()
    hearKitty(
      terminal,
      new Pictures({ protocol: 'kitty' }).over(frameWith(placement(), placement(bob, 30, 1)), untouched),
    )
    expect([...terminal.placed.values()].map(({ x }) => x)).toEqual([2, 30])
  })

  it('are all sent anew after somebody else wrote to the terminal, and after its size changed', () => {
    const pictures = new Pictures({ protocol: 'kitty' })
    const terminal = kittyTerminal()
    hearKitty(terminal, pictures.over(frameWith(placement()), untouched))
    hearKitty(terminal, pictures.end())
    expect(terminal.pictures.size).toBe(0)
    hearKitty(terminal, pictures.over(frameWith(placement()), untouched))
    expect(terminal.placed.size).toBe(1)
    const wider = new Frame(100, 30)
    wider.placements.push(placement())
    hearKitty(terminal, pictures.over(wider, untouched))
    expect([terminal.pictures.size, terminal.placed.size]).toEqual([1, 1])
  })

  it('never send more pixels than their area has', () => {
    const terminal = kittyTerminal()
    const huge = painted(1000, 1000, (x, y) => [x % 256, y % 256, 0])
    const pictures = new Pictures({ protocol: 'kitty' })
    expect(pictures.measure({ width: 10, height: 20 })).toBe(false)
    hearKitty(terminal, pictures.over(frameWith(placement(huge, 0, 0, 'huge')), untouched))
    expect([...terminal.pictures.values()][0]).toMatchObject({ width: 80, height: 80 })
  })

  it('leave to the cells what reaches beyond the edge', () => {
    const over = new Pictures({ protocol: 'kitty' }).over(
      frameWith(placement(bob, 76, 1), placement(bob, 2, -1), placement(bob, 2, 22)),
      untouched,
    )
    expect(over).toBe('')
  })
})

describe('pictures by sixel', () => {
  const drawn = (bytes: string) =>
    Array.from(bytes.matchAll(/\x1b7\x1b\[(\d+);(\d+)H(\x1bP[^\x1b]*\x1b\\)\x1b8/g), ([, row, column, data]) => ({
      x: Number(column) - 1,
      y: Number(row) - 1,
      picture: readSixel(data ?? ''),
    }))

  it('are drawn where they stand, within their area', () => {
    const pictures = new Pictures({ protocol: 'sixel' })
    pictures.measure({ width: 10, height: 20 })
    const [only, ...others] = drawn(pictures.over(frameWith(placement()), untouched))
    expect(others).toEqual([])
    expect(only).toMatchObject({ x: 2, y: 1, picture: { width: 80, height: 78 } })
  })

  it('are drawn in another size once cells have other pixels', () => {
    const pictures = new Pictures({ protocol: 'sixel' })
    pictures.over(frameWith(placement()), untouched)
    expect(pictures.measure({ width: 8, height: 16 })).toBe(false)
    expect(pictures.measure({ width: 12, height: 24 })).toBe(true)
    pictures.forget()
    const [only] = drawn(pictures.over(frameWith(placement()), untouched))
    expect(only).toMatchObject({ x: 2, y: 1, picture: { width: 96, height: 96 } })
  })

  it('are drawn again only where cells beneath were written', () => {
    const pictures = new Pictures({ protocol: 'sixel' })
    const frame = () => frameWith(placement(), placement(eve, 20, 3))
    expect(drawn(pictures.over(frame(), untouched)).length).toBe(2)
    expect(pictures.over(frame(), untouched)).toBe('')
    expect(drawn(pictures.over(frame(), ({ x }: Area) => x === 20)).map(({ x }) => x)).toEqual([20])
  })

  it('say which cells to write again when one goes or moves', () => {
    const pictures = new Pictures({ protocol: 'sixel' })
    pictures.over(frameWith(placement(), placement(eve, 20, 3)), untouched)
    expect(pictures.uncovered(frameWith(placement(), placement(eve, 20, 3)))).toEqual([])
    expect(pictures.uncovered(frameWith(placement(bob, 2, 2), placement(eve, 20, 3)))).toEqual([placement().area])
    expect(pictures.uncovered(frameWith(placement()))).toEqual([placement(eve, 20, 3).area])
  })
})

it('are gone from a frame where something is drawn over them later', () => {
  const frame = frameWith(placement(), placement(eve, 20, 3))
  frame.put(1, 1, 'x')
  frame.put(10, 1, 'x')
  expect(frame.placements.map(({ key }) => key)).toEqual(['bob', 'eve'])
  // The right half of a wide one reaches into it.
  frame.put(19, 4, '界')
  expect(frame.placements.map(({ key }) => key)).toEqual(['bob'])
  frame.fill({ x: 0, y: 4, width: 80, height: 2 }, {})
  expect(frame.placements).toEqual([])
})

it('nothing is written where the terminal has no pictures', () => {
  const pictures = new Pictures({ protocol: 'none' })
  expect(pictures.over(frameWith(placement()), () => true) + pictures.end()).toBe('')
  expect(pictures.uncovered(frameWith())).toEqual([])
})

describe('with the painter', () => {
  const painted = (painter: Painter, pictures: Pictures, frame: Frame) => {
    painter.uncover(pictures.uncovered(frame))
    return painter.paint(frame, touched => pictures.over(frame, touched))
  }

  it('the cells below a sixel picture that has gone are written again, though they did not change', () => {
    const painter = new Painter('true')
    const pictures = new Pictures({ protocol: 'sixel' })
    const frame = (...placements: Placement[]) => {
      const drawn = frameWith()
      for (let y = 0; y < 6; y++) drawn.put(0, y, `row ${y} 0123456789`)
      drawn.placements.push(...placements)
      return drawn
    }
    painted(painter, pictures, frame(placement()))
    expect(painted(painter, pictures, frame(placement()))).toBe('')
    const gone = painted(painter, pictures, frame())
    for (const y of [1, 2, 3, 4]) expect(gone).toContain(`w ${y} 0123`)
    expect(gone).not.toContain('w 5 0123')
    expect(painted(painter, pictures, frame())).toBe('')
  })

  it('text that comes under a sixel picture has it drawn again', () => {
    const painter = new Painter('true')
    const pictures = new Pictures({ protocol: 'sixel' })
    painted(painter, pictures, frameWith(placement(), placement(eve, 20, 3)))
    const frame = frameWith()
    frame.put(22, 4, 'x')
    frame.placements.push(placement(), placement(eve, 20, 3))
    expect(painted(painter, pictures, frame).match(/\x1bP0;1;0q/g)?.length).toBe(1)
  })

  it('another way to show them deletes what the one before left', () => {
    const pictures = new Pictures({ protocol: 'kitty' })
    const terminal = kittyTerminal()
    hearKitty(terminal, pictures.over(frameWith(placement()), untouched))
    pictures.use('none')
    hearKitty(terminal, pictures.over(frameWith(placement()), untouched))
    expect([terminal.pictures.size, terminal.placed.size]).toEqual([0, 0])
  })
})

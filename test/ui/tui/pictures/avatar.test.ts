import { describe, expect, it } from 'vitest'
import { drawnAvatar } from '../../../../src/ui/tui/pictures/avatar.ts'
import { colourOf, cubeParts } from '../../../../src/ui/tui/pictures/person-colour.ts'

const BOB = '12D3KooWEyoppNCUx8Yx66oV9fJnriXwCcXwDDUA2kj6vnc6iDEp'
const people = Array.from({ length: 600 }, (_, i) => `12D3KooW${i}`)

/** WCAG's relative luminance and contrast. */
function luminance(parts: readonly number[]): number {
  const [red = 0, green = 0, blue = 0] = parts.map(part =>
    part / 255 <= 0.03928 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4,
  )
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
function contrast(one: readonly number[], other: readonly number[]): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (high + 0.05) / (low + 0.05)
}

describe('a person’s colour', () => {
  it('is the same at every start', () => {
    expect([colourOf(BOB, 'dark'), colourOf(BOB, 'light'), colourOf(BOB, 'dark', '16')]).toMatchInlineSnapshot(`
      [
        211,
        161,
        9,
      ]
    `)
  })

  it('can be read on dark and on light ground', () => {
    for (const peer of people) {
      expect(contrast(cubeParts(colourOf(peer, 'dark')), [0x1e, 0x1e, 0x1e])).toBeGreaterThanOrEqual(5.4)
      expect(contrast(cubeParts(colourOf(peer, 'light')), [255, 255, 255])).toBeGreaterThanOrEqual(4.5)
      expect([1, 2, 4, 5, 6]).toContain(colourOf(peer, 'light', '16'))
      expect([9, 10, 11, 12, 13, 14]).toContain(colourOf(peer, 'dark', '16'))
    }
  })

  it('spreads people over twelve hues', () => {
    const counts = new Map<number, number>()
    for (const peer of people) counts.set(colourOf(peer, 'dark'), (counts.get(colourOf(peer, 'dark')) ?? 0) + 1)
    expect(counts.size).toBe(12)
    expect(Math.min(...counts.values())).toBeGreaterThan(25)
  })
})

describe('the drawn avatar', () => {
  /** Its squares as letters: colour, second colour, ground in the order they are met. */
  function squares(peer: string): string[] {
    const { rgba, width } = drawnAvatar(peer, 1)
    const names = new Map<string, string>()
    const rows: string[] = []
    for (let y = 0; y < 8; y++) {
      let row = ''
      for (let x = 0; x < 8; x++) {
        const key = rgba.subarray((y * width + x) * 4, (y * width + x) * 4 + 4).join()
        if (!names.has(key)) names.set(key, '.o#'[names.size] ?? '?')
        row += names.get(key)
      }
      rows.push(row)
    }
    return rows
  }

  it('is the same for everybody, at every start', () => {
    expect(squares(BOB).join('\n')).toMatchInlineSnapshot(`
      "..o..o..
      #......#
      ########
      #.#..#.#
      #.####.#
      .#oooo#.
      ..####..
      ..####.."
    `)
  })

  it('is its own mirror image', () => {
    for (const peer of people.slice(0, 50)) {
      for (const row of squares(peer)) expect([...row].reverse().join('')).toBe(row)
    }
  })

  it('differs between people', () => {
    expect(new Set(people.map(peer => drawnAvatar(peer, 1).rgba.join())).size).toBe(people.length)
  })

  it('shows its pattern against its own ground', () => {
    for (const peer of people.slice(0, 100)) {
      const { rgba } = drawnAvatar(peer, 1)
      const seen = new Set(Array.from({ length: 64 }, (_, i) => [...rgba.subarray(i * 4, i * 4 + 3)].join()))
      const [light = [], ...darker] = [...seen]
        .map(c => c.split(',').map(Number))
        .sort((a, b) => luminance(b) - luminance(a))
      expect(darker.length).toBeGreaterThan(0)
      for (const colour of darker) expect(contrast(light, colour)).toBeGreaterThan(2.9)
    }
  })

  it('has as many pixels as asked for', () => {
    const { width, height, rgba } = drawnAvatar(BOB, 5)
    expect([width, height, rgba.length]).toEqual([40, 40, 6400])
  })
})

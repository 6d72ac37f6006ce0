import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../../support/temporary.ts'
import { noXterm, Xterm } from '../../../support/xterm.ts'

const WITHIN = { timeout: 15_000 }
/** Of the picture that the program shows. */
const COLOUR = 0xff00ff
/** Between the window's edge and its cells. */
const BORDER = 2
/** Of the letters that every X server has. */
const CELL = { width: 6, height: 13 }

async function started(args: string[] = []) {
  const file = join(await temporaryFolder(), 'inputs')
  const xterm = await Xterm.open([process.execPath, 'test/support/terminal-program.ts', file], args)
  const inputs = () => (existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [])
  const keys = () =>
    inputs().flatMap(line => {
      const input = JSON.parse(line) as { key?: string }
      return input.key === undefined ? [] : [input.key]
    })
  // The first key that arrives: it listens.
  await expect
    .poll(
      () => {
        xterm.press('b')
        return keys().length
      },
      { timeout: 15_000, interval: 300 },
    )
    .toBeGreaterThan(0)
  // Those that were pressed while it started have all come once a later one has.
  xterm.press('w')
  await expect.poll(() => keys().at(-1), WITHIN).toBe('w')
  return { xterm, keys, inputs }
}

describe.skipIf(noXterm !== undefined)('in a real xterm', { meta: { skipReason: noXterm ?? '' } }, () => {
  it('a picture has the pixels of its cells, goes, and is whole again after a storm of other sizes', async () => {
    const { xterm } = await started()
    expect(xterm.pixels(COLOUR)).toBeUndefined()
    xterm.press('p')
    // The last row of dots is less than a band of six, and left out.
    const [width, height] = [8 * CELL.width, Math.floor((4 * CELL.height) / 6) * 6]
    const [x, y] = [BORDER + 20 * CELL.width, BORDER + 4 * CELL.height]
    await expect.poll(() => xterm.pixels(COLOUR), WITHIN).toEqual({ x, y, width, height, count: width * height })
    // Text comes under it and goes again.
    xterm.press('a', 'a')
    await expect.poll(() => xterm.pixels(COLOUR)?.count, WITHIN).toBe(width * height)
    xterm.press('p')
    await expect.poll(() => xterm.pixels(COLOUR), WITHIN).toBeUndefined()
    xterm.press('p')
    await expect.poll(() => xterm.pixels(COLOUR)?.count, WITHIN).toBe(width * height)
    const sizes = [
      [130, 80],
      [790, 590],
      [20, 20],
      [400, 300],
    ] as const
    for (const [width, height] of [...sizes, ...sizes, ...sizes]) xterm.resize(width, height)
    await expect.poll(() => xterm.pixels(COLOUR), WITHIN).toEqual({ x, y, width, height, count: width * height })
    xterm.press('q')
    await expect.poll(() => xterm.pixels(COLOUR), WITHIN).toBeUndefined()
  })

  it('keys are what is written on them, with Alt, Ctrl and Shift, and the mouse is where it points', async () => {
    const { xterm, keys, inputs } = await started()
    const before = keys().length
    const pressed = {
      'alt+o': 'alt+o',
      'alt+1': 'alt+1',
      'ctrl+Return': 'ctrl+enter',
      'shift+Return': 'shift+enter',
      Return: 'enter',
      F1: 'f1',
      F4: 'f4',
      'ctrl+F5': 'ctrl+f5',
      F12: 'f12',
      Home: 'home',
      'alt+End': 'alt+end',
      'alt+Down': 'alt+down',
      'ctrl+shift+Left': 'ctrl+shift+left',
      'shift+Tab': 'shift+tab',
      Prior: 'pageup',
      BackSpace: 'backspace',
      Escape: 'escape',
    }
    for (const key of Object.keys(pressed)) xterm.press(key)
    await expect.poll(() => keys().slice(before), WITHIN).toEqual(Object.values(pressed))
    xterm.click(BORDER + 10 * CELL.width + 1, BORDER + 5 * CELL.height + 1)
    xterm.click(BORDER + 1, BORDER + 1, 4)
    await expect
      .poll(() => inputs().filter(line => line.includes('mouse')), WITHIN)
      .toEqual([
        expect.stringContaining('"action":"press","button":"left","clicks":1,"x":10,"y":5'),
        expect.stringContaining('"action":"release","button":"left","clicks":1,"x":10,"y":5'),
        expect.stringContaining('"action":"wheel-up","button":"none","clicks":0,"x":0,"y":0'),
      ])
  })
})

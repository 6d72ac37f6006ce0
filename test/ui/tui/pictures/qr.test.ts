import jsQR from 'jsqr'
import { describe, expect, it } from 'vitest'
import { Frame } from '../../../../src/ui/tui/frame/frame.ts'
import { drawQr } from '../../../../src/ui/tui/pictures/qr.ts'

const INVITE = `earshot:12D3KooWEyoppNCUx8Yx66oV9fJnriXwCcXwDDUA2kj6vnc6iDEp?code=abcdefghijklmnopqrstuv`
type Rgb = readonly [number, number, number]

/** What a camera sees of the cells: eight pixels to a half cell. */
function photograph(
  frame: Frame,
  foreground: Rgb,
  background: Rgb,
): { rgba: Uint8ClampedArray; width: number; height: number } {
  const scale = 4
  const width = frame.width * scale
  const height = frame.height * 2 * scale
  const rgba = new Uint8ClampedArray(width * height * 4)
  const known = new Map<number, Rgb>([
    [16, [0, 0, 0]],
    [0, [0, 0, 0]],
    [231, [255, 255, 255]],
    [15, [255, 255, 255]],
  ])
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const half = Math.floor(y / scale)
      const at = Math.floor(half / 2) * frame.width + Math.floor(x / scale)
      const sign = frame.text[at] ?? ' '
      const inked = sign === '█' || sign === (half % 2 === 0 ? '▀' : '▄')
      const { fg, bg } = frame.style[at] ?? {}
      const ink = fg === undefined ? foreground : known.get(fg)
      const paper = bg === undefined ? background : known.get(bg)
      rgba.set([...((inked ? ink : paper) ?? [255, 0, 255]), 255], (y * width + x) * 4)
    }
  }
  return { rgba, width, height }
}

/** Read as it is: dark on light. */
function scanned(frame: Frame, foreground: Rgb, background: Rgb): string | undefined {
  const { rgba, width, height } = photograph(frame, foreground, background)
  return jsQR.default(rgba, width, height, { inversionAttempts: 'dontInvert' })?.data
}

describe('a QR code in cells', () => {
  it.each([
    ['dark', '256'],
    ['light', '256'],
    ['dark', '16'],
    ['light', '16'],
    ['dark', 'none'],
    ['light', 'none'],
  ] as const)('is read back from a %s terminal with %s colours', (ground, colours) => {
    const frame = new Frame(80, 40)
    const { drawn, width, height } = drawQr(frame, { x: 3, y: 1, width: 70, height: 36 }, INVITE, ground, colours)
    expect(drawn).toBe(true)
    expect(height).toBe(Math.ceil(width / 2))
    const [ink, paper]: [Rgb, Rgb] =
      ground === 'dark'
        ? [
            [220, 220, 220],
            [20, 20, 20],
          ]
        : [
            [30, 30, 30],
            [250, 250, 250],
          ]
    expect(scanned(frame, ink, paper)).toBe(INVITE)
  })

  it('narrows the quiet zone before it gives up, and is still read on a dark terminal', () => {
    const wide = drawQr(new Frame(200, 100), { x: 0, y: 0, width: 200, height: 100 }, INVITE, 'dark', '256')
    const frame = new Frame(wide.width - 4, wide.height - 2)
    expect(drawQr(frame, frame.area, INVITE, 'dark', '256').drawn).toBe(true)
    expect(scanned(frame, [220, 220, 220], [20, 20, 20])).toBe(INVITE)
  })

  it('says what it needs where it does not fit, and draws nothing', () => {
    const frame = new Frame(40, 12)
    const { drawn, width, height } = drawQr(frame, frame.area, INVITE, 'dark', '256')
    expect(drawn).toBe(false)
    expect(frame.text.every(sign => sign === ' ')).toBe(true)
    const enough = new Frame(width, height)
    expect(drawQr(enough, enough.area, INVITE, 'dark', '256')).toEqual({ drawn: true, width, height })
  })

  it('draws Chinese text', () => {
    const frame = new Frame(60, 30)
    expect(drawQr(frame, frame.area, '听得见', 'light', '256').drawn).toBe(true)
    expect(scanned(frame, [0, 0, 0], [255, 255, 255])).toBe('听得见')
  })
})

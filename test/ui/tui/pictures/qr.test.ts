import { describe, expect, it } from 'vitest'
import { Frame } from '../../../../src/ui/tui/frame/frame.ts'
import { drawQr, fillWithQr, QrCode } from '../../../../src/ui/tui/pictures/qr.ts'
import { type Rgb, scanned } from './scanned.ts'

const DARK: Rgb = [20, 20, 20]
const LIGHT: Rgb = [220, 220, 220]
const INVITE = `earshot:12D3KooWEyoppNCUx8Yx66oV9fJnriXwCcXwDDUA2kj6vnc6iDEp?code=abcdefghijklmnopqrstuv`

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
    const { modules, width, height } = drawQr(
      frame,
      { x: 3, y: 1, width: 70, height: 36 },
      new QrCode(INVITE),
      ground,
      colours,
    )
    expect(modules).toHaveLength(width)
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
    const wide = drawQr(new Frame(200, 100), { x: 0, y: 0, width: 200, height: 100 }, new QrCode(INVITE), 'dark', '256')
    const frame = new Frame(wide.width - 4, wide.height - 2)
    expect(drawQr(frame, frame.area, new QrCode(INVITE), 'dark', '256').modules).toBeDefined()
    expect(scanned(frame, [220, 220, 220], [20, 20, 20])).toBe(INVITE)
  })

  it.each([
    ['dark', '256'],
    ['light', '16'],
    ['dark', 'none'],
    ['light', 'none'],
  ] as const)('alone on a %s screen with %s colours it is read with one module around it', (ground, colours) => {
    const link = `${INVITE}&a=/ip4/192.168.101.102/tcp/40001&e=1780000000&n=alice`
    const code = new QrCode(link)
    const frame = new Frame(80, 24)
    expect(drawQr(frame, frame.area, code, ground, colours).modules).toBeUndefined()
    expect(fillWithQr(frame, frame.area, code, ground, colours).modules).toBeDefined()
    const [ink, paper]: [Rgb, Rgb] = ground === 'dark' ? [LIGHT, DARK] : [DARK, LIGHT]
    expect(scanned(frame, ink, paper)).toBe(link)
  })

  it('says what it needs where it does not fit, and draws nothing', () => {
    const frame = new Frame(40, 12)
    const { modules, width, height } = drawQr(frame, frame.area, new QrCode(INVITE), 'dark', '256')
    expect(modules).toBeUndefined()
    expect(frame.text.every(sign => sign === ' ')).toBe(true)
    const enough = new Frame(width, height)
    expect(drawQr(enough, enough.area, new QrCode(INVITE), 'dark', '256')).toMatchObject({ width, height })
  })

  it('is made once, however often it is drawn and wherever it is tried', () => {
    const code = new QrCode(INVITE)
    const { modules } = code.within({ width: 200, height: 100 })
    code.alone({ width: 20, height: 10 })
    expect(modules).toBeDefined()
    expect(code.within({ width: 150, height: 90 }).modules).toBe(modules)
  })

  it('draws Chinese text', () => {
    const frame = new Frame(60, 30)
    expect(drawQr(frame, frame.area, new QrCode('听得见'), 'light', '256').modules).toBeDefined()
    expect(scanned(frame, [0, 0, 0], [255, 255, 255])).toBe('听得见')
  })
})

/** Reads the QR code in a frame as a camera would. */
import jsQR from 'jsqr'
import type { Frame } from '../../../../src/ui/tui/frame/frame.ts'

export type Rgb = readonly [number, number, number]

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
export function scanned(frame: Frame, foreground: Rgb, background: Rgb): string | undefined {
  const { rgba, width, height } = photograph(frame, foreground, background)
  return jsQR.default(rgba, width, height, { inversionAttempts: 'dontInvert' })?.data
}

/**
 * An avatar as it travels in a card: a square of 64 pixels from the picture's middle, as PNG where that is small enough (drawings, and
 * all that is partly transparent), else as JPEG of the best quality that fits. A card is sent at every meeting and has room for little.
 */
import jpeg from 'jpeg-js'
import pngjs from 'pngjs'
import { EarshotError } from '../../../protocol/errors.ts'
import type { Picture } from '../frame/frame.ts'
import { onGround, scale } from './scale.ts'

/** Bytes of an avatar's file in a card; the node takes no larger one (`MAX_AVATAR_BYTES`). */
export const AVATAR_BYTES = 3072
/** Pixels along a side, the largest first. */
const SIDES = [64, 48, 32, 16] as const
const QUALITIES = [92, 85, 75, 65, 50] as const

export function encodeAvatar(picture: Picture): Uint8Array {
  const square = middle(picture)
  for (const side of SIDES) {
    const small = square.width <= side ? square : scale(square, side, side)
    const png = encodePng(small)
    if (png.byteLength <= AVATAR_BYTES) return png
    const opaque = onGround(small, [255, 255, 255])
    for (const quality of QUALITIES) {
      const { data } = jpeg.encode({ width: opaque.width, height: opaque.height, data: opaque.rgba }, quality)
      if (data.byteLength <= AVATAR_BYTES) return new Uint8Array(data)
    }
  }
  throw new EarshotError('internal', 'the picture cannot be made small enough')
}

/** The largest square in the middle. */
function middle({ width, height, rgba }: Picture): Picture {
  const side = Math.min(width, height)
  if (width === height) return { width, height, rgba }
  const left = Math.floor((width - side) / 2)
  const top = Math.floor((height - side) / 2)
  const cut = new Uint8Array(side * side * 4)
  for (let y = 0; y < side; y++) {
    const from = ((top + y) * width + left) * 4
    cut.set(rgba.subarray(from, from + side * 4), y * side * 4)
  }
  return { width: side, height: side, rgba: cut }
}

function encodePng({ width, height, rgba }: Picture): Uint8Array {
  let opaque = true
  for (let at = 3; at < rgba.length; at += 4) opaque &&= rgba[at] === 255
  const png = new pngjs.PNG({ width, height })
  png.data = Buffer.from(rgba)
  return pngjs.PNG.sync.write(png, { colorType: opaque ? 2 : 6, deflateLevel: 9 })
}

/** Turns and mirrors a picture as EXIF says: a telephone stores what its sensor saw and notes how it was held. */
import type { Picture } from '../frame/frame.ts'

/** @param orientation - 1 to 8: 2 mirrored, 3 upside down, 4 both, 5 to 8 with rows and columns exchanged */
export function upright(picture: Picture, orientation: number): Picture {
  if (orientation <= 1 || orientation > 8) return picture
  const { width, height } = picture
  const turned = orientation >= 5
  const across = turned ? height : width
  const down = turned ? width : height
  const from = new Uint32Array(picture.rgba.slice().buffer)
  const to = new Uint32Array(across * down)
  const mirrored = orientation === 2 || orientation === 3 || orientation === 7 || orientation === 8
  const flipped = orientation === 3 || orientation === 4 || orientation === 6 || orientation === 7
  for (let y = 0; y < down; y++) {
    for (let x = 0; x < across; x++) {
      let column = turned ? y : x
      let row = turned ? x : y
      if (mirrored) column = width - 1 - column
      if (flipped) row = height - 1 - row
      to[y * across + x] = from[row * width + column] ?? 0
    }
  }
  return { width: across, height: down, rgba: new Uint8Array(to.buffer) }
}

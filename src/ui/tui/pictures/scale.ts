/**
 * Pictures made smaller: each new pixel is the average of all that it covers, weighted by how opaque they are, so that thin lines fade
 * instead of vanishing and what is transparent gives no colour. A cell of a terminal counts as twice as high as it is wide.
 */
import type { Picture } from '../frame/frame.ts'

export interface Size {
  readonly width: number
  readonly height: number
}

/** The size with the same proportions that fits into a box; never larger than the picture, never less than 1 by 1. */
export function fitPixels(size: Size, box: Size): Size {
  const factor = Math.min(1, box.width / size.width, box.height / size.height)
  return {
    width: Math.max(1, Math.round(size.width * factor)),
    height: Math.max(1, Math.round(size.height * factor)),
  }
}

/**
 * How many cells a picture takes within a box of cells.
 *
 * @param pixels - of the picture to one cell's width where it fits: 8 as on most terminals, 1 where it is drawn in blocks only and a
 *   small one is to show all it has
 */
export function fitCells(size: Size, box: Size, pixels = 8): Size {
  const width = size.width / pixels
  const height = size.height / (2 * pixels)
  const factor = Math.min(1, box.width / width, box.height / height)
  return {
    width: Math.max(1, Math.min(box.width, Math.round(width * factor))),
    height: Math.max(1, Math.min(box.height, Math.round(height * factor))),
  }
}

/** Which old pixels a new one covers, and how much of each: `first`, and weights from there on. */
function coverage(from: number, to: number): { first: number; weights: Float64Array }[] {
  const step = from / to
  return Array.from({ length: to }, (_, at) => {
    const start = at * step
    const end = Math.min(from, start + step)
    const first = Math.min(from - 1, Math.floor(start))
    const last = Math.min(from, Math.max(first + 1, Math.ceil(end - 1e-9)))
    const weights = new Float64Array(last - first)
    for (let old = first; old < last; old++) {
      weights[old - first] = Math.max(1e-9, Math.min(end, old + 1) - Math.max(start, old))
    }
    return { first, weights }
  })
}

/** A picture of exactly this size. Larger than it was, its pixels are repeated. */
export function scale(picture: Picture, width: number, height: number): Picture {
  if (picture.width === width && picture.height === height) return picture
  const { rgba, width: wide } = picture
  const columns = coverage(wide, width)
  const rows = coverage(picture.height, height)
  const result = new Uint8Array(width * height * 4)
  // One row of old ones at a time, summed: no copy of the whole picture in between.
  const sums = new Float64Array(width * 4)
  rows.forEach(({ first, weights }, y) => {
    sums.fill(0)
    weights.forEach((share, row) => {
      addRow(sums, rgba, (first + row) * wide, columns, share)
    })
    const total = weights.reduce((sum, share) => sum + share, 0)
    columns.forEach((column, x) => {
      const alpha = sums[x * 4 + 3] ?? 0
      const area = total * column.weights.reduce((sum, share) => sum + share, 0)
      const at = (y * width + x) * 4
      for (let channel = 0; channel < 3; channel++) {
        result[at + channel] = alpha === 0 ? 0 : Math.round((sums[x * 4 + channel] ?? 0) / alpha)
      }
      result[at + 3] = Math.round(alpha / area)
    })
  })
  return { width, height, rgba: result }
}

function addRow(
  sums: Float64Array,
  rgba: Uint8Array,
  start: number,
  columns: readonly { first: number; weights: Float64Array }[],
  share: number,
): void {
  for (let x = 0; x < columns.length; x++) {
    const { first, weights } = columns[x] as { first: number; weights: Float64Array }
    let red = 0
    let green = 0
    let blue = 0
    let alpha = 0
    for (let i = 0; i < weights.length; i++) {
      const at = (start + first + i) * 4
      const opaque = (weights[i] as number) * (rgba[at + 3] as number)
      red += (rgba[at] as number) * opaque
      green += (rgba[at + 1] as number) * opaque
      blue += (rgba[at + 2] as number) * opaque
      alpha += opaque
    }
    const to = x * 4
    sums[to] = (sums[to] as number) + red * share
    sums[to + 1] = (sums[to + 1] as number) + green * share
    sums[to + 2] = (sums[to + 2] as number) + blue * share
    sums[to + 3] = (sums[to + 3] as number) + alpha * share
  }
}

/** The picture on a ground, without transparency. */
export function onGround(picture: Picture, ground: readonly [red: number, green: number, blue: number]): Picture {
  const rgba = new Uint8Array(picture.rgba.length)
  for (let at = 0; at < rgba.length; at += 4) {
    const alpha = (picture.rgba[at + 3] ?? 0) / 255
    for (let channel = 0; channel < 3; channel++) {
      const behind = ground[channel as 0 | 1 | 2]
      rgba[at + channel] = Math.round(behind + ((picture.rgba[at + channel] ?? 0) - behind) * alpha)
    }
    rgba[at + 3] = 255
  }
  return { width: picture.width, height: picture.height, rgba }
}

/** At most so many colours for a picture: its own where they are few, else the middle ones of boxes cut at the median (Heckbert 1982). */
import type { Picture } from '../frame/frame.ts'

export interface Palette {
  /** Red, green and blue, 0 to 255. */
  readonly colours: readonly (readonly [red: number, green: number, blue: number])[]
  /** Of each pixel, row by row; -1 where it is transparent. */
  readonly indexes: Int16Array
}

/** Below this alpha a pixel is not drawn. */
const OPAQUE = 128

export function reduceColours(picture: Picture, most: number): Palette {
  return exact(picture, most) ?? cut(picture, most)
}

/** The picture's own colours; undefined where they are too many. */
function exact({ rgba }: Picture, most: number): Palette | undefined {
  const known = new Map<number, number>()
  const indexes = new Int16Array(rgba.length / 4)
  for (let pixel = 0; pixel < indexes.length; pixel++) {
    const at = pixel * 4
    if ((rgba[at + 3] as number) < OPAQUE) {
      indexes[pixel] = -1
      continue
    }
    const colour = ((rgba[at] as number) << 16) | ((rgba[at + 1] as number) << 8) | (rgba[at + 2] as number)
    let index = known.get(colour)
    if (index === undefined) {
      if (known.size === most) return undefined
      index = known.size
      known.set(colour, index)
    }
    indexes[pixel] = index
  }
  return { colours: [...known.keys()].map(c => [c >> 16, (c >> 8) & 0xff, c & 0xff] as const), indexes }
}

/** Colours are counted by their upper five bits: 32768 bins. */
const BINS = 32 * 32 * 32

function binOf(rgba: Uint8Array, at: number): number {
  return (((rgba[at] as number) >> 3) << 10) | (((rgba[at + 1] as number) >> 3) << 5) | ((rgba[at + 2] as number) >> 3)
}

/** A part of a bin's number, 0 to 31. */
const part = (bin: number, shift: number) => (bin >> shift) & 31

interface Box {
  bins: number[]
  /** Along which it is longest, and how long that is. */
  shift: number
  range: number
  pixels: number
}

function boxOf(bins: number[], counts: Uint32Array): Box {
  let [shift, range, pixels] = [0, -1, 0]
  for (const candidate of [10, 5, 0]) {
    let [low, high] = [31, 0]
    for (const bin of bins) {
      low = Math.min(low, part(bin, candidate))
      high = Math.max(high, part(bin, candidate))
    }
    if (high - low > range) [shift, range] = [candidate, high - low]
  }
  for (const bin of bins) pixels += counts[bin] as number
  return { bins, shift, range, pixels }
}

function cut({ rgba }: Picture, most: number): Palette {
  const counts = new Uint32Array(BINS)
  const sums = [new Float64Array(BINS), new Float64Array(BINS), new Float64Array(BINS)] as const
  for (let at = 0; at < rgba.length; at += 4) {
    if ((rgba[at + 3] as number) < OPAQUE) continue
    const bin = binOf(rgba, at)
    counts[bin] = (counts[bin] as number) + 1
    for (const channel of [0, 1, 2] as const) {
      sums[channel][bin] = (sums[channel][bin] as number) + (rgba[at + channel] as number)
    }
  }
  const used = Array.from(counts.keys()).filter(bin => (counts[bin] as number) > 0)
  const boxes = split(boxOf(used, counts), counts, most)
  const indexOf = new Int16Array(BINS)
  const colours = boxes.map(({ bins, pixels }, index) => {
    const total = [0, 0, 0]
    for (const bin of bins) {
      indexOf[bin] = index
      for (const channel of [0, 1, 2] as const) total[channel] = (total[channel] ?? 0) + (sums[channel][bin] as number)
    }
    const [red = 0, green = 0, blue = 0] = total.map(sum => Math.round(sum / pixels))
    return [red, green, blue] as const
  })
  const indexes = new Int16Array(rgba.length / 4)
  for (let pixel = 0; pixel < indexes.length; pixel++) {
    const at = pixel * 4
    indexes[pixel] = (rgba[at + 3] as number) < OPAQUE ? -1 : (indexOf[binOf(rgba, at)] as number)
  }
  return { colours, indexes }
}

/** Cuts the box with the most pixels times the longest side, again and again. */
function split(first: Box, counts: Uint32Array, most: number): Box[] {
  const boxes = [first]
  while (boxes.length < most) {
    let at = -1
    let worst = 0
    boxes.forEach(({ range, pixels }, index) => {
      if (range * pixels > worst) [at, worst] = [index, range * pixels]
    })
    const box = boxes[at]
    if (box === undefined) break
    const [lower, upper] = halves(box, counts)
    boxes.splice(at, 1, boxOf(lower, counts), boxOf(upper, counts))
  }
  return boxes
}

/** As many pixels in the one as in the other, and at least one bin in each. */
function halves({ bins, shift, pixels }: Box, counts: Uint32Array): [number[], number[]] {
  const sorted = [...bins].sort((a, b) => part(a, shift) - part(b, shift))
  let seen = 0
  let at = 0
  while (at < sorted.length - 1) {
    seen += counts[sorted[at] as number] as number
    at++
    if (seen >= pixels / 2) break
  }
  return [sorted.slice(0, at), sorted.slice(at)]
}

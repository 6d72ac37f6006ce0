/**
 * Sixel graphics (xterm, foot, mlterm, Windows Terminal, tmux 3.4): bands of six rows, each colour's part of a band after the other,
 * runs of equal columns shortened. Drawn once at the cursor; the terminal forgets it where cells are written over it.
 */
import type { Picture } from '../frame/frame.ts'
import { reduceColours } from './palette.ts'

/** Terminals have 256 registers for colours, some older ones fewer. */
export const COLOURS = 256
const BAND = 6

/** What draws a picture with its upper left corner in the cursor's cell. Pixels that are mostly transparent are left as they are. */
export function sixel(picture: Picture, colours = COLOURS): string {
  const { width, height } = picture
  const { colours: palette, indexes } = reduceColours(picture, colours)
  const percent = (part: number) => Math.round((part * 100) / 255)
  // 1: what is not drawn keeps what was there.
  const parts = [`\x1bP0;1;0q"1;1;${width};${height}`]
  palette.forEach(([red, green, blue], index) => {
    parts.push(`#${index};2;${percent(red)};${percent(green)};${percent(blue)}`)
  })
  for (let top = 0; top < height; top += BAND) {
    parts.push(band(indexes, width, top, Math.min(BAND, height - top)), '-')
  }
  // No new line behind the last band: at the bottom of the screen it would scroll.
  parts[parts.length - 1] = '\x1b\\'
  return parts.join('')
}

function band(indexes: Int16Array, width: number, top: number, rows: number): string {
  const bits = new Map<number, Uint8Array>()
  for (let row = 0; row < rows; row++) {
    for (let x = 0; x < width; x++) {
      const index = indexes[(top + row) * width + x] as number
      if (index < 0) continue
      let columns = bits.get(index)
      if (columns === undefined) {
        columns = new Uint8Array(width)
        bits.set(index, columns)
      }
      columns[x] = (columns[x] as number) | (1 << row)
    }
  }
  return Array.from(bits, ([index, columns]) => `#${index}${runs(columns)}`).join('$')
}

/** Columns as characters; four and more of the same as a count. Empty ones at the end are left out. */
function runs(columns: Uint8Array): string {
  let end = columns.length
  while (end > 0 && columns[end - 1] === 0) end--
  let text = ''
  for (let x = 0; x < end; ) {
    let next = x + 1
    while (next < end && columns[next] === columns[x]) next++
    const sign = String.fromCharCode(0x3f + (columns[x] as number))
    text += next - x > 3 ? `!${next - x}${sign}` : sign.repeat(next - x)
    x = next
  }
  return text
}

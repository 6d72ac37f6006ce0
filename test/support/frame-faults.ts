/** What of a frame a terminal would draw otherwise than it is counted, or obey instead of drawing it. */
import { displayWidth, graphemes } from '../../src/ui/text/width.ts'
import type { Frame } from '../../src/ui/tui/frame/frame.ts'

const OBEYED = /[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}\p{Cs}]/u
/** More marks than these on one character spill over the lines around it. */
const MOST_MARKS = 7

/** The first fault found, with where it is; undefined where there is none. */
export function frameFault(frame: Frame): string | undefined {
  const { width, height, cursor } = frame
  if (frame.text.length !== width * height) return `${frame.text.length} cells in ${width}x${height}`
  if (cursor !== undefined && !(cursor.x >= 0 && cursor.x < width && cursor.y >= 0 && cursor.y < height))
    return `the cursor is at ${cursor.x},${cursor.y} of ${width}x${height}`
  for (let at = 0; at < frame.text.length; at++) {
    const fault = cellFault(frame, at)
    if (fault !== undefined)
      return `${at % width},${Math.floor(at / width)}: ${fault}: ${JSON.stringify(frame.text[at])}`
  }
  return undefined
}

function cellFault({ text, width }: Frame, at: number): string | undefined {
  const cell = text[at] ?? ''
  const column = at % width
  if (cell === '') return column > 0 && displayWidth(text[at - 1] ?? '') === 2 ? undefined : 'half of nothing'
  if (OBEYED.test(cell)) return 'is obeyed'
  if (graphemes(cell).length !== 1) return 'more than one'
  if ((cell.match(/[\p{Mn}\p{Me}]/gu)?.length ?? 0) > MOST_MARKS) return 'a pile of marks'
  const cells = displayWidth(cell)
  if (cells < 1 || cells > 2) return `${cells} cells wide`
  if (cells === 2 && (column + 1 >= width || text[at + 1] !== '')) return 'cut in half'
  return undefined
}

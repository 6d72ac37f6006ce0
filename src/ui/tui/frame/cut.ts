/** Cuts a styled line to a width, with a sign that there was more. */
import { displayWidth, truncate } from '../../text/width.ts'
import type { Line, Span } from './style.ts'

/** The line where it fits into so many cells; else its beginning and "…", in the style of what is cut. */
export function cut(line: Line, cells: number): Line {
  const wide = line.reduce((sum, { text }) => sum + displayWidth(text), 0)
  if (wide <= cells || cells <= 0) return line
  const shown: Span[] = []
  let room = cells
  for (const { text, style } of line) {
    const width = displayWidth(text)
    // One cell is kept for the sign.
    if (width >= room) {
      shown.push({ text: truncate(width === room ? `${text}…` : text, room), style })
      break
    }
    shown.push({ text, style })
    room -= width
  }
  return shown
}

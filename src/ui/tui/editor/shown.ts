/** How one grapheme of the text being written looks on the screen, and how wide: what a terminal must not get is shown harmless, and stays in the text as it was typed. */
import { sanitize } from '../../text/sanitize.ts'
import { displayWidth } from '../../text/width.ts'

export interface Shown {
  readonly text: string
  /** 1 at least: each stands somewhere, or a cursor could not be told to be before or behind it. */
  readonly cells: number
}

const NOT_SHOWN: Shown = { text: '\ufffd', cells: 1 }

/** Few different ones are in use at a time; a text made of ever new ones starts it anew. */
const MAX_KNOWN = 4_096
const known = new Map<string, Shown>()

export function shownGrapheme(grapheme: string): Shown {
  const before = known.get(grapheme)
  if (before) return before
  const text = sanitize(grapheme, { lines: 'fold' })
  const cells = displayWidth(text)
  const shown = cells === 0 ? NOT_SHOWN : { text, cells }
  if (known.size >= MAX_KNOWN) known.clear()
  known.set(grapheme, shown)
  return shown
}

/**
 * What the terminal is asked when it starts: the colour of its background, how wide it draws what Unicode calls ambiguous, whether it has
 * sixel. Nobody waits for it. Last comes a question that every terminal answers: what has no answer by then gets none.
 */

export interface Answers {
  background?: 'dark' | 'light'
  ambiguousIsNarrow?: boolean
  sixel?: boolean
}

/** For the background nobody waits longer than this, in milliseconds. */
export const BACKGROUND_WITHIN_MS = 100

/** The alternate screen is empty: a line is drawn and measured in its corner, and wiped off. */
const ASK_WIDTH = '\x1b[H─\x1b[6n\x1b[H\x1b[K'
const ASK_BACKGROUND = '\x1b]11;?\x1b\\'
const ASK_DEVICE = '\x1b[c'
export const QUESTIONS = `${ASK_BACKGROUND}${ASK_WIDTH}${ASK_DEVICE}`

const COLOUR = /^\x1b\]11;rgba?:([0-9a-f]{1,4})\/([0-9a-f]{1,4})\/([0-9a-f]{1,4})/i
const POSITION = /^\x1b\[1;(\d+)R$/
const DEVICE = /^\x1b\[\?([\d;]*)c$/

/** What a reply answers; `last` where no other follows. */
export function answer(reply: string): (Answers & { last?: true }) | undefined {
  const colour = COLOUR.exec(reply)
  if (colour) {
    const [red = 0, green = 0, blue = 0] = colour.slice(1).map(hex => Number.parseInt(hex, 16) / (16 ** hex.length - 1))
    return { background: 0.299 * red + 0.587 * green + 0.114 * blue > 0.5 ? 'light' : 'dark' }
  }
  const column = POSITION.exec(reply)?.[1]
  if (column !== undefined) return { ambiguousIsNarrow: column === '2' }
  const device = DEVICE.exec(reply)?.[1]
  if (device !== undefined) return { sixel: device.split(';').slice(1).includes('4'), last: true }
  return undefined
}

/** How far something long is, as one line of standard error that is drawn again and again; nothing where nobody looks at it. */
import { isatty } from 'node:tty'
import { displayWidth } from '../text/width.ts'

const CELLS = 24
/** Between two drawings, milliseconds. */
const DRAW_MS = 100

export interface Progress {
  /** @param what - what is being done */
  share(what: string, done: number, total: number): void
  /** Says how far it is in words, where its end is not known. */
  say(text: string): void
  /** It is over, well or badly. */
  end(): void
}

export class ProgressLine implements Progress {
  readonly #shown: boolean
  #drawnAt = Number.NEGATIVE_INFINITY
  #cells = 0

  /** @param quiet - programs read along: nothing is shown */
  constructor(quiet: boolean) {
    this.#shown = !quiet && isatty(2)
  }

  /** A bar, and the share in percent. */
  share(what: string, done: number, total: number): void {
    const share = total > 0 ? Math.min(1, done / total) : 0
    const full = Math.round(share * CELLS)
    const percent = String(Math.floor(share * 100)).padStart(3)
    this.say(`${what} [${'#'.repeat(full)}${'.'.repeat(CELLS - full)}] ${percent} %`)
  }

  say(text: string): void {
    if (!this.#shown || performance.now() - this.#drawnAt < DRAW_MS) return
    this.#drawnAt = performance.now()
    const cells = displayWidth(text)
    process.stderr.write(`\r${text}${' '.repeat(Math.max(0, this.#cells - cells))}`)
    this.#cells = cells
  }

  /** Takes the line away. */
  end(): void {
    if (this.#cells > 0) process.stderr.write(`\r${' '.repeat(this.#cells)}\r`)
    this.#cells = 0
  }
}

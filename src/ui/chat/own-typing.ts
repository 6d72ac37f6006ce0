/** Tells the other side that one types: when a text comes to be, again every few seconds while it changes, and when the line is empty again. */

/** Milliseconds between two words of it; the other side takes our word for 6 s. */
const SAY_AGAIN = 3_000

export interface OwnTypingOptions {
  /** Not awaited: nobody waits for it, and what goes wrong matters to nobody. */
  tell: (conv: string, typing: boolean) => void
  /** Milliseconds since 1970. @default the machine's clock */
  clock?: () => number
}

export class OwnTyping {
  readonly #options: OwnTypingOptions
  readonly #clock: () => number
  #told: { conv: string; at: number; line: string } | undefined

  constructor(options: OwnTypingOptions) {
    this.#options = options
    this.#clock = options.clock ?? Date.now
  }

  /** Takes in what the line under way is now, and where it would go. Commands are no texts. */
  edited(line: string, conv: string | undefined): void {
    const typing = conv !== undefined && line.trim() !== '' && !/^\/(?!\/)/.test(line)
    const told = this.#told
    if (told !== undefined && (!typing || told.conv !== conv)) {
      this.#told = undefined
      this.#options.tell(told.conv, false)
    }
    if (!typing || this.#told?.line === line) return
    const now = this.#clock()
    const again = this.#told === undefined || now - this.#told.at >= SAY_AGAIN
    this.#told = { conv, line, at: again ? now : (this.#told?.at ?? now) }
    if (again) this.#options.tell(conv, true)
  }
}

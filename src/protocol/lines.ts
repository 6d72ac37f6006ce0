/** JSON, one document a line, over a byte stream: bounded, so that a peer that never ends its line cannot fill our memory. */

/** Longest request: a text of 64 KiB in which every byte is escaped, and room for 500 recipients. */
export const MAX_REQUEST_UNITS = 1024 * 1024

export class LineTooLong extends Error {
  override readonly name = 'LineTooLong'
}

/** Cuts decoded text into lines. `push` gives the lines that became complete. */
export class LineSplitter {
  readonly #max: number
  #parts: string[] = []
  #length = 0

  constructor(max: number = Number.POSITIVE_INFINITY) {
    this.#max = max
  }

  /** Whether the beginning of a line waits for its end. */
  get partial(): boolean {
    return this.#length > 0
  }

  push(chunk: string): string[] {
    const lines: string[] = []
    let start = 0
    for (let end = chunk.indexOf('\n'); end !== -1; end = chunk.indexOf('\n', start)) {
      this.#keep(chunk.slice(start, end))
      lines.push(this.#parts.length === 1 ? this.#parts[0]! : this.#parts.join(''))
      this.#parts = []
      this.#length = 0
      start = end + 1
    }
    if (start < chunk.length) this.#keep(chunk.slice(start))
    return lines
  }

  #keep(part: string): void {
    this.#length += part.length
    if (this.#length > this.#max) throw new LineTooLong(`a line is longer than ${this.#max} characters`)
    this.#parts.push(part)
  }
}

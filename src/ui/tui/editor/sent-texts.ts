/** What was sent since the program started, to be taken up again by the up key. One for all editors of a profile. */

/** More nobody goes back by key; larger ones are found by search. */
const MAX_KEPT = 200

export class SentTexts {
  readonly #texts: string[] = []

  /** Twice the same in a row is kept once. */
  add(text: string): void {
    if (text.trim() === '' || text === this.#texts.at(-1)) return
    this.#texts.push(text)
    if (this.#texts.length > MAX_KEPT) this.#texts.shift()
  }

  /** @param back - 1 is the last one */
  back(back: number): string | undefined {
    return this.#texts.at(-back)
  }

  forget(): void {
    this.#texts.length = 0
  }
}

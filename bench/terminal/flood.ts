/** Says so many messages a second, as far as they are taken, until it is stopped; stops by itself after a minute. */
const UNDER_WAY = 256
const TICK_MS = 5
const AT_MOST_MS = 60_000

export class Flood {
  readonly #say: (text: string) => Promise<unknown>
  readonly #textOf: (n: number) => string
  readonly #last: (() => Promise<unknown>) | undefined
  readonly #began = performance.now()
  readonly #timer: NodeJS.Timeout
  #underWay = 0
  #sent = 0
  #missed = 0

  /** @param last - says the last message, and resolves once it is there */
  constructor(
    say: (text: string) => Promise<unknown>,
    rate: number,
    textOf: (n: number) => string,
    last?: () => Promise<unknown>,
  ) {
    this.#say = say
    this.#textOf = textOf
    this.#last = last
    this.#timer = setInterval(() => this.#tick(rate), TICK_MS)
  }

  /** How many were said, and how many a second until the last was there. */
  async stop(): Promise<{ rate: number; sent: number }> {
    clearInterval(this.#timer)
    await this.#last?.()
    return { sent: this.#sent, rate: (this.#sent * 1_000) / (performance.now() - this.#began) }
  }

  #tick(rate: number): void {
    const since = performance.now() - this.#began
    if (since > AT_MOST_MS) clearInterval(this.#timer)
    const due = Math.floor((since * rate) / 1_000) - this.#missed
    while (this.#sent < due) {
      // What is not taken now is not said later, all at once.
      if (this.#underWay >= UNDER_WAY) {
        this.#missed += due - this.#sent
        return
      }
      this.#underWay++
      void this.#say(this.#textOf(this.#sent++)).finally(() => this.#underWay--)
    }
  }
}

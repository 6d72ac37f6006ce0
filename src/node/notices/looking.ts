/**
 * What people look at. A front end says so and says it again while it lasts; its word ends by itself, and with its connection, so
 * that a front end that hangs or is killed keeps nobody from being told.
 */

/** Seconds for which a front end's word holds. */
export const LOOKING_S = 30

export class Looking {
  readonly #now: () => number
  readonly #viewers = new Map<string, { conversation: string; until: number }>()

  /** @param now - milliseconds that no change of the clock touches */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now
  }

  /** @param conversation - what is looked at, by whatever names conversations; undefined for nothing any more */
  look(viewer: string, conversation: string | undefined): void {
    if (conversation === undefined) this.#viewers.delete(viewer)
    else this.#viewers.set(viewer, { conversation, until: this.#now() + LOOKING_S * 1000 })
  }

  /** Whether somebody looks at this conversation; without one, whether at any. */
  at(conversation?: string): boolean {
    const now = this.#now()
    for (const [viewer, { until }] of this.#viewers) if (until <= now) this.#viewers.delete(viewer)
    if (conversation === undefined) return this.#viewers.size > 0
    return [...this.#viewers.values()].some(each => each.conversation === conversation)
  }
}

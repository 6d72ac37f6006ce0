/**
 * What people look at, what they have open, and whether anybody sits there. A front end says so and says it again while it lasts; its
 * word ends by itself, and with its connection, so that a front end that hangs or is killed keeps nobody from being told.
 */

/** Seconds for which a front end's word holds. */
export const LOOKING_S = 30

export interface Look {
  /** What is looked at, by whatever names conversations. */
  conversation?: string
  /** What is open, seen or not; it stays so until the front end says otherwise. */
  open?: readonly string[]
  /** Whether somebody sits there. */
  active: boolean
}

export class Looking {
  readonly #now: () => number
  readonly #viewers = new Map<string, Look & { until: number }>()

  /** @param now - milliseconds that no change of the clock touches */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now
  }

  /** @param look - undefined where the front end has gone */
  look(viewer: string, look: Look | undefined): void {
    if (look === undefined) this.#viewers.delete(viewer)
    else this.#viewers.set(viewer, { ...look, until: this.#now() + LOOKING_S * 1000 })
  }

  /** Whether somebody looks at this conversation; without one, whether at any. */
  at(conversation?: string): boolean {
    return this.#some(
      each =>
        each.until > this.#now() &&
        each.conversation !== undefined &&
        (conversation === undefined || each.conversation === conversation),
    )
  }

  /** Whether a front end other than `viewer` has this conversation open. */
  openElsewhere(conversation: string, viewer: string): boolean {
    return [...this.#viewers].some(
      ([name, each]) => name !== viewer && (each.conversation === conversation || each.open?.includes(conversation)),
    )
  }

  /** Whether there are front ends, and nobody sits at any. */
  get deserted(): boolean {
    return this.#viewers.size > 0 && !this.#some(each => each.active && each.until > this.#now())
  }

  #some(fits: (each: Look & { until: number }) => boolean | undefined): boolean {
    return [...this.#viewers.values()].some(fits)
  }
}

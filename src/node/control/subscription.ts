/** Events on their way from the socket to whoever iterates over them. */
import type { Event } from '../messenger.ts'

/** Events held before the socket is no longer read; the node then notices that we are slow. */
const FULL = 1_000

export class Subscription {
  readonly #queue: Event[] = []
  readonly #onFull: (full: boolean) => void
  #wake: (() => void) | undefined
  #ended = false
  #byNode = false
  #error: Error | undefined
  #full = false

  constructor(onFull: (full: boolean) => void) {
    this.#onFull = onFull
  }

  /** Whether the node ended it, so that there is nothing to take back. */
  get over(): boolean {
    return this.#byNode || this.#error !== undefined
  }

  push(event: Event): void {
    if (this.#ended) return
    this.#queue.push(event)
    if (!this.#full && this.#queue.length >= FULL) this.#setFull(true)
    this.#wake?.()
  }

  end(byNode = false): void {
    this.#ended = true
    this.#byNode ||= byNode
    // Who stopped listening does not want what is left; what came before the node ended it is still wanted.
    if (!byNode) this.#queue.length = 0
    if (this.#full) this.#setFull(false)
    this.#wake?.()
  }

  fail(error: Error): void {
    if (this.#ended) return
    this.#error = error
    this.end(true)
  }

  /** The events in order. After `node: stopping` the end of the connection is expected and no error. */
  async *events(): AsyncGenerator<Event, void, undefined> {
    let stopping = false
    for (;;) {
      const event = this.#queue.shift()
      if (event !== undefined) {
        if (this.#full && this.#queue.length === 0) this.#setFull(false)
        stopping ||= event.event === 'node'
        yield event
      } else if (this.#ended) {
        if (this.#error !== undefined && !stopping) throw this.#error
        return
      } else {
        await new Promise<void>(resolve => {
          this.#wake = resolve
        })
        this.#wake = undefined
      }
    }
  }

  #setFull(full: boolean): void {
    this.#full = full
    this.#onFull(full)
  }
}

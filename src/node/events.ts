/** What happens, for whoever listens: each listener has its own queue, and one that does not read is dropped at a bound. */
import { EarshotError } from '../protocol/errors.ts'
import type { Event } from './messenger.ts'

/** Events that one listener may leave unread. */
const MAX_QUEUED = 100_000

/** An event, with the arrival of the message it tells of, so that a listener who was told by `since` is not told twice. */
export interface Happening {
  event: Event
  arrival?: number
}

export class Events {
  /** Called after each event that went to listeners. */
  emitted: (event: Event) => void = () => undefined
  readonly #listeners = new Set<(happening: Happening) => void>()

  /** Whether somebody listens; making an event can be spared when nobody does. */
  get heard(): boolean {
    return this.#listeners.size > 0
  }

  emit(event: Event, arrival?: number): void {
    const happening = arrival === undefined ? { event } : { event, arrival }
    for (const listener of this.#listeners) listener(happening)
    this.emitted(event)
  }

  on(listener: (happening: Happening) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Happenings from this moment on, until `signal` aborts. Subscribed when this returns, not at the first read. */
  listen(signal: AbortSignal): AsyncIterable<Happening> {
    const queue: Happening[] = []
    let wake: (() => void) | undefined
    let overflow = false
    const off = this.on(happening => {
      if (queue.length >= MAX_QUEUED) {
        overflow = true
        off()
      } else {
        queue.push(happening)
      }
      wake?.()
    })
    const onAbort = (): void => {
      off()
      wake?.()
    }
    if (signal.aborted) off()
    signal.addEventListener('abort', onAbort, { once: true })
    async function* iterate(): AsyncGenerator<Happening> {
      try {
        for (;;) {
          for (let next = queue.shift(); next !== undefined; next = queue.shift()) yield next
          if (overflow) throw new EarshotError('busy', 'too many events were left unread', 'listen again with --since')
          if (signal.aborted) return
          await new Promise<void>(resolve => {
            wake = resolve
          })
        }
      } finally {
        off()
        signal.removeEventListener('abort', onAbort)
      }
    }
    return iterate()
  }
}

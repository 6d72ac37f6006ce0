/** Decides when a node that was started by a command is not needed any more. */

export interface IdleWatchOptions {
  /** Whether something accepted may still be delivered. */
  pending: () => boolean
  /** Whether it must not end, however long nobody is there. @default never */
  held?: () => boolean
  onIdle: () => void
  /** Milliseconds without clients before it may end: the next command of a script finds it. @default 5000 */
  grace?: number
  /** Milliseconds without clients after which it ends even with something pending, which then waits in the profile. @default 60_000 */
  longest?: number
}

const CHECK_MS = 500

export class IdleWatch {
  readonly #options: IdleWatchOptions
  #timer: NodeJS.Timeout | undefined
  #clients = 0
  #aloneSince = performance.now()

  constructor(options: IdleWatchOptions) {
    this.#options = options
  }

  start(): void {
    this.#aloneSince = performance.now()
    this.#timer ??= setInterval(() => this.#check(), CHECK_MS)
  }

  stop(): void {
    clearInterval(this.#timer)
    this.#timer = undefined
  }

  clients(count: number): void {
    if (count === 0 && this.#clients > 0) this.#aloneSince = performance.now()
    this.#clients = count
  }

  #check(): void {
    if (this.#clients > 0) return
    if (this.#options.held?.()) {
      this.#aloneSince = performance.now()
      return
    }
    const { grace = 5_000, longest = 60_000, pending, onIdle } = this.#options
    const alone = performance.now() - this.#aloneSince
    if (alone < longest && (alone < grace || pending())) return
    this.stop()
    onIdle()
  }
}

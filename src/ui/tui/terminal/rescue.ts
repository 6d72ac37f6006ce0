/**
 * However the process ends, the terminal is given back first: at a normal exit, at a signal, at an error that nobody caught. The message
 * of that error is printed behind, where it can be read. Then whoever has something to keep may do so, quickly.
 */
import { flushCompileCache } from 'node:module'

const events: NodeJS.EventEmitter = process

/** Their usual effect follows, unless the program itself listens for them. */
const ENDING = ['SIGTERM', 'SIGHUP', 'SIGINT', 'SIGQUIT'] as const

const LAST_WORDS_MS = 1_000

export interface RescueOptions {
  /** Gives the terminal back, at once. May be called more than once. */
  readonly restore: () => void
  /** What is to be kept before the process ends; nobody waits for it longer than a second. */
  readonly lastWords: () => Promise<unknown>
  /** Ctrl+Z of another shell, `kill -TSTP`. */
  readonly onStop: () => void
  /** The process goes on after a stop. */
  readonly onContinue: () => void
}

export class Rescue {
  readonly #options: RescueOptions
  readonly #listeners: readonly (readonly [event: string, listener: (value: unknown) => void])[]
  #listens = false
  #crashing = false

  constructor(options: RescueOptions) {
    this.#options = options
    const crashed = (error: unknown) => this.#crashed(error)
    this.#listeners = [
      ['exit', () => options.restore()],
      ['uncaughtException', crashed],
      ['unhandledRejection', crashed],
      ['SIGTSTP', () => options.onStop()],
      ['SIGCONT', () => options.onContinue()],
      ...ENDING.map(signal => [signal, () => this.#ended(signal)] as const),
    ]
  }

  start(): void {
    if (this.#listens) return
    this.#listens = true
    for (const [event, listener] of this.#listeners) events.on(event, listener)
  }

  stop(): void {
    this.#listens = false
    for (const [event, listener] of this.#listeners) events.removeListener(event, listener)
  }

  #crashed(error: unknown): void {
    this.#options.restore()
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
    // What is done now may go wrong for the same reason.
    if (this.#crashing) process.exit(1)
    this.#crashing = true
    this.#then(() => process.exit(1))
  }

  #ended(signal: (typeof ENDING)[number]): void {
    this.#options.restore()
    this.stop()
    // Node.js keeps what it compiled for the next start, but not where a signal ends the process, as it does when a window is closed.
    flushCompileCache()
    this.#then(() => {
      // Whoever else listens ends the process in their own way.
      if (process.listenerCount(signal) === 0) process.kill(process.pid, signal)
    })
  }

  /** Ends once what is to be kept is kept, or cannot be. */
  #then(end: () => void): void {
    const late = setTimeout(end, LAST_WORDS_MS)
    const ended = (): void => {
      clearTimeout(late)
      end()
    }
    try {
      this.#options.lastWords().then(ended, ended)
    } catch {
      ended()
    }
  }
}

/** A running program that prints one JSON object a line: kept from its first line on, so that nothing is missed by looking late. */
import type { ChildProcessWithoutNullStreams } from 'node:child_process'
import { createInterface } from 'node:readline'
import { statusOf } from './namespace.ts'

/** Any line of a stream; every one names its event. */
export interface StreamLine {
  event: string
  [field: string]: unknown
}

interface Waiter {
  wants: (line: StreamLine) => boolean
  from: number
  found: (line: StreamLine) => void
  ended: (reason: string) => void
}

/** The lines of one running program, and the program itself. */
export class LineStream<Line extends StreamLine = StreamLine> implements AsyncDisposable {
  /** Every line so far. */
  readonly lines: Line[] = []
  /** Resolves with the exit status when the program has ended. */
  readonly ended: Promise<number>
  readonly #child: ChildProcessWithoutNullStreams
  readonly #name: string
  readonly #waiters = new Set<Waiter>()
  #stderr = ''
  #over: string | undefined

  /** `name` says in failures which program this was. */
  constructor(child: ChildProcessWithoutNullStreams, name: string) {
    this.#child = child
    this.#name = name
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      // The end of it is enough to explain a failure.
      this.#stderr = (this.#stderr + text).slice(-16_384)
    })
    const reader = createInterface({ input: child.stdout })
    reader.on('line', line => this.#take(line))
    this.ended = new Promise(resolve => {
      child.on('close', (exit, signal) => {
        const status = statusOf(exit, signal)
        this.#over = `${name} ended with ${status}: ${this.#stderr.trim()}`
        for (const waiter of this.#waiters) waiter.ended(this.#over)
        resolve(status)
      })
    })
  }

  /** Process id of the program. */
  get pid(): number {
    return this.#child.pid!
  }

  /** The end of what it wrote to standard error. */
  get stderr(): string {
    return this.#stderr
  }

  /** How many lines there are: pass it to `waitFor` as `from` to see only later ones. */
  get position(): number {
    return this.lines.length
  }

  /** The first line, seen already or still to come, that `wants` it; fails when the program ends or `timeout` ms pass. */
  async waitFor<Wanted extends Line>(
    wants: ((line: Line) => line is Wanted) | ((line: Line) => boolean),
    options: { what: string; timeout?: number; from?: number },
  ): Promise<Wanted> {
    const from = options.from ?? 0
    const seen = this.lines.slice(from).find(wants as (line: Line) => boolean)
    if (seen !== undefined) return seen as Wanted
    if (this.#over !== undefined) throw new Error(`${options.what} did not come: ${this.#over}`)
    const timeout = options.timeout ?? 60_000
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        const last = this.lines.slice(-8).map(line => JSON.stringify(line).slice(0, 300))
        settle(() =>
          reject(
            new Error(
              `${this.#name}: not within ${timeout / 1000} s: ${options.what}; last lines:\n${last.join('\n')}\n${this.#stderr}`,
            ),
          ),
        )
      }, timeout)
      const waiter: Waiter = {
        wants: wants as (line: StreamLine) => boolean,
        from,
        found: line => settle(() => resolve(line as Wanted)),
        ended: reason => settle(() => reject(new Error(`${options.what} did not come: ${reason}`))),
      }
      const settle = (end: () => void) => {
        clearTimeout(timer)
        this.#waiters.delete(waiter)
        end()
      }
      this.#waiters.add(waiter)
    })
  }

  /** All lines of one kind so far. */
  all(event: string): Line[] {
    return this.lines.filter(line => line.event === event)
  }

  /** Sends a signal to the program and waits for its end. */
  async stop(signal: NodeJS.Signals = 'SIGTERM', timeout = 10_000): Promise<number> {
    this.#child.kill(signal)
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), timeout)
    const status = await this.ended
    clearTimeout(timer)
    return status
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop()
  }

  #take(text: string): void {
    if (text.trim() === '') return
    let line: Line
    try {
      line = JSON.parse(text) as Line
    } catch {
      // A line that is no JSON breaks the contract of docs/cli.md: it is shown as such, and a test that looks sees it.
      line = { event: 'not-json', text } as unknown as Line
    }
    this.lines.push(line)
    for (const waiter of [...this.#waiters]) {
      if (this.lines.length > waiter.from && waiter.wants(line)) waiter.found(line)
    }
  }
}

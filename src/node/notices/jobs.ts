/**
 * Programs that are run for notices: without a shell, a few at a time, for a short time. Whatever becomes of them, nothing waits for
 * them; what fails is counted and told in the log, at the first time and whenever the count has doubled.
 */
import { type ChildProcess, spawn } from 'node:child_process'

export interface Job {
  /** The program, then its arguments. */
  words: readonly string[]
  /** Its standard input. @default empty */
  input?: string
  /** Its environment. */
  env: NodeJS.ProcessEnv
}

export interface JobsOptions {
  /** How the log calls them. */
  what: string
  /** At once; what comes beyond that is dropped and counted. */
  limit: number
  /** Seconds, after which it is ended with all that it started. */
  seconds: number
  log: (message: string) => void
}

export class Jobs {
  readonly #options: JobsOptions
  readonly #running = new Map<ChildProcess, NodeJS.Timeout>()
  #failed = 0
  #dropped = 0
  #stopped = false

  constructor(options: JobsOptions) {
    this.#options = options
  }

  get running(): number {
    return this.#running.size
  }

  run({ words, input = '', env }: Job): void {
    const [program = '', ...args] = words
    if (this.#stopped) return
    if (this.#running.size >= this.#options.limit) {
      this.#dropped++
      this.#tell(this.#dropped, `more than ${this.#options.limit} at once, this one was not run`)
      return
    }
    let child: ChildProcess
    try {
      // A group of its own, so that what it started ends with it.
      child = spawn(program, args, { env, stdio: ['pipe', 'ignore', 'ignore'], detached: process.platform !== 'win32' })
    } catch (error) {
      this.#fail(reasonOf(error))
      return
    }
    let late = false
    const timer = setTimeout(() => {
      late = true
      end(child)
    }, this.#options.seconds * 1000)
    this.#running.set(child, timer)
    const over = (reason: string | undefined): void => {
      if (!this.#running.delete(child)) return
      clearTimeout(timer)
      if (reason !== undefined && !this.#stopped)
        this.#fail(late ? `took more than ${this.#options.seconds} s` : reason)
    }
    child.once('error', error => over(reasonOf(error)))
    child.once('exit', (code, signal) => {
      over(code === 0 ? undefined : code === null ? `was ended by ${signal}` : `ended with ${code}`)
    })
    // It need not read what it is given.
    child.stdin?.on('error', () => child.stdin?.destroy())
    child.stdin?.end(input)
  }

  /** Ends what runs; nothing is run any more. */
  stop(): void {
    this.#stopped = true
    for (const [child, timer] of this.#running) {
      clearTimeout(timer)
      end(child)
    }
  }

  #fail(reason: string): void {
    this.#failed++
    this.#tell(this.#failed, reason)
  }

  #tell(count: number, reason: string): void {
    if ((count & (count - 1)) !== 0) return
    const { what, log } = this.#options
    log(`${what}: ${reason} (${this.#failed} failed, ${this.#dropped} not run since the start)`)
  }
}

/** By code: messages of errors name arguments, and those are what a notice says. */
function reasonOf(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException
  return code === 'ENOENT' ? 'there is no such program' : `cannot be run (${code ?? 'for whatever reason'})`
}

function end(child: ChildProcess): void {
  if (child.pid === undefined) return
  try {
    if (process.platform === 'win32') child.kill('SIGKILL')
    else process.kill(-child.pid, 'SIGKILL')
  } catch (error) {
    // It ended meanwhile.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

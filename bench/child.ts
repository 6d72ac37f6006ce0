import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'

export type Line = Record<string, unknown>

export interface ChildOptions {
  command: string
  args: string[]
  env?: Record<string, string>
  signal: AbortSignal
}

/** A process that speaks JSON lines: one object a line out, and in where it takes orders. */
export class Child implements AsyncDisposable {
  readonly #process: ChildProcessByStdio<Writable, Readable, Readable>
  readonly #lines: Line[] = []
  readonly #waiting = new Set<() => void>()
  readonly #command: string
  #complaint = ''
  #ended: string | undefined

  constructor(options: ChildOptions) {
    options.signal.throwIfAborted()
    this.#command = [options.command, ...options.args].join(' ')
    this.#process = spawn(options.command, options.args, {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: { ...process.env, ...options.env },
    })
    // Whoever started it may be stuck in a wait when its time is up.
    const abort = () => this.#process.kill('SIGTERM')
    options.signal.addEventListener('abort', abort, { once: true })
    this.#process.on('exit', () => options.signal.removeEventListener('abort', abort))
    this.#process.on('error', error => this.#end(error.message))
    this.#process.on('exit', (code, signal) => this.#end(signal ?? `exit ${code}`))
    // A child that ends while it is written to says so by its exit; the broken pipe adds nothing.
    this.#process.stdin.on('error', error => this.#note(`${error.message}\n`))
    this.#process.stderr.setEncoding('utf8').on('data', (text: string) => this.#note(text))
    createInterface({ input: this.#process.stdout }).on('line', line => {
      if (line.startsWith('{')) this.#lines.push(JSON.parse(line) as Line)
      this.#wake()
    })
  }

  get pid(): number {
    const pid = this.#process.pid
    if (pid === undefined) throw new Error(`${this.#command}: not started`)
    return pid
  }

  send(order: Line): void {
    this.#process.stdin.write(`${JSON.stringify(order)}\n`)
  }

  /** The first line not yet taken that has the field `field`. */
  async take(field: string, timeout: number, signal: AbortSignal): Promise<Line> {
    const deadline = AbortSignal.any([signal, AbortSignal.timeout(timeout)])
    for (;;) {
      const index = this.#lines.findIndex(line => field in line)
      if (index >= 0) return this.#lines.splice(index, 1)[0]!
      if (this.#ended !== undefined) throw new Error(`${this.#command}: ended (${this.#ended}) ${this.#complaint}`)
      if (deadline.aborted) throw new Error(`${this.#command}: no "${field}" within ${timeout} ms ${this.#complaint}`)
      await new Promise<void>(resolve => {
        const wake = () => {
          this.#waiting.delete(wake)
          deadline.removeEventListener('abort', wake)
          resolve()
        }
        this.#waiting.add(wake)
        deadline.addEventListener('abort', wake, { once: true })
      })
    }
  }

  /** Resident memory in MB: all of it, and the part that is no file's (a binary's pages are shared by all its processes). */
  memory(): { resident: number; own: number } {
    const status = readFileSync(`/proc/${this.pid}/status`, 'utf8')
    const read = (field: string) =>
      Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? Number.NaN) / 1024
    return { resident: read('VmRSS'), own: read('RssAnon') }
  }

  /**
   * Milliseconds of processor time so far, all threads: unlike the clock on the wall it does not count what other processes took.
   * The kernel counts in ticks of 10 ms.
   */
  cpu(): number {
    const stat = readFileSync(`/proc/${this.pid}/stat`, 'utf8')
    // The program's name in parentheses may hold spaces; user and system time are fields 14 and 15 (proc(5)).
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return (Number(fields[11]) + Number(fields[12])) * 10
  }

  /** Asks it to end, and kills it after five seconds. */
  async stop(): Promise<void> {
    if (this.#ended !== undefined) return
    const gone = once(this.#process, 'exit')
    this.#process.kill('SIGTERM')
    const timer = setTimeout(() => this.#process.kill('SIGKILL'), 5_000)
    await gone.finally(() => clearTimeout(timer))
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop()
  }

  #note(text: string): void {
    this.#complaint = (this.#complaint + text).slice(-2_000)
  }

  #end(how: string): void {
    this.#ended ??= how
    this.#wake()
  }

  #wake(): void {
    for (const wake of [...this.#waiting]) wake()
  }
}

/** Runs a command to its end and gives its standard output and the milliseconds from start to end. */
export async function run(
  command: string,
  args: string[],
  options: { signal: AbortSignal; env?: Record<string, string>; input?: string },
): Promise<{ output: string; time: number }> {
  const start = performance.now()
  const child = spawn(command, args, {
    stdio: [options.input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    env: { ...process.env, ...options.env },
    signal: options.signal,
  })
  let output = ''
  let complaint = ''
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    output += text
  })
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    complaint += text
  })
  if (options.input !== undefined) child.stdin?.end(options.input)
  const [code] = (await once(child, 'exit')) as [number | null]
  const time = performance.now() - start
  if (code !== 0) throw new Error(`${command} ${args.join(' ')}: exit ${code} ${complaint.slice(-2_000)}`)
  return { output, time }
}

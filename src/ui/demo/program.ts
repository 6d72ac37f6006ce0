/** The program itself, run as a process: what it prints, line by line, and how it ends. */
import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { StringDecoder } from 'node:string_decoder'

export interface ProgramOptions {
  /** The program's own start script, run by the Node.js that runs us. */
  program: string
  args: string[]
  env: NodeJS.ProcessEnv
  /** What is piped to its standard input. */
  stdin?: string
}

export interface Ending {
  code: number | null
  signal: NodeJS.Signals | null
  stdout: string
  stderr: string
}

/** How much of what is printed is kept; the demo's commands print far less. */
const LONGEST_OUTPUT = 4 * 1024 * 1024

export class Program {
  readonly ended: Promise<Ending>
  readonly #child: ChildProcess
  readonly #lines: string[] = []
  readonly #onLine = new Set<(line: string) => void>()
  #running = true

  constructor(options: ProgramOptions) {
    const { program, args, env, stdin } = options
    this.#child = spawn(process.execPath, [program, ...args], { env, stdio: ['pipe', 'pipe', 'pipe'] })
    const stderr = collect(this.#child.stderr)
    const { stdout: output } = this.#child
    if (output !== null) {
      createInterface({ input: output }).on('line', line => {
        this.#lines.push(line)
        for (const listener of this.#onLine) listener(line)
      })
    }
    this.ended = new Promise((resolve, reject) => {
      this.#child.once('error', reject)
      this.#child.once('close', (code, signal) => {
        this.#running = false
        resolve({ code, signal, stdout: this.#lines.join('\n'), stderr: stderr() })
      })
    })
    // A program that ends before it has read its input breaks the pipe; how it ended tells more.
    this.#child.stdin?.on('error', () => this.#child.stdin?.destroy())
    this.#child.stdin?.end(stdin ?? '')
  }

  get running(): boolean {
    return this.#running
  }

  /** The first JSON object printed that `wanted` accepts, already printed or to come. */
  object<T>(wanted: (object: T) => boolean, signal: AbortSignal): Promise<T> {
    return new Promise((resolve, reject) => {
      const done = () => {
        this.#onLine.delete(listener)
        signal.removeEventListener('abort', aborted)
      }
      const listener = (line: string) => {
        const value = parsed(line)
        if (typeof value !== 'object' || value === null || !wanted(value as T)) return false
        done()
        resolve(value as T)
        return true
      }
      const aborted = () => {
        done()
        reject(signal.reason)
      }
      if (this.#lines.some(listener)) return
      this.#onLine.add(listener)
      signal.addEventListener('abort', aborted)
      if (signal.aborted) aborted()
      void this.ended.then(ending => {
        done()
        reject(new ProgramEnded(ending))
      }, reject)
    })
  }

  kill(signal: NodeJS.Signals): void {
    if (this.#running) this.#child.kill(signal)
  }
}

/** A program ended while more was expected of it. */
export class ProgramEnded extends Error {
  readonly ending: Ending

  constructor(ending: Ending) {
    super(`ended with ${ending.code ?? ending.signal}`)
    this.ending = ending
  }
}

/** Whatever is no JSON is somebody's remark, not an answer. */
function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

function collect(stream: NodeJS.ReadableStream | null): () => string {
  const decoder = new StringDecoder('utf8')
  let text = ''
  stream?.on('data', (chunk: Buffer) => {
    if (text.length < LONGEST_OUTPUT) text += decoder.write(chunk)
  })
  return () => text
}

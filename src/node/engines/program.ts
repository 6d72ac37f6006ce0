/**
 * Runs a program of the user's choice within bounds: no shell, a small environment, a folder of its own, a time limit, limited
 * output; what it does wrong becomes an error that says which command, how it ended and what it said last. When a limit is
 * passed the whole process group is killed. Nothing that a program does can keep the node waiting for longer than its time.
 */

import { type ChildProcess, spawn } from 'node:child_process'
import { constants as files } from 'node:fs'
import { access } from 'node:fs/promises'
import { constants as system } from 'node:os'
import { resolve } from 'node:path'
import type { Readable } from 'node:stream'
import { EarshotError } from '../../protocol/errors.ts'
import { type Phrase, phrase } from '../../protocol/phrase.ts'
import { firstProgram } from './which.ts'

export interface ProgramRun {
  /** The program, then its arguments. */
  words: readonly string[]
  /** Its working directory, and where it may put temporary files. */
  folder: string
  /** For standard input. @default nothing: standard input is at its end */
  input?: string
  /** Seconds that the whole task has. */
  timeout: number
  /** When they are over, as `performance.now()` counts. */
  until: number
  /** Ends it before its time. */
  signal: AbortSignal
  /** Bytes of standard output. @default 1 MiB */
  maxOutput?: number
}

const MAX_OUTPUT = 1024 * 1024
/** Bytes kept of the end of standard error. */
const KEPT_ERRORS = 4 * 1024
/** Characters of a line that is quoted in an error. */
const QUOTED = 200
const BY_HAND = phrase`run it by hand to see why`
/** A shell adds this to the number of the signal that ended what it ran. */
const SIGNALLED = 128
/** Milliseconds that the pipes may stay open after the program ended. */
const LINGER_MS = 1_000
/** What a program gets of the node's environment, where it is set. */
const PASSED_ON = [
  ...['PATH', 'HOME', 'USER', 'LOGNAME', 'XDG_DATA_HOME', 'XDG_CONFIG_HOME', 'XDG_CACHE_HOME'],
  ...['SystemRoot', 'SystemDrive', 'PATHEXT', 'ComSpec', 'USERPROFILE', 'APPDATA', 'LOCALAPPDATA'],
]

/**
 * What the program wrote, as text. `no-engine` where there is no such program, `timeout`, `engine-failed` for everything else that
 * keeps its output from being an answer.
 */
export async function runProgram(run: ProgramRun): Promise<string> {
  await checkProgram(run)
  return new Running(run, start(run)).ended
}

/** Before it is started, since what starts it may be a shell with an error of its own. */
async function checkProgram({ words, folder }: ProgramRun): Promise<void> {
  const [program = ''] = words
  if (!/[\\/]/.test(program)) {
    if ((await firstProgram([program])) === undefined) throw notStarted(words)
    return
  }
  await access(resolve(folder, program), files.X_OK).catch((error: NodeJS.ErrnoException) => {
    throw notStarted(words, error)
  })
}

function start({ words, folder, input }: ProgramRun): ChildProcess {
  // Node's pipes are sockets, and who opens /dev/stdin again, as apertium does, gets nothing from one. This makes a pipe of it; the words
  // are arguments to the shell, which does not read them.
  const piped =
    input !== undefined && process.platform !== 'win32' ? ['/bin/sh', '-c', 'cat | "$@"', 'sh', ...words] : words
  try {
    return spawn(piped[0] ?? '', piped.slice(1), {
      cwd: folder,
      env: environment(folder),
      stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
      // A group of its own, to be killed as one.
      detached: process.platform !== 'win32',
      windowsHide: true,
    })
  } catch (error) {
    // Some of what keeps a program from starting is told at once.
    throw notStarted(words, error as NodeJS.ErrnoException)
  }
}

class Running {
  readonly ended: Promise<string>
  readonly #run: ProgramRun
  readonly #child: ChildProcess
  readonly #output: Buffer[] = []
  #size = 0
  #errors = Buffer.alloc(0)
  /** It closed its input before it had read all. */
  #deaf = false
  readonly #resolve: (text: string) => void
  readonly #reject: (error: EarshotError) => void
  readonly #timer: NodeJS.Timeout
  #linger: NodeJS.Timeout | undefined
  readonly #stop = (): void => this.#abort(this.#failed(phrase`was stopped, because the node stops`, phrase`ask again`))

  constructor(run: ProgramRun, child: ChildProcess) {
    this.#run = run
    this.#child = child
    const { promise, resolve, reject } = Promise.withResolvers<string>()
    this.ended = promise
    this.#resolve = resolve
    this.#reject = reject
    this.#timer = setTimeout(() => this.#abort(this.#late()), Math.max(0, run.until - performance.now()))
    run.signal.addEventListener('abort', this.#stop)
    child.on('error', error => this.#abort(notStarted(run.words, error as NodeJS.ErrnoException)))
    const { stdin, stdout, stderr } = child as ChildProcess & { stdout: Readable; stderr: Readable }
    stdout.on('data', (chunk: Buffer) => this.#heard(chunk))
    stderr.on('data', (chunk: Buffer) => {
      this.#errors = Buffer.concat([this.#errors, chunk]).subarray(-KEPT_ERRORS)
    })
    // Told below, by whether all was written: a program may well close its input once it has read that.
    stdin?.on('error', () => undefined)
    stdin?.write(run.input ?? '', error => {
      this.#deaf = error !== null && error !== undefined
    })
    stdin?.end()
    child.on('exit', () => {
      this.#linger = setTimeout(() => this.#abort(this.#held()), LINGER_MS)
    })
    child.on('close', (code, signal) => this.#closed(code, signal))
    if (run.signal.aborted) this.#stop()
  }

  #heard(chunk: Buffer): void {
    this.#size += chunk.length
    const { maxOutput = MAX_OUTPUT } = this.#run
    if (this.#size <= maxOutput) this.#output.push(chunk)
    else this.#abort(this.#failed(phrase`wrote more than ${maxOutput >> 10} KiB`, phrase`an answer is never that long`))
  }

  #closed(code: number | null, signal: NodeJS.Signals | null): void {
    if (signal !== null) this.#settle(this.#failed(phrase`was ended by ${signal}`, BY_HAND))
    else if (code !== null && code > SIGNALLED)
      this.#settle(this.#failed(phrase`was ended by ${signalOf(code)}`, BY_HAND))
    else if (code !== 0) this.#settle(this.#failed(phrase`ended with exit code ${String(code)}`, BY_HAND))
    else if (this.#deaf)
      this.#settle(
        this.#failed(phrase`ended before it had read its input`, phrase`an engine reads the text from standard input`),
      )
    else this.#settle(this.#text())
  }

  #text(): string | EarshotError {
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(this.#output))
    } catch {
      return this.#failed(
        phrase`wrote bytes that are no text in UTF-8`,
        phrase`an engine writes its answer to standard output, in UTF-8`,
      )
    }
  }

  /** Kills all of it, and waits for nothing more. */
  #abort(error: EarshotError): void {
    this.#settle(error)
    const { pid } = this.#child
    if (pid !== undefined) killGroup(pid)
    // Whoever left the group may still hold the other ends.
    for (const stream of this.#child.stdio) stream?.destroy()
  }

  #settle(result: string | EarshotError): void {
    clearTimeout(this.#timer)
    clearTimeout(this.#linger)
    this.#run.signal.removeEventListener('abort', this.#stop)
    if (typeof result === 'string') this.#resolve(result)
    else this.#reject(result)
  }

  #late(): EarshotError {
    const late = phrase`${name(this.#run.words)} was not done within ${this.#run.timeout} s`
    return new EarshotError(
      'timeout',
      withLastWords(late, this.#errors),
      'it was killed; `earshot settings set engine.timeout SECONDS` gives it longer',
    )
  }

  #held(): EarshotError {
    return this.#failed(
      phrase`ended, but a process that it started holds its output open`,
      phrase`its whole group was killed; an engine is done when it ends`,
    )
  }

  #failed(what: Phrase, hint: Phrase): EarshotError {
    return new EarshotError(
      'engine-failed',
      withLastWords(phrase`${name(this.#run.words)} ${what}`, this.#errors),
      phrase`${hint}; the command was: ${shown(this.#run.words)}`,
    )
  }
}

function environment(folder: string): NodeJS.ProcessEnv {
  const passed = PASSED_ON.map(key => [key, process.env[key]] as const).filter(([, value]) => value !== undefined)
  const { LC_ALL, LC_CTYPE, LANG } = process.env
  const utf8 = [LC_ALL, LC_CTYPE, LANG].find(locale => /utf-?8/i.test(locale ?? ''))
  return { ...Object.fromEntries(passed), LANG: utf8 ?? 'C.UTF-8', TMPDIR: folder, TEMP: folder, TMP: folder }
}

function signalOf(code: number): string {
  const number = code - SIGNALLED
  return Object.entries(system.signals).find(([, each]) => each === number)?.[0] ?? `signal ${number}`
}

function killGroup(pid: number): void {
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL')
  } catch (error) {
    // It is gone already.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

function notStarted(words: readonly string[], error?: NodeJS.ErrnoException): EarshotError {
  const why =
    error === undefined || error.code === 'ENOENT'
      ? phrase`there is no such program`
      : phrase`it does not start (${{ system: error.code ?? '', text: String(error.code) }})`
  return new EarshotError(
    'no-engine',
    phrase`${name(words)}: ${why}`,
    '`earshot engines` lists what is installed and how to choose one',
    error,
  )
}

/** With what the program said of it last, if anything. */
function withLastWords(what: Phrase, errors: Buffer): Phrase {
  const said = lastLine(errors)
  return said === '' ? what : phrase`${what}: ${said}`
}

function name(words: readonly string[]): string {
  return clean(words[0] ?? '').slice(0, QUOTED)
}

/** A command as one would type it. */
export function shown(words: readonly string[]): string {
  return words
    .map(word => (/^[\w@%+=:,./{}-]+$/.test(word) ? word : `'${clean(word).replaceAll("'", `'\\''`)}'`))
    .join(' ')
}

/** The last line that says something, without what would move a cursor. */
function lastLine(errors: Buffer): string {
  const lines = errors
    .toString('utf8')
    .split(/[\r\n]+/)
    .map(line => clean(line).trim())
  return (lines.findLast(line => line !== '') ?? '').slice(0, QUOTED)
}

function clean(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/\u001b\[[0-9;?]*[ -/]*[@-~]/g, '')
    .replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, ' ')
}

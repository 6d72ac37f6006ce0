/**
 * A network and mount namespace with no name: a small process, the keeper, holds it open. Nothing is written to /run/netns,
 * so there is nothing to leave behind. The keeper waits on a pipe from the test; when the pipe closes, for whatever reason
 * (closed, failed, interrupted, the test killed with SIGKILL), it kills what still runs in its namespace, removes the
 * folders it was told to and ends, and the kernel takes the namespace down.
 */
import { type ChildProcess, type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { once } from 'node:events'
import { Socket } from 'node:net'
import process from 'node:process'
import { lanSupport, TOOL_PATH, unshareFlags } from './support.ts'

// `$$` and the keeper's own children share the namespace; the loop ends when only the keeper is left.
const KEEPER = `
trap '' INT TERM HUP
echo ready
read -r _
own=$(readlink /proc/$$/ns/net)
for attempt in 1 2 3 4 5 6 7 8 9 10; do
  left=
  for entry in /proc/[0-9]*; do
    id=\${entry#/proc/}
    [ "$id" = $$ ] && continue
    if [ "$(readlink "$entry/ns/net" 2>/dev/null)" = "$own" ]; then kill -KILL "$id" 2>/dev/null && left=1; fi
  done
  [ -z "$left" ] && break
  sleep 0.05
done
for folder in "$@"; do
  for attempt in 1 2 3 4 5 6 7 8 9 10; do
    rm -rf "$folder" 2>/dev/null && break
    sleep 0.1
  done
done
`

/** What one finished command said. */
export interface Output {
  /** Exit status; 128 + the signal's number for a process that was killed. */
  exit: number
  stdout: string
  stderr: string
}

/** How a program is run in a namespace. */
export interface RunOptions {
  /** Environment on top of the test's own; `undefined` takes a variable away. */
  env?: Record<string, string | undefined>
  /** Written to standard input, which is closed after it. */
  input?: string
  /** Milliseconds until the program is killed. @default 60_000 */
  timeout?: number
  /** @default the repository's root */
  cwd?: string
}

/** An open namespace. */
export class Namespace implements AsyncDisposable {
  readonly #keeper: ChildProcess

  private constructor(keeper: ChildProcess) {
    this.#keeper = keeper
  }

  /**
   * Opens a namespace; `within` makes it a child of another one (they share the user namespace, where there is one).
   * `remove` are folders that go when the namespace goes.
   */
  static async open(options: { within?: Namespace; remove?: string[] } = {}): Promise<Namespace> {
    const support = lanSupport()
    if (!support.available) throw new Error(support.reason)
    const inner = ['sh', '-c', KEEPER, 'earshot-lan-keeper', ...(options.remove ?? [])]
    const command =
      options.within === undefined
        ? ['unshare', ...unshareFlags(support.mode), ...inner]
        : [...options.within.enter(), 'unshare', '--net', '--mount', ...inner]
    const keeper = spawn(command[0]!, command.slice(1), {
      // A group of its own: Ctrl-C reaches the test, and the keeper only through the closing pipe.
      detached: true,
      stdio: ['pipe', 'pipe', 'pipe'],
      env: { ...process.env, PATH: TOOL_PATH },
    })
    const complaints: string[] = []
    keeper.stderr.setEncoding('utf8').on('data', (text: string) => complaints.push(text))
    const ready = await Promise.race([
      once(keeper.stdout, 'data').then(() => true),
      once(keeper, 'exit').then(() => false),
    ])
    if (!ready) throw new Error(`cannot open a network namespace: ${complaints.join('').trim()}`)
    keeper.stdout.resume()
    // A finished test that forgot to close is not kept alive by its namespaces; its end closes the pipe.
    keeper.unref()
    for (const pipe of [keeper.stdin, keeper.stdout, keeper.stderr]) if (pipe instanceof Socket) pipe.unref()
    const namespace = new Namespace(keeper)
    await namespace.must('ip', ['link', 'set', 'lo', 'up'])
    return namespace
  }

  /** The keeper's process id, by which the namespace can be entered. */
  get pid(): number {
    return this.#keeper.pid!
  }

  /** The command line that runs what follows it inside; it replaces itself, so that the process id stays. */
  enter(): string[] {
    const support = lanSupport()
    const user = support.available && support.mode === 'user' ? ['--user', '--preserve-credentials'] : []
    return ['nsenter', '--target', String(this.pid), ...user, '--net', '--mount']
  }

  /** Starts a program inside. Its process id is the one of the returned child. */
  spawn(program: string, args: readonly string[], options: RunOptions = {}): ChildProcessWithoutNullStreams {
    const enter = this.enter()
    const changes = Object.entries({ PATH: TOOL_PATH, ...options.env })
    // `env` replaces itself with the program. It goes back to the working directory, which entering a mount namespace
    // loses, and sets the environment only inside: a preloaded library is not to work on `nsenter` as well.
    const inside = [
      ...['env', '-C', options.cwd ?? process.cwd()],
      ...changes.flatMap(([name, value]) => (value === undefined ? ['-u', name] : [])),
      ...changes.flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${value}`])),
      ...[program, ...args],
    ]
    const child = spawn(enter[0]!, [...enter.slice(1), ...inside], {
      stdio: 'pipe',
      env: { ...process.env, PATH: TOOL_PATH },
    })
    // A program that ends without reading its input is not an error of the test.
    child.stdin.on('error', () => child.stdin.destroy())
    return child
  }

  /** Runs a program inside to its end, whatever its exit status. */
  async run(program: string, args: readonly string[], options: RunOptions = {}): Promise<Output> {
    const child = this.spawn(program, args, options)
    child.stdin.end(options.input ?? '')
    const stdout: Buffer[] = []
    const stderr: Buffer[] = []
    child.stdout.on('data', (bytes: Buffer) => stdout.push(bytes))
    child.stderr.on('data', (bytes: Buffer) => stderr.push(bytes))
    const timeout = options.timeout ?? 60_000
    let late = false
    const timer = setTimeout(() => {
      late = true
      child.kill('SIGKILL')
    }, timeout)
    try {
      const [exit, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null]
      const output = { exit: statusOf(exit, signal), stdout: text(stdout), stderr: text(stderr) }
      if (late) throw new Error(`no end after ${timeout / 1000} s: ${program} ${args.join(' ')}\n${output.stderr}`)
      return output
    } finally {
      clearTimeout(timer)
    }
  }

  /** Runs a program inside and throws, with what it said, unless it succeeds. Gives its standard output. */
  async must(program: string, args: readonly string[], options: RunOptions = {}): Promise<string> {
    const output = await this.run(program, args, options)
    if (output.exit === 0) return output.stdout
    throw new Error(`${program} ${args.join(' ')} ended with ${output.exit}: ${output.stderr.trim()}`)
  }

  /** Kills everything inside and takes the namespace down. Idempotent. */
  async close(): Promise<void> {
    if (this.#keeper.exitCode !== null || this.#keeper.signalCode !== null) return
    this.#keeper.ref()
    const gone = once(this.#keeper, 'exit')
    this.#keeper.stdin?.end()
    await gone
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }
}

const SIGNALS: Partial<Record<NodeJS.Signals, number>> = { SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 }

/** An exit status as a shell gives it. */
export function statusOf(exit: number | null, signal: NodeJS.Signals | null): number {
  return exit ?? 128 + ((signal === null ? undefined : SIGNALS[signal]) ?? 0)
}

function text(parts: Buffer[]): string {
  return Buffer.concat(parts).toString('utf8')
}

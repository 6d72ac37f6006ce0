/** The real `bin/earshot-relay` in processes of its own, on loopback, in a folder that goes away with the test. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { ErrorReport } from '../../../src/protocol/errors.ts'
import { type Result, Stream } from '../../support/cli.ts'
import { removeFolder } from '../../support/temporary.ts'

const PROGRAM = join(import.meta.dirname, '../../../bin/earshot-relay')
const LOOPBACK = ['--no-mdns', '--listen', '/ip4/127.0.0.1/tcp/0']

export interface Ready extends Record<string, unknown> {
  peerId: string
  addresses: string[]
  metrics?: string
}

export class RelayProgram {
  readonly folder = mkdtempSync(join(tmpdir(), 'earshot-relay-'))
  readonly home = join(this.folder, 'home')
  readonly #running: ChildProcess[] = []

  constructor() {
    onTestFinished(async () => {
      for (const child of this.#running) {
        if (child.exitCode !== null || child.signalCode !== null) continue
        child.kill('SIGKILL')
        await once(child, 'exit')
      }
      removeFolder(this.folder)
    })
  }

  spawn(args: string[], env: Record<string, string> = {}): ChildProcess {
    const { NO_COLOR: _color, ...inherited } = process.env
    const child = spawn(process.execPath, [PROGRAM, ...args], {
      env: { ...inherited, EARSHOT_HOME: this.home, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.#running.push(child)
    return child
  }

  async run(args: string[], env: Record<string, string> = {}): Promise<Result> {
    const child = this.spawn(args, env)
    const result: Result = { exit: null, stdout: '', stderr: '' }
    child.stdout!.setEncoding('utf8').on('data', (text: string) => {
      result.stdout += text
    })
    child.stderr!.setEncoding('utf8').on('data', (text: string) => {
      result.stderr += text
    })
    const [code] = await once(child, 'close')
    result.exit = code as number | null
    return result
  }

  /** The JSON document of a command that has to succeed. */
  async json<T = Record<string, unknown>>(...args: string[]): Promise<T> {
    const { exit, stdout, stderr } = await this.run([...args, '--json'])
    if (exit !== 0) throw new Error(`${args.join(' ')} ended with ${exit}: ${stderr}`)
    return JSON.parse(stdout) as T
  }

  /** The exit code and the error of a command that has to fail, which prints nothing else. */
  async fails(args: string[], env: Record<string, string> = {}): Promise<{ exit: number | null } & ErrorReport> {
    const { exit, stdout, stderr } = await this.run([...args, '--json'], env)
    if (exit === 0 || stdout !== '') throw new Error(`${args.join(' ')} ended with ${exit} and printed ${stdout}`)
    return { exit, ...(JSON.parse(stderr) as { error: ErrorReport }).error }
  }

  init(): Promise<{ peerId: string; name: string; home: string }> {
    return this.json('init', '--name', 'attic')
  }

  /** Runs it until the test is over, or `stop`. */
  async start(...args: string[]): Promise<{ ready: Ready; stream: Stream }> {
    const stream = new Stream(this.spawn(['start', ...LOOPBACK, ...args, '--json']))
    const ready = (await stream.line(line => line.event === 'ready')) as Ready
    return { ready, stream }
  }

  /** Makes one and runs it on a disk of its own, as big as `size` says; the commands of this class do not see that. */
  async startOnDisk(size: string, ...args: string[]): Promise<{ ready: Ready; pid: number }> {
    mkdirSync(this.home)
    const script = `mount -t tmpfs -o size=${size},mode=700 none "$EARSHOT_HOME" && "$@" init --name attic --json >&2 && exec "$@" start`
    const words = [...LOOPBACK, ...args, '--json'].map(word => `'${word}'`).join(' ')
    const child = spawn('unshare', ['-rm', 'sh', '-c', `${script} ${words}`, 'sh', process.execPath, PROGRAM], {
      env: { ...process.env, EARSHOT_HOME: this.home },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.#running.push(child)
    const ready = (await new Stream(child).line(line => line.event === 'ready')) as Ready
    return { ready, pid: child.pid! }
  }
}

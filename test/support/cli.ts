/** The real `bin/earshot` in processes of its own: loopback only, no multicast, a folder that goes away with the test. */
import { type ChildProcess, spawn } from 'node:child_process'
import { EventEmitter, once } from 'node:events'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as delay } from 'node:timers/promises'
import type { ControlConnection } from '../../src/node/control/client.ts'
import { attach } from '../../src/node/launch.ts'
import type { ErrorReport } from '../../src/protocol/errors.ts'
import { removeFolder } from './temporary.ts'

const ROOT = join(import.meta.dirname, '../..')
const PROGRAM = process.env.EARSHOT_TEST_PROGRAM ?? join(ROOT, 'bin/earshot')

export interface Result {
  exit: number | null
  stdout: string
  stderr: string
}

export interface RunOptions {
  /** Standard input. @default empty */
  input?: string
  env?: Record<string, string | undefined>
}

/** A command that goes on: its lines as they come. */
export class Stream {
  readonly process: ChildProcess
  readonly lines: Record<string, unknown>[] = []
  readonly ended: Promise<number | null>
  stderr = ''
  readonly #news = new EventEmitter()

  constructor(process: ChildProcess) {
    this.process = process
    this.ended = once(process, 'close').then(([code]) => code as number | null)
    createInterface({ input: process.stdout! }).on('line', line => {
      this.lines.push(documentIn(line))
      this.#news.emit('line')
    })
    process.stderr!.setEncoding('utf8').on('data', (text: string) => {
      this.stderr += text
    })
  }

  /** The first line that fits, which may be there already. */
  async line(fits: (line: Record<string, unknown>) => boolean): Promise<Record<string, unknown>> {
    let over = false
    void this.ended.then(() => {
      over = true
    })
    for (;;) {
      const found = this.lines.find(fits)
      if (found !== undefined) return found
      if (over) throw new Error(`ended without it: ${JSON.stringify(this.lines)} ${this.stderr}`)
      await Promise.race([once(this.#news, 'line'), this.ended])
    }
  }

  async stop(signal: NodeJS.Signals = 'SIGINT'): Promise<number | null> {
    this.process.kill(signal)
    return this.ended
  }
}

/** What is no document is shown as it is: the last line of a program that was killed may be cut. */
function documentIn(line: string): Record<string, unknown> {
  try {
    return JSON.parse(line) as Record<string, unknown>
  } catch {
    return { 'no JSON': line }
  }
}

/** One person's profile, and the commands given in it. */
export class Cli implements AsyncDisposable {
  readonly folder = mkdtempSync(join(tmpdir(), 'earshot-cli-'))
  readonly home = join(this.folder, 'home')
  /** Environment of everything that runs in this profile, over that of the tests. */
  readonly env: Record<string, string> = {}
  readonly #streams: Stream[] = []
  readonly #held: ControlConnection[] = []

  /** A file with a passphrase. */
  secret(name: string, text: string): string {
    const path = join(this.folder, name)
    writeFileSync(path, text, { mode: 0o600 })
    return path
  }

  spawn(args: string[], options: RunOptions = {}): ChildProcess {
    return spawn(process.execPath, [PROGRAM, ...args], { env: this.#environment(options.env), stdio: 'pipe' })
  }

  /** A command line for a shell, and what it runs in. */
  program(words: string): { command: string; env: NodeJS.ProcessEnv } {
    return { command: `'${process.execPath}' '${PROGRAM}' ${words}`, env: this.#environment() }
  }

  async run(args: string[], options: RunOptions = {}): Promise<Result> {
    const child = this.spawn(args, options)
    const result: Result = { exit: null, stdout: '', stderr: '' }
    child.stdout!.setEncoding('utf8').on('data', (text: string) => {
      result.stdout += text
    })
    child.stderr!.setEncoding('utf8').on('data', (text: string) => {
      result.stderr += text
    })
    // A command that refuses what it is given does not read all of it.
    child.stdin!.on('error', () => child.stdin!.destroy())
    child.stdin!.end(options.input ?? '')
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
  async fails(args: string[], options: RunOptions = {}): Promise<{ exit: number | null } & ErrorReport> {
    const { exit, stdout, stderr } = await this.run([...args, '--json'], options)
    if (exit === 0 || stdout !== '') throw new Error(`${args.join(' ')} ended with ${exit} and printed ${stdout}`)
    return { exit, ...(JSON.parse(stderr) as { error: ErrorReport }).error }
  }

  stream(...args: string[]): Stream {
    const stream = new Stream(this.spawn([...args, '--json']))
    stream.process.stdin!.end()
    this.#streams.push(stream)
    return stream
  }

  /** Keeps the node that a command started: it would end by itself if a busy machine took long to start the next one. */
  async hold(): Promise<void> {
    this.#held.push(await attach({ home: this.home, remaining: () => 30 }))
  }

  /** All that happens from now on: once this is given, it is listening. */
  async listen(...words: string[]): Promise<Stream> {
    const stream = this.stream(...(words.length === 0 ? ['listen'] : words))
    // Nothing says so, but that it hears of something.
    const heard = () => stream.lines.some(({ event }) => event === 'settings')
    for (let round = 0; !heard(); round++) {
      if (stream.process.exitCode !== null) throw new Error(`it does not listen: ${stream.stderr}`)
      await this.json('settings', 'set', 'ui.density', round % 2 === 0 ? 'compact' : 'comfortable')
      await delay(100)
    }
    await this.json('settings', 'reset', 'ui.density')
    return stream
  }

  /** A node in a process of the test's own. */
  async up(...args: string[]): Promise<Stream> {
    const stream = this.stream('up', '--no-mdns', '--listen', '/ip4/127.0.0.1/tcp/0', ...args)
    await stream.line(line => line.event === 'ready')
    return stream
  }

  /** Process id of the running node. */
  async pid(): Promise<number> {
    const { pid } = await this.json<{ pid: number }>('status')
    return pid
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const connection of this.#held) connection.close()
    for (const stream of this.#streams) {
      if (stream.process.exitCode === null) await stream.stop('SIGTERM')
    }
    // A node in the background, if one is left; there need not be one.
    await this.run(['down'])
    removeFolder(this.folder)
  }

  #environment(extra: Record<string, string | undefined> = {}): NodeJS.ProcessEnv {
    const { EARSHOT_PROFILE: _profile, EARSHOT_PASSPHRASE_FILE: _file, NO_COLOR: _color, ...inherited } = process.env
    return {
      ...inherited,
      EARSHOT_HOME: this.home,
      // Nodes that a command starts take no options: nothing of a test may leave this machine.
      EARSHOT_NO_MDNS: '1',
      EARSHOT_LISTEN: '/ip4/127.0.0.1/tcp/0',
      XDG_RUNTIME_DIR: this.folder,
      EARSHOT_LANG: 'en',
      ...this.env,
      ...extra,
    }
  }
}

/** Two people who became friends by an invite link, each with a node. */
export async function twoFriends(): Promise<[Cli, Cli]> {
  const [alice, bob] = [new Cli(), new Cli()]
  await Promise.all([
    alice.json('init', '--name', 'alice', '--no-passphrase'),
    bob.json('init', '--name', 'bob', '--no-passphrase'),
  ])
  await Promise.all([alice.up(), bob.up()])
  const { link } = await alice.json<{ link: string }>('invite')
  await bob.json('add', link)
  for (const each of [alice, bob]) {
    for (;;) {
      const friends = await each.json<{ state: string; presence: string }[]>('friends')
      if (friends.some(friend => friend.state === 'friend' && friend.presence === 'here')) break
    }
  }
  return [alice, bob]
}

/**
 * One host of a test network: a namespace with its own address, home, temporary folder and clock, in which the real
 * `bin/earshot` runs. A host outlives the nodes that run on it, as a machine does.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import type { Event, Friend, Message, Peer } from '../../../src/node/messenger.ts'
import type { ErrorReport } from '../../../src/protocol/errors.ts'
import type { Namespace, Output, RunOptions } from './namespace.ts'
import { ControlClient } from './rpc.ts'
import { LineStream, type StreamLine } from './stream.ts'
import { faketimeLibrary } from './support.ts'
import { until } from './until.ts'

const ROOT = join(import.meta.dirname, '../../..')
/** The program under test; another checkout's can be put in its place. */
const PROGRAM = process.env.EARSHOT_TEST_PROGRAM ?? join(ROOT, 'bin/earshot')

/** First line of `earshot up --json`. */
export interface ReadyLine extends StreamLine {
  event: 'ready'
  peerId: string
  name: string
  addresses: string[]
  control: string
}

/** A command that ended with a documented error. */
export class CommandError extends Error {
  readonly exit: number
  readonly report: ErrorReport | undefined

  constructor(command: string, output: Output, report: ErrorReport | undefined) {
    super(
      `${command} ended with ${output.exit}: ${report ? `${report.code}: ${report.message}` : output.stderr.trim()}`,
    )
    this.exit = output.exit
    this.report = report
  }
}

/** A copy of a profile's folder, to go back to. */
export interface Snapshot {
  folder: string
}

/** What a network tells a host that it makes. */
export interface HostParts {
  name: string
  address: string
  /** Folder of this host on the disk; holds home, temporary files and snapshots. */
  folder: string
  namespace: Namespace
  /** The host's end of the cable, in its namespace. */
  nic: string
  /** Address of the default route. */
  router: string
  /** Does something to the bridge's end of the cable. */
  port: (...command: string[]) => Promise<void>
}

/** Options of `Host.up`. */
export interface UpOptions {
  /** @default true */
  mdns?: boolean
  listen?: string[]
  /** Milliseconds until it must be ready. @default 60_000 */
  timeout?: number
}

/** A program command's arguments are written as on a command line; the harness adds `--json`. */
export class Host {
  readonly name: string
  readonly home: string
  /** Environment of everything that runs on this host, on top of the test's. */
  readonly env: Record<string, string | undefined>
  readonly namespace: Namespace
  /** The node started by `up`, while it runs. */
  node: LineStream | undefined
  /** What the node said when it was ready. */
  ready: ReadyLine | undefined
  readonly #parts: HostParts
  #address: string
  #snapshots = 0
  #slowed = false
  #unplugged = false

  constructor(parts: HostParts) {
    this.#parts = parts
    this.name = parts.name
    this.#address = parts.address
    this.namespace = parts.namespace
    this.home = join(parts.folder, 'home')
    // Whatever the developer has set for their own Earshot stays out of the test.
    const own = Object.keys(process.env).filter(name => name.startsWith('EARSHOT_') || name.startsWith('XDG_'))
    this.env = {
      ...Object.fromEntries(own.map(name => [name, undefined])),
      HOME: parts.folder,
      EARSHOT_HOME: this.home,
      XDG_RUNTIME_DIR: join(parts.folder, 'run'),
      TMPDIR: join(parts.folder, 'tmp'),
      NO_COLOR: '1',
      VITEST: undefined,
      NODE_OPTIONS: undefined,
    }
  }

  /** Its IPv4 address. */
  get address(): string {
    return this.#address
  }

  // Programs

  /** Runs any program on this host. */
  exec(program: string, args: readonly string[] = [], options: RunOptions = {}): Promise<Output> {
    return this.namespace.run(program, args, { ...options, env: { ...this.env, ...options.env } })
  }

  /** Runs `earshot` with these arguments and nothing added. */
  run(args: readonly string[], options: RunOptions = {}): Promise<Output> {
    return this.exec(process.execPath, [PROGRAM, ...args], options)
  }

  /** Runs a command with `--json` and gives its one document; throws `CommandError`. */
  async json<T>(...args: string[]): Promise<T> {
    const output = await this.run(['--json', ...args])
    if (output.exit !== 0)
      throw new CommandError(`${this.name}: earshot ${args.join(' ')}`, output, reportIn(output.stderr))
    return JSON.parse(output.stdout) as T
  }

  /** Runs a command that must fail and gives the error it reports. */
  async failure(...args: string[]): Promise<ErrorReport & { exit: number }> {
    const output = await this.run(['--json', ...args])
    const report = reportIn(output.stderr)
    if (output.exit === 0)
      throw new Error(`${this.name}: earshot ${args.join(' ')} succeeded: ${output.stdout.slice(0, 500)}`)
    if (report === undefined) throw new Error(`${this.name}: no error report in: ${output.stderr.slice(-2000)}`)
    return { ...report, exit: output.exit }
  }

  /** Starts a command that prints one JSON object a line. */
  stream<Line extends StreamLine = StreamLine>(...args: string[]): LineStream<Line> {
    const child = this.namespace.spawn(process.execPath, [PROGRAM, '--json', ...args], { env: this.env })
    return new LineStream<Line>(child, `${this.name}: earshot ${args.join(' ')}`)
  }

  /** `earshot listen`, attached: what happens from the moment this resolves is in it. */
  async listen(since?: string): Promise<LineStream<Event & StreamLine>> {
    const stream = this.stream<Event & StreamLine>('listen', ...(since === undefined ? [] : ['--since', since]))
    // The contract has no line that says "attached": something that harms nobody is changed until the stream tells of it.
    await using control = await this.control()
    let value = false
    await until(
      async () => {
        await control.call('settingsSet', { name: 'notify.title', value })
        value = !value
        return stream.all('settings').length > 0
      },
      { what: `${this.name}: listen attached`, timeout: 60_000 },
    )
    return stream
  }

  // The node

  /** Makes an identity without a passphrase, named like the host unless told otherwise. */
  init(name: string = this.name): Promise<{ peerId: string; name: string; home: string }> {
    return this.json('init', '--name', name, '--no-passphrase')
  }

  /** Runs a node in the foreground of this host and waits until it is ready. */
  async up(options: UpOptions = {}): Promise<ReadyLine> {
    const args = ['up', ...(options.mdns === false ? ['--no-mdns'] : [])]
    for (const address of options.listen ?? []) args.push('--listen', address)
    const node = this.stream(...args)
    this.node = node
    void node.ended.then(() => {
      if (this.node === node) this.node = undefined
    })
    const isReady = (line: StreamLine): line is ReadyLine => line.event === 'ready'
    this.ready = await node.waitFor(isReady, { what: 'the node is ready', timeout: options.timeout ?? 60_000 })
    return this.ready
  }

  /** Identity and running node in one. */
  async start(options: UpOptions = {}): Promise<ReadyLine> {
    if (!existsSync(this.home) || (await this.exec('ls', [this.home])).stdout.trim() === '') await this.init()
    return this.up(options)
  }

  /** Stops the node as `earshot down` or Ctrl-C would. Gives its exit status. */
  async down(signal: NodeJS.Signals = 'SIGTERM'): Promise<number> {
    return this.node === undefined ? 0 : this.node.stop(signal)
  }

  /** Kills the node with SIGKILL, at once. */
  async kill(): Promise<void> {
    const node = this.node
    if (node === undefined) return
    await node.stop('SIGKILL')
    this.node = undefined
  }

  /** Speaks to the running node over its control socket: many calls without a process each. */
  control(): Promise<ControlClient> {
    if (this.ready === undefined) throw new Error(`${this.name}: no node has run here`)
    return ControlClient.connect(this.ready.control)
  }

  // People, in the words of tests

  /** Friends as this host sees them. */
  friends(): Promise<Friend[]> {
    return this.json('friends')
  }

  /** Waits until `who` (a peer id) is seen here with that presence. */
  async sees(peerId: string, presence: Peer['presence'], timeout = 60_000): Promise<Friend> {
    return until(
      async () => (await this.friends()).find(friend => friend.peerId === peerId && friend.presence === presence),
      {
        what: `${this.name} sees ${peerId.slice(-8)} ${presence}`,
        timeout,
      },
    )
  }

  /** The whole conversation, oldest first; at most 10,000 messages. */
  history(conv: string, limit = 10_000): Promise<Message[]> {
    return this.json('history', conv, '--limit', String(limit))
  }

  // The cable

  /**
   * Pulls the cable: no packet passes and no connection is told. `silent` leaves the link lights on, as when the cable is
   * pulled at the far side of a switch.
   */
  async cut(how: 'unplugged' | 'silent' = 'unplugged'): Promise<void> {
    if (how === 'unplugged') {
      await this.#parts.port('ip', 'link', 'set', 'PORT', 'down')
      this.#unplugged = true
    }
    // A link that is down has no state to take away.
    else if (!this.#unplugged) await this.#forward(false)
  }

  /** Plugs the cable in again. */
  async restore(): Promise<void> {
    await this.#parts.port('ip', 'link', 'set', 'PORT', 'up')
    this.#unplugged = false
    await this.#forward(true)
  }

  /** Whether the bridge passes anything on at this port. It refuses to be told so until the link is seen to be up. */
  async #forward(passes: boolean): Promise<void> {
    const command = ['bridge', 'link', 'set', 'dev', 'PORT', 'state', passes ? '3' : '0']
    await until(() => this.#parts.port(...command).then(() => true), {
      what: `${this.name}: the link is up`,
      every: 20,
    })
  }

  /** Limits the cable, both ways, to a rate in `tc`'s words (`256kbit`); `undefined` takes the limit away. */
  async slow(rate: string | undefined): Promise<void> {
    if (rate === undefined && !this.#slowed) return
    const shape = rate === undefined ? [] : ['tbf', 'rate', rate, 'burst', '16kb', 'latency', '400ms']
    const verb = rate === undefined ? 'del' : 'replace'
    await this.#parts.port('tc', 'qdisc', verb, 'dev', 'PORT', 'root', ...shape)
    await this.namespace.must('tc', ['qdisc', verb, 'dev', this.#parts.nic, 'root', ...shape])
    this.#slowed = rate !== undefined
  }

  /** Whether multicast and so mDNS reaches this host, as on networks that keep it from their clients. */
  async multicast(reaches: boolean): Promise<void> {
    await this.#parts.port('bridge', 'link', 'set', 'dev', 'PORT', 'mcast_flood', reaches ? 'on' : 'off')
  }

  /** Keeps the host apart from all others that are kept apart, as access points do with their clients; the rest it reaches. */
  async apart(isolated: boolean): Promise<void> {
    await this.#parts.port('bridge', 'link', 'set', 'dev', 'PORT', 'isolated', isolated ? 'on' : 'off')
  }

  /** Gives the host another address, as a new lease would. */
  async readdress(address: string): Promise<void> {
    const { nic, router } = this.#parts
    // The old one goes first: beside it the new one would be secondary, and go with it.
    await this.namespace.must('ip', ['addr', 'flush', 'dev', nic])
    await this.namespace.must('ip', ['addr', 'add', `${address}/24`, 'dev', nic])
    await this.namespace.must('ip', ['route', 'replace', 'default', 'via', router])
    this.#address = address
  }

  // The disk and the clock

  /** Puts the home on a small file system of its own, so that a test can fill it. To be called before `init`. */
  async smallDisk(bytes: number): Promise<void> {
    await this.namespace.must('mkdir', ['-p', this.home])
    await this.namespace.must('mount', ['-t', 'tmpfs', '-o', `size=${bytes},mode=700`, 'earshot-small', this.home])
  }

  /** Fills the disk of the home but for `leave` bytes. `smallDisk` only: it would fill the machine's. */
  async fillDisk(leave = 0): Promise<void> {
    await this.#onSmallDisk()
    const ballast = join(this.home, 'ballast')
    // dd ends with "no space left", which is the point.
    await this.namespace.run('dd', ['if=/dev/zero', `of=${ballast}`, 'bs=4k'])
    if (leave > 0) await this.namespace.must('truncate', ['-s', `-${leave}`, ballast])
  }

  /** Takes away what `fillDisk` put there. */
  async freeDisk(): Promise<void> {
    await this.#onSmallDisk()
    await this.namespace.must('rm', ['-f', join(this.home, 'ballast')])
  }

  async #onSmallDisk(): Promise<void> {
    const kind = await this.namespace.must('stat', ['-f', '-c', '%T', this.home])
    if (kind.trim() !== 'tmpfs') throw new Error(`${this.name}: the home is not on a small disk`)
  }

  /** Sets the host's clock off by so many seconds, for what is started from now on; 0 sets it right. */
  skewClock(seconds: number): void {
    const library = faketimeLibrary()
    if (library === undefined) throw new Error('libfaketime not found: apt-get install libfaketime')
    if (seconds === 0) Object.assign(this.env, { LD_PRELOAD: undefined, FAKETIME: undefined })
    else {
      const sign = seconds > 0 ? '+' : ''
      // Only the wall clock is wrong; timers run on the monotonic one, as on a machine whose date was set wrong.
      Object.assign(this.env, {
        LD_PRELOAD: library,
        FAKETIME: `${sign}${seconds}s`,
        FAKETIME_DONT_FAKE_MONOTONIC: '1',
      })
    }
  }

  /** Copies the profile's folder. Only while no node runs: a copy of files being written is no snapshot. */
  async snapshot(): Promise<Snapshot> {
    if (this.node !== undefined) throw new Error(`${this.name}: stop the node before taking a snapshot`)
    this.#snapshots += 1
    const folder = join(this.#parts.folder, `snapshot-${this.#snapshots}`)
    await this.namespace.must('cp', ['-a', this.home, folder])
    return { folder }
  }

  /** Puts the profile back as it was, as restoring a virtual machine's disk would. */
  async rollBack(snapshot: Snapshot): Promise<void> {
    if (this.node !== undefined) throw new Error(`${this.name}: stop the node before rolling back`)
    await this.namespace.must('find', [this.home, '-mindepth', '1', '-delete'])
    await this.namespace.must('cp', ['-a', `${snapshot.folder}/.`, this.home])
  }
}

function reportIn(stderr: string): ErrorReport | undefined {
  for (const line of stderr.trim().split('\n').reverse()) {
    if (!line.startsWith('{')) continue
    try {
      const { error } = JSON.parse(line) as { error?: ErrorReport }
      if (error !== undefined) return error
    } catch {
      // Not the report: a line of a log may begin with a brace as well.
    }
  }
  return undefined
}

/** A relay on a host of a test network: the real `bin/earshot-relay`, in the place where a node would be. */
import { dirname, join } from 'node:path'
import process from 'node:process'
import { CommandError, type Host } from './host.ts'
import { idOf } from './people.ts'
import { LineStream, type StreamLine } from './stream.ts'
import { until } from './until.ts'

const ROOT = join(import.meta.dirname, '../../..')
/** Beside the program of the peers, wherever that is. */
const PROGRAM = join(dirname(process.env.EARSHOT_TEST_PROGRAM ?? join(ROOT, 'bin/earshot')), 'earshot-relay')

/** First line of `earshot-relay start --json`. */
export interface RelayReady extends StreamLine {
  event: 'ready'
  peerId: string
  name: string
  addresses: string[]
}

/** What `earshot-relay status` tells, as far as tests look at it. */
export interface RelayCounts {
  storeId: string
  mailboxes: number
  parcels: number
  deposited: number
  refused: number
}

interface ListedMailbox {
  peerId: string
  parcels: number
  connected: boolean
}

/** It runs as the node of its host, so that the host stops, kills, copies and rolls it back as any other. */
export class RelayHost {
  readonly host: Host
  /** What it said when it was ready last. */
  ready: RelayReady | undefined

  constructor(host: Host) {
    this.host = host
  }

  /** Makes the identity and runs it. */
  async begin(...options: string[]): Promise<RelayReady> {
    await this.json('init', '--name', this.host.name)
    return this.start(...options)
  }

  /** Runs it and waits until it is ready. */
  async start(...options: string[]): Promise<RelayReady> {
    const { host } = this
    const child = host.namespace.spawn(process.execPath, [PROGRAM, '--json', 'start', ...options], { env: host.env })
    const node = new LineStream(child, `${host.name}: earshot-relay start`)
    host.node = node
    void node.ended.then(() => {
      if (host.node === node) host.node = undefined
    })
    const isReady = (line: StreamLine): line is RelayReady => line.event === 'ready'
    this.ready = await node.waitFor(isReady, { what: 'the relay is ready', timeout: 60_000 })
    return this.ready
  }

  /** As the machine's power cut would end it, but that the disk stays. */
  kill(): Promise<void> {
    return this.host.kill()
  }

  /** Killed and started again, as its service would. */
  async restart(...options: string[]): Promise<void> {
    await this.kill()
    await this.start(...options)
  }

  /** Stops it in order. */
  stop(): Promise<number> {
    return this.host.down()
  }

  /** Deletes everything but its identity. It must not run. */
  async wipe(): Promise<void> {
    const { host } = this
    if (host.node !== undefined) throw new Error(`${host.name}: stop the relay before wiping its store`)
    const kept = ['!', '-name', 'identity.json']
    await host.namespace.must('find', [
      host.home,
      '-mindepth',
      '1',
      '-maxdepth',
      '1',
      ...kept,
      '-exec',
      'rm',
      '-r',
      '{}',
      '+',
    ])
  }

  /** Runs a command with `--json` and gives its one document. */
  async json<T>(...args: string[]): Promise<T> {
    const output = await this.host.exec(process.execPath, [PROGRAM, '--json', ...args])
    if (output.exit !== 0)
      throw new CommandError(`${this.host.name}: earshot-relay ${args.join(' ')}`, output, undefined)
    return JSON.parse(output.stdout) as T
  }

  /** An invitation for one mailbox. */
  async invitation(): Promise<string> {
    return (await this.json<{ link: string }>('invite')).link
  }

  /** Where it can be reached from the network, with its peer id. */
  get address(): string {
    const address = this.ready?.addresses.find(each => each.includes(`/ip4/${this.host.address}/`))
    if (address === undefined) throw new Error(`${this.host.name}: no relay has run here`)
    return address
  }

  status(): Promise<RelayCounts> {
    return this.json('status')
  }

  /** How many parcels wait for somebody; undefined where they have no mailbox. */
  async waiting(owner: Host): Promise<number | undefined> {
    return (await this.json<ListedMailbox[]>('mailboxes')).find(({ peerId }) => peerId === idOf(owner))?.parcels
  }

  /** Waits until as many parcels as `fits` says wait for somebody. */
  async keeps(owner: Host, fits: (parcels: number) => boolean, timeout = 60_000): Promise<void> {
    let seen: number | undefined
    const what = `${this.host.name} keeps the right number of parcels for ${owner.name}`
    await until(
      async () => {
        seen = await this.waiting(owner)
        return seen !== undefined && fits(seen)
      },
      { what, timeout },
    ).catch((error: unknown) => {
      throw new Error(`${what}: ${seen} at last`, { cause: error })
    })
  }
}

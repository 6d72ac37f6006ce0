/**
 * A local network for tests: a bridge in a namespace of its own, hosts hanging on it by virtual cables. The bridge is
 * never attached to a real interface, and its namespace has none, so what runs here cannot reach anything outside.
 */
import { mkdir, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Host } from './host.ts'
import { Namespace } from './namespace.ts'

const BRIDGE = 'lan'
const NIC = 'eth0'
// The bridge is the router everybody has as default route: multicast-dns needs a route, and a home network has one.
const ROUTER = '10.73.0.1'

/** A running network; disposing it ends everything on it. */
export class Network implements AsyncDisposable {
  readonly hosts: Host[] = []
  /** Folder of everything the network's hosts write; goes with the network. */
  readonly folder: string
  /** The namespace of the bridge. */
  readonly namespace: Namespace
  readonly #namespaces: Namespace[]

  private constructor(namespace: Namespace, folder: string) {
    this.namespace = namespace
    this.folder = folder
    this.#namespaces = [namespace]
  }

  /** Lays an empty network. */
  static async create(): Promise<Network> {
    // Short, because the paths of Unix sockets are: 107 bytes at most.
    const folder = await mkdtemp(join(tmpdir(), 'lan-'))
    const namespace = await Namespace.open({ remove: [folder] })
    const network = new Network(namespace, folder)
    try {
      await namespace.must('ip', ['link', 'add', BRIDGE, 'type', 'bridge', 'mcast_snooping', '0', 'forward_delay', '0'])
      await namespace.must('ip', ['addr', 'add', `${ROUTER}/24`, 'dev', BRIDGE])
      await namespace.must('ip', ['link', 'set', BRIDGE, 'up'])
    } catch (error) {
      await network.close()
      throw error
    }
    return network
  }

  /** Plugs in a new host. */
  async host(name: string): Promise<Host> {
    const number = this.hosts.length + 2
    if (number > 254) throw new Error('a network of the tests has 253 hosts at most')
    const address = `10.73.0.${number}`
    const port = `port${number}`
    const folder = join(this.folder, name)
    for (const part of ['home', 'run', 'tmp']) await mkdir(join(folder, part), { recursive: true, mode: 0o700 })
    const inner = await Namespace.open({ within: this.namespace })
    this.#namespaces.unshift(inner)
    await this.namespace.must('ip', [
      'link',
      'add',
      port,
      'type',
      'veth',
      'peer',
      'name',
      NIC,
      'netns',
      String(inner.pid),
    ])
    await this.namespace.must('ip', ['link', 'set', port, 'master', BRIDGE, 'up'])
    await inner.must('ip', ['addr', 'add', `${address}/24`, 'dev', NIC])
    await inner.must('ip', ['link', 'set', NIC, 'up'])
    await inner.must('ip', ['route', 'add', 'default', 'via', ROUTER])
    // Processes that are killed while their clock is skewed would leave their shared memory on the machine.
    await inner.must('mount', ['-t', 'tmpfs', '-o', 'size=16m', 'earshot-shm', '/dev/shm'])
    const host = new Host({
      name,
      address,
      folder,
      namespace: inner,
      nic: NIC,
      router: ROUTER,
      port: async (program, ...args) => {
        const named = args.map(arg => (arg === 'PORT' ? port : arg))
        await this.namespace.must(program!, named)
      },
    })
    this.hosts.push(host)
    return host
  }

  /** Takes multicast away from everybody, or gives it back. */
  async multicast(reaches: boolean): Promise<void> {
    for (const host of this.hosts) await host.multicast(reaches)
  }

  /** Kills what runs on the hosts and takes the network down. Idempotent. */
  async close(): Promise<void> {
    const [bridge, hosts] = [this.#namespaces.at(-1), this.#namespaces.slice(0, -1)]
    await Promise.all(hosts.map(namespace => namespace.close()))
    await bridge?.close()
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }
}

/** Lays a network with hosts of these names. Only where `lanSupport()` says that it can be had. */
export async function createNetwork(...names: string[]): Promise<Network> {
  const network = await Network.create()
  try {
    for (const name of names) await network.host(name)
  } catch (error) {
    await network.close()
    throw error
  }
  return network
}

/**
 * The libp2p host: TCP, Noise, yamux, identify, ping, mDNS under our own service tag, with every limit set rather than defaulted.
 * This is the only file that knows how libp2p is put together, for peers and for relays.
 */

import { noise } from '@chainsafe/libp2p-noise'
import { privateKeyFromRaw } from '@libp2p/crypto/keys'
import { identify } from '@libp2p/identify'
import type { Connection, Libp2p, MultiaddrConnection, PeerDiscovery, PeerInfo, Stream } from '@libp2p/interface'
import { mdns } from '@libp2p/mdns'
import { peerIdFromString } from '@libp2p/peer-id'
import { ping } from '@libp2p/ping'
import { tcp } from '@libp2p/tcp'
import { yamux } from '@libp2p/yamux'
import { type Multiaddr, multiaddr } from '@multiformats/multiaddr'
import { createLibp2p } from 'libp2p'
import type { Bytes } from '../protocol/bytes.ts'
import { EarshotError, reason } from '../protocol/errors.ts'
import type { PeerIdString } from '../protocol/ids.ts'
import { phrase } from '../protocol/phrase.ts'
import {
  circuitServer,
  circuitTransport,
  type MayReserve,
  type ReservationComponents,
  Reservations,
  relayGater,
} from './circuit.ts'
import { inWholeWrites } from './whole-writes.ts'
import { tellWindowsAtHalf } from './window-updates.ts'

/** Milliseconds between two mDNS queries. */
export const MDNS_INTERVAL_MS = 10_000
const SERVICE_TAG = '_earshot._udp.local'
/** For one address, and for all of a peer: a LAN answers at once or not at all. */
const ADDRESS_DIAL_MS = 3_000
const DIAL_MS = 8_000
/** Loopback, and what needs the name of an interface. */
const LOCAL_ADDRESS = /^\/(ip4\/127\.|ip6\/::1\/|ip6\/fe80:|ip6zone\/)/i
interface HostLimits {
  connections: number
  /** New connections a second from one host. */
  inboundPerSecond: number
  /** Connections from one host. */
  perHost: number
  pendingInbound: number
  /** Bytes of one stream that may be on their way to this host. */
  window: number
}

const LIMITS: Record<'peer' | 'relay', HostLimits> = {
  peer: {
    connections: 1024,
    /** A classroom behind one address translation starts at once. */
    inboundPerSecond: 20,
    perHost: 1024,
    pendingInbound: 64,
    window: 16 * 1024 * 1024,
  },
  relay: {
    connections: 4096,
    /** A school of 500 behind one address translation is back within 10 s; a handshake costs 5 ms, so one host takes a quarter of a core. */
    inboundPerSecond: 50,
    /** Twice that school; three hosts that take all they can leave a quarter to others. */
    perHost: 1024,
    pendingInbound: 256,
    /** 4096 connections that send what nobody reads must fit in memory. */
    window: 512 * 1024,
  },
}
const DIALS = { parallel: 32, queue: 2000 }
const STREAMS_PER_CONNECTION = 32
/** A relay asks this often whether the other side of a connection is still there: nothing else would tell of a laptop that was shut. */
const MONITOR_MS = 60_000

/** Never gets what a message says, a key or a passphrase. */
export type Log = (message: string) => void

export interface HostOptions {
  seed: Bytes
  publicKey: Bytes
  listen: string[]
  mdns: boolean
  /** A peer answered by multicast: new or seen again. */
  onDiscovered: (peer: PeerIdString, addresses: string[]) => void
  version: string
  log: Log
  /** A relay, with a relay's limits: passes connections on to those who may reserve. @default a peer */
  relay?: { mayReserve: MayReserve }
  /** Whether this peer may be reached, and reaches others, through relays; see `reserve`. @default false */
  throughRelays?: boolean
}

export type StreamHandler = (stream: Stream, peer: PeerIdString, connection: Connection) => void

export class Host {
  readonly #libp2p: Libp2p
  readonly #log: Log
  readonly #reservations: Reservations | undefined

  private constructor(libp2p: Libp2p, log: Log, reservations: Reservations | undefined) {
    this.#libp2p = libp2p
    this.#log = log
    this.#reservations = reservations
  }

  /** Builds the host; nothing listens before `start`. `invalid` for an address that is none. */
  static async create(options: HostOptions): Promise<Host> {
    for (const address of options.listen) checkedAddress(address)
    tellWindowsAtHalf()
    const discovery = (components: Parameters<ReturnType<typeof mdns>>[0]): PeerDiscovery => {
      const service = mdns({ serviceTag: SERVICE_TAG, interval: MDNS_INTERVAL_MS })(components)
      // libp2p announces a peer once; who is near is known from every answer.
      service.addEventListener('peer', (event: CustomEvent<PeerInfo>) => {
        options.onDiscovered(event.detail.id.toString(), event.detail.multiaddrs.map(String))
      })
      return service
    }
    const { relay, throughRelays = false } = options
    const limits = LIMITS[relay === undefined ? 'peer' : 'relay']
    let reservations: Reservations | undefined
    const libp2p = await createLibp2p({
      start: false,
      privateKey: privateKeyFromRaw(Buffer.concat([options.seed, options.publicKey])),
      nodeInfo: { userAgent: `earshot/${options.version}` },
      addresses: { listen: options.listen },
      transports: [
        tcp({ dialOpts: { noDelay: true }, listenOpts: { noDelay: true }, maxConnections: limits.connections }),
        ...(throughRelays ? [circuitTransport()] : []),
      ],
      connectionEncrypters: [inWholeWrites(noise())],
      streamMuxers: [
        yamux({
          maxInboundStreams: STREAMS_PER_CONNECTION,
          maxOutboundStreams: STREAMS_PER_CONNECTION,
          enableKeepAlive: false,
          streamOptions: { maxStreamWindowSize: limits.window },
        }),
      ],
      peerDiscovery: options.mdns ? [discovery] : [],
      services: {
        identify: identify({ protocolPrefix: 'ipfs', runOnConnectionOpen: true }),
        ping: ping(),
        ...(relay === undefined ? {} : { circuit: circuitServer() }),
        ...(throughRelays
          ? {
              reservations: ({ transportManager }: ReservationComponents) => {
                reservations = new Reservations(transportManager)
                return reservations
              },
            }
          : {}),
      },
      connectionGater: {
        ...(relay === undefined ? {} : relayGater(relay.mayReserve)),
        denyInboundConnection: connectionsPerHost(limits.perHost),
      },
      connectionManager: {
        maxConnections: limits.connections,
        maxParallelDials: DIALS.parallel,
        maxDialQueueLength: DIALS.queue,
        addressDialTimeout: ADDRESS_DIAL_MS,
        dialTimeout: DIAL_MS,
        inboundConnectionThreshold: limits.inboundPerSecond,
        maxIncomingPendingConnections: limits.pendingInbound,
        inboundUpgradeTimeout: DIAL_MS,
        reconnectRetries: 0,
      },
      // The sync stream has its own heartbeat; strangers' connections are closed by whoever opened them.
      connectionMonitor: { enabled: relay !== undefined, pingInterval: MONITOR_MS },
    })
    return new Host(libp2p, options.log, reservations)
  }

  /** `address-in-use` when a given port is taken. */
  async start(): Promise<void> {
    try {
      await this.#libp2p.start()
    } catch (error) {
      await this.#libp2p.stop()
      throw listenError(error)
    }
    if (this.addresses().length === 0) {
      await this.#libp2p.stop()
      throw new EarshotError(
        'address-in-use',
        'none of the addresses could be listened on',
        'give others with --listen',
      )
    }
  }

  async stop(): Promise<void> {
    await this.#libp2p.stop()
  }

  /** With the peer id at the end of each. */
  addresses(): string[] {
    return this.#libp2p.getMultiaddrs().map(String)
  }

  /**
   * Those by which other hosts reach this one, or all if there are none such; without the peer id at the end, for links. Ways through
   * a relay are not among them: whoever may use one knows the relay.
   */
  outwardAddresses(): string[] {
    const all = this.addresses().filter(address => !address.includes('/p2p-circuit'))
    const outward = all.filter(address => !LOCAL_ADDRESS.test(address))
    return (outward.length > 0 ? outward : all).map(address => address.replace(/\/p2p\/[^/]+$/, ''))
  }

  handle(protocol: string, handler: StreamHandler, streams: number): Promise<void> {
    return this.#libp2p.handle(
      protocol,
      (stream, connection) => handler(stream, connection.remotePeer.toString(), connection),
      // Ours work over connections that a relay passes on, too.
      { maxInboundStreams: streams, maxOutboundStreams: streams, runOnLimitedConnection: true },
    )
  }

  onConnect(run: (peer: PeerIdString, connection: Connection) => void): void {
    this.#libp2p.addEventListener('connection:open', event => run(event.detail.remotePeer.toString(), event.detail))
  }

  /** A peer told which addresses it listens on, and was reached at `remote`. */
  onIdentified(run: (peer: PeerIdString, addresses: string[], remote: string) => void): void {
    this.#libp2p.addEventListener('peer:identify', ({ detail }) => {
      run(detail.peerId.toString(), detail.listenAddrs.map(String), detail.connection.remoteAddr.toString())
    })
  }

  connections(peer: PeerIdString): Connection[] {
    return this.#libp2p.getConnections(peerIdFromString(peer)).filter(connection => connection.status === 'open')
  }

  peers(): PeerIdString[] {
    return this.#libp2p.getPeers().map(String)
  }

  /** Connects, or returns the connection there is. `offline` when nobody answers at any of the addresses. */
  async dial(peer: PeerIdString, addresses: readonly string[], signal?: AbortSignal): Promise<Connection> {
    const open = this.connections(peer)[0]
    if (open !== undefined) return open
    const targets = addresses.map(address => withPeer(address, peer)).filter(address => address !== undefined)
    if (targets.length === 0)
      throw new EarshotError(
        'offline',
        'no address of this peer is known',
        'wait until it is near, or `connect` to its address',
      )
    try {
      return await this.#libp2p.dial(targets, signal === undefined ? {} : { signal })
    } catch (error) {
      this.#log(`dial of ${peer} failed: ${reason(error)}`)
      throw new EarshotError(
        'offline',
        'nobody answers there',
        'check the address, and that both are on one network',
        error,
      )
    }
  }

  /** Connects to an address whose peer may be unknown. `invalid`, `offline`. */
  async dialAddress(address: string, signal?: AbortSignal): Promise<Connection> {
    const target = checkedAddress(address)
    try {
      // Even if there is a connection by another way: it is this address that is asked about.
      return await this.#libp2p.dial(target, { force: true, ...(signal === undefined ? {} : { signal }) })
    } catch (error) {
      throw new EarshotError(
        'offline',
        phrase`nobody answers at ${address}`,
        'check the address, and that both are on one network',
        error,
      )
    }
  }

  /** Opens a stream on an open connection; within 5 s or not at all. */
  open(connection: Connection, protocol: string, signal: AbortSignal = AbortSignal.timeout(5_000)): Promise<Stream> {
    return connection.newStream(protocol, { signal, runOnLimitedConnection: true })
  }

  /** Closes connections on which there has been no stream for a while, of peers that `keep` does not want. */
  async closeIdle(milliseconds: number, keep: (peer: PeerIdString) => boolean): Promise<void> {
    const idle = this.#libp2p.getConnections().filter(connection => {
      const old = Date.now() - connection.timeline.open > milliseconds
      return old && connection.streams.length === 0 && !keep(connection.remotePeer.toString())
    })
    await Promise.allSettled(idle.map(connection => connection.close({ signal: AbortSignal.timeout(2_000) })))
  }

  /** How many connections are open. */
  get connectionCount(): number {
    return this.#libp2p.getConnections().length
  }

  /**
   * Lets others reach this host through a relay that it is connected to, for as long as that connection lasts. `no-relay` where it
   * refuses, or does not pass connections on.
   */
  async reserve(relay: PeerIdString): Promise<void> {
    const direct = this.connections(relay).find(({ limits }) => limits === undefined)
    if (this.#reservations === undefined || direct === undefined)
      throw new EarshotError('no-relay', 'not connected to this relay')
    try {
      await this.#reservations.reserve(relay, direct.remoteAddr.toString())
    } catch (error) {
      throw new EarshotError(
        'no-relay',
        phrase`this relay does not pass connections on: ${reason(error)}`,
        undefined,
        error,
      )
    }
  }

  async hangUp(peer: PeerIdString): Promise<void> {
    await this.#libp2p.hangUp(peerIdFromString(peer), { signal: AbortSignal.timeout(2_000) })
  }
}

/** Denies a host more connections than `most`. Those that a relay passes on count for the relay's connection, not for a host. */
function connectionsPerHost(most: number): (connection: MultiaddrConnection) => boolean {
  const counts = new Map<string, number>()
  return connection => {
    const host = connection.remoteAddr.getComponents()[0]?.value ?? ''
    const count = counts.get(host) ?? 0
    if (count >= most) return true
    counts.set(host, count + 1)
    connection.addEventListener('close', () => {
      const rest = (counts.get(host) ?? 1) - 1
      if (rest === 0) counts.delete(host)
      else counts.set(host, rest)
    })
    return false
  }
}

function checkedAddress(address: string): Multiaddr {
  try {
    return multiaddr(address)
  } catch (error) {
    throw new EarshotError(
      'invalid',
      phrase`not an address: ${address}`,
      'an address looks like /ip4/192.168.1.20/tcp/4001',
      error,
    )
  }
}

/** The address with the peer it must lead to; undefined where it is none, or leads to somebody else. */
function withPeer(address: string, peer: PeerIdString): Multiaddr | undefined {
  try {
    const named = address.includes('/p2p/')
    if (named && !address.endsWith(`/p2p/${peer}`)) return undefined
    return multiaddr(named ? address : `${address}/p2p/${peer}`)
  } catch {
    return undefined
  }
}

function listenError(error: unknown): unknown {
  if (error instanceof EarshotError) return error
  const text = error instanceof AggregateError ? error.errors.map(String).join(' ') : String(error)
  if (
    /EADDRINUSE|UnsupportedListenAddress|ListenError|no valid addresses|EADDRNOTAVAIL/i.test(
      `${text} ${(error as Error).name}`,
    )
  ) {
    return new EarshotError(
      'address-in-use',
      'none of the addresses could be listened on',
      'give others with --listen',
      error,
    )
  }
  return error
}

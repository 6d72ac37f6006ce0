/**
 * Connections through a relay (libp2p circuit relay v2), for peers that multicast does not bring together. A relay serves only those whom
 * it is told to; a peer reserves only at the relays it names. libp2p's own search for relays is never started: it would dial everybody
 * whom multicast shows, and reserve wherever somebody offers.
 */
import { circuitRelayServer, circuitRelayTransport, RELAY_V2_HOP_CODEC } from '@libp2p/circuit-relay-v2'
import type { ConnectionGater, Transport } from '@libp2p/interface'
import { peerIdFromString } from '@libp2p/peer-id'
import { multiaddr } from '@multiformats/multiaddr'
import type { PeerIdString } from '../protocol/ids.ts'

export { RELAY_V2_HOP_CODEC as HOP_PROTOCOL }

/** Whether this peer may reserve here and be reached through here. */
export type MayReserve = (peer: PeerIdString) => boolean | Promise<boolean>

const SERVER = {
  /** Milliseconds for one request to reserve or to connect. */
  hopTimeout: 10_000,
  /** Requests to reserve or connect, and relayed connections, that one peer may have open. */
  maxInboundHopStreams: 16,
  /** Relayed connections that end at one peer. */
  maxOutboundStopStreams: 16,
  reservations: {
    /** As many as the relay has connections. */
    maxReservations: 4096,
    /** Milliseconds; renewed by the peer while it is connected. */
    reservationTtl: 2 * 3600 * 1000,
    /** Seconds, for one relayed connection: long enough for sync; who still talks connects again. */
    defaultDurationLimit: 3600,
    /** Bytes, for one relayed connection. */
    defaultDataLimit: 256n * 1024n * 1024n,
  },
}

export const circuitServer = () => circuitRelayServer(SERVER)

/** Whoever may not reserve cannot be reached either: its right may have ended after it reserved. */
export function relayGater(mayReserve: MayReserve): ConnectionGater {
  return {
    denyInboundRelayReservation: async peer => !(await mayReserve(peer.toString())),
    denyOutboundRelayedConnection: async (_source, destination) => !(await mayReserve(destination.toString())),
  }
}

/** Of what libp2p hands to its services. */
export type ReservationComponents = Pick<Parameters<ReturnType<typeof circuitRelayTransport>>[0], 'transportManager'>

export const circuitTransport = () => circuitRelayTransport({ maxInboundStopStreams: 16, maxOutboundStopStreams: 16 })

interface Reserving extends Transport {
  reservationStore: { addRelay(peer: ReturnType<typeof peerIdFromString>, type: 'configured'): Promise<unknown> }
}

const reserves = (transport: Transport): transport is Reserving => 'reservationStore' in transport

type TransportManager = ReservationComponents['transportManager']

/** Reserves at relays by name. A libp2p service, since only those are handed the transports. */
export class Reservations {
  readonly #transports: TransportManager
  readonly #listening = new Set<PeerIdString>()

  constructor(transports: TransportManager) {
    this.#transports = transports
  }

  /**
   * Lets others reach this host through a relay that it is connected to at `address`. The reservation is renewed by itself until the
   * connection ends, and must be asked for again after the next. Rejects where the relay refuses.
   */
  async reserve(relay: PeerIdString, address: string): Promise<void> {
    const named = address.endsWith(`/p2p/${relay}`) ? address : `${address}/p2p/${relay}`
    if (!this.#listening.has(relay)) {
      await this.#transports.listen([multiaddr(`${named}/p2p-circuit`)])
      this.#listening.add(relay)
      return
    }
    // The listener of last time hears of it; another one for each connection would pile up.
    const transport = this.#transports.getTransports().find(reserves)
    await transport?.reservationStore.addRelay(peerIdFromString(relay), 'configured')
  }
}

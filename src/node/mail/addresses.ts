/** The relays on a card: multiaddrs that end in the relay's peer id. */
import { type PeerIdString, publicKeyOf } from '../../protocol/ids.ts'

export interface RelayPlace {
  relay: PeerIdString
  addresses: string[]
}

/** Relays and how to get there, in the order of the card. What names no relay is left out. */
export function relayPlaces(relays: readonly string[]): RelayPlace[] {
  const places = new Map<PeerIdString, string[]>()
  for (const address of relays) {
    const [, where, relay] = /^(.+)\/p2p\/([^/]+)$/.exec(address) ?? []
    if (where === undefined || relay === undefined || publicKeyOf(relay) === undefined) continue
    const known = places.get(relay)
    if (known === undefined) places.set(relay, [where])
    else known.push(where)
  }
  return [...places].map(([relay, addresses]) => ({ relay, addresses }))
}

/** Where somebody can be reached through their relays, when there is no direct way. */
export function circuitAddresses(peer: PeerIdString, relays: readonly string[]): string[] {
  return relayPlaces(relays).flatMap(({ relay, addresses }) =>
    addresses.map(address => `${address}/p2p/${relay}/p2p-circuit/p2p/${peer}`),
  )
}

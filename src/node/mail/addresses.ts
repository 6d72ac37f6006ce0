/** The relays on a card: multiaddrs that end in the relay's peer id. */
import { type PeerIdString, publicKeyOf } from '../../protocol/ids.ts'
import { MAX_RELAYS } from '../../protocol/limits.ts'
import type { ContactRecord } from '../../store/records.ts'

/** Ways to one relay that a card may name: whoever writes it must not have others dial half the world. */
const MAX_WAYS = 3

export interface RelayPlace {
  relay: PeerIdString
  addresses: string[]
}

/** Relays and how to get there, in the order of the card. What names no relay, or a way through another one, is left out. */
export function relayPlaces(relays: readonly string[]): RelayPlace[] {
  const places = new Map<PeerIdString, string[]>()
  for (const address of relays) {
    const [, where, relay] = /^(.+)\/p2p\/([^/]+)$/.exec(address) ?? []
    if (where === undefined || relay === undefined || where.includes('/p2p') || publicKeyOf(relay) === undefined)
      continue
    const known = places.get(relay)
    if (known !== undefined && known.length < MAX_WAYS) known.push(where)
    else if (known === undefined && places.size < MAX_RELAYS) places.set(relay, [where])
  }
  return [...places].map(([relay, addresses]) => ({ relay, addresses }))
}

/** Where somebody can be reached through their relays, when there is no direct way. */
export function circuitAddresses(peer: PeerIdString, places: readonly RelayPlace[]): string[] {
  return places.flatMap(({ relay, addresses }) =>
    addresses.map(address => `${address}/p2p/${relay}/p2p-circuit/p2p/${peer}`),
  )
}

/** Where somebody has mailboxes: as their card says, or, until that names any, their invite. */
export function placesOf(contact: ContactRecord | undefined): RelayPlace[] {
  const carded = relayPlaces(contact?.card?.relays ?? [])
  return carded.length > 0 ? carded : relayPlaces(contact?.relays ?? [])
}

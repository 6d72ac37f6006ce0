/** Relays that keep mail for this profile. */
import type { Peer } from './people.ts'
import type { Keyed, PeerIdString } from './values.ts'

/** A relay that keeps mail for this profile. */
export interface Relay {
  peerId: PeerIdString
  name: string
  addresses: string[]
  connected: boolean
  /** Bytes that wait there for this profile; 0 while it is not connected. */
  stored: number
  /** Bytes that may wait there; 0 while it is not known. */
  quota: number
  /** Why it does not keep a mailbox for this profile. */
  refused?: string
}

export interface RelayVerbs {
  relayList(): Promise<Relay[]>
  relayNearby(): Promise<Peer[]>
  /** `where`: a relay's invitation, its address, or the name of one nearby. `not-allowed` without an invitation, `offline`, `invalid`. */
  relayAdd(params: { where: string } & Keyed): Promise<Relay[]>
  relayRemove(params: { relay: string } & Keyed): Promise<Relay[]>
}

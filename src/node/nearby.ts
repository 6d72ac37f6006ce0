/** Who is around: peers that answered multicast lately, or are connected. Names come from cards, fetched when somebody looks, few at a time. */

import { MDNS_INTERVAL_MS } from '../host/host.ts'
import type { PeerIdString } from '../protocol/ids.ts'
import { MAX_ADDRESSES } from '../protocol/limits.ts'
import type { SignedCard } from '../protocol/statements.ts'

/** A peer that did not answer two queries in a row and a half is gone. */
const GONE_MS = 3.5 * MDNS_INTERVAL_MS
const MAX_SIGHTINGS = 2000

export interface Sighting {
  peer: PeerIdString
  addresses: string[]
  /** Milliseconds since 1970. */
  seenAt: number
  card?: SignedCard
}

export class Nearby {
  readonly #clock: () => number
  readonly #sightings = new Map<PeerIdString, Sighting>()

  constructor(clock: () => number) {
    this.#clock = clock
  }

  /** Returns whether this peer was not here before. */
  saw(peer: PeerIdString, addresses: readonly string[]): boolean {
    const known = this.#sightings.get(peer)
    const fresh = known === undefined || this.#gone(known)
    const merged = [...new Set([...addresses, ...(known?.addresses ?? [])])].slice(0, MAX_ADDRESSES)
    this.#sightings.delete(peer)
    this.#sightings.set(peer, { ...known, peer, addresses: merged, seenAt: this.#clock() })
    const oldest = this.#sightings.keys().next()
    if (this.#sightings.size > MAX_SIGHTINGS && !oldest.done) this.#sightings.delete(oldest.value)
    return fresh
  }

  keepCard(peer: PeerIdString, card: SignedCard): void {
    const known = this.#sightings.get(peer)
    if (known !== undefined && (known.card?.card.counter ?? -1) < card.card.counter)
      this.#sightings.set(peer, { ...known, card })
  }

  get(peer: PeerIdString): Sighting | undefined {
    return this.#sightings.get(peer)
  }

  isHere(peer: PeerIdString): boolean {
    const known = this.#sightings.get(peer)
    return known !== undefined && !this.#gone(known)
  }

  /** Seen lately. */
  here(): Sighting[] {
    return [...this.#sightings.values()].filter(sighting => !this.#gone(sighting))
  }

  /** Takes out who has not been seen for too long, unless `connected`, and names them. */
  expire(connected: (peer: PeerIdString) => boolean): Sighting[] {
    const gone: Sighting[] = []
    for (const sighting of this.#sightings.values()) {
      if (!this.#gone(sighting)) continue
      if (connected(sighting.peer)) {
        this.#sightings.set(sighting.peer, { ...sighting, seenAt: this.#clock() })
      } else {
        this.#sightings.delete(sighting.peer)
        gone.push(sighting)
      }
    }
    return gone
  }

  #gone(sighting: Sighting): boolean {
    return this.#clock() - sighting.seenAt > GONE_MS
  }
}

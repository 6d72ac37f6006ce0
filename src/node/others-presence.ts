/**
 * Whether friends who are connected are here or away, as they say. Somebody who says it over and over is shown to change once in a
 * while only, and in the end as they said last.
 */
import type { PeerIdString } from '../protocol/ids.ts'

/** Milliseconds between two changes of one friend that are shown. */
const GAP_MS = 1_000

interface Said {
  away: boolean
  shown: boolean
  shownAt: number
  timer?: NodeJS.Timeout | undefined
}

export class OthersPresence {
  readonly #changed: (peer: PeerIdString) => void
  readonly #said = new Map<PeerIdString, Said>()

  /** @param changed - called when what is to be shown of somebody changed by their word */
  constructor(changed: (peer: PeerIdString) => void) {
    this.#changed = changed
  }

  isAway(peer: PeerIdString): boolean {
    return this.#said.get(peer)?.shown ?? false
  }

  /** Words that this version does not know say nothing. */
  heard(peer: PeerIdString, presence: string): void {
    if (presence !== 'here' && presence !== 'away') return
    const away = presence === 'away'
    const said = this.#said.get(peer) ?? { away: false, shown: false, shownAt: Number.NEGATIVE_INFINITY }
    said.away = away
    this.#said.set(peer, said)
    if (said.timer !== undefined || said.away === said.shown) return
    const wait = said.shownAt + GAP_MS - performance.now()
    if (wait <= 0) this.#show(peer, said)
    else said.timer = setTimeout(() => this.#show(peer, said), wait)
  }

  /** They came or went: what they said before holds no more. */
  forget(peer: PeerIdString): void {
    clearTimeout(this.#said.get(peer)?.timer)
    this.#said.delete(peer)
  }

  #show(peer: PeerIdString, said: Said): void {
    said.timer = undefined
    if (said.away === said.shown) return
    said.shown = said.away
    said.shownAt = performance.now()
    this.#changed(peer)
  }
}

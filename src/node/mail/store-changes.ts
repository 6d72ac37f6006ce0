/**
 * A relay says which store it has. Another one than before means that what was deposited there is lost, and lacking again. That is
 * believed now and then: a relay that names another store each time would be given everything each time.
 */
import type { PeerIdString } from '../../protocol/ids.ts'
import type { Store } from '../../store/store.ts'
import type { People } from '../people.ts'

/** After a change that was believed no other one of that relay's is for this long, doubled each time, milliseconds. */
const FIRST_PATIENCE_MS = 60_000
const LAST_PATIENCE_MS = 24 * 3600 * 1000

export interface StoreChangesOptions {
  store: Store
  people: People
  /** Something is lacking again for this reader. */
  onLost: (peer: PeerIdString) => void
}

export class StoreChanges {
  readonly #options: StoreChangesOptions
  readonly #believed = new Map<PeerIdString, { at: number; patience: number }>()

  constructor(options: StoreChangesOptions) {
    this.#options = options
  }

  /** The relay's store is this one now. */
  async heard(relay: PeerIdString, id: string): Promise<void> {
    const { store, people, onLost } = this.#options
    const elsewhere = (rest: { relay: PeerIdString; store: string } | undefined): boolean =>
      rest !== undefined && rest.relay === relay && rest.store !== id
    const statements = people.all().filter(({ mine }) => elsewhere(mine?.relayed))
    if (statements.length === 0 && store.deposits.with(elsewhere).length === 0) return
    if (!this.#believe(relay)) return
    for (const peer of await store.readership.lose(elsewhere)) onLost(peer)
    for (const { peerId, mine } of statements) {
      if (mine === undefined) continue
      await people.rests(peerId, mine.counter, undefined)
      onLost(peerId)
    }
  }

  #believe(relay: PeerIdString): boolean {
    const now = performance.now()
    const last = this.#believed.get(relay)
    if (last !== undefined && now - last.at < last.patience) return false
    const patience = last === undefined ? FIRST_PATIENCE_MS : Math.min(LAST_PATIENCE_MS, 2 * last.patience)
    this.#believed.set(relay, { at: now, patience })
    return true
  }
}

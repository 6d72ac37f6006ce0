/** The links to relays: one for each, opened when it is needed; those to others' relays are closed when nobody needs them any more. */
import type { Host, Log } from '../../host/host.ts'
import type { PeerIdString } from '../../protocol/ids.ts'
import type { RelayPlace } from './addresses.ts'
import { RelayLink } from './relay-link.ts'

/** A link to somebody else's relay is closed when it was of no use for this long, milliseconds. */
const IDLE_MS = 60_000

export interface RelayLinksOptions {
  host: Host
  log: Log
  /** The link of one's own mailbox at a relay. */
  own: (relay: PeerIdString) => RelayLink | undefined
}

export class RelayLinks {
  readonly #options: RelayLinksOptions
  readonly #links = new Map<PeerIdString, RelayLink>()

  constructor(options: RelayLinksOptions) {
    this.#options = options
  }

  /** A mailbox of one's own has the ways that its owner was given, whatever others' cards say of its relay. */
  to({ relay, addresses }: RelayPlace): RelayLink {
    const { host, log, own } = this.#options
    const ownLink = own(relay)
    if (ownLink !== undefined) return ownLink
    const link = this.#links.get(relay) ?? new RelayLink({ host, relay, log })
    this.#links.set(relay, link)
    link.learn(addresses)
    return link
  }

  async closeIdle(): Promise<void> {
    const now = performance.now()
    for (const [relay, link] of this.#links) {
      const idle = !link.busy && now - link.usedAt >= IDLE_MS
      if (!idle && this.#options.own(relay) === undefined) continue
      this.#links.delete(relay)
      await link.close()
    }
  }

  async close(): Promise<void> {
    await Promise.all([...this.#links.values()].map(link => link.close()))
  }
}

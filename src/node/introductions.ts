/**
 * What others say of themselves (cards), and of what they and this profile are to each other (statements): taken in whichever way it came,
 * by hello, stream or letter, and told to listeners.
 */
import { PeerFault } from '../host/faults.ts'
import type { PeerIdString } from '../protocol/ids.ts'
import type { SignedCard } from '../protocol/statements.ts'
import type { Signed } from '../protocol/wire/frames.ts'
import type { Events } from './events.ts'
import { relationOf } from './friendship.ts'
import type { StatementHeard } from './mail/letter-events.ts'
import type { Nearby } from './nearby.ts'
import type { Notifier } from './notices/notifier.ts'
import type { PeerLog } from './peer.ts'
import type { People } from './people.ts'
import type { Views } from './verbs/views.ts'

export interface IntroductionsOptions {
  people: People
  nearby: Nearby
  views: Views
  events: Events
  notifier: Notifier
  /** Told who has a new card, of those who are something to this profile. */
  carded: (peer: PeerIdString) => void
  /** Told to whom this profile is something else now. */
  related: (peer: PeerIdString) => void
  log: PeerLog
}

export class Introductions {
  readonly #options: IntroductionsOptions

  constructor(options: IntroductionsOptions) {
    this.#options = options
  }

  /** A card whose signature was checked. */
  async card(peer: PeerIdString, card: SignedCard): Promise<void> {
    const { people, nearby, views, events, carded } = this.#options
    nearby.keepCard(peer, card)
    if (!(await people.keepCard(peer, card)) || relationOf(people.get(peer)) === undefined) return
    events.emit({ event: 'friend', friend: views.friend(peer) })
    carded(peer)
  }

  /** A card as it came; a fault of theirs where it is not their own. */
  async signedCard(peer: PeerIdString, signed: Signed): Promise<void> {
    const card = this.#options.people.readCard(peer, signed)
    if (card === undefined) throw new PeerFault('bad-signature', 'a card that is not the neighbour’s')
    await this.card(peer, card)
  }

  /** A statement as it came, and the card that came with it; a fault of theirs where it is not their own. */
  async signedFriendship(peer: PeerIdString, signed: Signed, card?: Signed): Promise<StatementHeard> {
    const { people } = this.#options
    const heard = await people.hear(peer, signed, card === undefined ? undefined : people.readCard(peer, card))
    if (heard === undefined) throw new PeerFault('bad-signature', 'a statement that is not the neighbour’s')
    if (heard.changed) this.friendship(peer)
    return heard
  }

  /** A statement was taken in. */
  friendship(peer: PeerIdString): void {
    const { people, nearby, views, events, notifier, related, log } = this.#options
    // Where they are was learnt before they were anybody to this profile.
    people.seen(peer, nearby.get(peer)?.addresses ?? []).catch((error: Error) => log(`seen: ${error.message}`))
    const friend = views.friend(peer)
    events.emit({ event: 'friend', friend })
    notifier.request(friend)
    related(peer)
  }
}

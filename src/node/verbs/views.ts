/** From records to the objects of docs/cli.md. One place decides what somebody is called. */
import { hex } from '../../protocol/bytes.ts'
import { contentOf } from '../../protocol/entry.ts'
import { type PeerIdString, peerIdOf } from '../../protocol/ids.ts'
import { MAX_CLOCK_AHEAD_MS } from '../../protocol/limits.ts'
import type { CallOutcome as OutcomeBody } from '../../protocol/wire/entry.ts'
import type { StoredEntry } from '../../store/feeds.ts'
import { type ConversationRecord, reached } from '../../store/records.ts'
import type { Store } from '../../store/store.ts'
import type { CallRecord } from '../calls.ts'
import { relationOf } from '../friendship.ts'
import type { Mail } from '../mail/mail.ts'
import type {
  Call,
  CallMedia,
  CallOutcome,
  CallReason,
  Conversation,
  Friend,
  Message,
  Peer,
  Presence,
  PublicProfile,
  Relay,
  Timestamp,
} from '../messenger.ts'
import type { Nearby } from '../nearby.ts'
import type { Resemblance } from '../resemblance.ts'

export interface ViewsOptions {
  store: Store
  nearby: Nearby
  presence: (peer: PeerIdString) => Presence
  resemblance: Resemblance
}

export const timestamp = (milliseconds: number): Timestamp => new Date(milliseconds).toISOString()

/** The last day that a Date can tell, so that no author's clock makes a date that cannot be written. */
const MAX_DATE_MS = 8.64e15

export class Views {
  readonly #options: ViewsOptions

  constructor(options: ViewsOptions) {
    this.#options = options
  }

  /** What somebody calls themselves; empty until a card was seen. */
  nameOf(peer: PeerIdString): string {
    const { store, nearby } = this.#options
    if (peer === store.self) return store.profile.record.name
    const near = nearby.get(peer)?.card?.card
    const kept = store.contacts.get(peer)?.card
    return (near !== undefined && near.counter > (kept?.counter ?? -1) ? near.name : kept?.name) ?? ''
  }

  /** What this profile calls somebody: nickname, else name, else the end of the peer id. */
  titleOf(peer: PeerIdString): string {
    return this.#options.store.contacts.get(peer)?.nick || this.nameOf(peer) || `…${peer.slice(-8)}`
  }

  peer(peer: PeerIdString): Peer {
    const { store, nearby, presence, resemblance } = this.#options
    const contact = store.contacts.get(peer)
    const sighting = nearby.get(peer)
    const card = sighting?.card?.card ?? contact?.card
    const resembles = resemblance.of(peer, { name: this.nameOf(peer), email: card?.email ?? '' })
    const seen = Math.max(sighting?.seenAt ?? 0, contact?.lastSeen ?? 0)
    return {
      peerId: peer,
      name: this.nameOf(peer),
      ...(contact?.nick ? { nick: contact.nick } : {}),
      ...(card?.status ? { status: card.status } : {}),
      kind: card?.kind === 'relay' ? 'relay' : 'peer',
      friend: relationOf(contact)?.state === 'friend',
      presence: presence(peer),
      addresses: [...(sighting?.addresses ?? contact?.addresses ?? [])],
      ...(seen > 0 ? { lastSeen: timestamp(seen) } : {}),
      verified: contact?.verified ?? false,
      ...(resembles === undefined ? {} : { resembles }),
    }
  }

  profile(peer: PeerIdString): PublicProfile {
    const contact = this.#options.store.contacts.get(peer)
    const email = this.#options.nearby.get(peer)?.card?.card.email ?? contact?.card?.email
    const relation = relationOf(contact)
    return {
      ...this.peer(peer),
      ...(email ? { email } : {}),
      ...(relation === undefined ? {} : { state: relation.state }),
    }
  }

  friend(peer: PeerIdString): Friend {
    const { store } = this.#options
    const contact = store.contacts.get(peer)
    const relation = relationOf(contact)
    const greeting = relation?.direction === 'out' ? contact?.mine?.greeting : contact?.theirs?.greeting
    return {
      ...this.peer(peer),
      state: relation?.state ?? 'removed',
      ...(relation?.direction === undefined ? {} : { direction: relation.direction }),
      ...(relation?.direction !== undefined && greeting ? { greeting } : {}),
      folder: contact?.folder ?? '',
      unread: store.conversations.with(peer)?.unread ?? 0,
    }
  }

  message(stored: StoredEntry): Message {
    const { store } = this.#options
    const { entry, receivedAt } = stored
    const record = store.conversations.byNumber(stored.conversation)
    if (record === undefined) throw new Error('an entry of no conversation')
    const author = peerIdOf(entry.header.author)
    const own = author === store.self
    const content = contentOf(entry)
    return {
      id: entry.id,
      conversation: record.id,
      kind: record.kind,
      name: this.titleOf(record.peer),
      from: { peerId: author, name: own ? this.nameOf(author) : this.titleOf(author) },
      own,
      at: timestamp(shownTime(entry.header.at, receivedAt)),
      type: content.kind === 'unknown' ? 'system' : content.kind,
      ...(content.kind === 'text' ? { text: content.text } : {}),
      ...(content.kind === 'call' ? { call: outcomeOf(content.call) } : {}),
      state: own ? reached(record, stored.feed, entry.header.seq) : store.history.isUnread(stored) ? 'unread' : 'read',
    }
  }

  /** How an entry that was just made goes to the other side of its conversation. */
  way(stored: StoredEntry): Pick<Message, 'way'> {
    const { store, presence } = this.#options
    const record = store.conversations.byNumber(stored.conversation)
    if (record === undefined) return {}
    if (presence(record.peer) !== 'offline') return { way: 'direct' }
    return (store.contacts.get(record.peer)?.card?.relays ?? []).length > 0 ? { way: 'relay' } : {}
  }

  /** @param stored - bytes that wait there, where it was asked */
  relay(relay: PeerIdString, mail: Mail, stored = 0): Relay {
    const record = this.#options.store.profile.record.relays?.find(({ peerId }) => peerId === relay)
    const mailbox = mail.mailboxes().find(each => each.relay === relay)
    return {
      peerId: relay,
      name: record?.name ?? '',
      addresses: [...(record?.addresses ?? [])],
      connected: mailbox?.ready ?? false,
      stored,
      quota: mailbox?.terms?.maxBytes ?? 0,
      ...(mailbox?.refused === undefined ? {} : { refused: mailbox.refused.message }),
    }
  }

  async conversation(record: ConversationRecord): Promise<Conversation> {
    const [last] = await this.#options.store.history.last(record.number, { limit: 1 })
    return {
      conversation: record.id,
      kind: record.kind,
      name: this.titleOf(record.peer),
      peerId: record.peer,
      unread: record.unread,
      mentions: 0,
      pinned: record.pinned,
      muted: record.muted,
      locked: false,
      ...(last === undefined ? {} : { last: this.message(last) }),
    }
  }

  call(call: CallRecord): Call {
    const { peer, connectedAt: _connectedAt, ownSession: _ownSession, ...rest } = call
    return { ...rest, peer: this.peer(peer) }
  }
}

/** The author's wall clock, unless it is absurd: then the time of arrival. */
function shownTime(at: number, receivedAt: number): number {
  return at > receivedAt + MAX_CLOCK_AHEAD_MS || at < 0 || at > MAX_DATE_MS ? receivedAt : at
}

function outcomeOf(body: OutcomeBody): CallOutcome {
  const media: CallMedia = body.media === 'audio' || body.media === 'video' ? body.media : 'session'
  const reasons: CallReason[] = ['hung-up', 'declined', 'busy', 'missed', 'cancelled', 'failed']
  return {
    call: hex(body.call as Uint8Array<ArrayBuffer>),
    media,
    outcome: reasons.find(reason => reason === body.outcome) ?? 'failed',
    duration: body.duration,
    ...(body.session === undefined ? {} : { session: body.session }),
  }
}

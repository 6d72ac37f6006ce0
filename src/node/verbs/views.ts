/** From records to the objects of docs/cli.md. One place decides what somebody is called. */
import { hex } from '../../protocol/bytes.ts'
import { KIND, type TextContent, wordsOf } from '../../protocol/content.ts'
import { contentOf } from '../../protocol/entry.ts'
import { type PeerIdString, peerIdOf } from '../../protocol/ids.ts'
import type { CallOutcome as OutcomeBody } from '../../protocol/wire/entry.ts'
import { Card } from '../../protocol/wire/frames.ts'
import { editAt, emojiOf } from '../../store/effects.ts'
import type { Standing } from '../../store/keys.ts'
import { type ConversationRecord, type EffectsRecord, isMuted, reached } from '../../store/records.ts'
import type { Store } from '../../store/store.ts'
import { type StoredEntry, shownTime } from '../../store/stored.ts'
import { avatarHash } from '../avatar.ts'
import type { CallRecord } from '../calls.ts'
import { relationOf, unpackSigned } from '../friendship.ts'
import type { Mail } from '../mail/mail.ts'
import type {
  Call,
  CallMedia,
  CallOutcome,
  CallReason,
  Conversation,
  Friend,
  Message,
  MessageAuthor,
  MessageDetails,
  MessageReaction,
  MessageType,
  Peer,
  Presence,
  PublicProfile,
  Quote,
  Relay,
  Timestamp,
} from '../messenger.ts'
import type { Nearby } from '../nearby.ts'
import type { Resemblance } from '../resemblance.ts'
import { linksIn } from './links.ts'

export interface ViewsOptions {
  store: Store
  nearby: Nearby
  presence: (peer: PeerIdString) => Presence
  resemblance: Resemblance
  /** Milliseconds since 1970. */
  clock: () => number
}

/** Characters of the message that is answered. */
const QUOTED_CHARS = 200

const hashOf = (avatar: Uint8Array) => (avatar.byteLength === 0 ? undefined : avatarHash(avatar))

export const timestamp = (milliseconds: number): Timestamp => new Date(milliseconds).toISOString()

export class Views {
  readonly #options: ViewsOptions
  /** The last that is shown of a conversation, by its record: another one takes its place whenever anything in it changes. */
  readonly #lasts = new WeakMap<ConversationRecord, StoredEntry | undefined>()

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
    const avatar = sighting?.card === undefined ? contact?.card?.avatar : hashOf(sighting.card.card.avatar)
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
      ...(avatar === undefined ? {} : { avatar }),
      ...(resembles === undefined ? {} : { resembles }),
    }
  }

  /** The picture in a card, not looked into; undefined where there is none. */
  avatar(peer: PeerIdString): Uint8Array | undefined {
    const { store, nearby } = this.#options
    const kept = store.contacts.get(peer)?.card
    const bytes =
      peer === store.self
        ? Buffer.from(store.profile.record.avatar ?? '', 'base64')
        : (nearby.get(peer)?.card?.card.avatar ??
          (kept?.avatar === undefined ? undefined : Card.decode(unpackSigned(kept.signed).bytes).avatar))
    return bytes === undefined || bytes.byteLength === 0 ? undefined : bytes
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
    const { entry } = stored
    const record = store.conversations.byNumber(stored.conversation)
    if (record === undefined) throw new Error('an entry of no conversation')
    const author = peerIdOf(entry.header.author)
    const own = author === store.self
    const effects = stored.touched ? store.effects.of(stored) : undefined
    const { content, edited, recalled } = store.effects.saying(store.history.rows, stored, effects)
    // What is still to be sent of a closed conversation rests open, and is not shown all the same.
    const there = stored.shown && !store.sealed.isLocked(record) ? content : { kind: 'unknown' as const }
    return {
      id: entry.id,
      conversation: record.id,
      kind: record.kind,
      name: this.titleOf(record.peer),
      from: this.#author(author),
      own,
      at: timestamp(this.timeOf(stored)),
      stamp: stored.stamp,
      type: typeOf(entry.header.kind),
      ...(there.kind === 'text' ? this.#text(stored, there) : {}),
      ...(there.kind === 'call' ? { call: outcomeOf(there.call) } : {}),
      ...(edited === undefined ? {} : { edited: timestamp(shownTime(edited.at, this.#options.clock())) }),
      ...(recalled === undefined ? {} : { recalled: timestamp(shownTime(recalled.at, this.#options.clock())) }),
      ...(effects === undefined || recalled !== undefined || !stored.shown ? {} : this.#effects(stored, effects)),
      state: own
        ? reached(record, stored.feed, entry.header.seq)
        : record.unread > 0 && store.history.isUnread(stored)
          ? 'unread'
          : 'read',
    }
  }

  /** When an entry was said, milliseconds since 1970: by its author's clock, unless that is absurd. */
  timeOf({ entry, receivedAt }: StoredEntry): number {
    return shownTime(entry.header.at, receivedAt)
  }

  /** A message with what it said before, and who has it since when. */
  async details(stored: StoredEntry): Promise<MessageDetails> {
    const { store } = this.#options
    const message = this.message(stored)
    const record = store.conversations.byNumber(stored.conversation)
    const who = record?.peer ?? ''
    // In this order: whoever has read it has it, also where both are being written down now.
    const readAt = message.own ? await store.history.receipt(stored, 'read') : undefined
    const deliveredAt = message.own ? await store.history.receipt(stored, 'delivered') : undefined
    const versions = message.edited === undefined ? [] : this.#versions(stored)
    return {
      ...message,
      ...(deliveredAt === undefined ? {} : { deliveredTo: [{ peerId: who, at: timestamp(deliveredAt) }] }),
      ...(readAt === undefined ? {} : { readBy: [{ peerId: who, at: timestamp(readAt) }] }),
      ...(versions.length === 0 ? {} : { versions }),
    }
  }

  #versions(stored: StoredEntry): { at: Timestamp; text: string }[] {
    const { store, clock } = this.#options
    const marks = store.effects.of(stored)?.edits?.[hex(stored.entry.header.author)] ?? []
    const content = contentOf(stored.entry)
    const first = content.kind === 'text' ? [{ at: timestamp(this.timeOf(stored)), text: content.text }] : []
    const later = marks.flatMap(mark => {
      const edit = editAt(store.history.rows, stored, mark)
      return edit === undefined ? [] : [{ at: timestamp(shownTime(mark.at, clock())), text: edit.text }]
    })
    return [...first, ...later]
  }

  #author(peer: PeerIdString): MessageAuthor {
    return { peerId: peer, name: peer === this.#options.store.self ? this.nameOf(peer) : this.titleOf(peer) }
  }

  #text(stored: StoredEntry, content: TextContent): Partial<Message> {
    const text = wordsOf(content)
    const links = linksIn(text)
    const { reply, mentions, forwarded, timer } = content
    return {
      text,
      ...(reply === undefined ? {} : { replyTo: this.#quote({ conversation: stored.conversation, ...reply }) }),
      ...(mentions === undefined ? {} : { mentions: mentions.map(peer => this.#author(peer)) }),
      ...(forwarded === undefined
        ? {}
        : {
            forwarded: forwarded.map(({ author, name, at, text }) => ({
              from: { peerId: author, name },
              at: timestamp(shownTime(at, this.#options.clock())),
              text,
            })),
          }),
      ...(links.length === 0 ? {} : { links }),
      ...(timer === undefined ? {} : { timer }),
    }
  }

  #quote(at: Standing): Quote {
    const { store } = this.#options
    const stored = store.history.get(at)
    if (!stored?.shown) return { id: at.id }
    const { content } = store.effects.saying(store.history.rows, stored)
    const from = this.#author(peerIdOf(stored.entry.header.author))
    return { id: at.id, from, ...(content.kind === 'text' ? { text: beginning(wordsOf(content)) } : {}) }
  }

  #effects(at: Standing, { reactions = {}, expiresAt }: EffectsRecord): Partial<Message> {
    const { store } = this.#options
    const byEmoji = new Map<string, MessageReaction>()
    const inOrder = Object.entries(reactions).sort(([, a], [, b]) => a.stamp - b.stamp || (a.id < b.id ? -1 : 1))
    for (const [author, mark] of inOrder) {
      const emoji = emojiOf(store.history.rows, at, mark)
      if (emoji === undefined || emoji === '') continue
      const peer = peerIdOf(Buffer.from(author, 'hex'))
      const reaction = byEmoji.get(emoji) ?? { emoji, from: [], own: false }
      reaction.from.push(this.#author(peer))
      byEmoji.set(emoji, { ...reaction, own: reaction.own || peer === store.self })
    }
    return {
      ...(byEmoji.size === 0 ? {} : { reactions: [...byEmoji.values()] }),
      ...(expiresAt === undefined ? {} : { expiresAt: timestamp(expiresAt) }),
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
    const { store, clock } = this.#options
    const locked = store.sealed.isLocked(record)
    const last = locked ? undefined : await this.#last(record)
    const draft = locked ? undefined : store.drafts.of(record.peer)
    const muted = isMuted(record, clock())
    return {
      conversation: record.id,
      kind: record.kind,
      name: this.titleOf(record.peer),
      peerId: record.peer,
      unread: record.unread,
      mentions: locked ? 0 : (record.mentions ?? 0),
      markedUnread: record.markedUnread ?? false,
      pinned: record.pinned,
      muted,
      ...(muted && record.mutedUntil !== undefined ? { mutedUntil: timestamp(record.mutedUntil) } : {}),
      archived: record.archived ?? false,
      sealed: record.seal !== undefined,
      locked,
      ...(draft === undefined ? {} : { draft: draft.text }),
      ...(last === undefined ? {} : { last: this.message(last) }),
    }
  }

  async #last(record: ConversationRecord): Promise<StoredEntry | undefined> {
    if (this.#lasts.has(record)) return this.#lasts.get(record)
    const { number, last } = record
    const { history } = this.#options.store
    const known = last === undefined ? undefined : history.get({ conversation: number, ...last })
    const found = known?.shown ? known : (await history.last(number, { limit: 1 })).at(-1)
    // Whether a sealed conversation is open is not in its record.
    if (record.seal === undefined) this.#lasts.set(record, found)
    return found
  }

  call(call: CallRecord): Call {
    const { peer, connectedAt: _connectedAt, ownSession: _ownSession, ...rest } = call
    return { ...rest, peer: this.peer(peer) }
  }
}

/** What an entry is to people, whatever is left of its body. */
function typeOf(kind: number): MessageType {
  if (kind === KIND.text) return 'text'
  if (kind === KIND.shake) return 'shake'
  return kind === KIND.call ? 'call' : 'system'
}

function beginning(text: string): string {
  const characters = [...text]
  return characters.length <= QUOTED_CHARS ? text : `${characters.slice(0, QUOTED_CHARS).join('')}…`
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

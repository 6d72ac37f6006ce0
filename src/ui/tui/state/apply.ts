/** Events of the node, taken into the state. What else is to be done about one (ring, fetch, mark as read) is the answer. */
import type {
  Call,
  Conversation,
  Event,
  Friend,
  Message,
  MessageAuthor,
  Peer,
  Profile,
} from '../../../node/messenger.ts'
import { isMuted } from '../../chat/lines.ts'
import { chosenRow } from './rows.ts'
import type { State } from './state.ts'
import { further, inOrder } from './timeline.ts'

/** What an event asks for besides. */
export interface Consequence {
  readonly bell?: true
  /** The list of conversations is to be fetched: there is one that is not known. */
  readonly conversations?: true
  /** More of this one, which is known, may have changed than was told. */
  readonly conversation?: string
  /** The open conversation got something that is seen now. */
  readonly seen?: true
  /** Who shakes the window. */
  readonly shake?: MessageAuthor
  /** The open conversation was asked for elsewhere. */
  readonly raise?: true
  /** Somebody asks to be friends, looks like somebody else, calls. */
  readonly request?: Friend
  /** Who was asked answered; or came by an invitation. */
  readonly answered?: Friend
  readonly resembles?: Peer
  readonly call?: Call
}

const NOTHING: Consequence = {}
/** Milliseconds that a window shakes. */
const SHAKE_MS = 2_000

export function apply(state: State, event: Event): Consequence {
  switch (event.event) {
    case 'message':
      return onMessage(state, event.message)
    case 'change':
      return onChange(state, event.change, event.message)
    case 'state':
      return onState(state, event)
    case 'friend':
      return onFriend(state, event.friend)
    case 'presence':
      return onPeer(state, event.peer)
    case 'nearby':
      if (event.here) state.nearby.set(event.peer.peerId, event.peer)
      else state.nearby.delete(event.peer.peerId)
      return onPeer(state, event.peer)
    case 'typing':
      return onTyping(state, event)
    case 'conversation':
      return onConversation(state, event)
    case 'shake':
      return onShake(state, event)
    case 'call': {
      const { event: _, ...call } = event
      return learnCall(state, call)
    }
    case 'relay': {
      const rest = state.relays.filter(({ peerId }) => peerId !== event.relay.peerId)
      state.relays = [...rest, event.relay]
      return NOTHING
    }
    case 'status':
      state.presence = event.presence
      state.queued = event.queued
      return NOTHING
    case 'profile':
      learnProfile(state, event.profile)
      return NOTHING
    case 'settings':
      state.settings.set(event.name, event.value)
      state.listVersion++
      return NOTHING
    case 'progress':
      if (event.total !== undefined && event.done >= event.total) state.progress.delete(event.task)
      else
        state.progress.set(event.task, { done: event.done, ...(event.total !== undefined && { total: event.total }) })
      return NOTHING
    case 'focus':
      return event.conversation === state.open?.conversation ? { raise: true } : NOTHING
    case 'node':
      return NOTHING
  }
}

/** Takes in the list of conversations as the node gives it. @param whole - whether these are all of them, or the first ones */
export function learnConversations(state: State, conversations: readonly Conversation[], whole = true): void {
  state.whole = whole
  state.conversations.clear()
  for (const conversation of conversations) state.conversations.set(conversation.conversation, conversation)
  // One may have been archived between the two answers that this is put together from.
  state.order = [...state.conversations.keys()]
  state.listVersion++
  // What comes in later moves the rows, not what the keys act on.
  state.row ??= chosenRow(state)?.key
}

/** Takes in one conversation that a command gave back. */
export function learnConversation(state: State, conversation: Conversation): void {
  const known = state.conversations.has(conversation.conversation)
  state.conversations.set(conversation.conversation, conversation)
  if (!known) state.order = [conversation.conversation, ...state.order]
  state.listVersion++
}

export function learnPeer(state: State, peer: Peer | Friend): void {
  state.people.learn(peer)
  state.listVersion++
}

export function learnProfile(state: State, { peerId, name, passphrase }: Profile): void {
  state.me = { peerId, name, passphrase }
}

export function learnCall(state: State, call: Call): Consequence {
  const before = state.calls.get(call.call)
  state.calls.set(call.call, call)
  learnPeer(state, call.peer)
  if (call.state === 'ended') state.calls.delete(call.call)
  return before?.state === call.state
    ? NOTHING
    : { call, ...(ringsHere(call) && before === undefined && { bell: true }) }
}

const ringsHere = (call: Call): boolean =>
  call.direction === 'in' && (call.state === 'offered' || call.state === 'ringing')

/** A message that is said or came; also by the answer to a command, before or after its event. */
export function onMessage(state: State, message: Message): Consequence {
  const known = state.conversations.get(message.conversation)
  const inOpen = isOpen(state, message)
  const { open } = state
  let fresh = true
  let seen = false
  if (inOpen && open !== undefined) {
    open.conversation = message.conversation
    const { timeline } = open
    fresh = !timeline.knows(message)
    const there = timeline.add(message)
    // What comes while nobody looks stands below a line.
    if (fresh && !message.own && !state.attended && known?.unread === 0) timeline.firstUnread = message.id
    if (fresh && !message.own && (!there || timeline.scroll.to !== 'end')) timeline.below++
    if (fresh && message.own && there) timeline.scroll = { to: 'end' }
    seen = there && state.attended && timeline.scroll.to === 'end'
  }
  state.typing.get(message.conversation)?.delete(message.from.peerId)
  if (known === undefined)
    return { conversations: true, ...rings(state, message, undefined), ...(inOpen && { seen: true }) }
  const isNew = fresh && known.last?.id !== message.id
  // What belongs before the last one may have been counted already: the node knows.
  const later = known.last === undefined || inOrder(known.last, message) < 0
  const last = known.last?.id === message.id ? current(known.last, message) : later ? message : known.last
  // What is seen as it comes is read at once, and never listed as unread.
  const counts = isNew && later && !seen && !message.own && message.state === 'unread'
  state.conversations.set(message.conversation, {
    ...known,
    unread: known.unread + (counts ? 1 : 0),
    mentions: known.mentions + (counts && meansMe(state, message) ? 1 : 0),
    archived: known.archived && isMuted(known),
    ...(last && { last }),
  })
  raise(state, message.conversation)
  state.listVersion++
  return {
    ...(isNew && rings(state, message, known)),
    ...(isNew && !later && !message.own && { conversation: message.conversation }),
    ...(inOpen && !message.own && { seen: true }),
  }
}

/** A message as it is told, and as far as it is known to have come. */
function current(known: Message, told: Message): Message {
  return { ...told, state: further(known.state, told.state) }
}

function rings(state: State, message: Message, known: Conversation | undefined): Consequence {
  if (message.own || message.type === 'shake' || message.type === 'call') return NOTHING
  const mentioned = state.setting('notify.mentions') !== false && meansMe(state, message)
  return known === undefined || !isMuted(known) || mentioned ? { bell: true } : NOTHING
}

function meansMe(state: State, message: Message): boolean {
  return message.mentions?.some(({ peerId }) => peerId === state.me.peerId) === true
}

/** A conversation in which something was said comes first among those of its kind. */
function raise(state: State, id: string): void {
  const pinned = (each: string): boolean => state.conversations.get(each)?.pinned === true
  const at = state.order.indexOf(id)
  const first = pinned(id) ? 0 : state.order.findIndex(each => each === id || !pinned(each))
  if (at === first) return
  if (at >= 0) state.order.splice(at, 1)
  state.order.splice(Math.max(0, first), 0, id)
}

export function isOpen(state: State, message: Message): boolean {
  const { open } = state
  if (open === undefined) return false
  if (open.conversation !== undefined) return open.conversation === message.conversation
  const known = state.conversations.get(message.conversation)
  return (known?.peerId ?? (message.own ? undefined : message.from.peerId)) === open.conv
}

/** A message as it is now; also by the answer to the command that changed it. */
export function onChange(
  state: State,
  change: 'edited' | 'recalled' | 'reacted' | 'deleted' | 'expired',
  message: Message,
): Consequence {
  const gone = change === 'deleted' || change === 'expired'
  const { open } = state
  if (open !== undefined && isOpen(state, message)) {
    if (gone) open.timeline.remove(message.id)
    else open.timeline.change(message)
    const said = gone || message.recalled !== undefined ? undefined : message
    if (open.reply?.id === message.id) open.reply = said
    if (open.editing?.id === message.id && said === undefined) {
      open.editing = undefined
      open.editor.set(open.aside)
      open.aside = ''
    }
  }
  const known = state.conversations.get(message.conversation)
  if (known?.last?.id !== message.id) return NOTHING
  if (gone) return { conversation: message.conversation }
  state.conversations.set(message.conversation, { ...known, last: message })
  state.listVersion++
  return NOTHING
}

function onState(state: State, { id, conversation, state: reached }: Event & { event: 'state' }): Consequence {
  if (state.open?.conversation === conversation) state.open.timeline.reach(id, reached)
  const known = state.conversations.get(conversation)
  if (known?.last?.id === id) {
    state.conversations.set(conversation, {
      ...known,
      last: { ...known.last, state: further(known.last.state, reached) },
    })
    state.listVersion++
  }
  return NOTHING
}

/** What was between two who are no friends and did not ask each other. */
const GONE: ReadonlySet<Friend['state']> = new Set(['removed', 'declined'])

function onFriend(state: State, friend: Friend): Consequence {
  const before = state.people.get(friend.peerId)
  learnPeer(state, friend)
  if (before?.state !== friend.state && friend.state === 'received') return { request: friend, bell: true }
  const asked = before?.state === 'requested' && (friend.state === 'friend' || friend.state === 'declined')
  // Whoever uses an invitation is a friend at once, and nobody here did anything.
  const invited = friend.state === 'friend' && (before?.state === undefined || GONE.has(before.state))
  const answered = asked || invited
  return { ...resemblance(friend, before?.resembles?.peerId), ...(answered && { answered: friend, bell: true }) }
}

function onPeer(state: State, peer: Peer): Consequence {
  const before = state.people.get(peer.peerId)
  learnPeer(state, peer)
  if (peer.presence === 'offline') for (const typing of state.typing.values()) typing.delete(peer.peerId)
  return resemblance(peer, before?.resembles?.peerId)
}

function resemblance(peer: Peer, before: string | undefined): Consequence {
  return peer.resembles !== undefined && peer.resembles.peerId !== before ? { resembles: peer, bell: true } : NOTHING
}

function onTyping(state: State, { conversation, from, typing }: Event & { event: 'typing' }): Consequence {
  const those = state.typing.get(conversation) ?? new Set()
  if (typing) those.add(from.peerId)
  else those.delete(from.peerId)
  state.typing.set(conversation, those)
  return NOTHING
}

function onConversation(state: State, { conversation, unread }: Event & { event: 'conversation' }): Consequence {
  const known = state.conversations.get(conversation)
  if (known === undefined) return { conversations: true }
  // Mentions, marks, seals and drafts come without numbers.
  state.conversations.set(conversation, { ...known, unread, mentions: unread === 0 ? 0 : known.mentions })
  state.listVersion++
  return { conversation }
}

function onShake(state: State, { from, fresh }: Event & { event: 'shake' }): Consequence {
  if (!fresh) return NOTHING
  const known = state.conversationWith(from.peerId)
  if (known !== undefined && isMuted(known)) return NOTHING
  if (state.setting('ui.shake') !== false) state.shakeUntil = state.now + SHAKE_MS
  return { shake: from, bell: true }
}

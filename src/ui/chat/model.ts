/**
 * What the line mode knows, and what it says when something happens: events in, lines out. It does no I/O and asks nobody; what
 * has to be done about an event (ring, mark as read) is part of the answer.
 *
 * An event and the result of the command that caused it both pass through here, in whatever order they come: the first one
 * that tells something new is shown, the other one is not.
 */
import type {
  Call,
  Conversation,
  Event,
  Friend,
  Message,
  MessageChange,
  MessageId,
  Peer,
} from '../../node/messenger.ts'
import { meansReader } from '../text/message-parts.ts'
import { displayName, sanitize } from '../text/sanitize.ts'
import { ChangeNotes } from './changes.ts'
import { MessageCodes } from './codes.ts'
import { isMuted, type Look, messageLines, messageText, snippet } from './lines.ts'
import { People } from './people.ts'
import { resemblanceLines } from './resemblance.ts'
import { StateNotes } from './state-notes.ts'

/** The conversation that what is typed goes to. */
export interface OpenConversation {
  /** What the messenger is asked with: the friend's peer id, or the id of the conversation. */
  conv: string
  conversation?: string
  label: string
  /** The oldest message on the screen, where `/more` goes on. */
  oldest?: MessageId
}

export interface Reaction {
  lines: string[]
  bell?: boolean
  /** To be rung for where nobody sees what is shown. */
  unseenBell?: boolean
  /** Shown to the user, so to be marked as read. */
  read?: { conv: string; through: MessageId }
}

/** Messages remembered to know them again; far more than can be under way between an answer and its event. */
const REMEMBERED = 2_000

export class ChatModel {
  readonly people = new People()
  readonly states: StateNotes
  readonly codes = new MessageCodes()
  readonly #changes: ChangeNotes
  /** Friends who type now. */
  readonly #typing = new Set<string>()
  readonly #look: Look
  open: OpenConversation | undefined
  me = { peerId: '', name: '' }
  /** Whether to ring for messages that mention this person in muted conversations. */
  mentionsCount = true
  /** The last message that arrived, from where listening goes on after a lost connection. */
  newest: MessageId | undefined
  readonly #conversations = new Map<string, Conversation>()
  readonly #seen = new Set<MessageId>()
  /** Texts being sent, whose own events are not news. */
  readonly #sending: string[] = []
  readonly #calls = new Map<string, Call>()
  /** Friends of whom was said that messages wait for them, until they are back. */
  readonly #toldWaiting = new Set<string>()

  constructor(look: Look) {
    this.#look = look
    this.states = new StateNotes(look)
    this.#changes = new ChangeNotes(look, this.people, this.codes)
  }

  /** Whether whoever is at the other end of the open conversation types now. */
  get othersType(): boolean {
    return this.open !== undefined && this.#typing.has(this.open.conv)
  }

  /** Messages as lines of the open conversation, each with its number. */
  lines(message: Message): string[] {
    return messageLines(message, this.people, this.#look, this.codes)
  }

  learnConversations(conversations: Conversation[]): void {
    for (const conversation of conversations) this.#conversations.set(conversation.conversation, conversation)
  }

  conversation(id: string): Conversation | undefined {
    return this.#conversations.get(id)
  }

  /** Takes in that the open conversation was marked as read. */
  read(conv: string): void {
    const known = this.open?.conv === conv ? this.#conversations.get(this.open.conversation ?? '') : undefined
    if (known !== undefined) known.unread = 0
  }

  /** Unread messages of all that is not muted. @param seen - whether the open conversation is being seen, so that it has none */
  unread(seen: boolean): number {
    return [...this.#conversations.values()]
      .filter(each => !isMuted(each) && !(seen && each.conversation === this.open?.conversation))
      .reduce((sum, { unread }) => sum + unread, 0)
  }

  get call(): Call | undefined {
    return [...this.#calls.values()].findLast(call => call.state !== 'ended')
  }

  on(event: Event): Reaction {
    switch (event.event) {
      case 'message':
        return this.#onMessage(event.message)
      case 'state':
        this.states.reached(event.id, event.conversation, event.state)
        return { lines: [] }
      case 'friend':
        return this.applyFriend(event.friend)
      case 'focus':
        if (this.open === undefined || event.conversation !== this.open.conversation) return { lines: [] }
        return { lines: [this.#look.paint.notice(`* ${this.#look.texts.chat.askedFor(this.open.label)}`)], bell: true }
      case 'presence':
        return this.#onPresence(event.peer)
      case 'nearby':
        return this.#onNearby(event.peer, event.here)
      case 'shake':
        return this.#onShake(event.from.peerId, event.from.name, event.fresh)
      case 'call':
        return this.applyCall(event)
      case 'conversation': {
        const known = this.#conversations.get(event.conversation)
        if (known !== undefined) known.unread = event.unread
        return { lines: [] }
      }
      case 'change':
        return this.changed(event.change, event.message)
      case 'typing':
        if (event.typing) this.#typing.add(event.from.peerId)
        else this.#typing.delete(event.from.peerId)
        return { lines: [] }
      case 'progress':
      case 'profile':
      case 'relay':
      case 'status':
      case 'settings':
      case 'node':
        return { lines: [] }
    }
  }

  /** What happened to a message: by an event, or by a command here whose event is still to come. */
  changed(change: MessageChange, message: Message): Reaction {
    if (message.own) this.states.know(message)
    const where = this.#isOpen(message) ? undefined : this.conversationLabel(message.conversation, message.name)
    return { lines: this.#changes.lines(change, message, where) }
  }

  /** Says that a text is on its way, before the messenger is asked. */
  sending(text: string): void {
    this.#sending.push(text)
  }

  /** Takes in the answer to a send (or its failure, without messages). */
  sent(text: string, messages: Message[]): void {
    const at = this.#sending.indexOf(text)
    if (at >= 0) this.#sending.splice(at, 1)
    for (const message of messages) this.#remember(message)
  }

  /** Says, once until the friend is back, that a message waits. */
  waiting(message: Message): string[] {
    const peerId = this.peerOf(message.conversation)
    if (peerId === undefined || message.state !== 'queued') return []
    const person = this.people.get(peerId)
    if (person === undefined || person.presence !== 'offline') return []
    const { paint, texts } = this.#look
    const again = this.#toldWaiting.has(peerId)
    this.#toldWaiting.add(peerId)
    return [paint.dim(`  … ${again ? texts.chat.waitsToo : texts.chat.waits(this.people.label(peerId))}`)]
  }

  /** Takes in messages that are about to be shown in the open conversation. */
  shown(messages: Message[]): void {
    for (const message of messages) this.#remember(message)
    const [first] = messages
    if (this.open !== undefined && first !== undefined) {
      this.open.oldest = first.id
      this.open.conversation = first.conversation
    }
  }

  conversationWith(peerId: string): Conversation | undefined {
    return [...this.#conversations.values()].find(each => each.peerId === peerId)
  }

  /** The friend behind a conversation, where that is known. */
  peerOf(conversation: string): string | undefined {
    return this.#conversations.get(conversation)?.peerId
  }

  /** How a conversation is called. */
  conversationLabel(conversation: string, name = ''): string {
    const peerId = this.peerOf(conversation)
    return peerId === undefined ? displayName(name || conversation) : this.people.label(peerId, name)
  }

  applyFriend(friend: Friend): Reaction {
    const { state: before, resembles } = this.people.get(friend.peerId) ?? {}
    this.people.learn(friend)
    const alike = resemblanceLines(this.people.get(friend.peerId), this.people, this.#look)
    if (before === friend.state) {
      // A new card may make somebody known look like somebody else.
      const news = friend.resembles !== undefined && friend.resembles.peerId !== resembles?.peerId
      return news ? { lines: alike, bell: true } : { lines: [] }
    }
    const { texts, paint } = this.#look
    const { chat } = texts
    const name = this.people.label(friend.peerId)
    const handle = this.people.handle(friend.peerId)
    switch (friend.state) {
      case 'received': {
        const greeting = sanitize(friend.greeting ?? '', { lines: 'fold' })
        return {
          lines: [paint.notice(`* ${chat.requestLine(name, greeting)}`), ...alike, `  ${chat.requestHint(handle)}`],
          bell: true,
        }
      }
      case 'friend': {
        const hint = this.open?.conv === friend.peerId ? [] : [`  ${chat.openHint(handle)}`]
        return { lines: [`* ${chat.nowFriends(name)}`, ...alike, ...hint] }
      }
      case 'requested':
        return { lines: [`* ${chat.requestSent(name)}`] }
      case 'declined':
        return { lines: [`* ${friend.direction === 'in' ? chat.youDeclined(name) : chat.requestDeclined(name)}`] }
      case 'removed':
        return { lines: [`* ${chat.removed(name)}`] }
      case 'blocked':
        return { lines: [`* ${chat.blocked(handle)}`] }
    }
  }

  applyCall(call: Call): Reaction {
    const before = this.#calls.get(call.call)
    this.#calls.set(call.call, { ...call })
    this.people.learn(call.peer)
    if (before?.state === call.state) return { lines: [] }
    const { texts, paint } = this.#look
    const { chat, common } = texts
    const name = this.people.label(call.peer.peerId)
    const media = common.callMedia[call.media]
    const session =
      call.session === undefined ? [] : [`  ${chat.callSession(sanitize(call.session, { lines: 'fold' }))}`]
    const begins = call.state === 'offered' || (call.state === 'ringing' && before === undefined)
    if (begins && call.direction === 'in') {
      if (before !== undefined) return { lines: [] }
      return { lines: [paint.notice(`☎ ${chat.callIn(name, media)}`), ...session, `  ${chat.callInHint}`], bell: true }
    }
    if (begins) return { lines: [`☎ ${chat.callOut(name, media)}`] }
    if (call.state === 'ringing' && call.direction === 'in') return { lines: [] }
    const state = call.reason === undefined ? common.callState[call.state] : common.callReason[call.reason]
    // What the other side answered with is told when it comes, and not again.
    const news = before?.session === call.session ? [] : session
    return { lines: [`☎ ${chat.callState(name, state)}`, ...news] }
  }

  #remember(message: Message): void {
    this.#seen.add(message.id)
    if (this.#seen.size > REMEMBERED) {
      const [oldest] = this.#seen
      if (oldest !== undefined) this.#seen.delete(oldest)
    }
    if (message.own) this.states.know(message)
  }

  #onMessage(message: Message): Reaction {
    this.newest = message.id
    if (this.#seen.has(message.id)) return { lines: [] }
    this.#remember(message)
    const inOpen = this.#isOpen(message)
    if (inOpen && this.open !== undefined) this.open.conversation = message.conversation
    const known = this.#conversations.get(message.conversation)
    // Calls and shakes have events of their own, which come while they matter.
    const told = message.type === 'call' || message.type === 'shake'
    if (message.own) {
      const ours = told || this.#sending.includes(message.text ?? '')
      return { lines: inOpen && !ours ? this.lines(message) : [] }
    }
    if (known !== undefined) known.unread++
    const mentioned = this.mentionsCount && message.mentions?.some(({ peerId }) => peerId === this.me.peerId) === true
    const bell = known === undefined || !isMuted(known) || mentioned
    if (inOpen && this.open !== undefined) {
      const lines = told ? [] : this.lines(message)
      return { lines, read: { conv: this.open.conv, through: message.id }, unseenBell: bell && !told }
    }
    if (told) return { lines: [] }
    const { texts, columns } = this.#look
    const name = this.people.label(message.from.peerId, message.from.name)
    const text = snippet(messageText(message, this.people, this.#look), columns - 30)
    const says = meansReader(message) ? texts.chat.mentionsElsewhere : texts.chat.elsewhere
    return { lines: [`* ${says(name, text)}`], bell }
  }

  #isOpen(message: Message): boolean {
    if (this.open === undefined) return false
    if (this.open.conversation !== undefined) return this.open.conversation === message.conversation
    const peerId = message.own ? this.peerOf(message.conversation) : message.from.peerId
    return message.kind === 'direct' && peerId === this.open.conv
  }

  #onPresence(peer: Peer): Reaction {
    const before = this.people.get(peer.peerId)?.presence
    const person = this.people.learn(peer)
    if (person.presence !== 'offline') this.#toldWaiting.delete(peer.peerId)
    if (person.state !== 'friend' || before === person.presence) return { lines: [] }
    const sentence = this.#look.texts.chat.presence[person.presence](this.people.label(peer.peerId))
    return { lines: [this.#look.paint.dim(`* ${sentence}`)] }
  }

  #onNearby(peer: Peer, here: boolean): Reaction {
    const news = this.people.get(peer.peerId) === undefined
    const person = this.people.learn(peer)
    const alike = resemblanceLines(person, this.people, this.#look)
    if (here && news && alike.length > 0) return { lines: alike, bell: true }
    // Strangers coming and going interest only somebody who has no friends yet; /nearby is there for everybody.
    if (!here || !news || peer.kind !== 'peer' || this.people.friends.length > 0) return { lines: [] }
    return { lines: [`* ${this.#look.texts.chat.cameNearby(this.people.handle(peer.peerId))}`] }
  }

  #onShake(peerId: string, fallback: string, fresh: boolean): Reaction {
    const { texts, paint } = this.#look
    const name = this.people.label(peerId, fallback)
    if (!fresh) return { lines: [`* ${texts.chat.shookEarlier(name)}`] }
    return { lines: [paint.notice(`≋≋≋ ${texts.chat.shakesYou(name)} ≋≋≋`)], bell: true }
  }
}

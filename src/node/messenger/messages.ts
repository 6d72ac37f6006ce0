/** Messages, and what one says and does with what was said. */
import type { MessageType } from '../message-types.ts'
import type { CallOutcome } from './calls.ts'
import type { Keyed, MessageId, PeerIdString, Timestamp } from './values.ts'

export type { MessageType }
/** The states of one's own message, in the order in which they are reached. */
export type OwnState = 'queued' | 'relayed' | 'delivered' | 'read'
export type MessageState = OwnState | 'unread'

export interface MessageAuthor {
  peerId: PeerIdString
  name: string
}

export interface Message {
  id: MessageId
  conversation: string
  kind: 'direct' | 'group'
  /** Name of the conversation: the friend's nickname or name. */
  name: string
  from: MessageAuthor
  own: boolean
  at: Timestamp
  /** Its place in the conversation's one order, for all: by this number (milliseconds, of a logical clock), then by `id`. */
  stamp: number
  type: MessageType
  /** As it was last edited; absent once recalled. */
  text?: string
  replyTo?: Quote
  /** Who is meant by name. */
  mentions?: MessageAuthor[]
  /** One message, or several as a bundle, of others; `text` says the same in one. */
  forwarded?: ForwardedMessage[]
  /** URLs in the text, as they are to be opened. */
  links?: string[]
  /** When it was last edited. */
  edited?: Timestamp
  /** When its author took it back. */
  recalled?: Timestamp
  reactions?: MessageReaction[]
  /** Seconds from reading until it disappears. */
  timer?: number
  /** When it disappears here. */
  expiresAt?: Timestamp
  call?: CallOutcome
  state: MessageState
  deliveredTo?: { peerId: PeerIdString; at: Timestamp }[]
  readBy?: { peerId: PeerIdString; at: Timestamp }[]
  /** In what `send` gives: how it goes, to a friend who is connected or by a relay of theirs; absent where it waits here. */
  way?: 'direct' | 'relay'
}

/** The message that is answered; only its id where it is not there, or was recalled. */
export interface Quote {
  id: MessageId
  from?: MessageAuthor
  /** Its beginning. */
  text?: string
}

export interface ForwardedMessage {
  from: MessageAuthor
  at: Timestamp
  text: string
}

export interface MessageReaction {
  emoji: string
  from: MessageAuthor[]
  own: boolean
}

/** One message with all that is known of it. */
export interface MessageDetails extends Message {
  /** What it said, oldest first; the last is what it says now. Only of edited ones, and as far as their texts are kept. */
  versions?: { at: Timestamp; text: string }[]
}

export type MessageChange = 'edited' | 'recalled' | 'reacted' | 'deleted' | 'expired'

export interface TalkVerbs {
  /**
   * Accepted once it is on this disk: one message for each conversation, in the order of `conv`.
   * `wait` holds the answer until the state is reached, at most `timeout` seconds (`timeout` error then; the messages stay accepted).
   * `@name` mentions a member. `reply` is a message of the one conversation. `expire`: seconds from reading until it disappears.
   */
  send(
    params: {
      conv: string[]
      text: string
      reply?: MessageId
      expire?: number
      wait?: Exclude<OwnState, 'queued'>
      timeout?: number
    } & Keyed,
  ): Promise<Message[]>
  /** `not-allowed` for what is not one's own text, is recalled, or forwards another's words. */
  edit(params: { id: MessageId; text: string } & Keyed): Promise<Message[]>
  /** Takes an own text back: its content goes from every disk that hears of it. `not-allowed` for what is not one's own text. */
  recall(params: { id: MessageId } & Keyed): Promise<Message[]>
  /** For oneself: hidden at once, and its content erased as soon as no reader lacks it. */
  delete(params: { ids: MessageId[] } & Keyed): Promise<Message[]>
  /** One emoji of one's own for each message; an empty one takes it back. */
  react(params: { id: MessageId; emoji: string } & Keyed): Promise<Message[]>
  /** One message, or several as one bundle that keeps authors and times. */
  forward(params: { ids: MessageId[]; conv: string[] } & Keyed): Promise<Message[]>
  message(params: { id: MessageId }): Promise<MessageDetails>
  /** Tells who is here that one types, or stopped. Nothing where that is switched off, or nobody is here. */
  typing(params: { conv: string; typing?: boolean }): Promise<{ told: boolean }>
  /** Resolves when every given message of one's own has reached `state`; `timeout` after `timeout` seconds. */
  waitFor(params: { ids: MessageId[]; state: Exclude<OwnState, 'queued'>; timeout: number }): Promise<Message[]>
}

/** The list of conversations, and what is kept of each for its reader. */
import type { Message } from './messages.ts'
import type { Keyed, MessageId, PeerIdString, Timestamp } from './values.ts'

export interface Conversation {
  conversation: string
  kind: 'direct' | 'group'
  name: string
  /** The friend's peer id, for a direct conversation. */
  peerId?: PeerIdString
  unread: number
  /** Unread messages that mention this profile. */
  mentions: number
  /** To come back to, whatever was read. */
  markedUnread: boolean
  pinned: boolean
  muted: boolean
  /** Until when; absent where it is muted for good. */
  mutedUntil?: Timestamp
  archived: boolean
  /** It has a second passphrase. */
  sealed: boolean
  /** It is sealed, and closed: nothing of what it says is shown, and it has neither `draft` nor `last`. */
  locked: boolean
  /** What was typed and not sent. */
  draft?: string
  last?: Message
}

export interface ConversationVerbs {
  /**
   * Pinned ones first, then the latest; at most `limit` of them. Archived ones only where they are asked for. With `conv` these alone,
   * archived or not, in its order.
   */
  conversations(params?: { archived?: boolean; conv?: string[]; limit?: number }): Promise<Conversation[]>
  unread(): Promise<Conversation[]>
  read(params: { conv: string; through?: MessageId } & Keyed): Promise<Conversation[]>
  markUnread(params: { conv: string } & Keyed): Promise<Conversation>
  mute(params: { conv: string; until?: Timestamp } & Keyed): Promise<Conversation>
  unmute(params: { conv: string } & Keyed): Promise<Conversation>
  pin(params: { conv: string } & Keyed): Promise<Conversation>
  unpin(params: { conv: string } & Keyed): Promise<Conversation>
  /** Out of the list until somebody writes there, or for as long as it is muted. */
  archive(params: { conv: string } & Keyed): Promise<Conversation>
  unarchive(params: { conv: string } & Keyed): Promise<Conversation>
  /** Keeps what was typed and not sent; an empty text forgets it, none leaves it as it is. */
  draft(params: { conv: string; text?: string } & Keyed): Promise<Conversation>
}

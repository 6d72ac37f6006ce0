/**
 * All that the screen is made of, but for what panels keep to themselves. Events and answers change it (`apply.ts`, actions); views
 * read it. Nothing here asks anybody for anything.
 */
import type {
  Call,
  Conversation,
  Message,
  Peer,
  PeerIdString,
  Presence,
  Relay,
  SettingValue,
} from '../../../node/messenger.ts'
import { emojiList } from '../../../node/settings/emoji-list.ts'
import { isMuted } from '../../chat/lines.ts'
import { People } from '../../chat/people.ts'
import type { CompletionPopup } from '../editor/completion-popup.ts'
import type { Editor } from '../editor/editor.ts'
import type { EditorLayout } from '../editor/layout.ts'
import type { Timeline } from './timeline.ts'

export interface Size {
  /** Cells. */
  width: number
  height: number
}

/** What the keys act on. */
export type Focus = 'list' | 'messages' | 'editor'

/** The conversation on the screen. */
export interface Open {
  /** What the messenger is asked with: the friend's peer id, or the conversation's id. */
  readonly conv: string
  /** Its id; absent until something was said in it. */
  conversation: string | undefined
  readonly timeline: Timeline
  readonly editor: Editor
  readonly page: EditorLayout
  readonly completions: CompletionPopup
  /** The message that is answered. */
  reply: Message | undefined
  /** The own message that is written anew. */
  editing: Message | undefined
  /** What was being written when the edit began. */
  aside: string
  /** Seconds from reading until what is written disappears. */
  expire: number | undefined
  /** The draft as the node has it, by what was told last; the editor follows it as long as nothing else was written here. */
  draft: string
}

/** A line that says what happened, for a while. */
export interface Toast {
  readonly kind: 'notice' | 'good' | 'error'
  readonly text: string
  readonly hint?: string
  /** Milliseconds since 1970. */
  readonly until: number
}

export type NodeState =
  | { readonly is: 'starting' }
  | { readonly is: 'up' }
  /** `retry`: seconds until the next attempt. */
  | { readonly is: 'gone'; readonly why: string; readonly retry?: number }

export class State {
  size: Size = { width: 80, height: 24 }
  me: { peerId: PeerIdString; name: string; passphrase: boolean } = { peerId: '', name: '', passphrase: false }
  readonly people = new People()
  /** By id. */
  readonly conversations = new Map<string, Conversation>()
  /** In the order of the node's list: pinned ones, then the latest. */
  order: string[] = []
  /** All conversations are known, not only those at the beginning of the list. */
  whole = true
  folders: string[] = []
  /** Who was heard on this network lately. */
  readonly nearby = new Map<PeerIdString, Peer>()
  readonly settings = new Map<string, SettingValue>()
  readonly calls = new Map<string, Call>()
  relays: Relay[] = []
  node: NodeState = { is: 'starting' }
  presence: Presence = 'here'
  /** Own messages that neither their reader nor a relay has. */
  queued = 0
  /** Who types, by conversation. */
  readonly typing = new Map<string, Set<PeerIdString>>()
  focus: Focus = 'list'
  open: Open | undefined
  /** The list's row that keys act on, by its key. */
  row: string | undefined
  /** What the list is narrowed to; undefined where it is not. */
  filter: string | undefined
  readonly folded = new Set<string>()
  showArchived = false
  toasts: Toast[] = []
  /** The screen shakes until then, in milliseconds since 1970. */
  shakeUntil = 0
  /** When Ctrl-C was pressed last, in milliseconds since 1970. */
  interruptedAt = Number.NEGATIVE_INFINITY
  /** Whether somebody sees the screen. */
  attended = true
  /** Milliseconds since 1970, of this frame. */
  now = Date.now()
  /** How far something long is, by task. */
  readonly progress = new Map<string, { done: number; total?: number }>()
  /** What was chosen in the palette, by key; the latest first. */
  recent: string[] = []
  /** Moves when what the list is made of changes. */
  listVersion = 0

  /** Forgets all that came from the node. */
  forget(): void {
    this.me = { peerId: '', name: '', passphrase: false }
    this.conversations.clear()
    this.order = []
    this.folders = []
    this.nearby.clear()
    this.calls.clear()
    this.typing.clear()
    this.progress.clear()
    this.people.forget()
    this.open = undefined
    this.row = undefined
    this.filter = undefined
    this.folded.clear()
    this.relays = []
    this.queued = 0
    this.toasts = []
    this.recent = []
    this.listVersion++
  }

  /** Emoji that were used lately. */
  get frequentEmoji(): string[] {
    return emojiList(String(this.setting('ui.emoji') ?? '')) ?? []
  }

  setting(name: string): SettingValue | undefined {
    return this.settings.get(name)
  }

  /** The conversation that is open, as the list knows it. */
  get opened(): Conversation | undefined {
    const { open } = this
    if (open === undefined) return undefined
    return open.conversation === undefined
      ? this.conversationWith(open.conv)
      : this.conversations.get(open.conversation)
  }

  conversationWith(peerId: PeerIdString): Conversation | undefined {
    for (const conversation of this.conversations.values()) if (conversation.peerId === peerId) return conversation
    return undefined
  }

  /** What the messenger is asked with about a conversation. */
  convOf(conversation: Conversation): string {
    return conversation.peerId ?? conversation.conversation
  }

  /** How a conversation is called. @param conv - its id, or the friend's peer id */
  label(conv: string, name = ''): string {
    const known = this.conversations.get(conv)
    return this.people.label(known?.peerId ?? conv, name || known?.name || '')
  }

  /** How the open conversation is called. */
  get openLabel(): string {
    return this.open === undefined ? '' : this.label(this.open.conv, this.opened?.name)
  }

  /** The call that rings or goes on. */
  get call(): Call | undefined {
    return [...this.calls.values()].findLast(call => call.state !== 'ended')
  }

  /** Whether what comes into the open conversation is seen at once, and so is never unread. */
  get seesEnd(): boolean {
    const { timeline } = this.open ?? {}
    return this.attended && timeline?.scroll.to === 'end' && timeline.atEnd
  }

  /** Unread messages of all that is not muted. */
  get unread(): number {
    // A part would count too few.
    if (!this.whole) return 0
    let sum = 0
    const seen = this.seesEnd ? this.opened : undefined
    for (const conversation of this.conversations.values()) {
      if (conversation !== seen && !isMuted(conversation) && !conversation.archived) sum += conversation.unread
    }
    return sum
  }
}

/** Talking in one conversation: opening it, paging through it, sending, drafts. */
import { randomUUID } from 'node:crypto'
import type { Message, MessageId } from '../../node/messenger.ts'
import { OwnTyping } from '../chat/own-typing.ts'
import type { App } from './app.ts'
import { completionAt } from './editor/completion.ts'
import { CompletionPopup } from './editor/completion-popup.ts'
import { Editor } from './editor/editor.ts'
import type { EmojiTable } from './editor/emoji/emoji.ts'
import { EditorLayout } from './editor/layout.ts'
import { SentTexts } from './editor/sent-texts.ts'
import { learnConversation, onChange, onMessage } from './state/apply.ts'
import type { Open } from './state/state.ts'
import { Timeline } from './state/timeline.ts'

/** Messages fetched at once. */
const PAGE = 100
/** Milliseconds without a key after which a draft is kept. */
const KEEP_DRAFT_AFTER = 1_000

export class Talk {
  readonly #app: App
  readonly #typing: OwnTyping
  readonly #sent = new SentTexts()
  #draftTimer: NodeJS.Timeout | undefined
  #emoji: EmojiTable | undefined
  #loadingEmoji = false
  /** Counts openings, so that what comes late for another conversation is known. */
  #opening = 0

  constructor(app: App) {
    this.#app = app
    this.#typing = new OwnTyping({
      tell: (conv, typing) => {
        if (app.connected) app.messenger.typing({ conv, typing }).catch(() => undefined)
      },
      clock: app.clock,
    })
  }

  /** Shows a conversation, at its first unread message, or around one that is named. */
  async open(conv: string, around?: MessageId): Promise<void> {
    const { state } = this.#app
    const opening = ++this.#opening
    if (state.open?.conv === conv) {
      state.focus = 'editor'
      if (around !== undefined) await this.jump(around)
      return
    }
    await this.keepDraft()
    const conversation = state.conversations.get(conv) ?? state.conversationWith(conv)
    const editor = new Editor({ sent: this.#sent })
    const draft = conversation?.draft ?? ''
    editor.set(draft)
    const open: Open = {
      conv,
      conversation: conversation?.conversation,
      timeline: new Timeline(),
      editor,
      page: new EditorLayout(editor),
      completions: new CompletionPopup(),
      reply: undefined,
      editing: undefined,
      aside: '',
      expire: undefined,
      draft,
    }
    open.timeline.loading = 'all'
    state.open = open
    state.row = conv
    state.focus = 'editor'
    this.#app.redraw()
    if (conversation?.locked === true) return
    const messages = await this.#app.messenger.history({ conv, limit: PAGE, ...(around !== undefined && { around }) })
    if (opening !== this.#opening || state.open !== open) return
    this.#arrived(open, messages, around)
    this.#app.arrivals.attend()
  }

  #arrived(open: Open, messages: Message[], around: MessageId | undefined): void {
    const { timeline } = open
    // What came by events meanwhile is in the page, or after it.
    const meanwhile = timeline.messages
    timeline.loading = undefined
    timeline.replace(messages, { atStart: around === undefined && messages.length < PAGE, atEnd: around === undefined })
    for (const message of meanwhile) timeline.add(message)
    timeline.firstUnread = timeline.messages.find(message => !message.own && message.state === 'unread')?.id
    if (around !== undefined) {
      timeline.selected = around
      timeline.scroll = { to: 'row', id: around, row: -3 }
      this.#app.state.focus = 'messages'
    }
  }

  /** Learns anew what the open conversation is, after a connection was lost. */
  async refresh(): Promise<void> {
    const { open } = this.#app.state
    if (open === undefined || this.#app.state.opened?.locked === true) return
    const messages = await this.#app.messenger.history({ conv: open.conv, limit: PAGE })
    const { scroll, firstUnread } = open.timeline
    open.timeline.loading = undefined
    open.timeline.replace(messages, { atStart: messages.length < PAGE, atEnd: true })
    open.timeline.firstUnread = firstUnread
    open.timeline.scroll = scroll.to === 'row' && open.timeline.has(scroll.id) ? scroll : { to: 'end' }
    this.#app.redraw()
  }

  /** Fetches what comes before the first message in memory. */
  async older(): Promise<void> {
    const { open } = this.#app.state
    const [first] = open?.timeline.messages ?? []
    if (open === undefined || first === undefined || open.timeline.atStart || open.timeline.loading) return
    open.timeline.loading = 'before'
    try {
      const page = await this.#app.messenger.history({ conv: open.conv, limit: PAGE, before: first.id })
      open.timeline.prepend(page, page.length < PAGE)
    } finally {
      open.timeline.loading = undefined
    }
  }

  /** Fetches what comes after the last message in memory. */
  async newer(): Promise<void> {
    const { open } = this.#app.state
    const last = open?.timeline.messages.at(-1)
    if (open === undefined || last === undefined || open.timeline.atEnd || open.timeline.loading) return
    open.timeline.loading = 'after'
    try {
      // `after` follows arrival; the page around the last one follows the order that is shown.
      const page = await this.#app.messenger.history({ conv: open.conv, limit: 2 * PAGE, around: last.id })
      const at = page.findIndex(({ id }) => id === last.id)
      open.timeline.append(page, page.length - at - 1 < PAGE - 1)
    } finally {
      open.timeline.loading = undefined
    }
  }

  /** Shows the end. */
  async end(): Promise<void> {
    const { open } = this.#app.state
    if (open === undefined) return
    const { timeline } = open
    timeline.scroll = { to: 'end' }
    timeline.below = 0
    timeline.selected = undefined
    if (!timeline.atEnd) {
      const messages = await this.#app.messenger.history({ conv: open.conv, limit: PAGE })
      timeline.replace(messages, { atStart: messages.length < PAGE, atEnd: true })
    }
    this.#app.arrivals.seen()
  }

  /** Shows a message of the open conversation, and selects it. */
  async jump(id: MessageId): Promise<void> {
    const { open } = this.#app.state
    if (open === undefined) return
    const { timeline } = open
    if (!timeline.has(id)) {
      const messages = await this.#app.messenger.history({ conv: open.conv, limit: PAGE, around: id })
      timeline.replace(messages, { atStart: false, atEnd: false })
    }
    timeline.selected = id
    timeline.scroll = { to: 'row', id, row: -3 }
    this.#app.state.focus = 'messages'
  }

  /** Puts an own message into the editor; what was being written is kept aside. */
  edit(message: Message): void {
    const { open } = this.#app.state
    if (open === undefined) return
    if (open.editing === undefined) open.aside = open.editor.text
    open.reply = undefined
    open.editing = message
    open.editor.set(message.text ?? '')
    this.#app.state.focus = 'editor'
  }

  /** Leaves the edit, and goes on with what was being written before. */
  leaveEdit(): void {
    const { open } = this.#app.state
    if (open?.editing === undefined) return
    open.editing = undefined
    open.editor.set(open.aside)
    open.aside = ''
    this.edited()
  }

  /** Sends what is written, or writes the edited message anew. What fails is put back. */
  async send(): Promise<void> {
    const { state } = this.#app
    const { open } = state
    if (open === undefined) return
    const { editor, reply, editing, expire } = open
    const { text } = editor
    if (text.trim() === '') return
    if (state.opened?.locked === true) return
    const { messenger } = this.#app
    this.#sent.add(text)
    if (editing === undefined) editor.clear()
    else this.leaveEdit()
    open.reply = undefined
    this.edited()
    try {
      if (editing !== undefined) {
        for (const message of await messenger.edit({ id: editing.id, text })) onChange(state, 'edited', message)
        return
      }
      const params = {
        conv: [open.conv],
        text,
        ...(reply !== undefined && { reply: reply.id }),
        ...(expire !== undefined && { expire }),
        key: randomUUID(),
      }
      for (const message of await messenger.send(params)) {
        // The first message is what makes a conversation.
        open.conversation ??= message.conversation
        if (onMessage(state, message).conversations) this.#app.arrivals.list()
      }
      open.timeline.firstUnread = undefined
      if (!open.timeline.atEnd) await this.end()
    } catch (error) {
      if (editing === undefined) {
        // What was typed meanwhile stays behind it.
        editor.set(editor.text === '' ? text : `${text}\n${editor.text}`)
        open.reply = reply
      } else if (open.editing === undefined) {
        open.aside = editor.text
        open.editing = editing
        editor.set(text)
      }
      throw error
    }
  }

  /** The text in the editor changed, or its cursor moved. */
  edited(): void {
    const { open } = this.#app.state
    this.#complete()
    this.#typing.edited(open?.editor.text ?? '', open?.conv)
    clearTimeout(this.#draftTimer)
    this.#draftTimer = setTimeout(() => this.#app.run(() => this.keepDraft()), KEEP_DRAFT_AFTER)
  }

  /** What can be completed where the cursor is. Emoji are loaded when somebody first wants one. */
  #complete(): void {
    const { open, people, order, conversations } = this.#app.state
    if (open === undefined) return
    if (this.#emoji === undefined && open.editor.text.includes(':')) this.#loadEmoji()
    const person = people.get(open.conv)
    const named = person === undefined ? [] : [{ name: people.label(person.peerId) }]
    const groups = order.flatMap(id => {
      const each = conversations.get(id)
      return each?.kind === 'group' ? [{ name: each.name }] : []
    })
    open.completions.show(completionAt(open.editor, { people: named, groups, emoji: this.#emoji }))
  }

  #loadEmoji(): void {
    if (this.#loadingEmoji) return
    this.#loadingEmoji = true
    const lang = this.#app.words.common.locale.startsWith('zh') ? 'zh' : 'en'
    this.#app.run(async () => {
      const { loadEmoji } = await import('./editor/emoji/emoji.ts')
      this.#emoji = await loadEmoji(lang)
      this.#complete()
    })
  }

  /** Has the node keep what is written and not sent. */
  async keepDraft(): Promise<void> {
    clearTimeout(this.#draftTimer)
    this.#draftTimer = undefined
    const { state } = this.#app
    const { open } = state
    if (open === undefined || !this.#app.connected || open.editing !== undefined) return
    const { text } = open.editor
    if (text === open.draft || state.opened?.locked === true) return
    open.draft = text
    learnConversation(state, await this.#app.messenger.draft({ conv: open.conv, text }))
  }

  async leave(): Promise<void> {
    const { open } = this.#app.state
    this.#typing.edited('', open?.conv)
    await this.keepDraft()
    clearTimeout(this.#draftTimer)
    this.#app.arrivals.close()
  }
}

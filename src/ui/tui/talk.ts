/** Talking in one conversation: opening it, paging through it, sending, drafts. */
import { randomUUID } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import type { Conversation, Message, MessageId, Messenger, Timestamp } from '../../node/messenger.ts'
import { OwnTyping } from '../chat/own-typing.ts'
import type { App } from './app.ts'
import { Drafts } from './drafts.ts'
import { completionAt } from './editor/completion.ts'
import { CompletionPopup } from './editor/completion-popup.ts'
import { Editor } from './editor/editor.ts'
import { type EmojiTable, loadEmoji } from './editor/emoji/emoji.ts'
import { EditorLayout } from './editor/layout.ts'
import { SentTexts } from './editor/sent-texts.ts'
import { onChange, onMessage } from './state/apply.ts'
import type { Open } from './state/state.ts'
import { type Page, Timeline } from './state/timeline.ts'
import { layout } from './view/layout.ts'
import { shownRows } from './view/window.ts'

/** Messages fetched at once. */
const PAGE = 100
/** Milliseconds without a key after which a draft is kept. */
const KEEP_DRAFT_AFTER = 1_000

/** Milliseconds within which a conversation that is open elsewhere is asked for again. */
const ASKED_AGAIN = 8_000

type Said = Omit<Parameters<Messenger['send']>[0], 'key'>

/** A message, or a time. */
export type Place = MessageId | { readonly at: Timestamp }

/** Whether a place, without one the first unread message, is this message. */
function isAt(message: Message, place: Place | undefined): boolean {
  if (place === undefined) return !message.own && message.state === 'unread'
  return typeof place === 'string' ? message.id === place : Date.parse(message.at) >= Date.parse(place.at)
}

/** What is known of the ends by a page of at most `limit` around the message `at` of it; of the last ones where that is none. */
function endsOf(page: readonly Message[], at: number, limit: number): { atStart: boolean; atEnd: boolean } {
  if (at < 0) return { atStart: page.length < limit, atEnd: true }
  return { atStart: at < Math.floor(limit / 2), atEnd: page.length < limit }
}

export class Talk {
  readonly #app: App
  readonly #typing: OwnTyping
  readonly #sent = new SentTexts()
  readonly #drafts: Drafts
  /** What was sent last in each conversation, as long as the node did not answer. */
  readonly #unanswered = new Map<string, { readonly said: Said; readonly key: string }>()
  #draftTimer: NodeJS.Timeout | undefined
  #emoji: EmojiTable | undefined
  #loadingEmoji = false
  /** Seconds until what is written disappears, by conversation. */
  readonly #expire = new Map<string, number>()
  /** What was asked for last, and is open elsewhere. */
  #shownElsewhere: { conv: string; at: number } | undefined
  /** Counts openings, so that what comes late for another conversation is known. */
  #opening = 0

  constructor(app: App) {
    this.#app = app
    this.#drafts = new Drafts(app)
    this.#typing = new OwnTyping({
      tell: (conv, typing) => {
        if (app.connected) app.messenger.typing({ conv, typing }).catch(() => undefined)
      },
      clock: app.clock,
    })
  }

  /**
   * Shows a conversation: at its first unread message, or at a message or a time that is named. One that is open in another terminal comes to
   * the front there instead, unless it is asked for again.
   */
  async open(conv: string, place?: Place): Promise<void> {
    const { state } = this.#app
    const opening = ++this.#opening
    if (state.open?.conv === conv) {
      state.focus = 'editor'
      if (typeof place === 'string') await this.jump(place)
      else if (place !== undefined) await this.#show(state.open, place)
      return
    }
    this.#app.run(() => this.keepDraft())
    const before = { open: state.open, focus: state.focus, row: state.row }
    const conversation = state.conversations.get(conv) ?? state.conversationWith(conv)
    const open = this.#begin(conv, conversation)
    state.open = open
    state.row = conv
    state.focus = 'editor'
    this.#app.redraw()
    const elsewhere = place === undefined && conversation !== undefined && (await this.#isElsewhere(conv))
    if (state.open !== open || opening !== this.#opening) return
    // Whoever began to write here stays.
    if (elsewhere && open.editor.text === open.draft) {
      Object.assign(state, before)
      this.#app.tell(
        this.#app.words.tui.toasts.elsewhere(state.label(conv)),
        'notice',
        this.#app.words.tui.talk.elsewhereHint,
      )
      await this.refresh()
      await this.sealChanged()
      return
    }
    if (conversation?.locked !== true) await this.#show(open, place)
    this.#app.arrivals.attend()
  }

  #begin(conv: string, conversation: Conversation | undefined): Open {
    const editor = new Editor({ sent: this.#sent })
    const draft = this.#drafts.of(conv, conversation)
    editor.set(draft)
    return {
      conv,
      conversation: conversation?.conversation,
      timeline: new Timeline(),
      editor,
      page: new EditorLayout(editor),
      completions: new CompletionPopup(),
      reply: undefined,
      editing: undefined,
      aside: '',
      expire: this.#expire.get(conv),
      draft,
    }
  }

  /** Whether another terminal has it open, which then comes to the front. */
  async #isElsewhere(conv: string): Promise<boolean> {
    const now = this.#app.clock()
    const again = this.#shownElsewhere?.conv === conv && now - this.#shownElsewhere.at < ASKED_AGAIN
    this.#shownElsewhere = undefined
    if (again || !this.#app.connected) return false
    const { focused } = await this.#app.messenger.focus({ conv })
    if (focused) this.#shownElsewhere = { conv, at: now }
    return focused
  }

  /** Fetches the part of a conversation that a place is in, and scrolls there. */
  async #show(open: Open, place: Place | undefined): Promise<void> {
    const app = this.#app
    const { timeline } = open
    const unread = place === undefined && (app.state.opened?.unread ?? 0) > 0
    const where = typeof place === 'string' ? { around: place } : unread ? { around: 'unread' as const } : place
    const taken = await timeline.load('all', async () => {
      const messages = await app.messenger.history({ conv: open.conv, limit: PAGE, ...where })
      const at = messages.findIndex(message => isAt(message, place))
      return { messages, ...endsOf(messages, where === undefined ? -1 : at, PAGE) }
    })
    if (!taken || app.state.open !== open) return
    const { messages } = timeline
    const at = messages.findIndex(message => isAt(message, place))
    if (place === undefined) this.#beginAtUnread(open, messages[at]?.id)
    else {
      timeline.selected = (messages[at] ?? messages.at(-1))?.id
      timeline.scroll = timeline.selected === undefined ? { to: 'end' } : { to: 'row', id: timeline.selected, row: -3 }
      app.state.focus = 'messages'
    }
    app.redraw()
  }

  /** The line above what is new stands near the top, where not all of it fits on the screen. */
  #beginAtUnread({ timeline }: Open, id: MessageId | undefined): void {
    const { state, look } = this.#app
    timeline.firstUnread = id
    timeline.scroll = id === undefined ? { to: 'end' } : { to: 'row', id, row: -2 }
    const area = layout(state).messages
    if (area === undefined || !timeline.atEnd) return
    if (shownRows(timeline, { state, look, width: area.width }, area.height).end) timeline.scroll = { to: 'end' }
  }

  /** The open conversation was closed by its seal, or opened, here or elsewhere: what it says is forgotten, or fetched. */
  async sealChanged(): Promise<void> {
    const { open, opened, conversations } = this.#app.state
    for (const { conversation, locked } of conversations.values()) if (locked) this.#app.unsay({ conversation })
    if (open === undefined || opened === undefined) return
    const { timeline, editor } = open
    if (opened.locked) {
      timeline.clear()
      clearTimeout(this.#draftTimer)
      editor.set('')
      Object.assign(open, { draft: '', aside: '', reply: undefined, editing: undefined })
    } else if (timeline.unknown) {
      open.draft = opened.draft ?? ''
      if (editor.empty) editor.set(open.draft)
      await this.#show(open, undefined)
    }
  }

  /** What is written in a conversation from now on disappears so long after it is read; undefined: it stays. Seconds. */
  expire(conv: string, seconds: number | undefined): void {
    const { open } = this.#app.state
    if (seconds === undefined) this.#expire.delete(conv)
    else this.#expire.set(conv, seconds)
    if (open?.conv === conv) open.expire = seconds
  }

  /** Learns anew what the open conversation is, after a connection was lost; tells the node what was written meanwhile. */
  async refresh(): Promise<void> {
    const { state, arrivals } = this.#app
    this.#app.run(() => this.#drafts.save())
    this.followDraft()
    const { open } = state
    if (open === undefined || state.opened?.locked === true) return
    const { timeline } = open
    if (!(await timeline.load('all', () => this.#latest(open)))) return
    const { scroll } = timeline
    if (scroll.to === 'row' && !timeline.has(scroll.id)) timeline.scroll = { to: 'end' }
    arrivals.seen()
    this.#app.redraw()
  }

  /** Fetches what comes before the first message in memory. */
  async older(): Promise<void> {
    const { open } = this.#app.state
    if (open === undefined || open.timeline.atStart || open.timeline.loading) return
    const [first] = open.timeline.messages
    // All of them were deleted, or nothing could be fetched yet.
    if (first === undefined) return this.refresh()
    await open.timeline.load('before', async () => {
      const messages = await this.#app.messenger.history({ conv: open.conv, limit: PAGE, before: first.id })
      return { messages, atStart: messages.length < PAGE }
    })
  }

  /** Fetches what comes after the last message in memory. */
  async newer(): Promise<void> {
    const { open } = this.#app.state
    const last = open?.timeline.messages.at(-1)
    if (open === undefined || last === undefined || open.timeline.atEnd || open.timeline.loading) return
    await open.timeline.load('after', async () => {
      // `after` follows arrival; the page around the last one follows the order that is shown.
      const { messages, atEnd } = await this.#around(open, last.id, 2 * PAGE)
      return { messages, atEnd }
    })
  }

  /** Shows the end. */
  async end(): Promise<void> {
    const { open } = this.#app.state
    if (open === undefined) return
    const { timeline } = open
    timeline.scroll = { to: 'end' }
    timeline.below = 0
    timeline.selected = undefined
    if (!timeline.atEnd) await timeline.load('all', () => this.#latest(open))
    this.#app.arrivals.seen()
  }

  /** Shows the beginning. */
  async start(): Promise<void> {
    const { open } = this.#app.state
    if (open === undefined) return
    const { timeline } = open
    if (!timeline.atStart) {
      await timeline.load('all', async () => {
        const { messages, next } = await this.#app.messenger.exportPage({ conv: open.conv })
        return { messages, atStart: true, atEnd: next === undefined }
      })
    }
    const [top] = timeline.messages
    if (top === undefined || !timeline.atStart) return
    timeline.scroll = { to: 'row', id: top.id, row: 0 }
    timeline.selected = top.id
  }

  /** Shows a message of the open conversation, and selects it. */
  async jump(id: MessageId): Promise<void> {
    const { state } = this.#app
    const { open } = state
    if (open === undefined) return
    const { timeline } = open
    if (!timeline.has(id)) await timeline.load('all', () => this.#around(open, id, PAGE))
    if (state.open !== open || !timeline.has(id)) return
    timeline.selected = id
    timeline.scroll = { to: 'row', id, row: -3 }
    state.focus = 'messages'
  }

  async #latest({ conv }: Open): Promise<Page> {
    const messages = await this.#app.messenger.history({ conv, limit: PAGE })
    return { messages, ...endsOf(messages, -1, PAGE) }
  }

  async #around({ conv }: Open, around: MessageId, limit: number): Promise<Required<Page>> {
    const messages = await this.#app.messenger.history({ conv, limit, around })
    const at = messages.findIndex(({ id }) => id === around)
    return { messages, ...endsOf(messages, at, limit) }
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
    // What is said in a sealed conversation is offered in no other.
    if (state.opened?.sealed !== true) this.#sent.add(text)
    if (editing === undefined) editor.clear()
    else this.leaveEdit()
    open.reply = undefined
    this.edited()
    const said = {
      conv: [open.conv],
      text,
      ...(reply !== undefined && { reply: reply.id }),
      ...(expire !== undefined && { expire }),
    }
    try {
      if (editing === undefined) await this.#say(open, said, messenger)
      else for (const message of await messenger.edit({ id: editing.id, text })) onChange(state, 'edited', message)
    } catch (error) {
      if (editing === undefined) this.#putBack(open, text, reply)
      else if (open.editing === undefined) {
        open.aside = editor.text
        open.editing = editing
        editor.set(text)
      }
      throw error
    }
    if (editing !== undefined) return
    open.timeline.firstUnread = undefined
    if (state.open === open && !open.timeline.atEnd) await this.end()
  }

  /** A node that goes away before it answers may have taken it: the same, said again with the same key, is the same message. */
  async #say(open: Open, said: Said, messenger: Messenger): Promise<void> {
    const { state, arrivals } = this.#app
    const before = this.#unanswered.get(open.conv)
    const key = isDeepStrictEqual(before?.said, said) && before !== undefined ? before.key : randomUUID()
    this.#unanswered.set(open.conv, { said, key })
    const messages = await messenger.send({ ...said, key })
    if (this.#unanswered.get(open.conv)?.key === key) this.#unanswered.delete(open.conv)
    for (const message of messages) {
      // The first message is what makes a conversation.
      open.conversation ??= message.conversation
      if (onMessage(state, message).conversations) arrivals.list()
    }
  }

  /** Puts back what could not be sent, before what was typed meanwhile; into the draft, where another conversation is on the screen. */
  #putBack(open: Open, text: string, reply: Message | undefined): void {
    const { state } = this.#app
    const shown = state.open?.conv === open.conv ? state.open : undefined
    const target = shown ?? open
    const written = target.editing === undefined ? target.editor.text : target.aside
    const whole = written === '' ? text : `${text}\n${written}`
    if (target.editing === undefined) target.editor.set(whole)
    else target.aside = whole
    if (shown !== undefined) shown.reply ??= reply
    else this.#drafts.keep(open.conv, whole)
    this.edited()
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
    const line = open.editor.lines[open.editor.cursor.line]?.text ?? ''
    if (this.#emoji === undefined && /[:：]/.test(line)) this.#loadEmoji()
    const person = people.get(open.conv)
    const named = person === undefined ? [] : [{ name: people.label(person.peerId) }]
    // There may be thousands of conversations: they are looked through only where one is meant.
    const groups = /[#＃]/.test(line)
      ? order.flatMap(id => {
          const each = conversations.get(id)
          return each?.kind === 'group' ? [{ name: each.name }] : []
        })
      : []
    open.completions.show(completionAt(open.editor, { people: named, groups, emoji: this.#emoji }))
  }

  #loadEmoji(): void {
    if (this.#loadingEmoji) return
    this.#loadingEmoji = true
    this.#app.run(async () => {
      this.#emoji = await loadEmoji(this.#app.words.common.lang)
      this.#complete()
    })
  }

  /** Has the node keep what is written and not sent; what was written before an edit began, while one goes on. */
  async keepDraft(): Promise<void> {
    clearTimeout(this.#draftTimer)
    this.#draftTimer = undefined
    const { open, opened } = this.#app.state
    if (open === undefined || opened?.locked === true) return
    const text = open.editing === undefined ? open.editor.text : open.aside
    const before = open.draft
    if (text !== before) {
      open.draft = text
      this.#drafts.keep(open.conv, text)
    }
    try {
      await this.#drafts.save()
    } catch (error) {
      // What the node refused to keep is not to be replaced by what it has.
      if (open.draft === text) open.draft = before
      throw error
    }
  }

  /** Moves when an older answer of the node says nothing any more of drafts. */
  get draftVersion(): number {
    return this.#drafts.version
  }

  /** Takes over what was written, or sent, in another terminal, as the list knows it; what was written here since stays. */
  followDraft(): void {
    const { open, opened } = this.#app.state
    if (open === undefined || opened === undefined || opened.locked || this.#drafts.isUnsaved(open.conv)) return
    const draft = opened.draft ?? ''
    if (draft === open.draft) return
    const before = open.draft
    open.draft = draft
    if (open.editing !== undefined) {
      if (open.aside === before) open.aside = draft
    } else if (open.editor.text === before) {
      open.editor.set(draft)
      this.#complete()
    }
  }

  async leave(): Promise<void> {
    const { open } = this.#app.state
    this.#typing.edited('', open?.conv)
    await this.keepDraft()
    clearTimeout(this.#draftTimer)
    this.#app.arrivals.close()
  }

  /** Forgets what was written: the profile is locked. */
  forget(): void {
    clearTimeout(this.#draftTimer)
    this.#drafts.forget()
    this.#unanswered.clear()
    this.#sent.forget()
    this.#expire.clear()
  }
}

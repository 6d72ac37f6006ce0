/** Writing in conversations: the editor's content, drafts, completion, sending, editing what was said. */
import { randomUUID } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import type { Conversation, Message, Messenger } from '../../node/messenger.ts'
import { OwnTyping } from '../chat/own-typing.ts'
import type { ActionGroup } from './actions/action.ts'
import { offeredActions } from './actions/all.ts'
import type { App } from './app.ts'
import { Drafts } from './drafts.ts'
import { completionAt } from './editor/completion.ts'
import { CompletionPopup } from './editor/completion-popup.ts'
import { Editor } from './editor/editor.ts'
import { type EmojiTable, loadEmoji } from './editor/emoji/emoji.ts'
import { EditorLayout } from './editor/layout.ts'
import { SentTexts } from './editor/sent-texts.ts'
import { type SlashCommand, slashCompletion } from './editor/slash.ts'
import { onChange, onMessage } from './state/apply.ts'
import type { Open } from './state/state.ts'

/** Milliseconds without a key after which a draft is kept. */
const KEEP_DRAFT_AFTER = 1_000

/** What whoever types a command in a conversation is likely to mean, likeliest first. */
const NEAREST: readonly ActionGroup[] = ['conversation', 'people', 'calls', 'message', 'account', 'go', 'screen']

type Said = Omit<Parameters<Messenger['send']>[0], 'key'>

/** The parts of an open conversation that writing in it needs. */
type Desk = Pick<Open, 'editor' | 'page' | 'completions' | 'reply' | 'editing' | 'aside' | 'expire' | 'draft'>

export class Writing {
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

  /** What it takes to write in a conversation, with what was being written there. */
  begin(conv: string, conversation: Conversation | undefined): Desk {
    const editor = new Editor({ sent: this.#sent })
    const draft = this.#drafts.of(conv, conversation)
    editor.set(draft)
    return {
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

  /** What is written in a conversation from now on disappears so long after it is read; undefined: it stays. Seconds. */
  expire(conv: string, seconds: number | undefined): void {
    const { open } = this.#app.state
    if (seconds === undefined) this.#expire.delete(conv)
    else this.#expire.set(conv, seconds)
    if (open?.conv === conv) open.expire = seconds
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
    if (state.open === open && !open.timeline.atEnd) await this.#app.talk.end()
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
    const { frequentEmoji: frequent } = this.#app.state
    open.completions.show(
      (open.editing === undefined ? slashCompletion(open.editor, () => this.#commands()) : undefined) ??
        completionAt(open.editor, { people: named, groups, emoji: this.#emoji, frequent }),
    )
  }

  #commands(): SlashCommand[] {
    const { state, look, words } = this.#app
    return offeredActions(state)
      .sort((a, b) => NEAREST.indexOf(a.group) - NEAREST.indexOf(b.group))
      .map(({ name }) => ({ action: name, label: words.tui.actions[name], key: look.keyOf(name) }))
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

  /** The open conversation was closed by its seal: what was being written in it is its content too. */
  clear(open: Open): void {
    clearTimeout(this.#draftTimer)
    open.editor.set('')
    Object.assign(open, { draft: '', aside: '', reply: undefined, editing: undefined })
  }

  /** The conversation's seal was opened: what was being written there is known again. */
  resume(open: Open, draft: string): void {
    open.draft = draft
    if (open.editor.empty) open.editor.set(draft)
  }

  /** Tells the node what it does not have, after a connection was lost, and learns what was written elsewhere. */
  refresh(): void {
    this.#app.run(() => this.#drafts.save())
    this.followDraft()
  }

  /** Has the node keep what was not sent; to be waited for before the program ends. */
  async leave(): Promise<void> {
    this.#typing.edited('', this.#app.state.open?.conv)
    await this.keepDraft()
    clearTimeout(this.#draftTimer)
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

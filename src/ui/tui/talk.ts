/** Reading one conversation: opening it, paging through it. */
import type { Message, MessageId, Timestamp } from '../../node/messenger.ts'
import type { App } from './app.ts'
import type { Open } from './state/state.ts'
import { type Page, Timeline } from './state/timeline.ts'
import { layout } from './view/layout.ts'
import { shownRows } from './view/window.ts'

/** Messages fetched at once. */
const PAGE = 100
/** Milliseconds within which a conversation that is open elsewhere is asked for again. */
const ASKED_AGAIN = 8_000

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
  /** What was asked for last, and is open elsewhere. */
  #shownElsewhere: { conv: string; at: number } | undefined
  /** Counts openings, so that what comes late for another conversation is known. */
  #opening = 0

  constructor(app: App) {
    this.#app = app
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
    this.#app.run(() => this.#app.writing.keepDraft())
    const before = { open: state.open, focus: state.focus, row: state.row }
    const conversation = state.conversations.get(conv) ?? state.conversationWith(conv)
    const open: Open = {
      conv,
      conversation: conversation?.conversation,
      timeline: new Timeline(),
      ...this.#app.writing.begin(conv, conversation),
    }
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
    app.arrivals.seen()
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
    const { timeline } = open
    if (opened.locked) {
      timeline.clear()
      this.#app.writing.clear(open)
    } else if (timeline.unknown) {
      this.#app.writing.resume(open, opened.draft ?? '')
      await this.#show(open, undefined)
    }
  }

  /** Learns anew what the open conversation is, after a connection was lost; tells the node what was written meanwhile. */
  async refresh(): Promise<void> {
    const { state, arrivals } = this.#app
    this.#app.writing.refresh()
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
    this.#app.arrivals.seen()
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
}

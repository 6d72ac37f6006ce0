/** What is to be done about what arrives: the bell, the title, marking as read, fetching what is not known, panels that open by themselves. */
import type { Conversation, Event, Message, Messenger } from '../../node/messenger.ts'
import { reportOf } from '../../protocol/errors.ts'
import type { App } from './app.ts'
import { apply, type Consequence, learnConversation, learnConversations } from './state/apply.ts'
import type { Open } from './state/state.ts'
import { inOrder } from './state/timeline.ts'
import { layout } from './view/layout.ts'
import { seenThrough } from './view/window.ts'

/** What was shown is gathered before it is marked as read, in ms: a returning friend brings hundreds at once. */
const GATHER_READS = 50
/** What is unread is counted, and shown as the title, at most this often, in ms. */
const GATHER_COUNTS = 50
/** The list, or some of it, is fetched at most this often, in ms. */
const GATHER_LISTS = 100
/** While what is fetched is never newer than the last event, each time is twice as long after the one before, up to this, in ms. */
const GATHER_LISTS_MOST = 16 * GATHER_LISTS
/** More conversations than these are not asked for one by one. */
const MOST_SINGLE = 50

export class Arrivals {
  readonly #app: App
  #reading: NodeJS.Timeout | undefined
  #listing: NodeJS.Timeout | undefined
  #counting: NodeJS.Timeout | undefined
  /** How long what is to be fetched is gathered, in ms. */
  #gatherLists = GATHER_LISTS
  /** Conversations of which more may have changed than was told; `all`: there are some that are not known. */
  #changed: Set<string> | 'all' = new Set()
  /** For each list that is on its way the conversations in which something happened since it was asked for: it may be older than that. */
  readonly #meanwhile = new Set<Set<string>>()
  /** Up to where the conversation that was read last was marked as read. */
  #readThrough: Message | undefined

  constructor(app: App) {
    this.#app = app
  }

  take(event: Event): void {
    const { state } = this.#app
    const conversation = conversationOf(event)
    if (conversation !== undefined) for (const happened of this.#meanwhile) happened.add(conversation)
    this.#follow(apply(state, event))
    // All that was in memory is gone, and something was said before it.
    if (event.event === 'change' && state.open?.timeline.unknown === true) this.#app.run(() => this.#app.talk.refresh())
    // All conversations are gone through, and the title is written to the terminal by itself: not for each of many events.
    this.#counting ??= setTimeout(() => this.count(), GATHER_COUNTS)
  }

  /** Does what follows from whether somebody is there. To be called now and then: the node takes our word for half a minute. */
  attend(): void {
    const app = this.#app
    app.state.attended = app.attention.here
    this.count()
    if (!app.connected) return
    app.run(async () => {
      try {
        await app.attention.look(app.messenger, app.state.open?.conv)
      } catch (error) {
        if (reportOf(error).code !== 'no-node') throw error
      }
    })
    this.seen()
  }

  count(): void {
    clearTimeout(this.#counting)
    this.#counting = undefined
    // A title without a number would say that nothing is unread.
    if (!this.#app.state.whole) return
    this.#app.attention.count(this.#app.state.unread)
  }

  /** Other messages of the open conversation may be on the screen now: what is seen is marked as read, soon. */
  seen(): void {
    this.#reading ??= setTimeout(() => {
      this.#reading = undefined
      this.#app.run(() => this.#markRead())
    }, GATHER_READS)
  }

  /** The list of conversations is fetched anew, soon. */
  list(): void {
    this.#changed = 'all'
    this.#fetchSoon()
  }

  /** What is not told of a conversation is asked for, soon. */
  #learnSoon(conversation: string): void {
    if (this.#changed === 'all') return
    this.#changed.add(conversation)
    this.#fetchSoon()
  }

  #fetchSoon(): void {
    this.#listing ??= setTimeout(() => {
      this.#listing = undefined
      const changed = this.#changed
      this.#changed = new Set()
      this.#app.run(() =>
        changed === 'all' || changed.size > MOST_SINGLE ? this.learnList() : this.#learnSome([...changed]),
      )
    }, this.#gatherLists)
  }

  /**
   * What the node lists; where something happened while the answer was on its way, it is asked again, and less often where that goes on.
   * @param of - the conversations that are asked for. @default all
   */
  async #listed(
    ask: (messenger: Messenger) => Promise<Conversation[]>,
    of?: readonly string[],
  ): Promise<Conversation[]> {
    const happened = new Set<string>()
    this.#meanwhile.add(happened)
    try {
      return await ask(this.#app.messenger)
    } finally {
      this.#meanwhile.delete(happened)
      const outdated = [...happened].filter(conversation => of?.includes(conversation) ?? true)
      this.#gatherLists = outdated.length === 0 ? GATHER_LISTS : Math.min(2 * this.#gatherLists, GATHER_LISTS_MOST)
      for (const conversation of outdated) this.#learnSoon(conversation)
    }
  }

  /** Of thousands of conversations few change at once: the others are not asked for. */
  async #learnSome(conv: string[]): Promise<void> {
    const { state } = this.#app
    if (!this.#app.connected) return
    const { talk, writing } = this.#app
    const { draftVersion } = writing
    const learned = await this.#listed(messenger => messenger.conversations({ conv }), conv)
    // Where it stands among the others is the node's to say.
    const moved = learned.some(each => state.conversations.get(each.conversation)?.pinned !== each.pinned)
    if (moved || learned.length < conv.length) return this.learnList()
    for (const each of learned) learnConversation(state, each)
    this.count()
    if (writing.draftVersion === draftVersion) writing.followDraft()
    await talk.sealChanged()
  }

  async learnList(): Promise<void> {
    const { state } = this.#app
    if (!this.#app.connected) return
    const { talk, writing } = this.#app
    const { draftVersion } = writing
    learnConversations(state, await this.#listed(allConversations))
    this.count()
    this.seen()
    const { open, opened } = state
    if (open === undefined || opened === undefined) return
    if (writing.draftVersion === draftVersion) writing.followDraft()
    if (open.conversation !== undefined) return talk.sealChanged()
    // Begun meanwhile, from another terminal.
    open.conversation = opened.conversation
    await talk.refresh()
  }

  close(): void {
    clearTimeout(this.#reading)
    clearTimeout(this.#listing)
    clearTimeout(this.#counting)
  }

  async #markRead(): Promise<void> {
    const app = this.#app
    const { open, opened } = app.state
    // What is not on the screen yet was not seen.
    if (!app.connected || open === undefined || open.timeline.loading === 'all') return
    const last = open.timeline.messages.findLast(message => !message.own)
    const came = last?.state === 'unread' && last.id !== this.#readThrough?.id
    const counted = (opened?.unread ?? 0) > 0
    if (last === undefined || !(came || counted || opened?.markedUnread === true)) return
    const seen = app.attention.here ? this.#newestSeen(open) : undefined
    // Whoever was there when it came left since: it is unread after all.
    app.state.attended = app.attention.here
    if (came && !counted && seen !== last) this.#learnSoon(last.conversation)
    this.count()
    // At the end all is read, also what was marked as unread by hand; above it, what was not read so far.
    const before = this.#readThrough?.conversation === seen?.conversation ? this.#readThrough : undefined
    const further = seen?.state === 'unread' && (before === undefined || inOrder(before, seen) < 0)
    if (seen === undefined || (seen !== last && !further)) return
    this.#readThrough = seen
    try {
      await app.messenger.read({ conv: open.conv, through: seen.id })
    } catch (error) {
      this.#readThrough = undefined
      // A node that is gone can be told nothing: it stays unread until the conversation is seen again.
      if (reportOf(error).code !== 'no-node') throw error
    }
  }

  /** The newest message from somebody else that one can have read to its end. */
  #newestSeen(open: Open): Message | undefined {
    const { state, look } = this.#app
    const area = layout(state).messages
    if (area === undefined) return undefined
    const lowest = seenThrough(open.timeline, { state, look, width: area.width }, area.height)
    return open.timeline.messages.findLast((message, at) => at <= lowest && !message.own)
  }

  #follow(consequence: Consequence): void {
    const app = this.#app
    const { words } = app
    if (consequence.conversations) this.list()
    if (consequence.conversation !== undefined) this.#learnSoon(consequence.conversation)
    if (consequence.seen) this.seen()
    if (consequence.raise) app.outlet.raise()
    if (consequence.bell) app.attention.ring()
    if (consequence.request !== undefined) {
      app.tell(
        words.tui.toasts.request(app.state.people.label(consequence.request.peerId)),
        'notice',
        words.tui.toasts.requestHint(app.look.keyOf('people.requests')),
      )
    }
    if (consequence.answered !== undefined) {
      const name = app.state.people.label(consequence.answered.peerId)
      const { nowFriends, declined } = words.tui.toasts
      if (consequence.answered.state === 'friend') app.tell(nowFriends(name), 'good')
      else app.tell(declined(name))
    }
    if (consequence.resembles?.resembles !== undefined) {
      const { peerId, resembles } = consequence.resembles
      app.tell(
        words.tui.toasts.resembles(
          app.state.people.label(peerId),
          app.state.people.label(resembles.peerId, resembles.name),
        ),
        'error',
      )
    }
    if (consequence.shake !== undefined)
      app.tell(words.tui.toasts.shakes(app.state.people.label(consequence.shake.peerId, consequence.shake.name)))
    const { call } = consequence
    if (call !== undefined && call.state !== 'ended') app.do('call.show', call.call)
  }
}

/** The conversation in the list that an event is about. */
function conversationOf(event: Event): string | undefined {
  if (event.event === 'message' || event.event === 'change') return event.message.conversation
  return event.event === 'state' || event.event === 'conversation' ? event.conversation : undefined
}

/** All conversations, archived ones last. */
async function allConversations(messenger: Messenger): Promise<Conversation[]> {
  const [open, archived] = await Promise.all([messenger.conversations(), messenger.conversations({ archived: true })])
  return [...open, ...archived]
}

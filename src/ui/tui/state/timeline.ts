/**
 * The part of a conversation that is in memory: a run of messages without a gap, in the conversation's order, and how far one has scrolled
 * in it. What lies before and after it is fetched when one comes near.
 *
 * Answers and events come in any order: a page may have been read before what an event says, and arrive after it. So what happens while
 * a page is on its way happens once more when it is there.
 */
import type { Message, MessageId, MessageState, OwnState } from '../../../node/messenger.ts'

/** Messages in memory; those farther from the screen are let go and fetched again. */
const MOST_KEPT = 1_000
/** So many more are let go at once: each time all that stay are moved. */
const LET_GO = 100
/** Characters that a quote shows. */
const QUOTED = 200

/** What stands at the screen's edge: the end, or a row of a message at the top. */
export type Scroll = { readonly to: 'end' } | { readonly to: 'row'; readonly id: MessageId; readonly row: number }

/** Where a page belongs: at a side of what is in memory, or in its place. */
export type Side = 'before' | 'after' | 'all'

export interface Page {
  readonly messages: readonly Message[]
  /** Nothing comes before its first message, or after its last one; unsaid of the side where it is put to what is there. */
  readonly atStart?: boolean
  readonly atEnd?: boolean
}

export class Timeline {
  /** In order. Each message is a value: what changes is another object in its place. */
  messages: Message[] = []
  /** Nothing comes before the first one, or after the last one. */
  atStart = false
  atEnd = true
  scroll: Scroll = { to: 'end' }
  /** The message that keys act on, where the messages have the keys. */
  selected: MessageId | undefined
  /** Several, to be forwarded or deleted together. */
  readonly marked = new Set<MessageId>()
  /** Texts from peers that were asked to be shown whole. */
  readonly expanded = new Set<MessageId>()
  /** The first one that was unread when the conversation was opened: a line stands above it. */
  firstUnread: MessageId | undefined
  /** What came while one looked at something earlier. */
  below = 0
  /** Moves with each change, so that views know what they computed already. */
  version = 0
  /** The last one that was in memory and is no more: what comes before it belongs into a page that is not there. */
  #edge: Message | undefined
  /** The page that was asked for, and what happened since. */
  #expected: { readonly side: Side; readonly since: (() => void)[] } | undefined

  /** Where a page is being fetched. */
  get loading(): Side | undefined {
    return this.#expected?.side
  }

  /** Nothing is known of it, and nothing asked for. */
  get unknown(): boolean {
    return this.messages.length === 0 && !this.atStart && this.#expected === undefined
  }

  /**
   * Takes in a page once it is there. One that takes the place of all is not waited for: what was asked for before it is dropped.
   *
   * @returns whether it was taken in
   */
  async load(side: Side, ask: () => Promise<Page>): Promise<boolean> {
    if (side !== 'all' && this.#expected !== undefined) return false
    const expected = { side, since: [] as (() => void)[] }
    this.#expected = expected
    try {
      const page = await ask()
      if (this.#expected !== expected) return false
      this.#expected = undefined
      this.#take(side, page)
      for (const again of expected.since) again()
      return true
    } finally {
      if (this.#expected === expected) this.#expected = undefined
    }
  }

  /** Forgets all messages, and what is on its way. */
  clear(): void {
    this.#expected = undefined
    this.#edge = undefined
    this.messages = []
    this.atStart = false
    this.atEnd = true
    this.scroll = { to: 'end' }
    this.selected = undefined
    this.firstUnread = undefined
    this.marked.clear()
    this.expanded.clear()
    this.below = 0
    this.version++
  }

  /** Takes in one message that is new here; true where it is now part of what is in memory. */
  add(message: Message): boolean {
    this.#again(() => this.add(message))
    const first = this.messages[0] ?? this.#edge
    const after = this.#isAfterLast(message)
    if (!after && this.has(message.id)) {
      this.change(message)
      return true
    }
    // What belongs into a part that is not in memory comes with its page.
    if (after && !this.atEnd) return false
    if (first !== undefined && inOrder(message, first) < 0 && !this.atStart) return false
    if (after) this.messages.push(message)
    else this.messages.splice(this.#place(message), 0, message)
    this.#letGo()
    this.version++
    return this.has(message.id)
  }

  /** Puts another version of a message in its place, and into what quotes it. */
  change(message: Message): void {
    this.#again(() => this.change(message))
    this.#requote(message.id, message.text?.slice(0, QUOTED))
    const at = this.indexOf(message.id)
    const before = this.messages[at]
    if (before === undefined) return
    this.messages[at] = message.own ? { ...message, state: further(before.state, message.state) } : message
    this.version++
  }

  /** An own message came as far as this. */
  reach(id: MessageId, state: OwnState): void {
    this.#again(() => this.reach(id, state))
    const at = this.indexOf(id)
    const message = this.messages[at]
    if (message?.own !== true) return
    this.messages[at] = { ...message, state: further(message.state, state) }
    this.version++
  }

  remove(id: MessageId): void {
    this.#again(() => this.remove(id))
    this.#requote(id, undefined)
    const at = this.indexOf(id)
    if (at < 0) return
    const [removed] = this.messages.splice(at, 1)
    if (this.messages.length === 0) this.#edge = removed
    this.marked.delete(id)
    if (this.selected === id) this.selected = (this.messages[at] ?? this.messages[at - 1])?.id
    if (this.firstUnread === id) this.firstUnread = this.messages[at]?.id
    if (this.scroll.to === 'row' && this.scroll.id === id) {
      const next = this.messages[at] ?? this.messages[at - 1]
      this.scroll = next === undefined ? { to: 'end' } : { to: 'row', id: next.id, row: 0 }
    }
    this.version++
  }

  get(id: MessageId | undefined): Message | undefined {
    return id === undefined ? undefined : this.messages[this.indexOf(id)]
  }

  /** Whether it is in memory; of one that comes after all others without looking at them, as most do. */
  knows(message: Message): boolean {
    return !this.#isAfterLast(message) && this.has(message.id)
  }

  has(id: MessageId): boolean {
    return this.indexOf(id) >= 0
  }

  /** Most that is asked for is near the end. */
  indexOf(id: MessageId): number {
    return this.messages.findLastIndex(message => message.id === id)
  }

  #isAfterLast(message: Message): boolean {
    const last = this.messages.at(-1)
    return last === undefined || inOrder(last, message) < 0
  }

  #take(side: Side, { messages, atStart, atEnd }: Page): void {
    const kept = side === 'all' ? [] : this.messages
    const known = new Set(kept.map(({ id }) => id))
    this.messages = [...kept, ...messages.filter(({ id }) => !known.has(id))].sort(inOrder)
    this.#edge = undefined
    this.atStart = atStart ?? this.atStart
    this.atEnd = atEnd ?? this.atEnd
    if (side === 'all') this.below = 0
    else this.#letGo()
    this.version++
  }

  #again(happened: () => void): void {
    this.#expected?.since.push(happened)
  }

  /** What a message is quoted with is what it says now; nothing, where it is gone. */
  #requote(id: MessageId, text: string | undefined): void {
    for (const [at, message] of this.messages.entries()) {
      const { replyTo } = message
      if (replyTo?.id !== id || replyTo.text === undefined || replyTo.text === text) continue
      const { text: _, ...rest } = replyTo
      this.messages[at] = { ...message, replyTo: text === undefined ? rest : { ...rest, text } }
      this.version++
    }
  }

  #place(message: Message): number {
    let low = 0
    let high = this.messages.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (inOrder(this.messages[middle] as Message, message) < 0) low = middle + 1
      else high = middle
    }
    return low
  }

  /** Lets go what is farther from the screen; never while a page is to be put to it. */
  #letGo(): void {
    const surplus = this.messages.length - MOST_KEPT
    if (surplus < LET_GO || this.#expected !== undefined) return
    const at = this.scroll.to === 'end' ? MOST_KEPT : this.indexOf(this.scroll.id)
    if (at > MOST_KEPT / 2) {
      this.messages.splice(0, surplus)
      this.atStart = false
    } else {
      this.messages.length = MOST_KEPT
      this.atEnd = false
    }
  }
}

/** What a friend has, they have; a relay may lose what rests there. */
const LASTING: Partial<Record<MessageState, number>> = { delivered: 1, read: 2 }

/** Of two states of an own message, told in any order, the one that holds. */
export function further<State extends MessageState>(known: State, told: State): State {
  return (LASTING[known] ?? 0) > (LASTING[told] ?? 0) ? known : told
}

/** The order of a conversation, the same for all: by stamp, then by id. */
export function inOrder(a: Message, b: Message): number {
  return a.stamp - b.stamp || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
}

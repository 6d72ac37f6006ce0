/**
 * The part of a conversation that is in memory: a run of messages without a gap, in the conversation's order, and how far one has scrolled
 * in it. What lies before and after it is fetched when one comes near.
 */
import type { Message, MessageId } from '../../../node/messenger.ts'

/** Messages in memory; those farther from the screen are let go and fetched again. */
const MOST_KEPT = 1_000

/** What stands at the screen's edge: the end, or a row of a message at the top. */
export type Scroll = { readonly to: 'end' } | { readonly to: 'row'; readonly id: MessageId; readonly row: number }

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
  /** A page is being fetched at this side. */
  loading: 'before' | 'after' | 'all' | undefined
  /** Moves with each change, so that views know what they computed already. */
  version = 0

  /** Begins anew with a page. */
  replace(messages: Message[], ends: { atStart: boolean; atEnd: boolean }): void {
    this.messages = [...messages].sort(inOrder)
    this.atStart = ends.atStart
    this.atEnd = ends.atEnd
    this.below = 0
    this.version++
  }

  /** Takes in the page before what is there. */
  prepend(page: Message[], atStart: boolean): void {
    const known = new Set(this.messages.map(({ id }) => id))
    this.messages = [...page.filter(({ id }) => !known.has(id)), ...this.messages].sort(inOrder)
    this.atStart = atStart
    if (this.messages.length > MOST_KEPT) {
      this.messages.length = MOST_KEPT
      this.atEnd = false
    }
    this.version++
  }

  /** Takes in the page after what is there. */
  append(page: Message[], atEnd: boolean): void {
    const known = new Set(this.messages.map(({ id }) => id))
    this.messages = [...this.messages, ...page.filter(({ id }) => !known.has(id))].sort(inOrder)
    this.atEnd = atEnd
    this.#letGo()
    this.version++
  }

  /** Takes in one message that is new here; true where it is now part of what is in memory. */
  add(message: Message): boolean {
    const [first] = this.messages
    const after = this.#isAfterLast(message)
    if (!after && this.has(message.id)) {
      this.change(message)
      return true
    }
    // What belongs into a part that is not in memory comes with its page.
    if (after && !this.atEnd) return false
    if (!after && first !== undefined && inOrder(message, first) < 0 && !this.atStart) return false
    if (after) this.messages.push(message)
    else this.messages.splice(this.#place(message), 0, message)
    if (this.scroll.to === 'end') this.#letGo()
    this.version++
    return true
  }

  /** Puts another version of a message in its place. */
  change(message: Message): void {
    const at = this.indexOf(message.id)
    if (at < 0) return
    this.messages[at] = message
    this.version++
  }

  remove(id: MessageId): void {
    const at = this.indexOf(id)
    if (at < 0) return
    this.messages.splice(at, 1)
    this.marked.delete(id)
    if (this.selected === id) this.selected = (this.messages[at] ?? this.messages[at - 1])?.id
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

  #letGo(): void {
    const surplus = this.messages.length - MOST_KEPT
    if (surplus <= 0) return
    this.messages.splice(0, surplus)
    this.atStart = false
  }
}

/** The order of a conversation, the same for all: by stamp, then by id. */
export function inOrder(a: Message, b: Message): number {
  return a.stamp - b.stamp || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
}

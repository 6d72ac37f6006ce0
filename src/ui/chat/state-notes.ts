/**
 * Tells how far one's own messages have come, without repainting: short lines, gathered for a moment, so that a message that is
 * delivered and read at once, or fifty that go out when a friend returns, take one line.
 */
import type { Message, MessageId, OwnState } from '../../node/messenger.ts'
import { type Look, STATE_MARKS, snippet } from './lines.ts'

const ORDER: OwnState[] = ['queued', 'relayed', 'delivered', 'read']
/** Own messages whose text is remembered, to say which one was meant. */
const REMEMBERED = 500
/** Cells of a message's text that say which one is meant. */
const QUOTED = 24

interface Known {
  conversation: string
  type: Message['type']
  text: string
  state: OwnState
}

export class StateNotes {
  readonly #look: Look
  readonly #known = new Map<MessageId, Known>()
  /** The last own message of each conversation: what is said without naming a message means this one. */
  readonly #latest = new Map<string, MessageId>()
  readonly #news = new Map<MessageId, { conversation: string; state: OwnState }>()

  constructor(look: Look) {
    this.#look = look
  }

  /** Takes in an own message as it is now. */
  know(message: Message): void {
    if (message.state === 'unread') return
    const before = this.#known.get(message.id)
    const state = before !== undefined && rank(before.state) > rank(message.state) ? before.state : message.state
    this.#known.set(message.id, {
      conversation: message.conversation,
      type: message.type,
      text: message.text ?? '',
      state,
    })
    if (message.type === 'text' && before === undefined) this.#latest.set(message.conversation, message.id)
    if (this.#known.size > REMEMBERED) {
      const [oldest] = this.#known.keys()
      if (oldest !== undefined) this.#known.delete(oldest)
    }
  }

  /** Takes in that a message reached a state. */
  reached(id: MessageId, conversation: string, state: OwnState): void {
    const known = this.#known.get(id)
    if (known !== undefined) {
      if (known.type !== 'text' || rank(known.state) >= rank(state)) return
      known.state = state
    }
    if (state !== 'queued') this.#news.set(id, { conversation, state })
  }

  get pending(): boolean {
    return this.#news.size > 0
  }

  /** The lines for what was gathered. `open` is the conversation that needs no naming. */
  flush(open: string | undefined, label: (conversation: string) => string): string[] {
    const groups = new Map<string, MessageId[]>()
    for (const [id, { conversation, state }] of this.#news) {
      if ((this.#known.get(id)?.type ?? 'text') !== 'text') continue
      const key = `${state} ${conversation}`
      groups.set(key, [...(groups.get(key) ?? []), id])
    }
    const lines = [...groups.values()].map(ids => this.#line(ids, open, label))
    this.#news.clear()
    return lines
  }

  #line(ids: MessageId[], open: string | undefined, label: (conversation: string) => string): string {
    const { chat } = this.#look.texts
    const [id = ''] = ids
    const news = this.#news.get(id)
    if (news === undefined || news.state === 'queued') return ''
    const text = this.#known.get(id)?.text
    const isLatest = this.#latest.get(news.conversation) === id
    let what = ''
    if (ids.length > 1 || text === undefined || text === '') what = chat.stateOfMany(ids.length)
    else if (!isLatest) what = chat.stateOfOne(snippet(text, QUOTED))
    const who = news.conversation === open ? '' : `${label(news.conversation)}: `
    return this.#look.paint.dim(`  ${STATE_MARKS[news.state]} ${who}${chat.state[news.state](what)}`)
  }
}

function rank(state: OwnState): number {
  return ORDER.indexOf(state)
}

/**
 * What happened to messages that were shown. Nothing on the screen is redrawn: a line says what happened, and names the message by its number.
 * What a command did and the event about it are one thing, told once.
 */
import type { Message, MessageChange, MessageId } from '../../node/messenger.ts'
import { reactionsText } from '../text/message-parts.ts'
import type { MessageCodes } from './codes.ts'
import { type Look, messageLines, messageLook, snippet } from './lines.ts'
import type { People } from './people.ts'

/** Messages of which is remembered what was told last. */
const REMEMBERED = 500
/** Cells of a text that say which message is meant. */
const QUOTED = 24

export class ChangeNotes {
  readonly #look: Look
  readonly #people: People
  readonly #codes: MessageCodes
  readonly #told = new Map<MessageId, string>()

  constructor(look: Look, people: People, codes: MessageCodes) {
    this.#look = look
    this.#people = people
    this.#codes = codes
  }

  /** @param where - what to call the conversation where it is not the open one */
  lines(change: MessageChange, message: Message, where: string | undefined): string[] {
    if (this.#known(change, message)) return []
    const { texts, paint } = this.#look
    const { chat } = texts
    // What was never shown here needs no retraction.
    const shown = this.#codes.has(message.id)
    if (!shown && where === undefined && change !== 'edited') return []
    const name = messageLook(this.#look, this.#people).nameOf(message.from)
    const which = shown ? `[${this.#codes.of(message.id)}]` : chat.aMessage
    // The other of two in a conversation names it.
    const named = where === undefined || (message.kind === 'direct' && !message.own)
    const told = named ? name : name + texts.common.aside(where)
    switch (change) {
      case 'edited':
        return [
          paint.dim(`* ${chat.edited(told, which)}`),
          ...messageLines(message, this.#people, this.#look, this.#codes),
        ]
      case 'recalled':
        return [paint.dim(`* ${chat.recalled(told, which)}`)]
      case 'reacted': {
        const reactions = reactionsText(message, messageLook(this.#look, this.#people))
        // Elsewhere only what is said of one's own messages is news.
        if (where !== undefined && !message.own) return []
        const text = message.text === undefined ? '' : ` “${snippet(message.text, QUOTED)}”`
        const about = `${where === undefined ? '' : `${where} `}${which}${text}`
        return [`* ${texts.common.labelled(about, reactions || chat.noReactions)}`]
      }
      case 'deleted':
        return shown ? [paint.dim(`* ${chat.deleted(which)}`)] : []
      case 'expired':
        return shown ? [paint.dim(`* ${chat.expired(which)}`)] : []
    }
  }

  #known(change: MessageChange, { id, text, edited, recalled, reactions }: Message): boolean {
    const now = JSON.stringify([change, change === 'reacted' ? reactions : [text, edited, recalled]])
    if (this.#told.get(id) === now) return true
    this.#told.delete(id)
    this.#told.set(id, now)
    if (this.#told.size > REMEMBERED) {
      const [oldest] = this.#told.keys()
      if (oldest !== undefined) this.#told.delete(oldest)
    }
    return false
  }
}

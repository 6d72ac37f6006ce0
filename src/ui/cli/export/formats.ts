/** What an export can look like. Each form is written piece by piece, in order. */

import type { Message } from '../../../node/messenger.ts'
import { jsonText } from '../../../protocol/json-text.ts'
import type { Catalogue } from '../../text/catalogue.ts'
import { displayName } from '../../text/sanitize.ts'
import { day } from '../../text/time.ts'
import { messageLine } from '../message-text.ts'
import { Output } from '../output.ts'
import { Page } from './html.ts'

export type Format = 'json' | 'text' | 'html'

export interface Written {
  begin(): string
  /** @param at - how many came before it */
  message(message: Message, at: number): string
  /** @param count - how many there were */
  end(count: number): string
}

export function formatOf(format: Format, conversation: string, words: Catalogue): Written {
  if (format === 'json') return JSON_LIST
  return format === 'html' ? new Page(conversation, words) : new PlainText(conversation, words)
}

/** One JSON document, `[Message]`; a message is a line. */
const JSON_LIST: Written = {
  begin: () => '[',
  message: (message, at) => `${at === 0 ? '\n' : ',\n'}${jsonText(message)}`,
  end: count => (count === 0 ? ']\n' : '\n]\n'),
}

/** As `history` shows it. */
class PlainText implements Written {
  readonly #conversation: string
  readonly #words: Catalogue
  readonly #out = new Output({ json: false, plain: true })
  #today = ''

  constructor(conversation: string, words: Catalogue) {
    this.#conversation = conversation
    this.#words = words
  }

  begin(): string {
    return `${this.#words.backup.page.title(displayName(this.#conversation, 64))}\n`
  }

  message(message: Message): string {
    const date = day(message.at, this.#words.common)
    const before = date === this.#today ? '' : `\n— ${date}\n`
    this.#today = date
    return `${before}${messageLine(message, this.#words, this.#out).join('\n')}\n`
  }

  end(): string {
    return ''
  }
}

/** Messages as lines for people, oldest first, with a line for each new day. */
import type { Message } from '../../node/messenger.ts'
import type { Catalogue } from '../text/catalogue.ts'
import { displayName, sanitize } from '../text/sanitize.ts'
import type { Output } from './output.ts'
import { gist, shortId } from './people-text.ts'

const TIME_CELLS = 5

export function messageLines(messages: readonly Message[], words: Catalogue, out: Output): string[] {
  const lines: string[] = []
  const day = new Intl.DateTimeFormat(words.common.locale, { dateStyle: 'full' })
  let today = ''
  for (const message of messages) {
    const date = day.format(new Date(message.at))
    if (date !== today) lines.push(out.style(`— ${date}`, 'dim'))
    today = date
    lines.push(...messageLine(message, words, out))
  }
  return lines
}

/** Time, author, text; what follows a line break stands below the text. */
export function messageLine(message: Message, words: Catalogue, out: Output): string[] {
  const author = displayName(message.from.name) || shortId(message.from.peerId)
  const name = message.own ? out.style(author, 'cyan') : out.style(author, 'bold')
  const text = message.type === 'text' ? sanitize(message.text ?? '').trimEnd() : gist(message, words)
  const [first = '', ...rest] = text.split('\n')
  const state = message.own && message.state !== 'unread' ? words.common.ownState[message.state] : ''
  const mark = message.state === 'unread' ? out.style(' •', 'yellow') : state && out.style(`  (${state})`, 'dim')
  const indent = ' '.repeat(TIME_CELLS + 1)
  return [
    `${out.style(clock(message.at), 'dim')} ${name}: ${first}${rest.length === 0 ? mark : ''}`,
    ...rest.map((each, at) => `${indent}${each}${at === rest.length - 1 ? mark : ''}`),
  ]
}

/** Hours and minutes here. */
export function clock(at: string): string {
  const time = new Date(at)
  return `${String(time.getHours()).padStart(2, '0')}:${String(time.getMinutes()).padStart(2, '0')}`
}

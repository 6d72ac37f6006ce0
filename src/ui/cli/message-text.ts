/** Messages as lines for people, oldest first, with a line for each new day. */
import type { Message, MessageAuthor, MessageChange } from '../../node/messenger.ts'
import type { Catalogue } from '../text/catalogue.ts'
import { type MessageLook, notes, quoteLine, textLines } from '../text/message-parts.ts'
import { displayName } from '../text/sanitize.ts'
import { clock, day, moment } from '../text/time.ts'
import type { Output } from './output.ts'
import { gist, shortId } from './people-text.ts'

const TIME_CELLS = 5
/** Digits of an id that are enough to name a message. */
const SHORT_MESSAGE_ID = 8

export interface LinesOptions {
  /** Shows what to type to mean a message. @default false */
  ids?: boolean
}

export function messageLines(
  messages: readonly Message[],
  words: Catalogue,
  out: Output,
  options: LinesOptions = {},
): string[] {
  const lines: string[] = []
  let today = ''
  for (const message of messages) {
    const date = day(message.at, words.common)
    if (date !== today) lines.push(out.style(`— ${date}`, 'dim'))
    today = date
    lines.push(...messageLine(message, words, out, options))
  }
  return lines
}

/** Time, author, text; what it answers stands above, what follows a line break below the text. */
export function messageLine(message: Message, words: Catalogue, out: Output, options: LinesOptions = {}): string[] {
  const look = messageLook(words, out)
  const author = authorName(message.from)
  const name = message.own ? out.style(author, 'cyan') : out.style(author, 'bold')
  const time = out.style(clock(message.at, words.common), 'dim')
  const id = options.ids === true ? `${out.style(shortMessageId(message.id), 'dim')} ` : ''
  const head = `${time} ${id}${name}`
  const behind = notes(message, look)
  if (message.recalled !== undefined)
    return [`${head} ${out.style(words.common.bracketed(words.messages.recalled), 'dim')}${behind}`]
  const quoted = quoteLine(message, look)
  const [first = '', ...rest] = message.type === 'text' ? textLines(message, look) : [gist(message, words)]
  const state = message.own && message.state !== 'unread' ? words.common.ownState[message.state] : ''
  const mark =
    message.state === 'unread'
      ? out.style(' •', 'yellow')
      : state && out.style(`  ${words.common.bracketed(state)}`, 'dim')
  const indent = ' '.repeat(TIME_CELLS + 1)
  const lines = [`${head}: ${first}`, ...rest.map(each => indent + each)]
  lines[lines.length - 1] += behind + mark
  return quoted === undefined ? lines : [quoted, ...lines]
}

/** What happened to a message, as a line, and what it is now. */
export function changed(change: MessageChange, message: Message, words: Catalogue, out: Output): string[] {
  const { messages } = words
  const name = displayName(message.name)
  const author = authorName(message.from)
  const sentence = {
    edited: () => messages.change.edited(author),
    recalled: () => messages.change.recalled(author),
    reacted: () => messages.change.reacted(author, name),
    deleted: () => messages.change.deleted(name),
    expired: () => messages.change.expired(name),
  }[change]()
  const head = `${out.style(clock(Date.now(), words.common), 'dim')} ${out.style(sentence + words.common.aside(shortMessageId(message.id)), 'dim')}`
  return change === 'edited' || change === 'reacted' ? [head, ...messageLine(message, words, out)] : [head]
}

/** What shared parts of messages need of a command's output. */
export function messageLook(words: Catalogue, out: Output): MessageLook {
  return {
    texts: words,
    dim: text => out.style(text, 'dim'),
    mention: text => out.style(text, 'blue'),
    ownMention: text => out.style(text, 'yellow', 'bold'),
    link: (text, uri) => out.link(text, uri),
    nameOf: authorName,
    moment: at => moment(at, words.common),
    columns: out.terminal ? out.columns : Number.POSITIVE_INFINITY,
    now: Date.now,
  }
}

export function authorName({ name, peerId }: MessageAuthor): string {
  return displayName(name) || shortId(peerId)
}

/** The beginning of an id, as it is typed. */
export function shortMessageId(id: string): string {
  return id.slice(0, SHORT_MESSAGE_ID)
}

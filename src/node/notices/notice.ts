/**
 * A notice: what the desktop shows and what the user's command gets. Names and texts come from others, so what is shown is plain and
 * short; and what `notify.content` hides is in no part of it.
 */
import { segments } from '../../protocol/graphemes.ts'
import type { MessageAuthor, MessageType, Timestamp } from '../messenger.ts'
import type { NoticeWords } from './words.ts'

/** Of what: new messages of one conversation, of many at once, a request to be friends, a call that rings. */
export type NoticeKind = 'message' | 'summary' | 'request' | 'call'
export type Content = 'full' | 'name' | 'none'

export interface Notice {
  notice: NoticeKind
  at: Timestamp
  /** For people, plain text. */
  title: string
  /** For people, plain text of a few lines. */
  body: string
  /** New messages; 0 where it is not about messages. */
  count: number
  /** Conversations of a `summary`. */
  conversations?: number
  /** Whether one of the messages mentions this person. */
  mention?: boolean
  /** Not where `notify.content` is `none`, as are the next two. */
  conversation?: string
  /** Of the conversation. */
  name?: string
  from?: MessageAuthor
  /** Of the last message; only where `notify.content` is `full`, as are the next two. */
  id?: string
  type?: MessageType
  /** As it was sent, whole. */
  text?: string
}

/** All that there is to tell, before anything is hidden. */
export type News =
  | {
      notice: 'message'
      count: number
      mention: boolean
      conversation: string
      name: string
      from: MessageAuthor
      id: string
      type: MessageType
      text: string
      /** Nothing of it may be shown, whatever the settings say: the conversation is sealed. */
      hidden: boolean
    }
  | { notice: 'request' | 'call'; name: string; from: MessageAuthor; text: string }
  | { notice: 'summary'; count: number; conversations: number }

const TITLE_CHARS = 64
const BODY_CHARS = 240

export function makeNotice(news: News, content: Content, words: NoticeWords, now: number): Notice {
  const at = new Date(now).toISOString()
  if (news.notice === 'summary') {
    const { count, conversations } = news
    const body = words.summary(count, conversations)
    return { notice: 'summary', at, title: words.nobody, body, count, conversations }
  }
  const title = (content === 'none' ? '' : plain(news.name, TITLE_CHARS)) || words.nobody
  const who = content === 'none' ? {} : { name: news.name, from: news.from }
  if (news.notice !== 'message') {
    const bare = news.notice === 'call' ? words.call : words.request
    const named = news.notice === 'call' ? words.calls : words.asks
    const said = content === 'full' && news.text !== '' ? { text: news.text } : {}
    const shown = [
      content === 'none' ? bare : named,
      ...(said.text === undefined ? [] : [plain(said.text, BODY_CHARS)]),
    ]
    return { notice: news.notice, at, title, body: shown.join('\n'), count: 0, ...who, ...said }
  }
  const { count, mention, conversation, id, type, text } = news
  const full = content === 'full' ? plain([words.kinds[type], text].filter(Boolean).join(' '), BODY_CHARS) : ''
  const lines = [
    ...(count > 1 || full === '' ? [words.messages(count)] : []),
    ...(mention ? [words.mentioned] : []),
    ...(full === '' ? [] : [full]),
  ]
  return {
    ...{ notice: 'message', at, title, body: lines.join('\n'), count, mention },
    ...(content === 'none' ? {} : { conversation }),
    ...who,
    ...(content === 'full' ? { id, type, ...(text === '' ? {} : { text }) } : {}),
  }
}

/** One line without what controls a terminal or turns the direction of the text around, cut at `max` characters as people count them. */
export function plain(text: string, max: number): string {
  // Cut beforehand as well: a text may be long, and one character may have any number of accents.
  const line = text
    .slice(0, max * 16)
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replaceAll(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .trim()
  let shown = ''
  let count = 0
  for (const { segment } of segments(line)) {
    if (++count > max) return `${shown}…`
    shown += segment.slice(0, 16).toWellFormed()
  }
  return shown
}

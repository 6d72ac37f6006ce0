/** How things look as lines. Pure: from objects of the messenger to text, everything from peers sanitized on the way. */
import type { Conversation, Message, OwnState } from '../../node/messenger.ts'
import type { Catalogue } from '../text/catalogue.ts'
import { type MessageLook, notes, quoteLine, textLines } from '../text/message-parts.ts'
import { sanitize } from '../text/sanitize.ts'
import { clock, day, moment, type TimeStyle } from '../text/time.ts'
import { displayWidth, padEnd, truncate } from '../text/width.ts'
import type { MessageCodes } from './codes.ts'
import type { Paint } from './paint.ts'
import type { People, Person } from './people.ts'

/** Marks beside one's own messages, in the order of the states: waiting, at the relay, delivered, read. */
export const STATE_MARKS: Record<OwnState, string> = { queued: '…', relayed: '→', delivered: '✓', read: '✓✓' }
/** Lines of a message after the first are set in, but not so far that nothing fits beside a long name. */
const DEEPEST_INDENT = 16
/** Names in a list stand in one column up to this width. */
const NAME_COLUMN = 24

/** What the look of lines depends on besides their content. */
export interface Look {
  texts: Catalogue
  paint: Paint
  /** Cells of a line on the screen. */
  columns: number
  times: TimeStyle
}

/** One line on which a text of many fits. */
export function snippet(text: string, cells: number): string {
  return truncate(sanitize(text, { lines: 'fold' }), Math.max(8, cells))
}

/** What a message says, of whatever type it is. */
export function messageText(message: Message, people: People, look: Look): string {
  const { chat, common } = look.texts
  if (message.type === 'shake') {
    const other = message.own
      ? sanitize(message.name, { lines: 'fold' })
      : people.label(message.from.peerId, message.from.name)
    return message.own ? chat.shook(chat.you, other) : chat.shook(other, chat.you)
  }
  if (message.call !== undefined) {
    const { media, outcome, duration, session } = message.call
    const where = session === undefined ? '' : common.aside(sanitize(session, { lines: 'fold' }))
    const what = chat.callOutcome(
      `${common.callMedia[media]}${where}`,
      common.callReason[outcome],
      Math.round(duration),
    )
    return chat.called(authorOf(message, people, look), what)
  }
  if (message.recalled !== undefined) return `(${look.texts.messages.recalled})`
  return sanitize(message.text ?? `[${message.type}]`)
}

/** What shared parts of messages need of the line mode. */
export function messageLook(look: Look, people: People): MessageLook {
  const { paint, texts } = look
  return {
    texts,
    dim: paint.dim,
    mention: paint.mention,
    ownMention: paint.notice,
    link: paint.link,
    nameOf: ({ peerId, name }) => (peerId === people.self ? texts.chat.you : people.label(peerId, name)),
    moment: at => moment(at, look.times),
    columns: look.columns,
    now: Date.now,
  }
}

function authorOf(message: Message, people: People, look: Look): string {
  return message.own ? look.texts.chat.you : people.label(message.from.peerId, message.from.name)
}

/**
 * A message in its conversation: what it answers, time, number, author, text, what is said behind it, and the mark of one's own. Shakes
 * and calls name their author themselves.
 *
 * @param codes - gives the number by which the message is named in commands
 */
export function messageLines(message: Message, people: People, look: Look, codes?: MessageCodes): string[] {
  const { paint, texts } = look
  if (message.type === 'shake' || message.type === 'call') {
    return [`${paint.dim(clock(message.at, look.times))} * ${messageText(message, people, look)}`]
  }
  const parts = messageLook(look, people)
  const author = authorOf(message, people, look)
  const code = codes === undefined ? '' : `[${codes.of(message.id)}] `
  const head = `${paint.dim(`${clock(message.at, look.times)} ${code}`.trimEnd())} ${paint.bold(author)}`
  const behind = notes(message, parts)
  const mark = message.own && message.state !== 'unread' ? ` ${paint.dim(STATE_MARKS[message.state])}` : ''
  if (message.recalled !== undefined) return [`${head} ${paint.dim(`(${texts.messages.recalled})`)}${behind}`]
  const quoted = quoteLine(message, parts)
  const [first = '', ...rest] =
    message.type === 'text' ? textLines(message, parts) : messageText(message, people, look).split('\n')
  const width = displayWidth(`${clock(message.at, look.times)} ${code}${author}: `)
  const indent = ' '.repeat(Math.min(width, DEEPEST_INDENT))
  const lines = [`${head}: ${first}`, ...rest.map(line => indent + line)]
  lines[lines.length - 1] += behind + mark
  return quoted === undefined ? lines : [quoted, ...lines]
}

/** Messages with a line at every new day and before the first unread one. */
export function historyLines(messages: Message[], people: People, look: Look, codes?: MessageCodes): string[] {
  const lines: string[] = []
  const unread = messages.filter(message => !message.own && message.state === 'unread').length
  let lastDay = ''
  let marked = false
  for (const message of messages) {
    const today = day(message.at, look.times)
    if (today !== lastDay) lines.push(rule(today, look))
    lastDay = today
    if (!marked && !message.own && message.state === 'unread') {
      lines.push(rule(look.texts.chat.newMessages(unread), look))
      marked = true
    }
    lines.push(...messageLines(message, people, look, codes))
  }
  return lines
}

/** A heading that also a screen reader gets through quickly. */
export function rule(text: string, look: Look): string {
  return look.paint.dim(`── ${text} ──`)
}

/** One line of the list of conversations. */
export function conversationLine(conversation: Conversation, people: People, look: Look): string {
  const { chat, common, messages } = look.texts
  const id = conversation.peerId
  const name = id === undefined ? sanitize(conversation.name, { lines: 'fold' }) : people.label(id, conversation.name)
  const presence = id === undefined ? undefined : people.get(id)?.presence
  const parts = [`  ${look.paint.bold(padEnd(name, NAME_COLUMN))}`]
  if (presence !== undefined) parts.push(padEnd(common.presence[presence], 8))
  if (conversation.unread > 0) parts.push(look.paint.notice(chat.unreadCount(conversation.unread)))
  else if (conversation.markedUnread) parts.push(look.paint.notice(messages.markedUnread))
  if (conversation.mentions > 0) parts.push(look.paint.notice(messages.mentionsYou(conversation.mentions)))
  if (conversation.pinned) parts.push(look.paint.dim(messages.pinned))
  if (conversation.sealed) parts.push(look.paint.dim(look.texts.sealed.mark(conversation.locked)))
  if (conversation.archived) parts.push(look.paint.dim(messages.archived))
  if (isMuted(conversation)) {
    const { mutedUntil } = conversation
    parts.push(
      look.paint.dim(
        mutedUntil === undefined ? messages.mutedForGood : messages.mutedUntil(moment(mutedUntil, look.times)),
      ),
    )
  }
  if (conversation.draft !== undefined) {
    parts.push(look.paint.dim(`[${messages.draft}] ${snippet(conversation.draft, look.columns - NAME_COLUMN - 28)}`))
  } else if (conversation.last !== undefined) {
    const { last } = conversation
    const text = `${last.own ? `${chat.you}: ` : ''}${messageText(last, people, look)}`
    parts.push(look.paint.dim(`${clock(last.at, look.times)} ${snippet(text, look.columns - NAME_COLUMN - 28)}`))
  }
  return parts.join(' ')
}

/** Whether nothing is to ring for it now: what is muted for a while is not asked about again when that is over. */
export function isMuted({ muted, mutedUntil }: Conversation): boolean {
  return muted && (mutedUntil === undefined || Date.parse(mutedUntil) > Date.now())
}

/** One line of a list of people: name, what applies to them, and the beginning of the peer id. */
export function personLine(person: Person, people: People, look: Look): string {
  const { chat, common } = look.texts
  const notes: string[] = []
  if (person.state !== undefined && person.state !== 'friend') notes.push(common.friendState[person.state])
  if (person.state === 'friend') notes.push(common.friendState.friend)
  if (person.verified) notes.push(chat.verified)
  // Of strangers the node does not follow whether they are there; that they are listed says enough.
  const followed = person.state === 'friend' || person.presence !== 'offline'
  if (followed && person.presence === 'offline' && person.lastSeen !== undefined)
    notes.push(chat.lastSeen(moment(person.lastSeen, look.times)))
  if (person.status !== undefined && person.status !== '') notes.push(`“${snippet(person.status, 40)}”`)
  const name = look.paint.bold(padEnd(people.label(person.peerId), NAME_COLUMN))
  const id = look.paint.dim(people.prefix(person.peerId))
  return `  ${name} ${padEnd(followed ? common.presence[person.presence] : '', 8)} ${[id, ...notes].join(' · ')}`
}

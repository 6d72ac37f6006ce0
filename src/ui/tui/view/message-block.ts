/**
 * One message as rows: a line at a new day and before the first unread one, its author where that is not the one before, what it answers, its
 * text, what is said behind it. Pure, and remembered for each message as long as nothing of it changed: a screen of messages costs a look-up each.
 */
import type { Message, MessageAuthor } from '../../../node/messenger.ts'
import { type Look as LineLook, messageText } from '../../chat/lines.ts'
import { plainPaint } from '../../chat/paint.ts'
import { type TextPart, textParts } from '../../text/message-parts.ts'
import { displayName, sanitize } from '../../text/sanitize.ts'
import { clock, day, dayKey, moment } from '../../text/time.ts'
import { displayWidth, truncate } from '../../text/width.ts'
import type { Intent } from '../actions/action.ts'
import { type Line, mix, type Span, type Style } from '../frame/style.ts'
import { wrap } from '../frame/wrap.ts'
import type { State } from '../state/state.ts'
import { nameStyle } from '../theme/theme.ts'
import type { Look } from './look.ts'

export interface BlockRow {
  readonly line: Line
  /** Belongs to the message, and is marked with it; rules do not. */
  readonly own: boolean
  /** What a click means beside selecting the message. */
  readonly press?: Intent
}

/** Rows of a text that are shown before one asks for the rest. */
const MOST_ROWS = 40
/** Minutes after which an author is named again. */
const SAME_BREATH_MS = 3 * 60_000
const INDENT = 2
/** Names in the compact density stand in a column of at most this width. */
const COMPACT_NAME = 14
const NAMED_REACTIONS = 3

export interface BlockContext {
  readonly state: State
  readonly look: Look
  /** Cells of a row. */
  readonly width: number
}

/** All that the rows of a message were made of. A look is another one where a setting changed. */
interface Making {
  readonly before: Message | undefined
  readonly look: Look
  readonly width: number
  readonly unread: boolean
  readonly expanded: boolean
  readonly left: number
  readonly label: string
}

const remembered = new WeakMap<Message, { made: Making; rows: readonly BlockRow[] }>()

/** @param before - the message above it, in memory */
export function messageBlock(
  message: Message,
  before: Message | undefined,
  context: BlockContext,
): readonly BlockRow[] {
  const { state, look, width } = context
  const timeline = state.open?.timeline
  const unread = timeline?.firstUnread === message.id
  const expanded = timeline?.expanded.has(message.id) === true
  const left = message.expiresAt === undefined ? 0 : secondsLeft(message, state.now)
  const label = state.people.label(message.from.peerId)
  const made = { before, look, width, unread, expanded, left, label }
  const known = remembered.get(message)
  if (known !== undefined && sameMaking(known.made, made)) return known.rows
  // Comparing days is dear, and done only where something changed.
  const follows = before !== undefined && dayKey(before.at, look.times) === dayKey(message.at, look.times)
  const grouped = follows && !unread && sameBreath(before, message)
  const { density, theme, words } = look
  const rows: BlockRow[] = []
  if (!follows) rows.push(rule(day(message.at, look.times), theme.dim, context))
  if (unread) rows.push(rule(words.tui.messages.newOnes, theme.notice, context))
  rows.push(
    ...(density === 'compact' ? compact(message, expanded, context) : comfortable(message, grouped, expanded, context)),
  )
  remembered.set(message, { made, rows })
  return rows
}

function sameMaking(one: Making, other: Making): boolean {
  return (
    one.before === other.before &&
    one.look === other.look &&
    one.width === other.width &&
    one.unread === other.unread &&
    one.expanded === other.expanded &&
    one.left === other.left &&
    one.label === other.label
  )
}

function sameBreath(before: Message, message: Message): boolean {
  return (
    before.from.peerId === message.from.peerId &&
    plain(before) &&
    plain(message) &&
    Math.abs(Date.parse(message.at) - Date.parse(before.at)) < SAME_BREATH_MS
  )
}

const plain = ({ type }: Message): boolean => type !== 'shake' && type !== 'call' && type !== 'system'

function comfortable(message: Message, grouped: boolean, expanded: boolean, context: BlockContext): BlockRow[] {
  const { look } = context
  const { theme } = look
  if (!plain(message)) return system(message, context)
  const head: Span[] = [
    { text: nameOf(message.from, context), style: message.own ? theme.ownName : nameStyle(theme, message.from.peerId) },
    { text: `  ${clock(message.at, look.times)}`, style: theme.dim },
  ]
  const margin: Line = [{ text: ' '.repeat(INDENT), style: theme.text }]
  const body = bodyRows(message, expanded, context.width - INDENT - 1, context)
  return [
    ...(grouped ? [] : [{ line: head, own: true }]),
    ...body.map(row => ({ ...row, line: [...margin, ...row.line] })),
  ]
}

function compact(message: Message, expanded: boolean, context: BlockContext): BlockRow[] {
  const { look } = context
  const { theme } = look
  if (!plain(message)) return system(message, context)
  const name = truncate(nameOf(message.from, context), COMPACT_NAME)
  const time = `${clock(message.at, look.times)} `
  const gutter = displayWidth(time) + displayWidth(name) + 1
  const body = bodyRows(message, expanded, Math.max(8, context.width - gutter - 1), context)
  const head: Line = [
    { text: time, style: theme.dim },
    { text: name, style: message.own ? theme.ownName : nameStyle(theme, message.from.peerId) },
    { text: ' ', style: theme.text },
  ]
  const margin: Line = [{ text: ' '.repeat(gutter), style: theme.text }]
  return body.map((row, at) => ({ ...row, line: [...(at === 0 ? head : margin), ...row.line] }))
}

/** Shakes, calls, what the program says: they name their author themselves. */
function system(message: Message, context: BlockContext): BlockRow[] {
  const { look } = context
  const sign = message.type === 'shake' ? look.signs.shake : message.type === 'call' ? look.signs.call : '*'
  const text = messageText(message, context.state.people, lineLook(context))
  const line: Line = [
    { text: `${clock(message.at, look.times)} `, style: look.theme.dim },
    { text: `${sign} ${text.replaceAll('\n', ' ')}`, style: look.theme.system },
  ]
  return wrap(line, context.width - 1).map(each => ({ line: each, own: true }))
}

function bodyRows(message: Message, expanded: boolean, width: number, context: BlockContext): BlockRow[] {
  const { look } = context
  const { theme, words } = look
  const cells = Math.max(1, width)
  const rows: BlockRow[] = []
  const quoted = quote(message, cells, context)
  if (quoted !== undefined) rows.push(quoted)
  if (message.recalled !== undefined) {
    rows.push({ line: [{ text: words.common.bracketed(words.messages.recalled), style: theme.system }], own: true })
    return rows
  }
  const lines = contentLines(message, context).flatMap(line => wrap(line, cells))
  const shown = expanded || lines.length <= MOST_ROWS + 2 ? lines : lines.slice(0, MOST_ROWS)
  rows.push(...shown.map(line => ({ line, own: true })))
  if (shown.length < lines.length) {
    const more = words.tui.messages.moreLines(lines.length - shown.length)
    rows.push({
      line: [
        { text: more, style: theme.link },
        { text: `  ${look.keyOf('message.expand')}`, style: theme.key },
      ],
      own: true,
      press: { action: 'message.expand', target: message.id },
    })
  }
  return behind(rows, message, cells, context)
}

/** What the message says, before it is wrapped. */
function contentLines(message: Message, context: BlockContext): Line[] {
  const { look } = context
  const { theme, words } = look
  if (message.type !== 'text')
    return [
      [
        {
          text: `[${words.tui.messages.kinds[message.type]}] ${sanitize(message.text ?? '', { lines: 'fold' })}`,
          style: theme.system,
        },
      ],
    ]
  const { forwarded } = message
  const say = (text: string): Line[] =>
    textParts(message, text).map(line => line.map(part => ({ text: part.text, style: partStyle(part, look) })))
  if (forwarded === undefined || forwarded.length === 0) return say(message.text ?? '')
  const [only] = forwarded
  if (only !== undefined && forwarded.length === 1) {
    return [
      [
        {
          text: `» ${words.messages.forwardedOne(displayName(only.from.name), moment(only.at, look.times))}`,
          style: theme.quote,
        },
      ],
      ...say(only.text),
    ]
  }
  return [
    [{ text: `» ${words.messages.forwardedMany(forwarded.length)}`, style: theme.quote }],
    ...forwarded.flatMap(({ from, at, text }): Line[] => [
      [
        {
          text: `» ${words.messages.forwardedItem(displayName(from.name), moment(at, look.times))}`,
          style: theme.quote,
        },
      ],
      ...say(text),
    ]),
  ]
}

function partStyle({ part, uri }: TextPart, { theme }: Look): Style {
  if (part === 'link') return uri === undefined ? theme.link : mix(theme.link, { link: uri })
  return part === 'plain' ? theme.text : theme[part]
}

function quote({ id, replyTo }: Message, cells: number, context: BlockContext): BlockRow | undefined {
  if (replyTo === undefined) return undefined
  const { look } = context
  const { theme, signs, words } = look
  const name = replyTo.from === undefined ? '' : `${nameOf(replyTo.from, context)}: `
  const said =
    replyTo.text === undefined
      ? words.common.bracketed(words.messages.quotedGone)
      : sanitize(replyTo.text, { lines: 'fold' })
  const text = truncate(`${signs.quote} ${name}${said}`, cells)
  return { line: [{ text, style: theme.quote }], own: true, press: { action: 'message.jump', target: id } }
}

/** Adds what is said behind a message: its state on the last row where it fits; edits, reactions and time limits below. */
function behind(rows: BlockRow[], message: Message, cells: number, context: BlockContext): BlockRow[] {
  const { look } = context
  const { theme, signs, words } = look
  const notes: Span[] = []
  const note = (text: string, style: Style): void => {
    notes.push({ text: notes.length === 0 ? text : `  ${text}`, style })
  }
  if (message.edited !== undefined) note(words.common.bracketed(words.messages.edited), theme.dim)
  if (message.own && message.state !== 'unread')
    note(signs.state[message.state], message.state === 'read' ? theme.read : theme.dim)
  const timer = vanishing(message, context)
  if (timer !== '') note(timer, theme.dim)
  const last = rows.at(-1)
  const wide = notes.reduce((sum, { text }) => sum + displayWidth(text), 0)
  if (wide > 0 && last !== undefined && lineWidth(last.line) + 1 + wide <= cells) {
    rows[rows.length - 1] = { ...last, line: [...last.line, { text: ' ', style: theme.text }, ...notes] }
  } else if (wide > 0) rows.push({ line: notes, own: true })
  const reactions = reactionLine(message, context)
  if (reactions.length > 0) {
    for (const line of wrap(reactions, cells))
      rows.push({ line, own: true, press: { action: 'message.react', target: message.id } })
  }
  return rows
}

function reactionLine({ reactions = [] }: Message, context: BlockContext): Line {
  const { theme, words } = context.look
  return reactions.flatMap(({ emoji, from, own }, at): Span[] => {
    const names = from.slice(0, NAMED_REACTIONS).map(author => nameOf(author, context))
    const more = from.length > NAMED_REACTIONS ? ` +${from.length - NAMED_REACTIONS}` : ''
    return [
      { text: `${at === 0 ? '' : '   '}${displayName(emoji)} `, style: theme.text },
      { text: words.common.list(names) + more, style: own ? theme.good : theme.dim },
    ]
  })
}

function vanishing(message: Message, { look, state }: BlockContext): string {
  const { messages, cli } = look.words
  if (message.expiresAt !== undefined)
    return `${look.signs.timer} ${messages.vanishesIn(cli.duration(secondsLeft(message, state.now)))}`
  return message.timer === undefined
    ? ''
    : `${look.signs.timer} ${messages.vanishesOnceRead(cli.duration(message.timer))}`
}

function secondsLeft({ expiresAt = '' }: Message, now: number): number {
  return Math.max(0, Math.ceil((Date.parse(expiresAt) - now) / 1_000))
}

export function lineWidth(line: Line): number {
  return line.reduce((sum, { text }) => sum + displayWidth(text), 0)
}

function nameOf({ peerId, name }: MessageAuthor, { state, look }: BlockContext): string {
  return peerId === state.me.peerId ? look.words.chat.you : state.people.label(peerId, name)
}

function rule(text: string, style: Style, { look, width }: BlockContext): BlockRow {
  const { signs } = look
  const room = Math.max(0, width - 1 - displayWidth(text) - 2)
  const left = Math.min(3, Math.floor(room / 2))
  const line = `${signs.rule.repeat(left)} ${truncate(text, Math.max(1, width - 3))} ${signs.rule.repeat(Math.max(0, room - left))}`
  return { line: [{ text: line, style }], own: false }
}

function lineLook({ look, width }: BlockContext): LineLook {
  return {
    texts: look.words,
    paint: plainPaint,
    columns: width,
    times: look.times,
  }
}

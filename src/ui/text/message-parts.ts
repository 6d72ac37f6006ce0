/**
 * What a message looks like, whichever front end shows it: the line it answers, its text with mentions and links made to stand out, and what
 * is to be said behind it. Pure, and everything from peers passes `sanitize` here; colours and names are the front end's.
 *
 * A text cannot pass for what is not a text: the first six cells of a line are the front end's (time, or the arrow of a quoted line), and a
 * recalled message has no colon behind its author.
 */
import type { Message, MessageAuthor, MessageReaction } from '../../node/messenger.ts'
import type { Catalogue } from './catalogue.ts'
import { openableUri, spellings } from './link.ts'
import { displayName, sanitize } from './sanitize.ts'
import { truncate } from './width.ts'

export interface MessageLook {
  texts: Catalogue
  dim(text: string): string
  /** Somebody is named. */
  mention(text: string): string
  /** The reader is named. */
  ownMention(text: string): string
  link(text: string, uri: string): string
  /** How somebody is called here; safe to print. */
  nameOf(author: MessageAuthor): string
  /** Date and time in few characters. */
  moment(at: string): string
  /** Cells of a line. */
  columns: number
  /** Milliseconds since 1970. */
  now(): number
}

/** Stands in the cells where other lines have their time. */
const QUOTE_GUTTER = '    ↱ '
/** Names of those who reacted alike; the others are counted. */
const NAMED_REACTIONS = 3
const MIN_QUOTE_CELLS = 20

/** The line above an answer: whom and what it answers. */
export function quoteLine({ replyTo }: Message, look: MessageLook): string | undefined {
  if (replyTo === undefined) return undefined
  const { from, text } = replyTo
  const name = from === undefined ? '' : `${look.nameOf(from)}: `
  const said =
    text === undefined ? look.texts.common.bracketed(look.texts.messages.quotedGone) : sanitize(text, { lines: 'fold' })
  const room = Math.max(MIN_QUOTE_CELLS, look.columns - QUOTE_GUTTER.length)
  return look.dim(QUOTE_GUTTER + truncate(name + said, room))
}

/** The lines of a text message that is there. */
export function textLines(message: Message, look: MessageLook): string[] {
  const { forwarded } = message
  if (forwarded === undefined || forwarded.length === 0) return styled(message, message.text ?? '', look)
  const { messages } = look.texts
  const [only, ...others] = forwarded
  if (only !== undefined && others.length === 0) {
    const head = messages.forwardedOne(displayName(only.from.name), look.moment(only.at))
    return [look.dim(`» ${head}`), ...styled(message, only.text, look)]
  }
  return [
    look.dim(`» ${messages.forwardedMany(forwarded.length)}`),
    ...forwarded.flatMap(({ from, at, text }) => {
      const head = look.dim(`» ${messages.forwardedItem(displayName(from.name), look.moment(at))}:`)
      const [first = '', ...rest] = styled(message, text, look)
      return [`${head} ${first}`, ...rest.map(line => `  ${line}`)]
    }),
  ]
}

/** What is said behind a message: edited, reactions, when it disappears. Empty where there is nothing to say. */
export function notes(message: Message, look: MessageLook): string {
  const { messages } = look.texts
  const said = [
    ...(message.edited === undefined || message.recalled !== undefined
      ? []
      : [look.dim(look.texts.common.bracketed(messages.edited))]),
    ...(message.reactions === undefined ? [] : [reactionsText(message, look)]),
    ...(message.recalled === undefined ? vanishing(message, look) : []),
  ]
  return said.length === 0 ? '' : `  ${said.join('  ')}`
}

/** Who reacted how. */
export function reactionsText({ reactions = [] }: Message, look: MessageLook): string {
  return reactions.map(each => reactionText(each, look)).join(' · ')
}

function reactionText({ emoji, from }: MessageReaction, look: MessageLook): string {
  const names = from.slice(0, NAMED_REACTIONS).map(author => look.nameOf(author))
  const more = from.length > NAMED_REACTIONS ? ` +${from.length - NAMED_REACTIONS}` : ''
  return `${displayName(emoji)} ${look.dim(look.texts.common.list(names) + more)}`
}

function vanishing({ timer, expiresAt }: Message, look: MessageLook): string[] {
  const { messages, cli } = look.texts
  if (expiresAt !== undefined) {
    const left = Math.max(0, Math.ceil((Date.parse(expiresAt) - look.now()) / 1_000))
    return [look.dim(`⧗ ${messages.vanishesIn(cli.duration(left))}`)]
  }
  return timer === undefined ? [] : [look.dim(`⧗ ${messages.vanishesOnceRead(cli.duration(timer))}`)]
}

/** Whether a message says the reader's name. Of two in a conversation, who is named and is not the author is the reader. */
export function meansReader(message: Message): boolean {
  return !message.own && (message.mentions ?? []).some(each => each.peerId !== message.from.peerId)
}

interface Mark {
  text: string
  /** What may not follow, as a regular expression. */
  unless: string
  part: 'mention' | 'ownMention' | 'link'
  uri?: string
}

const UNSPACED = '[\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Hangul}\\p{sc=Thai}]'
/** Where words are spaced, a name ends where its word does. */
const WORD_GOES_ON = `(?!(?!${UNSPACED})[\\p{L}\\p{N}])`
const ENDS_UNSPACED = new RegExp(`${UNSPACED}$`, 'u')

/** A piece of a text: as it is, a name, the reader's name, or a link. */
export interface TextPart {
  readonly text: string
  readonly part: 'plain' | 'mention' | 'ownMention' | 'link'
  /** Where a link leads. */
  readonly uri?: string
}

/** A text from a peer, safe, in lines, with names and links as parts of their own. */
export function textParts(message: Message, text: string): TextPart[][] {
  const lines = sanitize(text).trimEnd().split('\n')
  const marks = [...linkMarks(message), ...mentionMarks(message)]
  const mark = marks.length === 0 ? undefined : marker(marks)
  return lines.map(line => mark?.(line) ?? [{ text: line, part: 'plain' }])
}

/** A text from a peer, safe, with names and links made to stand out, in lines. */
function styled(message: Message, text: string, look: MessageLook): string[] {
  return textParts(message, text).map(line => line.map(part => styledPart(part, look)).join(''))
}

function styledPart({ text, part, uri }: TextPart, look: MessageLook): string {
  if (part === 'link' && uri !== undefined) return look.link(text, uri)
  return part === 'mention' || part === 'ownMention' ? look[part](text) : text
}

function linkMarks({ links = [] }: Message): Mark[] {
  return links.flatMap(url => {
    const uri = openableUri(url)
    if (uri === undefined) return []
    return spellings(url).map((text): Mark => ({ text, unless: '', part: 'link', uri }))
  })
}

function mentionMarks({ mentions = [], from, own }: Message): Mark[] {
  return mentions.map(({ peerId, name }) => {
    const reader = own ? peerId === from.peerId : peerId !== from.peerId
    const text = `@${sanitize(name, { lines: 'fold' })}`
    return { text, unless: ENDS_UNSPACED.test(text) ? '' : WORD_GOES_ON, part: reader ? 'ownMention' : 'mention' }
  })
}

/** Marks what is found from left to right, the longest first; each place once. */
function marker(marks: readonly Mark[]): (line: string) => TextPart[] {
  const longestFirst = [...marks].sort((a, b) => b.text.length - a.text.length)
  const sought = longestFirst.map(({ text, unless }) => literally(text) + unless).join('|')
  const pattern = new RegExp(sought, 'giu')
  const fold = (text: string): string => text.toLocaleLowerCase()
  const found = new Map(longestFirst.map(mark => [fold(mark.text), mark]))
  return line => {
    const parts: TextPart[] = []
    let from = 0
    for (const { 0: text, index } of line.matchAll(pattern)) {
      const mark = found.get(fold(text))
      if (mark === undefined) continue
      if (index > from) parts.push({ text: line.slice(from, index), part: 'plain' })
      parts.push({ text, part: mark.part, ...(mark.uri !== undefined && { uri: mark.uri }) })
      from = index + text.length
    }
    if (from < line.length || parts.length === 0) parts.push({ text: line.slice(from), part: 'plain' })
    return parts
  }
}

function literally(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
}

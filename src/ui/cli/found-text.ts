/** What a search found, for people: where and when it was said, by whom, and what fits. */
import type { Found, Message } from '../../node/messenger.ts'
import type { Catalogue } from '../text/catalogue.ts'
import { displayName, sanitize } from '../text/sanitize.ts'
import { clock, day } from '../text/time.ts'
import { authorName, messageLine, shortMessageId } from './message-text.ts'
import type { Output } from './output.ts'

const INDENT = '  '

/** A line for each conversation and day, below it what was found there. */
export function foundLines(found: readonly Found[], words: Catalogue, out: Output): string[] {
  const lines: string[] = []
  let heading = ''
  for (const each of found) {
    const next = `${displayName(each.name)} — ${day(each.at, words.common)}`
    if (next !== heading || each.before !== undefined) {
      if (lines.length > 0) lines.push('')
      lines.push(out.style(next, 'bold'))
    }
    heading = next
    lines.push(...around(each.before, words, out), ...hit(each, words, out), ...around(each.after, words, out))
  }
  return lines
}

function hit(found: Found, words: Catalogue, out: Output): string[] {
  const author = out.style(authorName(found.from), found.own ? 'cyan' : 'bold')
  const [first = '', ...rest] = marked(found, out).trimEnd().split('\n')
  return [
    `${INDENT}${out.style(clock(found.at, words.common), 'dim')} ${out.style(shortMessageId(found.id), 'dim')} ${author}: ${first}`,
    ...rest.map(line => INDENT + INDENT + line),
  ]
}

/** The text with what fits in it marked; each piece is sanitized, so that nothing a mark splits can come alive. */
function marked({ text = '', matches }: Found, out: Output): string {
  let at = 0
  let shown = ''
  for (const [from, to] of matches) {
    shown += sanitize(text.slice(at, from)) + out.style(sanitize(text.slice(from, to)), 'yellow', 'bold')
    at = to
  }
  return shown + sanitize(text.slice(at))
}

function around(messages: readonly Message[] | undefined, words: Catalogue, out: Output): string[] {
  return (messages ?? []).flatMap(message =>
    messageLine(message, words, out).map(line => out.style(INDENT + line, 'dim')),
  )
}

/**
 * A conversation as one page that needs nothing else: no script, no font, no picture from elsewhere, and a policy that would not let
 * a browser load any. What others wrote is escaped, and kept in its own direction.
 */
import type { Message, MessageAuthor } from '../../../node/messenger.ts'
import type { Catalogue } from '../../text/catalogue.ts'
import { displayName } from '../../text/sanitize.ts'
import { clock, day, moment } from '../../text/time.ts'
import { gist, shortId } from '../people-text.ts'
import { escaped, linkTarget, shown, shownLine } from './escape.ts'
import type { Written } from './formats.ts'
import { STYLE } from './style.ts'

const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

export class Page implements Written {
  readonly #conversation: string
  readonly #words: Catalogue
  #today = ''

  constructor(conversation: string, words: Catalogue) {
    this.#conversation = conversation
    this.#words = words
  }

  begin(): string {
    const { page } = this.#words.backup
    const title = page.title(displayName(this.#conversation, 64))
    return `<!doctype html>
<html lang="${escaped(this.#words.common.locale)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escaped(POLICY)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${escaped(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<header><h1 dir="auto">${escaped(title)}</h1><p>${escaped(page.about(moment(Date.now(), this.#words.common)))}</p></header>
<main>
`
  }

  message(message: Message): string {
    const { page } = this.#words.backup
    const date = day(message.at, this.#words.common)
    const heading = date === this.#today ? '' : `<h2>${escaped(date)}</h2>\n`
    this.#today = date
    const id = anchorOf(message.id)
    const marks = [
      message.edited === undefined ? '' : this.#mark(page.edited, message.edited),
      message.expiresAt === undefined
        ? ''
        : `<span class="mark">${escaped(page.disappears(moment(message.expiresAt, this.#words.common)))}</span>`,
    ].join('')
    return `${heading}<article id="${id}"${message.own ? ' class="own"' : ''}>
<p class="head">${this.#author(message.from)} <a href="#${id}"><time datetime="${escaped(message.at)}">${escaped(clock(message.at, this.#words.common))}</time></a>${marks}</p>
${this.#quote(message)}${this.#body(message)}${this.#foot(message)}</article>
`
  }

  end(count: number): string {
    return `</main>
<footer><p>${escaped(this.#words.backup.page.end(count))}</p></footer>
</body>
</html>
`
  }

  #author({ peerId, name }: MessageAuthor): string {
    // Who shares a name with somebody else is told apart by the peer id that the name shows when pointed at.
    return `<bdi class="from" title="${shownLine(peerId)}">${escaped(this.#nameOf({ peerId, name }))}</bdi>`
  }

  #nameOf({ peerId, name }: MessageAuthor): string {
    return displayName(name, 64) || shortId(peerId)
  }

  #mark(word: string, at: string): string {
    return ` <span class="mark" title="${escaped(moment(at, this.#words.common))}">${escaped(word)}</span>`
  }

  #quote({ replyTo }: Message): string {
    if (replyTo === undefined) return ''
    const who = this.#words.backup.page.inReplyTo(replyTo.from === undefined ? '…' : this.#nameOf(replyTo.from))
    const text = replyTo.text === undefined ? '' : ` <span dir="auto">${shownLine(replyTo.text)}</span>`
    return `<p class="quote"><a href="#${anchorOf(replyTo.id)}"><bdi>${escaped(who)}</bdi></a>${text}</p>\n`
  }

  #body(message: Message): string {
    const { page } = this.#words.backup
    if (message.recalled !== undefined) return `<p class="note">${escaped(this.#words.messages.recalled)}</p>\n`
    if (message.forwarded !== undefined && message.forwarded.length > 0) {
      return message.forwarded
        .map(
          ({ from, at, text }) =>
            `<blockquote><p class="head"><bdi>${escaped(page.forwarded(this.#nameOf(from)))}</bdi> <time datetime="${escaped(at)}">${escaped(moment(at, this.#words.common))}</time></p>
<p class="text" dir="auto">${linked(text, message.links ?? [])}</p></blockquote>\n`,
        )
        .join('')
    }
    if (message.type !== 'text') return `<p class="note" dir="auto">${escaped(gist(message, this.#words))}</p>\n`
    return `<p class="text" dir="auto">${linked(message.text ?? '', message.links ?? [])}</p>\n`
  }

  #foot(message: Message): string {
    const reactions = (message.reactions ?? []).map(({ emoji, from }) => {
      const names = from.map(each => this.#nameOf(each)).join(', ')
      return `<li title="${escaped(names)}"><span>${shownLine(emoji)}</span> <bdi>${escaped(names)}</bdi></li>`
    })
    return reactions.length === 0 ? '' : `<ul class="reactions">${reactions.join('')}</ul>\n`
  }
}

/** Ids are hexadecimal; what is not would not be one of ours. */
function anchorOf(id: string): string {
  return `m${id.replaceAll(/[^0-9a-f]/g, '')}`
}

/** The text with its addresses made links, each where it stands. */
function linked(text: string, links: readonly string[]): string {
  let html = ''
  let rest = text
  for (const link of links) {
    const at = rest.indexOf(link)
    const target = linkTarget(link)
    if (at === -1 || target === undefined) continue
    html += `${shown(rest.slice(0, at))}<a href="${target}" rel="noopener noreferrer">${shown(link)}</a>`
    rest = rest.slice(at + link.length)
  }
  return html + shown(rest)
}

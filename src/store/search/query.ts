/**
 * What somebody looks for. A query falls into *parts* at its spaces, and a text must fit all of them: each word begins a word of the
 * text, a run of a script without spaces occurs as it is, and what is written together (`user@example.com`, `3月5日`) stands together.
 * Quotes make one part of several words, which then must be there whole. A query without any letter, digit or emoji is looked for as
 * it stands.
 */

import { EarshotError } from '../../protocol/errors.ts'
import { phrase } from '../../protocol/phrase.ts'
import { fold, type Token, tokens } from './terms.ts'

/** Words, runs and emoji of one query. */
const MAX_TOKENS = 64

export interface Part {
  readonly tokens: readonly Token[]
  /** The last token is a word of which only the beginning may be given. */
  readonly open: boolean
}

export interface Query {
  readonly parts: readonly Part[]
  /** Where there is no part: folded, it must occur. */
  readonly literal: string
}

/** Reads what somebody typed. `invalid` where there is nothing to look for, or far too much. */
export function parseQuery(text: string): Query {
  const parts: Part[] = []
  let literal = ''
  for (const [whole, ...groups] of text.matchAll(/"([^"]*)"|“([^”]*)”|[^\s"“]+|["“]/gu)) {
    const quoted = groups.find(group => group !== undefined)
    const folded = fold(quoted ?? whole)
    const found = [...tokens(folded)]
    const last = found.at(-1)
    if (last === undefined) {
      if (literal === '' && folded.trim() !== '') literal = folded.trim()
      continue
    }
    const open = quoted === undefined && last.kind === 'word' && last.at + last.text.length === folded.length
    parts.push({ tokens: found, open })
  }
  if (parts.length === 0 && literal === '')
    throw new EarshotError('invalid', 'there is nothing to look for', 'give a word, or a part of one')
  if (parts.reduce((sum, part) => sum + part.tokens.length, 0) > MAX_TOKENS)
    throw new EarshotError('invalid', phrase`a search takes at most ${MAX_TOKENS} words`, 'look for a part of it')
  return { parts, literal }
}

/** Where something fits: from, up to, in UTF-16 units of the folded text. */
export type Span = readonly [from: number, to: number]

/** Whether a text fits a query. */
export function fits(query: Query, text: string): boolean {
  const folded = fold(text)
  if (query.parts.length === 0) return folded.includes(query.literal)
  // Most of what does not fit lacks one of the words altogether.
  if (!query.parts.every(part => part.tokens.every(token => folded.includes(token.text)))) return false
  const found = [...tokens(folded)]
  return query.parts.every(part => !spansOf(part, found).next().done)
}

/** Everything in a folded text that a query asks for, in order, without overlaps. */
export function spans(query: Query, folded: string): Span[] {
  const found = query.parts.length === 0 ? [] : [...tokens(folded)]
  const all = query.parts.flatMap(part => [...spansOf(part, found)])
  if (query.parts.length === 0) {
    for (let at = folded.indexOf(query.literal); at >= 0; at = folded.indexOf(query.literal, at + query.literal.length))
      all.push([at, at + query.literal.length])
  }
  const merged: [number, number][] = []
  for (const [from, to] of all.sort((a, b) => a[0] - b[0])) {
    const last = merged.at(-1)
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to)
    else merged.push([from, to])
  }
  return merged
}

function* spansOf(part: Part, found: readonly Token[]): Generator<Span> {
  const [only] = part.tokens
  if (part.tokens.length === 1 && only !== undefined && only.kind !== 'word') {
    for (const token of found) {
      if (token.kind !== only.kind) continue
      for (let at = token.text.indexOf(only.text); at >= 0; at = token.text.indexOf(only.text, at + only.text.length))
        yield [token.at + at, token.at + at + only.text.length]
    }
    return
  }
  for (let i = 0; i + part.tokens.length <= found.length; i++) {
    if (part.tokens.every((wanted, j) => fitsAt(part, wanted, j, found[i + j]!))) {
      const [first, last] = [found[i]!, found[i + part.tokens.length - 1]!]
      const from = first.kind === 'word' ? first.at : first.at + first.text.length - part.tokens[0]!.text.length
      yield [from, last.at + part.tokens.at(-1)!.text.length]
    }
  }
}

/** A sequence may begin within a run and end within one, or within a word where that is open; between, it is the text's. */
function fitsAt(part: Part, wanted: Token, place: number, token: Token): boolean {
  if (token.kind !== wanted.kind) return false
  const last = place === part.tokens.length - 1
  if (wanted.kind === 'word') return last && part.open ? token.text.startsWith(wanted.text) : token.text === wanted.text
  if (place === 0) return token.text.endsWith(wanted.text)
  return last ? token.text.startsWith(wanted.text) : token.text === wanted.text
}

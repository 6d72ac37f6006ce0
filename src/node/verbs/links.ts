/** Links in a text: what people mean to be opened. */
import { LinkifyIt } from 'linkify-it'

// Only what says what it is: "e.g.com" and bare file names are no links.
const finder = new LinkifyIt({ fuzzyLink: false, fuzzyEmail: true, fuzzyIP: false }).add('earshot:', {
  validate: (text, at) => /^[A-Za-z0-9_-]{16,}/.exec(text.slice(at))?.[0].length ?? 0,
})
const WWW = /\bwww\.[^\s]+\.[^\s]+/i
const spelled = new LinkifyIt({ fuzzyLink: true, fuzzyEmail: true, fuzzyIP: false })
/** Where words are not spaced a link begins right after one. */
const UNSPACED =
  /(?<=[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}])(?=(?:https?:|ftp:|mailto:|earshot:|www\.))/giu
const MAX_LINKS = 50

/** The URLs of a text, in order, each once; at most 50. */
export function linksIn(text: string): string[] {
  if (!/:|@|www\./i.test(text)) return []
  const spaced = text.replaceAll(UNSPACED, ' ')
  const found = finder.match(spaced) ?? []
  const www = WWW.test(spaced) ? (spelled.match(spaced) ?? []).filter(({ raw }) => /^www\./i.test(raw)) : []
  const inOrder = [...found, ...www].sort((a, b) => a.index - b.index)
  return [...new Set(inOrder.map(({ url }) => url))].slice(0, MAX_LINKS)
}

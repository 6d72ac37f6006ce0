/** Who is named with an @ in a text. */
import type { PeerIdString } from '../../protocol/ids.ts'

export interface Member {
  peer: PeerIdString
  /** What they go by here; empty ones name nobody. */
  names: readonly (string | undefined)[]
}

/** Scripts that put no spaces between words. */
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}]/u
const IN_WORD = /[\p{L}\p{N}\p{M}_]/u

/** The same for everybody: what is upper and lower case must not depend on the machine's language. */
const fold = (text: string): string => text.normalize('NFC').toLowerCase()

/**
 * The members that a text names. Where words are spaced, an @ stands before a word and the name ends where the word does; of names that
 * begin alike the longest is meant, so that "@Ana Maria" is not Ana.
 */
export function mentionsIn(text: string, members: readonly Member[]): PeerIdString[] {
  if (!text.includes('@')) return []
  const folded = fold(text)
  const named = members.map(({ peer, names }) => ({ peer, names: names.map(name => fold(name ?? '')).filter(Boolean) }))
  const found = new Set<PeerIdString>()
  for (let at = folded.indexOf('@'); at >= 0; at = folded.indexOf('@', at + 1)) {
    const before = lastOf(folded.slice(Math.max(0, at - 2), at))
    if (IN_WORD.test(before) && !UNSPACED.test(before)) continue
    let longest = 0
    let meant: PeerIdString[] = []
    for (const { peer, names } of named) {
      for (const name of names) {
        if (name.length < longest || !isNamed(folded, name, at + 1)) continue
        if (name.length > longest) meant = []
        longest = name.length
        meant.push(peer)
      }
    }
    for (const peer of meant) found.add(peer)
  }
  return members.map(({ peer }) => peer).filter(peer => found.has(peer))
}

function isNamed(folded: string, name: string, at: number): boolean {
  if (!folded.startsWith(name, at)) return false
  const next = folded.codePointAt(at + name.length)
  const following = next === undefined ? '' : String.fromCodePoint(next)
  return !IN_WORD.test(following) || UNSPACED.test(following) || UNSPACED.test(lastOf(name))
}

/** The last character, also where it takes two units. */
const lastOf = (text: string): string => [...text].at(-1) ?? ''

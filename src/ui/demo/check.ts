/** What a step of the demo throws when something did not hold, in the language of whoever watches. */
import type { Catalogue } from '../text/catalogue.ts'

export class CheckFailed extends Error {
  override readonly name = 'CheckFailed'
}

/** Throws unless both are the same, compared as JSON. */
export function same(words: Catalogue, what: string, found: unknown, expected: unknown): void {
  const [one, other] = [JSON.stringify(found), JSON.stringify(expected)]
  if (one !== other) throw new CheckFailed(words.demo.check.notSo(what, short(other), short(one)))
}

function short(json: string | undefined): string {
  const text = json ?? 'undefined'
  return text.length > 200 ? `${text.slice(0, 200)}…` : text
}

/**
 * Finds what a few typed letters mean: letters in order, not necessarily side by side, in any case, with or without accents, Chinese as
 * well as Latin. Words of the query may come in any order. What starts with the query, or holds it whole, comes first.
 */
import fuzzysort from 'fuzzysort'

export interface Ranked<Item> {
  readonly item: Item
  /** What of the text matched, in UTF-16 units from its start, `to` not included; rising, apart from each other. */
  readonly matched: readonly (readonly [from: number, to: number])[]
}

/** Of fuzzysort's 0 to 1. Below stand letters strewn over a text by chance; initials of words ("opn grp") are above. */
const WORTH_SHOWING = 0.3

/** From so many letters on they are a word, and where they stand side by side is before where they are strewn; fewer may be initials. */
const WORD_FROM = 3

/** Nobody types more to find something; a pasted text would take long to look for. */
const LONGEST_QUERY = 100

/**
 * The items whose text matches, best first. With an empty query all of them, in the order given.
 *
 * @param textOf - what is searched; the same text for the same item each time
 * @param weightOf - what its fit is multiplied by: of two that fit alike, the one of more weight comes first. @default 1
 */
export function rank<Item>(
  query: string,
  items: readonly Item[],
  textOf: (item: Item) => string,
  weightOf: (item: Item) => number = () => 1,
): Ranked<Item>[] {
  const wanted = query.trim().normalize('NFC').slice(0, LONGEST_QUERY)
  if (wanted === '') return items.map(item => ({ item, matched: [] }))
  // Wrapped, because an item may be a text, which the library would take for the thing to search.
  const boxes = items.map(item => ({ item }))
  const found = fuzzysort.go(wanted, boxes, { key: ({ item }) => textOf(item), limit: 0, threshold: WORTH_SHOWING })
  return [...found]
    .map(({ obj: { item }, indexes, score }) => {
      const matched = runs(indexes)
      const whole = matched.length === 1 && wanted.length >= WORD_FROM
      return { item, matched, worth: (score + (whole ? 1 : 0)) * weightOf(item) }
    })
    .sort((a, b) => b.worth - a.worth)
    .map(({ item, matched }) => ({ item, matched }))
}

/** Single places, put together where they touch. */
function runs(indexes: readonly number[]): [number, number][] {
  const result: [number, number][] = []
  for (const index of [...new Set(indexes)].sort((a, b) => a - b)) {
    const last = result.at(-1)
    if (last?.[1] === index) last[1] = index + 1
    else result.push([index, index + 1])
  }
  return result
}

/** What narrows a history or a search: `--from WHO`, `--in WHO`, `--since TIME`, `--until TIME`, `--type TYPE`, anywhere in the line. */
import type { SearchQuery } from '../../node/messenger.ts'
import { timeOf } from '../cli/times.ts'
import { takeName } from './input.ts'
import type { People } from './people.ts'

const FILTER = /(?:^|\s)--(in|from|since|until|type)\s+/

export type Filters = Pick<SearchQuery, 'in' | 'from' | 'since' | 'until' | 'type'>

/** The filters of a line, and what else stands in it. */
export function takeFilters(rest: string, people: People): [filters: Filters, rest: string] {
  const filters: Filters = {}
  let left = rest
  for (let found = FILTER.exec(left); found !== null; found = FILTER.exec(left)) {
    const [whole, name] = found
    const [value, after] = takeName(left.slice(found.index + whole.length), people)
    if (name === 'in' || name === 'from') filters[name] = people.resolve(value)
    else if (name === 'since' || name === 'until') filters[name] = timeOf(value, `--${name}`)
    // Which types there are is for the node to say.
    else filters.type = value as NonNullable<Filters['type']>
    left = `${left.slice(0, found.index)} ${after}`.trim()
  }
  return [filters, left]
}

/** What is typed to search: words, and filters among them (`from:ana in:"Ben K" since:2d until:2026-11-01 type:text`). */
import { MESSAGE_TYPES } from '../../../node/message-types.ts'
import type { SearchQuery } from '../../../node/messenger.ts'
import { timeOf } from '../../cli/times.ts'
import { rank } from '../fuzzy.ts'
import type { State } from '../state/state.ts'

const FILTERS = ['from', 'in', 'since', 'until', 'type'] as const
export type Filter = (typeof FILTERS)[number]

export interface Typed {
  readonly query: Omit<SearchQuery, 'limit'>
  /** Filters that mean nothing. */
  readonly faults: readonly { readonly filter: Filter; readonly value: string }[]
}

const PART = /(?:^|(?<=\s))(from|in|since|until|type):(?:"([^"]*)"?|(\S*))/gi

/** @param now - milliseconds since 1970, that ages like `2d` count from */
export function readTyped(typed: string, state: State, now: number): Typed {
  const query: Typed['query'] = { text: '' }
  const faults: { filter: Filter; value: string }[] = []
  const text = typed.replaceAll(PART, (_, name: string, quoted?: string, plain?: string) => {
    const filter = name.toLowerCase() as Filter
    const value = quoted ?? plain ?? ''
    if (value !== '' && !take(query, filter, value, state, now)) faults.push({ filter, value })
    return ''
  })
  return { query: { ...query, text: text.replaceAll(/\s+/g, ' ').trim() }, faults }
}

/** @returns whether the filter takes that */
function take(query: Typed['query'], filter: Filter, value: string, state: State, now: number): boolean {
  if (filter === 'from') query.from = state.people.resolve(value)
  else if (filter === 'in') query.in = conversationMeant(value, state)
  else if (filter === 'type') {
    const type = MESSAGE_TYPES.find(each => each === value.toLowerCase())
    if (type === undefined) return false
    query.type = type
  } else {
    try {
      query[filter] = timeOf(value, filter, now)
    } catch {
      // Half a date, while it is being typed, is none yet: that is said, and nothing else goes wrong.
      return false
    }
  }
  return true
}

/** A conversation by how it is called; what is unknown is the node's to judge. */
function conversationMeant(value: string, state: State): string {
  const wanted = value.toLocaleLowerCase()
  for (const each of state.conversations.values()) {
    const conv = state.convOf(each)
    if (state.label(conv, each.name).toLocaleLowerCase() === wanted) return conv
  }
  return state.people.resolve(value)
}

/** What the filter at the end of what is typed may become, best first; undefined where none is being typed. */
export function completions(typed: string, state: State): { before: string; values: string[] } | undefined {
  const [whole, filter = '', value = ''] = /(?:^|\s)(from|in|type):"?([^"\s]*)$/i.exec(typed) ?? []
  if (whole === undefined) return undefined
  const names = (): string[] => state.people.friends.map(({ peerId }) => state.people.handle(peerId))
  const convs = (): string[] =>
    [...state.conversations.values()].map(each => state.label(state.convOf(each), each.name))
  const all = filter === 'type' ? MESSAGE_TYPES : filter === 'from' ? names() : convs()
  const before = typed.slice(0, typed.lastIndexOf(':') + 1)
  return { before, values: rank(value, [...new Set(all)], each => each).map(({ item }) => item) }
}

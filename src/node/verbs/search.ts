/** Finding what was said, in all of history. */

import { EarshotError } from '../../protocol/errors.ts'
import { peerIdOf } from '../../protocol/ids.ts'
import { phrase } from '../../protocol/phrase.ts'
import type { ConversationRecord } from '../../store/records.ts'
import { matchesIn } from '../../store/search/highlight.ts'
import { parseQuery, type Query } from '../../store/search/query.ts'
import type { StoredEntry } from '../../store/stored.ts'
import type { Found, Message, SearchQuery, SearchVerbs } from '../messenger.ts'
import type { Context } from './context.ts'
import { authorOf, timeOf } from './history.ts'
import { storedEntry } from './messages.ts'
import { conversationOf } from './who.ts'

const DEFAULT_LIMIT = 20
/** Seconds. */
const DEFAULT_TIMEOUT = 20

export function searchVerbs(context: Context): SearchVerbs {
  return { search: (query, signal) => search(context, query, signal) }
}

async function search(context: Context, asked: SearchQuery, given?: AbortSignal): Promise<Found[]> {
  const { store } = context
  const query = parseQuery(asked.text)
  const within = asked.in === undefined ? undefined : conversationOf(context, asked.in)
  context.sealing.use(within?.record)
  const from = asked.from === undefined ? undefined : authorOf(context, asked.from)
  const since = timeOf(asked.since, '--since')
  const until = timeOf(asked.until, '--until')
  const before = asked.before === undefined ? undefined : await storedEntry(context, asked.before)
  if (within !== undefined && before !== undefined && before.conversation !== within.record?.number)
    throw new EarshotError('no-message', phrase`no message ${asked.before ?? ''} in this conversation`)
  const records = within === undefined ? store.conversations.all() : within.record === undefined ? [] : [within.record]
  const accept = (stored: StoredEntry): boolean => {
    const at = context.views.timeOf(stored)
    return (
      (since === undefined || at >= since) &&
      (until === undefined || at < until) &&
      (from === undefined || peerIdOf(stored.entry.header.author) === from) &&
      (asked.type === undefined || context.views.message(stored).type === asked.type)
    )
  }
  const seconds = asked.timeout ?? DEFAULT_TIMEOUT
  const stop = new AbortController()
  const timer = setTimeout(() => stop.abort(tooLong(context, seconds)), seconds * 1000)
  // No time at all is over before anything is found, however quickly that goes.
  if (seconds <= 0) stop.abort(tooLong(context, seconds))
  const signal = given === undefined ? stop.signal : AbortSignal.any([stop.signal, given])
  const found: Found[] = []
  try {
    signal.throwIfAborted()
    const entries = store.search.find(query, {
      conversations: records.map(({ number, last }) => ({
        number,
        ...(last && { last: { stamp: last.stamp, conversation: number } }),
      })),
      all: within === undefined,
      entries: records.reduce((sum, record) => sum + entriesOf(record), 0),
      ...(since === undefined ? {} : { since }),
      ...(until === undefined ? {} : { until }),
      ...(before === undefined ? {} : { before }),
      accept,
      signal,
    })
    for await (const stored of entries) {
      signal.throwIfAborted()
      found.push(await foundAt(context, query, stored, asked.context ?? 0))
      if (found.length >= (asked.limit ?? DEFAULT_LIMIT)) break
    }
  } finally {
    clearTimeout(timer)
  }
  return found
}

/** How many entries there are, about: what is not shown counts as well. */
function entriesOf({ feeds }: ConversationRecord): number {
  return feeds.reduce((sum, { through }) => sum + through, 0)
}

async function foundAt(context: Context, query: Query, stored: StoredEntry, around: number): Promise<Found> {
  const { store, views } = context
  const message = views.message(stored)
  const found: Found = { ...message, matches: matchesIn(query, message.text ?? '').map(([from, to]) => [from, to]) }
  if (around === 0) return found
  const messages = (entries: readonly StoredEntry[]): Message[] => entries.map(entry => views.message(entry))
  const [before, after] = await Promise.all([
    store.history.last(stored.conversation, { limit: around, before: stored }),
    store.history.following(stored, around),
  ])
  return { ...found, before: messages(before), after: messages(after) }
}

function tooLong({ store }: Context, seconds: number): EarshotError {
  const { progress, on } = store.search
  const looked = phrase`not all of the history was looked through within ${Math.round(seconds)} s`
  if (progress !== undefined) {
    const share = Math.floor((100 * progress.done) / progress.total)
    return new EarshotError(
      'timeout',
      phrase`${looked}: the index is being made, ${share} % so far`,
      'try again in a while',
    )
  }
  return new EarshotError(
    'timeout',
    on ? looked : phrase`${looked}: there is no index`,
    on
      ? 'narrow it by --in, --since or --until, or give more time by --timeout'
      : '`earshot settings set search on` makes one',
  )
}

/** Finding what was said in one conversation. */

import { EarshotError } from '../../protocol/errors.ts'
import type { PeerIdString } from '../../protocol/ids.ts'
import { phrase } from '../../protocol/phrase.ts'
import type { StoredEntry } from '../../store/stored.ts'
import type { HistoryQuery, HistoryVerbs, Message } from '../messenger.ts'
import type { Context } from './context.ts'
import { storedEntry } from './messages.ts'
import { conversationOf, who } from './who.ts'

const MAX_LIMIT = 10_000
const DEFAULT_LIMIT = 50

export function historyVerbs(context: Context): HistoryVerbs {
  return { history: query => history(context, query) }
}

async function history(context: Context, query: HistoryQuery): Promise<Message[]> {
  const { store, views } = context
  const limit = query.limit ?? DEFAULT_LIMIT
  if (!Number.isSafeInteger(limit) || limit < 1 || limit > MAX_LIMIT)
    throw new EarshotError('invalid', phrase`--limit takes 1 to ${MAX_LIMIT}`)
  const { record } = conversationOf(context, query.conv)
  context.sealing.use(record)
  const from = query.from === undefined ? undefined : authorOf(context, query.from)
  const since = timeOf(query.since, '--since')
  const until = timeOf(query.until, '--until')
  const fits = (message: Message): boolean =>
    (from === undefined || message.from.peerId === from) &&
    (query.type === undefined || message.type === query.type) &&
    (since === undefined || Date.parse(message.at) >= since) &&
    (until === undefined || Date.parse(message.at) < until)
  const filtered = from !== undefined || query.type !== undefined || since !== undefined || until !== undefined
  const inside = async (id: string): Promise<StoredEntry> => {
    const found = await storedEntry(context, id)
    if (found.conversation !== record?.number)
      throw new EarshotError('no-message', phrase`no message ${id} in this conversation`)
    return found
  }
  const before = query.before === undefined ? undefined : await inside(query.before)
  const after = query.after === undefined ? undefined : await inside(query.after)
  const at = timeOf(query.at, '--at')
  if (query.around !== undefined || at !== undefined) {
    if (before !== undefined || after !== undefined || filtered || (query.around !== undefined && at !== undefined))
      throw new EarshotError('usage', '--around and --at go with --limit alone')
  }
  const middle = async (): Promise<StoredEntry | undefined> => {
    if (record !== undefined && query.around === 'unread')
      return record.unread === 0 ? undefined : store.history.firstUnread(record.number)
    if (record !== undefined && at !== undefined)
      return store.history.firstSince(record.number, at, entry => views.timeOf(entry))
    return query.around === undefined || query.around === 'unread' ? undefined : inside(query.around)
  }
  const around = await middle()
  if (record === undefined) return []
  if (around !== undefined) {
    const half = Math.floor(limit / 2)
    const earlier = half === 0 ? [] : await store.history.last(record.number, { limit: half, before: around })
    const itself = around.shown ? [around] : []
    const room = limit - earlier.length - itself.length
    const later = room <= 0 ? [] : await store.history.following(around, room)
    return [...earlier, ...itself, ...later].map(entry => views.message(entry))
  }
  if (after !== undefined) {
    const found: Message[] = []
    for await (const entry of store.history.arrivals(after.arrival, record.number)) {
      const message = views.message(entry)
      if (fits(message) && (before === undefined || precedes(entry, before))) found.push(message)
      if (found.length >= limit) break
    }
    return found
  }
  const entries = await store.history.last(record.number, {
    limit,
    ...(before === undefined ? {} : { before }),
    ...(filtered ? { filter: entry => fits(views.message(entry)) } : {}),
  })
  return entries.map(entry => views.message(entry))
}

function precedes(a: StoredEntry, b: StoredEntry): boolean {
  return a.stamp < b.stamp || (a.stamp === b.stamp && a.id < b.id)
}

/** The author that is meant: a contact, or oneself by name or peer id. */
export function authorOf(context: Context, name: string): PeerIdString {
  const { self, profile } = context.store
  return name === self || name === profile.record.name ? self : who(context, name, 'contacts')
}

/** Milliseconds since 1970. `invalid`. */
export function timeOf(text: string | undefined, option: string): number | undefined {
  if (text === undefined) return undefined
  const time = Date.parse(text)
  if (Number.isNaN(time))
    throw new EarshotError('invalid', phrase`${option} takes a time such as 2026-11-22 or 2026-11-22T10:00:00Z`)
  return time
}

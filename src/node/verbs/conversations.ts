/** Saying, reading, finding what was said. */
import { EarshotError } from '../../protocol/errors.ts'
import { type PeerIdString, peerIdOf } from '../../protocol/ids.ts'
import { MAX_TEXT_BYTES } from '../../protocol/limits.ts'
import type { StoredEntry } from '../../store/feeds.ts'
import { reached } from '../../store/records.ts'
import type { Conversation, HistoryQuery, Message, Messenger, OwnState } from '../messenger.ts'
import type { Context } from './context.ts'
import { conversationOf, friendOf, who } from './who.ts'

type ConversationVerbs = Pick<
  Messenger,
  'send' | 'waitFor' | 'history' | 'conversations' | 'unread' | 'read' | 'mute' | 'unmute'
>

const MAX_LIMIT = 10_000
const MAX_RECIPIENTS = 500
const DEFAULT_LIMIT = 50
const RANK: Record<OwnState, number> = { queued: 0, relayed: 1, delivered: 2, read: 3 }

export function conversationVerbs(context: Context): ConversationVerbs {
  const { store, views, meetings, mail, events } = context

  const list = async (records = store.conversations.all()): Promise<Conversation[]> => {
    const shown = records.filter(
      record => record.lastAt > 0 || context.people.get(record.peer)?.friendSince !== undefined,
    )
    shown.sort((a, b) => Number(b.pinned) - Number(a.pinned) || b.lastAt - a.lastAt)
    return Promise.all(shown.map(record => views.conversation(record)))
  }

  const setMuted = async (
    method: string,
    conv: string,
    key: string | undefined,
    muted: boolean,
  ): Promise<Conversation> => {
    const { peer } = conversationOf(context, conv)
    await store.results.once(method, key, tx => {
      store.conversations.save(tx, { ...store.conversations.open(tx, peer), muted })
      return {}
    })
    const record = store.conversations.with(peer)
    if (record === undefined) throw new Error('a conversation that was just saved is gone')
    return views.conversation(record)
  }

  const stored = async (id: string): Promise<StoredEntry> => {
    const at = /^[0-9a-f]{32}$/.test(id) ? await store.history.find(id) : undefined
    const found = at === undefined ? undefined : store.history.get(at)
    if (found === undefined)
      throw new EarshotError('no-message', `no message ${id}`, 'ids come from `earshot history --json`')
    return found
  }

  const reachedState = ({ conversation, feed, entry }: StoredEntry, state: OwnState): boolean => {
    const record = store.conversations.byNumber(conversation)
    const own = peerIdOf(entry.header.author) === store.self
    return !own || (record !== undefined && RANK[reached(record, feed, entry.header.seq)] >= RANK[state])
  }

  /** Waits until all have reached the state: looks at what readers said, which is in memory, whenever one of them says more. */
  const waitUntil = async (said: readonly StoredEntry[], state: OwnState, timeout: number): Promise<Message[]> => {
    const { promise, resolve } = Promise.withResolvers<void>()
    const look = (): void => {
      if (said.every(entry => reachedState(entry, state))) resolve()
    }
    const off = context.onAdvance(look)
    const timer = setTimeout(resolve, timeout * 1000)
    look()
    await promise
    off()
    clearTimeout(timer)
    if (said.every(entry => reachedState(entry, state))) return said.map(entry => views.message(entry))
    // Read once more: an entry may have been issued again meanwhile.
    const messages = await Promise.all(said.map(async ({ id }) => views.message(await stored(id))))
    if (messages.some(message => message.own && RANK[message.state as OwnState] < RANK[state])) {
      throw new EarshotError(
        'timeout',
        `not ${state} within ${Math.round(timeout)} s; it is accepted and goes on its way`,
        'do not send it again',
      )
    }
    return messages
  }

  return {
    waitFor: async ({ ids, state, timeout }) => waitUntil(await Promise.all(ids.map(stored)), state, timeout),

    async send({ conv, text, wait, timeout, key }) {
      checkText(text)
      if (conv.length === 0) throw new EarshotError('usage', 'nobody to send to', 'name one or several friends')
      if (conv.length > MAX_RECIPIENTS)
        throw new EarshotError('invalid', `at most ${MAX_RECIPIENTS} recipients at once`)
      const peers = recipients(context, conv, key)
      const said: StoredEntry[] = []
      const { result: ids } = await store.results.once('send', key, tx => {
        for (const peer of peers) said.push(store.conversations.append(tx, peer, { kind: 'text', text }))
        return said.map(({ id }) => id)
      })
      for (const peer of peers) {
        meetings.wake(peer)
        mail.wake(peer)
      }
      const entries = said.length > 0 ? said : await Promise.all(ids.map(stored))
      if (wait !== undefined) return waitUntil(entries, wait, timeout ?? 30)
      return entries.map(entry => ({ ...views.message(entry), ...views.way(entry) }))
    },

    history: query => history(context, query, stored),

    conversations: () => list(),

    unread: () => list(store.conversations.all().filter(({ unread }) => unread > 0)),

    async read({ conv, through }) {
      const { peer } = conversationOf(context, conv)
      const last = through === undefined ? undefined : await stored(through)
      if (last !== undefined && last.conversation !== store.conversations.with(peer)?.number) {
        throw new EarshotError('no-message', `no message ${through} in this conversation`)
      }
      const { conversation, read } = await store.conversations.read(peer, last?.arrival)
      if (read > 0) {
        meetings.session(peer)?.tell()
        mail.read(peer)
        events.emit({ event: 'conversation', conversation: conversation.id, unread: conversation.unread })
      }
      return [await views.conversation(conversation)]
    },

    mute: ({ conv, key }) => setMuted('mute', conv, key, true),
    unmute: ({ conv, key }) => setMuted('unmute', conv, key, false),
  }
}

/** Whom to send to; nobody where this was sent before under its key, and somebody of then is no friend any more. */
function recipients(context: Context, conv: readonly string[], key: string | undefined): PeerIdString[] {
  try {
    return [...new Set(conv.map(name => friendOf(context, name)))]
  } catch (error) {
    if (context.store.results.done('send', key)) return []
    throw error
  }
}

function checkText(text: string): void {
  if (text.trim() === '') throw new EarshotError('invalid', 'the text is empty')
  const bytes = Buffer.byteLength(text)
  if (bytes > MAX_TEXT_BYTES) {
    throw new EarshotError('invalid', `the text has ${bytes} bytes, more than ${MAX_TEXT_BYTES}`, 'send it in parts')
  }
  if (!text.isWellFormed()) throw new EarshotError('invalid', 'the text is not well-formed Unicode')
}

async function history(
  context: Context,
  query: HistoryQuery,
  stored: (id: string) => Promise<StoredEntry>,
): Promise<Message[]> {
  const { store, views } = context
  const limit = query.limit ?? DEFAULT_LIMIT
  if (!Number.isSafeInteger(limit) || limit < 1 || limit > MAX_LIMIT)
    throw new EarshotError('invalid', `--limit takes 1 to ${MAX_LIMIT}`)
  const { record } = conversationOf(context, query.conv)
  const from = query.from === undefined ? undefined : authorOf(context, query.from)
  const since = timeOf(query.since, '--since')
  const until = timeOf(query.until, '--until')
  const fits = (message: Message): boolean =>
    (from === undefined || message.from.peerId === from) &&
    (query.type === undefined || message.type === query.type) &&
    (since === undefined || Date.parse(message.at) >= since) &&
    (until === undefined || Date.parse(message.at) < until)
  const inside = async (id: string): Promise<StoredEntry> => {
    const found = await stored(id)
    if (found.conversation !== record?.number)
      throw new EarshotError('no-message', `no message ${id} in this conversation`)
    return found
  }
  const before = query.before === undefined ? undefined : await inside(query.before)
  const after = query.after === undefined ? undefined : await inside(query.after)
  if (record === undefined) return []
  if (after !== undefined) {
    const found: Message[] = []
    for await (const entry of store.history.arrivals(after.arrival, record.number)) {
      const message = views.message(entry)
      if (fits(message) && (before === undefined || precedes(entry, before))) found.push(message)
      if (found.length >= limit) break
    }
    return found
  }
  const filtered = from !== undefined || query.type !== undefined || since !== undefined || until !== undefined
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

function authorOf(context: Context, name: string): PeerIdString {
  const { self, profile } = context.store
  return name === self || name === profile.record.name ? self : who(context, name, 'contacts')
}

function timeOf(text: string | undefined, option: string): number | undefined {
  if (text === undefined) return undefined
  const time = Date.parse(text)
  if (Number.isNaN(time))
    throw new EarshotError('invalid', `${option} takes a time such as 2026-11-22 or 2026-11-22T10:00:00Z`)
  return time
}

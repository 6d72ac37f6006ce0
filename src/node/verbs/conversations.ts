/** The list of conversations, and how its reader wants it. */
import { setImmediate } from 'node:timers/promises'
import { EarshotError } from '../../protocol/errors.ts'
import type { PeerIdString } from '../../protocol/ids.ts'
import { phrase } from '../../protocol/phrase.ts'
import type { ConversationRecord } from '../../store/records.ts'
import type { Transaction } from '../../store/transaction.ts'
import { isFriend } from '../friendship.ts'
import type { Conversation, ConversationVerbs } from '../messenger.ts'
import type { Context } from './context.ts'
import { timeOf } from './history.ts'
import { checkText, storedEntry } from './messages.ts'
import { conversationOf } from './who.ts'

/** Milliseconds for which a list is put together before anything else has its turn: of thousands each is looked up on the disk. */
const TURN_MS = 10

export function conversationVerbs(context: Context): ConversationVerbs {
  const { store, views, meetings, mail, events } = context

  const list = async (records: readonly ConversationRecord[], limit?: number): Promise<Conversation[]> => {
    const shown = records.filter(({ lastAt, peer }) => lastAt > 0 || isFriend(context.people.get(peer)))
    shown.sort((a, b) => Number(b.pinned) - Number(a.pinned) || b.lastAt - a.lastAt)
    const listed: Conversation[] = []
    let began = performance.now()
    for (const record of shown.slice(0, limit)) {
      listed.push(await views.conversation(record))
      if (performance.now() - began < TURN_MS) continue
      await setImmediate()
      began = performance.now()
    }
    return listed
  }

  const told = async (peer: PeerIdString): Promise<Conversation> => {
    const record = store.conversations.with(peer)
    if (record === undefined) throw new Error('a conversation that was just saved is gone')
    events.emit({ event: 'conversation', conversation: record.id, unread: record.unread })
    return views.conversation(record)
  }

  /** Changes how a conversation is listed, once for a key. */
  const change = async (
    method: string,
    { conv, key }: { conv: string; key?: string },
    changed: (record: ConversationRecord, tx: Transaction) => ConversationRecord,
  ): Promise<Conversation> => {
    const { peer } = conversationOf(context, conv)
    await store.results.once(method, key, tx => {
      store.conversations.save(tx, changed(store.conversations.open(tx, peer), tx))
      return {}
    })
    return told(peer)
  }

  return {
    conversations: async params => {
      const archived = params?.archived ?? false
      if (params?.conv !== undefined) {
        const records = params.conv.flatMap(conv => conversationOf(context, conv).record ?? [])
        return Promise.all(records.map(record => views.conversation(record)))
      }
      return list(
        store.conversations.all().filter(record => (record.archived ?? false) === archived),
        params?.limit,
      )
    },

    unread: () => list(store.conversations.all().filter(({ unread, markedUnread }) => unread > 0 || markedUnread)),

    async read({ conv, through }) {
      const { peer, record } = conversationOf(context, conv)
      context.sealing.use(record)
      const last = through === undefined ? undefined : await storedEntry(context, through)
      if (last !== undefined && last.conversation !== store.conversations.with(peer)?.number) {
        throw new EarshotError('no-message', phrase`no message ${through ?? ''} in this conversation`)
      }
      const marked = store.conversations.with(peer)?.markedUnread ?? false
      const { conversation, read } = await store.conversations.read(peer, last?.arrival)
      if (read > 0) {
        meetings.session(peer)?.tell()
        mail.read(peer)
      }
      if (read > 0 || marked)
        events.emit({ event: 'conversation', conversation: conversation.id, unread: conversation.unread })
      return [await views.conversation(conversation)]
    },

    markUnread: params => change('markUnread', params, record => ({ ...record, markedUnread: true })),

    async mute(params) {
      const until = timeOf(params.until, '--until')
      if (until !== undefined && until <= context.clock())
        throw new EarshotError('invalid', 'that time is over', 'mute until a time to come, or without --until for good')
      return change('mute', params, ({ mutedUntil: _until, ...record }) => ({
        ...record,
        muted: true,
        ...(until === undefined ? {} : { mutedUntil: until }),
      }))
    },

    unmute: params => change('unmute', params, ({ mutedUntil: _until, ...record }) => ({ ...record, muted: false })),
    pin: params => change('pin', params, record => ({ ...record, pinned: true })),
    unpin: params => change('unpin', params, record => ({ ...record, pinned: false })),
    archive: params => change('archive', params, record => ({ ...record, archived: true, pinned: false })),
    unarchive: params => change('unarchive', params, record => ({ ...record, archived: false })),

    async draft(params) {
      const { text } = params
      const { record: known } = conversationOf(context, params.conv)
      context.sealing.use(known)
      if (text === undefined && known !== undefined) return views.conversation(known)
      if (text) checkText(text)
      return change('draft', params, (record, tx) => {
        if (text !== undefined) store.drafts.keep(tx, record.peer, text)
        return store.conversations.open(tx, record.peer)
      })
    },
  }
}

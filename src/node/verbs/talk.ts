/** Saying something, and what one does with what was said: edit, recall, react, forward, delete. */

import type { Forwarded, Sayable } from '../../protocol/content.ts'
import { wordsOf } from '../../protocol/content.ts'
import { EarshotError } from '../../protocol/errors.ts'
import { type PeerIdString, peerIdOf } from '../../protocol/ids.ts'
import { MAX_FORWARDED } from '../../protocol/limits.ts'
import { type Phrase, phrase } from '../../protocol/phrase.ts'
import { editable } from '../../store/effects.ts'
import { reached } from '../../store/records.ts'
import type { StoredEntry } from '../../store/stored.ts'
import type { Message, OwnState, TalkVerbs } from '../messenger.ts'
import type { Context } from './context.ts'
import { type Member, mentionsIn } from './mentions.ts'
import {
  checkedEmoji,
  checkedText,
  checkText,
  ownMessage,
  peerOf,
  readableText,
  shownMessage,
  storedEntry,
} from './messages.ts'
import { friendOf } from './who.ts'

const MAX_RECIPIENTS = 500
const RANK: Record<OwnState, number> = { queued: 0, relayed: 1, delivered: 2, read: 3 }
const REACHED: Record<OwnState, Phrase> = {
  queued: phrase`queued`,
  relayed: phrase`relayed`,
  delivered: phrase`delivered`,
  read: phrase`read`,
}

export function talkVerbs(context: Context): TalkVerbs {
  const { store, views, meetings, mail, events } = context

  const wake = (peers: Iterable<PeerIdString>): void => {
    for (const peer of peers) {
      meetings.wake(peer)
      mail.wake(peer)
    }
  }

  /** Those in a conversation, by what they go by here and by what they call themselves. */
  const membersOf = (peer: PeerIdString): Member[] =>
    [peer, store.self].map(each => ({ peer: each, names: [context.people.get(each)?.nick, views.nameOf(each)] }))

  const seen = async (ids: readonly string[]): Promise<Message[]> =>
    Promise.all(ids.map(async id => views.message(await storedEntry(context, id))))

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
    const off = context.news.onAdvance(look)
    const timer = setTimeout(resolve, timeout * 1000)
    look()
    await promise
    off()
    clearTimeout(timer)
    if (said.every(entry => reachedState(entry, state))) return said.map(entry => views.message(entry))
    // Read once more: an entry may have been issued again meanwhile.
    const messages = await seen(said.map(({ id }) => id))
    if (messages.some(message => message.own && RANK[message.state as OwnState] < RANK[state])) {
      throw new EarshotError(
        'timeout',
        phrase`not ${REACHED[state]} within ${Math.round(timeout)} s; it is accepted and goes on its way`,
        'do not send it again',
      )
    }
    return messages
  }

  /** Says one thing in each conversation, once for a key; resolves with the entries. */
  const say = async (
    method: string,
    conv: readonly string[],
    key: string | undefined,
    content: (peer: PeerIdString) => Sayable,
  ): Promise<StoredEntry[]> => {
    if (conv.length === 0) throw new EarshotError('usage', 'nobody to send to', 'name one or several friends')
    if (conv.length > MAX_RECIPIENTS)
      throw new EarshotError('invalid', phrase`at most ${MAX_RECIPIENTS} recipients at once`)
    const peers = recipients(context, method, conv, key)
    if (!store.results.done(method, key)) for (const peer of peers) context.sealing.use(store.conversations.with(peer))
    const said: StoredEntry[] = []
    /** In which what was being written was sent: whoever shows it elsewhere is to take it away. */
    const written: PeerIdString[] = []
    const { result: ids } = await store.results.once(method, key, tx => {
      for (const peer of peers) {
        said.push(store.conversations.append(tx, peer, content(peer)))
        // Forwarding is done beside what one writes.
        if (method !== 'send' || store.drafts.of(peer) === undefined) continue
        store.drafts.keep(tx, peer, '')
        written.push(peer)
      }
      return said.map(({ id }) => id)
    })
    for (const peer of written) {
      const record = store.conversations.with(peer)
      if (record !== undefined) events.emit({ event: 'conversation', conversation: record.id, unread: record.unread })
    }
    wake(peers)
    return said.length > 0 ? said : Promise.all(ids.map(id => storedEntry(context, id)))
  }

  /** Says an effect on a message of a friend's conversation, once for a key. Gives the message as it is then. */
  const affect = async (
    method: string,
    id: string,
    key: string | undefined,
    check: () => Promise<{ stored: StoredEntry; effect?: Sayable }>,
  ): Promise<Message[]> => {
    if (!store.results.done(method, key)) {
      const { stored, effect } = await check()
      if (effect === undefined) return seen([id])
      const peer = friendOf(context, peerOf(context, stored))
      await store.results.once(method, key, tx => store.conversations.append(tx, peer, effect).id)
      wake([peer])
    }
    return seen([id])
  }

  return {
    waitFor: async ({ ids, state, timeout }) =>
      waitUntil(await Promise.all(ids.map(id => storedEntry(context, id))), state, timeout),

    async send({ conv, text, reply, expire, wait, timeout, key }) {
      checkText(text)
      if (reply !== undefined && conv.length !== 1)
        throw new EarshotError('usage', 'a reply goes to one conversation', 'name the one that the message is in')
      // What was sent before under this key was sent, whatever has become since of what it answers.
      const isAnswer = reply !== undefined && !store.results.done('send', key)
      const answered = isAnswer ? (await readableText(context, reply)).stored : undefined
      const entries = await say('send', conv, key, peer => {
        if (answered !== undefined && peerOf(context, answered) !== peer)
          throw new EarshotError('no-message', phrase`no message ${reply ?? ''} in this conversation`)
        const mentions = mentionsIn(text, membersOf(peer))
        return {
          kind: 'text',
          text,
          ...(answered && { reply: { stamp: answered.stamp, id: answered.id } }),
          ...(mentions.length > 0 && { mentions }),
          ...(expire !== undefined && { timer: expire }),
        }
      })
      if (wait !== undefined) return waitUntil(entries, wait, timeout ?? 30)
      return entries.map(entry => ({ ...views.message(entry), ...views.way(entry) }))
    },

    edit: ({ id, text, key }) =>
      affect('edit', id, key, async () => {
        checkText(text)
        const stored = await ownMessage(context, id, 'edit')
        if (!editable(checkedText(context, stored)))
          throw new EarshotError(
            'not-allowed',
            'forwarded words are not yours to edit',
            '`earshot recall` takes them back',
          )
        const mentions = mentionsIn(text, membersOf(peerOf(context, stored)))
        const target = { stamp: stored.stamp, id: stored.id }
        return { stored, effect: { kind: 'edit', target, text, ...(mentions.length > 0 && { mentions }) } }
      }),

    recall: ({ id, key }) =>
      affect('recall', id, key, async () => {
        const stored = await ownMessage(context, id, 'recall')
        // Asked again, without the key of the first time: it is done already.
        if (store.effects.saying(store.history.rows, stored).recalled !== undefined) return { stored }
        checkedText(context, stored)
        return { stored, effect: { kind: 'recall', target: { stamp: stored.stamp, id: stored.id } } }
      }),

    react: ({ id, emoji, key }) =>
      affect('react', id, key, async () => {
        const chosen = checkedEmoji(emoji)
        const stored = await shownMessage(context, id)
        if (store.effects.saying(store.history.rows, stored).recalled !== undefined)
          throw new EarshotError('not-allowed', 'this message was recalled: nothing is left of it')
        return { stored, effect: { kind: 'reaction', target: { stamp: stored.stamp, id: stored.id }, emoji: chosen } }
      }),

    async forward({ ids, conv, key }) {
      const items: Forwarded[] = []
      if (!store.results.done('forward', key)) for (const id of ids) items.push(...(await forwardedOf(context, id)))
      if (items.length > MAX_FORWARDED)
        throw new EarshotError(
          'invalid',
          phrase`a bundle holds at most ${MAX_FORWARDED} messages`,
          'forward them in parts',
        )
      const content: Sayable = { kind: 'text', text: '', forwarded: items }
      if (items.length > 0) checkText(wordsOf(content))
      const entries = await say('forward', conv, key, () => content)
      return entries.map(entry => ({ ...views.message(entry), ...views.way(entry) }))
    },

    async delete({ ids, key }) {
      if (store.results.done('delete', key)) return seen(ids)
      const entries = await Promise.all([...new Set(ids)].map(id => shownMessage(context, id)))
      await store.results.once('delete', key, tx => {
        for (const stored of entries) store.conversations.remove(tx, peerOf(context, stored), stored)
        return {}
      })
      return seen(ids)
    },

    async message({ id }) {
      return views.details(await shownMessage(context, id))
    },

    async typing({ conv, typing }) {
      return { told: context.typing.tell(friendOf(context, conv), typing ?? true) }
    },
  }
}

/** Whom to send to; nobody where this was sent before under its key, and somebody of then is no friend any more. */
function recipients(
  context: Context,
  method: string,
  conv: readonly string[],
  key: string | undefined,
): PeerIdString[] {
  try {
    return [...new Set(conv.map(name => friendOf(context, name)))]
  } catch (error) {
    if (context.store.results.done(method, key)) return []
    throw error
  }
}

/** A message as it is forwarded: under the name its author goes by, not under one's own nickname for them. */
async function forwardedOf(context: Context, id: string): Promise<readonly Forwarded[]> {
  const { views } = context
  const { stored, content } = await readableText(context, id)
  if (content.forwarded !== undefined) return content.forwarded
  const author = peerIdOf(stored.entry.header.author)
  return [{ author, name: views.nameOf(author), at: views.timeOf(stored), text: content.text }]
}

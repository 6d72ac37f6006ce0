/** From what people type to who is meant. */

import { EarshotError } from '../../protocol/errors.ts'
import { type PeerIdString, publicKeyOf } from '../../protocol/ids.ts'
import { phrase } from '../../protocol/phrase.ts'
import type { ConversationRecord } from '../../store/records.ts'
import { isFriend, relationOf } from '../friendship.ts'
import type { Context } from './context.ts'

const MIN_PREFIX = 8
/** How tables show a peer id. */
const SHOWN_END = /^…(\S{8,})$/

/** `contacts`: everyone with whom there is, or was, something. `anyone`: also who is near. */
export type Scope = 'contacts' | 'anyone'

/**
 * A nickname, a name, a peer id, or the beginning or end of one of at least 8 characters, with or without the … of tables. What fits better goes first: exact before prefix,
 * nicknames before names. `no-peer`, and `ambiguous` with the list when several fit as well.
 */
export function who(context: Context, text: string, scope: Scope): PeerIdString {
  const wanted = text.normalize('NFC').trim()
  if (wanted === '') throw new EarshotError('invalid', 'no name given')
  const { people, nearby, views, store } = context
  if (publicKeyOf(wanted) !== undefined) {
    if (wanted === store.self) throw new EarshotError('invalid', 'that is you')
    return wanted
  }
  const known = people
    .all()
    .filter(contact => relationOf(contact) !== undefined)
    .map(contact => contact.peerId)
  const friends = new Set(known.filter(peer => isFriend(people.get(peer))))
  const near = scope === 'anyone' ? nearby.here().map(({ peer }) => peer) : []
  const candidates = [...new Set([...known, ...near])]
  const fold = (name: string | undefined): string => (name ?? '').normalize('NFC').toLocaleLowerCase()
  const nickOf = (peer: PeerIdString): string => fold(people.get(peer)?.nick)
  const nameOf = (peer: PeerIdString): string => fold(views.nameOf(peer))
  const folded = fold(wanted)
  const rules: ((peer: PeerIdString) => boolean)[] = [
    peer => nickOf(peer) === folded,
    // Whoever has a nickname is called by it, and leaves the name to others.
    peer => nickOf(peer) === '' && nameOf(peer) === folded,
    peer => nameOf(peer) === folded,
  ]
  if ([...wanted].length >= MIN_PREFIX) {
    rules.push(
      // All peer ids begin alike, so tables show how they end: that is taken too.
      peer => peer.startsWith(wanted) || peer.endsWith(SHOWN_END.exec(wanted)?.[1] ?? wanted),
      peer => nickOf(peer).startsWith(folded) || nameOf(peer).startsWith(folded),
    )
  }
  for (const fits of rules) {
    const all = candidates.filter(fits)
    // To a friend one writes; a stranger or a former friend of the same name is not in the way.
    const narrowed =
      scope === 'contacts' && all.some(peer => friends.has(peer)) ? all.filter(peer => friends.has(peer)) : all
    const [only, ...others] = narrowed
    if (only === undefined) continue
    if (others.length === 0) return only
    const list = narrowed.map(peer => `${views.titleOf(peer)} (${peer})`)
    throw new EarshotError(
      'ambiguous',
      phrase`several fit "${wanted}": ${list}`,
      'give the peer id, or a nickname with `earshot nick`',
    )
  }
  const hint =
    scope === 'contacts'
      ? '`earshot friends` lists whom you can write to'
      : '`earshot nearby` lists who is here; a peer id or an invite works for anybody'
  throw new EarshotError('no-peer', phrase`nobody here is called "${wanted}"`, hint)
}

/** The friend that is meant by a conversation's name. `not-friends`, `blocked`, `no-group`. */
export function friendOf(context: Context, conv: string): PeerIdString {
  const peer = correspondent(context, conv)
  const state = relationOf(context.people.get(peer))?.state
  if (state === 'friend') return peer
  if (state === 'blocked')
    throw new EarshotError('blocked', phrase`${context.views.titleOf(peer)} is blocked`, '`earshot unblock` first')
  const waiting = state === 'requested' ? 'they have not answered your request yet' : 'ask with `earshot add`'
  throw new EarshotError(
    'not-friends',
    phrase`you and ${context.views.titleOf(peer)} are not friends`,
    state === 'received' ? 'answer with `earshot accept`' : waiting,
  )
}

/** Whoever is at the other end of a conversation, friend or not any more. */
export function correspondent(context: Context, conv: string): PeerIdString {
  if (conv.startsWith('#'))
    throw new EarshotError('no-group', phrase`no group ${conv}`, 'groups are not part of this version')
  const byId = context.store.conversations.all().find(({ id }) => id === conv)
  return byId?.peer ?? who(context, conv, 'contacts')
}

/** The conversation as it is on disk; undefined where nothing was said yet. */
export function conversationOf(
  context: Context,
  conv: string,
): { peer: PeerIdString; record: ConversationRecord | undefined } {
  const peer = correspondent(context, conv)
  return { peer, record: context.store.conversations.with(peer) }
}

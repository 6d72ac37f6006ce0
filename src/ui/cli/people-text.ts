/** How people, times and tables look in the commands' output. Everything from peers passes `displayName` or `sanitize` on its way here. */
import type { Conversation, Friend, Message, Peer } from '../../node/messenger.ts'
import type { Catalogue } from '../text/catalogue.ts'
import { displayName, sanitize } from '../text/sanitize.ts'
import { moment } from '../text/time.ts'
import { displayWidth, padEnd, truncate } from '../text/width.ts'
import type { Output } from './output.ts'

const SHORT_ID = 8
const GAP = '  '

/** The end of a peer id: its beginning is the same for everybody. */
export function shortId(peerId: string): string {
  return `…${peerId.slice(-SHORT_ID)}`
}

/** Nickname, else name, else the peer id. */
export function nameOf(peer: Pick<Peer, 'peerId' | 'name' | 'nick'>): string {
  return displayName(peer.nick ?? peer.name) || shortId(peer.peerId)
}

/** What to type to mean this peer: the name where it is one plain word, else the peer id. */
export function typable(peer: Pick<Peer, 'peerId' | 'name' | 'nick'>): string {
  const name = peer.nick ?? peer.name
  return /^[\p{L}\p{N}_.][\p{L}\p{N}_.-]*$/u.test(name) ? name : peer.peerId
}

export function line(text: string): string {
  return sanitize(text, { lines: 'fold' })
}

export function presence(peer: Peer, words: Catalogue, out: Output): string {
  const text = words.common.presence[peer.presence]
  if (peer.presence === 'here') return out.style(text, 'green')
  return peer.presence === 'away' ? out.style(text, 'yellow') : out.style(text, 'dim')
}

export function ago(at: string | undefined, words: Catalogue, now = Date.now()): string {
  if (at === undefined) return ''
  return words.cli.ago(Math.max(0, (now - Date.parse(at)) / 1000))
}

/** One line that says what a message is. */
export function gist(message: Message, words: Catalogue): string {
  if (message.type === 'call') return message.call ? words.cli.callOutcome(message.call.outcome) : ''
  if (message.recalled !== undefined) return `(${words.messages.recalled})`
  if (message.type === 'text') return line(message.text ?? '').trim()
  const kind = `[${words.cli.messageKinds[message.type]}]`
  return message.text ? `${kind} ${line(message.text)}` : kind
}

export type Cell = string

/** A table whose columns are as wide as their widest cell; the last one is cut at the edge of the terminal. */
export function table(header: string[], rows: Cell[][], out: Output): string[] {
  const bare = (cell: string) => cell.replaceAll(/\u001b\[\d+m/g, '')
  const widths = header.map((title, column) =>
    Math.max(displayWidth(title), ...rows.map(row => displayWidth(bare(row[column] ?? '')))),
  )
  const lay = (row: Cell[], style: (text: string) => string = text => text): string => {
    let room = out.terminal ? out.columns : Number.POSITIVE_INFINITY
    return row
      .map((cell, column) => {
        const plain = bare(cell)
        const last = column === row.length - 1
        const shown = last && displayWidth(plain) > room ? truncate(plain, Math.max(0, room)) : cell
        room -= (widths[column] ?? 0) + GAP.length
        return last ? shown : shown + padEnd(plain, widths[column] ?? 0).slice(plain.length)
      })
      .map(style)
      .join(GAP)
      .trimEnd()
  }
  return [lay(header, text => out.style(text, 'bold')), ...rows.map(row => lay(row))]
}

/** Lines of `label  value`. */
export function facts(pairs: readonly (readonly [string, string])[], out: Output): string[] {
  const shown = pairs.filter(([, value]) => value !== '')
  const width = Math.max(...shown.map(([label]) => displayWidth(label)))
  return shown.map(([label, value]) => `${out.style(padEnd(label, width), 'dim')}${GAP}${value}`)
}

/** One line, in red: somebody looks like a friend and is another. */
export function resemblanceLine(peer: Peer, words: Catalogue, out: Output): string {
  const { resembles } = peer
  if (resembles === undefined) return ''
  const like = nameOf({ peerId: resembles.peerId, name: resembles.name })
  const text = words.safety.resembles(
    nameOf(peer),
    shortId(peer.peerId),
    like,
    shortId(resembles.peerId),
    resembles.verified,
  )
  return resembles.verified ? out.style(text, 'red', 'bold') : out.style(text, 'red')
}

export function peersTable(peers: readonly Peer[], words: Catalogue, out: Output): string[] {
  const { table: titles } = words.cli
  return table(
    [titles.name, titles.presence, titles.friend, titles.peer, titles.status],
    peers.map(peer => [
      out.style(nameOf(peer), 'bold'),
      presence(peer, words, out),
      peer.friend ? '✓' : '',
      peer.peerId,
      line(peer.status ?? ''),
    ]),
    out,
  )
}

/** Friends; those who are none any more stand below them, and a column says what became of them. */
export function friendsTable(friends: readonly Friend[], words: Catalogue, out: Output): string[] {
  const { table: titles } = words.cli
  const now = friends.filter(({ state }) => state === 'friend')
  const former = friends.filter(({ state }) => state !== 'friend')
  const state = (friend: Friend) => out.style(words.common.friendState[friend.state], 'yellow')
  const verified = friends.some(friend => friend.verified)
  return table(
    [
      titles.name,
      ...(former.length > 0 ? [titles.state] : []),
      ...(verified ? [titles.verified] : []),
      ...[titles.presence, titles.unread, titles.folder, titles.last, titles.peer, titles.status],
    ],
    [...now, ...former].map(friend => [
      out.style(nameOf(friend), friend.state === 'friend' ? 'bold' : 'dim'),
      ...(former.length > 0 ? [friend.state === 'friend' ? '' : state(friend)] : []),
      ...(verified ? [friend.verified ? out.style('✓', 'green') : ''] : []),
      // Whether they are there is known of friends only.
      friend.state === 'friend' ? presence(friend, words, out) : '',
      friend.unread > 0 ? out.style(String(friend.unread), 'yellow') : '',
      line(words.common.folder(friend.folder)),
      friend.presence === 'here' ? '' : ago(friend.lastSeen, words),
      shortId(friend.peerId),
      line(friend.status ?? ''),
    ]),
    out,
  )
}

export function conversationsTable(conversations: readonly Conversation[], words: Catalogue, out: Output): string[] {
  const { table: titles } = words.cli
  const marks = conversations.map(each => conversationMarks(each, words))
  const marked = marks.some(mark => mark !== '')
  return table(
    [titles.conversation, titles.unread, ...(marked ? [''] : []), titles.last, ''],
    conversations.map((each, at) => [
      out.style(displayName(each.name) || shortId(each.peerId ?? each.conversation), 'bold'),
      unreadCell(each, words, out),
      ...(marked ? [out.style(marks[at] ?? '', 'dim')] : []),
      ago(each.last?.at, words),
      conversationGist(each, words),
    ]),
    out,
  )
}

/** How the reader wants it listed. */
function conversationMarks(
  { pinned, muted, mutedUntil, archived, sealed, locked }: Conversation,
  words: Catalogue,
): string {
  const { messages, common } = words
  return common.list([
    ...(pinned ? [messages.pinned] : []),
    ...(archived ? [messages.archived] : []),
    ...(sealed ? [words.sealed.mark(locked)] : []),
    ...(muted
      ? [mutedUntil === undefined ? messages.mutedForGood : messages.mutedUntil(moment(mutedUntil, common))]
      : []),
  ])
}

function unreadCell({ unread, mentions, markedUnread }: Conversation, words: Catalogue, out: Output): string {
  const said = words.common.list([
    ...(unread > 0 ? [String(unread)] : markedUnread ? [words.messages.markedUnread] : []),
    ...(mentions > 0 ? [words.messages.mentionsYou(mentions)] : []),
  ])
  return out.style(said, ...(mentions > 0 ? (['yellow', 'bold'] as const) : (['yellow'] as const)))
}

/** What was typed and not sent, else what was said last. */
function conversationGist({ draft, last }: Conversation, words: Catalogue): string {
  if (draft !== undefined) return `[${words.messages.draft}] ${line(draft)}`
  return last === undefined ? '' : gist(last, words)
}

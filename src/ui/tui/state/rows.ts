/** The rows of the list at the left: what waits for an answer, pinned conversations, folders, archived ones, who is nearby. */
import type { Conversation, FriendState } from '../../../node/messenger.ts'
import type { Person } from '../../chat/people.ts'
import { rank } from '../fuzzy.ts'
import type { State } from './state.ts'

export type Section = 'requests' | 'pinned' | 'groups' | 'archived' | 'nearby' | 'folder'

export type Row =
  | {
      readonly row: 'heading'
      readonly key: string
      readonly section: Section
      readonly title: string
      readonly count: number
      readonly unread: number
      readonly folded: boolean
    }
  | {
      readonly row: 'conversation'
      readonly key: string
      readonly conv: string
      readonly label: string
      readonly conversation?: Conversation
      readonly person?: Person
    }
  | { readonly row: 'request'; readonly key: string; readonly person: Person; readonly label: string }
  | { readonly row: 'nearby'; readonly key: string; readonly person: Person; readonly label: string }

type Item = Exclude<Row, { row: 'heading' }>

const computed = new WeakMap<State, { version: string; rows: Row[] }>()

/** All rows, headings among them. */
export function listRows(state: State): Row[] {
  const version = `${state.listVersion} ${state.filter ?? '\0'} ${state.showArchived} ${[...state.folded].join()}`
  const known = computed.get(state)
  if (known?.version === version) return known.rows
  const rows = compute(state)
  computed.set(state, { version, rows })
  return rows
}

/** The row that keys act on. Where none was chosen, or what was is gone: the open conversation's, else the first one that can be opened. */
export function chosenRow(state: State): Row | undefined {
  const rows = listRows(state)
  return (
    rows.find(({ key }) => key === state.row) ??
    rows.find(row => row.row === 'conversation' && row.conv === state.open?.conv) ??
    rows.find(({ row }) => row !== 'heading') ??
    rows[0]
  )
}

/** The key of the row below, or of the one above where it is the last one of a section; headings are left out. */
export function nextRow(state: State, key: string): string | undefined {
  const rows = listRows(state)
  const at = rows.findIndex(row => row.key === key)
  return [rows[at + 1], rows[at - 1]].find(row => row !== undefined && row.row !== 'heading')?.key
}

/** The heading of the section in which a row stands; itself, where it is one. */
export function headingOf(state: State, key: string): Row | undefined {
  const rows = listRows(state)
  const at = rows.findIndex(row => row.key === key)
  return rows.slice(0, at + 1).findLast(({ row }) => row === 'heading')
}

function compute(state: State): Row[] {
  const { people } = state
  const spoken = new Set<string>()
  const conversations: Item[] = []
  for (const id of state.order) {
    const conversation = state.conversations.get(id)
    if (conversation === undefined) continue
    const conv = state.convOf(conversation)
    spoken.add(conv)
    const person = people.get(conversation.peerId ?? '')
    conversations.push({
      row: 'conversation',
      key: conv,
      conv,
      label: state.label(conv, conversation.name),
      conversation,
      ...(person && { person }),
    })
  }
  // With whom nothing was said is known once all conversations are.
  const silent = (state.whole ? people.friends : [])
    .filter(person => !spoken.has(person.peerId))
    .map(
      (person): Item => ({
        row: 'conversation',
        key: person.peerId,
        conv: person.peerId,
        label: people.label(person.peerId),
        person,
      }),
    )
    .sort((a, b) => a.label.localeCompare(b.label))
  const all = [...conversations, ...silent]
  const requests = people.all
    .filter(person => person.state === 'received')
    .map(
      (person): Item => ({
        row: 'request',
        key: `request:${person.peerId}`,
        person,
        label: people.label(person.peerId),
      }),
    )
  const nearby = strangers(state)
  if (state.filter !== undefined && state.filter !== '') {
    const found = rank(state.filter, [...requests, ...all, ...nearby], item => item.label).map(({ item }) => item)
    return found
  }
  const open = all.filter(item => !archived(item))
  const rows: Row[] = []
  const section = (name: Section, title: string, items: Item[]): void => {
    if (items.length > 0) rows.push(...heading(state, name, title, items))
  }
  section('requests', '', requests)
  section('pinned', '', open.filter(pinned))
  const rest = open.filter(item => !pinned(item))
  for (const folder of foldersOf(state, rest)) {
    section(
      'folder',
      folder,
      rest.filter(item => folderOf(item) === folder),
    )
  }
  section(
    'groups',
    '',
    rest.filter(item => folderOf(item) === undefined),
  )
  if (state.showArchived) section('archived', '', all.filter(archived))
  section('nearby', '', nearby)
  return rows
}

function heading(state: State, section: Section, title: string, items: Item[]): Row[] {
  const key = `${section}:${title}`
  const folded = state.folded.has(key)
  const unread = items.reduce(
    (sum, item) => sum + (item.row === 'conversation' ? (item.conversation?.unread ?? 0) : 0),
    0,
  )
  const head: Row = { row: 'heading', key, section, title, count: items.length, unread, folded }
  return folded ? [head] : [head, ...items]
}

function foldersOf(state: State, items: Item[]): string[] {
  const used = new Set(items.map(folderOf).filter(folder => folder !== undefined))
  return [
    ...state.folders.filter(folder => used.has(folder)),
    ...[...used].filter(folder => !state.folders.includes(folder)),
  ]
}

/** The folder of a friend; whoever was one before is listed where friends without a folder are. */
function folderOf(item: Item): string | undefined {
  if (item.row !== 'conversation') return undefined
  if (item.conversation?.kind === 'group') return undefined
  return item.person?.folder ?? ''
}

const pinned = (item: Item): boolean => item.row === 'conversation' && item.conversation?.pinned === true
const archived = (item: Item): boolean => item.row === 'conversation' && item.conversation?.archived === true

/** Those with whom nothing began, and whom one did not send away. */
const STRANGE: readonly (FriendState | undefined)[] = [undefined, 'requested', 'declined', 'removed']

function strangers(state: State): Item[] {
  const items: Item[] = []
  for (const peer of state.nearby.values()) {
    const person = state.people.get(peer.peerId)
    // Without a card nobody knows yet whether it is a person or a relay.
    if (peer.kind !== 'peer' || peer.name === '' || person === undefined || !STRANGE.includes(person.state)) continue
    items.push({ row: 'nearby', key: `nearby:${peer.peerId}`, person, label: state.people.label(peer.peerId) })
  }
  return items.sort((a, b) => a.label.localeCompare(b.label))
}

/** The list at the left: what waits for an answer, conversations in their folders, who is nearby. */
import type { Conversation, Presence } from '../../../node/messenger.ts'
import { isMuted } from '../../chat/lines.ts'
import { displayWidth, truncate } from '../../text/width.ts'
import type { Intent } from '../actions/action.ts'
import type { Area, Frame } from '../frame/frame.ts'
import { mix, type Span, type Style } from '../frame/style.ts'
import { wrap } from '../frame/wrap.ts'
import { chosenRow, listRows, type Row } from '../state/rows.ts'
import type { State } from '../state/state.ts'
import type { Look } from './look.ts'

export function drawList(frame: Frame<Intent>, area: Area, state: State, look: Look): void {
  const { theme, words } = look
  frame.hits.push({ area, wheelUp: { action: 'list.up' }, wheelDown: { action: 'list.down' } })
  const rows = listRows(state)
  let top = area.y
  if (state.filter !== undefined) {
    const cursor = frame.put(area.x + 1, top, `/${state.filter}`, theme.text, area.x + area.width)
    if (state.focus === 'list') frame.cursor = { x: Math.min(cursor, area.x + area.width - 1), y: top }
    top++
  }
  const height = area.y + area.height - top
  if (rows.length === 0) {
    if (state.node.is === 'starting') return
    const text = state.filter === undefined ? words.tui.list.nobody : words.tui.list.nothing
    const lines = wrap([{ text, style: theme.dim }], Math.max(1, area.width - 2))
    lines.slice(0, Math.max(0, height)).forEach((line, at) => {
      frame.line(area.x + 1, top + at, line, area.x + area.width)
    })
    return
  }
  const chosen = chosenRow(state)
  const selected = Math.max(
    0,
    rows.findIndex(({ key }) => key === chosen?.key),
  )
  // The selected row stays in the middle where the list is longer than the screen.
  const from = Math.max(0, Math.min(rows.length - height, selected - Math.floor(height / 2)))
  for (let at = 0; at < height; at++) {
    const row = rows[from + at]
    if (row === undefined) break
    const place = { x: area.x, y: top + at, width: area.width, height: 1 }
    drawRow(frame, place, row, state, look)
    const here = row.key === chosen?.key && state.focus === 'list'
    const open = row.row === 'conversation' && row.conv === state.open?.conv
    if (here) frame.restyle(place, style => mix(style, theme.selected))
    else if (open) frame.restyle(place, style => mix(style, theme.open))
  }
  scrollMark(frame, { ...area, y: top, height }, { from, total: rows.length }, look)
}

function drawRow(frame: Frame<Intent>, area: Area, row: Row, state: State, look: Look): void {
  const { theme } = look
  const right = area.x + area.width
  if (row.row === 'heading') {
    const sign = row.folded ? look.signs.folded : look.signs.unfolded
    const count = row.folded && row.unread > 0 ? ` ${row.unread}` : ''
    const title = truncate(`${sign} ${headingTitle(row, look)}`, area.width - 2 - count.length)
    const end = frame.put(area.x, area.y, title, theme.heading, right)
    frame.put(end, area.y, count, theme.unread, right)
    frame.hits.push({ area, press: { action: 'list.fold', target: row.key } })
  } else {
    const behind = notes(row, state, look)
    const wide = behind.reduce((sum, { text }) => sum + displayWidth(text), 0)
    const sign = signOf(row, look)
    const x = frame.put(area.x + 1, area.y, `${sign.text} `, sign.style, right)
    const room = Math.max(1, right - x - wide - (wide > 0 ? 2 : 1))
    const unread =
      row.row === 'conversation' && ((row.conversation?.unread ?? 0) > 0 || row.conversation?.markedUnread === true)
    const muted = row.row === 'conversation' && row.conversation !== undefined && isMuted(row.conversation)
    frame.put(
      x,
      area.y,
      truncate(row.label, room),
      unread && !muted ? theme.unread : muted ? theme.dim : theme.text,
      right,
    )
    frame.line(right - wide - 1, area.y, behind, right)
    const intent: Intent = {
      action: row.row === 'conversation' ? 'list.open' : 'person.show',
      target: row.row === 'conversation' ? row.conv : row.person.peerId,
    }
    frame.hits.push({ area, press: intent, menu: { action: 'list.menu', target: row.key } })
  }
}

function headingTitle(row: Row & { row: 'heading' }, { words }: Look): string {
  if (row.section !== 'folder') return words.tui.list.sections[row.section]
  if (row.title === '') return words.tui.list.noFolder
  // The folders of a fresh profile have English names until somebody gives them others.
  return words.common.folder(row.title)
}

function signOf(row: Exclude<Row, { row: 'heading' }>, look: Look): Span {
  const { signs, theme } = look
  if (row.row === 'request') return { text: '?', style: theme.notice }
  if (row.row === 'nearby')
    return { text: signs.presence[row.person.presence === 'offline' ? 'here' : row.person.presence], style: theme.dim }
  const presence: Presence | undefined = row.person?.state === 'friend' ? row.person.presence : undefined
  if (presence === undefined) return { text: row.conversation?.kind === 'group' ? '#' : ' ', style: theme.dim }
  return { text: signs.presence[presence], style: presenceStyle(presence, look) }
}

export function presenceStyle(presence: Presence, { theme }: Look): Style {
  return theme[presence]
}

/** What stands at the right of a row. */
function notes(row: Exclude<Row, { row: 'heading' }>, state: State, look: Look): Span[] {
  const { signs, theme } = look
  if (row.row === 'nearby')
    return row.person.resembles === undefined ? [] : [{ text: signs.warning, style: theme.error }]
  if (row.row === 'request')
    return row.person.resembles === undefined ? [] : [{ text: signs.warning, style: theme.error }]
  const { conversation } = row
  const spans: Span[] = []
  if (row.person?.resembles !== undefined) spans.push({ text: signs.warning, style: theme.error })
  if (conversation === undefined) return spans
  const typing = (state.typing.get(conversation.conversation)?.size ?? 0) > 0
  if (typing) spans.push({ text: '…', style: theme.good })
  if (conversation.draft !== undefined && row.conv !== state.open?.conv)
    spans.push({ text: signs.draft, style: theme.dim })
  if (conversation.sealed) spans.push({ text: conversation.locked ? signs.sealed : signs.opened, style: theme.dim })
  if (isMuted(conversation)) spans.push({ text: signs.muted, style: theme.dim })
  if (conversation.pinned) spans.push({ text: signs.pinned, style: theme.dim })
  if (conversation.mentions > 0) spans.push({ text: '@', style: theme.ownMention })
  if (!(conversation === state.opened && state.seesEnd)) spans.push(...unreadSpans(conversation, look))
  return spans.flatMap((span, at) => (at === 0 ? [span] : [{ text: ' ', style: theme.text }, span]))
}

function unreadSpans(conversation: Conversation, { theme, signs }: Look): Span[] {
  const style = isMuted(conversation) ? theme.dim : theme.unread
  if (conversation.unread > 0)
    return [{ text: conversation.unread > 999 ? '999+' : String(conversation.unread), style }]
  return conversation.markedUnread ? [{ text: signs.presence.here, style }] : []
}

/** Where in a longer list one is, at its right edge. */
export function scrollMark(
  frame: Frame<Intent>,
  area: Area,
  { from, total }: { from: number; total: number },
  { signs, theme }: Look,
): void {
  if (total <= area.height || area.height < 3) return
  const length = Math.max(1, Math.round((area.height * area.height) / total))
  const at = Math.round((from / Math.max(1, total - area.height)) * (area.height - length))
  for (let row = 0; row < length; row++)
    frame.put(area.x + area.width - 1, area.y + at + row, signs.thumb, theme.border)
}

/** The conversation: its header, its messages, what is answered or edited, the editor. */
import { isMuted } from '../../chat/lines.ts'
import { displayName, sanitize } from '../../text/sanitize.ts'
import { moment } from '../../text/time.ts'
import { displayWidth, truncate } from '../../text/width.ts'
import type { Intent } from '../actions/action.ts'
import type { Area, Frame } from '../frame/frame.ts'
import { BOLD, mix, type Span } from '../frame/style.ts'
import { wrap } from '../frame/wrap.ts'
import type { Open, State } from '../state/state.ts'
import { drawCompletions, drawEditor } from './editor.ts'
import type { Layout } from './layout.ts'
import { presenceStyle } from './list.ts'
import type { Look } from './look.ts'
import { lineWidth } from './message-block.ts'
import { shownRows } from './window.ts'

export function drawConversation(frame: Frame<Intent>, layout: Layout, state: State, look: Look): void {
  const { open } = state
  if (open === undefined) {
    if (layout.messages !== undefined) drawNothingOpen(frame, layout.messages, state, look)
    return
  }
  if (layout.header !== undefined) drawHeader(frame, layout.header, open, state, look)
  if (layout.messages !== undefined) drawMessages(frame, layout.messages, open, state, look)
  // On a screen of few rows it lies over the messages.
  const end = drawWayToEnd(frame, layout.banner ?? layout.messages, open, state, look)
  if (layout.banner !== undefined)
    drawBanner(frame, { ...layout.banner, width: layout.banner.width - end }, open, state, look)
  if (layout.editor !== undefined) drawEditor(frame, layout.editor, open, state, look)
  if (state.focus === 'editor')
    drawCompletions(frame, open.completions, look, at => ({ action: 'editor.complete', target: String(at) }))
}

/** Where to begin, for somebody who has nothing open. */
function drawNothingOpen(frame: Frame<Intent>, area: Area, state: State, look: Look): void {
  if (state.node.is === 'starting') return
  const { theme, words } = look
  const friends = state.people.friends.length
  const hints: { keys: string; text: string; intent: Intent }[] = [
    { keys: look.keyOf('palette'), text: words.tui.welcome.palette, intent: { action: 'palette' } },
    { keys: look.keyOf('goto'), text: words.tui.welcome.goto, intent: { action: 'goto' } },
    { keys: look.keyOf('people.add'), text: words.tui.welcome.add, intent: { action: 'people.add' } },
    { keys: look.keyOf('people.invite'), text: words.tui.welcome.invite, intent: { action: 'people.invite' } },
    { keys: look.keyOf('help'), text: words.tui.welcome.help, intent: { action: 'help' } },
    { keys: look.keyOf('quit'), text: words.tui.welcome.quit, intent: { action: 'quit' } },
  ]
  const title =
    friends === 0 ? words.tui.welcome.noFriends(state.nearby.size) : words.tui.welcome.title(displayName(state.me.name))
  const wide = Math.max(...hints.map(({ keys }) => displayWidth(keys)))
  const room = area.width - 4
  const block = Math.min(room, Math.max(displayWidth(title), ...hints.map(({ text }) => wide + 2 + displayWidth(text))))
  const x = area.x + Math.max(2, Math.floor((area.width - block) / 2))
  const heads = wrap([{ text: title, style: theme.heading }], Math.max(1, room))
  const top = area.y + Math.max(0, Math.floor((area.height - hints.length - heads.length - 1) / 2))
  heads.forEach((line, at) => {
    frame.line(x, top + at, line, area.x + area.width)
  })
  hints.forEach(({ keys, text, intent }, at) => {
    const y = top + heads.length + 1 + at
    if (y >= area.y + area.height) return
    frame.put(x, y, keys, theme.key)
    frame.put(x + wide + 2, y, truncate(text, Math.max(1, room - wide - 2)), theme.text)
    frame.hits.push({ area: { x, y, width: block, height: 1 }, press: intent })
  })
}

function drawHeader(frame: Frame<Intent>, area: Area, open: Open, state: State, look: Look): void {
  const { theme, signs, words } = look
  const { opened } = state
  const person = state.people.get(opened?.peerId ?? open.conv)
  frame.fill(area, theme.bar)
  const spans: Span[] = []
  if (person?.state === 'friend')
    spans.push({
      text: `${signs.presence[person.presence]} `,
      style: mix(theme.bar, presenceStyle(person.presence, look)),
    })
  spans.push({ text: state.openLabel, style: mix(theme.bar, BOLD) })
  const more: Span[] = []
  const say = (text: string, style = theme.bar): void => {
    more.push({ text: `  ${text}`, style })
  }
  if (person?.verified) say(`${signs.verified} ${words.tui.header.verified}`, mix(theme.bar, theme.good))
  if (person !== undefined && person.state !== undefined && person.state !== 'friend')
    say(words.common.friendState[person.state])
  if (person?.resembles !== undefined)
    say(
      `${signs.warning} ${words.tui.header.resembles(state.people.label(person.resembles.peerId, person.resembles.name))}`,
      mix(theme.bar, theme.error),
    )
  if (person?.state === 'friend' && person.presence === 'offline' && person.lastSeen !== undefined)
    say(words.chat.lastSeen(moment(person.lastSeen, look.times)))
  else if (person?.state === 'friend') say(words.common.presence[person.presence])
  if (opened !== undefined && isMuted(opened)) say(words.tui.header.muted)
  if (opened?.sealed) say(`${opened.locked ? signs.sealed : signs.opened} ${words.tui.header.sealed}`)
  if (open.expire !== undefined) say(`${signs.timer} ${words.cli.duration(open.expire)}`)
  if (person?.status !== undefined && person.status !== '') say(`“${sanitize(person.status, { lines: 'fold' })}”`)
  const x = area.x + 1
  const end = frame.line(x, area.y, [...spans, ...more], area.x + area.width - 1)
  frame.hits.push({ area: { ...area, width: end - area.x }, press: { action: 'conversation.menu', target: open.conv } })
  // The name leads to whose it is, the rest of the line to what can be done with the conversation.
  if (person !== undefined) {
    frame.hits.push({
      area: { ...area, width: Math.min(end, x + lineWidth(spans)) - area.x },
      press: { action: 'person.show', target: person.peerId },
      menu: { action: 'conversation.menu', target: open.conv },
    })
  }
}

function drawMessages(frame: Frame<Intent>, area: Area, open: Open, state: State, look: Look): void {
  const { theme, signs, words } = look
  frame.hits.push({ area, wheelUp: { action: 'messages.wheelUp' }, wheelDown: { action: 'messages.wheelDown' } })
  const { timeline } = open
  if (state.opened?.locked === true) {
    centred(frame, area, `${signs.sealed} ${words.tui.messages.locked(look.keyOf('conversation.unseal'))}`, look, {
      action: 'conversation.unseal',
    })
    return
  }
  if (timeline.messages.length === 0) {
    if (timeline.atStart) centred(frame, area, words.chat.emptyConversation(state.openLabel), look)
    return
  }
  const { rows } = shownRows(timeline, { state, look, width: area.width }, area.height)
  const top = area.y + Math.max(0, area.height - rows.length)
  frame.counts ||= rows.some(({ counts }) => counts)
  rows.forEach(({ id, row }, at) => {
    const place = { x: area.x, y: top + at, width: area.width, height: 1 }
    frame.line(area.x + 1, place.y, row.line, area.x + area.width)
    if (!row.own) return
    const selected = timeline.selected === id && state.focus === 'messages'
    const marked = timeline.marked.has(id)
    if (marked) frame.put(area.x, place.y, signs.marked, theme.notice)
    if (selected) {
      frame.restyle(place, style => mix(style, theme.open))
      if (!marked) frame.put(area.x, place.y, signs.selected, theme.focus)
    }
    const select: Intent = { action: 'message.select', target: id }
    frame.hits.push({
      area: place,
      press: row.press ?? select,
      menu: { action: 'message.menu', target: id },
      double: { action: 'message.reply', target: id },
      wheelUp: { action: 'messages.wheelUp' },
      wheelDown: { action: 'messages.wheelDown' },
    })
  })
  if (timeline.loading === 'before') frame.put(area.x + 1, area.y, words.tui.messages.loading, theme.dim)
}

function centred(frame: Frame<Intent>, area: Area, text: string, { theme }: Look, press?: Intent): void {
  const shown = truncate(text, area.width - 2)
  const y = area.y + Math.floor(area.height / 2)
  const x = area.x + Math.max(1, Math.floor((area.width - displayWidth(shown)) / 2))
  frame.put(x, y, shown, theme.dim)
  if (press !== undefined) frame.hits.push({ area: { x, y, width: displayWidth(shown), height: 1 }, press })
}

/** How much came below what is on the screen, at the right of an area's last row. @returns the cells that it takes */
function drawWayToEnd(frame: Frame<Intent>, area: Area | undefined, open: Open, state: State, look: Look): number {
  const { theme, words } = look
  const { scroll, atEnd, below, messages } = open.timeline
  if (area === undefined || messages.length === 0 || state.opened?.locked === true) return 0
  if (scroll.to === 'end' && atEnd) return 0
  const text = ` ${below > 0 ? words.tui.messages.below(below) : words.tui.messages.toEnd} ${look.keyOf('messages.end')} `
  const shown = truncate(text, area.width)
  const width = displayWidth(shown)
  const place = { x: area.x + area.width - width, y: area.y + area.height - 1, width, height: 1 }
  frame.put(place.x, place.y, shown, below > 0 ? theme.barStrong : theme.bar)
  frame.hits.push({ area: place, press: { action: 'messages.end' } })
  return width
}

/** The line between messages and editor: what is answered or edited, who types. */
function drawBanner(frame: Frame<Intent>, area: Area, open: Open, state: State, look: Look): void {
  const { theme, signs, words } = look
  for (let x = area.x; x < area.x + area.width; x++)
    frame.put(x, area.y, signs.rule, state.focus === 'editor' ? theme.focus : theme.border)
  const about = open.editing ?? open.reply
  const typing = [...(state.typing.get(open.conversation ?? '') ?? [])].map(peer => state.people.label(peer))
  const line: Span[] = []
  if (about !== undefined) {
    const said = sanitize(about.text ?? '', { lines: 'fold' })
    const name = about.own ? words.chat.you : state.people.label(about.from.peerId, about.from.name)
    line.push({
      text: ` ${open.editing === undefined ? words.tui.editor.replying(name) : words.tui.editor.editing} `,
      style: theme.notice,
    })
    line.push({ text: `${truncate(said, Math.max(8, area.width - 40))} `, style: theme.quote })
    line.push({ text: `[${look.keyOf('editor.cancel')}] `, style: theme.key })
  } else if (typing.length > 0) {
    line.push({ text: ` ${words.tui.editor.typing(truncate(words.common.list(typing), 30))} `, style: theme.good })
  }
  if (line.length === 0) return
  frame.line(area.x + 1, area.y, line, area.x + area.width - 1)
  if (about !== undefined)
    frame.hits.push({
      area: { ...area, width: Math.min(area.width, lineWidth(line) + 1) },
      press: { action: 'editor.cancel' },
    })
}

/** All that is known of a message: whose it is, where it got to and when, what it said before. */
import type { MessageDetails } from '../../../node/messenger.ts'
import { displayName, sanitize } from '../../text/sanitize.ts'
import { moment } from '../../text/time.ts'
import { displayWidth } from '../../text/width.ts'
import type { App } from '../app.ts'
import type { Line } from '../frame/style.ts'
import type { Look } from '../view/look.ts'
import { TextPanel } from './text-panel.ts'

export function showDetails(app: App, id: string): void {
  let details: MessageDetails | undefined
  const panel = new TextPanel(app, {
    title: app.words.tui.talk.details,
    about: { id, conversation: app.state.open?.conversation ?? '' },
    lines: look =>
      details === undefined
        ? [[{ text: look.words.tui.panels.working, style: look.theme.dim }]]
        : detailLines(app, details, look),
  })
  app.open(panel)
  app.run(async () => {
    try {
      details = await app.messenger.message({ id })
    } catch (error) {
      app.close(panel)
      throw error
    }
  })
}

function detailLines(app: App, message: MessageDetails, look: Look): Line[] {
  const { theme, words } = look
  const { talk } = words.tui
  const { facts } = words.messages
  const name = (peerId: string, fallback = ''): string =>
    peerId === app.state.me.peerId ? words.chat.you : app.state.people.label(peerId, fallback)
  const when = (at: string): string => moment(at, look.times)
  const rows: [label: string, text: string][] = [
    [talk.from, name(message.from.peerId, message.from.name)],
    [talk.at, when(message.at)],
    [talk.state, message.state === 'unread' ? talk.arrived : words.common.ownState[message.state]],
  ]
  if (message.edited !== undefined) rows.push([talk.editedAt, when(message.edited)])
  if (message.recalled !== undefined) rows.push([talk.recalledAt, when(message.recalled)])
  if (message.expiresAt !== undefined) rows.push([talk.vanishes, when(message.expiresAt)])
  for (const { peerId, at } of message.deliveredTo ?? [])
    rows.push([facts.delivered, words.common.list([name(peerId), when(at)])])
  for (const { peerId, at } of message.readBy ?? [])
    rows.push([facts.read, words.common.list([name(peerId), when(at)])])
  for (const { emoji, from } of message.reactions ?? [])
    rows.push([displayName(emoji), words.common.list(from.map(each => name(each.peerId, each.name)))])
  for (const link of message.links ?? []) rows.push([facts.links, sanitize(link, { lines: 'fold' })])
  rows.push([facts.id, message.id])
  const wide = Math.max(...rows.map(([label]) => displayWidth(label)))
  const lines = rows.map(
    ([label, text]): Line => [
      { text: `${label}${' '.repeat(wide - displayWidth(label) + 2)}`, style: theme.dim },
      { text, style: theme.text },
    ],
  )
  for (const { at, text } of message.versions ?? []) {
    lines.push([], [{ text: words.common.labelled(facts.versions, when(at)), style: theme.heading }])
    for (const line of sanitize(text).split('\n')) lines.push([{ text: line, style: theme.text }])
  }
  return lines
}

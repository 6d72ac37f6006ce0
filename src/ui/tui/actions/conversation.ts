/** From one conversation to another. */
import { isMuted } from '../../chat/lines.ts'
import type { App } from '../app.ts'
import { listRows } from '../state/rows.ts'
import type { Action } from './action.ts'

/** Those of the list, from top to bottom. */
function convs(app: App): string[] {
  return listRows(app.state).flatMap(row => (row.row === 'conversation' ? [row.conv] : []))
}

async function step(app: App, by: number): Promise<void> {
  const all = convs(app)
  const at = all.indexOf(app.state.open?.conv ?? '')
  const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : (at + by + all.length) % all.length]
  if (next !== undefined) await app.talk.open(next)
}

/** The next one with something unread that is not muted; mentions come first. */
async function unread(app: App): Promise<void> {
  const { state } = app
  const waiting = [...state.conversations.values()].filter(
    each => (each.unread > 0 || each.markedUnread) && each.conversation !== state.opened?.conversation,
  )
  const next = waiting.find(each => each.mentions > 0) ?? waiting.find(each => !isMuted(each)) ?? waiting[0]
  if (next !== undefined) await app.talk.open(state.convOf(next))
}

function close(app: App): void {
  const { state } = app
  app.run(() => app.writing.keepDraft())
  state.row = state.open?.conv
  state.open = undefined
  state.focus = 'list'
  app.arrivals.attend()
}

export const conversationActions: readonly Action[] = [
  {
    name: 'conversation.next',
    group: 'conversation',
    where: 'anywhere',
    keys: ['alt+down', 'ctrl+n'],
    run: app => step(app, 1),
  },
  {
    name: 'conversation.previous',
    group: 'conversation',
    where: 'anywhere',
    keys: ['alt+up'],
    run: app => step(app, -1),
  },
  { name: 'conversation.unread', group: 'conversation', where: 'anywhere', keys: ['alt+a'], run: unread },
  {
    name: 'conversation.number',
    group: 'conversation',
    where: 'anywhere',
    keys: ['alt+1', 'alt+2', 'alt+3', 'alt+4', 'alt+5', 'alt+6', 'alt+7', 'alt+8', 'alt+9'],
    inner: true,
    targetOf: key => key.at(-1) ?? '',
    run: async (app, target) => {
      const conv = convs(app)[Number(target) - 1]
      if (conv !== undefined) await app.talk.open(conv)
    },
  },
  {
    name: 'conversation.close',
    group: 'conversation',
    where: 'anywhere',
    keys: ['alt+w'],
    offered: ({ open }, target) => open !== undefined && (target === undefined || target === open.conv),
    run: close,
  },
]

/** Moving in the messages: by rows, pages, messages; to the ends and to what is new. */
import type { App } from '../app.ts'
import { messageOf } from '../state/subject.ts'
import { layout } from '../view/layout.ts'
import { revealed, scrolled } from '../view/window.ts'
import type { Action, ActionName } from './action.ts'

const WHEEL_ROWS = 3
/** Fewer messages than these, and a screen full of them, between the top of the screen and an end of what is in memory: more are fetched. */
const NEAR = 30

/** Scrolls, and fetches what is near. */
export function scroll(app: App, rows: number): void {
  const { state, look } = app
  const area = layout(state).messages
  const { open } = state
  if (area === undefined || open === undefined) return
  const { timeline } = open
  timeline.scroll = scrolled(timeline, { state, look, width: area.width }, area.height, rows)
  arrived(app)
}

/** What follows from where one is now: pages are fetched, what is seen is read. */
function arrived(app: App): void {
  const { open } = app.state
  if (open === undefined) return
  const { timeline } = open
  const { scroll: at } = timeline
  const index = at.to === 'row' ? timeline.indexOf(at.id) : timeline.messages.length
  const near = NEAR + (layout(app.state).messages?.height ?? 0)
  if (index < near) app.run(() => app.talk.older())
  if (timeline.messages.length - index < near && !timeline.atEnd) app.run(() => app.talk.newer())
  if (at.to === 'end' && timeline.atEnd) timeline.below = 0
  app.arrivals.seen()
}

/** Selects the message that is `by` away from the selected one. */
export function select(app: App, by: number): void {
  const { open } = app.state
  if (open === undefined) return
  const { timeline } = open
  const known = timeline.selected === undefined ? -1 : timeline.indexOf(timeline.selected)
  // One that is not in memory any more was left behind: it goes on from the end.
  const at = known < 0 ? timeline.messages.length : known
  const next = timeline.messages[Math.max(0, Math.min(timeline.messages.length - 1, at + by))]
  if (next !== undefined) show(app, next.id)
}

export function selectLast(app: App): void {
  const { open } = app.state
  if (open === undefined || (open.timeline.selected !== undefined && open.timeline.has(open.timeline.selected))) return
  select(app, -1)
}

/** Selects a message in memory, and scrolls to where it is seen. */
export function show(app: App, id: string): void {
  const { state, look } = app
  const { open } = state
  if (open === undefined) return
  open.timeline.selected = id
  state.focus = 'messages'
  const area = layout(state).messages
  if (area === undefined) return
  open.timeline.scroll = revealed(open.timeline, { state, look, width: area.width }, area.height, id)
  arrived(app)
}

function page(app: App, by: 1 | -1): void {
  const area = layout(app.state).messages
  if (area !== undefined) scroll(app, by * Math.max(1, area.height - 2))
}

/** Where the messages have the keys, the last one is selected: one goes on from there. */
async function end(app: App): Promise<void> {
  await app.talk.end()
  if (app.state.focus === 'messages') selectLast(app)
}

async function firstUnread(app: App): Promise<void> {
  const id = app.state.open?.timeline.firstUnread
  if (id === undefined) await app.talk.end()
  else await app.talk.jump(id)
}

const moving = (name: ActionName, where: Action['where'], keys: readonly string[], run: Action['run']): Action => ({
  name,
  group: 'go',
  where,
  keys,
  inner: true,
  run,
})

export const messagesActions: readonly Action[] = [
  moving('messages.up', 'messages', ['up', 'k'], app => select(app, -1)),
  moving('messages.down', 'messages', ['down', 'j'], app => select(app, 1)),
  moving('messages.pageUp', 'anywhere', ['pageup'], app => page(app, -1)),
  moving('messages.pageDown', 'anywhere', ['pagedown'], app => page(app, 1)),
  moving('messages.start', 'anywhere', ['alt+home'], app => app.talk.start()),
  moving('messages.end', 'anywhere', ['alt+end'], end),
  moving('messages.first', 'messages', ['home', 'g'], app => app.talk.start()),
  moving('messages.last', 'messages', ['end', 'shift+g'], end),
  moving('messages.unread', 'anywhere', ['alt+n'], firstUnread),
  moving('messages.wheelUp', 'messages', [], app => scroll(app, -WHEEL_ROWS)),
  moving('messages.wheelDown', 'messages', [], app => scroll(app, WHEEL_ROWS)),
  {
    name: 'message.select',
    group: 'message',
    where: 'messages',
    keys: [],
    inner: true,
    run: (app, id) => {
      if (id !== undefined) show(app, id)
    },
  },
  {
    name: 'message.expand',
    group: 'message',
    where: 'messages',
    keys: ['o'],
    run: (app, target) => {
      const { timeline } = app.state.open ?? {}
      const id = target ?? timeline?.selected
      if (timeline === undefined || id === undefined) return
      if (timeline.expanded.has(id)) timeline.expanded.delete(id)
      else timeline.expanded.add(id)
    },
  },
  {
    name: 'message.jump',
    group: 'message',
    where: 'messages',
    keys: ['q'],
    offered: (state, target) => messageOf(state, target)?.replyTo !== undefined,
    run: async (app, target) => {
      const id = messageOf(app.state, target)?.replyTo?.id
      if (id !== undefined) await app.talk.jump(id)
    },
  },
]

/** What has the keys: the list, the messages, the editor. */
import type { App } from '../app.ts'
import type { Focus, State } from '../state/state.ts'
import type { Action } from './action.ts'
import { selectLast } from './messages.ts'

const ORDER: readonly Focus[] = ['list', 'messages', 'editor']

function setFocus(app: App, focus: Focus): void {
  const { state } = app
  if (focus !== 'list' && state.open === undefined) return
  // Who comes anew begins at the newest, unless they had scrolled away from it.
  if (focus === 'messages' && state.focus !== 'messages' && state.open?.timeline.scroll.to === 'end')
    state.open.timeline.selected = undefined
  state.focus = focus
  if (focus === 'messages') selectLast(app)
}

function turn(app: App, by: number): void {
  const { state } = app
  const at = ORDER.indexOf(state.focus) + by + ORDER.length
  setFocus(app, ORDER[at % ORDER.length] ?? 'list')
}

const hasOpen = ({ open }: State): boolean => open !== undefined

export const focusActions: readonly Action[] = [
  { name: 'focus.next', group: 'go', where: 'anywhere', keys: ['tab'], offered: hasOpen, run: app => turn(app, 1) },
  {
    name: 'focus.previous',
    group: 'go',
    where: 'anywhere',
    keys: ['shift+tab'],
    offered: hasOpen,
    run: app => turn(app, -1),
  },
  { name: 'focus.list', group: 'go', where: 'anywhere', keys: ['alt+l', 'f2'], run: app => setFocus(app, 'list') },
  {
    name: 'focus.messages',
    group: 'go',
    where: 'anywhere',
    keys: ['alt+m'],
    offered: hasOpen,
    run: app => setFocus(app, 'messages'),
  },
  {
    name: 'focus.editor',
    group: 'go',
    where: 'messages',
    keys: ['i', 'escape'],
    offered: hasOpen,
    run: app => setFocus(app, 'editor'),
  },
]

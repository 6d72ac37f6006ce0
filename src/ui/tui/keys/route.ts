/** Where input goes: to the topmost panel, else to the actions of the place that has the keys, else into the editor. */
import type { ActionName, Intent } from '../actions/action.ts'
import type { App } from '../app.ts'
import type { Hit } from '../frame/frame.ts'
import { helpAbove } from '../panels/panel-help.ts'
import type { Input } from '../terminal/input.ts'
import { pointInto, typeFilter, typeInto } from './typing.ts'

/** Rows that one turn of the wheel scrolls. */
const WHEEL_ROWS = 3

/** Keys of the list of completions. */
const COMPLETING: ReadonlySet<string> = new Set(['up', 'down', 'tab', 'shift+tab', 'enter', 'escape'])

/** Two quick presses of it look like one with alt held, which nobody means. */
const ESCAPE: Input = { input: 'key', key: 'escape' }

/** Hold also while a panel is open. */
const ALWAYS: ReadonlySet<ActionName> = new Set(['quit', 'suspend', 'redraw', 'lock'])

export function routeInput(app: App, given: Input): void {
  const input = given.input === 'key' && given.key === 'alt+escape' ? ESCAPE : given
  if (input.input === 'focus') return
  if (input.input === 'mouse') {
    routeMouse(app, input)
    return
  }
  const key = input.input === 'key' ? input.key : undefined
  const panel = app.panels.at(-1)
  if (panel !== undefined) {
    // What types something is never taken from a field.
    const types = input.input === 'key' && input.text !== undefined
    const always = key === undefined || types || panel.takesAll ? undefined : app.keymap.action(key, 'anywhere')
    if (always !== undefined && ALWAYS.has(always.name)) app.do(always.name)
    else if (always?.name === 'help' && helpAbove(app, panel)) return
    else if (!panel.input(input) && key !== undefined) {
      if (key === 'escape' && panel.covers !== true) app.close(panel)
      // Where nothing is written, the key for help may be one that types something.
      else if (app.keymap.action(key, 'anywhere')?.name === 'help') helpAbove(app, panel)
    }
    return
  }
  const { state } = app
  // What can be completed has the keys that choose from it.
  if (key !== undefined && state.focus === 'editor' && state.open?.completions.completion !== undefined) {
    if (COMPLETING.has(key) && typeInto(app, input)) return
  }
  if (key !== undefined) {
    // While the list is narrowed, letters are letters.
    const typing =
      state.filter !== undefined && state.focus === 'list' && input.input === 'key' && input.text !== undefined
    // What types something is never taken from the editor.
    const writes =
      state.focus === 'editor' && state.open !== undefined && input.input === 'key' && input.text !== undefined
    const anywhere = writes ? undefined : app.keymap.action(key, 'anywhere')
    const action = typing ? undefined : (app.keymap.action(key, state.focus) ?? anywhere)
    if (action !== undefined && action.offered?.(state) !== false) {
      app.do(action.name, action.targetOf?.(key))
      return
    }
    // A letter that means something here is not taken for text because it means nothing now.
    if (action !== undefined && action.where !== 'anywhere' && action.where !== 'editor') {
      const { talk, actions } = app.words.tui
      app.tell(action.where === 'messages' ? talk.notNow(actions[action.name]) : talk.notHere(actions[action.name]))
      return
    }
  }
  write(app, input)
}

/** What is typed goes into the editor, wherever the keys are: nobody has to look for it first. */
function write(app: App, input: Input): void {
  const { state } = app
  if (state.filter !== undefined && state.focus === 'list') {
    typeFilter(app, input)
    return
  }
  if (state.open === undefined) return
  if (state.focus !== 'editor') {
    if (input.input === 'key' && input.text === undefined) return
    state.focus = 'editor'
  }
  typeInto(app, input)
}

function routeMouse(app: App, input: Input & { input: 'mouse' }): void {
  const hit = app.hitAt(input.x, input.y)
  if (hit === undefined) return
  const panel = app.panels.at(-1)
  if (input.action === 'wheel-up' || input.action === 'wheel-down') {
    const rows = input.action === 'wheel-up' ? -WHEEL_ROWS : WHEEL_ROWS
    if (panel !== undefined) panel.wheel?.(rows)
    else performed(app, input.action === 'wheel-up' ? hit.wheelUp : hit.wheelDown)
    return
  }
  if (panel === undefined && input.button === 'left' && hit.press?.action === 'focus.editor') {
    if (input.action === 'press') app.do('focus.editor')
    if (input.action !== 'release') pointInto(app, input.x, input.y, input.clicks, input.action === 'drag')
    return
  }
  if (input.action !== 'press') return
  performed(app, chosen(hit, input))
}

function chosen(hit: Hit<Intent>, input: Input & { input: 'mouse' }): Intent | undefined {
  if (input.button === 'right') return hit.menu ?? hit.press
  if (input.button !== 'left') return undefined
  return input.clicks >= 2 ? (hit.double ?? hit.press) : hit.press
}

function performed(app: App, intent: Intent | undefined): void {
  if (intent !== undefined) app.perform(intent)
}

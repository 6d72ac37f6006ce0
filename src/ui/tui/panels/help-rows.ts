/** Every key there is, in sections: those of the table as they are changed, those of the editor and of panels, and the mouse. */
import type { Action, ActionGroup } from '../actions/action.ts'
import { ACTIONS } from '../actions/all.ts'
import type { App } from '../app.ts'
import { EDITOR_KEYS, type EditorCommand } from '../editor/keys.ts'

export interface HelpRow {
  /** Begins a section. */
  readonly heading?: true
  readonly label: string
  readonly keys: readonly string[]
  /** Where the key holds, in words; empty for anywhere. */
  readonly place: string
  /** Whose keys may be changed. */
  readonly action?: Action
}

const GROUPS: readonly ActionGroup[] = ['go', 'conversation', 'message', 'people', 'calls', 'account', 'screen']

export function helpRows(app: App): HelpRow[] {
  const { help, groups } = app.words.tui
  return [
    ...GROUPS.flatMap(group => section(groups[group], actionRows(app, group))),
    ...section(help.sections.editor, editorRows(app)),
    ...section(help.sections.panels, panelRows(app)),
    ...section(
      help.sections.mouse,
      Object.values(help.mouse).map(([what, label]) => ({ label, keys: [what], place: '' })),
    ),
  ]
}

function section(title: string, rows: readonly HelpRow[]): HelpRow[] {
  return rows.length === 0 ? [] : [{ heading: true, label: title, keys: [], place: '' }, ...rows]
}

/** What has a key, or could be given one. */
function actionRows({ words, keymap }: App, group: ActionGroup): HelpRow[] {
  return ACTIONS.filter(action => action.group === group && (!action.inner || action.keys.length > 0)).map(action => ({
    label: words.tui.actions[action.name],
    keys: keymap.keysOf(action.name),
    place: words.tui.help.places[action.where],
    action,
  }))
}

function editorRows({ words, state }: App): HelpRow[] {
  const { editor } = words.tui.help
  const enters = ['ctrl+enter', 'alt+enter']
  const sends = state.setting('ui.enter') !== 'newline'
  const keys = new Map<string, string[]>([
    ['send', sends ? ['enter'] : enters],
    ['newline', sends ? enters : ['enter']],
  ])
  for (const [key, command] of EDITOR_KEYS) {
    const what = told(command)
    keys.set(what, [...(keys.get(what) ?? []), ...(what === 'select' ? [] : [key])])
  }
  keys.set('select', ['shift'])
  keys.set('complete', ['tab'])
  return [...keys].map(([what, each]) => ({ label: editor[what] ?? what, keys: each, place: '' }))
}

function told(command: EditorCommand): string {
  if ('select' in command && command.select === true) return 'select'
  if (command.do === 'row') return `row ${command.direction}`
  if (command.do === 'move' || command.do === 'delete') return `${command.do} ${command.unit} ${command.direction}`
  return command.do
}

function panelRows({ words }: App): HelpRow[] {
  const { panels } = words.tui.help
  const keys: Partial<Record<keyof typeof panels, readonly string[]>> = {
    move: ['up', 'down', 'ctrl+p', 'ctrl+n'],
    page: ['pageup', 'pagedown'],
    choose: ['enter'],
    field: ['tab', 'shift+tab'],
    button: ['left', 'right'],
    close: ['escape'],
  }
  return Object.entries(keys).map(([what, each]) => ({
    label: panels[what as keyof typeof panels],
    keys: each,
    place: '',
  }))
}

/** Writes docs/keys.md from the table of actions and the keys of the editor. */
import type { Action, ActionGroup, Where } from '../src/ui/tui/actions/action.ts'
import { ACTIONS } from '../src/ui/tui/actions/all.ts'
import { EDITOR_KEYS, type EditorCommand } from '../src/ui/tui/editor/keys.ts'
import { en } from '../src/ui/tui/words/en.ts'

const INTRODUCTION = `# Keys of the terminal interface

*Made from the table of actions by \`npm run generate\`; changes belong there, or into the script that makes this.*

Whatever can be done has a name; \`ctrl+p\` finds it by a few letters, \`f1\` shows every key as it is now. Keys are changed there, or by
the setting \`ui.keys\`: \`earshot settings set ui.keys "message.reply=w, goto=ctrl+g"\`. An action that is named there has only the keys that it is
given; a key that is given is taken from whoever had it. A comma as a key is written \`comma\`.

Keys hold *anywhere*, or where the keys are: in the *list*, in the *messages*, in the *editor*. What is typed elsewhere goes into the editor.
With the mouse: a click selects, a second one in a list chooses, a double click on a message answers it, the right button opens a menu,
the wheel scrolls. With the shift key held, terminals select text themselves.
`

const GROUPS: readonly ActionGroup[] = ['go', 'conversation', 'message', 'people', 'calls', 'account', 'screen']
const PLACES: Record<Where, string> = { anywhere: 'anywhere', list: 'list', messages: 'messages', editor: 'editor' }

const key = (name: string): string => `\`${name.replaceAll('|', '\\|')}\``

export function keysReference(): string {
  const groups = GROUPS.map(group => {
    const actions = ACTIONS.filter(
      action => action.group === group && (action.inner !== true || action.keys.length > 0),
    )
    return [
      `## ${en.groups[group]}`,
      '',
      '| What | Keys | Where | Name |',
      '| --- | --- | --- | --- |',
      ...actions.map(row),
    ].join('\n')
  })
  return [INTRODUCTION, ...groups, editorKeys()].join('\n\n').replaceAll('\n\n\n', '\n\n')
}

function row({ name, keys, where }: Action): string {
  return `| ${en.actions[name]} | ${keys.map(key).join(' ')} | ${PLACES[where]} | \`${name}\` |`
}

function editorKeys(): string {
  const byCommand = new Map<string, string[]>()
  for (const [name, command] of EDITOR_KEYS) {
    const said = describe(command)
    byCommand.set(said, [...(byCommand.get(said) ?? []), name])
  }
  const rows = [...byCommand].map(([said, names]) => `| ${said} | ${names.map(key).join(' ')} |`)
  const enter =
    '| send; a new line | `enter`; `ctrl+enter` `alt+enter` (the other way round with `ui.enter` = `newline`) |'
  return ['## In the editor', '', 'These are fixed.', '', '| What | Keys |', '| --- | --- |', enter, ...rows, ''].join(
    '\n',
  )
}

function describe(command: EditorCommand): string {
  if (command.do === 'move' || command.do === 'delete') {
    const selecting = command.do === 'move' && command.select === true ? ', selecting' : ''
    return `${command.do} by ${command.unit}, ${command.direction}${selecting}`
  }
  if (command.do === 'row') {
    const selecting = command.select === true ? ', selecting' : '; beyond, what was sent'
    return `${command.direction === 'backward' ? 'up' : 'down'}${selecting}`
  }
  return (
    { yank: 'insert what was deleted', undo: 'undo', redo: 'redo', copy: 'copy', cut: 'cut', newline: 'a new line' }[
      command.do as 'yank'
    ] ?? (command.do === 'select-all' ? 'select all' : command.do)
  )
}

/** The list at the left. */
import type { App } from '../app.ts'
import { chosenRow, headingOf, listRows, type Row } from '../state/rows.ts'
import type { Action, ActionName } from './action.ts'

/** The row that is named, else the one that was chosen. */
function rowOf({ state }: App, key: string | undefined): Row | undefined {
  return key === undefined ? chosenRow(state) : listRows(state).find(row => row.key === key)
}

function move(app: App, by: number): void {
  const { state } = app
  const rows = listRows(state)
  const chosen = chosenRow(state)
  const at = rows.findIndex(({ key }) => key === chosen?.key)
  const next = rows[Math.max(0, Math.min(rows.length - 1, at + by))]
  if (next !== undefined) state.row = next.key
}

/** Folds or unfolds the section of a row. */
function fold(app: App, row: Row | undefined): void {
  const { state } = app
  const key = row && headingOf(state, row.key)?.key
  if (key === undefined) return
  if (state.folded.has(key)) state.folded.delete(key)
  else state.folded.add(key)
  state.row = key
}

async function open(app: App, conv: string | undefined): Promise<void> {
  if (conv !== undefined) return app.talk.open(conv)
  const row = rowOf(app, undefined)
  if (row === undefined) return
  if (row.row === 'heading') fold(app, row)
  else if (row.row === 'conversation') {
    app.state.filter = undefined
    await app.talk.open(row.conv)
  } else app.do('person.show', row.person.peerId)
}

function menu(app: App, key: string | undefined): void {
  const row = rowOf(app, key)
  if (row === undefined) return
  app.state.row = row.key
  if (row.row === 'heading') fold(app, row)
  else if (row.row === 'conversation') app.do('conversation.menu', row.conv)
  else app.do('person.show', row.person.peerId)
}

const simple = (name: ActionName, keys: readonly string[], run: (app: App) => void): Action => ({
  name,
  group: 'go',
  where: 'list',
  keys,
  inner: true,
  run,
})

export const listActions: readonly Action[] = [
  simple('list.up', ['up', 'k'], app => move(app, -1)),
  simple('list.down', ['down', 'j'], app => move(app, 1)),
  simple('list.first', ['home', 'g'], app => move(app, Number.NEGATIVE_INFINITY)),
  simple('list.last', ['end', 'shift+g'], app => move(app, Number.POSITIVE_INFINITY)),
  { name: 'list.open', group: 'go', where: 'list', keys: ['enter', 'right'], inner: true, run: open },
  {
    name: 'list.fold',
    group: 'go',
    where: 'list',
    keys: ['space'],
    inner: true,
    run: (app, key) => fold(app, rowOf(app, key)),
  },
  { name: 'list.menu', group: 'go', where: 'list', keys: ['m', 'f10'], inner: true, run: menu },
  {
    name: 'list.filter',
    group: 'go',
    where: 'list',
    keys: ['/'],
    run: app => {
      app.state.focus = 'list'
      app.state.filter = ''
    },
  },
  {
    name: 'list.archived',
    group: 'go',
    where: 'anywhere',
    keys: [],
    run: app => {
      app.state.showArchived = !app.state.showArchived
    },
  },
]

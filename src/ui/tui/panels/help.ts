/** Help: every key, found by what it does or by itself, and changed there. */
import type { ActionName } from '../actions/action.ts'
import type { App } from '../app.ts'
import { type HelpRow, helpRows } from './help-rows.ts'
import { KeyPanel, resetKeys } from './key-panel.ts'
import { ListPanel } from './list-panel.ts'
import { markedSpans } from './marked.ts'

export function openHelp(app: App, title: ActionName): void {
  const { help } = app.words.tui
  const change = ({ action }: HelpRow, more: boolean): void => {
    if (action !== undefined) app.open(new KeyPanel(app, action, more))
  }
  const panel = new ListPanel<HelpRow>(app, helpRows(app), {
    title: app.words.tui.actions[title],
    placeholder: help.placeholder,
    empty: '',
    width: 76,
    tall: true,
    textOf: ({ heading, label, keys }) => (heading ? '' : `${label} ${keys.join(' ')}`),
    keys: [
      { key: 'enter', label: help.change, run: row => change(row, false) },
      { key: 'insert', label: help.add, run: row => change(row, true) },
      {
        key: 'ctrl+r',
        label: help.reset,
        run: ({ action }) => {
          if (action !== undefined) app.run(() => resetKeys(app, action))
        },
      },
    ],
    row: ({ heading, label, keys, place }, { theme }, matched) => ({
      left: heading
        ? [{ text: label, style: theme.heading }]
        : [
            { text: ' ', style: theme.text },
            ...markedSpans(
              label,
              matched.filter(([from]) => from < label.length),
              { plain: theme.text, found: theme.unread },
            ),
            ...(place === '' ? [] : [{ text: `  ${place}`, style: theme.dim }]),
          ],
      right: [{ text: keys.join('  '), style: theme.key }],
    }),
    choose: row => change(row, false),
    event: event => {
      if (event.event === 'settings') renew()
    },
  })
  // The row that was changed stays the selected one.
  const renew = (): void => {
    const at = panel.index
    panel.items = helpRows(app)
    panel.select(at)
  }
  app.open(panel)
}

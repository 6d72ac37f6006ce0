/** Help over a panel: its keys, and back to it. */
import { displayWidth } from '../../text/width.ts'
import type { App } from '../app.ts'
import type { Line } from '../frame/style.ts'
import type { Look } from '../view/look.ts'
import type { Panel, PanelKey } from './panel.ts'
import { TextPanel } from './text-panel.ts'

class PanelHelp extends TextPanel {}

/** Shows the keys of a panel above it, or closes what shows them. @returns whether it did */
export function helpAbove(app: App, panel: Panel): boolean {
  if (panel instanceof PanelHelp) {
    app.close(panel)
    return true
  }
  const keys = panel.keys?.(app.words.tui.help.panels)
  if (keys === undefined) return false
  const { help } = app.words.tui
  const rows: PanelKey[] = [...keys, { keys: ['escape'], label: help.panels.close }]
  app.open(
    new PanelHelp(app, {
      title: help.panelTitle(panel.title),
      width: 60,
      lines: look => [...rows.map(row => line(row, rows, look)), [], back(look, help.back)],
    }),
  )
  return true
}

function line({ keys, label }: PanelKey, rows: readonly PanelKey[], { theme }: Look): Line {
  const wide = Math.max(...rows.map(each => displayWidth(each.keys.join('  '))))
  const said = keys.join('  ')
  return [
    { text: said, style: theme.key },
    { text: `${' '.repeat(wide - displayWidth(said) + 2)}${label}`, style: theme.text },
  ]
}

function back({ keyOf, theme }: Look, text: (key: string) => string): Line {
  return [{ text: text(keyOf('help')), style: theme.dim }]
}

/** All settings: what each is for, what is in force, what is wrong; changed where they stand. */
import type { Setting } from '../../../node/messenger.ts'
import { sanitize } from '../../text/sanitize.ts'
import type { App } from '../app.ts'
import type { Line } from '../frame/style.ts'
import { wrap } from '../frame/wrap.ts'
import type { Look } from '../view/look.ts'
import { ListPanel } from './list-panel.ts'
import { markedSpans } from './marked.ts'
import { editSetting, inLanguage, resetSetting, shownValue } from './setting-edit.ts'

type Row = { readonly heading: string } | { readonly setting: Setting }

export function openSettings(app: App): void {
  const { settings: words, actions } = app.words.tui
  let faulty = 0
  const edit = (row: Row): void => {
    if ('setting' in row) editSetting(app, row.setting)
  }
  const panel = new ListPanel<Row>(app, [], {
    title: actions.settings,
    placeholder: words.placeholder,
    empty: app.words.tui.panels.working,
    width: 84,
    tall: true,
    head: (look, width) => (faulty === 0 ? [] : wrap([{ text: words.faults(faulty), style: look.theme.error }], width)),
    textOf: row => ('setting' in row ? `${row.setting.name} ${row.setting.description}` : ''),
    keys: [
      { key: 'enter', label: words.edit, run: edit },
      {
        key: 'ctrl+r',
        label: words.reset,
        run: row => {
          if ('setting' in row) app.run(() => resetSetting(app, row.setting.name))
        },
      },
    ],
    row: (row, look, matched) => drawn(row, look, matched),
    choose: edit,
    foot: { rows: 4, lines: (row, look, width) => ('setting' in row ? about(row.setting, look, width) : []) },
    event: event => {
      if (event.event === 'settings') renew()
    },
  })
  const renew = (): void => {
    app.run(async () => {
      const settings = await app.messenger.settings(inLanguage(app))
      faulty = settings.filter(({ fault }) => fault !== undefined).length
      const at = panel.index
      panel.items = grouped(settings, app)
      // At first the heading is the selected one, of which there is nothing to say.
      panel.select(panel.query === '' ? Math.max(1, at) : at)
    })
  }
  app.open(panel)
  renew()
}

function grouped(settings: readonly Setting[], { words }: App): Row[] {
  const groups = Map.groupBy(settings, ({ name, type }) =>
    type === 'unknown' ? '?' : name.includes('.') ? (name.split('.')[0] ?? '') : '',
  )
  const { prefixes, unknown } = words.tui.settings
  return [...groups].flatMap(([prefix, those]): Row[] => [
    { heading: prefix === '?' ? unknown : (prefixes[prefix] ?? prefix) },
    ...those.map(setting => ({ setting })),
  ])
}

function drawn(
  row: Row,
  { theme }: Look,
  matched: readonly (readonly [number, number])[],
): { left: Line; right: Line } {
  if ('heading' in row) return { left: [{ text: row.heading, style: theme.heading }], right: [] }
  const { name, value, isDefault, fault } = row.setting
  const shown = sanitize(name, { lines: 'fold' })
  return {
    left: [
      { text: ' ', style: theme.text },
      ...markedSpans(
        shown,
        matched.filter(([from]) => from < shown.length),
        { plain: fault === undefined ? theme.text : theme.error, found: theme.unread },
      ),
    ],
    right: [{ text: shownValue(value), style: isDefault ? theme.dim : theme.good }],
  }
}

function about({ description, allowed, default: preset, faultSay }: Setting, look: Look, width: number): Line[] {
  const { theme, words } = look
  const { takes, presetIs } = words.tui.settings
  const lines: Line[] = []
  if (faultSay !== undefined)
    lines.push([{ text: sanitize(words.common.say(faultSay), { lines: 'fold' }), style: theme.error }])
  lines.push([{ text: description, style: theme.text }])
  const value = preset === undefined ? '' : `  ${presetIs(shownValue(preset))}`
  if (allowed !== '') lines.push([{ text: takes(allowed) + value, style: theme.dim }])
  return lines.flatMap(line => wrap(line, width))
}

/** Engines for translation and speech: which are here, which is chosen; choosing one. */
import type { EngineList } from '../../../node/messenger.ts'
import { sanitize } from '../../text/sanitize.ts'
import type { App } from '../app.ts'
import { wrap } from '../frame/wrap.ts'
import { FormPanel } from './form-panel.ts'
import { ListPanel } from './list-panel.ts'
import { setSetting } from './setting-edit.ts'

type Recipe = EngineList['recipes'][number]

export async function openEngines(app: App): Promise<void> {
  const { account, actions } = app.words.tui
  const { engines: words } = account
  const { kinds, get } = app.words.engines
  const list = await app.messenger.engines()
  const panel = new ListPanel<Recipe>(app, list.recipes, {
    title: actions.engines,
    filtered: false,
    empty: words.none,
    width: 80,
    row: ({ name, kind, here, chosen }, { theme }) => ({
      left: [
        { text: name, style: chosen ? theme.good : theme.text },
        { text: `  ${kinds[kind]}`, style: theme.dim },
      ],
      right: [
        { text: here ? words.here : words.notHere, style: here ? theme.good : theme.dim },
        ...(chosen ? [{ text: `  ${words.chosen}`, style: theme.good }] : []),
      ],
    }),
    keys: [{ key: 'enter', label: words.choose, run: recipe => choose(app, list, recipe) }],
    choose: recipe => choose(app, list, recipe),
    foot: {
      rows: 3,
      lines: ({ name, site }, { theme }, width) =>
        [
          [{ text: get[name] ?? '', style: theme.text }],
          [{ text: sanitize(site, { lines: 'fold' }), style: theme.link }],
        ].flatMap(line => wrap(line, width)),
    },
  })
  app.open(panel)
}

function choose(app: App, list: EngineList, { name, kind, chosen }: Recipe): void {
  const { engines: words } = app.words.tui.account
  const { engine } = list[kind]
  const fields =
    kind === 'translate'
      ? [
          { name: 'translate.from', label: words.from, text: list.translate.from },
          { name: 'translate.to', label: words.to, text: list.translate.to },
        ]
      : [{ name: 'transcribe.language', label: words.language, text: list.transcribe.language }]
  app.open(
    new FormPanel(app, {
      title: name,
      width: 70,
      head: ({ theme }) => [[{ text: words.about, style: theme.dim }]],
      fields: [{ name: `${kind}.engine`, label: words.engine, text: chosen ? engine : name }, ...fields],
      submit: words.choose,
      run: async values => {
        for (const [setting, value] of Object.entries(values)) await setSetting(app, setting, value.trim())
        app.close()
        app.close()
        await openEngines(app)
        return 'stay'
      },
    }),
  )
}

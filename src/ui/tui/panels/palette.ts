/** The palette: everything there is to do, everybody there is to talk to, found by a few letters. And the same for conversations alone. */
import type { Setting } from '../../../node/messenger.ts'
import type { App } from '../app.ts'
import { ListPanel } from './list-panel.ts'
import { markedSpans } from './marked.ts'
import {
  actionEntries,
  conversationEntries,
  type Entry,
  folderEntries,
  personEntries,
  settingEntries,
} from './palette-entries.ts'
import { inLanguage } from './setting-edit.ts'

/** What was used lately stands first; so many are remembered. */
const MOST_RECENT = 20

export function openPalette(app: App): void {
  const own = [...actionEntries(app), ...conversationEntries(app), ...personEntries(app), ...folderEntries(app)]
  const all = (settings: readonly Setting[]): Entry[] => recentFirst(app, [...own, ...settingEntries(app, settings)])
  const panel = listOf(app, all([]), {
    title: app.words.tui.actions.palette,
    placeholder: app.words.tui.palette.placeholder,
  })
  app.open(panel)
  if (!app.connected) return
  app.run(async () => {
    const settings = await app.messenger.settings(inLanguage(app))
    panel.items = all(settings)
  })
}

/** Conversations and friends; what is unread first. */
export function openGoto(app: App): void {
  app.open(
    listOf(app, conversationEntries(app), {
      title: app.words.tui.actions.goto,
      placeholder: app.words.tui.palette.gotoPlaceholder,
    }),
  )
}

function listOf(app: App, entries: Entry[], texts: { title: string; placeholder: string }): ListPanel<Entry> {
  const panel = new ListPanel<Entry>(app, entries, {
    ...texts,
    empty: app.words.tui.palette.nothing,
    width: 64,
    tall: true,
    textOf: ({ label }) => label,
    weightOf: ({ weight = 1 }) => weight,
    row: ({ label, sign, right }, look, matched) => {
      const { theme } = look
      const before = sign?.(look)
      return {
        left: [
          ...(before === undefined ? [] : [before, { text: ' ', style: theme.text }]),
          ...markedSpans(label, matched, { plain: theme.text, found: theme.unread }),
        ],
        right: [right(look)],
      }
    },
    choose: entry => {
      const { state } = app
      state.recent = [entry.key, ...state.recent.filter(key => key !== entry.key)].slice(0, MOST_RECENT)
      app.close(panel)
      entry.run()
      app.redraw()
    },
  })
  return panel
}

/** What was used lately, then everything else as it is. */
function recentFirst({ state }: App, entries: readonly Entry[]): Entry[] {
  const place = new Map(state.recent.map((key, at) => [key, at]))
  const at = ({ key }: Entry): number => place.get(key) ?? MOST_RECENT
  return [...entries].sort((a, b) => at(a) - at(b))
}

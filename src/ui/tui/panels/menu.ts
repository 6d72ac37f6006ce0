/** A menu: actions on one thing, chosen by arrow keys, by their own keys or by mouse; and questions that are answered by yes or no. */
import type { ActionName, Intent } from '../actions/action.ts'
import { actionNamed } from '../actions/all.ts'
import type { App } from '../app.ts'
import { ListPanel } from './list-panel.ts'

/** Opens a menu of actions, all with one target; those that make no sense now are left out. */
export function openMenu(app: App, title: string, actions: readonly ActionName[], target?: string): void {
  const intents = actions
    .filter(name => actionNamed(name).offered?.(app.state) !== false)
    .map((action): Intent => (target === undefined ? { action } : { action, target }))
  const panel = new ListPanel<Intent>(app, intents, {
    title,
    filtered: false,
    empty: '',
    width: 44,
    textOf: ({ action }) => app.words.tui.actions[action],
    row: ({ action }, look) => ({
      left: [{ text: look.words.tui.actions[action], style: look.theme.text }],
      right: [{ text: look.keyOf(action), style: look.theme.key }],
    }),
    choose: intent => {
      app.close(panel)
      app.perform(intent)
    },
  })
  app.open(panel)
}

/** Asks before something that cannot be undone. */
export function ask(app: App, question: string, yes: string, run: () => Promise<unknown>): void {
  interface Answer {
    readonly text: string
    readonly does: boolean
  }
  const panel = new ListPanel<Answer>(
    app,
    [
      { text: yes, does: true },
      { text: app.words.tui.panels.cancel, does: false },
    ],
    {
      title: question,
      filtered: false,
      empty: '',
      width: 44,
      textOf: ({ text }) => text,
      row: ({ text, does }, { theme }) => ({ left: [{ text, style: does ? theme.error : theme.text }] }),
      choose: ({ does }) => {
        app.close(panel)
        if (does) app.run(run)
      },
    },
  )
  panel.select(1)
  app.open(panel)
}

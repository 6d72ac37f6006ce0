/** A menu: actions on one thing, chosen by arrow keys, by their own keys or by mouse; and questions that are answered by yes or no. */
import type { ActionName, Intent } from '../actions/action.ts'
import type { App } from '../app.ts'
import type { Line } from '../frame/style.ts'
import { wrap } from '../frame/wrap.ts'
import type { Look } from '../view/look.ts'
import { ListPanel } from './list-panel.ts'

export interface MenuOptions {
  /** What all of them are done to. */
  readonly target?: string
  /** What an action would do now, where its name says more than that. */
  readonly said?: (action: ActionName) => string | undefined
}

/** Opens a menu of actions; those that make no sense now are left out. */
export function openMenu(
  app: App,
  title: string,
  actions: readonly ActionName[],
  { target, said }: MenuOptions = {},
): void {
  const intents = actions
    .filter(name => app.action(name).offered?.(app.state, target) !== false)
    .map((action): Intent => (target === undefined ? { action } : { action, target }))
  const panel = new ListPanel<Intent>(app, intents, {
    title,
    filtered: false,
    empty: '',
    width: 44,
    textOf: ({ action }) => said?.(action) ?? app.words.tui.actions[action],
    row: ({ action }, look) => ({
      left: [{ text: said?.(action) ?? look.words.tui.actions[action], style: look.theme.text }],
      right: [{ text: look.keyOf(action), style: look.theme.key }],
    }),
    choose: intent => {
      app.close(panel)
      app.perform(intent)
    },
    key: key => {
      const intent = intents.find(({ action }) => app.keymap.keysOf(action).includes(key))
      if (intent === undefined) return false
      app.close(panel)
      app.perform(intent)
      return true
    },
  })
  app.open(panel)
}

/** One thing among a few. */
export interface Choice {
  readonly text: string
  /** Cannot be undone. */
  readonly grave?: true
  run(): void
}

/** What is said above the choices; wrapped. */
export type Said = (look: Look) => readonly Line[]

/** Asks which; nothing happens where the panel is closed. @param at - the one that is selected first. @default 0 */
export function choose(app: App, title: string, choices: readonly Choice[], at = 0, said?: Said): void {
  const panel = new ListPanel<Choice>(app, choices, {
    title,
    filtered: false,
    empty: '',
    width: said === undefined ? 44 : 60,
    ...(said !== undefined && { head: (look, width) => said(look).flatMap(line => wrap(line, width)) }),
    textOf: ({ text }) => text,
    row: ({ text, grave }, { theme }) => ({ left: [{ text, style: grave ? theme.error : theme.text }] }),
    choose: choice => {
      app.close(panel)
      choice.run()
    },
  })
  panel.select(at)
  app.open(panel)
}

/** Asks before something that cannot be undone. */
export function ask(app: App, question: string, yes: string, run: () => Promise<unknown>, said?: Said): void {
  const choices: Choice[] = [
    { text: yes, grave: true, run: () => app.run(run) },
    { text: app.words.tui.panels.cancel, run: () => undefined },
  ]
  choose(app, question, choices, 1, said)
}

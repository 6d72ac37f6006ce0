/**
 * Everything one can do, as actions: with a name, words (`words.tui.actions`), keys, a place where they hold, and what they do. Keys, mouse, menus,
 * palette and help are all made from this table.
 */
import type { App } from '../app.ts'
import type { Focus, State } from '../state/state.ts'
import type { KeyName } from '../terminal/input.ts'
import type { enActions } from '../words/en-actions.ts'

export type ActionName = keyof typeof enActions

/** An action to be performed, and on what: a conversation, a message, a person, by the action. */
export interface Intent {
  readonly action: ActionName
  readonly target?: string
}

/** `anywhere` holds while no panel is open; the others where the keys are. */
export type Where = 'anywhere' | Focus

export type ActionGroup = 'go' | 'conversation' | 'message' | 'people' | 'calls' | 'account' | 'screen'

export interface Action {
  readonly name: ActionName
  readonly group: ActionGroup
  readonly where: Where
  /** The first one is shown. */
  readonly keys: readonly KeyName[]
  /** Whether it makes sense now, with what it is to be done to where that is known. @default always */
  offered?(state: State, target?: string): boolean
  /** What a key means besides the action, where several keys mean different things. */
  targetOf?(key: KeyName): string
  /** Not in the palette: a movement, a part of something larger. */
  readonly inner?: true
  run(app: App, target: string | undefined): void | Promise<void>
}

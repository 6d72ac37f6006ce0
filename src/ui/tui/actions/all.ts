/** The table of all actions. */
import type { State } from '../state/state.ts'
import { accountActions } from './account.ts'
import type { Action, ActionName } from './action.ts'
import { callsActions } from './calls.ts'
import { conversationActions } from './conversation.ts'
import { conversationContentActions } from './conversation-content.ts'
import { conversationListActions } from './conversation-list.ts'
import { editorActions } from './editor.ts'
import { focusActions } from './focus.ts'
import { helpActions } from './help.ts'
import { listActions } from './list.ts'
import { lockActions } from './lock.ts'
import { messageActions } from './message.ts'
import { messageOutwardActions } from './message-outward.ts'
import { messagesActions } from './messages.ts'
import { paletteActions } from './palette.ts'
import { peopleActions } from './people.ts'
import { programActions } from './program.ts'
import { searchActions } from './search.ts'
import { settingsActions } from './settings.ts'

export const ACTIONS: readonly Action[] = [
  ...programActions,
  ...paletteActions,
  ...helpActions,
  ...searchActions,
  ...settingsActions,
  ...accountActions,
  ...focusActions,
  ...listActions,
  ...conversationActions,
  ...conversationListActions,
  ...conversationContentActions,
  ...messagesActions,
  ...messageActions,
  ...messageOutwardActions,
  ...editorActions,
  ...callsActions,
  ...peopleActions,
  ...lockActions,
]

/** Those that can be chosen, and make sense now. */
export function offeredActions(state: State): Action[] {
  return ACTIONS.filter(action => !action.inner && action.offered?.(state) !== false)
}

const byName = new Map(ACTIONS.map(action => [action.name, action]))

export function actionNamed(name: ActionName): Action {
  const action = byName.get(name)
  if (action === undefined) throw new TypeError(`no action ${name}`)
  return action
}

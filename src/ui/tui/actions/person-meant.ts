/** Who an action is about: whoever was named, else the person of the row or of the conversation that has the keys. */
import type { App } from '../app.ts'
import { chosenRow } from '../state/rows.ts'

/** @returns a peer id; undefined where nobody is meant, which is said */
export function personMeant(app: App, target: string | undefined): string | undefined {
  const who = target ?? (app.state.focus === 'list' ? ofRow(app) : undefined) ?? ofOpen(app)
  if (who === undefined) app.tell(app.words.tui.people.nobodyMeant)
  return who
}

function ofRow(app: App): string | undefined {
  const row = chosenRow(app.state)
  if (row === undefined || row.row === 'heading') return undefined
  return row.person?.peerId
}

function ofOpen(app: App): string | undefined {
  const { open, opened, people } = app.state
  if (open === undefined) return undefined
  return opened?.peerId ?? people.get(open.conv)?.peerId
}

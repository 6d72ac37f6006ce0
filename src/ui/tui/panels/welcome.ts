/** Right after the first run: who is nearby, to be asked by Enter; an invitation where nobody is. */
import type { App } from '../app.ts'
import { lookAround, openAdd, strangersNear } from './add.ts'
import { openInvite } from './invite.ts'

export async function welcome(app: App): Promise<void> {
  if (!app.connected) return
  await lookAround(app)
  if (strangersNear(app).length > 0) openAdd(app)
  else await openInvite(app, app.words.tui.people.invite.nobodyNear)
}

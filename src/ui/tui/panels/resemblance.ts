/** Asking before somebody becomes a friend who looks like one, or is called so, and is another. */
import type { PeerIdString } from '../../../node/messenger.ts'
import { displayName } from '../../text/sanitize.ts'
import type { App } from '../app.ts'
import type { Line } from '../frame/style.ts'
import type { Look } from '../view/look.ts'
import { ask } from './menu.ts'
import { resemblanceLines } from './person-lines.ts'

/** What is about to be done with somebody. */
export interface Befriending {
  /** What it is called where it is done all the same. */
  readonly allTheSame: string
  /** What an invitation calls its maker, of whom nothing else is known. */
  readonly invited?: string | undefined
  run(): Promise<unknown>
}

/** What warns of somebody: who they look like; of whom nothing is known, which friend is called what an invitation calls them. */
export function warningLines({ state }: App, peerId: PeerIdString, invited: string | undefined, look: Look): Line[] {
  const { people } = state
  const person = people.get(peerId)
  if (person !== undefined) return resemblanceLines(person, people, look)
  if (invited === undefined) return []
  // What an invitation calls its maker is their word; that a friend is called so, too, is worth a warning.
  const called = (name: string): string => displayName(name).toLocaleLowerCase()
  const alike = people.friends.find(friend => friend.peerId !== peerId && called(friend.name) === called(invited))
  if (alike === undefined) return []
  const text = look.words.safety.resembles(
    displayName(invited),
    people.prefix(peerId),
    displayName(alike.name),
    people.prefix(alike.peerId),
    alike.verified,
  )
  return [[{ text, style: look.theme.error }]]
}

/**
 * Does it at once, or asks first where something warns of them: loudly, and with "no" selected.
 *
 * @returns whether it was done; false where it is asked first
 */
export async function whenSure(
  app: App,
  peerId: PeerIdString,
  { allTheSame, invited, run }: Befriending,
): Promise<boolean> {
  const { people } = app.state
  if (people.get(peerId)?.resembles === undefined) {
    // The node may know of a friend whom they look like by now. Of whoever is met by a link for the first time it knows nothing.
    const profile = await app.messenger.profileShow({ who: peerId }).catch(() => undefined)
    if (profile !== undefined) people.learn(profile)
  }
  if (warningLines(app, peerId, invited, app.look).length === 0) {
    await run()
    return true
  }
  const { question, whatToDo } = app.words.tui.people.resemblance
  ask(app, question(people.label(peerId, invited)), allTheSame, run, look => [
    ...warningLines(app, peerId, invited, look),
    [{ text: whatToDo, style: look.theme.dim }],
    [],
  ])
  return false
}

/** Accepts somebody's request, when it is sure whose it is. */
export function acceptWhenSure(app: App, peerId: PeerIdString): Promise<boolean> {
  return whenSure(app, peerId, {
    allTheSame: app.words.tui.people.resemblance.accept,
    run: () => app.messenger.accept({ who: peerId }),
  })
}

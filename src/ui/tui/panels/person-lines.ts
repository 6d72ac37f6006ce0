/** What is said of a person wherever a panel is about them: who they look like, how they are told apart. */
import type { People, Person } from '../../chat/people.ts'
import { displayName } from '../../text/sanitize.ts'
import type { Line } from '../frame/style.ts'
import type { Look } from '../view/look.ts'

/** The warning about somebody who looks like a friend and is another; nothing for everybody else. */
export function resemblanceLines(person: Person, people: People, { theme, signs, words }: Look): Line[] {
  const { resembles } = person
  if (resembles === undefined) return []
  const text = words.safety.resembles(
    displayName(person.name) || people.prefix(person.peerId),
    people.prefix(person.peerId),
    displayName(resembles.name),
    people.prefix(resembles.peerId),
    resembles.verified,
  )
  return [[{ text: `${signs.warning} ${text}`, style: theme.error }]]
}

/** The line mode's warning that somebody looks like a friend and is another, and the question before becoming friends with them. */
import type { Chat } from './commands/command.ts'
import { ChatMistake } from './commands/command.ts'
import type { Look } from './lines.ts'
import type { People, Person } from './people.ts'

/** In red, or nothing where somebody looks like nobody else. */
export function resemblanceLines(person: Person | undefined, people: People, look: Look): string[] {
  if (person?.resembles === undefined) return []
  const { peerId, name, verified } = person.resembles
  const text = look.texts.safety.resembles(
    people.label(person.peerId),
    people.prefix(person.peerId),
    people.label(peerId, name),
    people.prefix(peerId),
    verified,
  )
  return [look.paint.error(`!!! ${text}`)]
}

/** Asks whether to go on with somebody who looks like a friend. Scripts are warned only: their next line is no answer. */
export async function makeSure(chat: Chat, who: string): Promise<void> {
  const { people } = chat.model
  const lines = resemblanceLines(people.get(who), people, chat.look)
  if (lines.length === 0) return
  const { safety } = chat.look.texts
  chat.print(...lines, safety.whatToDo)
  if (!chat.attended) return
  const answer = await chat.ask(safety.goOn)
  if (!/^\s*(?:y|yes|是|好)\s*$/i.test(answer ?? '')) throw new ChatMistake(safety.stopped)
}

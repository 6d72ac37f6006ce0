/** What Tab offers. Pure: from the line and what is known to the endings that fit. */
import type { Setting } from '../../node/messenger.ts'
import { LINE_BREAK_PICTURE, sanitize } from '../text/sanitize.ts'
import { commands } from './commands/all.ts'
import type { Command } from './commands/command.ts'
import { SETTING_VERBS } from './commands/shared.ts'
import type { ChatModel } from './model.ts'
import type { People, Person } from './people.ts'

/** What people answer with most. */
const REACTIONS = ['👍', '❤️', '😂', '😮', '😢', '🙏', '🎉', '👎']

/** The endings, and the part of the line that they replace: what readline wants. */
export type Completion = [endings: string[], replaced: string]

/** What is completed beside people, messages and commands. */
export interface Known {
  readonly folders: readonly string[]
  readonly settings: readonly Setting[]
}

export function complete(line: string, model: ChatModel, known: Known): Completion {
  const { people } = model
  const mention = /(?:^|[\s(])(@\S*)$/u.exec(line)?.[1]
  if (mention !== undefined) return [fitting(mentionable(model), mention), mention]
  if (!line.startsWith('/') || line.includes(LINE_BREAK_PICTURE)) return [[], line]
  const space = line.indexOf(' ')
  if (space < 0) return [fitting(commandNames(), line).map(name => `${name} `), line]
  const name = line.slice(1, space).toLowerCase()
  const command = commands.find(one => one.name === name || one.aliases?.includes(name))
  const typed = line.slice(space + 1).trimStart()
  if (command === undefined) return [[], typed]
  const second = /^\S+\s+([\s\S]*)$/.exec(typed)?.[1]
  const { completes } = command
  if (completes === 'message' || completes === 'reaction' || completes === 'forward') {
    if (second === undefined) return [fitting(model.codes.newest, typed), typed]
    if (completes === 'message') return [[], typed]
    const part = completes === 'forward' ? lastName(second) : second
    return [fitting(completes === 'forward' ? handles(people.friends, people) : REACTIONS, part), part]
  }
  const part = completes === 'people' ? lastName(typed) : typed
  return [fitting(candidates(command, typed, people, known), part), part]
}

/** The name under way in a list parted by commas. */
function lastName(typed: string): string {
  return /,\s*([^,]*)$/.exec(typed)?.[1] ?? typed
}

/** Those in the open conversation, as they are named in a text. */
function mentionable({ open, people }: ChatModel): string[] {
  const person = open === undefined ? undefined : people.get(open.conv)
  if (person === undefined) return []
  return [person.nick, person.name].flatMap(name => (name ? [`@${sanitize(name, { lines: 'fold' })} `] : []))
}

function handles(persons: Person[], people: People): string[] {
  return persons.map(person => people.handle(person.peerId))
}

function commandNames(): string[] {
  return commands.map(command => `/${command.name}`).sort()
}

function candidates(command: Command, typed: string, people: People, { folders, settings }: Known): string[] {
  switch (command.completes) {
    case 'person':
    case 'people':
      return handles(
        people.all.filter(person => suits(command, person)),
        people,
      )
    case 'received':
      return handles(
        people.all.filter(person => person.state === 'received'),
        people,
      )
    case 'folder':
      return [...folders]
    case 'folders':
      return ['create ', 'delete ', ...(typed.startsWith('delete ') ? folders.map(folder => `delete ${folder}`) : [])]
    case 'presence':
      return ['auto', 'here', 'away']
    case 'relay':
      return ['list', 'nearby', 'add ', 'remove ']
    case 'setting':
      return settingNames(typed, settings)
    case 'command':
      return commands.map(one => one.name)
    default:
      return []
  }
}

/** A setting, alone or behind what to do with it; behind its name, what it can be. */
function settingNames(typed: string, settings: readonly Setting[]): string[] {
  const [, verb = '', name] = /^((?:get|set|reset)\s+)?(?:(\S+)\s)?/.exec(typed) ?? []
  const named = settings.find(each => each.name === name)
  if (named !== undefined) return (named.values ?? []).map(value => `${verb}${name} ${value}`)
  const verbs = verb === '' ? SETTING_VERBS.map(each => `${each} `) : []
  return [...verbs, ...settings.map(each => `${verb}${each.name}`)]
}

/** Whether a command makes sense for somebody: nobody adds a friend, nobody opens a stranger. */
function suits(command: Command, person: Person): boolean {
  if (command.name === 'add') return person.state !== 'friend'
  if (command.name === 'unblock') return person.state === 'blocked'
  if (command.name === 'block' || command.name === 'profile') return true
  return person.state === 'friend'
}

function fitting(all: string[], part: string): string[] {
  const lower = part.toLocaleLowerCase()
  return [...new Set(all)].filter(one => one.toLocaleLowerCase().startsWith(lower)).sort()
}

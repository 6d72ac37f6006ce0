/** All commands of the line mode, how they are found, and the help about them. */
import type { CommandName } from '../../text/en-chat.ts'
import { sanitize } from '../../text/sanitize.ts'
import { padEnd } from '../../text/width.ts'
import { rule } from '../lines.ts'
import { accountCommands } from './account.ts'
import { callCommands } from './calls.ts'
import { type Chat, ChatMistake, type Command, type CommandGroup, usage } from './command.ts'
import { engineCommands } from './engines.ts'
import { listingCommands } from './listing.ts'
import { messageCommands } from './messages.ts'
import { peopleCommands } from './people.ts'
import { safetyCommands } from './safety.ts'
import { searchCommands } from './search.ts'
import { sharedCommands } from './shared.ts'
import { talkCommands } from './talk.ts'

/** Usages stand in one column up to this width. */
const USAGE_COLUMN = 28

export const commands: Command[] = [
  { name: 'help', group: 'account', aliases: ['h', '?'], completes: 'command', run: help },
  ...talkCommands,
  ...messageCommands,
  ...listingCommands,
  ...searchCommands,
  ...engineCommands,
  ...peopleCommands,
  ...safetyCommands,
  ...callCommands,
  ...accountCommands,
  ...sharedCommands,
  { name: 'quit', group: 'account', aliases: ['q', 'exit'], run: chat => chat.quit() },
]

/** The command of a name or an alias, or an error that names what may have been meant. */
export function findCommand(chat: Chat, name: string): Command {
  const exact = commands.find(command => command.name === name || command.aliases?.includes(name))
  if (exact !== undefined) return exact
  const { chat: texts, common } = chat.look.texts
  const near =
    name === '' ? [] : commands.filter(command => command.name.startsWith(name) || distance(command.name, name) <= 1)
  const hint =
    near.length > 0 ? texts.didYouMean(common.list(near.map(command => `/${command.name}`))) : texts.literalSlash
  throw new ChatMistake(texts.unknownCommand(sanitize(name, { lines: 'fold' }).slice(0, 40)), hint)
}

function help(chat: Chat, rest: string): void {
  const { chat: texts } = chat.look.texts
  if (rest !== '') {
    const { name } = findCommand(chat, rest.replace(/^\//, ''))
    chat.print(`${usage(chat, name)} · ${texts.commands[name][1]}`)
    return
  }
  chat.print(...texts.helpLines)
  for (const group of ['talk', 'messages', 'people', 'calls', 'account'] satisfies CommandGroup[]) {
    chat.print(rule(texts.groups[group], chat.look))
    chat.print(...commands.filter(command => command.group === group).map(command => line(chat, command.name)))
  }
}

function line(chat: Chat, name: CommandName): string {
  return `  ${padEnd(usage(chat, name), USAGE_COLUMN)} ${chat.look.texts.chat.commands[name][1]}`
}

/** Changes of one letter, swaps of neighbours counted as one, that part two words; 2 stands for more. */
function distance(one: string, other: string): number {
  if (one === other) return 0
  let at = 0
  while (at < one.length && one[at] === other[at]) at++
  const rests = [
    [one.slice(at + 1), other.slice(at)],
    [one.slice(at), other.slice(at + 1)],
    [one.slice(at + 1), other.slice(at + 1)],
    [(one[at + 1] ?? '') + (one[at] ?? '') + one.slice(at + 2), other.slice(at)],
  ]
  return rests.some(([left, right]) => left === right) ? 1 : 2
}

/** Shell completion. The scripts ask `earshot complete` for candidates, so that they never fall behind the commands. */

import type { Messenger } from '../../../node/messenger.ts'
import { EarshotError } from '../../../protocol/errors.ts'
import type { Args } from '../args.ts'
import { type CommandSpec, GLOBAL_OPTIONS, type OptionSpec } from '../command.ts'
import { COMMANDS } from '../commands.ts'
import type { Context } from '../context.ts'

const BASH = `_earshot() {
  local IFS=$'\\n'
  COMPREPLY=($(compgen -W "$(earshot complete -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -F _earshot earshot`

const ZSH = `#compdef earshot
_earshot() {
  local -a candidates
  candidates=("\${(@f)$(earshot complete -- "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
  compadd -a candidates
}
compdef _earshot earshot`

const FISH = `function __earshot_complete
  set -l words (commandline -opc) (commandline -ct)
  earshot complete -- $words[2..-1] 2>/dev/null
end
complete -c earshot -f -a '(__earshot_complete)'`

export async function completion(context: Context, args: Args): Promise<undefined> {
  const script = { bash: BASH, zsh: ZSH, fish: FISH }[args.text('shell')]
  if (script === undefined) throw context.usage('This shell is not known', 'earshot completion bash|zsh|fish')
  await context.out.print(script)
}

/** What people answer with most. */
const REACTIONS = ['👍', '❤️', '😂', '😮', '😢', '🙏', '🎉', '👎']
const OFFERED_MESSAGES = 10

/** Seconds for the node to name friends; somebody is holding the Tab key. */
const PATIENCE_S = 1

/** Prints what may stand in the place of the last word. */
export async function complete(context: Context, args: Args): Promise<undefined> {
  const words = args.texts('line')
  const last = words.at(-1) ?? ''
  const found = (await candidates(context, words.slice(0, -1), last)).filter(word => word.startsWith(last))
  await context.out.print(...found)
}

async function candidates(context: Context, before: string[], last: string): Promise<string[]> {
  const plain = before.filter(word => !word.startsWith('-'))
  const shown = COMMANDS.filter(({ hidden }) => hidden !== true)
  const spec =
    shown.find(({ words }) => words === plain.slice(0, 2).join(' ')) ?? shown.find(({ words }) => words === plain[0])
  if (last.startsWith('-')) return optionNames(spec)
  if (spec === undefined)
    return shown.map(({ words }) => words.split(' ')[0]!).filter((word, at, all) => all.indexOf(word) === at)
  // An option that takes several goes on until the next one.
  if (spec.words === 'forward' && before.findLast(word => word.startsWith('--')) === '--to') return names(context, spec)
  const option = spec.options?.[before.at(-1)?.replace(/^--/, '') as keyof typeof spec.options] as
    | OptionSpec
    | undefined
  const conv = plain[spec.words.split(' ').length]
  if (option !== undefined && option.type !== 'flag')
    return option.value === 'ID' ? ids(context, spec, conv) : [...(option.choices ?? [])]
  const nested = shown
    .filter(({ words }) => words.startsWith(`${spec.words} `))
    .map(({ words }) => words.split(' ')[1]!)
  const place = spec.positionals?.[Math.min(plain.length - spec.words.split(' ').length, spec.positionals.length - 1)]
  if (place?.choices !== undefined) return [...place.choices]
  if (place?.name === 'id') return ids(context, spec)
  if (place?.name === 'emoji') return REACTIONS
  if (place?.name === 'setting' || place?.name === 'value')
    return settings(context, place.name === 'value' ? plain.at(-1) : undefined)
  const people = place !== undefined && ['who', 'conv', 'conv-and-text', 'target'].includes(place.name)
  return people ? [...nested, ...(await names(context, spec))] : nested
}

function optionNames(spec: CommandSpec | undefined): string[] {
  return [...Object.keys(spec?.options ?? {}), ...Object.keys(GLOBAL_OPTIONS), 'help'].map(name => `--${name}`)
}

/** Names of those whom the command can be about. */
function names(context: Context, spec: CommandSpec): Promise<string[]> {
  return fromNode(context, async messenger => {
    const asked = ['accept', 'decline'].includes(spec.words)
    const found = asked
      ? await messenger.requests()
      : spec.words === 'add'
        ? await messenger.nearby()
        : await messenger.friends()
    const { typable } = await import('../people-text.ts')
    return found.map(typable)
  })
}

/** The last messages of a conversation, or of the one in which something was said last; those that the command can be about. */
function ids(context: Context, { words }: CommandSpec, conv?: string): Promise<string[]> {
  return fromNode(context, async messenger => {
    const { shortMessageId } = await import('../message-text.ts')
    const latest = (await messenger.conversations()).sort((a, b) =>
      (a.last?.at ?? '') < (b.last?.at ?? '') ? 1 : -1,
    )[0]
    const where = conv ?? latest?.conversation
    if (where === undefined) return []
    const own = words === 'edit' || words === 'recall'
    const found = await messenger.history({ conv: where, limit: OFFERED_MESSAGES })
    return found.filter(each => !own || (each.own && each.text !== undefined)).map(({ id }) => shortMessageId(id))
  })
}

/** Names of settings, or the values of the one that is named. */
function settings(context: Context, named: string | undefined): Promise<string[]> {
  return fromNode(context, async messenger => {
    const all = await messenger.settings()
    if (named === undefined) return all.filter(({ type }) => type !== 'unknown').map(({ name }) => name)
    return all.find(({ name }) => name === named)?.values?.map(String) ?? []
  })
}

/** Nothing where no node runs: a Tab key starts nothing. */
async function fromNode(context: Context, ask: (messenger: Messenger) => Promise<string[]>): Promise<string[]> {
  try {
    const connection = await context.link.look(PATIENCE_S)
    if (connection === undefined) return []
    try {
      return await ask(connection.messenger)
    } finally {
      connection.close()
    }
  } catch (error) {
    if (error instanceof EarshotError) return []
    throw error
  }
}

/** `--help`, made from the table of commands. Its words are ours, so it is laid out without measuring what others wrote. */
import type { Catalogue } from '../text/catalogue.ts'
import {
  type CommandSpec,
  GLOBAL_OPTIONS,
  type OptionName,
  type OptionSpec,
  type Section,
  shownPlace,
} from './command.ts'
import type { Output } from './output.ts'

const SECTIONS: readonly Section[] = ['account', 'people', 'conversations', 'calls', 'relays', 'settings', 'programs']
const GAP = 2
/** Names longer than this push their description to the right alone, instead of all descriptions. */
const MAX_NAME = 30

export function overview(commands: readonly CommandSpec[], words: Catalogue, out: Output): string[] {
  const { usage, commands: descriptions } = words.cli
  const shown = commands.filter(command => command.hidden !== true)
  const lines = [
    `earshot [${Object.keys(GLOBAL_OPTIONS)
      .map(name => `--${name}`)
      .join('] [')}] ${usage.command}`,
  ]
  const width = Math.min(MAX_NAME, Math.max(...shown.map(command => synopsis(command).length)))
  lines.push(usage.tagline)
  for (const section of SECTIONS) {
    lines.push('', out.style(usage.sections[section], 'bold'))
    for (const command of shown.filter(candidate => candidate.section === section)) {
      lines.push(row(synopsis(command), descriptions[command.words], width))
    }
  }
  lines.push('', out.style(usage.everywhere, 'bold'), ...optionRows(globals(), words), '', usage.more)
  return lines
}

export function commandHelp(specs: readonly CommandSpec[], words: Catalogue, out: Output): string[] {
  const { usage, commands, positionals } = words.cli
  const spec = specs[0]
  if (spec === undefined) return []
  const lines = [
    `earshot ${synopsis(spec)}${Object.keys(spec.options ?? {}).length > 0 ? ` [${usage.options.replace(/[:：]$/, '')}]` : ''}`,
    commands[spec.words],
  ]
  if (specs.length > 1) {
    const width = Math.max(...specs.map(each => synopsis(each).length))
    lines.push('', out.style(usage.commands, 'bold'))
    lines.push(...specs.slice(1).map(each => row(synopsis(each), commands[each.words], width)))
  }
  const places = spec.positionals ?? []
  if (places.length > 0) {
    const width = Math.max(...places.map(({ name }) => name.length))
    lines.push('', out.style(usage.positionals, 'bold'))
    lines.push(
      ...places.map(({ name, choices }) =>
        row(
          name,
          positionals[name] +
            (choices === undefined
              ? ''
              : words.common.aside(words.common.labelled(usage.choices, words.common.list(choices)))),
          width,
        ),
      ),
    )
  }
  // A command's own option of the same name takes the place of the general one.
  const own = Object.assign({}, ...specs.map(each => each.options ?? {}))
  const mine = Object.entries(own) as [OptionName, OptionSpec][]
  if (mine.length > 0) lines.push('', out.style(usage.options, 'bold'), ...optionRows(mine, words))
  const general = globals().filter(([name]) => !(name in own))
  lines.push('', out.style(usage.everywhere, 'bold'), ...optionRows(general, words))
  return lines
}

/** The command with what it takes, as `docs/cli.md` writes it. */
export function synopsis(spec: CommandSpec): string {
  const needed = Object.entries(spec.options ?? {}).filter(([, option]) => option.required === true)
  const options = needed.map(([name, option]) => optionText(name, option))
  return [spec.words, ...(spec.positionals ?? []).map(shownPlace), ...options].join(' ')
}

function globals(): [OptionName, OptionSpec][] {
  return [
    ...(Object.entries(GLOBAL_OPTIONS) as [OptionName, OptionSpec][]),
    ['help', { type: 'flag' }],
    ['version', { type: 'flag' }],
  ]
}

function optionRows(options: [OptionName, OptionSpec][], words: Catalogue): string[] {
  const names = options.map(([name, option]) => optionText(name, option))
  const width = Math.min(MAX_NAME, Math.max(...names.map(name => name.length)))
  return options.map(([name, { help }], at) => row(names[at]!, words.cli.options[help ?? name], width))
}

function optionText(name: string, { value, choices }: OptionSpec): string {
  const shown = choices === undefined ? value : choices.join('|')
  return `--${name}${shown === undefined ? '' : ` ${shown}`}`
}

function row(name: string, description: string, width: number): string {
  return `  ${name.padEnd(width)}${' '.repeat(GAP)}${description}`
}

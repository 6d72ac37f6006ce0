/** From what was typed to a command and its arguments. Yargs does the parsing; only the commands that can be meant are told to it. */
import yargs, { type Argv } from 'yargs'
import { EarshotError } from '../../protocol/errors.ts'
import type { Catalogue } from '../text/catalogue.ts'
import { Args } from './args.ts'
import { type CommandSpec, GLOBAL_OPTIONS, type OptionSpec, type PositionalSpec } from './command.ts'

export interface Parsed {
  /** Absent when no command was named. */
  spec: CommandSpec | undefined
  args: Args
}

/** Parses `argv`, of which `specs` are the commands that its first word names (all, where it names none). */
export async function parse(argv: readonly string[], specs: readonly CommandSpec[], words: Catalogue): Promise<Parsed> {
  let parsed: Parsed | undefined
  const parser = yargs([...argv])
    .scriptName('earshot')
    .locale('en')
    .updateStrings(words.cli.usage.parser)
    .help(false)
    .version(false)
    .exitProcess(false)
    .parserConfiguration({
      'boolean-negation': false,
      'camel-case-expansion': false,
      'dot-notation': false,
      'duplicate-arguments-array': false,
      'parse-numbers': false,
      'parse-positional-numbers': false,
    })
    .strict()
    .fail((message, error) => {
      throw error instanceof EarshotError ? error : usage(message || error?.message, specs, words)
    })
  addOptions(parser, GLOBAL_OPTIONS)
  for (const top of specs.filter(spec => !spec.words.includes(' '))) {
    const nested = specs.filter(spec => spec.words.startsWith(`${top.words} `))
    const run = (spec: CommandSpec) => (values: Record<string, unknown>) => {
      parsed = { spec, args: new Args(values) }
    }
    parser.command(
      pattern(top.words, top.positionals),
      '',
      builder => {
        addCommand(builder, top)
        for (const inner of nested) {
          const name = inner.words.slice(top.words.length + 1)
          builder.command(pattern(name, inner.positionals), '', deeper => addCommand(deeper, inner), run(inner))
        }
        return builder
      },
      run(top),
    )
  }
  const values: Record<string, unknown> = await parser.parseAsync()
  return parsed ?? { spec: undefined, args: new Args(values) }
}

function usage(message: string | undefined, specs: readonly CommandSpec[], words: Catalogue): EarshotError {
  const command = specs.length > 0 && specs[0]?.words.startsWith('init') ? 'earshot' : `earshot ${specs[0]?.words}`
  const text = (message ?? '').split('\n').filter(Boolean).join(' ').trim()
  return new EarshotError('usage', text || words.cli.usage.missing, words.cli.usage.see(command))
}

function pattern(name: string, positionals: readonly PositionalSpec[] = []): string {
  const parts = positionals.map(({ name, optional, several }) => {
    const inner = several ? `${name}..` : name
    return optional ? `[${inner}]` : `<${inner}>`
  })
  return [name, ...parts].join(' ')
}

function addCommand(parser: Argv, spec: CommandSpec): Argv {
  for (const { name, choices } of spec.positionals ?? []) {
    parser.positional(name, { type: 'string', ...(choices === undefined ? {} : { choices }) })
  }
  addOptions(parser, spec.options ?? {})
  return parser
}

function addOptions(parser: Argv, options: Readonly<Record<string, OptionSpec>>): void {
  for (const [name, { type, choices }] of Object.entries(options)) {
    const kind = type === 'flag' ? { type: 'boolean' as const } : { type: 'string' as const, requiresArg: true }
    parser.option(name, {
      ...kind,
      ...(type === 'texts' ? { array: true } : {}),
      ...(choices === undefined ? {} : { choices }),
    })
  }
}

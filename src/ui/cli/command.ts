/** What a command is: its words, what it takes, what it gives, and where its code lies. The code is loaded when it runs. */
import type { ErrorCode } from '../../protocol/errors.ts'
import type { enCli } from '../text/en-cli.ts'
import type { Args } from './args.ts'
import type { Context } from './context.ts'

export type Section = 'account' | 'people' | 'conversations' | 'calls' | 'relays' | 'settings' | 'programs'
export type CommandWords = keyof typeof enCli.commands
export type OptionName = keyof typeof enCli.options
export type PositionalName = keyof typeof enCli.positionals

export interface OptionSpec {
  type: 'text' | 'flag' | 'number' | 'texts'
  /** What the documentation writes for the value. */
  value?: string
  choices?: readonly string[]
  /** The command cannot do without it. @default false */
  required?: boolean
  /** Whose description to show, where the same name means something else. @default its own */
  help?: OptionName
}

export interface PositionalSpec {
  name: PositionalName
  /** @default false */
  optional?: boolean
  /** Takes all that follow. @default false */
  several?: boolean
  choices?: readonly string[]
}

/** Runs a command; a number is the exit code, nothing means 0. */
export type Handler = (context: Context, args: Args) => Promise<number | undefined>

export interface CommandSpec {
  words: CommandWords
  section: Section
  positionals?: readonly PositionalSpec[]
  options?: Partial<Record<OptionName, OptionSpec>>
  /** What `--json` prints, for the documentation. */
  result: string
  /** Codes beside those that any command may end with. */
  errors?: readonly ErrorCode[]
  /** Not shown to people. */
  hidden?: boolean
  load: () => Promise<Handler>
}

export const GLOBAL_OPTIONS = {
  home: { type: 'text', value: 'DIR' },
  profile: { type: 'text', value: 'NAME' },
  json: { type: 'flag' },
  timeout: { type: 'number', value: 'SECONDS' },
  lang: { type: 'text', value: 'en|zh', choices: ['en', 'zh'] },
  'no-color': { type: 'flag' },
} as const satisfies Partial<Record<OptionName, OptionSpec>>

const SHOWN_NAMES: Partial<Record<PositionalName, string>> = { target: 'WHO|LINK', 'text-or-dash': 'TEXT|-' }

/** A place as the help writes it. */
export function shownPlace({ name, optional, several }: PositionalSpec): string {
  if (name === 'conv-and-text') return 'CONV.. [TEXT|-]'
  const text = (SHOWN_NAMES[name] ?? name.toUpperCase()) + (several ? '..' : '')
  return optional ? `[${text}]` : text
}

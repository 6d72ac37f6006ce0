/** From what was typed to a command and its values. The parser is that of yargs; what it finds is held against the table. */

import { Parser } from 'yargs/helpers'
import { EarshotError } from '../../protocol/errors.ts'
import { type Phrase, phrase, spoken } from '../../protocol/phrase.ts'
import { type CommandName, EVERYWHERE, isCommand, LANGUAGES, type OptionUse, USES } from './commands.ts'

export interface Typed {
  /** Absent when none was named. */
  command: CommandName | undefined
  /** The one word that the command takes, if it takes one. */
  word: string | undefined
  flag(name: string): boolean
  /** The last one, where it was repeated. */
  text(name: string): string | undefined
  texts(name: string): string[] | undefined
}

/** `usage` for anything that the table does not know. */
export function parse(argv: readonly string[]): Typed {
  const options: Record<string, OptionUse> = Object.assign(
    {},
    ...Object.values(USES).map(use => use.options ?? {}),
    EVERYWHERE,
  )
  const { argv: found, error } = Parser.detailed([...argv], settings(options))
  const [first, ...rest] = found._.map(String)
  if (first !== undefined && !isCommand(first)) throw usage(phrase`There is no command ${JSON.stringify(first)}`)
  if (error !== null) throw usage(valueMissing(error.message), first)
  check(found, first)
  const lang = texts(found.lang)?.at(-1)
  if (lang !== undefined && !LANGUAGES.some(each => each === lang))
    throw usage(phrase`${'--lang'} cannot be ${JSON.stringify(lang)}; it is one of ${LANGUAGES}`, first)
  // Who asks for help has not made up their mind yet.
  const word = found.help === true ? rest[0] : theWord(rest, first)
  return {
    command: first,
    word,
    flag: name => [found[name]].flat().at(-1) === true,
    text: name => texts(found[name])?.at(-1),
    texts: name => texts(found[name]),
  }
}

/** The one thing that the parser itself finds fault with. */
function valueMissing(message: string): Phrase {
  const [, option] = /^Not enough arguments following: (.+)$/.exec(message) ?? []
  return option === undefined ? spoken(message) : phrase`${`--${option}`} needs a value`
}

const texts = (value: unknown): string[] | undefined => (value === undefined ? undefined : [value].flat().map(String))

function settings(options: Readonly<Record<string, OptionUse>>) {
  const named = (type: OptionUse['type']) => Object.keys(options).filter(name => options[name]?.type === type)
  const single = named('text')
  return {
    alias: { help: ['h'] },
    boolean: named('flag'),
    string: [...single, ...named('texts'), '_'],
    array: named('texts'),
    narg: Object.fromEntries(single.map(name => [name, 1])),
    configuration: {
      'boolean-negation': false,
      'camel-case-expansion': false,
      'dot-notation': false,
      'parse-numbers': false,
      'parse-positional-numbers': false,
      'strip-aliased': true,
    },
  }
}

function check(found: Readonly<Record<string, unknown>>, command: CommandName | undefined): void {
  const own = command === undefined ? {} : (USES[command].options ?? {})
  for (const [name, value] of Object.entries(found)) {
    if (name === '_') continue
    const shown = name.length === 1 ? `-${name}` : `--${name}`
    if (!Object.hasOwn(EVERYWHERE, name) && !Object.hasOwn(own, name)) {
      throw command === undefined
        ? usage(phrase`There is no option ${shown}`)
        : usage(phrase`There is no option ${shown} of ${command}`, command)
    }
    if (Array.isArray(value) && value.length === 0) throw usage(phrase`${shown} needs a value`, command)
  }
}

function theWord(rest: readonly string[], command: CommandName | undefined): string | undefined {
  const takes = command === undefined ? undefined : USES[command].takes
  if (takes !== undefined && (rest[0] === undefined || rest[0] === ''))
    throw usage(phrase`${takes} is missing`, command)
  const surplus = rest[takes === undefined ? 0 : 1]
  if (surplus !== undefined) throw usage(phrase`${JSON.stringify(surplus)} is too much`, command)
  return rest[0]
}

export function usage(message: Phrase, command?: CommandName): EarshotError {
  return new EarshotError(
    'usage',
    message,
    command === undefined
      ? '`earshot-relay --help` shows what there is.'
      : phrase`\`earshot-relay ${command} --help\` shows what there is.`,
  )
}

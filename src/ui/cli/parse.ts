/**
 * From what was typed to a command and its arguments. The parser is that of yargs; what it finds is held against the command's
 * description here, because yargs' own layer for commands takes longer to start than everything else that a command does.
 */
import { Parser } from 'yargs/helpers'
import { EarshotError } from '../../protocol/errors.ts'
import { type Phrase, phrase, spoken } from '../../protocol/phrase.ts'
import { Args } from './args.ts'
import { type CommandSpec, GLOBAL_OPTIONS, type OptionSpec, shownPlace } from './command.ts'

export interface Parsed {
  /** Absent when no command was named. */
  spec: CommandSpec | undefined
  args: Args
}

/** Parses `argv`, of which `specs` are the commands that its first word names; none where it names no command. */
export function parse(argv: readonly string[], specs: readonly CommandSpec[]): Parsed {
  const options: Record<string, OptionSpec> = Object.assign(
    {},
    GLOBAL_OPTIONS,
    ...specs.map(spec => spec.options ?? {}),
  )
  const { argv: found, error } = Parser.detailed([...argv], settings(options))
  const typed = found._.map(String)
  const nested = specs.find(({ words: name }) => name === `${typed[0]} ${typed[1]}`)
  const spec = nested ?? specs.find(({ words: name }) => name === typed[0])
  const check = new Check(spec)
  if (error !== null) throw check.usage(valueMissing(error.message))
  check.options(found, options)
  const rest = typed.slice(spec?.words.split(' ').length ?? 0)
  return { spec, args: new Args({ ...found, ...check.positionals(rest) }) }
}

function settings(options: Readonly<Record<string, OptionSpec>>) {
  const named = (...types: OptionSpec['type'][]) =>
    Object.keys(options).filter(name => types.includes(options[name]!.type))
  const single = named('text', 'number')
  return {
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
    },
  }
}

/** The one thing that the parser itself finds fault with. */
function valueMissing(message: string): Phrase {
  const [, option] = /^Not enough arguments following: (.+)$/.exec(message) ?? []
  return option === undefined ? spoken(message) : phrase`${`--${option}`} needs a value`
}

class Check {
  readonly #spec: CommandSpec | undefined

  constructor(spec: CommandSpec | undefined) {
    this.#spec = spec
  }

  usage(message: Phrase): EarshotError {
    return new EarshotError(
      'usage',
      message,
      this.#spec === undefined
        ? '`earshot --help` shows what there is.'
        : phrase`\`earshot ${this.#spec.words} --help\` shows what there is.`,
    )
  }

  options(found: Readonly<Record<string, unknown>>, known: Readonly<Record<string, OptionSpec>>): void {
    const own = this.#spec?.options ?? {}
    for (const [name, value] of Object.entries(found)) {
      if (name === '_') continue
      const option = Object.hasOwn(known, name) ? known[name] : undefined
      // An option of a neighbour (`profile set --name`) was parsed rightly, but does not belong here.
      if (option === undefined || !(name in GLOBAL_OPTIONS || name in own)) {
        throw this.usage(phrase`There is no option ${name.length === 1 ? `-${name}` : `--${name}`} here`)
      }
      if (option.type === 'texts' && Array.isArray(value) && value.length === 0) {
        throw this.usage(phrase`${`--${name}`} needs a value`)
      }
      if (option.choices !== undefined)
        this.#choice(`--${name}`, Array.isArray(value) ? value.at(-1) : value, option.choices)
    }
  }

  positionals(typed: readonly string[]): Record<string, unknown> {
    const places = this.#spec?.positionals ?? []
    const values: Record<string, unknown> = {}
    let at = 0
    for (const place of places) {
      const taken = place.several === true ? typed.slice(at) : typed.slice(at, at + 1)
      at += taken.length
      if (taken.length === 0) {
        if (place.optional !== true) throw this.usage(phrase`${shownPlace(place)} is missing`)
        continue
      }
      if (place.choices !== undefined) this.#choice(shownPlace(place), taken[0], place.choices)
      values[place.name] = place.several === true ? taken : taken[0]
    }
    if (at < typed.length) throw this.usage(phrase`${JSON.stringify(typed[at])} is too much`)
    return values
  }

  #choice(name: string, value: unknown, choices: readonly string[]): void {
    if (typeof value === 'string' && choices.includes(value)) return
    throw this.usage(phrase`${name} cannot be ${JSON.stringify(String(value))}; it is one of ${choices}`)
  }
}

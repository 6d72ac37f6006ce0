/**
 * What can be told from the raw words before anything is parsed: which command is meant, and the options that every error message
 * depends on. Parsing may fail, and the failure has to be reported in the form that was asked for.
 */
import { type CommandSpec, GLOBAL_OPTIONS } from './command.ts'

const WITH_VALUE: ReadonlySet<string> = new Set(
  Object.entries(GLOBAL_OPTIONS)
    .filter(([, option]) => option.type !== 'flag')
    .map(([name]) => `--${name}`),
)

export interface Glimpse {
  /** Words that are neither options nor their values, up to `--`. */
  words: string[]
  json: boolean
  lang: string | undefined
  noColor: boolean
  help: boolean
  version: boolean
}

export function glimpse(argv: readonly string[]): Glimpse {
  const end = argv.indexOf('--')
  const before = end === -1 ? argv : argv.slice(0, end)
  const words: string[] = []
  let lang: string | undefined
  for (let at = 0; at < before.length; at++) {
    const word = before[at]!
    if (word === '--lang') lang = before[at + 1]
    else if (word.startsWith('--lang=')) lang = word.slice('--lang='.length)
    if (WITH_VALUE.has(word)) at++
    else if (!word.startsWith('-')) words.push(word)
  }
  return {
    words,
    lang,
    json: before.includes('--json') || before.includes('--json=true'),
    noColor: before.includes('--no-color'),
    help: before.includes('--help') || before.includes('-h'),
    version: before.includes('--version'),
  }
}

/** The commands that begin with this word: one, or one with those below it; all of them where it names none. */
export function candidates(word: string | undefined, commands: readonly CommandSpec[]): readonly CommandSpec[] {
  const named = commands.filter(({ words }) => words === word || words.startsWith(`${word} `))
  return named.length > 0 ? named : commands
}

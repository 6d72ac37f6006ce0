/**
 * What yargs asks of its platform, cut down to what parsing needs; the bundle takes it instead of yargs' own. That one measures
 * emoji, reads locale files and loads half of Node for help texts, which we print ourselves: 60 ms at the start of each command.
 */
import { basename, dirname, extname, join, relative, resolve } from 'node:path'
import Parser from 'yargs-parser'

const unused = (what: string) => (): never => {
  throw new Error(`the bundled yargs has no ${what}`)
}

/** Replaces each `%s` in turn. */
const fill = (text: string, values: unknown[]): string => {
  let at = 0
  return text.replaceAll('%s', () => String(values[at++] ?? ''))
}

const words: Record<string, string> = {}
const inWords = (text: string): string => words[text] ?? text

export default {
  assert: { notStrictEqual: () => undefined, strictEqual: () => undefined },
  // Yargs renders the help of a command before it runs it, in case somebody asks for it.
  cliui: () => ({
    div: () => undefined,
    span: () => undefined,
    resetOutput: () => undefined,
    toString: () => '',
    rows: [],
  }),
  findUp: () => undefined,
  getCallerFile: unused('command folders'),
  getEnv: (key: string) => process.env[key],
  getProcessArgvBin: () => process.argv[1] ?? '',
  inspect: String,
  mainFilename: process.cwd(),
  Parser,
  path: { basename, dirname, extname, join, relative, resolve },
  process: {
    argv: () => process.argv,
    cwd: process.cwd,
    emitWarning: (warning: string, type?: string) => process.emitWarning(warning, type),
    execPath: () => process.execPath,
    exit: (code: number) => process.exit(code),
    nextTick: process.nextTick,
    stdColumns: process.stdout.columns ?? null,
  },
  readFileSync: unused('files'),
  readdirSync: unused('command folders'),
  require: unused('require'),
  stringWidth: (text: string) => text.length,
  y18n: {
    __: (text: string, ...values: unknown[]) => fill(inWords(text), values),
    __n: (one: string, many: string, count: number, ...values: unknown[]) =>
      fill(inWords(count === 1 ? one : many), values),
    getLocale: () => 'en',
    setLocale: () => undefined,
    updateLocale: (given: Record<string, string>) => {
      Object.assign(words, given)
    },
  },
}

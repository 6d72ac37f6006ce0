/** The program `earshot`: parses what was typed, runs the command, and is the one place that prints errors and sets exit codes. */

import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { chooseHome } from '../src/node/home.ts'
import { EarshotError, EXIT_BY_CODE, inEnglish, reportOf } from '../src/protocol/errors.ts'
import { jsonText } from '../src/protocol/json-text.ts'
import { phrase } from '../src/protocol/phrase.ts'
import type { Handler } from '../src/ui/cli/command.ts'
import { COMMANDS } from '../src/ui/cli/commands.ts'
import { candidates, type Glimpse, glimpse } from '../src/ui/cli/first-word.ts'
import { Output } from '../src/ui/cli/output.ts'
import { type Catalogue, chooseLanguage, type Lang, loadWords } from '../src/ui/text/catalogue.ts'

const DEFAULT_TIMEOUT_S = 30

async function main(argv: readonly string[]): Promise<number> {
  const seen = glimpse(argv)
  const lang = chooseLanguage(seen.lang, process.env)
  const words = await loadWords(lang)
  const plain = seen.noColor || Boolean(process.env.NO_COLOR) || seen.json
  const output = new Output({ json: seen.json, plain })
  try {
    return await command(argv, seen, lang, words, output)
  } catch (error) {
    return fail(error, words, seen, plain)
  }
}

async function command(
  argv: readonly string[],
  seen: Glimpse,
  lang: Lang,
  words: Catalogue,
  output: Output,
): Promise<number> {
  const [first, second] = seen.words
  const named = candidates(first, COMMANDS)
  if (seen.version) return done(output.print(version()))
  if (seen.help) {
    const { commandHelp, overview } = await import('../src/ui/cli/help.ts')
    const nested = named.filter(spec => spec.words === `${first} ${second}`)
    if (first === undefined || named === COMMANDS) return done(output.print(...overview(COMMANDS, words, output)))
    return done(output.print(...commandHelp(nested.length > 0 ? nested : named, words, output)))
  }
  if (first !== undefined && named === COMMANDS) {
    throw new EarshotError(
      'usage',
      phrase`There is no command ${JSON.stringify(first)}`,
      '`earshot --help` shows what there is.',
    )
  }
  const { Context, NodeLink, parse } = await import('../src/ui/cli/start.ts')
  const { spec, args } = parse(argv, first === undefined ? [] : named)
  const home = chooseHome({ home: args.optional('home'), profile: args.optional('profile') }, process.env)
  const run: Handler =
    spec === undefined
      ? async (context, given) => (await import('../src/ui/cli/run/first-use.ts')).firstUse(context, given)
      : await spec.load()
  const timeout = args.number('timeout') ?? DEFAULT_TIMEOUT_S
  if (timeout < 0) throw new EarshotError('usage', '--timeout needs seconds, 0 or more')
  const program = fileURLToPath(new URL('./node.js', import.meta.url))
  const passphrase = async () => {
    const { currentPassphrase } = await import('../src/ui/cli/passphrase.ts')
    return currentPassphrase({ words, interactive: context.interactive })
  }
  const link = new NodeLink({ home, program, timeout, passphrase })
  const context = new Context({ home, json: seen.json, lang, asked: seen.lang, words, timeout, program, output, link })
  try {
    const running = run(context, args)
    // While the node thinks.
    setImmediate(() => output.open())
    return (await running) ?? 0
  } finally {
    await context.link.close()
  }
}

function fail(error: unknown, words: Catalogue, seen: Glimpse, plain: boolean): number {
  const report = reportOf(error)
  if (seen.json) {
    process.stderr.write(`${jsonText({ error: inEnglish(report) })}\n`)
  } else {
    const { errorBefore, hintBefore } = words.cli
    const red = (text: string) => (!plain && process.stderr.isTTY === true ? `\u001b[31m${text}\u001b[39m` : text)
    process.stderr.write(`${red(errorBefore)}${printable(words.common.error(report))}\n`)
    const hint = words.common.hint(report)
    if (hint !== undefined) process.stderr.write(`${hintBefore}${printable(hint)}\n`)
    if (report.code === 'internal' && process.env.EARSHOT_DEBUG && error instanceof Error) console.error(error)
  }
  return EXIT_BY_CODE[report.code]
}

/** Errors may quote names that others chose; their controls are not obeyed. */
function printable(text: string): string {
  return text.replaceAll(
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g,
    '\ufffd',
  )
}

async function done(printed: Promise<void>): Promise<number> {
  await printed
  return 0
}

function version(): string {
  return (JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }).version
}

main(process.argv.slice(2)).then(code => {
  // Where standard output is a pipe, what was written may still be on its way.
  process.stdout.write('', () => process.exit(code))
})

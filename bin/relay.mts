/** The program `earshot-relay`: parses what was typed, runs the command, and is the one place that prints its errors and sets exit codes. */

import { readFileSync } from 'node:fs'
import { chooseLanguage } from '../src/node/language.ts'
import { EXIT_BY_CODE, hintOf, inEnglish, messageOf, reportOf } from '../src/protocol/errors.ts'
import { jsonText } from '../src/protocol/json-text.ts'
import { ENGLISH, phrase } from '../src/protocol/phrase.ts'
import { help } from '../src/relay/admin/help.ts'
import { chooseRelayHome } from '../src/relay/admin/home.ts'
import { Output, type Reader } from '../src/relay/admin/output.ts'
import { parse, type Typed, usage } from '../src/relay/admin/parse.ts'
import { printable } from '../src/relay/admin/print.ts'

async function main(argv: readonly string[], out: Output): Promise<number> {
  const typed = parse(argv)
  if (typed.flag('version')) return done(out.print(version()))
  if (typed.flag('help')) return done(out.print(...help(typed.command, said => out.say(said))))
  const home = chooseRelayHome(typed.text('home'), process.env)
  switch (typed.command) {
    case undefined:
      throw usage(phrase`A command is missing`)
    case 'init': {
      const { init } = await import('../src/relay/admin/offline.ts')
      const name = typed.text('name')
      if (name === undefined) throw usage(phrase`--name is missing`, 'init')
      return done(await init({ home, name }, out))
    }
    case 'start':
      return start(home, typed, out)
    case 'invite': {
      const { invite } = await import('../src/relay/admin/offline.ts')
      const open = async () => (await import('../src/relay/relay.ts')).openRelay
      return done(await invite({ home, ...(await listening(typed)), version: version() }, out, open))
    }
    default: {
      const { status, mailboxes, evict } = await import('../src/relay/admin/online.ts')
      if (typed.command === 'status') return done(await status(home, out))
      if (typed.command === 'mailboxes') return done(await mailboxes(home, out))
      return done(await evict(home, typed.word ?? '', out))
    }
  }
}

async function start(home: string, typed: Typed, out: Output): Promise<number> {
  const values = await import('../src/relay/admin/values.ts')
  const read = <T,>(name: string, reader: (text: string) => T): T | undefined => {
    const text = typed.text(name)
    return text === undefined ? undefined : reader(text)
  }
  const options = {
    home,
    version: version(),
    mdns: !typed.flag('no-mdns'),
    open: typed.flag('open'),
    store: read('store', values.storeKind) ?? 'level',
    ...(await listening(typed)),
    ...given('ttlDays', read('ttl', values.ttlDays)),
    ...given('mailboxBytes', read('mailbox-bytes', values.mailboxBytes)),
    ...given('mailboxParcels', read('mailbox-parcels', values.mailboxParcels)),
    ...given('metrics', read('metrics', values.metricsAddress)),
  }
  const [service, { openRelay }] = await Promise.all([
    import('../src/relay/admin/start.ts'),
    import('../src/relay/relay.ts'),
  ])
  return service.start(options, out, openRelay)
}

async function listening(typed: Typed): Promise<{ listen?: string[] }> {
  const texts = typed.texts('listen')
  if (texts === undefined) return {}
  const { listenAddresses } = await import('../src/relay/admin/values.ts')
  return { listen: listenAddresses(texts) }
}

/** An option that was given; one that was not is absent. */
function given<const N extends string, T>(name: N, value: T | undefined): { [K in N]?: T } {
  return value === undefined ? {} : ({ [name]: value } as { [K in N]?: T })
}

function fail(error: unknown, out: Output): number {
  const report = reportOf(error)
  if (out.json) {
    process.stderr.write(`${jsonText({ error: inEnglish(report) })}\n`)
  } else {
    const red = (text: string) => (process.stderr.isTTY && !process.env.NO_COLOR ? `\u001b[31m${text}\u001b[39m` : text)
    const hint = hintOf(report)
    process.stderr.write(`${red(out.say(phrase`error: `))}${printable(out.say(messageOf(report)))}\n`)
    if (hint !== undefined) process.stderr.write(`${out.say(phrase`hint: `)}${printable(out.say(hint))}\n`)
    if (report.code === 'internal' && process.env.EARSHOT_DEBUG && error instanceof Error) console.error(error)
  }
  return EXIT_BY_CODE[report.code]
}

function version(): string {
  return (JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }).version
}

function done(_printed: unknown): number {
  return 0
}

/** English needs no tables, and its widths are those of the names in it. */
async function reader(asked: string | undefined): Promise<Reader> {
  const { displayWidth: width } = await import('../src/ui/text/width.ts')
  if (chooseLanguage(asked, process.env) === 'en') return { tongue: ENGLISH, width }
  const { chinese } = await import('../src/ui/text/chinese.ts')
  return { tongue: chinese, width }
}

/** What was typed, as far as it has to be known before it is understood: parsing may fail, and that has to be told as was asked for. */
function glimpse(argv: readonly string[]): { json: boolean; lang: string | undefined } {
  const end = argv.indexOf('--')
  const words = end === -1 ? argv : argv.slice(0, end)
  const at = words.lastIndexOf('--lang')
  const joined = words.findLast(word => word.startsWith('--lang='))?.slice('--lang='.length)
  return {
    json: words.some(word => word === '--json' || word === '--json=true'),
    lang: at === -1 ? joined : words[at + 1],
  }
}

async function run(argv: readonly string[]): Promise<number> {
  const { json, lang } = glimpse(argv)
  const out = new Output(json, await reader(lang))
  return main(argv, out).catch((error: unknown) => fail(error, out))
}

const argv = process.argv.slice(2)
// Who reads us may stop at any time, as `head` does: that is no fault. `start` stays nevertheless.
process.stdout.once('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE' && !argv.includes('start')) process.exit(0)
})
run(argv).then(code => {
  // Where standard output is a pipe, what was written may still be on its way.
  process.stdout.write('', () => process.exit(code))
})

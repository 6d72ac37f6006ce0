/** translate, transcribe, engines: what engines on this machine do for messages and recordings. */
import { resolve } from 'node:path'
import type { EngineAnswer, EngineList } from '../../../node/messenger.ts'
import type { Args } from '../args.ts'
import type { Context } from '../context.ts'

/** What an id of a message looks like; a file of such a name is given with its folder. */
const ID = /^[0-9a-f]{32}$/

export async function translate(context: Context, args: Args): Promise<undefined> {
  beAsPatientAsTheEngine(context, args)
  await show(context, await context.node.translate({ id: args.text('id'), ...args.pick('to') }))
}

export async function transcribe(context: Context, args: Args): Promise<undefined> {
  const recording = args.text('recording')
  const what = ID.test(recording) ? { id: recording } : { file: resolve(recording) }
  beAsPatientAsTheEngine(context, args)
  await show(context, await context.node.transcribe({ ...what, ...args.pick('language') }))
}

/** Engines take longer than other commands, as the node lets them; who gave --timeout knows how long they want to wait. */
function beAsPatientAsTheEngine(context: Context, args: Args): void {
  if (args.number('timeout') === undefined) context.link.lasting()
}

async function show(context: Context, answer: EngineAnswer): Promise<void> {
  await context.out.result(answer, async () => {
    const { sanitize } = await import('../../text/sanitize.ts')
    return answer.text === '' ? [] : [sanitize(answer.text)]
  })
  if (answer.text === '') context.out.note(context.words.engines.nothingHeard)
}

export async function engines(context: Context): Promise<undefined> {
  const found = await context.node.engines()
  await context.out.result(found, () => lines(context, found))
}

async function lines(context: Context, found: EngineList): Promise<string[]> {
  const { line, table } = await import('../people-text.ts')
  const { out } = context
  const { engines: words } = context.words
  const { titles } = words
  const rows = found.recipes.map(({ name, kind, here, chosen, programs, site }) => [
    out.style(name, 'bold'),
    words.kinds[kind],
    here ? out.style(words.here(programs.length === 0), 'green') : words.notHere,
    chosen ? '✓' : '',
    here ? site : (words.get[name] ?? site),
  ])
  const used = (kind: 'translate' | 'transcribe', more: string): string => {
    const { engine } = found[kind]
    if (engine === '') return words.usesNone(words.kinds[kind])
    return words.uses(words.kinds[kind], out.style(line(engine), 'bold')) + context.words.common.aside(more)
  }
  const { from, to } = found.translate
  return [
    ...table([titles.engine, titles.kind, titles.here, titles.chosen, titles.get], rows, out),
    '',
    used('translate', words.fromTo(line(from) || words.findsOut, line(to) || words.toldEachTime)),
    used('transcribe', words.spoken(line(found.transcribe.language) || words.findsOut)),
    '',
    words.choose,
    ...words.examples.map(example => `  ${example}`),
    words.own,
  ]
}

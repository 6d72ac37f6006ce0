/** export: a conversation from its beginning to its end, page by page, so that any length of it fits into memory. */

import { resolve } from 'node:path'
import type { ExportQuery } from '../../../node/messenger.ts'
import { phrase } from '../../../protocol/phrase.ts'
import type { Args } from '../args.ts'
import type { Context } from '../context.ts'
import { type Format, formatOf } from '../export/formats.ts'
import { beginExport, type Writing, writeConversation } from '../export/write.ts'
import { loadNodeProgram } from '../node-program.ts'
import { finished } from '../text-file.ts'
import { timeOf } from '../times.ts'

export async function exportConversation(context: Context, args: Args): Promise<undefined> {
  const output = args.optional('output')
  const asked = args.optional('format') as Format | undefined
  const format = asked ?? (context.json && output === undefined ? 'json' : 'text')
  if (context.json && output === undefined && format !== 'json')
    throw context.usage(phrase`--json prints JSON, not ${format}`, 'Leave --json out, or give --output FILE.')
  const query: ExportQuery = { conv: args.text('conv') }
  const [since, until] = [args.optional('since'), args.optional('until')]
  if (since !== undefined) query.since = timeOf(since, '--since')
  if (until !== undefined) query.until = timeOf(until, '--until')
  // Each page has the whole time, however many there are.
  context.link.lasting()
  const { conversation, pages } = await beginExport(context.node, query)
  const written = formatOf(format, conversation, context.words)
  if (output === undefined) {
    await put(context, { written, pages, write: text => context.out.raw(text) })
    return
  }
  const program = await loadNodeProgram(context.program)
  const file = resolve(output)
  const messages = await finished(await program.openTarget(file, args.flag('force')), target =>
    put(context, { written, pages, write: text => target.write(text) }),
  )
  await context.out.result({ file, format, messages }, () => [context.words.backup.exported(file, messages)])
}

async function put(context: Context, options: Omit<Writing, 'progress'>): Promise<number> {
  const line = await context.progress()
  try {
    return await writeConversation({ ...options, progress: count => line.say(context.words.backup.exporting(count)) })
  } finally {
    line.end()
  }
}

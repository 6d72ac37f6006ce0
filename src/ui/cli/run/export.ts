/** export: a conversation from its beginning to its end, page by page, so that any length of it fits into memory. */
import { resolve } from 'node:path'
import type { ExportQuery, Message } from '../../../node/messenger.ts'
import type { Args } from '../args.ts'
import type { Context } from '../context.ts'
import { type Format, formatOf, type Written } from '../export/formats.ts'
import { loadNodeProgram } from '../node-program.ts'
import { ProgressLine } from '../progress.ts'
import { timeOf } from '../times.ts'

export async function exportConversation(context: Context, args: Args): Promise<undefined> {
  const output = args.optional('output')
  const asked = args.optional('format') as Format | undefined
  const format = asked ?? (context.json && output === undefined ? 'json' : 'text')
  if (context.json && output === undefined && format !== 'json')
    throw context.usage(`--json prints JSON, not ${format}`, 'Leave --json out, or give --output FILE.')
  const query: ExportQuery = { conv: args.text('conv') }
  const [since, until] = [args.optional('since'), args.optional('until')]
  if (since !== undefined) query.since = timeOf(since, '--since')
  if (until !== undefined) query.until = timeOf(until, '--until')
  // Each page has the whole time, however many there are.
  context.link.lasting()
  const { conversation, pages } = await begin(context, query)
  const written = formatOf(format, conversation, context)
  if (output === undefined) {
    await put(context, { written, pages, write: text => context.out.raw(text) })
    return
  }
  const program = await loadNodeProgram(context.program)
  const file = resolve(output)
  const target = await program.openTarget(file, args.flag('force'))
  try {
    const messages = await put(context, { written, pages, write: text => target.write(text) })
    await target.finish()
    const result = { file, format, messages }
    await context.out.result(result, () => [context.words.backup.exported(file, messages)])
  } catch (error) {
    await target.discard()
    throw error
  }
}

/** The first page is fetched before anything is opened: a conversation that is none leaves no file. */
async function begin(context: Context, query: ExportQuery) {
  const conversations = await context.node.conversations()
  const first = await context.node.exportPage(query)
  async function* pages(): AsyncGenerator<Message[]> {
    let page = first
    yield page.messages
    while (page.next !== undefined) {
      page = await context.node.exportPage({ ...query, after: page.next })
      yield page.messages
    }
  }
  const [message] = first.messages
  const known = conversations.find(each => each.conversation === message?.conversation)
  const typed = conversations.find(each => [each.name, each.peerId, each.conversation].includes(query.conv))
  return { conversation: known?.name ?? message?.name ?? typed?.name ?? query.conv, pages: pages() }
}

interface Putting {
  written: Written
  pages: AsyncIterable<Message[]>
  write: (text: string) => Promise<void>
}

/** Gives how many messages there were. */
async function put(context: Context, { written, pages, write }: Putting): Promise<number> {
  const line = new ProgressLine(context.json)
  let count = 0
  try {
    await write(written.begin())
    for await (const messages of pages) {
      const text = messages.map(message => written.message(message, count++)).join('')
      if (text !== '') await write(text)
      line.say(context.words.backup.exporting(count))
    }
    await write(written.end(count))
    return count
  } finally {
    line.end()
  }
}

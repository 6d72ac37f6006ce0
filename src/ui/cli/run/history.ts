/** history: a conversation, oldest first. */
import type { HistoryQuery, Message, MessageType } from '../../../node/messenger.ts'
import type { Args } from '../args.ts'
import type { Context } from '../context.ts'
import { timeOf } from '../times.ts'

/** Messages in one answer of the node; a longer history is asked for page by page. */
const PAGE = 2_000
const DEFAULT_LIMIT = 50

export async function history(context: Context, args: Args): Promise<undefined> {
  const limit = args.number('limit') ?? DEFAULT_LIMIT
  if (!Number.isSafeInteger(limit) || limit < 1) throw context.usage('--limit needs a whole number above 0')
  const query: HistoryQuery = { conv: args.text('conv'), ...args.pick('before', 'after', 'around', 'from') }
  const [since, until, type] = [args.optional('since'), args.optional('until'), args.optional('type')]
  const at = args.optional('at')
  if (at !== undefined) query.at = timeOf(at, '--at')
  if (since !== undefined) query.since = timeOf(since, '--since')
  if (until !== undefined) query.until = timeOf(until, '--until')
  if (type !== undefined) query.type = type as MessageType
  const messages = await pages(context, query, limit)
  await context.out.result(messages, async () => {
    if (messages.length === 0) return [context.words.cli.nothingYet]
    const { messageLines } = await import('../message-text.ts')
    return messageLines(messages, context.words, context.out, { ids: args.flag('ids') })
  })
}

async function pages(context: Context, query: HistoryQuery, limit: number): Promise<Message[]> {
  // Around a message or a time there is one page: the node knows where its halves end.
  if (limit <= PAGE || query.around !== undefined || query.at !== undefined)
    return context.node.history({ ...query, limit })
  const found: Message[][] = []
  let left = limit
  // With `after` a page is the first messages after that one, else the last ones before the end or before `before`.
  const forwards = query.after !== undefined
  const next = { ...query }
  while (left > 0) {
    const page = await context.node.history({ ...next, limit: Math.min(PAGE, left) })
    if (forwards) found.push(page)
    else found.unshift(page)
    left -= page.length
    const edge = forwards ? page.at(-1) : page[0]
    if (page.length < PAGE || edge === undefined) break
    if (forwards) next.after = edge.id
    else next.before = edge.id
  }
  return found.flat()
}

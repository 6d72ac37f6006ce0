/** search: what was said, newest first, with what fits in it marked. */

import type { Found, MessageType, SearchQuery } from '../../../node/messenger.ts'
import { phrase } from '../../../protocol/phrase.ts'
import type { Args } from '../args.ts'
import type { Context } from '../context.ts'
import { timeOf } from '../times.ts'

/** Messages in one answer of the node, and what it gives unless told. */
const PAGE = 500
const DEFAULT_LIMIT = 20
const MAX_CONTEXT = 20
/** Seconds before this command's time is over at which the node gives up, so that it is the one that says why. */
const MARGIN = 1

export async function search(context: Context, args: Args): Promise<undefined> {
  const limit = args.number('limit') ?? DEFAULT_LIMIT
  if (!Number.isSafeInteger(limit) || limit < 1) throw context.usage('--limit needs a whole number above 0')
  const around = args.number('context') ?? 0
  if (!Number.isSafeInteger(around) || around < 0 || around > MAX_CONTEXT)
    throw context.usage(phrase`--context needs a whole number up to ${MAX_CONTEXT}`)
  const query: SearchQuery = { text: args.texts('text').join(' '), ...args.pick('in', 'from', 'before') }
  if (around > 0) query.context = around
  const [since, until, type] = [args.optional('since'), args.optional('until'), args.optional('type')]
  if (since !== undefined) query.since = timeOf(since, '--since')
  if (until !== undefined) query.until = timeOf(until, '--until')
  if (type !== undefined) query.type = type as MessageType
  const found = await pages(context, query, limit)
  await context.out.result(found, async () => {
    await tellSealed(context, query)
    if (found.length === 0) return [context.words.search.nothing]
    const { foundLines } = await import('../found-text.ts')
    const lines = foundLines(found, context.words, context.out)
    const last = found.at(-1)
    return found.length < limit || last === undefined ? lines : [...lines, '', moreLine(context, last)]
  })
}

async function pages(context: Context, query: SearchQuery, limit: number): Promise<Found[]> {
  const found: Found[] = []
  // Where there is no node yet, part of the time goes into starting one.
  await context.connection()
  for (;;) {
    const wanted = Math.min(PAGE, limit - found.length)
    const before = found.at(-1)?.id ?? query.before
    const page = await context.node.search({
      ...query,
      ...(before === undefined ? {} : { before }),
      limit: wanted,
      timeout: Math.max(1, Math.min(86_400, context.remaining() - MARGIN)),
    })
    found.push(...page)
    if (page.length < wanted || found.length >= limit) return found
  }
}

/** What is sealed has no index: people are told that it was left out. */
async function tellSealed(context: Context, query: SearchQuery): Promise<void> {
  if (query.in !== undefined) return
  const all = await Promise.all([false, true].map(archived => context.node.conversations({ archived })))
  const sealed = all.flat().filter(conversation => conversation.sealed)
  if (sealed.length === 0) return
  const { displayName } = await import('../../text/sanitize.ts')
  context.out.note(context.words.search.sealed(context.words.common.list(sealed.map(({ name }) => displayName(name)))))
}

function moreLine(context: Context, last: Found): string {
  return context.out.style(context.words.search.more(`--before ${last.id}`), 'dim')
}

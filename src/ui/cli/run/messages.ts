/** edit, recall, delete, react, forward, show: what one does with what was said. */
import type { Message, MessageDetails } from '../../../node/messenger.ts'
import type { Args } from '../args.ts'
import type { Context } from '../context.ts'
import { standardInput } from '../standard-input.ts'

export async function edit(context: Context, args: Args): Promise<undefined> {
  const typed = args.optional('text-or-dash') ?? '-'
  if (args.optional('text-or-dash') === undefined && !context.piped)
    throw context.usage('There is no new text', 'earshot edit ID TEXT')
  const text = typed === '-' ? await standardInput() : typed
  await shown(context, await context.node.edit({ id: args.text('id'), text, ...args.pick('key') }))
}

export async function recall(context: Context, args: Args): Promise<undefined> {
  const found = await context.node.recall({ id: args.text('id'), ...args.pick('key') })
  await context.out.result(found, async () => {
    const { displayName } = await import('../../text/sanitize.ts')
    const { recalledNow, recalledBefore } = context.words.messages
    // It still waits here: neither a friend nor a relay said that they have it.
    return found.map(({ name, state }) => (state === 'queued' ? recalledBefore : recalledNow)(displayName(name)))
  })
}

export async function remove(context: Context, args: Args): Promise<undefined> {
  const found = await context.node.delete({ ids: args.texts('id'), ...args.pick('key') })
  await context.out.result(found, () => [context.words.messages.deletedNow(found.length)])
}

export async function react(context: Context, args: Args): Promise<undefined> {
  const emoji = args.flag('none') ? '' : args.optional('emoji')
  if (emoji === undefined) throw context.usage('There is no emoji', 'earshot react ID 👍, or --none')
  await shown(context, await context.node.react({ id: args.text('id'), emoji, ...args.pick('key') }))
}

export async function forward(context: Context, args: Args): Promise<undefined> {
  const conv = args.texts('to')
  if (conv.length === 0) throw context.usage('Nobody was named to forward this to', 'earshot forward ID --to WHO')
  const found = await context.node.forward({ ids: args.texts('id'), conv, ...args.pick('key') })
  await context.out.result(found, async () => (await import('./send.ts')).sentences(context, found))
}

export async function show(context: Context, args: Args): Promise<undefined> {
  const found = await context.node.message({ id: args.text('id') })
  await context.out.result(found, () => details(context, found))
}

async function shown(context: Context, found: Message[]): Promise<void> {
  await context.out.result(found, async () => {
    const { messageLine } = await import('../message-text.ts')
    return found.flatMap(each => messageLine(each, context.words, context.out))
  })
}

async function details(context: Context, found: MessageDetails): Promise<string[]> {
  const { authorName, messageLines } = await import('../message-text.ts')
  const { facts, line, shortId } = await import('../people-text.ts')
  const { displayName } = await import('../../text/sanitize.ts')
  const { words, out } = context
  const { facts: labels } = words.messages
  // In a conversation of two the other side is its name.
  const name = (peerId: string) =>
    found.own && found.kind === 'direct'
      ? displayName(found.name)
      : peerId === found.from.peerId
        ? authorName(found.from)
        : shortId(peerId)
  const since = (who: { peerId: string; at: string }[] = []) =>
    words.common.list(who.map(({ peerId, at }) => name(peerId) + words.common.aside(context.moment(at))))
  return [
    ...messageLines([found], words, out),
    ...facts(
      [
        [labels.id, found.id],
        [labels.delivered, since(found.deliveredTo)],
        [labels.read, since(found.readBy)],
        [labels.links, (found.links ?? []).map(line).join(' ')],
        ...(found.versions ?? []).map(({ at, text }, index): [string, string] => [
          index === 0 ? labels.versions : ' ',
          words.common.labelled(context.moment(at), line(text)),
        ]),
      ],
      out,
    ),
  ]
}

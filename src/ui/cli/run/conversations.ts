/** The list of conversations, and how it is kept: conversations, unread, read, mark-unread, mute, pin, archive, draft. Shakes and typing. */
import type { Conversation, Messenger } from '../../../node/messenger.ts'
import type { Args } from '../args.ts'
import type { Context } from '../context.ts'
import { standardInput } from '../standard-input.ts'

export async function conversations(context: Context, args: Args): Promise<undefined> {
  const archived = args.flag('archived')
  const { cli, messages } = context.words
  const none = archived ? messages.noneArchived : cli.noConversations
  await list(context, await context.node.conversations(archived ? { archived } : {}), none)
}

export async function unread(context: Context): Promise<undefined> {
  await list(context, await context.node.unread(), context.words.cli.noUnread)
}

export async function read(context: Context, args: Args): Promise<undefined> {
  const found = await context.node.read({ conv: args.text('conv'), ...args.pick('through') })
  await context.out.result(found, async () => {
    const { displayName } = await import('../../text/sanitize.ts')
    return found.map(each => context.words.cli.readNow(displayName(each.name)))
  })
}

export async function mute(context: Context, args: Args): Promise<undefined> {
  const typed = args.optional('until')
  const until = typed === undefined ? undefined : (await import('../times.ts')).futureTimeOf(typed, '--until')
  const found = await context.node.mute({ conv: args.text('conv'), ...(until === undefined ? {} : { until }) })
  if (found.mutedUntil === undefined) return said(context, found, context.words.cli.muted)
  const when = context.moment(found.mutedUntil)
  return said(context, found, name => context.words.messages.mutedUntilNow(name, when))
}

/** Commands that change one thing about a conversation and say so. */
function changes(
  method: 'unmute' | 'pin' | 'unpin' | 'archive' | 'unarchive' | 'markUnread',
  sentence: (words: Context['words']) => (name: string) => string,
) {
  return async (context: Context, args: Args): Promise<undefined> => {
    const node: Pick<Messenger, typeof method> = context.node
    await said(context, await node[method]({ conv: args.text('conv') }), sentence(context.words))
  }
}

export const unmute = changes('unmute', words => words.cli.unmuted)
export const pin = changes('pin', words => words.messages.pinnedNow)
export const unpin = changes('unpin', words => words.messages.unpinnedNow)
export const archive = changes('archive', words => words.messages.archivedNow)
export const unarchive = changes('unarchive', words => words.messages.unarchivedNow)
export const markUnread = changes('markUnread', words => words.messages.markedUnreadNow)

export async function draft(context: Context, args: Args): Promise<undefined> {
  const typed = args.optional('text-or-dash')
  const clear = args.flag('clear')
  if (clear && typed !== undefined) throw context.usage('A text and --clear do not go together')
  const text = clear ? '' : typed === '-' ? await standardInput() : typed
  const { messages } = context.words
  const found = await context.node.draft({ conv: args.text('conv'), ...(text === undefined ? {} : { text }) })
  if (text !== undefined) return said(context, found, text === '' ? messages.draftForgotten : messages.draftKept)
  if (found.draft === undefined) return said(context, found, messages.noDraft)
  const kept = found.draft
  await context.out.result(found, async () => {
    const { sanitize } = await import('../../text/sanitize.ts')
    return [sanitize(kept)]
  })
}

export async function typing(context: Context, args: Args): Promise<undefined> {
  const conv = args.text('conv')
  const stop = args.flag('stop')
  const told = await context.node.typing({ conv, typing: !stop })
  await context.out.result(told, async () => {
    const { displayName } = await import('../../text/sanitize.ts')
    const { messages } = context.words
    const sentence = !told.told ? messages.typingUntold : stop ? messages.typingStopTold : messages.typingTold
    return [sentence(displayName(conv))]
  })
}

export async function shake(context: Context, args: Args): Promise<undefined> {
  const message = await context.node.shake({ who: args.text('who') })
  await context.out.result(message, async () => {
    const { displayName } = await import('../../text/sanitize.ts')
    return [context.words.cli.shaken(displayName(message.name))]
  })
}

async function list(context: Context, found: Conversation[], none: string): Promise<void> {
  await context.out.result(found, async () => {
    if (found.length === 0) return [none]
    const { conversationsTable } = await import('../people-text.ts')
    return conversationsTable(found, context.words, context.out)
  })
}

async function said(context: Context, found: Conversation, sentence: (name: string) => string): Promise<undefined> {
  await context.out.result(found, async () => {
    const { displayName } = await import('../../text/sanitize.ts')
    return [sentence(displayName(found.name))]
  })
}

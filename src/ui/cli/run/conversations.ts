/** conversations, unread, read, mute, unmute, shake. */
import type { Conversation } from '../../../node/messenger.ts'
import type { Args } from '../args.ts'
import type { Context } from '../context.ts'

export async function conversations(context: Context): Promise<undefined> {
  await show(context, await context.node.conversations(), context.words.cli.noConversations)
}

export async function unread(context: Context): Promise<undefined> {
  await show(context, await context.node.unread(), context.words.cli.noUnread)
}

export async function read(context: Context, args: Args): Promise<undefined> {
  const found = await context.node.read({ conv: args.text('conv'), ...args.pick('through') })
  await context.out.result(found, async () => {
    const { displayName } = await import('../../text/sanitize.ts')
    return found.map(each => context.words.cli.readNow(displayName(each.name)))
  })
}

export async function mute(context: Context, args: Args): Promise<undefined> {
  await said(context, await context.node.mute({ conv: args.text('conv') }), context.words.cli.muted)
}

export async function unmute(context: Context, args: Args): Promise<undefined> {
  await said(context, await context.node.unmute({ conv: args.text('conv') }), context.words.cli.unmuted)
}

export async function shake(context: Context, args: Args): Promise<undefined> {
  const message = await context.node.shake({ who: args.text('who') })
  await context.out.result(message, async () => {
    const { displayName } = await import('../../text/sanitize.ts')
    return [context.words.cli.shaken(displayName(message.name))]
  })
}

async function show(context: Context, found: Conversation[], none: string): Promise<void> {
  await context.out.result(found, async () => {
    if (found.length === 0) return [none]
    const { conversationsTable } = await import('../people-text.ts')
    return conversationsTable(found, context.words, context.out)
  })
}

async function said(context: Context, found: Conversation, sentence: (name: string) => string): Promise<void> {
  await context.out.result(found, async () => {
    const { displayName } = await import('../../text/sanitize.ts')
    return [sentence(displayName(found.name))]
  })
}

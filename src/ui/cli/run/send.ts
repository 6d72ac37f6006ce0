/** send: one text to one conversation or several. The command whose start matters most, so it loads next to nothing. */
import type { Message, OwnState } from '../../../node/messenger.ts'
import type { Args } from '../args.ts'
import type { Context } from '../context.ts'
import { standardInput } from '../standard-input.ts'

type Wait = Exclude<OwnState, 'queued'>

export async function send(context: Context, args: Args): Promise<undefined> {
  const words = args.texts('conv-and-text')
  // One word alone is a conversation, and the text comes by the pipe; otherwise the last word is the text.
  const last = words.length > 1 ? words.at(-1)! : '-'
  if (words.length === 1 && !context.piped) throw context.usage('There is nothing to send', 'earshot send WHO TEXT')
  const conv = words.length > 1 ? words.slice(0, -1) : words
  if (conv.includes('-') && conv.length === 1)
    throw context.usage('Nobody was named to send this to', 'earshot send WHO -')
  const text = last === '-' ? await standardInput() : last
  const wait = args.optional('wait') as Wait | undefined
  const expire = args.optional('expire')
  const messages = await context.node.send({
    conv,
    text,
    ...args.pick('key', 'reply'),
    ...(expire === undefined ? {} : { expire: (await import('../times.ts')).secondsOf(expire, '--expire') }),
    ...(wait === undefined ? {} : { wait, timeout: context.remaining() }),
  })
  await context.out.result(messages, () => sentences(context, messages))
}

/** How each message goes on its way. */
export async function sentences(context: Context, messages: Message[]): Promise<string[]> {
  const names = await Promise.all(messages.map(message => shownName(message.name)))
  return messages.map((message, at) => context.words.cli.sent(names[at]!, message.state, message.way))
}

/** Plain names need no rules of Unicode, whose loading takes longer than the rest of the command. */
async function shownName(name: string): Promise<string> {
  if (/^[\x20-\x7e]{1,32}$/.test(name)) return name
  const { displayName } = await import('../../text/sanitize.ts')
  return displayName(name)
}

/** What one does with what was said. A message is named by the number beside it, or by its id. */
import type { Message, MessageId } from '../../../node/messenger.ts'
import { finished } from '../../cli/text-file.ts'
import { secondsOf } from '../../cli/times.ts'
import type { CommandName } from '../../text/en-chat.ts'
import { sanitize } from '../../text/sanitize.ts'
import { moment } from '../../text/time.ts'
import { takeNames, takeWord } from '../input.ts'
import { snippet } from '../lines.ts'
import { type Chat, ChatMistake, type Command, openOr, required } from './command.ts'
import { filePath } from './shared.ts'

/** How far back the last message of somebody is looked for. */
const LOOKED_AT = 50

export const messageCommands: Command[] = [
  {
    name: 'reply',
    group: 'messages',
    aliases: ['r'],
    completes: 'message',
    async run(chat, rest) {
      const [reply, text] = named(chat, 'reply', rest)
      required(chat, 'reply', text)
      await chat.say(text, { reply })
    },
  },
  {
    name: 'expire',
    group: 'messages',
    async run(chat, rest) {
      const [span, text] = firstWord(required(chat, 'expire', rest))
      required(chat, 'expire', text)
      await chat.say(text, { expire: secondsOf(span, snippet(span, 20)) })
    },
  },
  {
    name: 'edit',
    group: 'messages',
    completes: 'message',
    async run(chat, rest) {
      required(chat, 'edit', rest)
      const [first, after] = firstWord(rest)
      const id = after === '' ? undefined : chat.model.codes.resolve(first)
      const text = id === undefined ? rest : after
      await changed(chat, 'edited', chat.messenger.edit({ id: id ?? (await lastOf(chat, true)), text }))
    },
  },
  {
    name: 'recall',
    group: 'messages',
    completes: 'message',
    async run(chat, rest) {
      const id = rest === '' ? await lastOf(chat, true) : idOf(chat, rest)
      await changed(chat, 'recalled', chat.messenger.recall({ id }))
    },
  },
  {
    name: 'delete',
    group: 'messages',
    completes: 'message',
    async run(chat, rest) {
      const ids = required(chat, 'delete', rest)
        .split(/[\s,]+/)
        .map(each => idOf(chat, each))
      await changed(chat, 'deleted', chat.messenger.delete({ ids }))
    },
  },
  {
    name: 'react',
    group: 'messages',
    completes: 'reaction',
    async run(chat, rest) {
      const [id, typed] = named(chat, 'react', rest)
      // A dash, or nothing, takes it back.
      const emoji = typed === '-' ? '' : typed
      await changed(chat, 'reacted', chat.messenger.react({ id, emoji }))
    },
  },
  {
    name: '+1',
    group: 'messages',
    completes: 'message',
    async run(chat, rest) {
      const id = rest === '' ? await lastOf(chat, false) : idOf(chat, rest)
      await changed(chat, 'reacted', chat.messenger.react({ id, emoji: '👍' }))
    },
  },
  {
    name: 'forward',
    group: 'messages',
    completes: 'forward',
    async run(chat, rest) {
      const [list, after] = firstWord(required(chat, 'forward', rest))
      const { people } = chat.model
      const [names] = takeNames(required(chat, 'forward', after), people)
      const ids = list.split(',').map(each => idOf(chat, each))
      const messages = await chat.messenger.forward({ ids, conv: names.map(name => people.resolve(name)) })
      for (const message of messages) chat.model.codes.of(message.id)
      const labels = messages.map(message => chat.model.conversationLabel(message.conversation, message.name))
      chat.print(`  ${chat.look.texts.chat.sentTo(chat.look.texts.common.list(labels))}`)
    },
  },
  {
    name: 'save',
    group: 'messages',
    completes: 'message',
    async run(chat, rest) {
      const [list, after] = firstWord(required(chat, 'save', rest))
      const path = filePath(takeWord(required(chat, 'save', after))[0])
      const found = await Promise.all(list.split(',').map(each => chat.messenger.message({ id: idOf(chat, each) })))
      await finished(await chat.createFile(path), file => file.write(`${savedText(chat, found)}\n`))
      chat.print(`  ${chat.look.texts.chat.saved(sanitize(path, { lines: 'fold' }))}`)
    },
  },
  {
    name: 'show',
    group: 'messages',
    completes: 'message',
    async run(chat, rest) {
      const message = await chat.messenger.message({ id: idOf(chat, required(chat, 'show', rest)) })
      const { messages, common } = chat.look.texts
      const { facts } = messages
      const { model, look } = chat
      const since = (who: { peerId: string; at: string }[] = []) =>
        common.list(who.map(({ peerId, at }) => model.people.label(peerId) + common.aside(moment(at, look.times))))
      const lines: [label: string, value: string][] = [
        [facts.delivered, since(message.deliveredTo)],
        [facts.read, since(message.readBy)],
        ...(message.versions ?? []).map(({ at, text }): [string, string] => [
          moment(at, look.times),
          sanitize(text, { lines: 'fold' }),
        ]),
        [facts.id, message.id],
      ]
      chat.print(
        ...model.lines(message),
        ...lines
          .filter(([, value]) => value !== '')
          .map(([label, value]) => look.paint.dim(`  ${common.labelled(label, value)}`)),
      )
    },
  },
]

async function changed(
  chat: Chat,
  change: 'edited' | 'recalled' | 'reacted' | 'deleted',
  doing: Promise<Message[]>,
): Promise<void> {
  for (const message of await doing) chat.react(chat.model.changed(change, message))
}

/** What they say; of several, who said it when. */
function savedText(chat: Chat, found: Message[]): string {
  const [only] = found
  if (found.length === 1) return only?.text ?? ''
  const name = ({ own, from }: Message) => (own ? chat.model.me.name : chat.model.people.label(from.peerId, from.name))
  return found.map(each => `[${moment(each.at, chat.look.times)}] ${name(each)}: ${each.text ?? ''}`).join('\n')
}

function firstWord(text: string): [word: string, rest: string] {
  const end = /\s|$/.exec(text)?.index ?? text.length
  return [text.slice(0, end), text.slice(end).trimStart()]
}

/** The message that the first word names, and what follows. */
function named(chat: Chat, name: CommandName, rest: string): [id: MessageId, rest: string] {
  const [first, after] = firstWord(required(chat, name, rest))
  return [idOf(chat, first), after]
}

function idOf(chat: Chat, typed: string): MessageId {
  const id = chat.model.codes.resolve(typed)
  if (id !== undefined) return id
  const { noSuchMessage, noSuchMessageHint } = chat.look.texts.chat
  throw new ChatMistake(noSuchMessage(snippet(typed, 20)), noSuchMessageHint)
}

/** The last text of one's own, or of the other, in the open conversation. */
async function lastOf(chat: Chat, own: boolean): Promise<MessageId> {
  const messages = await chat.messenger.history({ conv: openOr(chat, ''), limit: LOOKED_AT })
  const last = messages.findLast(
    message => message.own === own && message.type === 'text' && message.text !== undefined,
  )
  if (last === undefined) throw new ChatMistake(chat.look.texts.chat.nothingSaid)
  return last.id
}

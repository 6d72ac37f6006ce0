import type { HistoryQuery } from '../../../node/messenger.ts'
import { timeOf } from '../../cli/times.ts'
import { takeFilters } from '../filters.ts'
import { takeNames } from '../input.ts'
import { conversationLine, historyLines, snippet } from '../lines.ts'
import { type Chat, ChatMistake, type Command, openOr, required } from './command.ts'

/** Messages that `/history` and `/more` show unless told. */
const PAGE = 20
const LARGEST_PAGE = 1000

export const talkCommands: Command[] = [
  { name: 'list', group: 'talk', aliases: ['conversations'], run: chat => chat.showList() },
  {
    name: 'open',
    group: 'talk',
    aliases: ['o'],
    completes: 'person',
    run: (chat, rest) => chat.open(chat.model.people.resolve(required(chat, 'open', rest))),
  },
  { name: 'close', group: 'talk', run: chat => chat.close() },
  {
    name: 'send',
    group: 'talk',
    completes: 'people',
    async run(chat, rest) {
      const { people } = chat.model
      const [names, text] = takeNames(rest, people)
      if (names.length === 0) required(chat, 'send', '')
      required(chat, 'send', text)
      const messages = await chat.send(
        names.map(name => people.resolve(name)),
        text,
      )
      const labels = messages.map(message => chat.model.conversationLabel(message.conversation, message.name))
      chat.print(`  ${chat.look.texts.chat.sentTo(chat.look.texts.common.list(labels))}`)
      for (const message of messages) chat.print(...chat.model.waiting(message))
    },
  },
  {
    name: 'history',
    group: 'talk',
    async run(chat, rest) {
      const [{ in: where, ...filters }, left] = takeFilters(rest, chat.model.people)
      await show(chat, { conv: where ?? openOr(chat, ''), limit: count(left), ...filters })
    },
  },
  {
    name: 'at',
    group: 'talk',
    completes: 'message',
    async run(chat, rest) {
      const place = required(chat, 'at', rest)
      const around = chat.model.codes.resolve(place)
      const when = around === undefined ? { at: timeOf(place, snippet(place, 30)) } : { around }
      await show(chat, { conv: openOr(chat, ''), limit: PAGE, ...when })
    },
  },
  {
    name: 'more',
    group: 'talk',
    async run(chat, rest) {
      const conv = openOr(chat, '')
      const before = chat.model.open?.oldest
      const messages = await chat.messenger.history({
        conv,
        limit: count(rest),
        ...(before === undefined ? {} : { before }),
      })
      chat.model.shown(messages)
      const lines = historyLines(messages, chat.model.people, chat.look, chat.model.codes)
      chat.print(...(lines.length > 0 ? lines : [chat.look.texts.chat.noEarlier]))
    },
  },
  {
    name: 'unread',
    group: 'talk',
    async run(chat) {
      const conversations = await chat.messenger.unread()
      chat.model.learnConversations(conversations)
      const lines = conversations.map(conversation => conversationLine(conversation, chat.model.people, chat.look))
      chat.print(...(lines.length > 0 ? lines : [chat.look.texts.chat.noUnread]))
    },
  },
  {
    name: 'read',
    group: 'talk',
    completes: 'person',
    async run(chat, rest) {
      const conversations = await chat.messenger.read({ conv: openOr(chat, rest) })
      chat.model.learnConversations(conversations)
      chat.print(
        chat.look.texts.chat.markedRead(
          chat.look.texts.common.list(conversations.map(one => labelOf(chat, one.conversation, one.name))),
        ),
      )
    },
  },
]

async function show(chat: Chat, query: HistoryQuery): Promise<void> {
  const messages = await chat.messenger.history(query)
  chat.model.shown(messages)
  const lines = historyLines(messages, chat.model.people, chat.look, chat.model.codes)
  chat.print(...(lines.length > 0 ? lines : [chat.look.texts.chat.nothingSaid]))
}

function labelOf(chat: Chat, conversation: string, name: string): string {
  return chat.model.conversationLabel(conversation, name)
}

function count(rest: string): number {
  if (rest === '') return PAGE
  const wanted = Number(rest)
  if (Number.isInteger(wanted) && wanted > 0) return Math.min(wanted, LARGEST_PAGE)
  throw new ChatMistake(`${snippet(rest, 20)}?`)
}

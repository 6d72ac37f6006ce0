/** How conversations are listed and told of: pinned, archived, muted for a while, marked as unread, with a draft. */
import type { Conversation } from '../../../node/messenger.ts'
import { futureTimeOf } from '../../cli/times.ts'
import { sanitize } from '../../text/sanitize.ts'
import { moment } from '../../text/time.ts'
import { takeName } from '../input.ts'
import { conversationLine, rule } from '../lines.ts'
import { type Chat, type Command, openOr } from './command.ts'

/** A span, a time of day or a date, where a name might stand. */
const TIME = /^\d\S*$/

export const listingCommands: Command[] = [
  {
    name: 'mute',
    group: 'talk',
    completes: 'person',
    async run(chat, rest) {
      const { people } = chat.model
      const [name, after] = TIME.test(rest) && people.resolve(rest) === rest ? ['', rest] : takeName(rest, people)
      const conv = openOr(chat, name)
      const until = after === '' ? undefined : futureTimeOf(after, sanitize(after, { lines: 'fold' }))
      const conversation = await chat.messenger.mute({ conv, ...(until === undefined ? {} : { until }) })
      const { mutedUntil } = conversation
      const { chat: texts, messages } = chat.look.texts
      said(chat, conversation, label =>
        mutedUntil === undefined
          ? texts.muted(label)
          : messages.mutedUntilNow(label, moment(mutedUntil, chat.look.times)),
      )
    },
  },
  change('unmute', chat => chat.look.texts.chat.unmuted),
  change('pin', chat => chat.look.texts.messages.pinnedNow),
  change('unpin', chat => chat.look.texts.messages.unpinnedNow),
  change('archive', chat => chat.look.texts.messages.archivedNow),
  change('unarchive', chat => chat.look.texts.messages.unarchivedNow),
  change('later', chat => chat.look.texts.messages.markedUnreadNow),
  {
    name: 'archived',
    group: 'talk',
    async run(chat) {
      const { chat: texts, messages } = chat.look.texts
      const found = await chat.messenger.conversations({ archived: true })
      chat.model.learnConversations(found)
      if (found.length === 0) chat.print(messages.noneArchived)
      else {
        const lines = found.map(each => conversationLine(each, chat.model.people, chat.look))
        chat.print(rule(texts.listTitle, chat.look), ...lines)
      }
    },
  },
  {
    name: 'draft',
    group: 'talk',
    async run(chat, rest) {
      const conv = openOr(chat, '')
      const { messages } = chat.look.texts
      const label = chat.model.open?.label ?? ''
      if (rest === '') {
        const { draft } = await chat.messenger.draft({ conv })
        if (draft === undefined) chat.print(messages.noDraft(label))
        else chat.offer(draft)
        return
      }
      const text = rest === '-' ? '' : rest
      chat.model.learnConversations([await chat.messenger.draft({ conv, text })])
      chat.print(text === '' ? messages.draftForgotten(label) : messages.draftKept(label))
    },
  },
]

/** A command that changes one thing about a conversation, the open one where none is named. */
function change(
  name: 'unmute' | 'pin' | 'unpin' | 'archive' | 'unarchive' | 'later',
  sentence: (chat: Chat) => (label: string) => string,
): Command {
  return {
    name,
    group: 'talk',
    ...(name === 'later' && { aliases: ['mark-unread'] }),
    completes: 'person',
    async run(chat, rest) {
      const method = name === 'later' ? 'markUnread' : name
      said(chat, await chat.messenger[method]({ conv: openOr(chat, rest) }), sentence(chat))
    },
  }
}

function said(chat: Chat, conversation: Conversation, sentence: (label: string) => string): void {
  chat.model.learnConversations([conversation])
  chat.print(sentence(chat.model.conversationLabel(conversation.conversation, conversation.name)))
}

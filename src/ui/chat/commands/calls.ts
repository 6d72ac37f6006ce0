import type { CallMedia } from '../../../node/messenger.ts'
import { takeName } from '../input.ts'
import { type Command, openOr } from './command.ts'

/** What tells a session from a name: sessions are addresses of programs. */
const SESSION = /(?:^|\s)([a-z][a-z0-9+.-]*:\S+)\s*$/i
const MEDIA = /(?:^|\s)--(audio|video)\s*$/

export const callCommands: Command[] = [
  {
    name: 'shake',
    group: 'calls',
    completes: 'person',
    async run(chat, rest) {
      const message = await chat.messenger.shake({ who: openOr(chat, rest) })
      const label = chat.model.conversationLabel(message.conversation, message.name)
      chat.print(`≋ ${chat.look.texts.chat.shook(chat.look.texts.chat.you, label)}`)
    },
  },
  {
    name: 'call',
    group: 'calls',
    completes: 'person',
    async run(chat, rest) {
      const session = SESSION.exec(rest)
      const media = MEDIA.exec(rest)?.[1]
      const end = session?.index ?? MEDIA.exec(rest)?.index ?? rest.length
      const [who] = takeName(rest.slice(0, end).trim(), chat.model.people)
      const call = await chat.messenger.call({
        who: openOr(chat, who),
        ...(isMedia(media) ? { media } : {}),
        ...(session?.[1] === undefined ? {} : { session: session[1] }),
      })
      chat.react(chat.model.applyCall(call))
    },
  },
  {
    name: 'answer',
    group: 'calls',
    async run(chat, rest) {
      const session = SESSION.exec(rest)
      const who = rest.slice(0, session?.index ?? rest.length).trim()
      const call = await chat.messenger.answer({
        ...(who === '' ? {} : { who: chat.model.people.resolve(who) }),
        ...(session?.[1] === undefined ? {} : { session: session[1] }),
      })
      chat.react(chat.model.applyCall(call))
    },
  },
  {
    name: 'hangup',
    group: 'calls',
    async run(chat, rest) {
      const who = rest === '' ? {} : { who: chat.model.people.resolve(rest) }
      chat.react(chat.model.applyCall(await chat.messenger.hangup(who)))
    },
  },
  {
    name: 'calls',
    group: 'calls',
    async run(chat) {
      const { texts } = chat.look
      const calls = (await chat.messenger.calls()).filter(call => call.state !== 'ended')
      if (calls.length === 0) chat.print(texts.chat.noCalls)
      for (const call of calls) {
        chat.model.people.learn(call.peer)
        chat.print(
          `☎ ${texts.chat.callState(chat.model.people.label(call.peer.peerId), texts.common.callState[call.state])}`,
        )
      }
    },
  },
]

function isMedia(value: string | undefined): value is CallMedia {
  return value === 'audio' || value === 'video'
}

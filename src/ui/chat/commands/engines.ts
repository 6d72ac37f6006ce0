import type { MessageId } from '../../../node/messenger.ts'
import { sanitize } from '../../text/sanitize.ts'
import { takeWord } from '../input.ts'
import { type Chat, ChatMistake, type Command, openOr } from './command.ts'

/** How far back the last message of the other is looked for. */
const LOOKED_AT = 50

export const engineCommands: Command[] = [
  {
    name: 'translate',
    group: 'talk',
    completes: 'message',
    async run(chat, rest) {
      const [word, after] = takeWord(rest)
      const named = chat.model.codes.resolve(word)
      const to = named === undefined ? rest : after
      const id = named ?? (await lastHeard(chat))
      const { text, engine } = await chat.messenger.translate({ id, ...(to === '' ? {} : { to }) })
      const [first = '', ...lines] = sanitize(text).split('\n')
      chat.print(`  ${first}`, ...lines.map(line => `  ${line}`), chat.look.paint.dim(`  — ${sanitize(engine)}`))
    },
  },
]

/** The last text of the other in the open conversation. */
async function lastHeard(chat: Chat): Promise<MessageId> {
  const messages = await chat.messenger.history({ conv: openOr(chat, ''), limit: LOOKED_AT })
  const last = messages.findLast(message => !message.own && (message.text ?? '') !== '')
  if (last === undefined) throw new ChatMistake(chat.look.texts.engines.nothingToTranslate)
  return last.id
}

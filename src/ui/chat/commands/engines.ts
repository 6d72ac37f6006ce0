import { sanitize } from '../../text/sanitize.ts'
import { ChatMistake, type Command, openOr } from './command.ts'

/** How far back the last message of the other is looked for. */
const LOOKED_AT = 50

export const engineCommands: Command[] = [
  {
    name: 'translate',
    group: 'talk',
    async run(chat, rest) {
      const conv = openOr(chat, '')
      const messages = await chat.messenger.history({ conv, limit: LOOKED_AT })
      const last = messages.findLast(message => !message.own && (message.text ?? '') !== '')
      if (last === undefined) throw new ChatMistake(chat.look.texts.engines.nothingToTranslate)
      const { text, engine } = await chat.messenger.translate({ id: last.id, ...(rest === '' ? {} : { to: rest }) })
      const [first = '', ...lines] = sanitize(text).split('\n')
      chat.print(`  ${first}`, ...lines.map(line => `  ${line}`), chat.look.paint.dim(`  — ${sanitize(engine)}`))
    },
  },
]

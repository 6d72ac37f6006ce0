import type { Found } from '../../../node/messenger.ts'
import { sanitize } from '../../text/sanitize.ts'
import { moment } from '../../text/time.ts'
import { truncate } from '../../text/width.ts'
import { takeFilters } from '../filters.ts'
import { type Chat, type Command, required } from './command.ts'

/** Messages shown; who looks for older ones says more of what they said. */
const SHOWN = 10
/** Characters before what fits, so that it is seen in its place. */
const LEAD = 24

export const searchCommands: Command[] = [
  {
    name: 'search',
    group: 'messages',
    aliases: ['s'],
    async run(chat, rest) {
      const [filters, text] = takeFilters(rest, chat.model.people)
      const found = await chat.messenger.search({ text: required(chat, 'search', text), limit: SHOWN, ...filters })
      if (found.length === 0) chat.print(chat.look.texts.search.nothing)
      // The newest last, where one looks; each has its number, to be answered or shown.
      else chat.print(...found.reverse().map(each => line(chat, each)))
    },
  },
]

function line(chat: Chat, found: Found): string {
  const { look, model } = chat
  const { paint, texts } = look
  const when = moment(found.at, look.times)
  const author = found.own ? texts.chat.you : model.people.label(found.from.peerId, found.from.name)
  // The other of two in a conversation names it.
  const named = found.conversation === model.open?.conversation || (found.kind === 'direct' && !found.own)
  const where = named ? '' : texts.common.aside(model.conversationLabel(found.conversation, found.name))
  const head = `${paint.dim(`${when} [${model.codes.of(found.id)}]`)} ${paint.bold(author)}${where}`
  return `${head}: ${passage(chat, found)}`
}

/** The part of a text in which what was sought stands, on one line, with that made to stand out. */
function passage({ look }: Chat, { text = '', matches }: Found): string {
  const [from, to] = matches[0] ?? [0, 0]
  const begin = from > LEAD * 2 ? from - LEAD : 0
  const shown = (part: string): string => sanitize(part, { lines: 'fold' })
  const before = `${begin > 0 ? '…' : ''}${shown(text.slice(begin, from))}`
  const rest = truncate(shown(text.slice(to)), Math.max(LEAD, look.columns - LEAD * 2))
  return before + look.paint.notice(shown(text.slice(from, to))) + rest
}

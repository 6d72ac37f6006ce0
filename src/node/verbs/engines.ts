/** Translation and speech to text, by the engines that the user chose. */
import { isAbsolute } from 'node:path'
import { EarshotError } from '../../protocol/errors.ts'
import type { EngineVerbs } from '../messenger.ts'
import type { Context } from './context.ts'
import { readableText, shownMessage } from './messages.ts'

export function engineVerbs(context: Context): EngineVerbs {
  const { engines } = context
  return {
    engines: () => engines.list(),

    async translate({ id, to }) {
      const { content } = await readableText(context, id)
      // What was forwarded is what there is to read, with what was said to it.
      const text = [...(content.forwarded ?? []).map(each => each.text), content.text]
        .filter(each => each !== '')
        .join('\n\n')
      if (text.trim() === '') throw new EarshotError('invalid', 'this message has no text to translate')
      return { id, ...(await engines.translate(text, to)) }
    },

    async transcribe({ id, file, language }) {
      if ((id === undefined) === (file === undefined))
        throw new EarshotError('usage', 'transcribe takes either a message or a file')
      if (id !== undefined) {
        await shownMessage(context, id)
        throw new EarshotError('no-file', 'this message holds no recording', 'a file on this disk can be given instead')
      }
      if (file === undefined || !isAbsolute(file))
        throw new EarshotError('invalid', 'the path of the file has to be absolute')
      return engines.transcribe(file, language)
    },
  }
}

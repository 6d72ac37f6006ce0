import { renderUnicodeCompact } from 'uqr'
import { takeName } from '../input.ts'
import { type Command, required } from './command.ts'

export const safetyCommands: Command[] = [
  {
    name: 'verify',
    group: 'people',
    completes: 'person',
    async run(chat, rest) {
      const { people } = chat.model
      const { safety } = chat.look.texts
      const [typed, what] = takeName(required(chat, 'verify', rest), people)
      const asked =
        what === '' ? {} : what === 'confirm' || what === 'undo' ? { confirm: what === 'confirm' } : { compare: what }
      const shown = await chat.messenger.verify({ who: people.resolve(typed), ...asked })
      const name = people.label(shown.peerId, shown.name)
      if (shown.matches) chat.print(safety.matches)
      if (what !== '') {
        chat.print(shown.verified ? safety.verifiedNow(name) : safety.unverifiedNow(name))
        return
      }
      const code = renderUnicodeCompact(shown.qr, { ecc: 'L', border: 2 }).split('\n')
      const fits = (code[0]?.length ?? 0) <= chat.look.columns
      chat.print(
        safety.numberOf(name),
        '',
        `  ${shown.safetyNumber}`,
        '',
        ...(fits ? code : []),
        safety.compareHow(name),
      )
      if (shown.verified) chat.print(safety.isVerified(name))
    },
  },
]

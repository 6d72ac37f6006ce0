import type { Profile } from '../../../node/messenger.ts'
import { sanitize } from '../../text/sanitize.ts'
import { padEnd } from '../../text/width.ts'
import { takeWord } from '../input.ts'
import { personLine } from '../lines.ts'
import type { Chat, Command } from './command.ts'
import { splitWord } from './people.ts'
import { filePath } from './shared.ts'

const FIELDS = ['name', 'status', 'email'] as const
/** Widest label of the profile in either language, and a gap. */
const LABEL_COLUMN = 12

export const accountCommands: Command[] = [
  {
    name: 'profile',
    group: 'account',
    completes: 'person',
    async run(chat, rest) {
      const [word, text] = splitWord(rest)
      const field = FIELDS.find(name => name === word)
      const avatar = word === 'avatar' ? await pictureOf(text) : undefined
      if (rest === '') printProfile(chat, await chat.messenger.profile())
      else if (field !== undefined || avatar !== undefined) {
        const profile = await chat.messenger.profileSet(
          field === undefined ? { avatar: avatar ?? '' } : { [field]: text },
        )
        chat.model.me.name = profile.name
        printProfile(chat, profile)
        chat.print(chat.look.texts.chat.profileSaved)
      } else {
        const { people } = chat.model
        const shown = await chat.messenger.profileShow({ who: people.resolve(rest) })
        chat.print(personLine(people.learn(shown), people, chat.look))
        if (shown.email !== undefined) chat.print(`  ${sanitize(shown.email, { lines: 'fold' })}`)
        chat.print(chat.look.paint.dim(`  ${shown.peerId}`))
      }
    },
  },
  {
    name: 'passwd',
    group: 'account',
    async run(chat) {
      const { chat: texts } = chat.look.texts
      const current = await chat.ask(texts.currentPassphrase, { secret: true })
      const next = await chat.ask(texts.newPassphrase, { secret: true })
      const again = await chat.ask(texts.repeatPassphrase, { secret: true })
      if (current === undefined || next === undefined || next !== again) {
        chat.print(texts.passphrasesDiffer)
        return
      }
      await chat.messenger.passwd({ ...(current === '' ? {} : { current }), ...(next === '' ? {} : { next }) })
      chat.print(next === '' ? texts.passphraseGone : texts.passphraseChanged)
    },
  },
  {
    name: 'status',
    group: 'account',
    async run(chat) {
      const status = await chat.messenger.status()
      const { chat: texts } = chat.look.texts
      const memory = `${Math.round(status.memory / 1e6)} MB`
      chat.print(texts.statusLine(duration(status.uptime), status.friendsHere, status.queued, memory))
      chat.print(status.addresses.length > 0 ? `${texts.addressesTitle}:` : texts.noAddresses)
      chat.print(...status.addresses.map(address => `  ${address}`))
    },
  },
  {
    name: 'lock',
    group: 'account',
    async run(chat) {
      await chat.messenger.lock()
    },
  },
  {
    name: 'down',
    group: 'account',
    async run(chat) {
      await chat.messenger.down()
    },
  },
  {
    name: 'erase',
    group: 'account',
    async run(chat) {
      const { chat: texts } = chat.look.texts
      if ((await chat.ask(texts.eraseAsk))?.trim() !== 'erase') {
        chat.print(texts.eraseKept)
        return
      }
      const passphrase = await chat.ask(texts.erasePassphrase, { secret: true })
      const { told } = await chat.messenger.erase({ yes: true, ...(passphrase ? { passphrase } : {}) })
      chat.print(texts.erased(told))
      chat.quit()
    },
  },
]

/** A picture for the profile; none where no file is named. Decoding is loaded only for this. */
async function pictureOf(file: string): Promise<string> {
  if (file === '') return ''
  const { avatarOf } = await import('../../cli/avatar.ts')
  return avatarOf(filePath(takeWord(file)[0]))
}

function printProfile(chat: Chat, profile: Profile): void {
  const { profileLine, passphraseSet, passphraseNone } = chat.look.texts.chat
  const line = (label: string, value: string) =>
    chat.print(`  ${padEnd(label, LABEL_COLUMN)}${sanitize(value, { lines: 'fold' })}`)
  line(profileLine.name, profile.name)
  if (profile.status !== undefined) line(profileLine.status, profile.status)
  if (profile.email !== undefined) line(profileLine.email, profile.email)
  line(profileLine.id, profile.peerId)
  line(profileLine.home, profile.home)
  line(profileLine.passphrase, profile.passphrase ? passphraseSet : passphraseNone)
}

/** `1:02:03`, from seconds. */
function duration(seconds: number): string {
  const whole = Math.floor(seconds)
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
  return parts.map((part, at) => (at === 0 ? String(part) : String(part).padStart(2, '0'))).join(':')
}

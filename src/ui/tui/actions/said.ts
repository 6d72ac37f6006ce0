/** What is said of commands of the command line, said of actions of the full screen and their keys. */
import { type SayCommand, sayCommands } from '../../text/spoken-commands.ts'
import type { Keymap } from '../keys/keymap.ts'
import type { Words } from '../words/words.ts'
import type { ActionName } from './action.ts'

/** By how commands begin; the longer ones first. */
const ACTIONS: readonly [begins: string, action: ActionName][] = [
  ['send --reply', 'message.reply'],
  ['history --ids', 'messages.up'],
  ['friends', 'goto'],
  ['nearby', 'people.nearby'],
  ['add', 'people.add'],
  ['requests', 'people.requests'],
  ['accept', 'people.requests'],
  ['invite', 'people.invite'],
  ['folders', 'people.folders'],
  ['nick', 'person.nick'],
  ['unblock', 'person.block'],
  ['relay', 'relays'],
  ['settings', 'settings'],
  ['engines', 'engines'],
  ['unseal', 'conversation.unseal'],
  ['seal', 'conversation.seal'],
  ['edit', 'message.edit'],
  ['recall', 'message.recall'],
  ['delete', 'message.delete'],
  ['react', 'message.react'],
  ['forward', 'message.forward'],
  ['hangup', 'call.decline'],
  ['calls', 'call.show'],
  ['passwd', 'account.passphrase'],
  ['backup', 'account.backup'],
  ['up', 'node.start'],
  ['down', 'account.down'],
]

export function inActions(text: string, words: Words, keymap: Keymap): string {
  const say: SayCommand = typed => {
    const action = ACTIONS.find(([begins]) => typed === begins || typed.startsWith(`${begins} `))?.[1]
    if (action === undefined) return undefined
    const [key] = keymap.keysOf(action)
    const name = `“${words.tui.actions[action]}”${key === undefined ? '' : words.common.aside(key)}`
    // Which setting it is, and to what it is set.
    const setting = /^settings set (.+)$/.exec(typed)?.[1]
    return setting === undefined ? name : words.common.labelled(name, setting)
  }
  return sayCommands(text, say)
}

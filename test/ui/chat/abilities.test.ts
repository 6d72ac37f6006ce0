import { describe, expect, it } from 'vitest'
import { commands } from '../../../src/ui/chat/commands/all.ts'
import { COMMANDS } from '../../../src/ui/cli/commands.ts'
import { enActions } from '../../../src/ui/tui/words/en-actions.ts'

/** Commands of the command line under another name. */
const OTHERWISE: Record<string, string> = { conversations: 'list', 'mark-unread': 'later' }

/** Commands of the command line that the line mode has not, and why. */
const NOT_HERE: Record<string, string> = {
  init: 'whoever is in the chat has an identity',
  up: 'the chat has a node; `/down` and Enter start it anew',
  restore: 'goes into a profile that is not there yet',
  listen: 'the chat shows what happens as it happens',
  typing: 'is told while one types',
  chat: 'is this',
  demo: 'makes profiles of its own',
  rpc: 'for programs',
  completion: 'for shells',
  complete: 'for shells',
}

/** What the full screen does, by the command that does it here. A name ending in a dot is that of a group of actions. */
const ACTIONS: Record<string, string> = {
  ...{
    palette: 'help',
    goto: 'open',
    help: 'help',
    quit: 'quit',
    lock: 'lock',
    search: 'search',
    settings: 'settings',
  },
  ...{
    engines: 'engines',
    relays: 'relay',
    theme: 'settings',
    density: 'settings',
    account: 'profile',
    requests: 'requests',
  },
  ...{ 'list.open': 'open', 'list.archived': 'archived', 'list.': 'list' },
  ...{ 'conversation.unread': 'unread', 'conversation.close': 'close', 'conversation.pin': 'unpin' },
  ...{ 'conversation.mute': 'unmute', 'conversation.archive': 'unarchive', 'conversation.markUnread': 'later' },
  ...{ 'conversation.read': 'read', 'conversation.seal': 'seal', 'conversation.unseal': 'unseal' },
  ...{ 'conversation.expire': 'expire', 'conversation.date': 'at', 'conversation.search': 'search' },
  ...{ 'conversation.export': 'export', 'conversation.': 'open' },
  ...{ 'messages.unread': 'open', 'messages.': 'more', 'message.reply': 'reply', 'message.edit': 'edit' },
  ...{
    'message.editLast': 'edit',
    'message.recall': 'recall',
    'message.delete': 'delete',
    'message.forward': 'forward',
  },
  ...{ 'message.react': 'react', 'message.save': 'save', 'message.translate': 'translate', 'message.show': 'show' },
  ...{ 'message.transcribe': 'transcribe', 'message.jump': 'at', 'message.expand': 'show' },
  ...{ 'people.nearby': 'nearby', 'people.add': 'add', 'people.requests': 'accept', 'people.invite': 'invite' },
  ...{ 'people.connect': 'connect', 'people.folders': 'folders', 'person.show': 'profile', 'person.verify': 'verify' },
  ...{ 'person.nick': 'nick', 'person.move': 'move', 'person.remove': 'remove', 'person.block': 'unblock' },
  ...{
    'person.shake': 'shake',
    'call.start': 'call',
    'call.show': 'calls',
    'call.accept': 'answer',
    'call.': 'hangup',
  },
  ...{
    'account.profile': 'profile',
    'account.picture': 'profile',
    'account.passphrase': 'passwd',
    'account.presence': 'presence',
  },
  ...{ 'account.backup': 'backup', 'account.erase': 'erase', 'account.down': 'down' },
}

/** What is of a screen, of keys or of a mouse, and of no use where lines follow each other. */
const OF_A_SCREEN = new Set([
  ...['interrupt', 'suspend', 'redraw', 'keys', 'focus.', 'editor.', 'panel.', 'search.', 'node.start'],
  // Messages are named by their number; terminals copy and open what is printed.
  ...['message.select', 'message.mark', 'message.unmark', 'message.menu', 'message.copy', 'message.open'],
])

const names = new Set(commands.flatMap(({ name, aliases = [] }) => [name, ...aliases]))
const group = (name: string): string => `${name.split('.')[0]}.`

describe('the line mode', () => {
  it('can do what the commands can', () => {
    const missing = new Set(
      COMMANDS.map(({ words }) => words.split(' ')[0] ?? '').filter(
        word => !names.has(OTHERWISE[word] ?? word) && NOT_HERE[word] === undefined,
      ),
    )
    expect([...missing], 'a chat command, or a reason in NOT_HERE').toEqual([])
    expect(Object.keys(NOT_HERE).filter(word => names.has(word))).toEqual([])
  })

  it('can do what the full screen can', () => {
    const missing = Object.keys(enActions).filter(name => {
      const command = ACTIONS[name] ?? ACTIONS[group(name)]
      return command === undefined ? !OF_A_SCREEN.has(name) && !OF_A_SCREEN.has(group(name)) : !names.has(command)
    })
    expect(missing, 'a chat command in ACTIONS, or a place in OF_A_SCREEN').toEqual([])
  })
})

/** What is the same as on the command line, and done by the commands there: only what is typed for it is shorter. */
import { homedir } from 'node:os'
import { writtenPath } from '../../tui/editor/paths.ts'
import { takeName, takeWord } from '../input.ts'
import { type Chat, type Command, openOr, required } from './command.ts'

export const sharedCommands: Command[] = [
  {
    name: 'seal',
    group: 'talk',
    completes: 'person',
    run: (chat, rest) => chat.command(['seal', ...conversation(chat, rest)]),
  },
  {
    name: 'unseal',
    group: 'talk',
    completes: 'person',
    run: (chat, rest) => chat.command(['unseal', ...conversation(chat, rest)]),
  },
  {
    name: 'export',
    group: 'talk',
    run(chat, rest) {
      const [typed, after] = takeWord(required(chat, 'export', rest))
      const file = filePath(typed)
      const format = /\.(?:(json)|html?)$/i.exec(file)
      const guessed = format === null || after.includes('--format') ? [] : ['--format', format[1] ? 'json' : 'html']
      return chat.command(['export', '--output', file, ...guessed, ...conversation(chat, after)])
    },
  },
  {
    name: 'transcribe',
    group: 'messages',
    run(chat, rest) {
      const [typed, after] = takeWord(required(chat, 'transcribe', rest))
      return chat.command(['transcribe', ...words(after), '--', chat.model.codes.resolve(typed) ?? filePath(typed)])
    },
  },
  {
    name: 'presence',
    group: 'account',
    completes: 'presence',
    run: (chat, rest) => chat.command(['presence', ...words(rest)]),
  },
  {
    name: 'relay',
    group: 'account',
    completes: 'relay',
    run(chat, rest) {
      const [what, which] = takeWord(rest)
      return chat.command(['relay', what || 'list', ...(which === '' ? [] : ['--', unquoted(which)])])
    },
  },
  {
    name: 'settings',
    group: 'account',
    completes: 'setting',
    run(chat, rest) {
      const [first, after] = takeWord(rest)
      const [name, value] = takeWord(after)
      if (first === '' || (first === 'list' && after === '')) return chat.command(['settings'])
      if (first === 'set' && value !== '') return chat.command(['settings', 'set', '--', name, unquoted(value)])
      if (SETTING_VERBS.includes(first)) return chat.command(['settings', first, ...words(after)])
      // A name alone shows it, a name and a value set it.
      if (after === '') return chat.command(['settings', 'get', first])
      return chat.command(['settings', 'set', '--', first, unquoted(after)])
    },
  },
  { name: 'engines', group: 'account', run: chat => chat.command(['engines']) },
  {
    name: 'backup',
    group: 'account',
    run(chat, rest) {
      const [typed, after] = takeWord(required(chat, 'backup', rest))
      return chat.command(['backup', ...words(after), '--', filePath(typed)])
    },
  },
]

export const SETTING_VERBS = ['get', 'set', 'reset']

/** Where a typed path leads, from the folder that the program was started in. */
export function filePath(typed: string): string {
  return writtenPath(typed, { folder: process.cwd(), home: homedir() })
}

/** The conversation that is named first, or the open one, and the options behind it. */
function conversation(chat: Chat, rest: string): string[] {
  const [who, options] = rest.startsWith('--') ? ['', rest] : takeName(rest, chat.model.people)
  return [...words(options), '--', openOr(chat, who)]
}

function words(rest: string): string[] {
  const all: string[] = []
  for (let left = rest; left !== ''; ) {
    const [word, after] = takeWord(left)
    all.push(word)
    left = after
  }
  return all
}

function unquoted(text: string): string {
  const [word, after] = takeWord(text)
  return after === '' ? word : text
}

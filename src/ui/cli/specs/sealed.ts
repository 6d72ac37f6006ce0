/** A second passphrase on a conversation. */
import type { CommandSpec } from '../command.ts'

export const SEALED: readonly CommandSpec[] = [
  {
    words: 'seal',
    section: 'conversations',
    positionals: [{ name: 'conv' }],
    options: { change: { type: 'flag' }, 'new-passphrase-file': { type: 'text', value: 'FILE' } },
    result: '`Conversation`, sealed and closed; the second passphrase is typed, or in `EARSHOT_SECOND_PASSPHRASE_FILE`',
    errors: ['no-peer', 'ambiguous', 'wrong-passphrase', 'not-allowed', 'invalid', 'quota', 'busy'],
    load: async () => (await import('../run/sealed.ts')).seal,
  },
  {
    words: 'unseal',
    section: 'conversations',
    positionals: [{ name: 'conv' }],
    options: { forever: { type: 'flag' } },
    result: '`Conversation`, open until it is closed again; `--forever`: not sealed any more',
    errors: ['no-peer', 'ambiguous', 'wrong-passphrase', 'not-allowed', 'quota', 'busy'],
    load: async () => (await import('../run/sealed.ts')).unseal,
  },
]

/** Saving the profile, getting it back, giving conversations out. */
import type { CommandSpec } from '../command.ts'

export const BACKUP: readonly CommandSpec[] = [
  {
    words: 'backup',
    section: 'account',
    positionals: [{ name: 'file' }],
    options: { force: { type: 'flag' }, check: { type: 'flag' } },
    result:
      '`{file, bytes, messages, conversations, took}`, once it was read back whole; `--check`: `{file, bytes, peerId, name, madeAt, version, messages, conversations}`',
    errors: ['exists', 'invalid', 'not-allowed', 'quota', 'busy', 'wrong-passphrase', 'no-file'],
    load: async () => (await import('../run/backup.ts')).backup,
  },
  {
    words: 'restore',
    section: 'account',
    positionals: [{ name: 'file' }],
    options: { 'no-passphrase': { type: 'flag' } },
    result: '`{peerId, name, home, messages, conversations, madeAt}`',
    errors: ['exists', 'wrong-passphrase', 'no-file', 'invalid', 'not-allowed', 'quota', 'busy'],
    load: async () => (await import('../run/restore.ts')).restore,
  },
  {
    words: 'export',
    section: 'conversations',
    positionals: [{ name: 'conv' }],
    options: {
      format: { type: 'text', value: 'FORMAT', choices: ['json', 'text', 'html'] },
      output: { type: 'text', value: 'FILE' },
      since: { type: 'text', value: 'TIME' },
      until: { type: 'text', value: 'TIME' },
      force: { type: 'flag' },
    },
    result:
      '`[Message]`, the whole conversation, oldest first; with `--output` that, text or a page in the file, and `{file, format, messages}`',
    errors: ['no-peer', 'ambiguous', 'invalid', 'exists', 'not-allowed', 'quota'],
    load: async () => (await import('../run/export.ts')).exportConversation,
  },
]

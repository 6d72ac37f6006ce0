/** Conversations. */
import type { CommandSpec, PositionalSpec } from '../command.ts'

const conv: PositionalSpec = { name: 'conv' }

export const CONVERSATIONS: readonly CommandSpec[] = [
  {
    words: 'send',
    section: 'conversations',
    positionals: [{ name: 'conv-and-text', several: true }],
    options: {
      wait: { type: 'text', value: 'STATE', choices: ['relayed', 'delivered', 'read'] },
      key: { type: 'text', value: 'KEY' },
    },
    result: '`[Message]`, one per conversation. Accepted (exit 0) once it is on this disk',
    errors: ['no-peer', 'ambiguous', 'not-friends', 'invalid', 'quota', 'timeout'],
    load: async () => (await import('../run/send.ts')).send,
  },
  {
    words: 'history',
    section: 'conversations',
    positionals: [conv],
    options: {
      limit: { type: 'number', value: 'N' },
      before: { type: 'text', value: 'ID' },
      after: { type: 'text', value: 'ID' },
      from: { type: 'text', value: 'WHO' },
      since: { type: 'text', value: 'TIME' },
      until: { type: 'text', value: 'TIME' },
      type: {
        type: 'text',
        value: 'TYPE',
        choices: ['text', 'picture', 'file', 'audio', 'video', 'shake', 'call', 'system'],
      },
    },
    result: '`[Message]`, oldest first, the last 50 unless told',
    errors: ['no-peer', 'ambiguous', 'no-message', 'invalid'],
    load: async () => (await import('../run/history.ts')).history,
  },
  {
    words: 'conversations',
    section: 'conversations',
    result: '`[Conversation]`',
    load: async () => (await import('../run/conversations.ts')).conversations,
  },
  {
    words: 'unread',
    section: 'conversations',
    result: '`[Conversation]`',
    load: async () => (await import('../run/conversations.ts')).unread,
  },
  {
    words: 'read',
    section: 'conversations',
    positionals: [conv],
    options: { through: { type: 'text', value: 'ID' } },
    result: '`[Conversation]`',
    errors: ['no-peer', 'ambiguous', 'no-message'],
    load: async () => (await import('../run/conversations.ts')).read,
  },
  ...(['mute', 'unmute'] as const).map(
    (words): CommandSpec => ({
      words,
      section: 'conversations',
      positionals: [conv],
      result: '`Conversation`',
      errors: ['no-peer', 'ambiguous'],
      load: async () => (await import('../run/conversations.ts'))[words],
    }),
  ),
  {
    words: 'shake',
    section: 'conversations',
    positionals: [{ name: 'who' }],
    result: '`Message`',
    errors: ['no-peer', 'ambiguous', 'not-friends', 'offline', 'declined', 'busy'],
    load: async () => (await import('../run/conversations.ts')).shake,
  },
  {
    words: 'listen',
    section: 'conversations',
    options: { since: { type: 'text', value: 'ID', help: 'since-message' } },
    result: 'streams events until stopped; with `--since`, first what arrived after ID did (order of arrival)',
    errors: ['no-message'],
    load: async () => (await import('../run/listen.ts')).listen,
  },
]

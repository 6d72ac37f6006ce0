/** What people do with messages. */
import type { ErrorCode } from '../../../protocol/errors.ts'
import type { CommandSpec, PositionalSpec } from '../command.ts'

const id: PositionalSpec = { name: 'id' }
const key = { type: 'text', value: 'KEY' } as const
/** Of commands about one message. */
const NAMED: readonly ErrorCode[] = ['no-message', 'ambiguous', 'not-allowed']
/** Of those that tell the other side. */
const TOLD: readonly ErrorCode[] = [...NAMED, 'not-friends', 'blocked', 'quota']

export const MESSAGES: readonly CommandSpec[] = [
  {
    words: 'edit',
    section: 'conversations',
    positionals: [id, { name: 'text-or-dash', optional: true }],
    options: { key },
    result: '`[Message]`, as it is now',
    errors: [...TOLD, 'invalid'],
    load: async () => (await import('../run/messages.ts')).edit,
  },
  {
    words: 'recall',
    section: 'conversations',
    positionals: [id],
    options: { key },
    result: '`[Message]`, without its text',
    errors: TOLD,
    load: async () => (await import('../run/messages.ts')).recall,
  },
  {
    words: 'delete',
    section: 'conversations',
    positionals: [{ ...id, several: true }],
    options: { key },
    result: '`[Message]`, without their texts',
    errors: ['no-message', 'ambiguous'],
    load: async () => (await import('../run/messages.ts')).remove,
  },
  {
    words: 'react',
    section: 'conversations',
    positionals: [id, { name: 'emoji', optional: true }],
    options: { none: { type: 'flag' }, key },
    result: '`[Message]`, with its reactions',
    errors: [...TOLD, 'invalid'],
    load: async () => (await import('../run/messages.ts')).react,
  },
  {
    words: 'forward',
    section: 'conversations',
    positionals: [{ ...id, several: true }],
    options: { to: { type: 'texts', value: 'CONV..', help: 'forward-to', required: true }, key },
    result: '`[Message]`, one per conversation; several messages go as one bundle',
    errors: [...TOLD, 'no-peer', 'invalid'],
    load: async () => (await import('../run/messages.ts')).forward,
  },
  {
    words: 'show',
    section: 'conversations',
    positionals: [id],
    result: '`Message`, with `versions?`, `deliveredTo?` and `readBy?`',
    errors: ['no-message', 'ambiguous'],
    load: async () => (await import('../run/messages.ts')).show,
  },
]

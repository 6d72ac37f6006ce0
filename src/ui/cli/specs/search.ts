/** Search. */
import { MESSAGE_TYPES } from '../../../node/message-types.ts'
import type { CommandSpec } from '../command.ts'

export const SEARCH: readonly CommandSpec[] = [
  {
    words: 'search',
    section: 'conversations',
    positionals: [{ name: 'text', several: true }],
    options: {
      in: { type: 'text', value: 'CONV' },
      from: { type: 'text', value: 'WHO' },
      since: { type: 'text', value: 'TIME' },
      until: { type: 'text', value: 'TIME' },
      type: { type: 'text', value: 'TYPE', choices: MESSAGE_TYPES },
      limit: { type: 'number', value: 'N', help: 'found-limit' },
      before: { type: 'text', value: 'ID', help: 'found-before' },
      context: { type: 'number', value: 'N' },
    },
    result:
      '`[Message]` with `matches: [[from, to]]`, and with `--context` also `before: [Message]` and `after: [Message]`; newest first. Each word begins a word of the message, runs of scripts without spaces occur as they are, quotes make a phrase; `timeout` where not all could be looked at',
    errors: ['no-peer', 'ambiguous', 'no-message', 'invalid', 'timeout'],
    load: async () => (await import('../run/search.ts')).search,
  },
]

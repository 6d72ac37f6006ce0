/** Calls. */
import type { CommandSpec } from '../command.ts'

const session = { session: { type: 'text', value: 'URI' } } as const

export const CALLS: readonly CommandSpec[] = [
  {
    words: 'call',
    section: 'calls',
    positionals: [{ name: 'who' }],
    options: session,
    result:
      'streams `{"event":"call", call, peer, direction: "in"|"out", media, state, session?, reason?}` until it ends; SIGINT hangs up. Exit 0 when it was hung up or cancelled, else the error of its end',
    errors: ['no-peer', 'ambiguous', 'not-friends', 'offline', 'busy', 'declined', 'timeout'],
    load: async () => (await import('../run/calls.ts')).call,
  },
  {
    words: 'answer',
    section: 'calls',
    positionals: [{ name: 'who', optional: true }],
    options: session,
    result: 'streams, as `call`',
    errors: ['no-peer', 'ambiguous'],
    load: async () => (await import('../run/calls.ts')).answer,
  },
  {
    words: 'hangup',
    section: 'calls',
    positionals: [{ name: 'who', optional: true }],
    result: '`{"event":"call", …}`: the call that ended',
    errors: ['no-peer'],
    load: async () => (await import('../run/calls.ts')).hangup,
  },
  {
    words: 'calls',
    section: 'calls',
    result: '`[{"event":"call", …}]`: calls under way, and the last ones that ended',
    load: async () => (await import('../run/calls.ts')).calls,
  },
]

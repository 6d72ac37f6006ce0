/** Front ends, and what programs use. */
import type { CommandSpec } from '../command.ts'

export const PROGRAMS: readonly CommandSpec[] = [
  {
    words: 'chat',
    section: 'programs',
    positionals: [{ name: 'who', optional: true }],
    result: 'for people only',
    errors: ['no-peer', 'ambiguous'],
    load: async () => (await import('../run/front-ends.ts')).chat,
  },
  {
    words: 'demo',
    section: 'programs',
    options: { keep: { type: 'flag' } },
    result: 'streams one object a step; exits 0 only if every step held',
    load: async () => (await import('../run/front-ends.ts')).demo,
  },
  {
    words: 'rpc',
    section: 'programs',
    positionals: [{ name: 'method' }, { name: 'params', optional: true }],
    result: 'the result of the method; `listen` streams events',
    errors: ['usage', 'invalid'],
    load: async () => (await import('../run/rpc.ts')).rpc,
  },
  {
    words: 'completion',
    section: 'programs',
    positionals: [{ name: 'shell', choices: ['bash', 'zsh', 'fish'] }],
    result: 'a script; names of friends are asked of the running node',
    load: async () => (await import('../run/completion.ts')).completion,
  },
  {
    words: 'complete',
    section: 'programs',
    positionals: [{ name: 'line', several: true, optional: true }],
    result: 'one candidate a line',
    hidden: true,
    load: async () => (await import('../run/completion.ts')).complete,
  },
]

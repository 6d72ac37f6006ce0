/** Translation and speech to text. */
import type { CommandSpec } from '../command.ts'

const FAILURES = ['no-engine', 'engine-failed', 'invalid', 'timeout', 'busy'] as const

export const ENGINES: readonly CommandSpec[] = [
  {
    words: 'translate',
    section: 'conversations',
    positionals: [{ name: 'id' }],
    options: { to: { type: 'text', value: 'LANG', help: 'to-language' } },
    result:
      '`{id, text, engine}`; waits for the engine as long as `engine.timeout` lets it, unless `--timeout` is given',
    errors: ['no-message', ...FAILURES],
    load: async () => (await import('../run/engines.ts')).translate,
  },
  {
    words: 'transcribe',
    section: 'conversations',
    positionals: [{ name: 'recording' }],
    options: { language: { type: 'text', value: 'LANG' } },
    result: '`{id?, text, engine}`; waits as `translate` does',
    errors: ['no-message', 'no-file', ...FAILURES],
    load: async () => (await import('../run/engines.ts')).transcribe,
  },
  {
    words: 'engines',
    section: 'programs',
    result:
      '`{translate: {engine, from, to}, transcribe: {engine, language}, timeout, recipes: [{name, kind, here, chosen, programs, site}]}`',
    load: async () => (await import('../run/engines.ts')).engines,
  },
]

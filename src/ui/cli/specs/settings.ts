/** Settings. */
import type { CommandSpec } from '../command.ts'

export const SETTINGS: readonly CommandSpec[] = [
  {
    words: 'settings',
    section: 'settings',
    result: '`[Setting]`',
    load: async () => (await import('../run/settings.ts')).settings,
  },
  {
    words: 'settings list',
    section: 'settings',
    result: '`[Setting]`',
    load: async () => (await import('../run/settings.ts')).settings,
  },
  {
    words: 'settings get',
    section: 'settings',
    positionals: [{ name: 'setting' }],
    result: '`Setting`',
    errors: ['invalid'],
    load: async () => (await import('../run/settings.ts')).settingsGet,
  },
  {
    words: 'settings set',
    section: 'settings',
    positionals: [{ name: 'setting' }, { name: 'value' }],
    result: '`Setting`',
    errors: ['invalid', 'not-allowed', 'quota'],
    load: async () => (await import('../run/settings.ts')).settingsSet,
  },
  {
    words: 'settings reset',
    section: 'settings',
    positionals: [{ name: 'setting' }],
    result: '`Setting`',
    errors: ['invalid', 'not-allowed', 'quota'],
    load: async () => (await import('../run/settings.ts')).settingsReset,
  },
]

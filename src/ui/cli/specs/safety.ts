/** Comparing safety numbers. */
import type { CommandSpec } from '../command.ts'

export const SAFETY: readonly CommandSpec[] = [
  {
    words: 'verify',
    section: 'people',
    positionals: [{ name: 'who' }],
    options: {
      confirm: { type: 'flag' },
      undo: { type: 'flag' },
      compare: { type: 'text', value: 'TEXT' },
    },
    result:
      '`{peerId, name, safetyNumber, verified, qr, matches?}`; 60 digits in groups of five, and a QR code for people',
    errors: ['no-peer', 'ambiguous', 'invalid', 'not-allowed'],
    load: async () => (await import('../run/verify.ts')).verify,
  },
]

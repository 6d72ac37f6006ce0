/** Relays, as their users see them. */
import type { CommandSpec } from '../command.ts'

const LISTED = '`[{peerId, name, addresses, connected, stored, quota}]`, sizes in bytes'

export const RELAYS: readonly CommandSpec[] = [
  {
    words: 'relay list',
    section: 'relays',
    result: LISTED,
    load: async () => (await import('../run/relays.ts')).relayList,
  },
  {
    words: 'relay nearby',
    section: 'relays',
    result: '`[Peer]`, relays only',
    load: async () => (await import('../run/relays.ts')).relayNearby,
  },
  {
    words: 'relay add',
    section: 'relays',
    positionals: [{ name: 'where' }],
    result: 'as `relay list`',
    errors: ['invalid', 'offline', 'not-allowed', 'quota'],
    load: async () => (await import('../run/relays.ts')).relayAdd,
  },
  {
    words: 'relay remove',
    section: 'relays',
    positionals: [{ name: 'relay' }],
    result: 'as `relay list`',
    errors: ['no-peer', 'ambiguous'],
    load: async () => (await import('../run/relays.ts')).relayRemove,
  },
]

/** Node and account. */
import type { CommandSpec } from '../command.ts'

export const ACCOUNT: readonly CommandSpec[] = [
  {
    words: 'init',
    section: 'account',
    options: { name: { type: 'text', value: 'NAME' }, 'no-passphrase': { type: 'flag' } },
    result: '`{peerId, name, home}`',
    errors: ['exists'],
    load: async () => (await import('../run/identity.ts')).init,
  },
  {
    words: 'up',
    section: 'account',
    options: {
      listen: { type: 'texts', value: 'MULTIADDR..' },
      'no-mdns': { type: 'flag' },
      detach: { type: 'flag' },
    },
    result:
      'streams; first line `{"event":"ready", peerId, name, addresses, control}`; with `--detach` that line alone',
    errors: ['no-identity', 'wrong-passphrase', 'profile-in-use', 'address-in-use'],
    load: async () => (await import('../run/node.ts')).up,
  },
  {
    words: 'down',
    section: 'account',
    result: '`{stopping: true}`, when the node is gone',
    errors: ['no-node'],
    load: async () => (await import('../run/node.ts')).down,
  },
  {
    words: 'status',
    section: 'account',
    result:
      '`{running, peerId, name, addresses, uptime, peers, friendsHere, relays, relaysKnown, unread, queued, presence, version, pid, memory, faults}`; `{running: false, home}` when no node runs',
    errors: ['no-identity'],
    load: async () => (await import('../run/node.ts')).status,
  },
  {
    words: 'presence',
    section: 'account',
    positionals: [{ name: 'presence', optional: true, choices: ['auto', 'here', 'away'] }],
    result: '`{presence: "here"|"away", wish: "auto"|"here"|"away"}`',
    errors: ['invalid'],
    load: async () => (await import('../run/presence.ts')).presence,
  },
  {
    words: 'profile',
    section: 'account',
    result: '`{peerId, name, status?, email?, avatar?, home, passphrase}`',
    load: async () => (await import('../run/profile.ts')).profile,
  },
  {
    words: 'profile set',
    section: 'account',
    options: {
      name: { type: 'text', value: 'NAME' },
      status: { type: 'text', value: 'TEXT' },
      email: { type: 'text', value: 'ADDRESS' },
      avatar: { type: 'text', value: 'FILE' },
    },
    result: 'as `profile`',
    errors: ['invalid'],
    load: async () => (await import('../run/profile.ts')).profileSet,
  },
  {
    words: 'profile show',
    section: 'account',
    positionals: [{ name: 'who' }],
    result: '`Peer` + `{email?, state?}`',
    errors: ['no-peer', 'ambiguous'],
    load: async () => (await import('../run/profile.ts')).profileShow,
  },
  {
    words: 'passwd',
    section: 'account',
    options: { 'new-passphrase-file': { type: 'text', value: 'FILE' }, 'no-passphrase': { type: 'flag' } },
    result: 'as `profile`',
    errors: ['wrong-passphrase'],
    load: async () => (await import('../run/identity.ts')).passwd,
  },
  {
    words: 'lock',
    section: 'account',
    result: '`{locked: true}`, when the node is gone',
    errors: ['no-node', 'not-allowed'],
    load: async () => (await import('../run/node.ts')).lock,
  },
  {
    words: 'erase',
    section: 'account',
    options: { yes: { type: 'flag' } },
    result: '`{erased: true, told}`: `told` friends heard of it',
    errors: ['no-identity', 'wrong-passphrase'],
    load: async () => (await import('../run/identity.ts')).erase,
  },
]

/** People. */
import type { CommandSpec, PositionalSpec } from '../command.ts'

const who: PositionalSpec = { name: 'who' }

export const PEOPLE: readonly CommandSpec[] = [
  {
    words: 'nearby',
    section: 'people',
    options: { watch: { type: 'flag' } },
    result: '`[Peer]`; `--watch` streams `{"event":"nearby", peer, here: bool}`',
    load: async () => (await import('../run/nearby.ts')).nearby,
  },
  {
    words: 'find',
    section: 'people',
    positionals: [{ name: 'text' }],
    result: '`[Peer]`',
    load: async () => (await import('../run/nearby.ts')).find,
  },
  {
    words: 'connect',
    section: 'people',
    positionals: [{ name: 'address' }],
    result: '`Peer`',
    errors: ['invalid', 'offline'],
    load: async () => (await import('../run/nearby.ts')).connect,
  },
  {
    words: 'invite',
    section: 'people',
    options: { relay: { type: 'flag' }, again: { type: 'flag' } },
    errors: ['no-relay'],
    result: '`{link, expiresAt}`, and a QR code for people',
    load: async () => (await import('../run/invite.ts')).invite,
  },
  {
    words: 'add',
    section: 'people',
    positionals: [{ name: 'target' }],
    options: { message: { type: 'text', value: 'TEXT' }, yes: { type: 'flag', help: 'yes-alike' } },
    result: '`Friend`',
    errors: ['no-peer', 'ambiguous', 'invalid', 'blocked'],
    load: async () => (await import('../run/friends.ts')).add,
  },
  {
    words: 'requests',
    section: 'people',
    result: '`[Friend]`',
    load: async () => (await import('../run/friends.ts')).requests,
  },
  ...(['accept', 'decline', 'remove', 'block', 'unblock'] as const).map(
    (words): CommandSpec => ({
      words,
      section: 'people',
      positionals: [who],
      ...(words === 'accept' ? { options: { yes: { type: 'flag', help: 'yes-alike' } } } : {}),
      result: '`Friend`',
      errors: ['no-peer', 'ambiguous'],
      load: async () => (await import('../run/friends.ts'))[words],
    }),
  ),
  {
    words: 'friends',
    section: 'people',
    options: { folder: { type: 'text', value: 'FOLDER' } },
    result: '`[Friend]`',
    load: async () => (await import('../run/friends.ts')).friends,
  },
  {
    words: 'nick',
    section: 'people',
    positionals: [who, { name: 'name' }],
    result: '`Friend`',
    errors: ['no-peer', 'ambiguous', 'invalid'],
    load: async () => (await import('../run/friends.ts')).nick,
  },
  {
    words: 'folders',
    section: 'people',
    result: '`[{name, friends}]`',
    load: async () => (await import('../run/folders.ts')).folders,
  },
  {
    words: 'folders create',
    section: 'people',
    positionals: [{ name: 'name' }],
    result: 'as `folders`',
    errors: ['exists', 'invalid'],
    load: async () => (await import('../run/folders.ts')).foldersCreate,
  },
  {
    words: 'folders delete',
    section: 'people',
    positionals: [{ name: 'name' }],
    result: 'as `folders`',
    errors: ['invalid', 'not-allowed'],
    load: async () => (await import('../run/folders.ts')).foldersDelete,
  },
  {
    words: 'move',
    section: 'people',
    positionals: [who, { name: 'folder' }],
    result: '`Friend`',
    errors: ['no-peer', 'ambiguous', 'invalid'],
    load: async () => (await import('../run/folders.ts')).move,
  },
]

/** All commands. Yargs, the help, completion and docs/cli.md are made from this table. */
import type { CommandSpec } from './command.ts'
import { ACCOUNT } from './specs/account.ts'
import { BACKUP } from './specs/backup.ts'
import { CALLS } from './specs/calls.ts'
import { CONVERSATIONS } from './specs/conversations.ts'
import { ENGINES } from './specs/engines.ts'
import { MESSAGES } from './specs/messages.ts'
import { PEOPLE } from './specs/people.ts'
import { PROGRAMS } from './specs/programs.ts'
import { RELAYS } from './specs/relays.ts'
import { SAFETY } from './specs/safety.ts'
import { SEALED } from './specs/sealed.ts'
import { SEARCH } from './specs/search.ts'
import { SETTINGS } from './specs/settings.ts'

export const COMMANDS: readonly CommandSpec[] = [
  ...ACCOUNT,
  ...BACKUP,
  ...PEOPLE,
  ...SAFETY,
  ...CONVERSATIONS,
  ...ENGINES,
  ...MESSAGES,
  ...SEALED,
  ...SEARCH,
  ...CALLS,
  ...RELAYS,
  ...SETTINGS,
  ...PROGRAMS,
]

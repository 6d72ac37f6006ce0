/** Finding what was said. */
import { openSearch } from '../panels/search.ts'
import type { Action } from './action.ts'

/** Its target is a conversation, to search in that one. */
export const searchActions: readonly Action[] = [
  { name: 'search', group: 'go', where: 'anywhere', keys: ['alt+s'], run: openSearch },
]

/** What people, nicknames, folders and relays may be called. */

import { EarshotError } from './errors.ts'
import { MAX_NAME_CHARS } from './limits.ts'
import { type Phrase, phrase } from './phrase.ts'

/** Trims and checks a name as people enter it, which is called `what`. `invalid` when empty, too long or with control or bidirectional characters. */
export function checkedName(name: string, what: Phrase = phrase`name`): string {
  const trimmed = name.normalize('NFC').trim()
  if (trimmed === '') throw new EarshotError('invalid', phrase`the ${what} is empty`)
  if ([...trimmed].length > MAX_NAME_CHARS)
    throw new EarshotError('invalid', phrase`the ${what} has more than ${MAX_NAME_CHARS} characters`)
  if (/[\p{Cc}\p{Cs}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/u.test(trimmed)) {
    throw new EarshotError(
      'invalid',
      phrase`the ${what} has control or direction characters in it`,
      'use letters, digits, spaces and signs',
    )
  }
  return trimmed
}

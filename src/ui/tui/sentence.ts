/** What a node says of an error, as the sentence that stands alone on a screen; behind a command's name it begins small. */
import type { Phrase } from '../../protocol/phrase.ts'

/** `told` with a capital, unless it begins with a value: a name, a path, a command are written as they are. */
export function sentence(told: string, { text }: Phrase): string {
  return /^[a-z]/.test(text) ? told.slice(0, 1).toUpperCase() + told.slice(1) : told
}

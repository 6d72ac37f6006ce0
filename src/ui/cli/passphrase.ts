/** Where a passphrase comes from: a file named in the environment, else the keyboard. Never from an argument, which others can see. */

import { readFileSync } from 'node:fs'
import { EarshotError } from '../../protocol/errors.ts'
import { phrase } from '../../protocol/phrase.ts'
import type { Catalogue } from '../text/catalogue.ts'
import type { Context } from './context.ts'

export const PASSPHRASE_VARIABLE = 'EARSHOT_PASSPHRASE_FILE'

export interface Asking {
  words: Catalogue
  /** Whether somebody is there to be asked. */
  interactive: boolean
}

const BACKUP_PASSPHRASE_VARIABLE = 'EARSHOT_BACKUP_PASSPHRASE_FILE'
export const SECOND_PASSPHRASE_VARIABLE = 'EARSHOT_SECOND_PASSPHRASE_FILE'

/** The passphrase of the file; undefined where none is named. */
export function passphraseFromFile(path: string | undefined = process.env[PASSPHRASE_VARIABLE]): string | undefined {
  if (path === undefined || path === '') return undefined
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    throw new EarshotError('invalid', phrase`The file with the passphrase cannot be read: ${path}`, undefined, error)
  }
  // Editors and `echo` end a line; that is not part of it.
  const passphrase = text.replace(/\r?\n$/, '')
  if (passphrase === '') throw new EarshotError('invalid', phrase`The file with the passphrase is empty: ${path}`)
  return passphrase
}

/** The passphrase that unlocks the profile; undefined when there is neither a file nor anybody to ask. */
export async function currentPassphrase(asking: Asking): Promise<string | undefined> {
  const given = passphraseFromFile()
  if (given !== undefined || !asking.interactive) return given
  const { askSecret } = await import('./prompt.ts')
  return askSecret(asking.words.cli.ask.passphrase)
}

/**
 * The passphrase of a backup: of the file that is named for it, else typed (twice, and not empty, for a new one), else, where there is
 * nobody to ask, the profile's own.
 */
export async function backupPassphrase(context: Context, fresh: boolean): Promise<string> {
  const named = passphraseFromFile(process.env[BACKUP_PASSPHRASE_VARIABLE] ?? '')
  if (named !== undefined) return named
  if (!context.interactive) {
    const own = passphraseFromFile()
    if (own !== undefined) return own
    throw new EarshotError(
      'usage',
      'There is nobody to ask for the passphrase of the backup',
      phrase`Name a file that holds it in ${BACKUP_PASSPHRASE_VARIABLE}.`,
    )
  }
  const { backup, cli } = context.words
  for (;;) {
    const typed = await context.askSecret(fresh ? backup.ask.newPassphrase : backup.ask.passphrase)
    if (typed === '') context.out.note(backup.empty)
    else if (!fresh || (await context.askSecret(cli.ask.again)) === typed) return typed
    else context.out.note(cli.ask.differ)
  }
}

/** A new passphrase, typed twice; undefined for none. */
export async function newPassphrase(asking: Asking): Promise<string | undefined> {
  const { askSecret } = await import('./prompt.ts')
  const { ask } = asking.words.cli
  for (;;) {
    const first = await askSecret(ask.newPassphrase)
    if (first === '') return undefined
    if ((await askSecret(ask.again)) === first) return first
    process.stderr.write(`${ask.differ}\n`)
  }
}

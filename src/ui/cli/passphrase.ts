/** Where a passphrase comes from: a file named in the environment, else the keyboard. Never from an argument, which others can see. */
import { readFileSync } from 'node:fs'
import { EarshotError } from '../../protocol/errors.ts'
import type { Catalogue } from '../text/catalogue.ts'

export const PASSPHRASE_VARIABLE = 'EARSHOT_PASSPHRASE_FILE'

export interface Asking {
  words: Catalogue
  /** Whether somebody is there to be asked. */
  interactive: boolean
}

/** The passphrase of the file; undefined where none is named. */
export function passphraseFromFile(path: string | undefined = process.env[PASSPHRASE_VARIABLE]): string | undefined {
  if (path === undefined || path === '') return undefined
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    throw new EarshotError('invalid', `The file with the passphrase cannot be read: ${path}`, undefined, error)
  }
  // Editors and `echo` end a line; that is not part of it.
  const passphrase = text.replace(/\r?\n$/, '')
  if (passphrase === '') throw new EarshotError('invalid', `The file with the passphrase is empty: ${path}`)
  return passphrase
}

/** The passphrase that unlocks the profile; undefined when there is neither a file nor anybody to ask. */
export async function currentPassphrase(asking: Asking): Promise<string | undefined> {
  const given = passphraseFromFile()
  if (given !== undefined || !asking.interactive) return given
  const { askSecret } = await import('./prompt.ts')
  return askSecret(asking.words.cli.ask.passphrase)
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

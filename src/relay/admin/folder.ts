/** Looks at the relay's folder before a command does something in it. */

import { statSync } from 'node:fs'
import { userInfo } from 'node:os'
import { EarshotError } from '../../protocol/errors.ts'
import { phrase } from '../../protocol/phrase.ts'
import { readIdentity } from '../identity.ts'

/** `no-identity` where this is no relay's folder; `not-allowed` where we may not look. */
export async function identityThere(home: string): Promise<void> {
  try {
    await readIdentity(home)
  } catch (error) {
    const denied = error instanceof Error && 'code' in error && (error.code === 'EACCES' || error.code === 'EPERM')
    if (!denied) throw error
    throw new EarshotError(
      'not-allowed',
      phrase`You may not look into ${home}`,
      'Give the command as the user that the relay runs as: `sudo -u earshot-relay earshot-relay …`.',
      error,
    )
  }
}

/** Refuses to make files as root in a folder of somebody else: the relay, which runs as its owner, could not read them. */
export function ownFolder(home: string): void {
  const owner = statSync(home, { throwIfNoEntry: false })?.uid
  if (process.getuid?.() !== 0 || owner === undefined || owner === 0) return
  throw new EarshotError(
    'not-allowed',
    phrase`${home} belongs to another user than ${userInfo().username}`,
    phrase`Give the command as its owner: \`sudo -u '#${owner}' earshot-relay …\`.`,
  )
}

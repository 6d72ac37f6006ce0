/**
 * Where a relay's admin socket is: in its folder, so that whoever may enter that folder finds it, also when the relay runs under
 * another user with a private /tmp, as under systemd. Socket paths are short; for a folder with a long one it lies in /tmp,
 * in a folder that is private to the relay's user.
 */

import { createHash } from 'node:crypto'
import { lstatSync, mkdirSync, realpathSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { EarshotError } from '../../protocol/errors.ts'
import { phrase } from '../../protocol/phrase.ts'

/** Bytes of a socket's path: 104 on macOS, 108 on Linux, with the zero at the end. */
const MAX_SOCKET_PATH = 103

/** The same for who runs the relay and for who asks it. The folder must be there. */
export function socketPath(home: string): string {
  const real = realpathSync(home)
  const name = () => createHash('sha256').update(real).digest('hex').slice(0, 16)
  if (process.platform === 'win32') return `\\\\.\\pipe\\earshot-relay-${name()}`
  const inside = join(real, 'admin.sock')
  if (Buffer.byteLength(inside) <= MAX_SOCKET_PATH) return inside
  return join('/tmp', `earshot-relay-${statSync(real).uid}`, `${name()}.sock`)
}

/** For who runs the relay: makes the folder of the socket, if it is not the relay's own. */
export function makeSocketFolder(home: string, path: string): void {
  if (!isShared(home, path)) return
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  checkSocketFolder(home, path)
}

/** Refuses a folder under /tmp that somebody else made, or may enter: they could put a socket of their own there. */
export function checkSocketFolder(home: string, path: string): void {
  if (!isShared(home, path)) return
  const folder = dirname(path)
  const found = lstatSync(folder, { throwIfNoEntry: false })
  if (found === undefined) return
  if (!found.isDirectory() || found.uid !== statSync(home).uid || (found.mode & 0o077) !== 0) {
    throw new EarshotError(
      'not-allowed',
      phrase`The folder ${folder} for the admin socket is not private to the relay's user`,
      'Remove it, or take a folder with a shorter path for the relay.',
    )
  }
}

const isShared = (home: string, path: string) => process.platform !== 'win32' && dirname(path) !== realpathSync(home)

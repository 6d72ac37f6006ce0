/**
 * Where a profile's control socket is. Unix sockets have short paths, so it lies in a private folder of the user and not in the profile;
 * the profile holds a pointer to it, because the environment that names that folder differs between a login, a timer and `su`.
 */

import { lstatSync, mkdirSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { EarshotError } from '../../protocol/errors.ts'
import { phrase } from '../../protocol/phrase.ts'

/** What the running node writes into its profile. */
export interface Endpoint {
  /** Path of the socket, or name of the pipe. */
  control: string
  pid: number
  /** Windows only: a pipe has no file mode, so clients show that they can read the profile. */
  secret?: string
}

const POINTER = 'node.json'
/** Bytes of a socket's path: 104 on macOS, 108 on Linux, with the zero at the end. */
const MAX_SOCKET_PATH = 103

/** What the profile says about its node; it may be out of date. */
export function readEndpoint(home: string): Endpoint | undefined {
  let text: string
  try {
    text = readFileSync(join(home, POINTER), 'utf8')
  } catch (error) {
    // Not there, or the profile is not ours to read: no node that we could talk to.
    if (error instanceof Error && 'code' in error) return undefined
    throw error
  }
  try {
    const value: unknown = JSON.parse(text)
    return isEndpoint(value) ? value : undefined
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

function isEndpoint(value: unknown): value is Endpoint {
  if (typeof value !== 'object' || value === null || !('control' in value) || !('pid' in value)) return false
  return typeof value.control === 'string' && typeof value.pid === 'number'
}

/** Chooses the socket of a profile and makes sure that its folder is private. For the holder of the store's lock. */
export async function makeEndpoint(home: string): Promise<Endpoint> {
  const { createHash, randomBytes } = await import('node:crypto')
  const name = createHash('sha256').update(realpathSync(home)).digest('hex').slice(0, 16)
  if (process.platform === 'win32') {
    return { control: `\\\\.\\pipe\\earshot-${name}`, pid: process.pid, secret: randomBytes(32).toString('base64url') }
  }
  const folder = await socketFolder(name.length + '/.sock'.length)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  checkPrivate(folder)
  return { control: join(folder, `${name}.sock`), pid: process.pid }
}

async function socketFolder(rest: number): Promise<string> {
  const { tmpdir } = await import('node:os')
  const runtime = process.env.XDG_RUNTIME_DIR
  const user = `earshot-${process.getuid?.() ?? 'user'}`
  const candidates = [
    ...(runtime?.startsWith('/') ? [join(runtime, 'earshot')] : []),
    join(tmpdir(), user),
    // A temporary folder with a long name (macOS has one) leaves no room for a socket.
    join('/tmp', user),
  ]
  return candidates.find(folder => Buffer.byteLength(folder) + rest <= MAX_SOCKET_PATH) ?? candidates.at(-1)!
}

/** Refuses a folder that somebody else made, or may enter: they could put a socket of their own there. */
export function checkPrivate(folder: string): void {
  const found = lstatSync(folder)
  const uid = process.getuid?.()
  if (!found.isDirectory() || (uid !== undefined && found.uid !== uid) || (found.mode & 0o077) !== 0) {
    throw new EarshotError(
      'not-allowed',
      phrase`The folder ${folder} for control sockets is not private to you`,
      phrase`Remove it, or make it yours alone with \`chmod 700 ${folder}\`.`,
    )
  }
}

/** Points to a running node. Written whole or not at all. */
export function writeEndpoint(home: string, endpoint: Endpoint): void {
  const path = join(home, POINTER)
  const fresh = `${path}.${process.pid}`
  writeFileSync(fresh, `${JSON.stringify(endpoint)}\n`, { mode: 0o600 })
  renameSync(fresh, path)
}

export function removeEndpoint(home: string): void {
  rmSync(join(home, POINTER), { force: true })
}

/**
 * A large file that is there whole or not at all: written piece by piece beside its place under another name, synced, checked, and only
 * then given its own.
 * What a killed process left is taken away by the next one that writes to the same place.
 */

import { randomBytes } from 'node:crypto'
import { constants } from 'node:fs'
import { access, type FileHandle, link, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { EarshotError, reason } from '../protocol/errors.ts'
import { phrase } from '../protocol/phrase.ts'
import { syncFolder } from './whole-file.ts'

/** What was not written to for this long is nobody's any more, whatever has the number of its process now, milliseconds. */
const STALE_MS = 3600_000

export interface Target {
  readonly handle: FileHandle
  /** Where it is written, until `finish`. */
  readonly path: string
  /** Gives it its name; `exists` where a file has come there meanwhile and is not to be replaced. */
  finish(): Promise<void>
  /** Takes away what was written; harmless after `finish`. */
  discard(): Promise<void>
}

/** Opens a new file that is to become `file`. `exists`, `invalid` for a place that cannot be, `not-allowed`, `quota`. */
export async function openTarget(file: string, replace: boolean): Promise<Target> {
  const folder = dirname(file)
  const found = await whatIsAt(file)
  if (found === 'folder') throw folderThere(file)
  if (!replace && found !== undefined) throw fileThere(file)
  await discardStale(file)
  const path = join(folder, `${partOf(file)}${process.pid}-${randomBytes(4).toString('hex')}`)
  let handle: FileHandle
  try {
    await access(folder, constants.W_OK)
    handle = await open(path, 'wx+', 0o600)
  } catch (error) {
    throw targetError(file, error)
  }
  return {
    handle,
    path,
    async finish() {
      try {
        await handle.close()
        if (replace) await rename(path, file)
        else await nameOnce(path, file)
        await syncFolder(folder)
      } catch (error) {
        throw targetError(file, error)
      }
    },
    async discard() {
      await handle.close().catch(() => undefined)
      await rm(path, { force: true })
    },
  }
}

/** A link does not replace what is there; file systems that know no links (those of memory sticks) are asked first instead. */
async function nameOnce(path: string, file: string): Promise<void> {
  try {
    await link(path, file)
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    if (code === 'EEXIST') throw fileThere(file)
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'].includes(code)) throw error
    if ((await whatIsAt(file)) !== undefined) throw fileThere(file)
    await rename(path, file)
    return
  }
  await rm(path)
}

function partOf(file: string): string {
  return `.${basename(file)}.part-`
}

async function discardStale(file: string): Promise<void> {
  const folder = dirname(file)
  // A folder that cannot be read is refused, with its reason, by what comes next.
  const names = await readdir(folder).catch(() => [])
  for (const name of names.filter(each => each.startsWith(partOf(file)))) {
    const path = join(folder, name)
    if (!(await isInUse(path, name.slice(partOf(file).length)))) await rm(path, { force: true })
  }
}

/**
 * Whether somebody still writes at a path whose name ends with this: `PID-…`. Numbers of processes come again, in a container at each
 * start, so one's own is nobody's, and that of another counts only while something changes there.
 */
export async function isInUse(path: string, suffix: string): Promise<boolean> {
  const pid = Number(suffix.split('-')[0])
  const found = await stat(path).catch(() => undefined)
  if (found === undefined || !Number.isSafeInteger(pid) || pid <= 0 || pid === process.pid) return false
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  return Date.now() - found.mtimeMs < STALE_MS
}

async function whatIsAt(file: string): Promise<'file' | 'folder' | undefined> {
  try {
    return (await stat(file)).isDirectory() ? 'folder' : 'file'
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw targetError(file, error)
  }
}

function fileThere(file: string): EarshotError {
  return new EarshotError(
    'exists',
    phrase`there is a file at ${file}`,
    'take another name, or say --force to replace it',
  )
}

function folderThere(file: string): EarshotError {
  return new EarshotError(
    'exists',
    phrase`${file} is a folder`,
    phrase`name a file in it: ${join(file, `earshot-${new Date().toISOString().slice(0, 10)}`)}`,
  )
}

/** What keeps a file from being written, in words. */
export function targetError(file: string, error: unknown): unknown {
  if (error instanceof EarshotError) return error
  const { code = '' } = error as NodeJS.ErrnoException
  if (['ENOSPC', 'EDQUOT', 'EFBIG'].includes(code)) {
    const hint = 'free some space, or write it elsewhere; what was there is whole'
    return new EarshotError('quota', phrase`the disk is full: ${file} was not written`, hint, error)
  }
  if (['EACCES', 'EPERM', 'EROFS'].includes(code)) {
    return new EarshotError(
      'not-allowed',
      phrase`${file} cannot be written`,
      'choose a folder that you may write to',
      error,
    )
  }
  if (['ENOENT', 'ENOTDIR', 'EISDIR', 'ENAMETOOLONG', 'EINVAL', 'ELOOP'].includes(code)) {
    return new EarshotError(
      'invalid',
      phrase`${file} is no place for a file: ${reason(error)}`,
      'name a file in a folder',
      error,
    )
  }
  return error
}

/** settings.yaml on the disk: read whole, written whole or not at all, watched. */

import { type FSWatcher, unwatchFile, watch, watchFile } from 'node:fs'
import { lstat, readFile, realpath } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { writeWhole } from '../../disk/whole-file.ts'
import { EarshotError, reason } from '../../protocol/errors.ts'
import { phrase } from '../../protocol/phrase.ts'

/** Milliseconds between looks at the file where the system does not tell of changes. */
const LOOK_MS = 2_000
/** Milliseconds in which what an editor does to a file (truncate, write, rename) is one change. */
const SETTLE_MS = 100

/** The text, or undefined where there is no such file. */
export async function readText(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** Replaces the file whole, or not at all; a symbolic link stays one. */
export async function writeText(path: string, text: string): Promise<void> {
  const target = await realpath(path).catch(() => path)
  try {
    await writeWhole(target, text)
  } catch (error) {
    throw writeError(path, error as NodeJS.ErrnoException)
  }
}

function writeError(path: string, error: NodeJS.ErrnoException): EarshotError {
  const full = error.code === 'ENOSPC' || error.code === 'EDQUOT'
  const why = full ? phrase`the disk is full` : reason(error)
  return new EarshotError(
    full ? 'quota' : 'internal',
    phrase`${path} was not written: ${why}`,
    full ? 'free some space and try again' : 'look at the file and its folder; nothing was changed',
    error,
  )
}

/**
 * Calls `onChange` soon after the file changed, came or went. By the system's word where it gives one, else, and where the file is a
 * link to one elsewhere, by looking every few seconds.
 */
export async function watchText(path: string, onChange: () => void): Promise<() => void> {
  let timer: NodeJS.Timeout | undefined
  const changed = (): void => {
    timer ??= setTimeout(() => {
      timer = undefined
      onChange()
    }, SETTLE_MS).unref()
  }
  let watcher: FSWatcher | undefined
  const look = (): void => {
    watcher?.close()
    watcher = undefined
    watchFile(path, { interval: LOOK_MS, persistent: false }, changed)
  }
  const linked = (await lstat(path).catch(() => undefined))?.isSymbolicLink() ?? false
  if (linked) look()
  else {
    try {
      // The folder, not the file: editors put a new file in the place of the old one.
      watcher = watch(dirname(path), { persistent: false }, (_event, name) => {
        if (name === null || name === basename(path)) changed()
      })
      watcher.on('error', look)
    } catch {
      // The system has no watch to give (limits, network drives).
      look()
    }
  }
  return () => {
    clearTimeout(timer)
    watcher?.close()
    unwatchFile(path, changed)
  }
}

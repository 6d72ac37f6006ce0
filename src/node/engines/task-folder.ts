/** Folders in which engines work: fresh for each task, the owner's alone, removed afterwards; those of a node that was killed are removed later. */
import { lstat, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const PREFIX = 'earshot-engine-'
/** Milliseconds after which no task can be at work in one: twice the longest `engine.timeout`. */
const STALE_MS = 2 * 3_600_000

/** Lends a folder to some work. */
export async function withFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), PREFIX))
  try {
    return await work(folder)
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 })
  }
}

/** Removes what tasks left behind that nobody ended: recordings lie there in clear. */
export async function sweep(now: number): Promise<void> {
  for (const name of (await readdir(tmpdir())).filter(each => each.startsWith(PREFIX))) {
    const path = join(tmpdir(), name)
    const found = await lstat(path).catch(() => undefined)
    if (found?.isDirectory() !== true || found.uid !== process.getuid?.() || now - found.mtimeMs < STALE_MS) continue
    await rm(path, { recursive: true, force: true })
  }
}

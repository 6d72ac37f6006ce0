/** Small files that are there whole or not at all, also after a power cut. */
import { link, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'

/**
 * Writes a file of mode 0600 beside its place, synced, and gives it its name.
 *
 * @param first - rejects with `EEXIST` where there is one already. @default it is replaced
 */
export async function writeWhole(path: string, text: string, { first = false } = {}): Promise<void> {
  const fresh = `${path}.${process.pid}.new`
  try {
    const handle = await open(fresh, 'w', 0o600)
    try {
      await handle.writeFile(text)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await (first ? link : rename)(fresh, path)
  } finally {
    // Where it cannot be taken away it could not be written, and that is told.
    await rm(fresh, { force: true }).catch(() => undefined)
  }
  await syncFolder(dirname(path))
}

/** Makes what happened to the names of a folder outlive a power cut, where folders can be synced. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

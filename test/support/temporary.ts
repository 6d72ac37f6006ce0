/** Folders that go away with the test. */
import { rmSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'earshot-test-'))
  onTestFinished(() => removeFolder(folder))
  return folder
}

/** Removes a folder with all that is in it; a process that was killed a moment ago may still be writing its last file there. */
export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 25 })
}

import { execFileSync } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')

const newest = (folder: string): number =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .reduce((latest, entry) => Math.max(latest, statSync(join(entry.parentPath, entry.name)).mtimeMs), 0)

/** Commands are measured as people run them, from `dist/`; what was changed since it was built would not be measured. */
export function buildIfStale(): void {
  let built = 0
  try {
    built = statSync(join(root, 'dist/client.cjs')).mtimeMs
  } catch {
    process.stderr.write('dist/ is not there yet\n')
  }
  if (Math.max(newest('src'), newest('bin')) <= built) return
  process.stderr.write('building\n')
  execFileSync(process.execPath, ['scripts/build.ts'], { cwd: root, stdio: 'inherit' })
}

import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { steps } from '../../../src/ui/demo/steps.ts'
import { removeFolder } from '../../support/temporary.ts'

const program = 'bin/earshot'
const built = existsSync('dist/client.cjs')

// Two nodes as processes on loopback, without multicast: the demo is the shortest way through the whole program.
it.skipIf(!built)(
  'holds, every step of it, and leaves nothing behind',
  { meta: { skipReason: 'dist/ is not built' } },
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'earshot-demo-test-'))
    try {
      const { exit, stdout } = await run({ ...process.env, TMPDIR: folder })
      const lines = stdout
        .trim()
        .split('\n')
        .map(line => JSON.parse(line) as { step: string; ok: boolean })
      expect(lines.filter(line => !line.ok)).toEqual([])
      expect(exit).toBe(0)
      expect(lines.map(line => line.step)).toEqual([...steps.map(step => step.name), 'cleanUp'])
      // Node keeps compiled code where temporary files go; that is not ours to count.
      expect(readdirSync(folder).filter(name => name.startsWith('earshot-demo'))).toEqual([])
    } finally {
      removeFolder(folder)
    }
  },
)

/** Runs the demo to its end, however that is. */
function run(env: NodeJS.ProcessEnv): Promise<{ exit: number; stdout: string }> {
  return new Promise(resolve => {
    execFile(process.execPath, [program, '--json', 'demo'], { env, timeout: 170_000 }, (error, stdout) => {
      resolve({ exit: error === null ? 0 : typeof error.code === 'number' ? error.code : -1, stdout })
    })
  })
}

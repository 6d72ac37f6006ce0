import { mkdirSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { build } from 'esbuild'

const root = join(import.meta.dirname, '..')

/**
 * Bundles a program of this folder the way `scripts/build.ts` bundles Earshot: otherwise the alternative would pay for
 * opening hundreds of files at its start, and Earshot not. Gives the path of the program.
 */
export async function bundle(source: string, owned: AsyncDisposableStack): Promise<string> {
  const outdir = join(root, 'node_modules/.cache/earshot-bench', String(process.pid))
  mkdirSync(outdir, { recursive: true })
  owned.defer(() => rmSync(outdir, { recursive: true, force: true }))
  await build({
    entryPoints: [join(import.meta.dirname, source)],
    outdir,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    outExtension: { '.js': '.mjs' },
    external: ['classic-level'],
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
    sourcemap: 'linked',
    logLevel: 'warning',
  })
  return join(outdir, basename(source).replace(/\.ts$/, '.mjs'))
}

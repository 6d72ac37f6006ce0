/** Bundles the programs into `dist/`: one small start for commands, the node apart, so that a command loads neither libp2p nor LevelDB. */
import { renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { build, type Plugin } from 'esbuild'

/** Yargs on a platform that is cut down to what parsing needs (see that file for why). */
const smallYargs: Plugin = {
  name: 'small-yargs',
  setup(bundler) {
    bundler.onResolve({ filter: /\/platform-shims\/esm\.mjs$/ }, () => ({
      path: join(import.meta.dirname, '../src/ui/cli/yargs-platform.ts'),
    }))
  },
}

// Built aside and put in place whole: commands that run meanwhile find the old or the new programs, never half of them.
const fresh = `dist.${process.pid}`
try {
  await build({
    entryPoints: { client: 'bin/client.ts', node: 'bin/node.ts' },
    outdir: fresh,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    // Less to read at each start; names stay, for stack traces.
    minifySyntax: true,
    minifyWhitespace: true,
    // The native part finds its prebuilt binary beside its own package.
    external: ['classic-level'],
    plugins: [smallYargs],
    sourcemap: 'linked',
    // CommonJS dependencies inside an ES module call `require` for Node's own modules.
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
    logLevel: 'warning',
  })
  rmSync('dist', { recursive: true, force: true })
  renameSync(fresh, 'dist')
} finally {
  rmSync(fresh, { recursive: true, force: true })
}

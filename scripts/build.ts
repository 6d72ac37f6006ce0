/** Bundles the programs into `dist/`: one small start for commands, the node apart, so that a command loads neither libp2p nor LevelDB. */
import { rmSync } from 'node:fs'
import { build } from 'esbuild'

rmSync('dist', { recursive: true, force: true })
await build({
  entryPoints: { client: 'bin/client.ts', node: 'bin/node.ts' },
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  // The native part finds its prebuilt binary beside its own package.
  external: ['classic-level'],
  sourcemap: 'linked',
  // CommonJS dependencies inside an ES module call `require` for Node's own modules.
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
  logLevel: 'warning',
})

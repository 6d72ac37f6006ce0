/** Bundles the programs into `dist/`: one small start for commands, the node apart, so that a command loads neither libp2p nor LevelDB; and the relay. */
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { basename, dirname } from 'node:path'
import { type BuildOptions, build, type Plugin, transform } from 'esbuild'

/** Of yargs we use the parser. What it brings for printing help (locale files, tables of emoji) is left out: 50 ms at each start. */
const onlyTheParser: Plugin = {
  name: 'only-the-parser',
  setup(bundler) {
    bundler.onLoad({ filter: /\/yargs\/lib\/platform-shims\/esm\.mjs$/ }, () => ({ contents: 'export default {}' }))
  },
}

/**
 * Of blessed we use what it writes and how it reads keys (src/ui/tui/terminal/blessed.d.ts). Terminfo, tables of colours and what starts
 * tmux are left out: 15 ms at each start.
 */
const onlyTheProgram: Plugin = {
  name: 'only-the-program',
  setup(bundler) {
    bundler.onResolve({ filter: /^(\.\/tput|\.\/colors|child_process)$/ }, ({ importer }) =>
      /\/blessed\/lib\/program\.js$/.test(importer) ? { path: 'nothing', namespace: 'nothing' } : undefined,
    )
    bundler.onLoad({ filter: /./, namespace: 'nothing' }, () => ({ contents: '' }))
  },
}

/**
 * Node's own modules, taken without `import`: importing one reads all its properties, and behind some of them (`fs.promises`,
 * `util.diff`, `process.report`) much of Node is loaded, 20 ms at the start of each command. What nobody uses is left out. Those in
 * `LATE` are loaded when one of their functions is called: each takes some milliseconds, and most commands call none.
 */
const LATE = new Set(['child_process', 'crypto', 'fs/promises', 'zlib'])
const PLAIN = new Set<string | symbol>(['length', 'name', 'prototype'])
const lazyBuiltins: Plugin = {
  name: 'lazy-builtins',
  setup(bundler) {
    const names = new Set(builtinModules)
    bundler.onResolve({ filter: /^(node:)?[a-z0-9_/]+$/ }, ({ path, kind, importer }) => {
      const name = path.replace(/^node:/, '')
      if (!names.has(name) || kind !== 'import-statement') return undefined
      // One for each importer, or each would become a file of its own.
      return { path: `${name}|${importer}`, namespace: 'builtin', pluginData: name }
    })
    bundler.onLoad({ filter: /./, namespace: 'builtin' }, ({ pluginData: path }) => {
      const module = process.getBuiltinModule(path) as Record<string, unknown> | undefined
      const exported = Object.keys(module ?? {}).filter(key => /^[A-Za-z_$][\w$]*$/.test(key))
      const late = (key: string): boolean => LATE.has(path) && isPlainFunction(module?.[key])
      const lines = exported
        .filter(key => key !== 'default')
        .map(key =>
          late(key)
            ? `const $${key} = (...given) => builtin().${key}(...given); export { $${key} as ${key} }`
            : `const $${key} = /* @__PURE__ */ (() => builtin().${key})(); export { $${key} as ${key} }`,
        )
      return {
        contents: [
          // Asked for once: finding it anew at each call cost more than some of the calls.
          'let found',
          `const builtin = () => (found ??= process.getBuiltinModule('${path}'))`,
          'const whole = /* @__PURE__ */ builtin()',
          'export { whole as default }',
          ...lines,
        ].join('\n'),
      }
    })
  },
}

/** Neither a class nor one that carries anything, as what `promisify` looks for. */
function isPlainFunction(value: unknown): boolean {
  return typeof value === 'function' && /^[a-z]/.test(value.name) && Reflect.ownKeys(value).every(key => PLAIN.has(key))
}

// Built aside and put in place whole: commands that run meanwhile find the old or the new programs, never half of them.
const fresh = `dist.${process.pid}`

/** They share no file, so that nothing of the node finds its way into what a command loads. */
const shared = {
  bundle: true,
  platform: 'node',
  target: 'node24',
  // Less to read at each start; names stay, for stack traces.
  minifySyntax: true,
  minifyWhitespace: true,
  plugins: [onlyTheParser, onlyTheProgram, lazyBuiltins],
  sourcemap: 'linked',
  logLevel: 'warning',
} satisfies BuildOptions

/**
 * In parts, so that a command reads little beside its own code, and each part has a compile cache of its own, made when it first ran.
 * And CommonJS: Node loads that 10 ms sooner than the same in modules. esbuild splits only modules, so they are turned afterwards.
 */
async function bundleClient() {
  const { outputFiles } = await build({
    ...shared,
    entryPoints: ['bin/client.mts'],
    outdir: fresh,
    chunkNames: 'client/[name]-[hash]',
    outExtension: { '.js': '.cjs' },
    splitting: true,
    format: 'esm',
    write: false,
    sourcemap: 'inline',
    // Below, where it leaves the lines to which the source maps refer as they are.
    minifyWhitespace: false,
  })
  for (const { path, text } of outputFiles) {
    const { code, map } = await transform(requiringParts(text), {
      platform: 'node',
      target: 'node24',
      format: 'cjs',
      minifyWhitespace: true,
      sourcefile: basename(path),
      sourcemap: true,
      logLevel: 'warning',
      ...(text.includes('import.meta.url') && {
        define: { 'import.meta.url': 'here' },
        banner: "const here = require('node:url').pathToFileURL(__filename).href;",
      }),
    })
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, `${code}//# sourceMappingURL=${basename(path)}.map\n`)
    writeFileSync(`${path}.map`, map)
  }
}

/** With parts loaded by `require`; what is imported by a path that is only known later, as the node's program is, stays imported. */
function requiringParts(code: string): string {
  return code.replaceAll(/\bimport\((".\/[^"]+\.cjs")\)/g, 'Promise.resolve().then(() => require($1))')
}

/** The thread that decodes pictures (src/ui/tui/pictures/decoder.ts), with all decoders in it. */
function bundlePictures() {
  return build({
    ...shared,
    entryPoints: ['src/ui/tui/pictures/decoder-thread.ts'],
    outfile: `${fresh}/pictures.cjs`,
    format: 'cjs',
  })
}

/** In parts, which are loaded when they are needed. */
function bundleParts(name: 'node' | 'relay') {
  return build({
    ...shared,
    entryPoints: [`bin/${name}.mts`],
    outdir: fresh,
    chunkNames: `${name}/[name]-[hash]`,
    splitting: true,
    format: 'esm',
    // The native part finds its prebuilt binary beside its own package.
    external: ['classic-level'],
    // CommonJS dependencies inside an ES module call `require` for Node's own modules.
    banner: { js: "const require = process.getBuiltinModule('module').createRequire(import.meta.url);" },
  })
}

try {
  await Promise.all([bundleClient(), bundlePictures(), bundleParts('node'), bundleParts('relay')])
  rmSync('dist', { recursive: true, force: true })
  renameSync(fresh, 'dist')
} finally {
  rmSync(fresh, { recursive: true, force: true })
}

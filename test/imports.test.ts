import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { build } from 'esbuild'
import { describe, expect, it } from 'vitest'

const ROOT = join(import.meta.dirname, '..')

/** Who may import what, by the folders of `src/` (docs/architecture.md). A folder may always import itself. */
const RULES: Readonly<Record<string, readonly RegExp[]>> = {
  protocol: [],
  host: [/^protocol\//],
  disk: [/^protocol\//],
  store: [/^protocol\//, /^disk\//],
  node: [/^protocol\//, /^host\//, /^disk\//, /^store\//],
  relay: [/^protocol\//, /^host\//, /^disk\//],
  // Of the node: types, and the client's side of the control socket with what it is made of.
  // Of the store: names of files. Of the protocol: errors, how much people may enter, and how text is divided and written.
  ui: [
    /^protocol\/(errors|graphemes|json-text|limits|phrase)\.ts$/,
    /^node\/control\/(client|endpoint|methods)\.ts$/,
    /^node\/(launch|home|language|message-types|settings\/(quiet-hours|key-bindings|emoji-list))\.ts$/,
    /^store\/profile-files\.ts$/,
  ],
}
/** The protocol does no I/O. */
const NO_IO = /^node:(fs|net|http|https|dgram|tls|child_process|worker_threads|dns)(\/|$)/
const HEAVY = /^(libp2p$|@libp2p\/|@chainsafe\/|level$|classic-level$)/

interface Import {
  file: string
  target: string
  type: boolean
}

function sources(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.ts'))
    .map(name => join(folder, name))
}

/** Static and dynamic imports, and re-exports. `type` where nothing of it is left at run time. */
function importsOf(file: string): Import[] {
  const text = readFileSync(join(ROOT, file), 'utf8')
  const pattern = /^(?:import|export)\s+(type\s+)?(?:[^'"]*?\sfrom\s+)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/gm
  return [...text.matchAll(pattern)].map(([, type, named, dynamic]) => ({
    file,
    target: resolved(file, named ?? dynamic ?? ''),
    type: type !== undefined,
  }))
}

function resolved(file: string, target: string): string {
  return target.startsWith('.') ? relative(join(ROOT, 'src'), join(ROOT, dirname(file), target)) : target
}

const imports = sources('src').flatMap(importsOf)
const folderOf = (path: string) => path.split('/')[0] ?? ''
const isOurs = (target: string) => folderOf(target) in RULES

describe('imports', () => {
  it('are seen at all', () => {
    expect(imports.length).toBeGreaterThan(100)
    expect(imports).toContainEqual({ file: 'src/node/launch.ts', target: 'node/control/client.ts', type: false })
    expect(imports).toContainEqual({ file: 'src/ui/cli/run/front-ends.ts', target: 'ui/chat/chat.ts', type: false })
  })

  it.each(Object.keys(RULES))('of src/%s stay within what it may know', folder => {
    const wrong = imports.filter(({ file, target, type }) => {
      if (!file.startsWith(`src/${folder}/`) || !isOurs(target) || folderOf(target) === folder) return false
      // Types leave nothing behind; front ends may know those of the node and of the protocol.
      if (type && folder === 'ui') return !['node', 'protocol'].includes(folderOf(target))
      return !RULES[folder]!.some(rule => rule.test(target))
    })
    expect(wrong).toEqual([])
  })

  it('of src reach nothing outside it but types', () => {
    const wrong = imports.filter(({ target, type }) => !type && /^\.\.\/(?!package\.json)/.test(target))
    expect(wrong).toEqual([])
  })

  it('of the protocol do no input or output', () => {
    expect(imports.filter(({ file, target }) => file.startsWith('src/protocol/') && NO_IO.test(target))).toEqual([])
  })

  it('of libp2p are made by the host, the node and the relay only, of level by the disk only', () => {
    const wrong = imports.filter(({ file, target, type }) => {
      if (type) return false
      if (/^(level|classic-level)$/.test(target)) return !/^src\/disk\//.test(file)
      // Peer ids and keys are values of the protocol; hosts and streams are not.
      if (/^@libp2p\/(crypto|peer-id|interface)/.test(target))
        return !/^src\/(protocol|host|store|node|relay)\//.test(file)
      return HEAVY.test(target) && !/^src\/(host|node|relay)\//.test(file)
    })
    expect(wrong).toEqual([])
  })

  it('of commands bring neither libp2p nor level, at the start or later', async () => {
    const { metafile } = await build({
      entryPoints: [join(ROOT, 'bin/client.mts')],
      bundle: true,
      splitting: true,
      format: 'esm',
      platform: 'node',
      target: 'node24',
      outdir: join(ROOT, 'dist'),
      write: false,
      metafile: true,
      logLevel: 'silent',
    })
    const packages = Object.keys(metafile.inputs)
      .map(path => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1])
      .filter(name => name !== undefined)
    expect(packages).toContain('yargs')
    expect(packages.filter(name => HEAVY.test(name))).toEqual([])
    expect(Object.keys(metafile.inputs).filter(path => /src\/(disk|store|relay)\//.test(path))).toEqual([
      'src/store/profile-files.ts',
    ])
  })
})

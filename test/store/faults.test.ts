import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { build } from 'esbuild'
import { describe, expect, it } from 'vitest'
import { contentOf } from '../../src/protocol/entry.ts'
import { Store } from '../../src/store/store.ts'
import { changePassphrase, createIdentity, identityState, openVault } from '../../src/store/vault.ts'
import { temporaryFolder } from '../support/temporary.ts'

/** Of all files, so that "nothing was overwritten" can be said. */
async function snapshot(folder: string): Promise<Map<string, string>> {
  const files = new Map<string, string>()
  for (const name of (await readdir(folder, { recursive: true })).sort()) {
    const path = join(folder, name)
    // LevelDB's own log of what it did, and its lock, are not data.
    if ((await stat(path)).isFile() && !/LOG|LOCK/.test(name))
      files.set(name, (await readFile(path)).toString('base64'))
  }
  return files
}

async function profileWithHistory(messages = 50) {
  const home = await temporaryFolder()
  await createIdentity({ home, name: 'alice' })
  const other = await temporaryFolder()
  const { peerId } = await createIdentity({ home: other, name: 'bob' })
  const store = await Store.open({ home })
  const text = 'x'.repeat(500)
  await Promise.all(
    Array.from({ length: messages }, () =>
      store.commit(tx => store.conversations.append(tx, peerId, { kind: 'text', text })),
    ),
  )
  await store.close()
  return { home, peerId }
}

describe('the vault', () => {
  it('tells a wrong passphrase, a missing identity and a damaged file apart', async () => {
    const home = await temporaryFolder()
    await expect(openVault(home)).rejects.toMatchObject({ code: 'no-identity' })
    await createIdentity({ home, name: 'alice', passphrase: 'correct horse' })
    expect(await identityState(home)).toBe('passphrase')
    await expect(openVault(home, 'wrong horse')).rejects.toMatchObject({ code: 'wrong-passphrase' })
    await expect(openVault(home)).rejects.toMatchObject({ code: 'wrong-passphrase' })
    expect((await openVault(home, 'correct horse')).name).toBe('alice')
    const path = join(home, 'vault.json')
    const whole = await readFile(path, 'utf8')
    for (const broken of [
      whole.slice(0, 40),
      whole.replace(/"salt": "..../, '"salt": "AAAA'),
      whole.replace(/"sealed": "..../, '"sealed": "AAAA'),
      '',
    ]) {
      await writeFile(path, broken)
      await expect(openVault(home, 'correct horse')).rejects.toMatchObject({
        code: 'internal',
        message: expect.stringContaining('damaged'),
      })
      expect(await readFile(path, 'utf8')).toBe(broken)
    }
  })

  it('is never overwritten by a second init', async () => {
    const home = await temporaryFolder()
    await createIdentity({ home, name: 'alice' })
    const before = await snapshot(home)
    await expect(createIdentity({ home, name: 'mallory' })).rejects.toMatchObject({ code: 'exists' })
    expect(await snapshot(home)).toEqual(before)
  })

  it('of a newer version is left alone', async () => {
    const home = await temporaryFolder()
    await createIdentity({ home, name: 'alice' })
    const path = join(home, 'vault.json')
    await writeFile(path, (await readFile(path, 'utf8')).replace('"version": 1', '"version": 2'))
    const before = await snapshot(home)
    await expect(Store.open({ home })).rejects.toMatchObject({
      code: 'not-allowed',
      message: expect.stringContaining('newer'),
    })
    expect(await snapshot(home)).toEqual(before)
  })

  it('changes its passphrase without touching the history', async () => {
    const { home } = await profileWithHistory()
    const before = await snapshot(join(home, 'db'))
    await changePassphrase(home, undefined, 'new')
    await expect(openVault(home)).rejects.toMatchObject({ code: 'wrong-passphrase' })
    await changePassphrase(home, 'new', 'newer')
    await expect(changePassphrase(home, 'new', 'newest')).rejects.toMatchObject({ code: 'wrong-passphrase' })
    await changePassphrase(home, 'newer', undefined)
    expect(await snapshot(join(home, 'db'))).toEqual(before)
    await (await Store.open({ home })).close()
  })

  it('is readable by its owner alone', async () => {
    const home = await temporaryFolder()
    await createIdentity({ home, name: 'alice' })
    expect((await stat(join(home, 'vault.json'))).mode & 0o777).toBe(0o600)
  })

  it('refuses names that would break a screen', async () => {
    const home = await temporaryFolder()
    for (const name of ['', '   ', 'x'.repeat(65), 'a\u0007b', 'a\nb', 'a\u202eb', 'a\u2066b', '\u001b[2J']) {
      await expect(createIdentity({ home, name })).rejects.toMatchObject({ code: 'invalid' })
    }
    expect(await readdir(home)).toEqual([])
  })
})

describe('the database', () => {
  it('is held by one process: a second one is told so, and nothing breaks', async () => {
    const { home } = await profileWithHistory()
    const store = await Store.open({ home })
    await expect(Store.open({ home })).rejects.toMatchObject({ code: 'profile-in-use' })
    await store.close()
  })

  for (const [what, damage] of [
    ['its index file is gone', async (db: string) => rm(join(db, 'CURRENT'))],
    ['its index file is garbage', async (db: string) => writeFile(join(db, 'CURRENT'), 'nonsense\n')],
    [
      'its manifest is cut short',
      async (db: string) => {
        const manifest = (await readdir(db)).find(name => name.startsWith('MANIFEST'))!
        await writeFile(join(db, manifest), (await readFile(join(db, manifest))).subarray(0, 10))
      },
    ],
  ] as const) {
    it(`says so and overwrites nothing when ${what}`, async () => {
      const { home } = await profileWithHistory()
      await damage(join(home, 'db'))
      const before = await snapshot(home)
      await expect(Store.open({ home })).rejects.toMatchObject({
        code: 'internal',
        message: expect.stringContaining('damaged'),
        hint: expect.any(String),
      })
      expect(await snapshot(home)).toEqual(before)
    })
  }

  it('holds no word and no name in clear', async () => {
    const home = await temporaryFolder()
    await createIdentity({ home, name: 'Persephone' })
    const { peerId } = await createIdentity({ home: await temporaryFolder(), name: 'bob' })
    const store = await Store.open({ home })
    await store.commit(tx => store.conversations.append(tx, peerId, { kind: 'text', text: 'pomegranate seeds' }))
    await store.commit(tx => store.contacts.save(tx, { ...store.contacts.of(tx, peerId), nick: 'Hades the dark' }))
    await store.close()
    await (await Store.open({ home })).close()
    const everything = [...(await snapshot(home)).values()]
      .map(file => Buffer.from(file, 'base64').toString('latin1'))
      .join('')
    expect(everything.length).toBeGreaterThan(500)
    for (const secret of ['Persephone', 'pomegranate', 'Hades', peerId, peerId.slice(10)])
      expect(everything).not.toContain(secret)
  })

  it('opened with another key reads nothing and changes nothing', async () => {
    const { home } = await profileWithHistory()
    const stranger = await temporaryFolder()
    await createIdentity({ home: stranger, name: 'mallory' })
    await writeFile(join(home, 'vault.json'), await readFile(join(stranger, 'vault.json')))
    await expect(Store.open({ home })).rejects.toMatchObject({
      code: 'internal',
      message: expect.stringContaining('damaged'),
    })
  })
})

describe('a process killed while it writes', () => {
  it('has lost nothing that was accepted and kept no half', async () => {
    const folder = await temporaryFolder()
    const program = join(folder, 'writer.mjs')
    const source = `
      import { Store } from ${JSON.stringify(join(import.meta.dirname, '../../src/store/store.ts'))}
      const [home, peer] = process.argv.slice(2)
      const store = await Store.open({ home })
      for (let n = 0; ; n++) {
        const many = Array.from({ length: 1 + n % 7 }, (_, i) => store.commit(tx => store.conversations.append(tx, peer, { kind: 'text', text: n + ':' + i })))
        for (const { id } of await Promise.all(many)) process.stdout.write(id + '\\n')
      }`
    await build({
      stdin: { contents: source, resolveDir: process.cwd(), loader: 'ts' },
      outfile: program,
      bundle: true,
      format: 'esm',
      platform: 'node',
      external: ['classic-level'],
      banner: {
        js:
          "import { createRequire } from 'node:module'; const require = createRequire('" +
          join(process.cwd(), 'package.json') +
          "');",
      },
      plugins: [
        {
          name: 'native',
          setup: bundler =>
            bundler.onResolve({ filter: /^classic-level$/ }, () => ({
              path: join(process.cwd(), 'node_modules/classic-level/index.js'),
              external: true,
            })),
        },
      ],
    })
    const home = await temporaryFolder()
    await createIdentity({ home, name: 'alice' })
    const { peerId } = await createIdentity({ home: await temporaryFolder(), name: 'bob' })
    const accepted: string[] = []
    for (let round = 0; round < 8; round++) {
      const child = spawn(process.execPath, [program, home, peerId], { stdio: ['ignore', 'pipe', 'inherit'] })
      const before = accepted.length
      createInterface({ input: child.stdout }).on('line', line => {
        // The last line of a killed process may be cut: only whole ids were said.
        if (line.length === 32) accepted.push(line)
      })
      while (accepted.length === before) await new Promise(resolve => setTimeout(resolve, 5))
      await new Promise(resolve => setTimeout(resolve, Math.random() * 120))
      child.kill('SIGKILL')
      await once(child, 'close')
    }
    const store = await Store.open({ home })
    const record = store.conversations.with(peerId)!
    const history = await store.history.last(record.number, { limit: 1_000_000 })
    const ids = new Set(history.map(({ id }) => id))
    expect(accepted.filter(id => !ids.has(id))).toEqual([])
    expect(history.length).toBe(ids.size)
    expect(record.feeds).toHaveLength(1)
    expect(record.feeds[0]).toMatchObject({ through: history.length, ranges: [] })
    expect(history.every(({ entry }) => contentOf(entry).kind === 'text')).toBe(true)
    await store.close()
  })
})

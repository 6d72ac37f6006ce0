import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { makeEndpoint, readEndpoint, removeEndpoint, writeEndpoint } from '../../../src/node/control/endpoint.ts'
import { chooseHome } from '../../../src/node/home.ts'
import { attach } from '../../../src/node/launch.ts'

let folder: string
let home: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'earshot-endpoint-'))
  home = join(folder, 'home')
  mkdirSync(home)
  vi.stubEnv('XDG_RUNTIME_DIR', join(folder, 'run'))
})

afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true, force: true })
})

describe('where a control socket is', () => {
  it('is a private folder of the user, by the name of the real profile', async () => {
    const { control } = await makeEndpoint(home)
    expect(dirname(control)).toBe(join(folder, 'run', 'earshot'))
    expect(statSync(dirname(control)).mode & 0o777).toBe(0o700)
    symlinkSync(home, join(folder, 'other'))
    expect((await makeEndpoint(join(folder, 'other'))).control).toBe(control)
  })

  it('is short enough for a socket even where the environment names a long folder', async () => {
    vi.stubEnv('XDG_RUNTIME_DIR', join(folder, 'x'.repeat(120)))
    vi.stubEnv('TMPDIR', join(folder, 'y'.repeat(120)))
    const { control } = await makeEndpoint(home)
    expect(Buffer.byteLength(control)).toBeLessThan(104)
  })

  it('is not a folder that others may enter, or a link to one', async () => {
    mkdirSync(join(folder, 'run'))
    mkdirSync(join(folder, 'run', 'earshot'), { mode: 0o700 })
    chmodSync(join(folder, 'run', 'earshot'), 0o755)
    await expect(makeEndpoint(home)).rejects.toMatchObject({ code: 'not-allowed' })
    rmSync(join(folder, 'run', 'earshot'), { recursive: true })
    mkdirSync(join(folder, 'elsewhere'), { mode: 0o700 })
    symlinkSync(join(folder, 'elsewhere'), join(folder, 'run', 'earshot'))
    await expect(makeEndpoint(home)).rejects.toMatchObject({ code: 'not-allowed' })
  })

  it('is not believed by a client where others could have put it', async () => {
    const open = join(folder, 'open')
    mkdirSync(open)
    chmodSync(open, 0o777)
    writeFileSync(join(open, 'x.sock'), '')
    writeEndpoint(home, { control: join(open, 'x.sock'), pid: 1 })
    await expect(attach({ home, remaining: () => 1 })).rejects.toMatchObject({ code: 'not-allowed' })
  })

  it('is written into the profile whole, for the owner only, and taken back', () => {
    writeEndpoint(home, { control: '/x', pid: 7 })
    expect(readEndpoint(home)).toEqual({ control: '/x', pid: 7 })
    expect(readdirSync(home)).toEqual(['node.json'])
    expect(statSync(join(home, 'node.json')).mode & 0o777).toBe(0o600)
    removeEndpoint(home)
    removeEndpoint(home)
    expect(readEndpoint(home)).toBeUndefined()
  })

  it.each(['', '{', '[]', '{"control":1,"pid":"x"}'])('is unknown where the profile says %j', text => {
    writeFileSync(join(home, 'node.json'), text)
    expect(readEndpoint(home)).toBeUndefined()
  })

  it('means no node when the socket is gone, or nobody listens', async () => {
    writeEndpoint(home, { control: join(folder, 'gone.sock'), pid: 1 })
    await expect(attach({ home, remaining: () => 1 })).rejects.toMatchObject({ code: 'no-node' })
    writeFileSync(join(folder, 'gone.sock'), '')
    await expect(attach({ home, remaining: () => 1 })).rejects.toMatchObject({ code: 'no-node' })
  })
})

describe('which folder is the profile', () => {
  it('takes what was typed before the environment, a folder before a name', () => {
    const env = { EARSHOT_HOME: '/env/home', EARSHOT_PROFILE: 'work' }
    expect(chooseHome({ home: '/typed' }, env)).toBe('/typed')
    expect(chooseHome({ profile: 'play' }, env)).toMatch(/profiles\/play$/)
    expect(chooseHome({}, env)).toBe('/env/home')
    expect(chooseHome({}, { EARSHOT_PROFILE: 'work' })).toMatch(/profiles\/work$/)
    expect(chooseHome({}, {})).toMatch(/profiles\/default$/)
  })

  it.each(['', '..', '../x', 'a/b', '.hidden', 'x'.repeat(65), 'a\nb'])('refuses the name %j', profile => {
    expect(() => chooseHome({ profile }, {})).toThrow()
  })

  it('refuses two answers', () => {
    expect(() => chooseHome({ home: '/a', profile: 'b' }, {})).toThrow(/exclude/)
  })
})

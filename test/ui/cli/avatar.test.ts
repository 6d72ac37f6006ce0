import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { avatarLines } from '../../../src/ui/cli/avatar.ts'
import { Cli } from '../../support/cli.ts'
import { forgedPng, jpegOf, painted, pngOf } from '../tui/pictures/files.ts'

describe('earshot profile set --avatar', () => {
  let cli: Cli
  beforeEach(() => {
    cli = new Cli()
  })
  afterEach(() => cli[Symbol.asyncDispose]())

  const file = (name: string, bytes: Uint8Array) => {
    writeFileSync(join(cli.folder, name), bytes)
    return join(cli.folder, name)
  }

  it('makes a photograph small, shows its hash, and clears it', async () => {
    await cli.json('init', '--name', 'ann', '--no-passphrase')
    const photograph = file('me.jpg', jpegOf(painted(900, 600, (x, y) => [x % 256, y % 256, (x + y) % 256])))
    const { avatar } = await cli.json('profile', 'set', '--avatar', photograph)
    expect(avatar).toMatch(/^[0-9a-f]{64}$/)
    expect(await cli.json('profile')).toMatchObject({ avatar })
    const { file: kept } = (await cli.json('rpc', 'avatar', '{}')) as { file: string }
    expect(Buffer.from(kept, 'base64').byteLength).toBeLessThanOrEqual(3072)
    expect(await cli.json('profile', 'set', '--avatar', '', '--status', 'x')).not.toHaveProperty('avatar')
  })

  it('says what is wrong with a file, and leaves the profile as it is', async () => {
    await cli.json('init', '--name', 'ann', '--no-passphrase')
    const set = (path: string) => cli.fails(['profile', 'set', '--name', 'eve', '--avatar', path])
    expect(await set(join(cli.folder, 'gone'))).toMatchObject({ exit: 3, code: 'no-file' })
    expect(await set(cli.folder)).toMatchObject({ exit: 3, code: 'no-file' })
    expect(await set(file('text', Buffer.from('hello')))).toMatchObject({ exit: 2, code: 'invalid' })
    expect(await set(file('bomb.png', forgedPng(60_000, 60_000, deflateSync(Buffer.alloc(9)))))).toMatchObject({
      code: 'invalid',
      message: expect.stringContaining('60000'),
    })
    expect(await cli.json('profile')).toMatchObject({ name: 'ann' })
  })
})

describe('an avatar in lines', () => {
  const PEER = '12D3KooWEyoppNCUx8Yx66oV9fJnriXwCcXwDDUA2kj6vnc6iDEp'
  const sgr = /\x1b\[[\d;]*m/g

  it('is 16 cells by 8, with colours that end where the line does', async () => {
    const lines = await avatarLines(PEER, pngOf(painted(16, 16, () => [255, 0, 0])).toString('base64'))
    expect(lines.map(line => line.replaceAll(sgr, '').length)).toEqual(new Array(8).fill(16))
    for (const line of lines) {
      expect(line).toMatch(/^\x1b\[48;(5;196|2;255;0;0)m {16}\x1b\[m$/)
    }
  })

  it('is the drawn one where there is none, and where what a friend sent is no picture', async () => {
    const drawn = await avatarLines(PEER, undefined)
    expect(new Set(drawn).size).toBeGreaterThan(2)
    const bombs = [
      forgedPng(60_000, 60_000, deflateSync(Buffer.alloc(9))),
      forgedPng(300, 300, deflateSync(Buffer.alloc(300 * 1201))),
      forgedPng(10, 10, deflateSync(Buffer.alloc(3_000_000))),
      Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]),
      Buffer.alloc(0),
    ]
    for (const bomb of bombs) {
      expect(bomb.byteLength).toBeLessThan(3_100)
      expect(await avatarLines(PEER, bomb.toString('base64'))).toEqual(drawn)
    }
  })
})

import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Cli } from '../../support/cli.ts'

let cli: Cli

beforeEach(() => {
  cli = new Cli()
})

afterEach(() => cli[Symbol.asyncDispose]())

const PEER_ID = /^12D3KooW\w+$/

describe('an identity', () => {
  it('is made once, and never overwritten', async () => {
    const made = await cli.json('init', '--name', 'Ann 安', '--no-passphrase')
    expect(made).toEqual({ peerId: expect.stringMatching(PEER_ID), name: 'Ann 安', home: cli.home })
    expect(await cli.fails(['init', '--name', 'Bob', '--no-passphrase'])).toMatchObject({ exit: 4, code: 'exists' })
    expect(await cli.json('profile')).toMatchObject({ peerId: made.peerId, name: 'Ann 安', passphrase: false })
  })

  it.each(['', ' ', 'x'.repeat(65), 'a\nb', '\u001b[2J'])('is not made under the name %j', async name => {
    expect(await cli.fails(['init', '--name', name, '--no-passphrase'])).toMatchObject({ exit: 2 })
    expect(await cli.fails(['status'])).toMatchObject({ code: 'no-identity' })
  })

  it('is opened by its passphrase; a wrong one and none are told from no identity', async () => {
    const right = { env: { EARSHOT_PASSPHRASE_FILE: cli.secret('right', 'open sesame\n') } }
    const wrong = { env: { EARSHOT_PASSPHRASE_FILE: cli.secret('wrong', 'shut sesame\n') } }
    const gone = { env: { EARSHOT_PASSPHRASE_FILE: join(cli.folder, 'gone') } }
    const empty = { env: { EARSHOT_PASSPHRASE_FILE: cli.secret('empty', '\n') } }
    expect(await cli.fails(['init', '--name', 'ann'], gone)).toMatchObject({ exit: 2, code: 'invalid' })
    expect((await cli.run(['init', '--name', 'ann'], right)).exit).toBe(0)
    expect(await cli.fails(['friends'], wrong)).toMatchObject({ exit: 4, code: 'wrong-passphrase' })
    expect(await cli.fails(['friends'])).toMatchObject({
      exit: 4,
      code: 'wrong-passphrase',
      hint: expect.stringContaining('EARSHOT_PASSPHRASE_FILE'),
    })
    expect(await cli.fails(['friends'], empty)).toMatchObject({ exit: 2, code: 'invalid' })
    expect(await cli.fails(['up'], wrong)).toMatchObject({ exit: 4, code: 'wrong-passphrase' })
    expect((await cli.run(['friends'], right)).exit).toBe(0)
    await cli.hold()
    // The node is open now; who may use the socket needs no passphrase.
    expect((await cli.run(['friends'])).exit).toBe(0)
    expect(await cli.json('lock')).toEqual({ locked: true })
    expect(await cli.fails(['friends'])).toMatchObject({ code: 'wrong-passphrase' })
  })

  it('gets another passphrase, or none, for the right one only', async () => {
    const [first, second] = [cli.secret('first', 'one'), cli.secret('second', 'two')]
    const by = (file: string) => ({ env: { EARSHOT_PASSPHRASE_FILE: file } })
    await cli.run(['init', '--name', 'ann'], by(first))
    await cli.run(['friends'], by(first))
    await cli.hold()
    expect(await cli.fails(['passwd', '--new-passphrase-file', second], by(second))).toMatchObject({
      code: 'wrong-passphrase',
    })
    expect((await cli.run(['passwd', '--new-passphrase-file', second], by(first))).exit).toBe(0)
    await cli.json('down')
    expect(await cli.fails(['friends'], by(first))).toMatchObject({ code: 'wrong-passphrase' })
    expect((await cli.run(['passwd', '--no-passphrase'], by(second))).exit).toBe(0)
    await cli.hold()
    await cli.json('down')
    expect(await cli.json('profile')).toMatchObject({ passphrase: false })
    expect(await cli.fails(['lock'])).toMatchObject({ exit: 4, code: 'not-allowed' })
    expect(await cli.fails(['passwd'])).toMatchObject({ exit: 2, code: 'usage' })
  })

  it('keeps passphrases from command lines, environments and the log', async () => {
    const file = cli.secret('pass', 'correct horse')
    await cli.run(['init', '--name', 'ann'], { env: { EARSHOT_PASSPHRASE_FILE: file } })
    await cli.run(['friends'], { env: { EARSHOT_PASSPHRASE_FILE: file } })
    await cli.hold()
    const pid = await cli.pid()
    if (process.platform === 'linux') {
      expect(readFileSync(`/proc/${pid}/cmdline`, 'utf8')).not.toContain('horse')
      expect(readFileSync(`/proc/${pid}/environ`, 'utf8')).not.toContain('horse')
    }
    const log = join(cli.home, 'node.log')
    expect(readFileSync(log, 'utf8')).not.toContain('horse')
    expect(statSync(log).mode & 0o777).toBe(0o600)
  })

  it('is erased with all that belongs to it', async () => {
    const file = cli.secret('pass', 'correct horse')
    const env = { EARSHOT_PASSPHRASE_FILE: file }
    await cli.run(['init', '--name', 'ann'], { env })
    const wrong = { EARSHOT_PASSPHRASE_FILE: cli.secret('wrong', 'no') }
    await cli.run(['friends'], { env })
    expect(await cli.fails(['erase', '--yes'], { env: wrong })).toMatchObject({ exit: 4, code: 'wrong-passphrase' })
    const { exit, stdout } = await cli.run(['erase', '--yes', '--json'], { env })
    expect({ exit, ...JSON.parse(stdout) }).toEqual({ exit: 0, erased: true, told: 0 })
    expect(await cli.fails(['status'])).toMatchObject({ code: 'no-identity' })
    expect((await cli.run(['init', '--name', 'new', '--no-passphrase'])).exit).toBe(0)
  })

  it('has a profile that can be changed and cleared', async () => {
    await cli.json('init', '--name', 'ann', '--no-passphrase')
    expect(await cli.json('profile', 'set', '--name', 'Anna', '--status', 'out', '--email', 'a@b.c')).toEqual({
      peerId: expect.stringMatching(PEER_ID),
      name: 'Anna',
      status: 'out',
      email: 'a@b.c',
      home: cli.home,
      passphrase: false,
    })
    const cleared = await cli.json('profile', 'set', '--status=')
    expect(cleared).not.toHaveProperty('status')
    expect(await cli.fails(['profile', 'set', '--name', 'x'.repeat(65)])).toMatchObject({ exit: 2, code: 'invalid' })
  })
})

describe('a node', () => {
  beforeEach(() => cli.json('init', '--name', 'ann', '--no-passphrase'))

  it('says that it is ready, how it is, and that it has ended', async () => {
    const up = await cli.up()
    expect(up.lines).toEqual([
      {
        event: 'ready',
        peerId: expect.stringMatching(PEER_ID),
        name: 'ann',
        addresses: [expect.stringMatching(/^\/ip4\/127\.0\.0\.1\/tcp\/\d+\/p2p\/12D3KooW/)],
        control: expect.any(String),
      },
    ])
    expect(await cli.json('status')).toEqual({
      running: true,
      peerId: up.lines[0]?.peerId,
      name: 'ann',
      addresses: up.lines[0]?.addresses,
      uptime: expect.any(Number),
      peers: 0,
      friendsHere: 0,
      relays: 0,
      relaysKnown: 0,
      presence: 'here',
      unread: 0,
      queued: 0,
      version: expect.any(String),
      pid: up.process.pid,
      memory: expect.any(Number),
      faults: expect.any(Object),
    })
    expect(await cli.json('down')).toEqual({ stopping: true })
    expect(await up.ended).toBe(0)
    expect(await cli.json('status')).toEqual({ running: false, home: cli.home })
    expect(existsSync(up.lines[0]?.control as string)).toBe(false)
  })

  it.each(['SIGINT', 'SIGTERM'] as const)('ends cleanly by %s', async signal => {
    const up = await cli.up()
    expect(await up.stop(signal)).toBe(0)
    expect(up.stderr).toBe('')
    expect(existsSync(up.lines[0]?.control as string)).toBe(false)
    await cli.up()
  })

  it('is there once: a second one says who holds the profile', async () => {
    const up = await cli.up()
    const second = await cli.fails(['up'])
    expect(second).toMatchObject({ exit: 7, code: 'profile-in-use' })
    expect(second.message).toContain(String(up.process.pid))
    expect(await cli.fails(['up', '--detach', '--no-mdns'])).toMatchObject({ exit: 7 })
    expect(await cli.json('up', '--detach')).toMatchObject({ event: 'ready', control: up.lines[0]?.control })
  })

  it('takes over from one that a command had started', async () => {
    await cli.json('friends')
    await cli.hold()
    const automatic = await cli.pid()
    const up = await cli.up()
    expect(up.process.pid).not.toBe(automatic)
    expect(await cli.pid()).toBe(up.process.pid)
  })

  it('goes on in the background when it is detached', async () => {
    const ready = await cli.json('up', '--detach')
    expect(ready).toMatchObject({ event: 'ready', name: 'ann', control: expect.any(String) })
    expect(await cli.json('status')).toMatchObject({ running: true })
    expect(await cli.json('down')).toEqual({ stopping: true })
  })

  it('is made with an identity where there is nobody to ask', async () => {
    await using fresh = new Cli()
    const node = fresh.stream()
    const ready = await node.line(line => line.event === 'ready')
    expect(ready.name).toMatch(/.@./)
    expect(node.stderr).toContain('without a passphrase')
    expect(await node.stop('SIGTERM')).toBe(0)
  })

  it('tells of an address that it cannot listen on', async () => {
    expect(await cli.fails(['up', '--no-mdns', '--listen', 'nonsense'])).toMatchObject({ exit: 2, code: 'invalid' })
    const up = await cli.up()
    const port = /tcp\/(\d+)/.exec(String(up.lines[0]?.addresses))?.[1]
    await using other = new Cli()
    await other.json('init', '--name', 'bob', '--no-passphrase')
    const taken = ['up', '--no-mdns', '--listen', `/ip4/127.0.0.1/tcp/${port}`]
    expect(await other.fails(taken)).toMatchObject({ exit: 7, code: 'address-in-use' })
    expect(await other.fails([...taken, '--detach'])).toMatchObject({ exit: 7, code: 'address-in-use' })
  })
})

describe('presence', () => {
  it('is shown, wished for, and given back to the node to find out', async () => {
    await cli.json('init', '--name', 'ann', '--no-passphrase')
    expect(await cli.json('presence')).toEqual({ presence: 'here', wish: 'auto' })
    const listening = cli.spawn(['listen'])
    let heard = ''
    listening.stdout!.setEncoding('utf8').on('data', (text: string) => {
      heard += text
    })
    // It listens once it tells of something.
    await expect
      .poll(
        async () => {
          await cli.json('settings', 'set', 'ui.away', String(1 + (Date.now() % 1_000)))
          return heard
        },
        { timeout: 30_000, interval: 300 },
      )
      .toContain('ui.away')
    expect(await cli.json('presence', 'away')).toEqual({ presence: 'away', wish: 'away' })
    await expect.poll(() => heard, { timeout: 20_000 }).toContain('friends see you away now')
    listening.kill('SIGTERM')
    expect((await cli.run(['presence'])).stdout).toContain('earshot presence auto')
    expect(await cli.json('status')).toMatchObject({ presence: 'away', relays: 0, relaysKnown: 0, queued: 0 })
    expect(await cli.json('presence', 'auto')).toMatchObject({ wish: 'auto' })
    expect(await cli.fails(['presence', 'offline'])).toMatchObject({ exit: 2 })
  })
})

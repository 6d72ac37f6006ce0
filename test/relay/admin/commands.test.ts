import { once } from 'node:events'
import { chownSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseRelayInvite } from '../../../src/protocol/relay-invite.ts'
import { ownLoopback } from '../../support/loopback.ts'
import { Guest } from './guest.ts'
import { RelayProgram } from './program.ts'

interface Listed {
  peerId: string
  name: string
  parcels: number
  bytes: number
  connected: boolean
}

/** A relay that runs, and a guest who registered with an invitation. */
async function withGuest(relay: RelayProgram) {
  await relay.init()
  const { ready, stream } = await relay.start()
  const { link } = await relay.json<{ link: string }>('invite')
  const guest = new Guest('ann\u202e')
  await guest.connect(ready.addresses[0]!)
  const { registered } = await guest.register(Buffer.from(parseRelayInvite(link)!.code, 'base64url'))
  expect(registered).toMatchObject({ made: true })
  return { guest, stream, ready }
}

describe('earshot-relay', () => {
  it('makes an identity once, which nobody else may read', async () => {
    const relay = new RelayProgram()
    const made = await relay.init()
    expect(made).toEqual({ peerId: expect.stringMatching(/^12D3KooW/), name: 'attic', home: relay.home })
    expect(statSync(relay.home).mode & 0o777).toBe(0o700)
    expect(await relay.fails(['init', '--name', 'other'])).toMatchObject({ exit: 4, code: 'exists' })
    expect(await relay.json('init', '--name', 'other', '--home', `${relay.home}2`)).toMatchObject({ name: 'other' })
  })

  it.each([['start'], ['status'], ['mailboxes'], ['invite'], ['evict', '12D3KooW']])(
    '%s without an identity says so',
    async (...args) => {
      const failed = await new RelayProgram().fails(args.filter(arg => arg !== undefined))
      expect(failed).toMatchObject({ exit: 3, code: 'no-identity', hint: expect.stringContaining('init') })
    },
  )

  it.each([['status'], ['mailboxes'], ['evict', '12D3KooWxyz']])(
    '%s says no-node while it does not run',
    async (...args) => {
      const relay = new RelayProgram()
      await relay.init()
      const failed = await relay.fails(args.filter(arg => arg !== undefined))
      expect(failed).toMatchObject({ exit: 5, code: 'no-node', hint: expect.stringContaining('start') })
    },
  )

  it('says in its first line where it is, and runs once for a folder', async () => {
    const relay = new RelayProgram()
    const { peerId } = await relay.init()
    const { ready } = await relay.start('--metrics', '127.0.0.1:0')
    expect(ready).toEqual({
      event: 'ready',
      peerId,
      name: 'attic',
      addresses: [expect.stringMatching(/^\/ip4\/127\.0\.0\.1\/tcp\/\d+\/p2p\/12D3KooW/)],
      store: 'level',
      metrics: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/metrics$/),
    })
    const second = ['start', '--no-mdns', '--listen', '/ip4/127.0.0.1/tcp/0']
    expect(await relay.fails(second)).toMatchObject({ exit: 7, code: 'profile-in-use' })
    // The one that runs is none the worse for it.
    expect(await relay.json('status')).toEqual({
      peerId,
      name: 'attic',
      storeId: expect.stringMatching(/^[\da-f]{32}$/),
      healthy: true,
      mailboxes: 0,
      parcels: 0,
      bytes: 0,
      connections: 0,
      deposited: 0,
      collected: 0,
      expired: 0,
      refused: 0,
      uptime: expect.any(Number),
      version: expect.stringMatching(/^\d+\.\d+\.\d+/),
    })
  })

  it('refuses a port for metrics that is taken, and leaves nothing behind', async () => {
    const relay = new RelayProgram()
    const other = new RelayProgram()
    await Promise.all([relay.init(), other.init()])
    const { ready } = await other.start('--metrics', '127.0.0.1:0')
    const taken = new URL(ready.metrics!).host
    const args = ['start', '--no-mdns', '--listen', '/ip4/127.0.0.1/tcp/0', '--metrics', taken]
    expect(await relay.fails(args)).toMatchObject({ exit: 7, code: 'address-in-use' })
    expect(existsSync(join(relay.home, 'admin.sock'))).toBe(false)
    await relay.start()
  })

  it('invites before it ever ran, with the addresses that it then has', async () => {
    const relay = new RelayProgram()
    const { peerId } = await relay.init()
    const host = ownLoopback()
    const listen = ['--listen', `/ip4/${host}/tcp/0`]
    const { link } = await relay.json<{ link: string }>('invite', ...listen)
    const invite = parseRelayInvite(link)!
    expect(invite).toMatchObject({ peerId, name: 'attic' })
    const port = /\/tcp\/(\d+)/.exec(invite.addresses[0]!)![1]
    const { ready } = await relay.start('--listen', `/ip4/${host}/tcp/${port}`)
    await using guest = new Guest('ann')
    await guest.connect(ready.addresses.find(address => address.includes(`/tcp/${port}/`))!)
    const code = Buffer.from(invite.code, 'base64url')
    expect((await guest.register(code)).registered).toMatchObject({ made: true })
  })

  it('invites while it runs; each invitation is good for one mailbox', async () => {
    const relay = new RelayProgram()
    await relay.init()
    const { ready } = await relay.start()
    const { link, expiresAt } = await relay.json<{ link: string; expiresAt: string }>('invite')
    const invite = parseRelayInvite(link)!
    // There is no other way to it than by loopback.
    expect(invite.addresses).toEqual(ready.addresses.map(address => address.replace(/\/p2p\/.*/, '')))
    const days = (Date.parse(expiresAt) - Date.now()) / (24 * 3600 * 1000)
    expect(days).toBeGreaterThan(29.9)
    expect(days).toBeLessThanOrEqual(30)
    const code = Buffer.from(invite.code, 'base64url')
    await using ann = new Guest('ann')
    await using bob = new Guest('bob')
    await Promise.all([ann.connect(ready.addresses[0]!), bob.connect(ready.addresses[0]!)])
    expect((await ann.register()).refused).toMatchObject({ code: 'not-allowed' })
    expect((await ann.register(code)).registered).toMatchObject({ made: true })
    expect((await bob.register(code)).refused).toMatchObject({ code: 'not-allowed' })
  })

  it('gives a mailbox to everyone with --open', async () => {
    const relay = new RelayProgram()
    await relay.init()
    const { ready } = await relay.start('--open', '--ttl', '7', '--mailbox-bytes', '32M', '--mailbox-parcels', '100')
    await using guest = new Guest('ann')
    await guest.connect(ready.addresses[0]!)
    expect((await guest.register()).registered).toMatchObject({
      made: true,
      ttl: 7 * 24 * 3600,
      maxBytes: 32 * 1024 ** 2,
      maxParcels: 100,
    })
  })

  it('lists mailboxes and evicts by a part of the peer id', async () => {
    const relay = new RelayProgram()
    const { guest } = await withGuest(relay)
    await using _ = guest
    await guest.deposit(guest.publicKey, 1024)
    expect(await relay.json<Listed[]>('mailboxes')).toEqual([
      {
        peerId: guest.peerId,
        name: 'ann\u202e',
        parcels: 1,
        bytes: 1024,
        registeredAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
        lastSeen: expect.stringMatching(/Z$/),
        connected: true,
      },
    ])
    const { stdout } = await relay.run(['mailboxes'])
    expect(stdout).toContain(guest.peerId)
    expect(stdout).not.toContain('\u202e')
    expect(await relay.fails(['evict', '12D3'])).toMatchObject({ exit: 3, code: 'no-peer' })
    expect(await relay.fails(['evict', 'nobody-at-all'])).toMatchObject({ exit: 3, code: 'no-peer' })
    const gone = await relay.json('evict', guest.peerId.slice(-10))
    expect(gone).toEqual({ peerId: guest.peerId, evicted: true })
    expect(await relay.json('mailboxes')).toEqual([])
    expect(await relay.fails(['evict', guest.peerId])).toMatchObject({ exit: 3, code: 'no-peer' })
    expect((await guest.deposit(guest.publicKey, 10)).refused).toMatchObject({ code: 'no-mailbox' })
  })

  it('says which mailboxes could be meant', async () => {
    const relay = new RelayProgram()
    await relay.init()
    const { ready } = await relay.start('--open')
    await using ann = new Guest('ann')
    await using bob = new Guest('bob')
    for (const guest of [ann, bob]) {
      await guest.connect(ready.addresses[0]!)
      await guest.register()
    }
    const failed = await relay.fails(['evict', ann.peerId.slice(0, 8)])
    expect(failed).toMatchObject({ exit: 3, code: 'ambiguous' })
    for (const { peerId } of [ann, bob]) expect(failed.message).toContain(peerId)
  })

  it.each(['SIGTERM', 'SIGINT'] as const)(
    'stops cleanly at %s, and has everything when it starts again',
    async signal => {
      const relay = new RelayProgram()
      const { guest, stream } = await withGuest(relay)
      await using _ = guest
      expect((await guest.deposit(guest.publicKey, 2048)).deposited).toBeDefined()
      const before = await relay.json<{ storeId: string }>('status')
      expect(await stream.stop(signal)).toBe(0)
      expect(existsSync(join(relay.home, 'admin.sock'))).toBe(false)
      expect(stream.lines).toHaveLength(1)
      expect(stream.stderr).toBe('')
      await relay.start()
      expect(await relay.json('status')).toMatchObject({
        storeId: before.storeId,
        mailboxes: 1,
        parcels: 1,
        bytes: 2048,
      })
    },
  )

  it('ends at once at a second signal', async () => {
    const relay = new RelayProgram()
    await relay.init()
    const { stream } = await relay.start()
    // Both wait for it, so that it cannot have ended for the first when the second comes.
    stream.process.kill('SIGSTOP')
    stream.process.kill('SIGTERM')
    stream.process.kill('SIGINT')
    expect(await stream.stop('SIGCONT')).toBe(1)
  })

  it('starts where another one was killed', async () => {
    const relay = new RelayProgram()
    await relay.init()
    const { stream } = await relay.start()
    await stream.stop('SIGKILL')
    expect(existsSync(join(relay.home, 'admin.sock'))).toBe(true)
    expect(await relay.fails(['status'])).toMatchObject({ code: 'no-node' })
    await relay.start()
    expect(await relay.json('status')).toMatchObject({ mailboxes: 0 })
  })

  it('tells people what to do next, and logs neither content nor invitations', async () => {
    const relay = new RelayProgram()
    await relay.init()
    const child = relay.spawn(['start', '--no-mdns', '--listen', '/ip4/127.0.0.1/tcp/0', '--metrics', '127.0.0.1:0'])
    let [stdout, stderr] = ['', '']
    child.stderr!.setEncoding('utf8').on('data', (text: string) => {
      stderr += text
    })
    child.stdout!.setEncoding('utf8')
    for await (const text of child.stdout!) {
      stdout += text
      if (stdout.includes('Ctrl-C')) break
    }
    for (const part of ['attic', '/ip4/127.0.0.1/tcp/', 'earshot-relay invite', '/metrics', '/healthz'])
      expect(stdout).toContain(part)
    const { stdout: invited } = await relay.run(['invite'])
    const link = /earshot-relay:\S+/.exec(invited)![0]
    child.kill('SIGTERM')
    // Its standard output is closed by now: that is no fault.
    expect((await once(child, 'close'))[0]).toBe(0)
    expect(stderr).toMatch(/Z ready\n(.*\n)*.*Z stopping \(SIGTERM\)\n(.*\n)*.*Z stopped\n$/)
    const log = readFileSync(join(relay.home, 'relay.log'), 'utf8')
    expect(log).toContain('"ready"')
    expect(log + stderr).not.toContain(parseRelayInvite(link)!.code)
    expect(statSync(join(relay.home, 'relay.log')).mode & 0o777).toBe(0o600)
  })

  it.runIf(process.getuid?.() === 0)('root makes no files in the folder of another user', async () => {
    const relay = new RelayProgram()
    await relay.init()
    chownSync(relay.home, 12_345, 12_345)
    for (const args of [
      ['start', '--no-mdns', '--listen', '/ip4/127.0.0.1/tcp/0'],
      ['invite'],
      ['init', '--name', 'x'],
    ]) {
      const failed = await relay.fails(args)
      expect(failed).toMatchObject({ exit: 4, code: 'not-allowed', hint: expect.stringContaining('sudo -u') })
    }
    expect(existsSync(join(relay.home, 'db'))).toBe(false)
  })

  it('says what is wrong with a damaged identity', async () => {
    const relay = new RelayProgram()
    await relay.init()
    writeFileSync(join(relay.home, 'identity.json'), '{"format":1')
    expect(await relay.fails(['start'])).toMatchObject({
      exit: 1,
      code: 'internal',
      message: expect.stringContaining('damaged'),
    })
  })
})

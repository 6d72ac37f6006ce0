import { spawnSync } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { describe, expect, it } from 'vitest'
import { Guest } from './admin/guest.ts'
import { type Ready, RelayProgram } from './admin/program.ts'

async function started(...args: string[]): Promise<{ relay: RelayProgram; ready: Ready; health: string }> {
  const relay = new RelayProgram()
  await relay.init()
  const { ready } = await relay.start('--metrics', '127.0.0.1:0', '--open', ...args)
  return { relay, ready, health: ready.metrics!.replace(/metrics$/, 'healthz') }
}

/** Value of a sample, which has to be there once. */
function sample(text: string, name: string): number {
  const found = text.split('\n').filter(line => line.startsWith(`${name} `))
  expect(found, name).toHaveLength(1)
  return Number(found[0]!.slice(name.length + 1))
}

describe('metrics of a relay', () => {
  it('count what it holds and does, in the format of Prometheus, without naming anybody', async () => {
    const { ready } = await started('--mailbox-parcels', '64')
    await using guest = new Guest('ann')
    await guest.connect(ready.addresses[0]!)
    await guest.register()
    // The tray of a mailbox this small has room for two.
    const answers = []
    for (let i = 0; i < 4; i++) answers.push(await guest.deposit(guest.publicKey, 1000))
    expect(answers.map(({ deposited }) => deposited !== undefined)).toEqual([true, true, false, false])
    const response = await fetch(ready.metrics!)
    expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/)
    const text = await response.text()
    const values = {
      earshot_relay_mailboxes: 1,
      earshot_relay_parcels: 2,
      earshot_relay_bytes: 2000,
      earshot_relay_connections: 1,
      earshot_relay_owners: 1,
      earshot_relay_deposited_total: 2,
      earshot_relay_deposited_bytes_total: 2000,
      earshot_relay_collected_total: 0,
      earshot_relay_collected_bytes_total: 0,
      earshot_relay_expired_total: 0,
      earshot_relay_withdrawn_total: 0,
      'earshot_relay_refused_total{code="full"}': 2,
      'earshot_relay_refused_total{code="disk"}': 0,
      earshot_relay_deposit_seconds_count: 2,
      'earshot_relay_deposit_seconds_bucket{le="+Inf"}': 2,
    }
    for (const [name, value] of Object.entries(values)) expect(sample(text, name), name).toBe(value)
    expect(sample(text, 'earshot_relay_deposit_seconds_sum')).toBeGreaterThan(0)
    expect(sample(text, 'process_resident_memory_bytes')).toBeGreaterThan(1e6)
    expect(text).not.toContain(guest.peerId)
    // Said again, not added up.
    expect(sample(await (await fetch(ready.metrics!)).text(), 'earshot_relay_deposited_total')).toBe(2)
  })

  it('say that it is well', async () => {
    const { health } = await started()
    const response = await fetch(health)
    expect(response.status).toBe(200)
    expect(await response.json()).toEqual({ ok: true })
    expect((await fetch(health, { method: 'HEAD' })).status).toBe(200)
  })

  it('say that it is not well while the disk is full, and that it is well again', async ({ skip }) => {
    const mount = ['-rm', 'mount', '-t', 'tmpfs', '-o', 'size=48m', 'none', '/tmp']
    if (spawnSync('unshare', mount).status !== 0) skip('a small disk needs user namespaces, or root')
    const relay = new RelayProgram()
    const { ready, pid } = await relay.startOnDisk('48m', '--open', '--metrics', '127.0.0.1:0')
    const health = async () => (await fetch(ready.metrics!.replace(/metrics$/, 'healthz'))).status
    await using guest = new Guest('ann')
    await guest.connect(ready.addresses[0]!)
    await guest.register()
    expect((await guest.deposit(guest.publicKey, 1000)).deposited).toBeDefined()
    expect(await health()).toBe(200)
    // Seen as the relay sees it. The store needs 32 MiB free.
    const filler = `/proc/${pid}/root${relay.home}/filler`
    writeFileSync(filler, Buffer.alloc(24 * 1024 ** 2))
    // How much is free is looked at again after a second.
    await expect
      .poll(async () => (await guest.deposit(guest.publicKey, 1000)).refused?.code, { timeout: 20_000, interval: 1500 })
      .toBe('disk')
    expect(await health()).toBe(503)
    expect(
      sample(await (await fetch(ready.metrics!)).text(), 'earshot_relay_refused_total{code="disk"}'),
    ).toBeGreaterThan(0)
    rmSync(filler)
    await expect
      .poll(async () => (await guest.deposit(guest.publicKey, 1000)).deposited, { timeout: 20_000, interval: 1500 })
      .toBeDefined()
    expect(await health()).toBe(200)
  })

  it('say that it is not well when the disk fills while nobody deposits', async ({ skip }) => {
    const mount = ['-rm', 'mount', '-t', 'tmpfs', '-o', 'size=48m', 'none', '/tmp']
    if (spawnSync('unshare', mount).status !== 0) skip('a small disk needs user namespaces, or root')
    const relay = new RelayProgram()
    const { ready, pid } = await relay.startOnDisk('48m', '--open', '--metrics', '127.0.0.1:0')
    const health = async () => (await fetch(ready.metrics!.replace(/metrics$/, 'healthz'))).status
    expect(await health()).toBe(200)
    const filler = `/proc/${pid}/root${relay.home}/filler`
    writeFileSync(filler, Buffer.alloc(24 * 1024 ** 2))
    expect(await health()).toBe(503)
    rmSync(filler)
    expect(await health()).toBe(200)
  })

  it('are all that is served, and cannot be changed', async () => {
    const { ready, health } = await started()
    expect((await fetch(new URL('/', health))).status).toBe(404)
    expect((await fetch(new URL('/../identity.json', health))).status).toBe(404)
    expect((await fetch(health, { method: 'POST', body: 'x' })).status).toBe(405)
    // What is no URL at all is not found, and ends nothing.
    const { hostname, port } = new URL(health)
    const status = await new Promise(resolve => {
      request({ hostname, port, path: '//[' }, answer => resolve(answer.resume().statusCode)).end()
    })
    expect(status).toBe(404)
    expect((await fetch(ready.metrics!)).status).toBe(200)
  })
})

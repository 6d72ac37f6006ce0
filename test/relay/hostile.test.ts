import { randomBytes } from 'node:crypto'
import { connect, type Socket } from 'node:net'
import type { Stream } from '@libp2p/interface'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Bytes } from '../../src/protocol/bytes.ts'
import { withLength } from '../../src/protocol/framing.ts'
import { Request } from '../../src/protocol/wire/mailbox.ts'
import { MailboxClient, NO_BYTES, RefusedByRelay } from '../support/mailbox-client.ts'
import { owner, startRelay, visitor } from '../support/mailbox-owners.ts'
import { eventually } from '../support/peers.ts'
import { RelayProcess } from '../support/relay-process.ts'
import { write } from '../support/rogue.ts'
import { temporaryFolder } from '../support/temporary.ts'

const MiB = 1024 * 1024

const depositBytes = (mailbox: Bytes, token: Bytes, parcel: Bytes, number = 1): Bytes =>
  withLength(Request.encode({ number, deposit: { mailbox, token, parcel } }))

const percentile = (values: number[], part: number): number =>
  [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) * part)]!

describe('a client that breaks the rules', () => {
  it('loses its stream, is counted, and disturbs nobody', async () => {
    const relay = await startRelay()
    const alice = await owner(relay, 'alice')
    const eve = await visitor(relay, 'eve')
    const whole = depositBytes(alice.key, alice.token, randomBytes(1000))
    const attacks: [string, Bytes[]][] = [
      ['malformed', [randomBytes(64).fill(0xff)]],
      ['malformed', [withLength(Buffer.concat([Uint8Array.of(0x1a, 0x7f), randomBytes(20)]))]],
      ['oversize', [Uint8Array.of(0xff, 0xff, 0x7f), randomBytes(1000)]],
      ['malformed', [withLength(Request.encode({ confirm: { parcels: Array<number>(2000).fill(1) } }))]],
      ['flood', [Buffer.concat(Array<Bytes>(20_000).fill(withLength(Request.encode({ number: 1, status: {} }))))]],
    ]
    for (const [kind, bytes] of attacks) {
      const before = relay.counters().faults[kind] ?? 0
      const stream = await eve.openRaw(relay.address)
      for (const each of bytes) await write(stream, each)
      await eventually(`${kind} is counted`, () => (relay.counters().faults[kind] ?? 0) === before + 1)
      await eventually('the stream is over', () => stream.status !== 'open')
    }
    // Cut off in the middle of a frame: nothing of it counts.
    const cut = await eve.openRaw(relay.address)
    await write(cut, whole.subarray(0, whole.byteLength - 10))
    await cut.close()
    await alice.deposit(alice.key, randomBytes(10), alice.token)
    expect(relay.status()).toMatchObject({ parcels: 1, bytes: 10 })
  })

  it('does not make the relay read what it sends twice: a replayed deposit is one more opaque parcel within the quota', async () => {
    const relay = await startRelay({ mailboxParcels: 40 })
    const alice = await owner(relay, 'alice')
    const parcel = randomBytes(100)
    const results = await Promise.allSettled(
      Array.from({ length: 30 }, () => alice.deposit(alice.key, parcel, alice.token)),
    )
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(10)
    expect(relay.status().parcels).toBe(10)
  })

  it('that never reads costs the relay bounded memory, and what is for it stays', async () => {
    const relay = await RelayProcess.start({ home: await temporaryFolder(), open: true })
    const sleepers: MailboxClient[] = []
    const parcel = randomBytes(250_000)
    for (let i = 0; i < 10; i++) {
      const client = await MailboxClient.start(`sleeper ${i}`)
      await client.connect(relay.address)
      const token = randomBytes(16)
      await client.register({ tokens: [token] })
      for (let j = 0; j < 40; j++) await client.deposit(client.key, parcel, token)
      sleepers.push(client)
    }
    const before = await relay.ask<NodeJS.MemoryUsage>('memory')
    for (const client of sleepers) {
      const stream: Stream = await client.openRaw()
      stream.pause()
      await write(stream, withLength(Request.encode({ number: 1, collect: {} })))
    }
    await new Promise(resolve => setTimeout(resolve, 2000))
    const after = await relay.ask<NodeJS.MemoryUsage>('memory')
    // 100 MB lie there for the ten.
    expect((after.rss - before.rss) / MiB).toBeLessThan(60)
    expect(await relay.ask('status')).toMatchObject({ parcels: 400 })
  })

  it('that deposits tiny parcels without end fills its share, and no memory', async () => {
    const relay = await RelayProcess.start({ home: await temporaryFolder(), open: true })
    const alice = await MailboxClient.start('alice')
    await alice.connect(relay.address)
    const tokens = Array.from({ length: 4 }, () => randomBytes(16))
    await alice.register({ tokens })
    const eve = await MailboxClient.start('eve')
    await eve.connect(relay.address)
    const before = await relay.ask<NodeJS.MemoryUsage>('memory')
    const peak = { rss: 0 }
    const watching = setInterval(() => {
      const measured = relay.ask<NodeJS.MemoryUsage>('memory').then(({ rss }) => {
        peak.rss = Math.max(peak.rss, rss)
      })
      // The test is over.
      measured.catch(() => undefined)
    }, 500)
    onTestFinished(() => clearInterval(watching))
    let asked = 0
    const codes = new Map<string, number>()
    const startedAt = performance.now()
    await Promise.all(
      Array.from({ length: 100 }, async () => {
        while (asked < 6000 || codes.size === 0) {
          asked += 1
          await eve.deposit(alice.key, randomBytes(1), tokens[asked % 4]).catch((error: Error) => {
            if (!(error instanceof RefusedByRelay)) throw error
            codes.set(error.refusal.code, (codes.get(error.refusal.code) ?? 0) + 1)
          })
          // A stream with more than 5,000 frames a second ends: as fast as is let through.
          await new Promise(resolve => setTimeout(resolve, 25))
        }
      }),
    )
    clearInterval(watching)
    const seconds = (performance.now() - startedAt) / 1000
    // 500 at once and 50 a second, for each of four tokens.
    expect(asked - (codes.get('rate') ?? 0)).toBeLessThan(4 * (500 + 50 * (seconds + 2)))
    expect([...codes.keys()]).toEqual(['rate'])
    expect((peak.rss - before.rss) / MiB).toBeLessThan(120)
  })
})

describe('a flood', () => {
  it('of deposits slows nobody else beyond a bounded factor', async () => {
    const relay = await startRelay()
    const [alice, bob] = [await owner(relay, 'alice'), await owner(relay, 'bob')]
    const sender = await visitor(relay, 'sender')
    await bob.collect()
    let floods = 0
    /** For each deposit until it arrives: milliseconds, and how many of the flood the relay took meanwhile. */
    const latencies = async (count: number): Promise<{ milliseconds: number[]; overtaken: number[] }> => {
      const [milliseconds, overtaken]: [number[], number[]] = [[], []]
      for (let i = 0; i < count; i++) {
        const [startedAt, before] = [performance.now(), floods]
        const already = bob.arrived.length
        await sender.deposit(bob.key, randomBytes(500), bob.token)
        await eventually('it arrives', () => bob.arrived.length > already)
        milliseconds.push(bob.arrived[already]!.at - startedAt)
        overtaken.push(floods - before)
        await bob.confirm([bob.arrived[already]!.parcel])
        await new Promise(resolve => setTimeout(resolve, 20))
      }
      return { milliseconds, overtaken }
    }
    const { milliseconds: quiet } = await latencies(40)
    // The flooder and the relay share this process: what is measured is the worst case of one core for all.
    const eve = await MailboxClient.start('eve')
    await eve.connect(relay.address)
    let flooding = true
    const tokens = Array.from({ length: 40 }, () => randomBytes(16))
    await alice.register({ tokens })
    const flood = Promise.all(
      Array.from({ length: 64 }, async (_, worker) => {
        for (let i = worker; flooding; i++) {
          await eve.deposit(alice.key, randomBytes(20_000), tokens[i % 40]).catch(() => undefined)
          floods++
        }
      }),
    )
    const { milliseconds: loud, overtaken } = await latencies(40)
    flooding = false
    await flood
    console.log(
      `deposit to arrival, ms: quiet p50 ${percentile(quiet, 0.5).toFixed(1)} p95 ${percentile(quiet, 0.95).toFixed(1)}; ` +
        `flooded p50 ${percentile(loud, 0.5).toFixed(1)} p95 ${percentile(loud, 0.95).toFixed(1)}; ` +
        `of the flood meanwhile p50 ${percentile(overtaken, 0.5)} p95 ${percentile(overtaken, 0.95)}`,
    )
    // Whatever the machine needs for each: a few rounds of what the flooder may have under way.
    expect(percentile(overtaken, 0.5)).toBeLessThan(4 * 64)
    expect((await bob.ask({ status: {} })).status).toMatchObject({ parcels: 0 })
  })

  it('of connections from one host is held off, and others get in', async () => {
    const relay = await RelayProcess.start({ home: await temporaryFolder(), open: true })
    const [, port] = /\/tcp\/(\d+)/.exec(relay.address) ?? []
    const before = await relay.ask<NodeJS.MemoryUsage>('memory')
    const sockets: Socket[] = []
    onTestFinished(() => {
      for (const socket of sockets) socket.destroy()
    })
    let refused = 0
    for (let i = 0; i < 3000; i++) {
      // From one address of loopback; the peer below comes from another.
      const socket = connect({ host: '127.0.0.1', port: Number(port), localAddress: '127.0.0.2' })
      socket.on('error', () => undefined)
      socket.on('close', () => {
        refused += 1
      })
      sockets.push(socket)
      if (i % 100 === 0) await new Promise(resolve => setTimeout(resolve, 10))
    }
    const alice = await MailboxClient.start('alice')
    const startedAt = performance.now()
    await alice.connect(relay.address)
    expect((await alice.register()).made).toBe(true)
    const took = performance.now() - startedAt
    const after = await relay.ask<NodeJS.MemoryUsage>('memory')
    console.log(
      `3000 connections: ${refused} refused, ${Math.round((after.rss - before.rss) / MiB)} MiB, another got in after ${Math.round(took)} ms`,
    )
    expect(took).toBeLessThan(10_000)
    expect((after.rss - before.rss) / MiB).toBeLessThan(150)
    await eventually('most are refused', () => refused > 2000, 20)
    expect((await alice.ask({ lookup: { peer: alice.key, token: NO_BYTES } })).found).toBeDefined()
  })
})

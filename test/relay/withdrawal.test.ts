/** Who may take a parcel back, and what that tells. */
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Bytes, hex } from '../../src/protocol/bytes.ts'
import { inFiles } from '../support/disk.ts'
import { NO_BYTES, RefusedByRelay } from '../support/mailbox-client.ts'
import { owner, startRelay, visitor } from '../support/mailbox-owners.ts'
import { eventually } from '../support/peers.ts'

const refused = (code: string) => expect.objectContaining({ refusal: expect.objectContaining({ code }) })
const seconds = async (work: Promise<unknown>): Promise<number> => {
  const startedAt = performance.now()
  await work
  return (performance.now() - startedAt) / 1000
}

describe('a parcel that is withdrawn', () => {
  it('is gone for its reader and from the disk, makes room at once, and the others stay', async () => {
    const relay = await startRelay()
    const alice = await owner(relay, 'alice')
    const bob = await visitor(relay, 'bob')
    const [first, second, third] = [randomBytes(1000), randomBytes(2000), randomBytes(3000)]
    for (const parcel of [first, second, third]) await bob.deposit(alice.key, parcel, alice.token)
    await bob.withdraw(alice.key, second, alice.token)
    expect((await alice.ask({ status: {} })).status).toMatchObject({ parcels: 2, bytes: 4000 })
    expect(relay.counters()).toMatchObject({ withdrawn: 1, parcels: 2 })
    expect(await alice.collect()).toBe(2)
    await eventually('they came', () => alice.arrived.length === 2)
    expect(alice.arrived.map(({ bytes }) => hex(bytes))).toEqual([hex(first), hex(third)])
    const folder = join(relay.home, 'db')
    await eventually('it is off the disk', async () => {
      // Both in one look: while LevelDB writes a table anew, a look may find neither.
      return (await inFiles(folder, [first])) === 1 && (await inFiles(folder, [second])) === 0
    })
  })

  it('makes room for what its depositor may leave', async () => {
    const relay = await startRelay({ mailboxParcels: 40 })
    const alice = await owner(relay, 'alice')
    const parcels = Array.from({ length: 10 }, () => randomBytes(50))
    for (const parcel of parcels) await alice.deposit(alice.key, parcel, alice.token)
    await expect(alice.deposit(alice.key, randomBytes(50), alice.token)).rejects.toEqual(refused('full'))
    await alice.withdraw(alice.key, parcels[4]!, alice.token)
    await alice.deposit(alice.key, randomBytes(50), alice.token)
    await expect(alice.deposit(alice.key, randomBytes(50), alice.token)).rejects.toEqual(refused('full'))
  })

  it('while it is being delivered comes whole or not, and what is confirmed then is no fault', async () => {
    const relay = await startRelay()
    const alice = await owner(relay, 'alice')
    const bob = await visitor(relay, 'bob')
    const parcels = Array.from({ length: 60 }, () => randomBytes(20_000))
    for (const parcel of parcels) await bob.deposit(alice.key, parcel, alice.token)
    await Promise.all([alice.collect(), ...parcels.map(parcel => bob.withdraw(alice.key, parcel, alice.token))])
    const left = new Set(parcels.map(hex))
    expect(alice.arrived.every(({ bytes }) => left.has(hex(bytes)))).toBe(true)
    await alice.confirm(alice.arrived.map(({ parcel }) => parcel))
    expect((await alice.ask({ status: {} })).status).toMatchObject({ parcels: 0, bytes: 0 })
    // What comes next goes out as ever.
    const next = randomBytes(100)
    await bob.deposit(alice.key, next, alice.token)
    await eventually('it came', () => alice.arrived.some(({ bytes }) => hex(bytes) === hex(next)))
  })
})

describe('nobody withdraws', () => {
  it('what others left: not with a token of their own, not with none, not as its owner', async () => {
    const relay = await startRelay()
    const alice = await owner(relay, 'alice')
    const [bobs, eves] = [randomBytes(16), randomBytes(16)]
    await alice.register({ tokens: [bobs, eves] })
    const bob = await visitor(relay, 'bob')
    const eve = await visitor(relay, 'eve')
    const [parcel, tray] = [randomBytes(100), randomBytes(100)]
    await bob.deposit(alice.key, parcel, bobs)
    await bob.deposit(alice.key, tray)
    for (const token of [eves, NO_BYTES, randomBytes(16)]) await eve.withdraw(alice.key, parcel, token)
    await eve.withdraw(alice.key, tray, eves)
    await eve.withdraw(eve.key, parcel, bobs).catch((error: unknown) => expect(error).toEqual(refused('no-mailbox')))
    // Another parcel's name, even with the right token.
    await eve.withdraw(alice.key, randomBytes(100), bobs)
    expect(relay.status().parcels).toBe(2)
    // The token that it came with does, though it was taken away since; and whoever knows what lies in the tray left it there.
    await alice.register({ tokens: [eves] })
    await bob.withdraw(alice.key, parcel, bobs)
    await bob.withdraw(alice.key, tray)
    expect(relay.status().parcels).toBe(0)
    expect(relay.counters().withdrawn).toBe(2)
  })

  it('by garbage', async () => {
    const relay = await startRelay()
    const alice = await owner(relay, 'alice')
    const ask = (mailbox: Bytes, token: Bytes, parcel: Bytes) => alice.ask({ withdraw: { mailbox, token, parcel } })
    await expect(ask(alice.key, alice.token, randomBytes(16))).rejects.toEqual(refused('malformed'))
    await expect(ask(alice.key, randomBytes(7), randomBytes(32))).rejects.toEqual(refused('malformed'))
    await expect(ask(randomBytes(7), alice.token, randomBytes(32))).rejects.toEqual(refused('malformed'))
    await expect(ask(randomBytes(32), alice.token, randomBytes(32))).rejects.toEqual(refused('no-mailbox'))
    expect(relay.counters().refused).toMatchObject({ malformed: 3, 'no-mailbox': 1 })
  })

  it('to learn whether its owner has collected it: the answer is the same, and takes as long', async () => {
    const relay = await startRelay()
    const alice = await owner(relay, 'alice')
    const bob = await visitor(relay, 'bob')
    const RUNS = 4
    const parcels = Array.from({ length: RUNS }, () => ({
      collected: randomBytes(100),
      there: randomBytes(100),
      unknown: randomBytes(100),
    }))
    for (const { collected } of parcels) await bob.deposit(alice.key, collected, alice.token)
    await alice.collect()
    await eventually('they came', () => alice.arrived.length === RUNS)
    await alice.confirm(alice.arrived.map(({ parcel }) => parcel))
    for (const { there } of parcels) await bob.deposit(alice.key, there, alice.token)
    // The quickest of a few: a machine that does other things too is slow now and then, whatever it is asked.
    const quickest = { collected: 1_000, there: 1_000, unknown: 1_000 }
    for (const parcel of parcels) {
      for (const kind of ['there', 'collected', 'unknown'] as const) {
        const took = await seconds(bob.withdraw(alice.key, parcel[kind], alice.token))
        expect(took).toBeGreaterThanOrEqual(0.095)
        quickest[kind] = Math.min(quickest[kind], took)
      }
    }
    const took = Object.values(quickest)
    expect(Math.max(...took) - Math.min(...took)).toBeLessThan(0.05)
  })

  it('without end: floods are refused and counted, and others go on', async () => {
    const relay = await startRelay()
    const alice = await owner(relay, 'alice')
    const eve = await visitor(relay, 'eve')
    const results = Promise.allSettled(
      Array.from({ length: 1000 }, () => eve.withdraw(alice.key, randomBytes(9), alice.token)),
    )
    const bob = await visitor(relay, 'bob')
    for (let i = 0; i < 20; i++)
      expect(await seconds(bob.deposit(alice.key, randomBytes(100), alice.token))).toBeLessThan(2)
    const failures = (await results).flatMap(each => (each.status === 'rejected' ? [each.reason as unknown] : []))
    expect(failures.length).toBeGreaterThan(600)
    for (const failure of failures) {
      expect(failure).toBeInstanceOf(RefusedByRelay)
      expect(failure).toEqual(refused('rate'))
    }
    expect(relay.counters().refused.rate).toBe(failures.length)
    expect(relay.status().parcels).toBe(20)
  })
})

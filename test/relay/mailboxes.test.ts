import { randomBytes } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { hex } from '../../src/protocol/bytes.ts'
import type { RelayMailbox } from '../../src/relay/running.ts'
import { cardOf, MailboxClient, NO_BYTES, RefusedByRelay } from '../support/mailbox-client.ts'
import { owner, startRelay, type TestRelay, visitor } from '../support/mailbox-owners.ts'
import { eventually } from '../support/peers.ts'

const DAY_MS = 24 * 3600 * 1000

const refused = (code: string) => expect.objectContaining({ refusal: expect.objectContaining({ code }) })
const parcelsOf = (client: MailboxClient) => client.arrived.map(({ bytes }) => hex(bytes))
const arrived = (client: MailboxClient, count: number) =>
  eventually(`${client.name} has ${count} parcels`, () => client.arrived.length >= count)

async function listOf(relay: TestRelay): Promise<RelayMailbox[]> {
  const found: RelayMailbox[] = []
  for await (const mailbox of relay.mailboxes()) found.push(mailbox)
  return found
}

/** Deposits until refused, and returns the refusal with how many were taken. */
async function fill(deposit: () => Promise<unknown>, most = 2000) {
  for (let taken = 0; taken < most; taken++) {
    try {
      await deposit()
    } catch (error) {
      if (!(error instanceof RefusedByRelay)) throw error
      return { taken, refusal: error.refusal }
    }
  }
  throw new Error('never refused')
}

describe('a mailbox is made', () => {
  it('with an invitation, once', async () => {
    const relay = await startRelay()
    const { link } = await relay.invite()
    const alice = await visitor(relay, 'alice')
    const made = await alice.register({ link })
    expect(made).toMatchObject({ made: true, ttl: 30 * 24 * 3600, maxBytes: 64 * 1024 * 1024, maxParcels: 20_000 })
    expect(hex(made.store)).toBe(relay.storeId)
    expect((await alice.register()).made).toBe(false)
    const bob = await visitor(relay, 'bob')
    await expect(bob.register({ link })).rejects.toEqual(refused('not-allowed'))
    await expect(bob.register()).rejects.toEqual(refused('not-allowed'))
    expect(relay.status()).toMatchObject({ mailboxes: 1, refused: 2 })
    expect(relay.counters().faults).toMatchObject({ 'not-allowed': 2 })
  })

  it('with an invitation of the last thirty days, whatever the clock says', async () => {
    let [elapsed, wall] = [0, Date.now()]
    const relay = await startRelay({ elapsed: () => elapsed, clock: () => wall })
    const [old, young] = [await relay.invite(), await relay.invite()]
    expect(Date.parse(old.expiresAt)).toBe(wall + 30 * DAY_MS)
    wall += 1000 * DAY_MS
    elapsed += 30 * DAY_MS - 1000
    const alice = await visitor(relay, 'alice')
    expect((await alice.register({ link: young.link })).made).toBe(true)
    elapsed += 1000
    const bob = await visitor(relay, 'bob')
    await expect(bob.register({ link: old.link })).rejects.toEqual(refused('not-allowed'))
    expect((await bob.register({ link: (await relay.invite()).link })).made).toBe(true)
  })

  it('by everybody at an open relay', async () => {
    const relay = await startRelay({ open: true })
    const alice = await visitor(relay, 'alice')
    expect((await alice.register()).made).toBe(true)
  })

  it('with a card of its owner only', async () => {
    const relay = await startRelay({ open: true })
    const alice = await visitor(relay, 'alice')
    const bob = await visitor(relay, 'bob')
    await expect(bob.register({ card: cardOf(alice.signer, 'alice') })).rejects.toEqual(refused('malformed'))
    await expect(bob.register({ card: randomBytes(200) })).rejects.toEqual(refused('malformed'))
    expect(relay.status().mailboxes).toBe(0)
  })

  it('and is listed, and taken away', async () => {
    const relay = await startRelay()
    const alice = await owner(relay, 'alice')
    await alice.deposit(alice.key, randomBytes(100), alice.token)
    const listed = await listOf(relay)
    expect(listed).toMatchObject([{ peerId: alice.peerId, name: 'alice', parcels: 1, bytes: 100, connected: true }])
    expect(await relay.evict(alice.peerId)).toBe(true)
    expect(await relay.evict(alice.peerId)).toBe(false)
    await expect(relay.evict('nonsense')).rejects.toMatchObject({ code: 'invalid' })
    await expect(alice.collect()).rejects.toEqual(refused('no-mailbox'))
  })
})

describe('a parcel', () => {
  it('is kept for an owner who is away, arrives, and is forgotten when it is confirmed', async () => {
    const relay = await startRelay()
    const alice = await owner(relay, 'alice')
    await alice.leave()
    const bob = await visitor(relay, 'bob')
    const sent = Array.from({ length: 5 }, () => randomBytes(1000))
    for (const parcel of sent) {
      const deposited = await bob.deposit(alice.key, parcel, alice.token)
      expect(hex(deposited.store)).toBe(relay.storeId)
      expect(deposited.ttl).toBe(30 * 24 * 3600)
    }
    await alice.connect(relay.address)
    expect(await alice.collect()).toBe(5)
    await arrived(alice, 5)
    expect(parcelsOf(alice)).toEqual(sent.map(hex))
    await alice.confirm(alice.arrived.slice(0, 3).map(({ parcel }) => parcel))
    expect((await alice.ask({ status: {} })).status).toMatchObject({ parcels: 2, bytes: 2000 })
    // What was not confirmed comes again on the next stream.
    await alice.leave()
    alice.arrived.length = 0
    await alice.connect(relay.address)
    expect(await alice.collect()).toBe(2)
    await arrived(alice, 2)
    expect(parcelsOf(alice)).toEqual(sent.slice(3).map(hex))
    expect(relay.status()).toMatchObject({ deposited: 5, collected: 3, parcels: 2, bytes: 2000 })
  })

  it('arrives at once at an owner who is connected, on the newest stream that collects', async () => {
    const relay = await startRelay()
    const alice = await owner(relay, 'alice')
    const bob = await visitor(relay, 'bob')
    await alice.collect()
    await bob.deposit(alice.key, randomBytes(50), alice.token)
    await arrived(alice, 1)
    await alice.confirm([alice.arrived[0]!.parcel])
    const second = await MailboxClient.start('alice again', { seed: alice.seed })
    await second.connect(relay.address)
    await second.collect()
    const parcel = randomBytes(50)
    await bob.deposit(alice.key, parcel, alice.token)
    await arrived(second, 1)
    expect(parcelsOf(second)).toEqual([hex(parcel)])
    expect(alice.arrived).toHaveLength(1)
  })

  it('of full size goes through; a larger one is refused', async () => {
    const relay = await startRelay()
    const alice = await owner(relay, 'alice')
    const parcel = randomBytes(256 * 1024)
    await alice.deposit(alice.key, parcel, alice.token)
    await expect(alice.deposit(alice.key, randomBytes(256 * 1024 + 1), alice.token)).rejects.toEqual(
      refused('too-large'),
    )
    await alice.collect()
    await arrived(alice, 1)
    expect(parcelsOf(alice)).toEqual([hex(parcel)])
  })

  it('is one of at most 64, or 4 MiB, on their way unconfirmed', async () => {
    const relay = await startRelay()
    const alice = await owner(relay, 'alice')
    for (let i = 0; i < 100; i++) await alice.deposit(alice.key, randomBytes(10), alice.token)
    await alice.collect()
    await arrived(alice, 64)
    await new Promise(resolve => setTimeout(resolve, 200))
    expect(alice.arrived).toHaveLength(64)
    await alice.confirm(alice.arrived.map(({ parcel }) => parcel))
    await arrived(alice, 100)
    await alice.confirm(alice.arrived.map(({ parcel }) => parcel))
    await alice.leave()
    alice.arrived.length = 0
    for (const size of Array<number>(20).fill(256 * 1024)) {
      await alice.connect(relay.address)
      await alice.deposit(alice.key, randomBytes(size), alice.token)
      await alice.leave()
    }
    await alice.connect(relay.address)
    await alice.collect()
    await arrived(alice, 16)
    await new Promise(resolve => setTimeout(resolve, 200))
    expect(alice.arrived).toHaveLength(16)
  })

  it('that is too old is gone, whatever the clock says', async () => {
    const day = 24 * 3600 * 1000
    let passed = 0
    let wrong = 0
    const options = { ttlDays: 30, elapsed: () => passed, clock: () => Date.now() + wrong }
    const first = await startRelay(options)
    const alice = await owner(first, 'alice')
    await alice.deposit(alice.key, randomBytes(10), alice.token)
    await first.stop()
    const again = async () => {
      const relay = await startRelay({ ...options, home: first.home })
      await eventually('the relay has looked for what is too old', () => relay.status().uptime >= 1)
      return relay
    }
    // A clock a year ahead, and one a year behind.
    for (const offset of [365 * day, 0, -365 * day, 0]) {
      wrong = offset
      const relay = await again()
      expect(relay.status().parcels).toBe(1)
      await relay.stop()
    }
    const running = await again()
    passed += 30 * day
    await running.stop()
    const last = await again()
    await eventually('it is gone', () => last.status().parcels === 0)
    expect(last.status()).toMatchObject({ parcels: 0, expired: 1 })
    await alice.connect(last.address)
    expect(await alice.collect()).toBe(0)
  })
})

describe('who may deposit, and how much:', () => {
  it('nobody into a mailbox that is not there, or with a token that is none, and both are counted', async () => {
    const relay = await startRelay()
    const alice = await owner(relay, 'alice')
    const bob = await visitor(relay, 'bob')
    await expect(bob.deposit(randomBytes(32), randomBytes(9))).rejects.toEqual(refused('no-mailbox'))
    await expect(bob.deposit(alice.key, randomBytes(9), randomBytes(16))).rejects.toEqual(refused('not-allowed'))
    await expect(bob.deposit(alice.key, randomBytes(9), randomBytes(5))).rejects.toEqual(refused('not-allowed'))
    await expect(bob.deposit(alice.key, NO_BYTES, alice.token)).rejects.toEqual(refused('malformed'))
    await expect(bob.deposit(randomBytes(3), randomBytes(9))).rejects.toEqual(refused('malformed'))
    expect(relay.counters().refused).toMatchObject({ 'no-mailbox': 1, 'not-allowed': 2, malformed: 2 })
    expect(relay.counters().faults).toMatchObject({ 'not-allowed': 2 })
  })

  it('nobody collects, confirms or sees what is another’s', async () => {
    const relay = await startRelay()
    const alice = await owner(relay, 'alice')
    const eve = await owner(relay, 'eve')
    await alice.deposit(alice.key, randomBytes(10), alice.token)
    await alice.collect()
    await arrived(alice, 1)
    expect(await eve.collect()).toBe(0)
    await eve.confirm([alice.arrived[0]!.parcel])
    expect((await alice.ask({ status: {} })).status).toMatchObject({ parcels: 1 })
    const stranger = await visitor(relay, 'stranger')
    await expect(stranger.collect()).rejects.toEqual(refused('no-mailbox'))
    await expect(stranger.confirm([alice.arrived[0]!.parcel])).rejects.toEqual(refused('no-mailbox'))
    await expect(stranger.ask({ status: {} })).rejects.toEqual(refused('no-mailbox'))
    expect(relay.counters().refused['no-mailbox']).toBe(3)
  })

  it('a token that was taken away opens nothing any more', async () => {
    const relay = await startRelay()
    const alice = await owner(relay, 'alice')
    const bob = await visitor(relay, 'bob')
    await bob.deposit(alice.key, randomBytes(9), alice.token)
    const other = randomBytes(16)
    await alice.register({ tokens: [other] })
    await expect(bob.deposit(alice.key, randomBytes(9), alice.token)).rejects.toEqual(refused('not-allowed'))
    await bob.deposit(alice.key, randomBytes(9), other)
  })

  const small = { mailboxBytes: 1024 * 1024, mailboxParcels: 3200 }

  it('strangers up to a 32nd, at ten at once and then five a minute', async () => {
    const relay = await startRelay(small)
    const alice = await owner(relay, 'alice')
    const bob = await visitor(relay, 'bob')
    expect((await fill(() => bob.deposit(alice.key, randomBytes(8 * 1024)))).taken).toBe(4)
    const carol = await owner(relay, 'carol')
    const { taken, refusal } = await fill(() => bob.deposit(carol.key, randomBytes(1)))
    expect(taken).toBe(10)
    expect(refusal.code).toBe('rate')
    expect(refusal.wait).toBeGreaterThan(5)
    expect(refusal.wait).toBeLessThanOrEqual(12)
    // Another peer id does not help.
    const dave = await visitor(relay, 'dave')
    await expect(dave.deposit(carol.key, randomBytes(1))).rejects.toEqual(refused('rate'))
  })

  it('an invite a 64th, a token a quarter, and neither what is kept for the others', async () => {
    const relay = await startRelay(small)
    const [one, two, three, four, invite] = Array.from({ length: 5 }, () => randomBytes(16))
    const alice = await owner(relay, 'alice')
    await alice.register({ tokens: [one!, two!, three!, four!], invites: [invite!] })
    const bob = await visitor(relay, 'bob')
    const by = (token: Uint8Array<ArrayBuffer>, size: number) =>
      fill(() => bob.deposit(alice.key, randomBytes(size), token))
    expect(await by(invite!, 4096)).toMatchObject({ taken: 4, refusal: { code: 'full' } })
    for (const token of [one!, two!, three!])
      expect(await by(token, 16 * 1024)).toMatchObject({ taken: 16, refusal: { code: 'full' } })
    // All friends together leave an eighth.
    expect(await by(four!, 16 * 1024)).toMatchObject({ taken: 8, refusal: { code: 'full' } })
    await bob.deposit(alice.key, randomBytes(1024))
    expect((await alice.ask({ status: {} })).status).toMatchObject({
      bytes: 16 * 1024 + 56 * 16 * 1024 + 1024,
      maxBytes: small.mailboxBytes,
    })
    // Room comes back when the owner collects.
    await alice.collect()
    await arrived(alice, 60)
    await alice.confirm(alice.arrived.map(({ parcel }) => parcel))
    await bob.deposit(alice.key, randomBytes(16 * 1024), one!)
  })

  it('by number too', async () => {
    const relay = await startRelay({ mailboxParcels: 40 })
    const alice = await owner(relay, 'alice')
    const { taken, refusal } = await fill(() => alice.deposit(alice.key, randomBytes(1), alice.token))
    expect(taken).toBe(10)
    expect(refusal).toMatchObject({ code: 'full', wait: 300 })
  })

  it('a token 500 at once, then 50 a second', async () => {
    const relay = await startRelay()
    const alice = await owner(relay, 'alice')
    const startedAt = performance.now()
    const results = await Promise.allSettled(
      Array.from({ length: 700 }, () => alice.deposit(alice.key, randomBytes(1), alice.token)),
    )
    const taken = results.filter(({ status }) => status === 'fulfilled').length
    expect(taken).toBeGreaterThanOrEqual(500)
    const seconds = (performance.now() - startedAt) / 1000
    expect(taken).toBeLessThanOrEqual(500 + 50 * seconds + 1)
    expect(relay.counters().refused.rate).toBe(700 - taken)
    await new Promise(resolve => setTimeout(resolve, 1000))
    await alice.deposit(alice.key, randomBytes(1), alice.token)
  })
})

describe('who is looked up', () => {
  it('shows a card to everybody, and where they are to friends only', async () => {
    const relay = await startRelay()
    const alice = await owner(relay, 'alice')
    const [friend, invite] = [randomBytes(16), randomBytes(16)]
    const addresses = ['/ip4/192.0.2.1/tcp/4001']
    await alice.register({ tokens: [friend], invites: [invite], addresses })
    const bob = await visitor(relay, 'bob')
    const find = async (token: Uint8Array<ArrayBuffer>) =>
      (await bob.ask({ lookup: { peer: alice.key, token } })).found!
    const card = hex(cardOf(alice.signer, 'alice'))
    for (const token of [NO_BYTES, invite]) {
      const found = await find(token)
      expect(hex(found.card)).toBe(card)
      expect(found).toMatchObject({ addresses: [], connected: false })
    }
    expect(await find(friend)).toMatchObject({ addresses, connected: true })
    await expect(find(randomBytes(16))).rejects.toEqual(refused('not-allowed'))
    await expect(bob.ask({ lookup: { peer: bob.key, token: NO_BYTES } })).rejects.toEqual(refused('no-mailbox'))
    await alice.leave()
    await eventually('alice is away', async () => !(await find(friend)).connected)
    expect((await find(friend)).addresses).toEqual([])
  })
})

describe('a relay', () => {
  it('is made once, and runs once', async () => {
    const relay = await startRelay()
    const { initRelay, openRelay } = await import('../../src/relay/relay.ts')
    await expect(initRelay({ home: relay.home, name: 'x' })).rejects.toMatchObject({ code: 'exists' })
    await expect(openRelay({ home: relay.home, mdns: false })).rejects.toMatchObject({ code: 'profile-in-use' })
    await expect(openRelay({ home: join(relay.home, 'none'), mdns: false })).rejects.toMatchObject({
      code: 'no-identity',
    })
  })

  it('keeps its identity and its mailboxes; when they are wiped its store id says so', async () => {
    const first: TestRelay = await startRelay()
    const alice = await owner(first, 'alice')
    await alice.deposit(alice.key, randomBytes(10), alice.token)
    await first.stop()
    const second = await startRelay({ home: first.home })
    expect(second.peerId).toBe(first.peerId)
    expect(second.storeId).toBe(first.storeId)
    expect(second.status()).toMatchObject({ mailboxes: 1, parcels: 1 })
    await second.stop()
    await rm(join(first.home, 'db'), { recursive: true })
    const third = await startRelay({ home: first.home })
    expect(third.peerId).toBe(first.peerId)
    expect(third.storeId).not.toBe(first.storeId)
    await alice.connect(third.address)
    await expect(alice.collect()).rejects.toEqual(refused('no-mailbox'))
  })
})

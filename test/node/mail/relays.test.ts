/** A relay is never trusted: what one that lies, stalls or loses things can do to a peer, and what it cannot. */
import { randomBytes } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Answer, Request } from '../../../src/protocol/wire/mailbox.ts'
import { BentRelay } from '../../support/bent-relay.ts'
import { ownLoopback } from '../../support/loopback.ts'
import { befriend, eventually, startPeer, type TestPeer } from '../../support/peers.ts'
import { startRelay, useRelay } from '../../support/relays.ts'

beforeAll(() => {
  process.env.EARSHOT_TEST_MAIL_PACE_MS = '200'
})

const DAY_MS = 24 * 3600 * 1000
const texts = async (peer: TestPeer, conv: string): Promise<(string | undefined)[]> =>
  (await peer.messenger.history({ conv, limit: 1000 }).catch(() => [])).map(({ text }) => text)
const again = (peer: TestPeer, options = {}) => startPeer(peer.name, { home: peer.home, ...options })
const pause = (milliseconds: number) => new Promise(resolve => setTimeout(resolve, milliseconds))
const relayed = { wait: 'relayed' as const, timeout: 20 }

/** Two friends with mailboxes at a relay that is bent as it likes. */
async function friendsAt(relay: BentRelay, options = {}) {
  const alice = await startPeer('alice', options)
  const bob = await startPeer('bob', options)
  await useRelay(relay, alice, bob)
  await befriend(alice, bob)
  await knowKeys(alice, bob)
  return { alice, bob }
}

/** The relay's word for the cards that both have of the other: they have met, and their keys were traded. */
const knowKeys = (alice: TestPeer, bob: TestPeer) =>
  eventually('cards name the relay', async () => {
    const ways = await Promise.all([alice.messenger.friends(), bob.messenger.friends()])
    await pause(200)
    return ways.every(({ length }) => length === 1)
  })

const refuse = (code: string, wait: number): Partial<Answer> => ({ refused: { code, message: '', wait } })
const onDeposit =
  (answer: (request: Request) => Partial<Answer> | 'silence' | undefined) =>
  (request: Request): Partial<Answer> | 'silence' | undefined =>
    request.deposit === undefined ? undefined : answer(request)

describe('a relay that', () => {
  it('names another store each time does not get everything again without end', async () => {
    const relay = await BentRelay.start()
    const { alice, bob } = await friendsAt(relay)
    await bob.stop('down')
    const long = 'x'.repeat(60_000)
    for (let i = 0; i < 8; i++) await alice.messenger.send({ conv: [bob.peerId], text: `${i}${long}` })
    await eventually('letters went', () => relay.deposits().length >= 3)
    relay.bend = request =>
      request.deposit !== undefined
        ? { deposited: { store: randomBytes(16), ttl: 3600 } }
        : request.lookup !== undefined
          ? undefined
          : undefined
    for (let i = 0; i < 8; i++) await alice.messenger.send({ conv: [bob.peerId], text: `${i}${long}` })
    await pause(3000)
    expect(relay.deposits().length).toBeLessThan(30)
  })

  it('keeps parcels for no time at all does not get them again without end', async () => {
    const relay = await BentRelay.start()
    const { alice, bob } = await friendsAt(relay)
    await bob.stop('down')
    relay.ttl = 0
    await alice.messenger.send({ conv: [bob.peerId], text: 'once is enough' })
    await alice.messenger.remove({ who: bob.peerId })
    await pause(2000)
    expect(relay.deposits().length).toBeLessThan(6)
  })

  it('promises to keep parcels for ever is not believed for longer than anybody keeps them', async () => {
    let now = Date.now()
    const relay = await BentRelay.start()
    const { alice, bob } = await friendsAt(relay, { clock: () => now })
    await bob.stop('down')
    relay.ttl = Number.MAX_SAFE_INTEGER
    await alice.messenger.send({ conv: [bob.peerId], text: 'hello', ...relayed })
    const before = relay.deposits().length
    now += 32 * DAY_MS
    await eventually('it is deposited again', () => relay.deposits().length > before)
  })

  it('says to wait for an age is asked again before that, and not at once', async () => {
    const relay = await BentRelay.start()
    const { alice, bob } = await friendsAt(relay)
    await bob.stop('down')
    relay.bend = onDeposit(() => refuse('full', 2 ** 32 - 1))
    await alice.messenger.send({ conv: [bob.peerId], text: 'hello' })
    await eventually('it is asked', () => relay.deposits().length > 0)
    await pause(2500)
    const asked = relay.deposits().length
    expect(asked).toBeLessThan(5)
  })

  it('is full is not asked for each new text', async () => {
    const relay = await BentRelay.start()
    const { alice, bob } = await friendsAt(relay)
    await bob.stop('down')
    relay.bend = onDeposit(() => refuse('full', 300))
    for (let i = 0; i < 30; i++) {
      await alice.messenger.send({ conv: [bob.peerId], text: `text ${i}` })
      await pause(30)
    }
    expect(relay.deposits().length).toBeLessThan(6)
  })

  it('never answers one question goes on with the others', async () => {
    const relay = await BentRelay.start()
    const { alice, bob } = await friendsAt(relay)
    relay.bend = request => (request.lookup === undefined ? undefined : 'silence')
    await bob.stop('down')
    // What the friendship changed is told to the relay a moment later.
    const registered = await eventually('nothing is told any more', async () => {
      const before = relay.count('register')
      await pause(1000)
      return relay.count('register') === before && before
    })
    for (let i = 0; i < 12; i++) {
      await alice.messenger.send({ conv: [bob.peerId], text: `text ${i}`, ...relayed })
      await pause(400)
    }
    expect(relay.count('register')).toBe(registered)
  })

  it('sends parcels that nobody can have left there loses its stream, and costs little memory', async () => {
    const relay = await BentRelay.start()
    const { alice } = await friendsAt(relay)
    const sent = await relay.storm(alice.peerId, randomBytes(250_000), 4000)
    expect(sent).toBeLessThan(1500)
    await eventually('alice comes back', () => relay.count('collect') >= 3)
  })

  it('repeats and reorders parcels has them shown once, in order', async () => {
    const relay = await BentRelay.start()
    const { alice, bob } = await friendsAt(relay)
    await bob.stop('down')
    for (const text of ['one', 'two', 'three', 'four'])
      await alice.messenger.send({ conv: [bob.peerId], text, ...relayed })
    await alice.stop('down')
    const all = relay.kept(bob.peerId)
    relay.deliver = (parcels, owner) => {
      const mine = all.every(({ number }) => parcels.some(each => each.number === number))
      return owner && mine
        ? [...parcels].reverse().flatMap(each => [each, { ...each, number: each.number + 1e6 }])
        : parcels
    }
    const bobAgain = await again(bob)
    await eventually('bob has all', async () => (await texts(bobAgain, alice.peerId)).length === 4)
    await pause(300)
    expect(await texts(bobAgain, alice.peerId)).toEqual(['one', 'two', 'three', 'four'])
  })

  it('withholds a parcel is given it again when its reader has what was left there later, though the two are never there together', async () => {
    const relay = await BentRelay.start()
    const { alice, bob } = await friendsAt(relay)
    await bob.stop('down')
    await alice.messenger.send({ conv: [bob.peerId], text: 'withheld', ...relayed })
    const withheld = relay.kept(bob.peerId).map(({ number }) => number)
    relay.deliver = parcels => parcels.filter(({ number }) => !withheld.includes(number))
    await alice.messenger.send({ conv: [bob.peerId], text: 'later', ...relayed })
    await alice.stop('down')
    const bobAgain = await again(bob)
    await eventually('the later one came', async () => (await texts(bobAgain, alice.peerId)).includes('later'))
    await eventually('alice has mail', () => relay.kept(alice.peerId).length > 0)
    await bobAgain.stop('down')
    const aliceAgain = await again(alice)
    await eventually('it is deposited again', () =>
      relay.kept(bob.peerId).some(({ number }) => !withheld.includes(number)),
    )
    await aliceAgain.stop('down')
    const bobAtLast = await again(bob)
    await eventually('it came', async () => (await texts(bobAtLast, alice.peerId)).length === 2)
    expect(await texts(bobAtLast, alice.peerId)).toEqual(['withheld', 'later'])
  })

  it('withholds every second of many parcels does not make the sender deposit without end', async () => {
    const relay = await BentRelay.start()
    const { alice, bob } = await friendsAt(relay)
    await bob.stop('down')
    for (let i = 0; i < 50; i++) await alice.messenger.send({ conv: [bob.peerId], text: `text ${i}`, ...relayed })
    await alice.stop('down')
    const odd = relay.kept(bob.peerId).filter((_, i) => i % 2 === 0)
    relay.deliver = parcels => parcels.filter(({ number }) => !odd.some(each => each.number === number))
    const bobAgain = await again(bob)
    await eventually('half of it came', async () => (await texts(bobAgain, alice.peerId)).length >= 16)
    await pause(1000)
    await bobAgain.stop('down')
    const before = relay.deposits().length
    const aliceAgain = await again(alice)
    await pause(3000)
    expect(relay.deposits().length - before).toBeLessThan(60)
    await aliceAgain.stop('down')
    relay.deliver = parcels => parcels
    const bobAtLast = await again(bob)
    await eventually('all came', async () => (await texts(bobAtLast, alice.peerId)).length === 50)
    expect(await texts(bobAtLast, alice.peerId)).toEqual(Array.from({ length: 50 }, (_, i) => `text ${i}`))
  })
})

describe('relays that', () => {
  it('are silent do not hold up what goes to another one', async () => {
    const [silent, good] = [await BentRelay.start(), await BentRelay.start()]
    const alice = await startPeer('alice')
    const bob = await startPeer('bob')
    await useRelay(good, alice, bob)
    const others = await Promise.all(Array.from({ length: 5 }, (_, i) => startPeer(`other ${i}`)))
    await useRelay(silent, ...others)
    for (const friend of [bob, ...others]) await befriend(alice, friend)
    await pause(400)
    await Promise.all([bob, ...others].map(friend => friend.stop('down')))
    silent.bend = onDeposit(() => 'silence')
    for (const { peerId } of others) await alice.messenger.send({ conv: [peerId], text: 'into the dark' })
    await eventually('they are on their way', () => silent.deposits().length >= 4)
    await alice.messenger.send({ conv: [bob.peerId], text: 'hello', wait: 'relayed', timeout: 8 })
  })

  it('keep one parcel twice, because the first did not say so, have it shown once and confirmed to both', async () => {
    const [one, two] = [await BentRelay.start(), await BentRelay.start()]
    const alice = await startPeer('alice')
    const bob = await startPeer('bob')
    await useRelay(one, alice, bob)
    await useRelay(two, bob)
    await befriend(alice, bob)
    await pause(400)
    await bob.stop('down')
    let swallowed = 0
    one.bend = onDeposit(({ deposit }) => {
      swallowed += 1
      one.put(bob.peerId, deposit!.parcel)
      return 'silence'
    })
    await alice.messenger.send({ conv: [bob.peerId], text: 'once', wait: 'relayed', timeout: 30 })
    expect(swallowed).toBe(1)
    const [first, second] = [one, two].map(relay =>
      relay.kept(bob.peerId).map(({ bytes }) => Buffer.from(bytes).toString('hex')),
    )
    expect(second).toEqual(first)
    one.bend = () => undefined
    await alice.stop('down')
    const bobAgain = await again(bob)
    await eventually('both are confirmed', () => one.kept(bob.peerId).length + two.kept(bob.peerId).length === 0)
    expect(await texts(bobAgain, alice.peerId)).toEqual(['once'])
    expect(bobAgain.events.filter(({ event }) => event === 'message')).toHaveLength(1)
  })
})

describe('a node', () => {
  it('stops soon though a relay owes it an answer, and what was not answered is said once after the next start', async () => {
    const relay = await BentRelay.start()
    const { alice, bob } = await friendsAt(relay)
    await bob.stop('down')
    relay.bend = request => (request.register === undefined ? 'silence' : undefined)
    await alice.messenger.send({ conv: [bob.peerId], text: 'once' })
    await eventually('it is on its way', () => relay.deposits().length > 0)
    expect(alice.pending()).toBe(true)
    const before = performance.now()
    await alice.stop('down')
    expect(performance.now() - before).toBeLessThan(20_000)
    relay.bend = () => undefined
    const aliceAgain = await again(alice)
    await eventually('it is at the relay', () => relay.kept(bob.peerId).length > 0)
    await eventually('nothing is pending', () => !aliceAgain.pending())
    await aliceAgain.stop('down')
    const bobAgain = await again(bob)
    await eventually('it came', async () => (await texts(bobAgain, alice.peerId)).length === 1)
    expect(await texts(bobAgain, alice.peerId)).toEqual(['once'])
  })

  it('that is stopped and started at any moment loses nothing, and shows nothing twice', async () => {
    const relay = await BentRelay.start()
    const { alice, bob } = await friendsAt(relay)
    await bob.stop('down')
    const wanted: string[] = []
    let sender = alice
    for (let round = 0; round < 8; round++) {
      for (let i = 0; i < 5; i++) {
        wanted.push(`${round}.${i}`)
        await sender.messenger.send({ conv: [bob.peerId], text: `${round}.${i}` })
      }
      await pause(round * 7)
      await sender.stop('down')
      sender = await again(alice)
    }
    await eventually('all is at the relay', () => !sender.pending(), 20)
    await sender.stop('down')
    const shown: string[] = []
    let reader = await again(bob)
    for (let round = 0; round < 6; round++) {
      await pause(round * 40)
      await reader.stop('down')
      shown.push(...reader.events.flatMap(event => (event.event === 'message' ? (event.message.text ?? '') : [])))
      reader = await again(bob)
    }
    await eventually('all came', async () => (await texts(reader, alice.peerId)).length === wanted.length)
    expect(await texts(reader, alice.peerId)).toEqual(wanted)
    shown.push(...reader.events.flatMap(event => (event.event === 'message' ? (event.message.text ?? '') : [])))
    expect(new Set(shown).size).toBe(shown.length)
  })
})

describe('a real relay that', () => {
  it('lost its store is given everything again', async () => {
    const relay = await startRelay({ listen: [`/ip4/${ownLoopback()}/tcp/0`] })
    const alice = await startPeer('alice')
    const bob = await startPeer('bob')
    await useRelay(relay, alice, bob)
    await befriend(alice, bob)
    await bob.stop('down')
    await alice.messenger.send({ conv: [bob.peerId], text: 'still there', ...relayed })
    const listen = [relay.addresses()[0]!.replace(/\/p2p\/.*/, '')]
    await relay.stop()
    const { rm } = await import('node:fs/promises')
    await rm(`${relay.home}/db`, { recursive: true })
    const anew = await startRelay({ home: relay.home, listen })
    const bobAgain = await again(bob)
    await eventually('bob is back', () => anew.status().mailboxes === 2, 30)
    await eventually('it came', async () => (await texts(bobAgain, alice.peerId)).includes('still there'), 30)
  })

  it('kept a parcel until it expired is given it again', async () => {
    let now = Date.now()
    const relay = await startRelay({ elapsed: () => now, clock: () => now })
    const alice = await startPeer('alice', { clock: () => now })
    const bob = await startPeer('bob', { clock: () => now })
    await useRelay(relay, alice, bob)
    await befriend(alice, bob)
    await bob.stop('down')
    await alice.messenger.send({ conv: [bob.peerId], text: 'a month ago', ...relayed })
    const { deposited } = relay.status()
    now += 30.5 * DAY_MS
    await eventually('it is deposited again', () => relay.status().deposited > deposited)
  })
})

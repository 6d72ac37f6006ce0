/** What is recalled while its reader is away leaves the relay, whatever happens meanwhile, and what was with it comes all the same. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Bytes } from '../../../src/protocol/bytes.ts'
import { hex, sha256 } from '../../../src/protocol/bytes.ts'
import { publicKeyOf } from '../../../src/protocol/ids.ts'
import type { Answer, Request } from '../../../src/protocol/wire/mailbox.ts'
import { LevelStore } from '../../../src/relay/level-store.ts'
import { BentRelay } from '../../support/bent-relay.ts'
import { befriend, eventually, startPeer, type TestPeer } from '../../support/peers.ts'
import { startRelay, useRelay } from '../../support/relays.ts'
import { storeOf, watchStores } from '../../support/running-stores.ts'

beforeAll(() => {
  process.env.EARSHOT_TEST_MAIL_PACE_MS = '200'
  watchStores()
})

const texts = async (peer: TestPeer, conv: string): Promise<(string | undefined)[]> =>
  (await peer.messenger.history({ conv, limit: 1000 }).catch(() => [])).map(({ text }) => text)
const again = (peer: TestPeer) => startPeer(peer.name, { home: peer.home })
const pause = (milliseconds: number) => new Promise(resolve => setTimeout(resolve, milliseconds))
const relayed = { wait: 'relayed' as const, timeout: 20 }

/** Recalls what somebody said to another as the so-manieth. */
async function takeBack(peer: TestPeer, other: TestPeer, which: number): Promise<void> {
  const said = await peer.messenger.history({ conv: other.peerId, limit: 1000 })
  await peer.messenger.recall({ id: said[which - 1]!.id })
}

/** Nothing is to be withdrawn any more. */
const settled = (peer: TestPeer) =>
  eventually('all is withdrawn', () =>
    storeOf(peer)
      .parcels.all()
      .every(({ withdraw }) => withdraw === undefined),
  )

/** Two friends with mailboxes who have traded keys; bob is away. */
async function friendsAt(relay: Parameters<typeof useRelay>[0]) {
  const alice = await startPeer('alice')
  const bob = await startPeer('bob')
  await useRelay(relay, alice, bob)
  await befriend(alice, bob)
  await eventually('keys were traded', () => storeOf(alice).keys.left(bob.peerId) > 0)
  await bob.stop('down')
  return { alice, bob }
}

/** A relay that is bent as it likes, at which three words rest for bob in one parcel each. */
async function threeRest() {
  const relay = await BentRelay.start()
  const { alice, bob } = await friendsAt(relay)
  for (const text of ['one', 'two', 'three']) await alice.messenger.send({ conv: [bob.peerId], text, ...relayed })
  const kept = relay.kept(bob.peerId).slice(-3)
  return { relay, alice, bob, kept }
}

const isKept = (relay: BentRelay, peer: TestPeer, bytes: Bytes): boolean =>
  relay.kept(peer.peerId).some(each => hex(each.bytes) === hex(bytes))

const onWithdraw =
  (answer: () => Partial<Answer> | 'silence') =>
  (request: Request): Partial<Answer> | 'silence' | undefined =>
    request.withdraw === undefined ? undefined : answer()

const RECALLED = undefined
type Words = readonly (string | undefined)[]

/** Everything is with the relay that is to go there. */
const allRest = (alice: TestPeer, bob: TestPeer) =>
  eventually('all is deposited', () => {
    const { conversations, readership } = storeOf(alice)
    return !readership.waits(conversations.with(bob.peerId)!)
  })

/** Waits until somebody's history is these words, each once and in order. */
async function allCame(reader: TestPeer, author: TestPeer, words: Words): Promise<void> {
  const same = async () => JSON.stringify(await texts(reader, author.peerId)) === JSON.stringify(words)
  await eventually('all came', same).catch(() => undefined)
  expect(await texts(reader, author.peerId)).toEqual(words)
}

/** Bob comes back, and everything arrives. Gives the texts that he was told of, as they came. */
async function allArrive(alice: TestPeer, bob: TestPeer, words: Words): Promise<(string | undefined)[]> {
  const bobAgain = await again(bob)
  await allCame(bobAgain, alice, words)
  return bobAgain.events.flatMap(each => (each.event === 'message' ? [each.message.text] : []))
}

describe('what is taken back', () => {
  it('leaves the disk of a real relay, and what was in the same parcel arrives once, in order', async () => {
    let kept: LevelStore | undefined
    const openStore = async (home: string) => {
      kept = await LevelStore.open({ folder: join(home, 'db') })
      return kept
    }
    const relay = await startRelay({ openStore })
    const { alice, bob } = await friendsAt(relay)
    const words = ['one', 'two', 'three', 'four']
    await Promise.all(words.slice(0, 3).map(text => alice.messenger.send({ conv: [bob.peerId], text, ...relayed })))
    await alice.messenger.send({ conv: [bob.peerId], text: 'four', ...relayed })
    const parcelsOf = () => kept!.parcels(publicKeyOf(bob.peerId)!, 0, { parcels: 100, bytes: 2 ** 24 })
    const before = await parcelsOf()
    await takeBack(alice, bob, 2)
    await settled(alice)
    await allRest(alice, bob)
    const after = new Set((await parcelsOf()).map(({ bytes }) => hex(bytes)))
    const gone = before.filter(({ bytes }) => !after.has(hex(bytes)))
    expect(gone).toHaveLength(1)
    expect(relay.counters().withdrawn).toBe(1)
    const folder = join(relay.home, 'db')
    await eventually('its bytes are off the disk', async () => {
      const files = (await readdir(folder)).map(name => readFile(join(folder, name)).catch(() => Buffer.alloc(0)))
      return !(await Promise.all(files)).some(file => file.includes(Buffer.from(gone[0]!.bytes)))
    })
    await alice.stop('down')
    expect(await allArrive(alice, bob, ['one', RECALLED, 'three', 'four'])).not.toContain('two')
  })

  it('while the relay is down is withdrawn when that is back', async () => {
    const { relay, alice, bob, kept } = await threeRest()
    relay.bend = () => 'silence'
    await takeBack(alice, bob, 2)
    await pause(500)
    expect(isKept(relay, bob, kept[1]!.bytes)).toBe(true)
    relay.bend = () => undefined
    await eventually('it is withdrawn', () => !isKept(relay, bob, kept[1]!.bytes), 30)
    await settled(alice)
    expect(isKept(relay, bob, kept[0]!.bytes) && isKept(relay, bob, kept[2]!.bytes)).toBe(true)
    expect(await allArrive(alice, bob, ['one', RECALLED, 'three'])).not.toContain('two')
  })

  it('is withdrawn, and what was with it deposited anew, though the node ends in between', async () => {
    const { relay, alice, bob, kept } = await threeRest()
    relay.bend = ({ withdraw, deposit }) => (withdraw !== undefined || deposit !== undefined ? 'silence' : undefined)
    await takeBack(alice, bob, 2)
    await alice.stop('down')
    expect(isKept(relay, bob, kept[1]!.bytes)).toBe(true)
    relay.bend = () => undefined
    const aliceAgain = await again(alice)
    await settled(aliceAgain)
    expect(isKept(relay, bob, kept[1]!.bytes)).toBe(false)
    await allRest(aliceAgain, bob)
    await aliceAgain.stop('down')
    expect(await allArrive(alice, bob, ['one', RECALLED, 'three'])).not.toContain('two')
  })

  it('is asked for until the relay answers, and deposited anew meanwhile', async () => {
    const { relay, alice, bob, kept } = await threeRest()
    relay.bend = onWithdraw(() => ({ refused: { code: 'disk', message: '', wait: 1 } }))
    const deposits = relay.deposits().length
    await takeBack(alice, bob, 2)
    await eventually('it is deposited anew', () => relay.deposits().length > deposits)
    await eventually('it is asked again', () => relay.count('withdraw') >= 2)
    relay.bend = () => undefined
    await settled(alice)
    expect(isKept(relay, bob, kept[1]!.bytes)).toBe(false)
  })

  it('from a relay that knows no withdrawal goes when its reader comes; all else goes on', async () => {
    const { relay, alice, bob } = await threeRest()
    relay.bend = onWithdraw(() => ({ refused: { code: 'malformed', message: '', wait: 0 } }))
    await takeBack(alice, bob, 2)
    await alice.messenger.send({ conv: [bob.peerId], text: 'four', ...relayed })
    await alice.messenger.send({ conv: [bob.peerId], text: 'five', ...relayed })
    await eventually('it is asked for', () => relay.count('withdraw') > 0)
    await pause(1500)
    expect(relay.count('withdraw')).toBe(1)
    expect(
      storeOf(alice)
        .parcels.all()
        .filter(({ withdraw }) => withdraw),
    ).toHaveLength(1)
    await allArrive(alice, bob, ['one', RECALLED, 'three', 'four', 'five'])
  })

  it('while its deposit is not answered yet is withdrawn right after that', async () => {
    const relay = await BentRelay.start()
    const { alice, bob } = await friendsAt(relay)
    let release: (() => void) | undefined
    const released = new Promise<void>(resolve => {
      release = resolve
    })
    relay.delay = request => (request.deposit === undefined ? undefined : released)
    await alice.messenger.send({ conv: [bob.peerId], text: 'one' })
    const given = await eventually('it was given', () =>
      relay.deposits().find(({ parcel }) => storeOf(alice).parcels.all()[0]?.hash === hex(sha256(parcel as Bytes))),
    )
    await takeBack(alice, bob, 1)
    await pause(300)
    // What is withdrawn before it is there would stay.
    expect(relay.count('withdraw')).toBe(0)
    relay.delay = () => undefined
    release?.()
    await eventually('it is withdrawn', () => relay.count('withdraw') > 0)
    await settled(alice)
    expect(isKept(relay, bob, given.parcel as Bytes)).toBe(false)
    await allRest(alice, bob)
    expect(await allArrive(alice, bob, [RECALLED])).not.toContain('one')
  })

  it('though the relay never said that it has it is withdrawn', async () => {
    const relay = await BentRelay.start()
    const { alice, bob } = await friendsAt(relay)
    relay.bend = request => {
      if (request.deposit === undefined) return undefined
      relay.put(bob.peerId, request.deposit.parcel as Bytes)
      // An answer to nothing that was asked.
      return { refused: { code: '', message: '', wait: 0 }, number: 0 }
    }
    const before = relay.kept(bob.peerId).length
    await alice.messenger.send({ conv: [bob.peerId], text: 'one' })
    await eventually('it was given', () => relay.kept(bob.peerId).length > before)
    const { bytes } = relay.kept(bob.peerId).at(-1)!
    // The answer is given up after ten seconds.
    await eventually('nothing is under way', () => relay.deposits().length > 1, 40)
    relay.bend = () => undefined
    await takeBack(alice, bob, 1)
    await eventually('it is withdrawn', () => !isKept(relay, bob, bytes), 30)
    expect(await allArrive(alice, bob, [RECALLED])).not.toContain('one')
  })

  it('while its reader collects comes or does not, and all else comes once, in order', async () => {
    for (let round = 0; round < 6; round++) {
      const { alice, bob } = await threeRest()
      const [bobAgain] = await Promise.all([again(bob), pause(round * 40).then(() => takeBack(alice, bob, 2))])
      await allCame(bobAgain, alice, ['one', RECALLED, 'three'])
      await settled(alice)
      await bobAgain.stop('down')
      await alice.stop('down')
    }
  })
})

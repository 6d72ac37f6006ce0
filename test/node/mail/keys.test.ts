/** Which keys letters are sealed to, and what becomes of these: used once, deleted with what they held, never burned in vain. */
import { randomBytes } from 'node:crypto'
import { cp } from 'node:fs/promises'
import { beforeAll, describe, expect, it } from 'vitest'
import { publicKeyOf } from '../../../src/protocol/ids.ts'
import { KEYS_HANDED } from '../../../src/protocol/limits.ts'
import { readParcel, sealParcel } from '../../../src/protocol/parcel.ts'
import { signerOf } from '../../../src/protocol/signing.ts'
import { Parcel } from '../../../src/protocol/wire/parcel.ts'
import { keyIdOf } from '../../../src/protocol/x-wing.ts'
import { Store } from '../../../src/store/store.ts'
import { BentRelay } from '../../support/bent-relay.ts'
import { befriend, eventually, startPeer, type TestPeer } from '../../support/peers.ts'
import { useRelay } from '../../support/relays.ts'
import { storeOf, watchStores } from '../../support/running-stores.ts'
import { temporaryFolder } from '../../support/temporary.ts'

beforeAll(() => {
  process.env.EARSHOT_TEST_MAIL_PACE_MS = '200'
  watchStores()
})

const texts = async (peer: TestPeer, conv: string): Promise<(string | undefined)[]> =>
  (await peer.messenger.history({ conv, limit: 1000 }).catch(() => [])).map(({ text }) => text)
const again = (peer: TestPeer, options = {}) => startPeer(peer.name, { home: peer.home, ...options })
const pause = (milliseconds: number) => new Promise(resolve => setTimeout(resolve, milliseconds))
const relayed = { wait: 'relayed' as const, timeout: 20 }

/** What a profile's store says while nobody runs it. */
async function inStore<T>(peer: TestPeer, look: (store: Store) => T | Promise<T>): Promise<T> {
  const store = await Store.open({ home: peer.home })
  try {
    return await look(store)
  } finally {
    await store.close()
  }
}

const keysOf = (peer: TestPeer, friend: TestPeer) => inStore(peer, store => store.keys.left(friend.peerId))

/** Two friends with mailboxes who have traded keys; bob is away. */
async function friends(options = {}) {
  const relay = await BentRelay.start()
  const alice = await startPeer('alice', options)
  const bob = await startPeer('bob', options)
  await useRelay(relay, alice, bob)
  await befriend(alice, bob)
  await eventually('keys were traded', () =>
    [storeOf(alice).keys.left(bob.peerId), storeOf(bob).keys.left(alice.peerId)].every(left => left === KEYS_HANDED),
  )
  // And whatever else the two have to say to each other.
  await pause(500)
  await bob.stop('down')
  return { relay, alice, bob }
}

/** Ids of the keys that what is kept for somebody is sealed to. */
const keyIds = (relay: BentRelay, peer: TestPeer) =>
  relay.kept(peer.peerId).map(({ bytes }) => readParcel(bytes)?.keyId)

describe('a one-time key', () => {
  it('is used once, and deleted with the commit of what it opened', async () => {
    const { relay, alice, bob } = await friends()
    for (const text of ['one', 'two', 'three']) await alice.messenger.send({ conv: [bob.peerId], text, ...relayed })
    const used = keyIds(relay, bob)
    expect(new Set(used).size).toBe(3)
    expect(used).not.toContain(keyIdOf(relay.cardOf(bob.peerId).cardKey))
    for (const id of used) expect(await inStore(bob, store => store.keys.find(id!)?.from)).toBe(alice.peerId)
    await alice.stop('down')
    expect(await keysOf(alice, bob)).toBe(61)
    const bobAgain = await again(bob)
    await eventually('bob has all', async () => (await texts(bobAgain, alice.peerId)).length === 3)
    await bobAgain.stop('down')
    for (const id of used) expect(await inStore(bob, store => store.keys.find(id!))).toBeUndefined()
  })

  it('is not burned by attempts that no relay sees', async () => {
    const { relay, alice, bob } = await friends()
    await relay.host.stop()
    for (let i = 0; i < 5; i++) {
      await alice.messenger.send({ conv: [bob.peerId], text: `text ${i}` })
      await pause(1200)
    }
    await alice.stop('down')
    expect(await keysOf(alice, bob)).toBe(64)
  })

  it('is not burned by refusals', async () => {
    const { relay, alice, bob } = await friends()
    relay.bend = request =>
      request.deposit === undefined ? undefined : { refused: { code: 'rate', message: '', wait: 1 } }
    await alice.messenger.send({ conv: [bob.peerId], text: 'later' })
    await eventually('it was refused', () => relay.deposits().length > 0)
    await pause(300)
    relay.bend = () => undefined
    await eventually('it went', () => relay.kept(bob.peerId).length > 0, 20)
    await alice.stop('down')
    expect(await keysOf(alice, bob)).toBe(63)
  })

  it('is not burned by garbage that bears its id', async () => {
    const { relay, alice, bob } = await friends()
    await alice.messenger.send({ conv: [bob.peerId], text: 'whole', ...relayed })
    const [whole] = relay.kept(bob.peerId)
    const parcel = readParcel(whole!.bytes)!
    const key = Buffer.from(parcel.keyId, 'hex')
    const garbage = Parcel.encode({ key, enc: randomBytes(parcel.enc.byteLength), sealed: randomBytes(2000) })
    relay.deliver = parcels =>
      parcels.some(({ bytes }) => bytes === whole!.bytes) ? [{ number: 1e6, bytes: garbage }, ...parcels] : parcels
    const bobAgain = await again(bob)
    await eventually('it came all the same', async () => (await texts(bobAgain, alice.peerId)).includes('whole'))
  })

  it('is handed over anew before they run out, though the two are never there together', async () => {
    const { relay, alice, bob } = await friends()
    for (let i = 0; i < 40; i++) await alice.messenger.send({ conv: [bob.peerId], text: `text ${i}`, ...relayed })
    await alice.stop('down')
    expect(await keysOf(alice, bob)).toBe(24)
    const bobAgain = await again(bob)
    await eventually('bob has all', async () => (await texts(bobAgain, alice.peerId)).length === 40)
    await eventually('bob has answered', () => relay.kept(alice.peerId).length > 0 && !bobAgain.pending())
    await bobAgain.stop('down')
    const aliceAgain = await again(alice)
    await eventually('alice sees them delivered', async () => {
      const last = (await aliceAgain.messenger.history({ conv: bob.peerId })).at(-1)
      return last?.state === 'delivered'
    })
    await eventually('alice has new keys', () => storeOf(aliceAgain).keys.left(bob.peerId) >= 32)
    await aliceAgain.stop('down')
    expect(await keysOf(alice, bob)).toBeGreaterThanOrEqual(32)
  })

  it('is stood in for by the card key when there is none', async () => {
    const { relay, alice, bob } = await friends()
    await alice.stop('down')
    await inStore(alice, store => store.commit(tx => store.keys.forget(tx, bob.peerId)))
    const aliceAgain = await again(alice)
    await aliceAgain.messenger.send({ conv: [bob.peerId], text: 'to the card key', ...relayed })
    expect(keyIds(relay, bob)).toContain(keyIdOf(relay.cardOf(bob.peerId).cardKey))
    await aliceAgain.stop('down')
    const bobAgain = await again(bob)
    await eventually('it came', async () => (await texts(bobAgain, alice.peerId)).includes('to the card key'))
  })
})

describe('a profile whose keys are gone', () => {
  it('is given anew what it cannot open, though the card key was renewed meanwhile and the two are never there together', async () => {
    let now = Date.now()
    const { relay, alice, bob } = await friends({ clock: () => now })
    const old = await temporaryFolder()
    await cp(bob.home, old, { recursive: true })
    now += 25 * 3600 * 1000
    // A day later: a new card key, and all one-time keys of before are gone.
    const bobNow = await again(bob, { clock: () => now })
    await eventually('alice and bob met', async () =>
      (await alice.messenger.friends()).some(({ presence }) => presence === 'here'),
    )
    await eventually(
      'alice has the new card',
      () => storeOf(alice).contacts.get(bob.peerId)?.card?.counter === storeOf(bobNow).profile.record.cardCounter,
    )
    await bobNow.stop('down')
    await alice.stop('down')
    await inStore(alice, store => store.commit(tx => store.keys.forget(tx, bob.peerId)))
    const sending = await again(alice, { clock: () => now })
    await sending.messenger.send({ conv: [bob.peerId], text: 'for the other life', ...relayed })
    await sending.stop('down')
    await cp(old, bob.home, { recursive: true, force: true })
    now += 3600 * 1000
    const rolledBack = await startPeer('bob', { home: old, clock: () => now })
    await eventually('bob says that it does not open', () => relay.kept(alice.peerId).length > 0)
    await rolledBack.stop('down')
    const aliceAgain = await again(alice, { clock: () => now })
    await eventually('it is deposited again', () => relay.kept(bob.peerId).length > 0)
    const deposits = relay.deposits().length
    await pause(1500)
    expect(relay.deposits().length).toBeLessThan(deposits + 3)
    await aliceAgain.stop('down')
    const bobAtLast = await startPeer('bob', { home: old, clock: () => now })
    await eventually('it came', async () => (await texts(bobAtLast, alice.peerId)).includes('for the other life'))
  })

  it('that is told so without end by strangers does not write to all friends each time', async () => {
    const { relay, alice, bob } = await friends()
    const stranger = signerOf(randomBytes(32))
    const { newSealingKey } = await import('../../../src/protocol/x-wing.ts')
    const before = relay.deposits().length
    for (let i = 0; i < 14; i++) {
      const reader = publicKeyOf(alice.peerId)!
      relay.put(alice.peerId, sealParcel({ signer: stranger, reader, key: newSealingKey().publicKey, frames: [] }))
      await pause(500)
    }
    expect(relay.kept(bob.peerId).length).toBeLessThanOrEqual(2)
    expect(relay.deposits().length - before).toBeLessThanOrEqual(2)
  })
})

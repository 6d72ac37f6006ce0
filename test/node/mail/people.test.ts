/** Who may say what through a relay: strangers, those who were removed or blocked, friends with odd cards. */
import { randomBytes } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { peerIdOf, publicKeyOf } from '../../../src/protocol/ids.ts'
import { sealParcel } from '../../../src/protocol/parcel.ts'
import { signerOf } from '../../../src/protocol/signing.ts'
import { signCard, signFriendship } from '../../../src/protocol/statements.ts'
import { Frame } from '../../../src/protocol/wire/frames.ts'
import { newSealingKey } from '../../../src/protocol/x-wing.ts'
import { BentRelay } from '../../support/bent-relay.ts'
import { failWrites } from '../../support/failing-disk.ts'
import { NO_BYTES } from '../../support/mailbox-client.ts'
import { befriend, bothHere, eventually, startPeer, type TestPeer } from '../../support/peers.ts'
import { startRelay, useRelay } from '../../support/relays.ts'
import { storeOf, watchStores } from '../../support/running-stores.ts'

beforeAll(() => {
  process.env.EARSHOT_TEST_MAIL_PACE_MS = '200'
  watchStores()
})

const texts = async (peer: TestPeer, conv: string): Promise<(string | undefined)[]> =>
  (await peer.messenger.history({ conv, limit: 1000 }).catch(() => [])).map(({ text }) => text)
const again = (peer: TestPeer, options = {}) => startPeer(peer.name, { home: peer.home, ...options })
const pause = (milliseconds: number) => new Promise(resolve => setTimeout(resolve, milliseconds))
const relayed = { wait: 'relayed' as const, timeout: 20 }

/** A request by somebody who never was there, sealed to the card key that the relay gives out. */
async function requestFor(relay: BentRelay, peer: TestPeer, relays: string[] = []) {
  const signer = signerOf(randomBytes(32))
  const reader = publicKeyOf(peer.peerId)!
  const card = signCard(signer, {
    counter: 1,
    name: 'stranger',
    status: '',
    email: '',
    avatar: NO_BYTES,
    installations: [],
    cardKey: newSealingKey().publicKey,
    relays,
    version: 'test',
    kind: 'peer',
  })
  const friendship = signFriendship(signer, {
    to: reader,
    want: true,
    counter: 1,
    greeting: 'hello',
    code: NO_BYTES,
    token: randomBytes(16),
  })
  const frames = [Frame.encode({ card: card.signed }), Frame.encode({ friendship: friendship.signed })]
  const cardKey = await eventually('the card names a key', () => {
    const found = relay.cardOf(peer.peerId).cardKey
    return found.byteLength > 0 && found
  })
  return { peerId: peerIdOf(signer.publicKey), parcel: sealParcel({ signer, reader, key: cardKey, frames }) }
}

describe('a stranger', () => {
  it('may ask through a relay, but not all at once: who asks too fast waits there', async () => {
    const relay = await BentRelay.start()
    const alice = await startPeer('alice')
    await useRelay(relay, alice)
    for (let i = 0; i < 7; i++) relay.put(alice.peerId, (await requestFor(relay, alice)).parcel)
    await eventually('some are there', async () => (await alice.messenger.requests()).length === 5)
    await pause(1500)
    expect(await alice.messenger.requests()).toHaveLength(5)
    expect(relay.kept(alice.peerId)).toHaveLength(2)
    await eventually('the next has its turn', async () => (await alice.messenger.requests()).length > 5, 30)
  })

  it('is not answered before they are, so that nobody can have this peer call somewhere', async () => {
    const relay = await BentRelay.start()
    const theirs = await BentRelay.start()
    const alice = await startPeer('alice')
    await useRelay(relay, alice)
    const { peerId, parcel } = await requestFor(relay, alice, theirs.addresses())
    relay.put(alice.peerId, parcel)
    await eventually('the request is there', async () => (await alice.messenger.requests()).length === 1)
    await pause(1000)
    expect(theirs.requests).toHaveLength(0)
    await alice.messenger.accept({ who: peerId })
    await eventually('they are answered', () => theirs.deposits().length > 0)
  })

  it('who writes garbage is dropped, and what comes after it is opened', async () => {
    const relay = await BentRelay.start()
    const alice = await startPeer('alice')
    await useRelay(relay, alice)
    for (let i = 0; i < 200; i++) relay.put(alice.peerId, randomBytes(2000))
    relay.put(alice.peerId, (await requestFor(relay, alice)).parcel)
    await eventually('the request is there', async () => (await alice.messenger.requests()).length === 1)
    await eventually('nothing is left', () => relay.kept(alice.peerId).length === 0)
  })
})

describe('a friend', () => {
  it('who was removed has a token that the relay does not take any more', async () => {
    const relay = await startRelay()
    const alice = await startPeer('alice')
    const bob = await startPeer('bob')
    await useRelay(relay, alice, bob)
    await befriend(alice, bob)
    const token = Buffer.from(
      await eventually('bob has a token', () => storeOf(bob).contacts.get(alice.peerId)?.theirs?.token),
      'hex',
    )
    await bob.stop('down')
    const { MailboxClient } = await import('../../support/mailbox-client.ts')
    const client = await MailboxClient.start('bob’s token')
    await client.connect(relay.addresses()[0]!)
    const mailbox = publicKeyOf(alice.peerId)!
    await eventually('the token is known', () =>
      client.deposit(mailbox, randomBytes(100), token).then(
        () => true,
        () => false,
      ),
    )
    await alice.messenger.remove({ who: bob.peerId })
    await eventually('the token is refused', () =>
      client.deposit(mailbox, randomBytes(100), token).then(
        () => false,
        (error: Error) => error.message.startsWith('not-allowed'),
      ),
    )
  })

  it('who is blocked is dropped, and hears again what is said when that ends', async () => {
    const relay = await BentRelay.start()
    const alice = await startPeer('alice')
    const bob = await startPeer('bob')
    await useRelay(relay, alice, bob)
    await befriend(alice, bob)
    await pause(400)
    await bob.stop('down')
    await alice.messenger.send({ conv: [bob.peerId], text: 'before', ...relayed })
    await alice.stop('down')
    relay.deliver = (parcels, owner) => (owner === Buffer.from(publicKeyOf(bob.peerId)!).toString('hex') ? [] : parcels)
    const blocking = await again(bob)
    await blocking.messenger.block({ who: alice.peerId })
    relay.deliver = parcels => parcels
    await blocking.stop('down')
    const blocked = await again(bob)
    await eventually('it is dropped', () => relay.kept(bob.peerId).length === 0)
    expect(await texts(blocked, alice.peerId)).not.toContain('before')
    await blocked.messenger.unblock({ who: alice.peerId })
    await pause(500)
    await blocked.stop('down')
    const aliceAgain = await again(alice)
    await pause(1000)
    await aliceAgain.messenger.send({ conv: [bob.peerId], text: 'after', ...relayed })
    await pause(500)
    await aliceAgain.stop('down')
    const bobAtLast = await again(bob)
    await eventually('the two speak again', async () => (await texts(bobAtLast, alice.peerId)).includes('after'), 20)
  })

  it('who names half the world as relays does not have all of it called', async () => {
    const relay = await BentRelay.start()
    const alice = await startPeer('alice')
    await useRelay(relay, alice)
    const others = await Promise.all(Array.from({ length: 12 }, () => BentRelay.start()))
    const named = others.flatMap(({ host }) => host.addresses())
    const { peerId, parcel } = await requestFor(relay, alice, [...named, ...named.slice(0, 4)])
    relay.put(alice.peerId, parcel)
    await eventually('the request is there', async () => (await alice.messenger.requests()).length === 1)
    for (const each of others) each.bend = () => ({ refused: { code: 'full', message: '', wait: 60 } })
    await alice.messenger.accept({ who: peerId })
    await pause(1500)
    expect(others.filter(({ requests }) => requests.length > 0).length).toBeLessThanOrEqual(8)
  })

  it('who is away hears of a new relay, and what waits for this goes there', async () => {
    const relay = await BentRelay.start()
    const later = await BentRelay.start()
    const alice = await startPeer('alice')
    const bob = await startPeer('bob')
    await useRelay(relay, alice)
    await befriend(alice, bob)
    await bob.stop('down')
    await alice.messenger.send({ conv: [bob.peerId], text: 'no way yet' })
    await alice.stop('down')
    const bobAgain = await again(bob)
    await useRelay(later, bobAgain)
    await eventually('alice has mail', () => relay.kept(alice.peerId).length > 0)
    await bobAgain.stop('down')
    const aliceAgain = await again(alice)
    await eventually('it goes to the new relay', () => later.kept(bob.peerId).length > 0)
    await aliceAgain.stop('down')
    const bobAtLast = await again(bob)
    await eventually('it came', async () => (await texts(bobAtLast, alice.peerId)).includes('no way yet'))
  })
})

describe('a disk that is full', () => {
  it('leaves with the relay what it cannot take, which is not fetched again and again, and comes when there is room', async () => {
    const relay = await BentRelay.start()
    const alice = await startPeer('alice')
    const bob = await startPeer('bob')
    await useRelay(relay, alice, bob)
    await befriend(alice, bob)
    await pause(400)
    await bob.stop('down')
    for (const text of ['one', 'two']) await alice.messenger.send({ conv: [bob.peerId], text, ...relayed })
    await alice.stop('down')
    const bobAgain = await again(bob, { clock: () => Date.now() })
    const full = Object.assign(new Error('failed'), { cause: new Error('IO error: No space left on device') })
    const failed = failWrites(async () => {
      throw full
    })
    const collects = relay.count('collect')
    await pause(5000)
    failed.mockRestore()
    expect(relay.kept(bob.peerId).length).toBeGreaterThan(0)
    expect(relay.count('collect') - collects).toBeLessThanOrEqual(4)
    await eventually('both come', async () => (await texts(bobAgain, alice.peerId)).length === 2, 20)
    await eventually('nothing is left', () => relay.kept(bob.peerId).length === 0)
  })
})

describe('a mailbox', () => {
  it('that was taken away is made again with a new invitation', async () => {
    const relay = await startRelay({ open: false })
    const alice = await startPeer('alice')
    await alice.messenger.relayAdd({ where: (await relay.invite()).link })
    await relay.evict(alice.peerId)
    expect(relay.status().mailboxes).toBe(0)
    const { link } = await relay.invite()
    await eventually('it is there again', async () => {
      await alice.messenger.relayAdd({ where: link }).catch(() => undefined)
      return relay.status().mailboxes === 1
    })
  })

  it('of two who meet and part costs nothing that was said', async () => {
    const relay = await BentRelay.start()
    const alice = await startPeer('alice')
    const bob = await startPeer('bob')
    await useRelay(relay, alice, bob)
    await befriend(alice, bob)
    let present = bob
    for (let round = 0; round < 4; round++) {
      await alice.messenger.send({ conv: [bob.peerId], text: `here ${round}` })
      await present.stop('down')
      await alice.messenger.send({ conv: [bob.peerId], text: `away ${round}` })
      present = await again(bob)
      await bothHere(alice, present)
    }
    await eventually('bob has all', async () => (await texts(present, alice.peerId)).length === 8)
    const wanted = Array.from({ length: 4 }, (_, i) => [`here ${i}`, `away ${i}`]).flat()
    expect(await texts(present, alice.peerId)).toEqual(wanted)
  })
})

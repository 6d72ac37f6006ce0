import { beforeAll, describe, expect, it } from 'vitest'
import type { Message } from '../../../src/node/messenger.ts'
import { ownLoopback } from '../../support/loopback.ts'
import { befriend, eventually, startPeer, type TestPeer } from '../../support/peers.ts'
import { startRelay, useRelay } from '../../support/relays.ts'
import { storeOf, watchStores } from '../../support/running-stores.ts'

beforeAll(() => {
  process.env.EARSHOT_TEST_MAIL_PACE_MS = '300'
  watchStores()
})

const history = (peer: TestPeer, conv: string): Promise<Message[]> => peer.messenger.history({ conv, limit: 1000 })
const texts = async (peer: TestPeer, conv: string) => (await history(peer, conv)).map(({ text }) => text)
const again = (peer: TestPeer) => startPeer(peer.name, { home: peer.home })

/** Two friends, each with a mailbox at the relay, who have met since and know of it. */
async function friendsWithRelay(relay: Awaited<ReturnType<typeof startRelay>>) {
  const alice = await startPeer('alice')
  const bob = await startPeer('bob')
  await useRelay(relay, alice, bob)
  await befriend(alice, bob)
  return { alice, bob }
}

/** The other one has collected and answered, and nothing is left at the relay. */
const allCollected = (relay: Awaited<ReturnType<typeof startRelay>>) =>
  eventually('the relay is empty', () => relay.status().parcels === 0)

describe('mail', () => {
  it('reaches a friend although the two are never online together, and so do delivered and read', async () => {
    const relay = await startRelay()
    const { alice, bob } = await friendsWithRelay(relay)
    await bob.stop('down')
    const [message] = await alice.messenger.send({
      conv: [bob.peerId],
      text: 'are you there?',
      wait: 'relayed',
      timeout: 20,
    })
    expect(message?.state).toBe('relayed')
    await alice.stop('down')

    const bobAgain = await again(bob)
    await eventually('bob has it', async () => (await texts(bobAgain, alice.peerId)).includes('are you there?'))
    await bobAgain.messenger.read({ conv: alice.peerId })
    await bobAgain.stop('down')

    const aliceAgain = await again(alice)
    await eventually('alice sees it read', async () => (await history(aliceAgain, bob.peerId)).at(-1)?.state === 'read')
    await allCollected(relay)
  })

  it('brings a request, its answer and the first words to people who are never online together', async () => {
    const relay = await startRelay()
    const alice = await startPeer('alice')
    await useRelay(relay, alice)
    const throughRelay = async () =>
      (await alice.messenger.status()).addresses.some(each => each.includes('/p2p-circuit'))
    await eventually('alice can be reached through the relay', throughRelay)
    const { link } = await alice.messenger.invite({ relay: true })
    // The relay is named once, not again for each way through it.
    expect(link).not.toContain('p2p-circuit')
    await alice.stop('down')

    const bob = await startPeer('bob')
    await useRelay(relay, bob)
    await bob.messenger.add({ who: link })
    await eventually('the request is at the relay', () => relay.status().parcels === 1)
    await bob.stop('down')

    const aliceAgain = await again(alice)
    await eventually('alice has a friend', async () => (await aliceAgain.messenger.friends()).length === 1)
    await aliceAgain.messenger.send({ conv: [bob.peerId], text: 'welcome', wait: 'relayed', timeout: 20 })
    await aliceAgain.stop('down')

    const bobAgain = await again(bob)
    await eventually('bob reads it', async () =>
      (await texts(bobAgain, alice.peerId).catch(() => [] as string[])).includes('welcome'),
    )
  })

  it('seals to one-time keys once friends have handed them over, and deletes these with what they held', async () => {
    const relay = await startRelay()
    const { alice, bob } = await friendsWithRelay(relay)
    await bob.stop('down')
    await alice.messenger.send({ conv: [bob.peerId], text: 'sealed', wait: 'relayed', timeout: 20 })
    const bobAgain = await again(bob)
    await eventually('bob has it', async () => (await texts(bobAgain, alice.peerId)).includes('sealed'))
    // What lay at the relay opens for nobody any more: the same store, put back with the parcel in it, gives nothing new.
    expect(await texts(bobAgain, alice.peerId)).toEqual(['sealed'])
  })

  it('goes to another relay where one does not answer, and is shown once', async () => {
    const listen = [`/ip4/${ownLoopback()}/tcp/0`]
    const [one, two] = [await startRelay({ listen }), await startRelay()]
    const { alice, bob } = await friendsWithRelay(one)
    await useRelay(two, bob)
    await eventually('alice knows of both', () =>
      (storeOf(alice).contacts.get(bob.peerId)?.card?.relays ?? []).some(each => each.includes(two.peerId)),
    )
    await bob.stop('down')
    await alice.messenger.send({ conv: [bob.peerId], text: 'once', wait: 'relayed', timeout: 20 })
    const oneIs = one.addresses()[0]!.replace(/\/p2p\/.*/, '')
    await one.stop()
    await alice.messenger.send({ conv: [bob.peerId], text: 'by the other', wait: 'relayed', timeout: 40 })
    await alice.stop('down')
    const anew = await startRelay({ home: one.home, listen: [oneIs] })
    const bobAgain = await again(bob)
    await eventually('both came', async () => (await texts(bobAgain, alice.peerId)).length === 2, 30)
    expect(await texts(bobAgain, alice.peerId)).toEqual(['once', 'by the other'])
    await eventually('bob has confirmed both', async () => {
      for await (const { peerId, parcels } of anew.mailboxes()) if (peerId === bob.peerId) return parcels === 0
      return false
    })
  })
})

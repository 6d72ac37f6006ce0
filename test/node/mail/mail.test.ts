import { describe, expect, it } from 'vitest'
import { befriend, eventually, startPeer, type TestPeer } from '../../support/peers.ts'
import { startRelay, useRelay } from '../../support/relays.ts'

const texts = async (peer: TestPeer, conv: string) =>
  (await peer.messenger.history({ conv, limit: 1000 })).map(({ text }) => text)

describe('mail', () => {
  it('reaches a friend although the two are never online together, and so do delivered and read', async () => {
    const relay = await startRelay()
    const alice = await startPeer('alice')
    const bob = await startPeer('bob')
    await befriend(alice, bob)
    await useRelay(relay, alice, bob)
    await eventually('alice knows of the relay of bob', async () => {
      await alice.messenger.send({ conv: [bob.peerId], text: 'hello' })
      return (await alice.messenger.send({ conv: [bob.peerId], text: 'again' }))[0]?.way === 'direct'
    })
    await bob.stop('down')
    const [message] = await alice.messenger.send({
      conv: [bob.peerId],
      text: 'are you there?',
      wait: 'relayed',
      timeout: 20,
    })
    expect(message?.state).toBe('relayed')
    await alice.stop('down')

    const bobAgain = await startPeer('bob', { home: bob.home })
    await eventually('bob has it', async () => (await texts(bobAgain, alice.peerId)).includes('are you there?'))
    await bobAgain.messenger.read({ conv: alice.peerId })
    // His cursor goes back before he leaves.
    await eventually('the relay has his answer', () => relay.status().parcels > 0)
    await new Promise(resolve => setTimeout(resolve, 3000))
    await bobAgain.stop('down')

    const aliceAgain = await startPeer('alice', { home: alice.home })
    await eventually('alice sees it read', async () => {
      const [last] = await aliceAgain.messenger.history({ conv: bob.peerId, limit: 1 })
      return last?.state === 'read'
    })
  })
})

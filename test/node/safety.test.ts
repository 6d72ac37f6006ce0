import { describe, expect, it } from 'vitest'
import { befriend, eventually, startPeer, type TestPeer } from '../support/peers.ts'

/** Somebody asks to be a friend by address alone, as anybody near can. */
async function ask(from: TestPeer, to: TestPeer): Promise<void> {
  await from.messenger.connect({ address: to.addresses()[0]! })
  await from.messenger.add({ who: to.peerId, message: 'it is me, I have a new machine' })
}

describe('a safety number', () => {
  it('is the same for both, is compared, marks as verified, and the mark lasts', async () => {
    const alice = await startPeer('alice')
    const bob = await startPeer('bob')
    await befriend(alice, bob)
    const here = await alice.messenger.verify({ who: 'bob' })
    const there = await bob.messenger.verify({ who: alice.peerId })
    expect(here.safetyNumber).toMatch(/^(\d{5} ){11}\d{5}$/)
    expect(there.safetyNumber).toBe(here.safetyNumber)
    expect(here).toMatchObject({ peerId: bob.peerId, name: 'bob', verified: false })
    expect(await alice.messenger.verify({ who: 'bob', compare: there.qr })).toMatchObject({
      matches: true,
      verified: false,
    })
    const confirmed = await alice.messenger.verify({ who: 'bob', compare: there.safetyNumber, confirm: true })
    expect(confirmed).toMatchObject({ matches: true, verified: true })
    expect(await alice.messenger.friends()).toMatchObject([{ name: 'bob', verified: true }])
    await eventually('told', () => alice.events.some(event => event.event === 'friend' && event.friend.verified))

    await alice.stop('down')
    const again = await startPeer('alice', { home: alice.home })
    expect(await again.messenger.verify({ who: 'bob' })).toMatchObject({ verified: true })
    expect(await again.messenger.verify({ who: 'bob', confirm: false })).toMatchObject({ verified: false })
  })

  it('that differs is refused, loudly, and marks nothing', async () => {
    const alice = await startPeer('alice')
    const bob = await startPeer('bob')
    const mallory = await startPeer('bob')
    await befriend(alice, bob)
    const wrong = await mallory.messenger.verify({ who: alice.peerId })
    const comparing = alice.messenger.verify({ who: 'bob', compare: wrong.safetyNumber, confirm: true })
    await expect(comparing).rejects.toMatchObject({ code: 'not-allowed', message: expect.stringContaining('DIFFER') })
    await expect(alice.messenger.verify({ who: 'bob', compare: '12345', confirm: true })).rejects.toMatchObject({
      code: 'invalid',
    })
    expect(await alice.messenger.friends()).toMatchObject([{ verified: false }])
  })
})

describe('another identity behind a known name', () => {
  it('is told of nearby, in its request, and as a friend, until it is verified', async () => {
    const alice = await startPeer('alice')
    const bob = await startPeer('bob')
    const mallory = await startPeer('Bоb')
    await befriend(alice, bob)
    await alice.messenger.verify({ who: bob.peerId, confirm: true })
    const bobs = { peerId: bob.peerId, name: 'bob', verified: true }
    await ask(mallory, alice)
    const [request] = await eventually('the request', async () => {
      const found = await alice.messenger.requests()
      return found.length > 0 && found
    })
    expect(request).toMatchObject({ peerId: mallory.peerId, state: 'received', resembles: bobs })
    await eventually('told', () =>
      alice.events.some(event => event.event === 'friend' && event.friend.resembles?.peerId === bob.peerId),
    )
    expect(await alice.messenger.nearby()).toContainEqual(
      expect.objectContaining({ peerId: mallory.peerId, resembles: bobs }),
    )
    // A script may accept all the same; the answer says whom.
    expect(await alice.messenger.accept({ who: mallory.peerId })).toMatchObject({ state: 'friend', resembles: bobs })
    const friends = await alice.messenger.friends()
    expect(friends.filter(({ resembles }) => resembles !== undefined).map(({ peerId }) => peerId)).toEqual([
      mallory.peerId,
    ])
    await alice.messenger.verify({ who: mallory.peerId, confirm: true })
    expect((await alice.messenger.friends()).filter(({ resembles }) => resembles !== undefined)).toEqual([])
  })

  it('is not told of somebody who looks like nobody, nor to whom the name is new', async () => {
    const alice = await startPeer('alice')
    const bob = await startPeer('bob')
    const carol = await startPeer('carol')
    await befriend(alice, bob)
    await ask(carol, alice)
    await ask(carol, bob)
    for (const peer of [alice, bob]) {
      const [request] = await eventually('the request', async () => {
        const found = await peer.messenger.requests()
        return found.length > 0 && found
      })
      expect(request).not.toHaveProperty('resembles')
    }
  })
})

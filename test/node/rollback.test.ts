import { cp, rm } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { befriend, bothHere, eventually, startPeer, type TestPeer } from '../support/peers.ts'
import { temporaryFolder } from '../support/temporary.ts'

const texts = async (of: TestPeer, other: TestPeer): Promise<string[]> =>
  (await of.messenger.history({ conv: other.peerId, limit: 10_000 })).map(({ text = '' }) => text)

async function say(from: TestPeer, to: TestPeer, many: string[], wait: boolean): Promise<void> {
  const sent = await Promise.all(many.map(text => from.messenger.send({ conv: [to.peerId], text })))
  const ids = sent.map(([message]) => message!.id)
  if (wait) await from.messenger.waitFor({ ids, state: 'delivered', timeout: 60 })
}

const numbered = (word: string, count: number): string[] => [...Array(count).keys()].map(n => `${word} ${n}`)

/** Alice says `kept`, is copied, says `lost`, and is put back to the copy. */
async function rolledBack(kept: string[], lost: string[]) {
  const alice = await startPeer('alice')
  const bob = await startPeer('bob')
  await befriend(alice, bob)
  await say(alice, bob, kept, true)
  await alice.stop('down')
  const copy = await temporaryFolder()
  await cp(alice.home, copy, { recursive: true })
  const later = await startPeer('alice', { home: alice.home })
  await bothHere(later, bob)
  await say(later, bob, lost, true)
  await later.stop('down')
  await rm(alice.home, { recursive: true })
  await cp(copy, alice.home, { recursive: true })
  return { home: alice.home, bob }
}

async function sameOnBoth(alice: TestPeer, bob: TestPeer, expected: string[]): Promise<void> {
  await eventually('both have everything', async () => {
    const [left, right] = [await texts(alice, bob), await texts(bob, alice)]
    return left.length >= expected.length && right.length >= expected.length
  })
  const left = await texts(alice, bob)
  expect([...left].sort()).toEqual([...expected].sort())
  expect(await texts(bob, alice)).toEqual(left)
  // And it goes on: nothing said from now on is taken for something known.
  await say(alice, bob, ['after'], true)
  expect(await texts(bob, alice)).toEqual([...left, 'after'])
  expect((await alice.messenger.status()).queued).toBe(0)
}

describe('a profile put back to an older copy of its disk', () => {
  it('gets its own lost entries back from a friend', async () => {
    const kept = numbered('kept', 5)
    const lost = numbered('lost', 5)
    const { home, bob } = await rolledBack(kept, lost)
    const alice = await startPeer('alice', { home })
    await bothHere(alice, bob)
    await sameOnBoth(alice, bob, [...kept, ...lost])
  })

  it('keeps what it said under numbers that were used before', async () => {
    const kept = numbered('kept', 5)
    const lost = numbered('lost', 5)
    const { home, bob } = await rolledBack(kept, lost)
    await bob.stop('down')
    const alice = await startPeer('alice', { home })
    const anew = numbered('anew', 3)
    await say(alice, bob, anew, false)
    const back = await startPeer('bob', { home: bob.home })
    // Both moved to other ports: no address that either remembers is true.
    await back.messenger.connect({ address: alice.addresses()[0]! })
    await bothHere(alice, back)
    await sameOnBoth(alice, back, [...kept, ...lost, ...anew])
  })

  it('notices when it has said more since than was lost', async () => {
    const kept = numbered('kept', 2)
    const lost = numbered('lost', 3)
    const { home, bob } = await rolledBack(kept, lost)
    await bob.stop('down')
    const alice = await startPeer('alice', { home })
    const anew = numbered('anew', 10)
    await say(alice, bob, anew, false)
    const back = await startPeer('bob', { home: bob.home })
    // Both moved to other ports: no address that either remembers is true.
    await back.messenger.connect({ address: alice.addresses()[0]! })
    await bothHere(alice, back)
    await sameOnBoth(alice, back, [...kept, ...lost, ...anew])
  })

  it('fetches from further below until the two lives agree', async () => {
    const kept = numbered('kept', 100)
    const lost = numbered('lost', 700)
    const { home, bob } = await rolledBack(kept, lost)
    await bob.stop('down')
    const alice = await startPeer('alice', { home })
    const anew = numbered('anew', 300)
    await say(alice, bob, anew, false)
    const back = await startPeer('bob', { home: bob.home })
    // Both moved to other ports: no address that either remembers is true.
    await back.messenger.connect({ address: alice.addresses()[0]! })
    await bothHere(alice, back)
    await sameOnBoth(alice, back, [...kept, ...lost, ...anew])
  })

  it('does so where the conversation itself was lost', async () => {
    const alice = await startPeer('alice')
    const bob = await startPeer('bob')
    await alice.stop('down')
    const copy = await temporaryFolder()
    await cp(alice.home, copy, { recursive: true })
    const later = await startPeer('alice', { home: alice.home })
    await befriend(later, bob)
    const lost = numbered('lost', 4)
    await say(later, bob, lost, true)
    await later.stop('down')
    await rm(alice.home, { recursive: true })
    await cp(copy, alice.home, { recursive: true })
    const back = await startPeer('alice', { home: alice.home })
    // Alice does not remember bob: his repeated statement does not bring back hers, so she asks again.
    const { link } = await bob.messenger.invite()
    await back.messenger.add({ who: link })
    await bothHere(back, bob)
    await sameOnBoth(back, bob, lost)
  })
})

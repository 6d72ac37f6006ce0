import { describe, expect, it } from 'vitest'
import { befriend, bothHere, eventually, startPeer, type TestPeer } from '../support/peers.ts'

const stateOf = async (of: TestPeer, other: TestPeer): Promise<string | undefined> =>
  (await of.messenger.profileShow({ who: other.peerId })).state

const become = (of: TestPeer, other: TestPeer, state: string) =>
  eventually(`${of.name} sees ${other.name} as ${state}`, async () => (await stateOf(of, other)) === state)

async function meet(a: TestPeer, b: TestPeer): Promise<void> {
  await a.messenger.connect({ address: b.addresses()[0]! })
}

const texts = async (of: TestPeer, other: TestPeer) =>
  (await of.messenger.history({ conv: other.peerId })).map(({ text }) => text)

describe('friendship', () => {
  it('is asked with a greeting, and accepted', async () => {
    const alice = await startPeer('alice')
    const bob = await startPeer('bob')
    await meet(alice, bob)
    expect(await alice.messenger.add({ who: 'bob', message: 'it is me' })).toMatchObject({
      state: 'requested',
      direction: 'out',
    })
    await become(bob, alice, 'received')
    expect(await bob.messenger.requests()).toMatchObject([
      { name: 'alice', state: 'received', direction: 'in', greeting: 'it is me' },
    ])
    await expect(bob.messenger.send({ conv: ['alice'], text: 'x' })).rejects.toMatchObject({ code: 'not-friends' })
    await bob.messenger.accept({ who: 'alice' })
    await bothHere(alice, bob)
    expect(await alice.messenger.requests()).toEqual([])
  })

  it('is declined, and may be asked for again', async () => {
    const alice = await startPeer('alice')
    const bob = await startPeer('bob')
    await meet(alice, bob)
    await alice.messenger.add({ who: 'bob' })
    await become(bob, alice, 'received')
    await bob.messenger.decline({ who: 'alice' })
    await become(alice, bob, 'declined')
    expect(await stateOf(bob, alice)).toBe('declined')
    await alice.messenger.add({ who: 'bob', message: 'please' })
    await become(bob, alice, 'received')
    await bob.messenger.accept({ who: 'alice' })
    await bothHere(alice, bob)
  })

  it('asked for while the other is away goes out at the next meeting', async () => {
    const alice = await startPeer('alice')
    const bob = await startPeer('bob')
    await meet(alice, bob)
    await bob.stop('down')
    await alice.messenger.add({ who: bob.peerId })
    const back = await startPeer('bob', { home: bob.home })
    await meet(alice, back)
    await become(back, alice, 'received')
  })

  it('outlives an answer that was lost', async () => {
    const alice = await startPeer('alice')
    const bob = await startPeer('bob')
    await meet(alice, bob)
    await alice.messenger.add({ who: 'bob' })
    await become(bob, alice, 'received')
    // Alice is gone at the moment of the answer.
    await alice.stop('down')
    await bob.messenger.accept({ who: 'alice' })
    expect(await stateOf(bob, alice)).toBe('friend')
    const back = await startPeer('alice', { home: alice.home })
    expect(await stateOf(back, bob)).toBe('requested')
    await meet(back, bob)
    await bothHere(back, bob)
  })

  it('taken back is told to the other side; what waits is kept until they are friends again', async () => {
    const alice = await startPeer('alice')
    const bob = await startPeer('bob')
    await befriend(alice, bob)
    await alice.messenger.remove({ who: 'bob' })
    await become(bob, alice, 'removed')
    expect(await alice.messenger.friends()).toEqual([])
    // Nothing was ever said there.
    expect(await alice.messenger.conversations()).toEqual([])
    await expect(bob.messenger.send({ conv: ['alice'], text: 'x' })).rejects.toMatchObject({ code: 'not-friends' })
    await expect(alice.messenger.send({ conv: ['bob'], text: 'x' })).rejects.toMatchObject({ code: 'not-friends' })
    await alice.messenger.add({ who: bob.peerId })
    await bothHere(alice, bob)
  })

  it('blocked: hears nothing, tells nothing; unblocked: goes on with what is new', async () => {
    const alice = await startPeer('alice')
    const bob = await startPeer('bob')
    await befriend(alice, bob)
    await bob.messenger.send({ conv: ['alice'], text: 'before', wait: 'delivered', timeout: 10 })
    await alice.messenger.block({ who: 'bob' })
    await expect(alice.messenger.send({ conv: ['bob'], text: 'x' })).rejects.toMatchObject({ code: 'blocked' })
    const [meanwhile] = await bob.messenger.send({ conv: ['alice'], text: 'meanwhile' })
    await new Promise(resolve => setTimeout(resolve, 1500))
    expect(await texts(alice, bob)).toEqual(['before'])
    expect((await bob.messenger.history({ conv: 'alice' })).at(-1)).toMatchObject({
      id: meanwhile!.id,
      state: 'queued',
    })
    await alice.messenger.unblock({ who: bob.peerId })
    await meet(alice, bob)
    await bothHere(alice, bob)
    await bob.messenger.send({ conv: ['alice'], text: 'after', wait: 'delivered', timeout: 10 })
    expect(await texts(alice, bob)).toEqual(['before', 'after'])
  })

  it('by an invite lets one through, and nobody after', async () => {
    const alice = await startPeer('alice')
    const bob = await startPeer('bob')
    const carol = await startPeer('carol')
    const { link } = await alice.messenger.invite()
    await bob.messenger.add({ who: link })
    await bothHere(alice, bob)
    // Repeated by the same peer it does no harm.
    expect(await bob.messenger.add({ who: link })).toMatchObject({ state: 'friend' })
    await carol.messenger.add({ who: link })
    await become(alice, carol, 'received')
  })

  it('by an invite that stays the same until it was used, or is too old to hand out', async () => {
    let late = 0
    const alice = await startPeer('alice', { clock: () => Date.now() + late })
    const bob = await startPeer('bob')
    const first = await alice.messenger.invite({ again: true })
    expect(await alice.messenger.invite({ again: true })).toEqual(first)
    const second = await alice.messenger.invite()
    expect(second.link).not.toBe(first.link)
    expect(await alice.messenger.invite({ again: true })).toEqual(second)
    await bob.messenger.add({ who: second.link })
    await bothHere(alice, bob)
    expect(await alice.messenger.invite({ again: true })).toEqual(first)
    late = 6.5 * 24 * 3_600_000
    expect((await alice.messenger.invite({ again: true })).link).not.toBe(first.link)
  })

  it('tells two people of one name apart', async () => {
    const alice = await startPeer('alice')
    const one = await startPeer('Bob')
    const two = await startPeer('Bob')
    await befriend(alice, one)
    await befriend(alice, two)
    const refusal = alice.messenger.send({ conv: ['bob'], text: 'x' })
    await expect(refusal).rejects.toMatchObject({ code: 'ambiguous', message: expect.stringContaining(one.peerId) })
    await expect(alice.messenger.send({ conv: ['12D3KooW'], text: 'x' })).rejects.toMatchObject({ code: 'ambiguous' })
    await alice.messenger.nick({ who: two.peerId, name: 'Bobby' })
    await alice.messenger.send({ conv: ['bobby'], text: 'hi', wait: 'delivered', timeout: 10 })
    expect(await texts(two, alice)).toEqual(['hi'])
    expect(await texts(one, alice)).toEqual([])
    await expect(alice.messenger.nick({ who: one.peerId, name: 'Bobby' })).rejects.toMatchObject({ code: 'exists' })
  })

  it('sorts friends into folders', async () => {
    const alice = await startPeer('alice')
    const bob = await startPeer('bob')
    await befriend(alice, bob)
    expect(await alice.messenger.folders()).toEqual([
      { name: 'Friends', friends: 1 },
      { name: 'Family', friends: 0 },
    ])
    await alice.messenger.foldersCreate({ name: '同事' })
    await alice.messenger.move({ who: 'bob', folder: '同事' })
    expect(await alice.messenger.friends({ folder: '同事' })).toMatchObject([{ name: 'bob', folder: '同事' }])
    await expect(alice.messenger.move({ who: 'bob', folder: 'nowhere' })).rejects.toMatchObject({ code: 'invalid' })
    await alice.messenger.move({ who: 'bob', folder: '家人' })
    expect(await alice.messenger.friends({ folder: 'Family' })).toMatchObject([{ name: 'bob', folder: 'Family' }])
    await expect(alice.messenger.foldersCreate({ name: '好友' })).rejects.toMatchObject({ code: 'exists' })
    await alice.messenger.move({ who: 'bob', folder: '同事' })
    await alice.messenger.foldersDelete({ name: '同事' })
    expect(await alice.messenger.friends({ folder: 'Friends' })).toMatchObject([{ name: 'bob' }])
  })

  it('hears of a new name, and of the end', async () => {
    const alice = await startPeer('alice')
    const bob = await startPeer('bob')
    await befriend(alice, bob)
    await bob.messenger.profileSet({ name: 'Robert', status: 'at sea' })
    await eventually('alice sees the new name', async () => (await alice.messenger.friends())[0]?.name === 'Robert')
    expect(await alice.messenger.friends()).toMatchObject([{ name: 'Robert', status: 'at sea' }])
    expect(await bob.messenger.erase({ yes: true })).toEqual({ erased: true, told: 1 })
    expect(await bob.stopping).toBe('erase')
    await bob.stop('erase')
    await become(alice, bob, 'removed')
  })
})

describe('a repeated key', () => {
  it('returns the first result instead of acting again', async () => {
    const alice = await startPeer('alice')
    const bob = await startPeer('bob')
    await befriend(alice, bob)
    const [first] = await alice.messenger.send({ conv: ['bob'], text: 'once', key: 'k1' })
    const [again] = await alice.messenger.send({ conv: ['bob'], text: 'something else', key: 'k1' })
    expect(again).toMatchObject({ id: first!.id, text: 'once' })
    await alice.stop('down')
    const back = await startPeer('alice', { home: alice.home })
    const [after] = await back.messenger.send({ conv: [bob.peerId], text: 'once', key: 'k1' })
    expect(after!.id).toBe(first!.id)
    expect(await texts(back, bob)).toEqual(['once'])
    await expect(back.messenger.send({ conv: [bob.peerId], text: 'x', key: 'k'.repeat(65) })).rejects.toMatchObject({
      code: 'invalid',
    })
  })
})

describe('listening', () => {
  it('since a message first tells what arrived after it, each once', async () => {
    const alice = await startPeer('alice')
    const bob = await startPeer('bob')
    await befriend(alice, bob)
    const ids: string[] = []
    for (let n = 0; n < 6; n++)
      ids.push((await alice.messenger.send({ conv: ['bob'], text: `${n}`, wait: 'delivered', timeout: 10 }))[0]!.id)
    const abort = new AbortController()
    const heard: string[] = []
    for await (const event of bob.messenger.listen({ since: ids[1]! }, abort.signal)) {
      if (event.event !== 'message') continue
      heard.push(event.message.text ?? '')
      if (heard.length === 4) void alice.messenger.send({ conv: ['bob'], text: '6' })
      if (heard.length === 5) break
    }
    expect(heard).toEqual(['2', '3', '4', '5', '6'])
    const unknown = bob.messenger.listen({ since: '00'.repeat(16) }, abort.signal)[Symbol.asyncIterator]()
    await expect(unknown.next()).rejects.toMatchObject({ code: 'no-message' })
  })
})

describe('a shake', () => {
  it('reaches who is here, not too often, and not who has muted', async () => {
    const alice = await startPeer('alice')
    const bob = await startPeer('bob')
    await befriend(alice, bob)
    const shaken = await alice.messenger.shake({ who: 'bob' })
    expect(shaken).toMatchObject({ type: 'shake', own: true })
    await eventually('bob is shaken', () => bob.events.find(({ event }) => event === 'shake'))
    await eventually('it is in his history', async () =>
      (await bob.messenger.history({ conv: 'alice' })).some(({ id }) => id === shaken.id),
    )
    await expect(alice.messenger.shake({ who: 'bob' })).rejects.toMatchObject({ code: 'busy' })
    await bob.messenger.mute({ conv: 'alice' })
    await expect(alice.messenger.shake({ who: 'bob' })).rejects.toMatchObject({ code: 'busy' })
    await alice.messenger.mute({ conv: 'bob' })
    await expect(bob.messenger.shake({ who: 'alice' })).rejects.toMatchObject({ code: 'declined' })
    await bob.stop('down')
    await eventually('bob is away', async () => (await alice.messenger.friends())[0]?.presence === 'offline')
    await new Promise(resolve => setTimeout(resolve, 5000))
    await expect(alice.messenger.shake({ who: 'bob' })).rejects.toMatchObject({ code: 'offline' })
    expect(await alice.messenger.history({ conv: 'bob', type: 'shake' })).toHaveLength(1)
  })
})

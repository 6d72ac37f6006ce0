import { describe, expect, it } from 'vitest'
import { befriend, bothHere, eventually, startPeer } from '../support/peers.ts'

describe('two peers', () => {
  it('become friends by an invite, talk, and learn what was delivered and read', async () => {
    const alice = await startPeer('alice')
    const bob = await startPeer('bob')
    await befriend(alice, bob)
    const [hello] = await alice.messenger.send({
      conv: ['bob'],
      text: 'hello, 你好 👋',
      wait: 'delivered',
      timeout: 10,
    })
    expect(hello).toMatchObject({ state: 'delivered', own: true, text: 'hello, 你好 👋' })
    const heard = await eventually('bob hears', () => bob.events.find(event => event.event === 'message'))
    expect(heard).toMatchObject({
      message: { id: hello!.id, text: 'hello, 你好 👋', state: 'unread', from: { name: 'alice' } },
    })
    expect(await bob.messenger.unread()).toMatchObject([{ name: 'alice', unread: 1 }])
    await bob.messenger.read({ conv: 'alice' })
    await alice.messenger.waitFor({ ids: [hello!.id], state: 'read', timeout: 10 })
    expect(await bob.messenger.unread()).toEqual([])
  })

  it('keeps a message for a friend who is away', async () => {
    const alice = await startPeer('alice')
    const bob = await startPeer('bob')
    await befriend(alice, bob)
    await bob.stop('down')
    await eventually('bob is away', async () => (await alice.messenger.friends())[0]?.presence === 'offline')
    const sent = []
    for (let i = 0; i < 20; i++)
      sent.push(...(await alice.messenger.send({ conv: [bob.peerId], text: `message ${i}` })))
    expect(sent[0]?.state).toBe('queued')
    expect((await alice.messenger.status()).queued).toBe(20)
    const back = await startPeer('bob', { home: bob.home })
    await bothHere(alice, back)
    await alice.messenger.waitFor({ ids: sent.map(({ id }) => id), state: 'delivered', timeout: 10 })
    const history = await back.messenger.history({ conv: 'alice' })
    expect(history.map(({ text }) => text)).toEqual(sent.map(({ text }) => text))
    expect((await alice.messenger.status()).queued).toBe(0)
  })

  it('carries thousands both ways at once, in one order', async () => {
    const alice = await startPeer('alice')
    const bob = await startPeer('bob')
    await befriend(alice, bob)
    const say = async (from: typeof alice, to: typeof bob) => {
      const ids: string[] = []
      for (let i = 0; i < 20; i++) {
        const sent = await Promise.all(
          [...Array(100).keys()].map(n =>
            from.messenger.send({ conv: [to.peerId], text: `${from.name} ${i * 100 + n}` }),
          ),
        )
        ids.push(...sent.map(([message]) => message!.id))
      }
      await from.messenger.waitFor({ ids, state: 'delivered', timeout: 60 })
    }
    await Promise.all([say(alice, bob), say(bob, alice)])
    const all = async (of: typeof alice, other: typeof bob) =>
      (await of.messenger.history({ conv: other.peerId, limit: 10_000 })).map(({ id }) => id)
    const left = await all(alice, bob)
    expect(left).toHaveLength(4000)
    expect(new Set(left).size).toBe(4000)
    expect(await all(bob, alice)).toEqual(left)
  })
})

import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { Looking } from '../../src/node/notices/looking.ts'
import { OthersPresence } from '../../src/node/others-presence.ts'
import { OwnPresence } from '../../src/node/own-presence.ts'
import type { Live } from '../../src/protocol/wire/frames.ts'
import { befriend, bothHere, eventually, startPeer, type TestPeer } from '../support/peers.ts'
import { startRelay, useRelay } from '../support/relays.ts'

const presenceOf = async (of: TestPeer, name: string) =>
  (await of.messenger.friends()).find(friend => friend.name === name)?.presence
const sees = (of: TestPeer, name: string, presence: string) =>
  eventually(`${of.name} sees ${name} ${presence}`, async () => (await presenceOf(of, name)) === presence)

describe('a profile with front ends', () => {
  it('is away to friends while nobody sits at any of them, and here when somebody does, or there are none', async () => {
    const alice = await startPeer('alice')
    const bob = await startPeer('bob')
    await befriend(alice, bob)
    const says = (viewer: string, active?: boolean) =>
      alice.messenger.looking({ viewer, ...(active === undefined ? {} : { active }) })
    await says('one', true)
    await says('two', false)
    expect((await alice.messenger.status()).presence).toBe('here')
    await says('one', false)
    await sees(bob, 'alice', 'away')
    expect(await bob.messenger.profileShow({ who: 'alice' })).toMatchObject({ presence: 'away' })
    expect((await alice.messenger.status()).presence).toBe('away')
    await says('two', true)
    await sees(bob, 'alice', 'here')
    await says('two', false)
    await sees(bob, 'alice', 'away')
    await says('one')
    await says('two')
    await sees(bob, 'alice', 'here')
    const told = bob.events.flatMap(event => (event.event === 'presence' ? [event.peer.presence] : []))
    expect(told.slice(told.indexOf('away'))).toEqual(['away', 'here', 'away', 'here'])
    const own = () => alice.events.flatMap(event => (event.event === 'status' ? [event.presence] : []))
    const changes = () => own().filter((presence, at, all) => presence !== all[at - 1])
    await eventually('every change is told', () => changes().length === 5)
    expect(changes()).toEqual(['here', 'away', 'here', 'away', 'here'])
  })

  it('is away to who comes later, and to who comes back', async () => {
    const alice = await startPeer('alice')
    const bob = await startPeer('bob')
    await befriend(alice, bob)
    await alice.messenger.looking({ active: false })
    await sees(bob, 'alice', 'away')
    await bob.stop('down')
    await eventually('bob is gone', async () => (await presenceOf(alice, 'bob')) === 'offline')
    const back = await startPeer('bob', { home: bob.home })
    await sees(back, 'alice', 'away')
    const carol = await startPeer('carol')
    const { link } = await alice.messenger.invite()
    await carol.messenger.add({ who: link })
    await sees(carol, 'alice', 'away')
    expect(await presenceOf(alice, 'bob')).toBe('here')
  })

  it('is what its owner wishes, after a restart too', async () => {
    const alice = await startPeer('alice')
    const bob = await startPeer('bob')
    await befriend(alice, bob)
    await alice.messenger.settingsSet({ name: 'presence', value: 'away' })
    expect((await alice.messenger.status()).presence).toBe('away')
    await alice.messenger.looking({ active: true })
    await sees(bob, 'alice', 'away')
    await alice.stop('down')
    await sees(bob, 'alice', 'offline')
    const again = await startPeer('alice', { home: alice.home })
    await sees(bob, 'alice', 'away')
    await again.messenger.settingsSet({ name: 'presence', value: 'auto' })
    await bothHere(again, bob)
    await expect(again.messenger.settingsSet({ name: 'presence', value: 'offline' })).rejects.toMatchObject({
      code: 'invalid',
    })
  })
})

describe('a conversation that is open elsewhere', () => {
  it('is brought to the fore there, and nowhere else', async () => {
    const alice = await startPeer('alice')
    const bob = await startPeer('bob')
    await befriend(alice, bob)
    const focus = (viewer?: string) =>
      alice.messenger.focus({ conv: 'bob', ...(viewer === undefined ? {} : { viewer }) })
    expect(await focus()).toEqual({ focused: false })
    // A friend who was removed since is passed over.
    await alice.messenger.looking({ viewer: 'one', open: ['bob', 'nobody at all'], active: false })
    expect(await focus('one')).toEqual({ focused: false })
    expect(await focus('two')).toEqual({ focused: true })
    const [message] = await alice.messenger.send({ conv: ['bob'], text: 'hello' })
    expect(alice.events.filter(({ event }) => event === 'focus')).toEqual([
      { event: 'focus', conversation: message!.conversation },
    ])
    await alice.messenger.looking({ viewer: 'one', open: [] })
    expect(await focus('two')).toEqual({ focused: false })
    await alice.messenger.looking({ viewer: 'one', conv: 'bob' })
    expect(await focus('two')).toEqual({ focused: true })
    await alice.messenger.looking({ viewer: 'one' })
    expect(await focus('two')).toEqual({ focused: false })
    await expect(alice.messenger.focus({ conv: 'nobody' })).rejects.toMatchObject({ code: 'no-peer' })
  })
})

describe('the status', () => {
  it('is told when its numbers change, and not over and over', async () => {
    const alice = await startPeer('alice')
    const bob = await startPeer('bob')
    await befriend(alice, bob)
    await bob.stop('down')
    await eventually('bob is gone', async () => (await presenceOf(alice, 'bob')) === 'offline')
    const told = () => alice.events.flatMap(event => (event.event === 'status' ? [event.queued] : []))
    await alice.messenger.status()
    const [before, began] = [told().length, performance.now()]
    await Promise.all([...Array(200).keys()].map(n => alice.messenger.send({ conv: ['bob'], text: `message ${n}` })))
    await eventually('200 are queued', () => told().at(-1) === 200)
    // At most every 250 ms.
    expect(told().length - before).toBeLessThanOrEqual(2 + (performance.now() - began) / 250)
    const back = await startPeer('bob', { home: bob.home })
    await bothHere(alice, back)
    await eventually('nothing is queued', () => told().at(-1) === 0)
    expect((await alice.messenger.status()).queued).toBe(0)
  })
})

describe('the status of a profile with a relay', () => {
  it('tells when the relay comes and goes, and what it took', async () => {
    const relay = await startRelay()
    const alice = await startPeer('alice')
    const last = () => alice.events.findLast(event => event.event === 'status')
    await useRelay(relay, alice)
    await eventually('a relay', () => last()?.relays === 1 && last()?.relaysKnown === 1)
    expect(await alice.messenger.status()).toMatchObject({ relays: 1, relaysKnown: 1 })
    await relay.stop()
    await eventually('the relay is gone', () => last()?.relays === 0 && last()?.relaysKnown === 1)
    await alice.messenger.relayRemove({ relay: (await alice.messenger.relayList())[0]!.peerId })
    await eventually('no relay', () => last()?.relaysKnown === 0)
  })
})

describe('the word of a front end', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  const own = () => {
    const looking = new Looking()
    const state = {
      wish: 'auto' as 'auto' | 'here' | 'away',
      reads: true,
      sent: [] as (Live['presence'] | undefined)[],
    }
    const presence = new OwnPresence({
      wish: () => state.wish,
      deserted: () => looking.deserted,
      connected: () => ['bob'],
      send: (_, live) => {
        if (state.reads) state.sent.push(live.presence)
        return state.reads
      },
      changed: () => undefined,
    })
    onTestFinished(() => presence.stop())
    const says = (active: boolean | undefined) => {
      looking.look('one', active === undefined ? undefined : { active })
      presence.look()
    }
    return { state, presence, says }
  }

  it('ends by itself, where it hangs', async () => {
    const { state, says } = own()
    says(true)
    await vi.advanceTimersByTimeAsync(29_000)
    says(true)
    await vi.advanceTimersByTimeAsync(29_000)
    expect(state.sent).toEqual([])
    await vi.advanceTimersByTimeAsync(3_000)
    expect(state.sent).toEqual(['away'])
  })

  it('is not told on while it flickers, and at most every three seconds', async () => {
    const { state, says } = own()
    says(false)
    await vi.advanceTimersByTimeAsync(400)
    says(true)
    await vi.advanceTimersByTimeAsync(10_000)
    expect(state.sent).toEqual([])
    for (let i = 0; i < 100; i++) {
      says(i % 2 === 1)
      await vi.advanceTimersByTimeAsync(600)
    }
    // 60 s of it.
    expect(state.sent.length).toBeLessThan(22)
    expect(state.sent.every((said, at) => said === (at % 2 === 0 ? 'away' : 'here'))).toBe(true)
    await vi.advanceTimersByTimeAsync(5_000)
    expect(state.sent.length % 2).toBe(0)
  })

  it('is told again to a friend who was not reading, and on each new stream', async () => {
    const { state, presence, says } = own()
    presence.met('bob')
    expect(state.sent).toEqual([])
    state.reads = false
    says(false)
    await vi.advanceTimersByTimeAsync(5_000)
    expect(state.sent).toEqual([])
    state.reads = true
    await vi.advanceTimersByTimeAsync(2_000)
    expect(state.sent).toEqual(['away'])
    presence.met('bob')
    expect(state.sent).toEqual(['away', 'away'])
    says(true)
    await vi.advanceTimersByTimeAsync(4_000)
    presence.met('bob')
    expect(state.sent).toEqual(['away', 'away', 'here', 'here'])
  })
})

describe('a friend who floods', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('is shown to change once a second at most, and in the end as they are', async () => {
    const shown: boolean[] = []
    const others: OthersPresence = new OthersPresence(peer => shown.push(others.isAway(peer)))
    for (let i = 0; i < 10_000; i++) {
      others.heard('eve', i % 2 === 0 ? 'away' : 'here')
      if (i % 10 === 0) await vi.advanceTimersByTimeAsync(1)
    }
    // One second of it.
    expect(shown.length).toBeLessThanOrEqual(3)
    others.heard('eve', 'away')
    await vi.advanceTimersByTimeAsync(5_000)
    expect(others.isAway('eve')).toBe(true)
    const before = shown.length
    for (let i = 0; i < 100; i++) others.heard('eve', 'away')
    others.heard('eve', 'sleeping‮'.repeat(1_000))
    await vi.advanceTimersByTimeAsync(5_000)
    expect([shown.length, others.isAway('eve')]).toEqual([before, true])
    others.heard('eve', 'here')
    others.forget('eve')
    expect([others.isAway('eve'), vi.getTimerCount()]).toEqual([false, 0])
  })
})

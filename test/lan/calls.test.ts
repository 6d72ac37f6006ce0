/** Call sessions and shakes between hosts: both need the friend to be there, and both leave an entry. */
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { Call, Message } from '../../src/node/messenger.ts'
import type { Host } from '../support/lan/host.ts'
import { lan } from '../support/lan/lan.ts'
import { createNetwork, type Network } from '../support/lan/network.ts'
import { befriend, idOf, startAll } from '../support/lan/people.ts'
import type { LineStream, StreamLine } from '../support/lan/stream.ts'
import { until } from '../support/lan/until.ts'

type CallLine = StreamLine & Call

lan('calls and shakes', () => {
  let network: Network
  let ann: Host
  let ben: Host
  let cat: Host

  beforeAll(async () => {
    network = await createNetwork('ann', 'ben', 'cat')
    ;[ann, ben, cat] = network.hosts as [Host, Host, Host]
    await startAll(network.hosts)
    await befriend(ann, ben)
    await befriend(ann, cat)
    await befriend(ben, cat)
  })
  afterAll(() => network?.close())
  beforeEach(async () => {
    for (const host of network.hosts) {
      await host.restore()
      if (host.node === undefined) await host.up()
      for (const call of await active(host)) await host.json('hangup', call.peer.peerId)
    }
    for (const host of network.hosts)
      for (const other of network.hosts) if (host !== other) await host.sees(idOf(other), 'here')
  })

  /** Calls that go on; `calls` tells of those that ended, too. */
  const active = async (host: Host) => (await host.json<Call[]>('calls')).filter(call => call.state !== 'ended')
  const SESSION = 'tcp://10.73.0.2:7000'
  const inState = (state: Call['state']) => (line: StreamLine) => line.event === 'call' && line.state === state
  const reaches = async (stream: LineStream<CallLine>, state: Call['state'], timeout?: number): Promise<CallLine> =>
    (await stream.waitFor(inState(state), {
      what: `the call is ${state}`,
      ...(timeout === undefined ? {} : { timeout }),
    })) as CallLine
  const call = (from: Host, to: Host) => from.stream<CallLine>('call', idOf(to), '--session', SESSION)

  /** The outcome as each of the two has it in the conversation, newest call last. */
  const outcomes = (one: Host, other: Host, id: string) =>
    until(
      async () => {
        const of = async (host: Host, peer: Host) =>
          (await host.json<Message[]>('history', idOf(peer), '--type', 'call')).find(
            message => message.call?.call === id,
          )?.call
        const [first, second] = [await of(one, other), await of(other, one)]
        return first && second && { first, second }
      },
      { what: `both ${one.name} and ${other.name} have the outcome of the call` },
    )

  it('offers a session, answers it, hangs up', async () => {
    await using listener = await ben.listen()
    await using caller = call(ann, ben)
    const rings = await listener.waitFor(inState('ringing'), { what: 'it rings' })
    expect(rings).toMatchObject({ direction: 'in', media: 'session', session: SESSION, peer: { peerId: idOf(ann) } })
    await reaches(caller, 'ringing')
    await using callee = ben.stream<CallLine>('answer', '--session', 'tcp://10.73.0.3:7001')
    expect(await reaches(caller, 'connected')).toMatchObject({ direction: 'out', session: 'tcp://10.73.0.3:7001' })
    expect(await reaches(callee, 'connected')).toMatchObject({ session: SESSION })
    expect(await active(ann)).toMatchObject([{ state: 'connected' }])
    await ann.json('hangup')
    const ended = await reaches(caller, 'ended')
    expect(ended).toMatchObject({ reason: 'hung-up' })
    expect(await reaches(callee, 'ended')).toMatchObject({ reason: 'hung-up', call: ended.call })
    expect(await Promise.all([caller.ended, callee.ended])).toEqual([0, 0])
    const { first, second } = await outcomes(ann, ben, ended.call)
    expect(first).toMatchObject({ outcome: 'hung-up', media: 'session' })
    expect(second).toEqual(first)
    expect(await active(ben)).toEqual([])
  })

  it('takes a decline', async () => {
    await using listener = await ben.listen()
    await using caller = call(ann, ben)
    await listener.waitFor(inState('ringing'), { what: 'it rings' })
    await ben.json('hangup')
    const ended = await reaches(caller, 'ended')
    expect(ended).toMatchObject({ reason: 'declined' })
    expect(await caller.ended).toBe(4)
    const { first, second } = await outcomes(ann, ben, ended.call)
    expect([first.outcome, second.outcome]).toEqual(['declined', 'declined'])
  })

  it('can be taken back while it rings', async () => {
    await using listener = await ben.listen()
    await using caller = call(ann, ben)
    await listener.waitFor(inState('ringing'), { what: 'it rings' })
    await ann.json('hangup')
    const ended = await listener.waitFor(inState('ended'), { what: 'it stops ringing' })
    expect(ended).toMatchObject({ reason: 'cancelled' })
    await reaches(caller, 'ended')
  })

  it('is busy for a third person while two talk', async () => {
    await using listener = await ben.listen()
    await using caller = call(ann, ben)
    await listener.waitFor(inState('ringing'), { what: 'it rings' })
    await using _callee = ben.stream<CallLine>('answer')
    await reaches(caller, 'connected')
    await using third = call(cat, ben)
    expect(await reaches(third, 'ended')).toMatchObject({ reason: 'busy' })
    expect(await third.ended).toBe(7)
    expect(await active(ann)).toMatchObject([{ state: 'connected' }])
    expect(await ann.failure('call', idOf(cat), '--session', SESSION)).toMatchObject({ code: 'busy', exit: 7 })
    await ann.json('hangup')
  })

  it('is missed after 45 seconds', async () => {
    await using listener = await ben.listen()
    const began = performance.now()
    await using caller = call(ann, ben)
    await listener.waitFor(inState('ringing'), { what: 'it rings' })
    const ended = await reaches(caller, 'ended')
    expect(ended).toMatchObject({ reason: 'missed' })
    expect(performance.now() - began).toBeGreaterThan(40_000)
    expect(await caller.ended).toBe(6)
    await listener.waitFor(inState('ended'), { what: 'it stops ringing' })
    const { first, second } = await outcomes(ann, ben, ended.call)
    expect([first.outcome, second.outcome]).toEqual(['missed', 'missed'])
  })

  it('makes one call of two that meet on the way', async () => {
    // With the cable pulled unnoticed for a moment, both offers are under way before either arrives.
    await ben.cut('silent')
    await using fromAnn = call(ann, ben)
    await using fromBen = call(ben, ann)
    await reaches(fromAnn, 'offered')
    await reaches(fromBen, 'offered')
    await ben.restore()
    const seen = await until(
      async () => {
        const [annHas, benHas] = [await active(ann), await active(ben)]
        const settled = annHas.length === 1 && benHas.length === 1 && annHas[0]!.call === benHas[0]!.call
        return settled && annHas[0]!.state === 'connected' ? { ann: annHas[0]!, ben: benHas[0]! } : undefined
      },
      { what: 'both have one and the same call, and it is connected' },
    )
    expect(seen.ann.direction).not.toBe(seen.ben.direction)
    // The offer of the smaller peer id is the call; who made the other one is called.
    expect(seen.ann.direction).toBe(idOf(ann) < idOf(ben) ? 'out' : 'in')
    await ann.json('hangup')
    await Promise.all([reaches(fromAnn, 'ended'), reaches(fromBen, 'ended')])
    await until(async () => (await active(ben)).length === 0, { what: 'no call is left' })
    const { first, second } = await outcomes(ann, ben, seen.ann.call)
    expect([first.outcome, second.outcome]).toEqual(['hung-up', 'hung-up'])
  })

  it('is refused as busy while the other one’s call rings here', async () => {
    await using listener = await ben.listen()
    await using caller = call(ann, ben)
    await listener.waitFor(inState('ringing'), { what: 'it rings' })
    expect(await ben.failure('call', idOf(ann), '--session', SESSION)).toMatchObject({ code: 'busy', exit: 7 })
    await ann.json('hangup')
    await reaches(caller, 'ended')
  })

  it.each(['ringing', 'connected'] as const)('ends when the other side is killed while it is %s', async state => {
    await using listener = await ben.listen()
    await using caller = call(ann, ben)
    await listener.waitFor(inState('ringing'), { what: 'it rings' })
    await reaches(caller, 'ringing')
    // Its end is the killed node's doing: stopping the command itself would hang up.
    const callee = state === 'connected' ? ben.stream<CallLine>('answer') : undefined
    if (callee !== undefined) await reaches(caller, 'connected')
    await ben.kill()
    expect(await reaches(caller, 'ended')).toMatchObject({ reason: 'failed' })
    await callee?.ended
    await ben.up()
    expect(await active(ben)).toEqual([])
  })

  it('is not offered to a friend who is away', async () => {
    await ben.down()
    await ann.sees(idOf(ben), 'offline')
    expect(await ann.failure('call', idOf(ben), '--session', SESSION)).toMatchObject({ code: 'offline', exit: 5 })
    expect(await ann.failure('shake', idOf(ben))).toMatchObject({ code: 'offline', exit: 5 })
  })

  it('shakes a friend who is here, not too often, and not one who has muted it', async () => {
    await using listener = await cat.listen()
    const shaken = await ann.json<Message>('shake', idOf(cat))
    expect(shaken).toMatchObject({ type: 'shake', own: true })
    const shake = await listener.waitFor(line => line.event === 'shake', { what: 'the shake' })
    expect(shake).toMatchObject({ from: { peerId: idOf(ann), name: 'ann' }, fresh: true })
    expect(await ann.failure('shake', idOf(cat))).toMatchObject({ code: 'busy', exit: 7 })
    const history = await until(async () => (await cat.history(idOf(ann))).find(message => message.id === shaken.id), {
      what: 'the shake is in the history',
    })
    expect(history.type).toBe('shake')
    await cat.json('mute', idOf(ann))
    await sleep(5_500)
    expect(await ann.failure('shake', idOf(cat))).toMatchObject({ code: 'declined', exit: 4 })
    await cat.json('unmute', idOf(ann))
  })
})

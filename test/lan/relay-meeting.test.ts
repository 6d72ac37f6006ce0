/** The relay as a meeting point: found by multicast, and between people whom the network keeps apart. */
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Invite, Message, Peer, Relay } from '../../src/node/messenger.ts'
import type { Host } from '../support/lan/host.ts'
import { lan } from '../support/lan/lan.ts'
import { createNetwork, type Network } from '../support/lan/network.ts'
import { hasState, idOf, send, startAll } from '../support/lan/people.ts'
import { tcpClient, tcpServer } from '../support/lan/probe.ts'
import { RelayHost } from '../support/lan/relay-host.ts'
import { hasTexts, joinRelay, tellLogs } from '../support/lan/relay-people.ts'
import { until } from '../support/lan/until.ts'

lan('a relay as a meeting point', () => {
  let network: Network
  let ann: Host
  let ben: Host
  let attic: RelayHost

  beforeEach(async () => {
    network = await createNetwork('ann', 'ben', 'attic')
    const [first, second, third] = network.hosts as [Host, Host, Host]
    ;[ann, ben, attic] = [first, second, new RelayHost(third)]
  })
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await tellLogs(network.hosts)
    await network?.close()
  })

  it('is found by multicast, and is no person', async () => {
    const { peerId } = await attic.begin('--open')
    await startAll([ann])
    const near = await until(
      async () => (await ann.json<Peer[]>('relay', 'nearby')).find(peer => peer.peerId === peerId),
      { what: 'ann sees the relay nearby' },
    )
    expect(near).toMatchObject({ name: 'attic', kind: 'relay' })
    const [mine] = await ann.json<Relay[]>('relay', 'add', 'attic')
    expect(mine).toMatchObject({ peerId, name: 'attic', connected: true })
    expect(await ann.failure('add', peerId)).toMatchObject({ exit: 2 })
    expect(await ann.json<Peer[]>('friends')).toEqual([])
  })

  it('lets people talk, shake and see each other who reach nobody but it', async () => {
    await attic.begin()
    for (const host of [ann, ben]) await host.apart(true)
    await startAll([ann, ben])
    await using _server = await tcpServer(ben, 4010)
    await using client = tcpClient(ann, ben.address, 4010)
    const end = await client.waitFor(() => true, { what: 'the end of the attempt' })
    expect(end, 'ann reaches ben, and this test shows nothing').toMatchObject({ event: 'failed' })

    await joinRelay(attic, ann, ben)
    const { link } = await ann.json<Invite>('invite', '--relay')
    await ben.json('add', link)
    await hasState(ann, ben, 'friend')
    await hasState(ben, ann, 'friend')
    await Promise.all([ann.sees(idOf(ben), 'here'), ben.sees(idOf(ann), 'here')])

    const began = performance.now()
    await send(ann, ben, 'can you hear me?', '--wait', 'delivered')
    await send(ben, ann, 'loud and clear', '--wait', 'delivered')
    console.log(`there and back through the relay: ${Math.round(performance.now() - began)} ms, two commands`)
    expect(await hasTexts(ann, ben, 2)).toEqual(['can you hear me?', 'loud and clear'])

    await using bot = await ben.listen()
    // It goes over an open stream only, never in a parcel. Right after the meeting that stream may be made a second time.
    const shake = await until(() => ann.json<Message>('shake', idOf(ben)), { what: 'a shake goes' })
    expect(shake).toMatchObject({ type: 'shake' })
    const shaken = await bot.waitFor(line => line.event === 'shake', { what: 'ben is shaken' })
    expect(shaken).toMatchObject({ from: { peerId: idOf(ann) }, fresh: true })

    // The relay goes and comes; so do they, for each other.
    await attic.kill()
    await ann.sees(idOf(ben), 'offline')
    await attic.start()
    await Promise.all([ann.sees(idOf(ben), 'here'), ben.sees(idOf(ann), 'here')])
    await send(ben, ann, 'here again', '--wait', 'delivered')
  })
})

/** People find each other and become friends, on networks that help and on networks that do not. */
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Friend, Peer } from '../../src/node/messenger.ts'
import type { Host } from '../support/lan/host.ts'
import { lan } from '../support/lan/lan.ts'
import { createNetwork, type Network } from '../support/lan/network.ts'
import { befriend, befriendByLink, hasState, hasText, idOf, seesNearby, send, startAll } from '../support/lan/people.ts'
import { until } from '../support/lan/until.ts'

lan('meeting', () => {
  let network: Network
  let ann: Host
  let ben: Host

  beforeEach(async () => {
    network = await createNetwork('ann', 'ben')
    ;[ann, ben] = network.hosts as [Host, Host]
  })
  afterEach(() => network?.close())

  it('finds who is on the network, by name, within seconds', async () => {
    await startAll([ann, ben])
    const began = performance.now()
    await Promise.all([seesNearby(ann, ben), seesNearby(ben, ann)])
    console.log(`found each other after ${Math.round(performance.now() - began)} ms`)
    const [seen] = await ann.json<Peer[]>('nearby')
    expect(seen).toMatchObject({ peerId: idOf(ben), name: 'ben', kind: 'peer', friend: false })
    expect(await ann.json<Peer[]>('find', 'be')).toMatchObject([{ peerId: idOf(ben) }])
    expect(await ann.json<Peer[]>('find', 'nobody of that name')).toEqual([])
  })

  it('tells in a stream who comes and goes', async () => {
    await startAll([ann])
    await using watch = ann.stream('nearby', '--watch')
    await ben.start()
    const came = await watch.waitFor(line => line.event === 'nearby' && line.here === true, { what: 'ben comes' })
    expect(came.peer).toMatchObject({ peerId: idOf(ben) })
    await ben.down()
    await watch.waitFor(line => line.event === 'nearby' && line.here === false, { what: 'ben goes' })
  })

  it('makes friends of one who asks and one who accepts', async () => {
    await startAll([ann, ben])
    await seesNearby(ann, ben)
    expect(await ann.json<Friend>('add', idOf(ben), '--message', 'It is me')).toMatchObject({ state: 'requested' })
    const request = await hasState(ben, ann, 'received')
    expect(request).toMatchObject({ name: 'ann', greeting: 'It is me' })
    // A stranger can do nothing but ask.
    expect(await ann.failure('send', idOf(ben), 'too early')).toMatchObject({ code: 'not-friends', exit: 4 })
    expect(await ben.json<Friend>('accept', idOf(ann))).toMatchObject({ state: 'friend' })
    await hasState(ann, ben, 'friend')
    await ann.sees(idOf(ben), 'here')
    await ben.sees(idOf(ann), 'here')
  })

  it('tells who asked that the answer is no', async () => {
    await startAll([ann, ben])
    await seesNearby(ann, ben)
    await ann.json('add', idOf(ben))
    await hasState(ben, ann, 'received')
    await ben.json('decline', idOf(ann))
    await hasState(ann, ben, 'declined')
    expect(await ann.failure('send', idOf(ben), 'still not')).toMatchObject({ code: 'not-friends' })
  })

  it('carries a request to somebody away, and the answer back, to the next meetings', async () => {
    await startAll([ann, ben])
    await seesNearby(ann, ben)
    await ben.down()
    await ann.json('add', idOf(ben))
    await hasState(ann, ben, 'requested')
    await ben.up()
    await hasState(ben, ann, 'received')
    await ann.down()
    await ben.json('accept', idOf(ann))
    await ann.up()
    await hasState(ann, ben, 'friend')
    await hasState(ben, ann, 'friend')
    await send(ann, ben, 'at last', '--wait', 'delivered')
  })

  it('agrees on the friendship whenever one side dies while the answer is under way', async () => {
    await startAll([ann, ben])
    await seesNearby(ann, ben)
    for (let round = 0; round < 6; round += 1) {
      const [victim, survivor] = round % 2 === 0 ? [ben, ann] : [ann, ben]
      await ann.json('add', idOf(ben))
      await hasState(ben, ann, 'received')
      const control = await ben.control()
      // Killed a few milliseconds into the answer: before, during or after the commit or the sending. Its call may fail.
      const answered = control.call('accept', { who: idOf(ann) }).then(
        () => true,
        () => false,
      )
      await new Promise(resolve => setTimeout(resolve, round * 4))
      await victim.kill()
      const accepted = await answered
      await control.close()
      await victim.up()
      const states = async () => {
        const of = async (host: Host, other: Host) =>
          [...(await host.friends()), ...(await host.json<Friend[]>('requests'))].find(
            friend => friend.peerId === idOf(other),
          )?.state
        return [await of(ann, ben), await of(ben, ann)]
      }
      const agreed = await until(
        async () => {
          const [annSays, benSays] = await states()
          const both = annSays === 'friend' && benSays === 'friend'
          const open = !accepted && annSays === 'requested' && benSays === 'received'
          if (!both && !open) throw new Error(`ann has ben as ${annSays}, ben has ann as ${benSays}`)
          return { both }
        },
        { what: `round ${round}, accepted: ${accepted}: both sides agree (${survivor.name} lived)` },
      )
      if (!agreed.both) await ben.json('accept', idOf(ann))
      await hasState(ann, ben, 'friend')
      await send(ann, ben, `friends in round ${round}`, '--wait', 'delivered')
      // Both, or the next request would meet a wish that still stands.
      await ann.json('remove', idOf(ben))
      await ben.json('remove', idOf(ann))
      await until(async () => (await states()).every(state => state !== 'friend'), {
        what: `round ${round}: removed on both sides`,
      })
    }
  })

  it('makes friends by a link where there is no multicast, without being asked back', async () => {
    await network.multicast(false)
    await startAll([ann, ben])
    await befriendByLink(ann, ben)
    await send(ben, ann, 'found you', '--wait', 'delivered')
    expect(await ann.json<Peer[]>('nearby')).not.toContainEqual(expect.objectContaining({ friend: false }))
    // The code in the link is used up; a third person cannot come in by it. Tested where links are tested.
  })

  it('reaches somebody by typed address where there is no multicast', async () => {
    await startAll([ann, ben], { mdns: false })
    const address = ben.ready!.addresses.find(text => text.includes(ben.address))
    expect(address).toBeDefined()
    const nobody = `/ip4/10.73.0.200/tcp/4001/p2p/${idOf(ben)}`
    expect(await ann.failure('connect', nobody)).toMatchObject({ code: 'offline', exit: 5 })
    const peer = await ann.json<Peer>('connect', address!)
    expect(peer).toMatchObject({ peerId: idOf(ben), name: 'ben' })
    // Where nobody answered is no address of anybody's.
    expect(peer.addresses.join(' ')).not.toContain('10.73.0.200')
    await ann.json('add', idOf(ben))
    await hasState(ben, ann, 'received')
  })

  it('dials the last addresses of friends at start where multicast does not reach', async () => {
    await startAll([ann, ben])
    await befriend(ann, ben)
    await ann.down()
    await ben.down()
    await network.multicast(false)
    await ben.up()
    const began = performance.now()
    await ann.up()
    await ann.sees(idOf(ben), 'here')
    await ben.sees(idOf(ann), 'here')
    console.log(`here ${Math.round(performance.now() - began)} ms after the start`)
    await send(ann, ben, 'without multicast', '--wait', 'delivered')
  })

  it('finds a friend again who got another address', async () => {
    await startAll([ann, ben])
    await befriend(ann, ben)
    await ben.readdress('10.73.0.99')
    await send(ann, ben, 'where are you')
    await hasText(ben, ann, 'where are you')
  })

  it('tells two people of one name apart everywhere', async () => {
    const other = await network.host('ann-2')
    await startAll([ann, ben])
    await other.init('ann')
    await other.up()
    await befriend(ann, ben)
    await befriend(other, ben)
    const refusal = await ben.failure('send', 'ann', 'which one')
    expect(refusal).toMatchObject({ code: 'ambiguous', exit: 3 })
    expect(`${refusal.message} ${refusal.hint}`).toContain(idOf(ann).slice(-6))
    await send(ben, other, 'the other one', '--wait', 'delivered')
    expect(await ann.history(idOf(ben))).toEqual([])
    await ben.json('nick', idOf(other), 'ann from work')
    await ben.json('send', 'ann from work', 'by nickname', '--wait', 'delivered')
    await hasText(other, ben, 'by nickname')
  })
})

/** Friends who are never online together, and the relay that keeps what they say. */
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Friend, Invite, Message } from '../../src/node/messenger.ts'
import type { Host } from '../support/lan/host.ts'
import { lan } from '../support/lan/lan.ts'
import { createNetwork, type Network } from '../support/lan/network.ts'
import { hasState, idOf, seesNearby, send, startAll } from '../support/lan/people.ts'
import { RelayHost } from '../support/lan/relay-host.ts'
import {
  allAre,
  friendsWithRelays,
  hasTexts,
  joinRelay,
  relayIs,
  takeTurns,
  tellLogs,
} from '../support/lan/relay-people.ts'
import { attached } from '../support/lan/talk.ts'
import { until } from '../support/lan/until.ts'

/** Of one who comes for long enough to tell friends of keys that are gone. */
const LONG_STAY_MS = 3_000

lan('a relay', () => {
  let network: Network
  let ann: Host
  let ben: Host
  let attic: RelayHost

  beforeEach(async () => {
    network = await createNetwork('ann', 'ben', 'attic')
    const [first, second, third] = network.hosts as [Host, Host, Host]
    ;[ann, ben, attic] = [first, second, new RelayHost(third)]
    await attic.begin()
  })
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await tellLogs(network.hosts)
    await network?.close()
  })

  it('brings 200 messages, in order and once, to a friend who is never there, although it is killed meanwhile; and word of it back', async () => {
    const COUNT = 200
    await friendsWithRelays(ann, ben, attic)
    await ben.down()
    const said = Array.from({ length: COUNT }, (_, number) => `message ${number}`)
    await using control = await attached(ann)
    for (const text of said) await control.call<Message[]>('send', { conv: [idOf(ben)], text })
    await allAre(ann, ben, 'relayed', COUNT)
    await ann.down()
    await attic.restart()
    await ben.up()
    expect(await hasTexts(ben, ann, COUNT)).toEqual(said)
    await attic.keeps(ben, parcels => parcels === 0)
    // What he says of it lies there until she comes.
    await attic.keeps(ann, parcels => parcels > 0)
    await takeTurns(ben, ann)
    await allAre(ann, ben, 'delivered', COUNT)
    await takeTurns(ann, ben)
    expect(await hasTexts(ben, ann, COUNT)).toEqual(said)
  })

  it('makes friends by a link, and brings the first words, although the two are never there together', async () => {
    await startAll([ann])
    await joinRelay(attic, ann)
    const { link } = await ann.json<Invite>('invite', '--relay')
    await ann.down()
    await ben.start()
    await joinRelay(attic, ben)
    expect(await ben.json<Friend>('add', link)).toMatchObject({ state: 'requested' })
    await attic.keeps(ann, parcels => parcels > 0)
    await takeTurns(ben, ann)
    await hasState(ann, ben, 'friend')
    await send(ann, ben, 'welcome', '--wait', 'relayed')
    await takeTurns(ann, ben)
    await hasState(ben, ann, 'friend')
    expect(await hasTexts(ben, ann, 1)).toEqual(['welcome'])
    await send(ben, ann, 'glad to be here', '--wait', 'relayed')
    await takeTurns(ben, ann)
    expect(await hasTexts(ann, ben, 2)).toEqual(['welcome', 'glad to be here'])
    await allAre(ann, ben, 'delivered', 1)
  })

  it('brings a request to somebody seen once, and the answer back', async () => {
    await startAll([ann, ben])
    await joinRelay(attic, ann, ben)
    await seesNearby(ann, ben)
    await ben.down()
    await ann.json('add', idOf(ben), '--message', 'It is me')
    await attic.keeps(ben, parcels => parcels > 0)
    await takeTurns(ann, ben)
    expect(await hasState(ben, ann, 'received')).toMatchObject({ greeting: 'It is me' })
    await until(async () => (await ben.json<Friend[]>('requests')).some(({ name }) => name === 'ann'), {
      what: 'ben knows who asks',
    })
    await ben.json('accept', idOf(ann))
    await attic.keeps(ann, parcels => parcels > 0)
    await takeTurns(ben, ann)
    await hasState(ann, ben, 'friend')
    await send(ann, ben, 'at last', '--wait', 'relayed')
    await takeTurns(ann, ben)
    expect(await hasTexts(ben, ann, 1)).toEqual(['at last'])
  })

  it('is stood in for by a second one, and what both keep is shown once', async () => {
    const cellar = new RelayHost(await network.host('cellar'))
    await cellar.begin()
    await friendsWithRelays(ann, ben, attic, cellar)
    await Promise.all([relayIs(ann, attic, true), relayIs(ann, cellar, true)])
    await ben.down()
    const said = ['to either']
    await send(ann, ben, said[0]!, '--wait', 'relayed')
    const [atAttic, atCellar] = [(await attic.waiting(ben))!, (await cellar.waiting(ben))!]
    // The one that took it breaks down; what is said now goes to the other.
    const [first, second] = atAttic > 0 ? [attic, cellar] : [cellar, attic]
    expect(Math.min(atAttic, atCellar)).toBe(0)
    await first.kill()
    said.push('to the other')
    await send(ann, ben, said[1]!, '--wait', 'relayed')
    await second.keeps(ben, parcels => parcels > 0)
    const before = (await second.waiting(ben))!
    // It is made anew, so its store is another one; all is deposited again, with the other, as ben has no mailbox at this one.
    const disk = await first.host.snapshot()
    await first.wipe()
    await first.start('--open')
    await second.keeps(ben, parcels => parcels > before, 90_000)
    await allAre(ann, ben, 'relayed', 2)
    await ann.down()
    // Then its old disk is found: both have the first message.
    await first.kill()
    await first.host.rollBack(disk)
    await first.start()
    await ben.up()
    expect(await hasTexts(ben, ann, 2)).toEqual(said)
    for (const relay of [first, second]) await relay.keeps(ben, parcels => parcels === 0)
    expect(await hasTexts(ben, ann, 2)).toEqual(said)
    await takeTurns(ben, ann)
    await allAre(ann, ben, 'delivered', 2)
  })

  /** What both show after a profile was put back to an older copy, wrote on, and went to and fro with its friend; and what there is to show. */
  const afterRollBack = async (benSpoke: boolean, stay: number): Promise<{ shown: string[][]; said: string[] }> => {
    await friendsWithRelays(ann, ben, attic)
    const said = ['before the copy']
    await send(ann, ben, said[0]!, '--wait', 'delivered')
    if (benSpoke) {
      said.push('before the copy, from ben')
      await send(ben, ann, said[1]!, '--wait', 'delivered')
    }
    await ann.down()
    const copy = await ann.snapshot()
    await ben.down()

    await ann.up()
    const [second, third, last] = ['forgotten by ann', 'from ben, forgotten by ann', 'in a second life']
    await send(ann, ben, second!, '--wait', 'relayed')
    await takeTurns(ann, ben)
    await hasTexts(ben, ann, said.length + 1)
    await send(ben, ann, third!, '--wait', 'relayed')
    await takeTurns(ben, ann)
    await hasTexts(ann, ben, said.length + 2)
    await ann.down()
    await ann.rollBack(copy)

    // The numbers of what was forgotten are given out a second time.
    await ann.up()
    await send(ann, ben, last!, '--wait', 'relayed')
    said.push(second!, third!, last!)
    let shown: string[][] = [[], []]
    let [here, there] = [ann, ben]
    for (let visit = 0; visit < 10 && !shown.every(texts => texts.length === said.length); visit += 1) {
      await takeTurns(here, there)
      ;[here, there] = [there, here]
      await relayIs(here, attic, true)
      await attic.keeps(here, parcels => parcels === 0)
      await sleep(stay)
      const texts = (await here.history(idOf(there))).map(({ text }) => text ?? '')
      shown = here === ann ? [texts, shown[1]!] : [shown[0]!, texts]
    }
    return { shown, said }
  }

  it('gives a profile that was put back to an older copy what it forgot, and brings what it says then', async () => {
    const { shown, said } = await afterRollBack(true, LONG_STAY_MS)
    expect(shown[0]!.toSorted()).toEqual(said.toSorted())
    expect(shown[1]).toEqual(shown[0])
  })

  it('gives it back what it forgot, too, when each comes for a moment only', async () => {
    const { shown, said } = await afterRollBack(true, 0)
    expect(shown[0]!.toSorted()).toEqual(said.toSorted())
    expect(shown[1]).toEqual(shown[0])
  })

  it('gives it also the first words of a friend, of which the older copy knows nothing', async () => {
    const { shown, said } = await afterRollBack(false, LONG_STAY_MS)
    expect(shown[0]!.toSorted()).toEqual(said.toSorted())
    expect(shown[1]).toEqual(shown[0])
  })
})

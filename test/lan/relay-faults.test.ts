/** A relay that is killed, wiped, put back, full, or wrong about the time: what it was given is never lost, and never shown twice. */
import { randomInt } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Message } from '../../src/node/messenger.ts'
import type { Host } from '../support/lan/host.ts'
import { itSkewsClocks, lan } from '../support/lan/lan.ts'
import { createNetwork, type Network } from '../support/lan/network.ts'
import { idOf, send } from '../support/lan/people.ts'
import { RelayHost } from '../support/lan/relay-host.ts'
import { allAre, friendsWithRelays, hasTexts, takeTurns, tellLogs } from '../support/lan/relay-people.ts'
import { attached } from '../support/lan/talk.ts'
import { until } from '../support/lan/until.ts'

const MIB = 1024 * 1024
const DAY = 24 * 3600

lan('a relay in trouble', () => {
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

  it('loses nothing that it acknowledged, killed again and again while letters come', async () => {
    const COUNT = 160
    const KILLS = 5
    await attic.begin()
    await friendsWithRelays(ann, ben, attic)
    await ben.down()
    let talking = true
    let kills = 0
    const kill = async () => {
      while (talking && kills < KILLS) {
        await sleep(randomInt(200, 1_500))
        await attic.kill()
        kills += 1
        await sleep(randomInt(0, 300))
        await attic.start()
        // The next one falls while letters come, not while nobody has found the relay again.
        const { deposited } = await attic.status()
        await until(async () => !talking || (await attic.status()).deposited > deposited, {
          what: 'letters come again',
          every: 50,
        })
      }
    }
    await using control = await attached(ann)
    const said: string[] = []
    const relayed: string[] = []
    const talk = async () => {
      // Until all kills fell into it.
      while (said.length < COUNT || kills < KILLS) {
        const text = `message ${said.length}`
        said.push(text)
        // Each waits for its acknowledgement; several are under way at a time.
        const params = { conv: [idOf(ben)], text, wait: 'relayed', timeout: 60 }
        const acknowledged = control.call<Message[]>('send', params).then(() => relayed.push(text))
        if (said.length % 8 === 0) await acknowledged
        else acknowledged.catch(() => undefined)
        await sleep(randomInt(0, 30))
      }
      await until(() => relayed.length === said.length, { what: 'all are relayed' })
    }
    await Promise.all([
      kill(),
      talk().finally(() => {
        talking = false
      }),
    ])
    await ann.down()
    await attic.restart()
    await ben.up()
    expect(await hasTexts(ben, ann, said.length)).toEqual(said)
    console.log(`${relayed.length} of ${said.length} acknowledged, ${kills} kills`)
    await attic.keeps(ann, parcels => parcels > 0)
    await takeTurns(ben, ann)
    await allAre(ann, ben, 'delivered', said.length)
  })

  it('is given everything again when its store is gone', async () => {
    await attic.begin('--open')
    await friendsWithRelays(ann, ben, attic)
    await ben.down()
    const said = Array.from({ length: 20 }, (_, number) => `kept by ann ${number}`)
    const control = await attached(ann)
    for (const text of said) await control.call<Message[]>('send', { conv: [idOf(ben)], text })
    await control.close()
    await allAre(ann, ben, 'relayed', said.length)
    const { storeId } = await attic.status()
    await ann.down()
    await attic.kill()
    await attic.wipe()
    await attic.start('--open')
    expect((await attic.status()).storeId).not.toBe(storeId)
    // He makes his mailbox anew; there is nothing in it yet.
    await ben.up()
    await attic.keeps(ben, parcels => parcels === 0)
    await takeTurns(ben, ann)
    await attic.keeps(ben, parcels => parcels > 0)
    await allAre(ann, ben, 'relayed', said.length)
    await takeTurns(ann, ben)
    expect(await hasTexts(ben, ann, said.length)).toEqual(said)
    await attic.keeps(ann, parcels => parcels > 0)
    await takeTurns(ben, ann)
    await allAre(ann, ben, 'delivered', said.length)
  })

  it('may be put back to an older copy of its disk: what it forgot comes when the two meet, what it repeats is shown once', async () => {
    await attic.begin()
    await friendsWithRelays(ann, ben, attic)
    await ben.down()
    await send(ann, ben, 'in the copy', '--wait', 'relayed')
    await attic.stop()
    const copy = await attic.host.snapshot()
    await attic.start()
    await takeTurns(ann, ben)
    await hasTexts(ben, ann, 1)
    await attic.keeps(ben, parcels => parcels === 0)
    await takeTurns(ben, ann)
    await send(ann, ben, 'after the copy', '--wait', 'relayed')
    await ann.down()
    await attic.kill()
    await attic.host.rollBack(copy)
    await attic.start()
    await ben.up()
    // The first one came a second time.
    await until(async () => (await attic.waiting(ben)) === 0, { what: 'ben has collected' })
    expect(await hasTexts(ben, ann, 1)).toEqual(['in the copy'])
    await ann.up()
    expect(await hasTexts(ben, ann, 2)).toEqual(['in the copy', 'after the copy'])
    await allAre(ann, ben, 'delivered', 2)
  })

  itSkewsClocks('is given again what nobody had when its time at the relay was over', async () => {
    await attic.begin('--ttl', '1')
    await friendsWithRelays(ann, ben, attic)
    await ben.down()
    await attic.stop()
    const copy = await attic.host.snapshot()
    await attic.start('--ttl', '1')
    await send(ann, ben, 'forgotten by the relay', '--wait', 'relayed')
    await ann.down()
    await attic.kill()
    await attic.host.rollBack(copy)
    await attic.start('--ttl', '1')
    expect(await attic.waiting(ben)).toBe(0)
    ann.skewClock(2 * DAY)
    ann.env.EARSHOT_TEST_MAIL_PACE_MS = '1000'
    await ann.up()
    await attic.keeps(ben, parcels => parcels > 0)
    await takeTurns(ann, ben)
    expect(await hasTexts(ben, ann, 1)).toEqual(['forgotten by the relay'])
  })

  it('takes nothing while its disk is full; what was refused waits with its sender and goes when there is room', async () => {
    await attic.host.smallDisk(64 * MIB)
    await attic.begin()
    await friendsWithRelays(ann, ben, attic)
    await ben.down()
    await attic.host.fillDisk()
    const refused = await ann.failure('--timeout', '2', 'send', idOf(ben), 'found no room', '--wait', 'relayed')
    expect(refused).toMatchObject({ code: 'timeout', exit: 6 })
    await until(async () => (await attic.status()).refused > 0, { what: 'it was refused' })
    expect((await ann.history(idOf(ben))).map(({ state }) => state)).toEqual(['queued'])
    await attic.host.freeDisk()
    // Ann was asked to come again in a minute; a node that starts asks at once.
    await ann.down()
    await ann.up()
    await allAre(ann, ben, 'relayed', 1)
    await takeTurns(ann, ben)
    expect(await hasTexts(ben, ann, 1)).toEqual(['found no room'])
  })

  for (const [way, days] of [
    ['ahead', 365],
    ['behind', -365],
  ] as const) {
    itSkewsClocks(`brings what it kept, and what comes, when its clock is set a year ${way}`, async () => {
      await attic.begin()
      await friendsWithRelays(ann, ben, attic)
      await ben.down()
      const said = ['at the right time', 'at the wrong time', 'at the right time again']
      await send(ann, ben, said[0]!, '--wait', 'relayed')
      await attic.kill()
      attic.host.skewClock(days * DAY)
      await attic.start()
      await send(ann, ben, said[1]!, '--wait', 'relayed')
      await attic.kill()
      attic.host.skewClock(0)
      await attic.start()
      await send(ann, ben, said[2]!, '--wait', 'relayed')
      await takeTurns(ann, ben)
      expect(await hasTexts(ben, ann, said.length)).toEqual(said)
      await attic.kill()
      attic.host.skewClock(days * DAY)
      await attic.start()
      await send(ben, ann, 'in another year', '--wait', 'relayed')
      await takeTurns(ben, ann)
      expect(await hasTexts(ann, ben, said.length + 1)).toEqual([...said, 'in another year'])
    })
  }
})

/** The promise under the worst that a machine does to a process: killed at any instant, no room on the disk. */
import { randomInt } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Message } from '../../src/node/messenger.ts'
import { Checker } from '../support/lan/checker.ts'
import type { Host } from '../support/lan/host.ts'
import { lan } from '../support/lan/lan.ts'
import { createNetwork, type Network } from '../support/lan/network.ts'
import { allDelivered, befriend, CheckedPair, hasText, idOf, send, startAll } from '../support/lan/people.ts'
import { ConnectionLost } from '../support/lan/rpc.ts'
import { attached, Bot, caughtUp, talk } from '../support/lan/talk.ts'
import { until } from '../support/lan/until.ts'

lan('crashes', () => {
  let network: Network
  let ann: Host
  let ben: Host

  beforeEach(async () => {
    network = await createNetwork('ann', 'ben')
    ;[ann, ben] = network.hosts as [Host, Host]
  })
  afterEach(() => network?.close())

  it('loses nothing and repeats nothing while 2,000 messages go both ways and both sides are killed again and again', async () => {
    const EACH = 1_000
    await startAll([ann, ben])
    await befriend(ann, ben)
    const first = await send(ann, ben, 'before the storm', '--wait', 'delivered')
    const { conversation } = first
    const checker = new Checker()
    checker.attempt('ann', conversation, 'before the storm')
    checker.accept('before the storm', first.id)
    const bots = [new Bot(ann, checker, first), new Bot(ben, checker, first)]

    let talking = true
    let kills = 0
    const kill = async () => {
      while (talking) {
        await sleep(randomInt(800, 2_500))
        const victims = randomInt(5) === 0 ? [ann, ben] : [randomInt(2) === 0 ? ann : ben]
        await Promise.all(victims.map(host => host.kill()))
        kills += victims.length
        await sleep(randomInt(0, 300))
        await Promise.all(victims.map(host => host.up()))
      }
    }
    // Slow enough that kills fall into the middle, fast enough that several messages are always under way.
    const options = { conversation, checker, count: EACH, pause: 40, enough: () => kills > 4 }
    const said = Promise.all([talk({ from: ann, to: ben, ...options }), talk({ from: ben, to: ann, ...options })])
    await Promise.all([
      kill(),
      said.finally(() => {
        talking = false
      }),
    ])
    console.log(`${checker.accepted} messages accepted, ${kills} kills`)
    for (const host of [ann, ben]) await allDelivered(host)
    await caughtUp(bots, checker.attempts - 1)
    for (const bot of bots) await bot.stop()
    checker.history('ann', conversation, await ann.history(idOf(ben)))
    checker.history('ben', conversation, await ben.history(idOf(ann)))
    expect(checker.accepted).toBe(checker.attempts)
    expect(checker.accepted).toBeGreaterThan(2 * EACH)
    expect(kills).toBeGreaterThan(4)
    checker.assertKept()
  })

  it('gives the first result to a client that asks again after the node died between commit and answer', async () => {
    await startAll([ann, ben])
    await befriend(ann, ben)
    const pair = await CheckedPair.begin(ann, ben)
    for (let round = 0; round < 8; round += 1) {
      const text = `once only ${round}`
      const params = { conv: [idOf(ben)], text, key: `key-${round}` }
      pair.attempt(ann, text)
      const control = await attached(ann)
      const lost = control.call('send', params).then(
        () => false,
        error => error instanceof ConnectionLost,
      )
      await sleep(round)
      await ann.kill()
      await lost
      await ann.up()
      const again = await attached(ann)
      const [second] = await again.call<Message[]>('send', params)
      const [third] = await again.call<Message[]>('send', params)
      expect(third?.id).toBe(second?.id)
      pair.checker.accept(text, second!.id)
      await again.close()
    }
    await pair.assertKept()
  })

  it('refuses to send on a full disk, keeps what was there, and works again when there is room', async () => {
    await ben.smallDisk(48 * 1024 * 1024)
    await startAll([ann, ben])
    await befriend(ann, ben)
    const pair = await CheckedPair.begin(ann, ben)
    await pair.send(ben, 'there was room', '--wait', 'delivered')
    await ben.fillDisk()
    const control = await attached(ben)
    let accepted = 0
    let refusal: unknown
    // What LevelDB holds room for already may still be accepted; soon nothing is.
    for (let number = 0; number < 400 && refusal === undefined; number += 1) {
      const text = `into a full disk ${number} ${'x'.repeat(16_000)}`
      pair.attempt(ben, text)
      try {
        const [message] = await control.call<Message[]>('send', { conv: [idOf(ann)], text, key: `full-${number}` })
        pair.checker.accept(text, message!.id)
        accepted += 1
      } catch (error) {
        refusal = error
      }
    }
    console.log(`${accepted} accepted after the disk was full, then: ${String(refusal)}`)
    expect(String(refusal)).toMatch(/disk|space|room/i)
    expect((await ben.history(idOf(ann))).map(message => message.text)).toContain('there was room')
    // A friend's messages find no room either: they wait at the friend's.
    await pair.send(ann, 'while ben had no room')
    await ben.freeDisk()
    await control.close()
    const after = await attached(ben)
    let tries = 0
    await until(
      async () => {
        tries += 1
        const text = `room again, try ${tries}`
        pair.attempt(ben, text)
        const [message] = await after.call<Message[]>('send', { conv: [idOf(ann)], text })
        pair.checker.accept(text, message!.id)
        return true
      },
      { what: 'sends are accepted again', every: 1_000 },
    )
    await after.close()
    await hasText(ben, ann, 'while ben had no room')
    await pair.assertKept({ causality: false })
  })
})

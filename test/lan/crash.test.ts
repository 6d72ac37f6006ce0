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
import { ConnectionLost, type ControlClient } from '../support/lan/rpc.ts'
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

  /** A connection to the node of a host, waiting for the node while it is dead. */
  const attached = (host: Host): Promise<ControlClient> =>
    until(() => host.control(), { what: `${host.name} answers`, timeout: 40_000, every: 50 })

  it('loses nothing and repeats nothing while 2,000 messages go both ways and both sides are killed again and again', async () => {
    const EACH = 1_000
    await startAll([ann, ben])
    await befriend(ann, ben)
    const first = await send(ann, ben, 'before the storm', '--wait', 'delivered')
    const { conversation } = first
    const checker = new Checker()
    checker.attempt('ann', conversation, 'before the storm')
    checker.accept('before the storm', first.id)
    const talked = new AbortController()
    const over = new AbortController()
    const heard = { ann: 0, ben: 0 }

    /** Sends one after another; where the node dies over one, asks again under the same key, as a client must. */
    const talk = async (from: Host, to: Host) => {
      let control = await attached(from)
      for (let number = 0; number < EACH; number += 1) {
        const text = `${from.name} says ${number}`
        checker.attempt(from.name, conversation, text)
        for (;;) {
          try {
            const params = { conv: [idOf(to)], text, key: `${from.name}-${number}` }
            const [message] = await control.call<Message[]>('send', params)
            checker.accept(text, message!.id)
            break
          } catch (error) {
            if (!(error instanceof ConnectionLost)) throw error
            control = await attached(from)
          }
        }
        // Slow enough that kills fall into the middle, fast enough that several messages are always under way.
        await sleep(randomInt(0, 40))
      }
      await control.close()
    }

    /** A bot that goes on with `since` where it was when its node died. */
    const bot = async (host: Host) => {
      const name = `${host.name}’s bot`
      checker.listener(name, host.name, { complete: true })
      checker.heard(name, first)
      let last = first.id
      while (!over.signal.aborted) {
        try {
          await using control = await attached(host)
          await control.listen(event => {
            if (event.event !== 'message') return
            checker.heard(name, event.message)
            if (!event.message.own) heard[host.name as 'ann' | 'ben'] += 1
            last = event.message.id
          }, last)
          await until(() => control.lost || over.signal.aborted, { what: 'the end of the run', timeout: 300_000 })
        } catch (error) {
          if (!(error instanceof ConnectionLost)) throw error
        }
      }
    }

    let kills = 0
    const chaos = async () => {
      while (!talked.signal.aborted) {
        await sleep(randomInt(800, 2_500))
        const victims = randomInt(5) === 0 ? [ann, ben] : [randomInt(2) === 0 ? ann : ben]
        await Promise.all(victims.map(host => host.kill()))
        kills += victims.length
        await sleep(randomInt(0, 300))
        await Promise.all(victims.map(host => host.up()))
      }
    }

    const bots = [bot(ann), bot(ben)]
    const killer = chaos()
    await Promise.all([talk(ann, ben), talk(ben, ann)])
    talked.abort()
    await killer
    console.log(`${checker.accepted} messages accepted, ${kills} kills`)
    for (const host of [ann, ben]) await allDelivered(host, 60_000)
    // The bots may be a moment behind. What they never hear is found by the checker.
    for (let look = 0; look < 100 && Math.min(heard.ann, heard.ben) < EACH; look += 1) await sleep(100)
    over.abort()
    await Promise.all(bots)
    for (const [host, other] of [
      [ann, ben],
      [ben, ann],
    ] as const) {
      checker.history(host.name, conversation, await host.history(idOf(other)))
    }
    expect(checker.accepted).toBe(2 * EACH + 1)
    expect(kills).toBeGreaterThan(4)
    checker.assertKept()
  }, 300_000)

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
  }, 120_000)

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
      { what: 'sends are accepted again', timeout: 30_000, every: 1_000 },
    )
    await after.close()
    await hasText(ben, ann, 'while ben had no room', 60_000)
    await pair.assertKept({ causality: false, timeout: 60_000 })
  }, 180_000)
})

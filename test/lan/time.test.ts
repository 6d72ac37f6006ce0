/** Clocks that are wrong and disks that go back in time. */
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Host } from '../support/lan/host.ts'
import { itSkewsClocks, lan } from '../support/lan/lan.ts'
import { createNetwork, type Network } from '../support/lan/network.ts'
import { befriend, CheckedPair, idOf, startAll, texts } from '../support/lan/people.ts'
import type { StreamLine } from '../support/lan/stream.ts'

const DAY = 24 * 3600

lan('time', () => {
  let network: Network
  let ann: Host
  let ben: Host

  beforeEach(async () => {
    network = await createNetwork('ann', 'ben')
    ;[ann, ben] = network.hosts as [Host, Host]
    await startAll([ann, ben])
    await befriend(ann, ben)
  })
  afterEach(() => network?.close())

  const skew = async (host: Host, seconds: number) => {
    await host.down()
    host.skewClock(seconds)
    await host.up()
    await host.sees(idOf(host === ann ? ben : ann), 'here')
  }

  itSkewsClocks('keeps one order when a clock is 300 days ahead, and answers come after questions', async () => {
    const pair = await CheckedPair.begin(ann, ben)
    await pair.send(ann, 'right time', '--wait', 'delivered')
    await skew(ann, 300 * DAY)
    await pair.send(ann, 'from the future', '--wait', 'delivered')
    await pair.send(ben, 'an answer from now', '--wait', 'delivered')
    await skew(ann, 0)
    await pair.send(ann, 'right time again', '--wait', 'delivered')
    await pair.send(ben, 'the last word', '--wait', 'delivered')
    await pair.assertKept()
    expect(await texts(ben, ann)).toEqual([
      'right time',
      'from the future',
      'an answer from now',
      'right time again',
      'the last word',
    ])
  })

  itSkewsClocks('places what is stamped more than a year ahead, and nobody else follows it', async () => {
    const pair = await CheckedPair.begin(ann, ben)
    await skew(ann, 800 * DAY)
    await pair.send(ann, 'from far ahead', '--wait', 'delivered')
    await skew(ann, 0)
    await pair.send(ben, 'from now', '--wait', 'delivered')
    // One's own messages stay in the order in which they were written, whatever one's clock did meanwhile.
    await pair.send(ann, 'from now, too', '--wait', 'delivered')
    await pair.send(ben, 'from now again', '--wait', 'delivered')
    await pair.assertKept({ causality: false })
    const shown = await ben.history(idOf(ann))
    expect(shown.map(message => message.text)).toEqual([
      'from now',
      'from now again',
      'from far ahead',
      'from now, too',
    ])
    // The time shown beside it is one that can be.
    const far = shown.find(message => message.text === 'from far ahead')
    expect(Math.abs(Date.parse(far!.at) - Date.now())).toBeLessThan(DAY * 1000)
  })

  itSkewsClocks('keeps questions before answers when a clock is 300 days behind', async () => {
    await skew(ben, -300 * DAY)
    const pair = await CheckedPair.begin(ann, ben)
    await pair.send(ann, 'question', '--wait', 'delivered')
    await pair.send(ben, 'answer', '--wait', 'delivered')
    await pair.send(ann, 'thanks', '--wait', 'delivered')
    await pair.assertKept()
    expect(await texts(ben, ann)).toEqual(['question', 'answer', 'thanks'])
  })

  itSkewsClocks('loses nothing between clocks that are years apart, and shows both sides the same', async () => {
    await skew(ben, -3 * 365 * DAY)
    const pair = await CheckedPair.begin(ann, ben)
    await pair.send(ann, 'question', '--wait', 'delivered')
    await pair.send(ben, 'answer', '--wait', 'delivered')
    await pair.send(ann, 'thanks', '--wait', 'delivered')
    await skew(ben, 0)
    await pair.send(ben, 'with the right time', '--wait', 'delivered')
    await pair.assertKept({ causality: false })
  })

  it('gets its own messages back from a friend after its profile was rolled back', async () => {
    const pair = await CheckedPair.begin(ann, ben)
    await pair.send(ann, 'before the snapshot 1', '--wait', 'delivered')
    await pair.send(ben, 'before the snapshot 2', '--wait', 'delivered')
    await ann.down()
    const snapshot = await ann.snapshot()
    await ann.up()
    await ann.sees(idOf(ben), 'here')
    for (let number = 0; number < 3; number += 1) {
      await pair.send(ann, `forgotten by ann ${number}`, '--wait', 'delivered')
      await pair.send(ben, `forgotten by ann, from ben ${number}`, '--wait', 'delivered')
    }
    await ann.down()
    await ann.rollBack(snapshot)
    await ann.up()
    await ann.sees(idOf(ben), 'here')
    await pair.assertKept()
    await pair.send(ann, 'after the return', '--wait', 'delivered')
    await pair.send(ben, 'after the return, from ben', '--wait', 'delivered')
    await pair.assertKept()
  })

  it('loses nothing when a rolled-back profile wrote on before it met its friend', async () => {
    const pair = await CheckedPair.begin(ann, ben)
    await pair.send(ann, 'before the snapshot', '--wait', 'delivered')
    await ann.down()
    const snapshot = await ann.snapshot()
    await ann.up()
    await ann.sees(idOf(ben), 'here')
    for (let number = 0; number < 3; number += 1) await pair.send(ann, `first future ${number}`, '--wait', 'delivered')
    await ann.down()
    await ann.rollBack(snapshot)
    // Nobody is there to tell: the same numbers are given out a second time.
    await ben.down()
    await ann.up()
    for (let number = 0; number < 5; number += 1) await pair.send(ann, `second future ${number}`)
    await ben.up()
    await ann.sees(idOf(ben), 'here')
    await using bot = await ben.listen()
    await pair.send(ann, 'one future')
    await pair.send(ben, 'one future, from ben')
    await pair.assertKept({ causality: false })
    const heard = bot.lines
      .filter((line: StreamLine) => line.event === 'message')
      .map(line => JSON.stringify(line.message))
    expect(new Set(heard).size).toBe(heard.length)
  })

  it('goes on in one conversation after being rolled back twice', async () => {
    const pair = await CheckedPair.begin(ann, ben)
    await ann.down()
    const snapshot = await ann.snapshot()
    for (const round of [1, 2]) {
      await ann.up()
      await ann.sees(idOf(ben), 'here')
      await pair.send(ann, `in round ${round}`, '--wait', 'delivered')
      await pair.send(ben, `in round ${round}, from ben`, '--wait', 'delivered')
      await ann.down()
      await ann.rollBack(snapshot)
    }
    await ann.up()
    await ann.sees(idOf(ben), 'here')
    await pair.send(ann, 'at last', '--wait', 'delivered')
    await pair.assertKept()
  })
})

/** Messages between two hosts: at once when both are there, later when not, always in order. */
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { Conversation, Message } from '../../src/node/messenger.ts'
import type { Host } from '../support/lan/host.ts'
import { lan } from '../support/lan/lan.ts'
import { createNetwork, type Network } from '../support/lan/network.ts'
import { befriend, CheckedPair, hasText, idOf, send, startAll, texts } from '../support/lan/people.ts'
import type { LineStream, StreamLine } from '../support/lan/stream.ts'
import { until } from '../support/lan/until.ts'

/** The promise of the issue: a pulled cable or a killed process shows as offline within 15 s. */
const OFFLINE_WITHIN = 15_000

lan('delivery', () => {
  let network: Network
  let ann: Host
  let ben: Host

  beforeAll(async () => {
    network = await createNetwork('ann', 'ben')
    ;[ann, ben] = network.hosts as [Host, Host]
    await startAll([ann, ben])
    await befriend(ann, ben)
  })
  // One test that fails must not take the others along: cables are plugged in and nodes run before each.
  beforeEach(async () => {
    for (const host of [ann, ben]) {
      await host.restore()
      if (host.node === undefined) await host.up()
    }
  })
  afterAll(() => network?.close())

  const messageIn = (line: StreamLine) => (line.event === 'message' ? (line.message as Message) : undefined)
  /** Told by the node at once: commands that ask again and again would take their own time. */
  const tellsOffline = (hears: LineStream, from: number | undefined) =>
    hears.waitFor(line => line.event === 'presence' && (line.peer as { presence: string }).presence === 'offline', {
      what: 'the friend is offline',
      timeout: OFFLINE_WITHIN,
      ...(from === undefined ? {} : { from }),
    })
  const numbered = (word: string, count: number) => Array.from({ length: count }, (_, number) => `${word} ${number}`)

  it('delivers at once, and tells how far a message came', async () => {
    await using annHears = await ann.listen()
    await using benHears = await ben.listen()
    const sent = await send(ann, ben, 'hello\nsecond line', '--wait', 'delivered')
    expect(sent).toMatchObject({ own: true, type: 'text', state: 'delivered', text: 'hello\nsecond line' })
    const heard = await benHears.waitFor(line => messageIn(line)?.id === sent.id, { what: 'the message' })
    expect(messageIn(heard)).toMatchObject({ own: false, from: { peerId: idOf(ann), name: 'ann' }, state: 'unread' })
    expect(await ben.json<Conversation[]>('unread')).toMatchObject([{ peerId: idOf(ann), unread: 1 }])
    await ben.json('read', idOf(ann))
    await annHears.waitFor(line => line.event === 'state' && line.id === sent.id && line.state === 'read', {
      what: 'read',
    })
    expect(await ben.json<Conversation[]>('unread')).toEqual([])
  })

  it('takes a text from standard input, to several friends', async () => {
    const cat = await network.host('cat')
    await cat.start()
    await befriend(ann, cat)
    const input = 'piped, with two lines\nand 中文 🙂\n'
    const output = await ann.run(['--json', 'send', idOf(ben), idOf(cat), '-'], { input })
    expect(output.exit, output.stderr).toBe(0)
    const sent = JSON.parse(output.stdout) as Message[]
    expect(sent).toHaveLength(2)
    for (const host of [ben, cat]) {
      const there = await until(
        async () => (await host.history(idOf(ann))).find(message => sent.some(({ id }) => id === message.id)),
        {
          what: `${host.name} has it`,
        },
      )
      expect(there.text?.trimEnd()).toBe(input.trimEnd())
    }
    await cat.down()
  })

  it('keeps messages for a friend who is away, and delivers them in order on return', async () => {
    const last = await send(ann, ben, 'the last one before', '--wait', 'delivered')
    const pair = await CheckedPair.begin(ann, ben)
    await ben.down()
    await ann.sees(idOf(ben), 'offline', OFFLINE_WITHIN)
    for (const text of numbered('kept', 12)) expect((await pair.send(ann, text)).state).toBe('queued')
    expect(await ann.json('status')).toMatchObject({ queued: 12 })
    pair.attempt(ann, 'kept, and waited for')
    const late = await ann.failure('send', idOf(ben), 'kept, and waited for', '--wait', 'delivered', '--timeout', '1')
    expect(late).toMatchObject({ code: 'timeout', exit: 6 })
    await ben.up()
    await hasText(ben, ann, 'kept, and waited for')
    await pair.assertKept()
    await using since = await ben.listen(last.id)
    await since.waitFor(line => messageIn(line)?.text === 'kept, and waited for', { what: 'the last of them' })
    expect(since.lines.flatMap(line => messageIn(line)?.text ?? [])).toEqual([
      ...numbered('kept', 12),
      'kept, and waited for',
    ])
  })

  it('delivers when both restart, and nothing is left in anybody’s memory', async () => {
    await ben.down()
    await send(ann, ben, 'through two restarts')
    await ann.down()
    await Promise.all([ann.up(), ben.up()])
    await hasText(ben, ann, 'through two restarts')
  })

  it.each([
    ['a cable that is pulled', (host: Host) => host.cut('unplugged')],
    ['a cable that is pulled behind a switch', (host: Host) => host.cut('silent')],
  ])('sees a friend offline within 15 s after %s, and delivers when it is plugged in', async (what, cut) => {
    await ann.sees(idOf(ben), 'here')
    await ben.sees(idOf(ann), 'here')
    await using annHears = await ann.listen()
    await using benHears = await ben.listen()
    const from = [annHears.position, benHears.position]
    await cut(ben)
    const began = performance.now()
    await Promise.all([annHears, benHears].map((hears, at) => tellsOffline(hears, from[at])))
    console.log(`${what}: offline after ${Math.round(performance.now() - began)} ms`)
    const pair = await CheckedPair.begin(ann, ben)
    for (let number = 0; number < 3; number += 1) {
      await pair.send(ann, `${what}: from ann ${number}`)
      await pair.send(ben, `${what}: from ben ${number}`)
    }
    await ben.restore()
    const mended = performance.now()
    await ann.sees(idOf(ben), 'here')
    console.log(`${what}: here again after ${Math.round(performance.now() - mended)} ms`)
    await pair.assertKept()
  })

  it('sees a friend offline within 15 s after the node was killed', async () => {
    await ann.sees(idOf(ben), 'here')
    await using hears = await ann.listen()
    const from = hears.position
    await ben.kill()
    const began = performance.now()
    await tellsOffline(hears, from)
    console.log(`killed: offline after ${Math.round(performance.now() - began)} ms`)
    await ben.up()
    await ann.sees(idOf(ben), 'here')
  })

  it('tells `listen --since` a late message that belongs far up in the history', async () => {
    await ann.cut()
    const early = await send(ann, ben, 'written first, arriving last')
    await new Promise(resolve => setTimeout(resolve, 50))
    const known = await send(ben, ann, 'the last that ben’s bot saw')
    await ann.restore()
    await hasText(ben, ann, 'written first, arriving last')
    await using bot = await ben.listen(known.id)
    await bot.waitFor(line => messageIn(line)?.id === early.id, { what: 'the late message' })
    const shown = await texts(ben, ann)
    expect(shown.indexOf('written first, arriving last')).toBeLessThan(shown.indexOf('the last that ben’s bot saw'))
    await hasText(ann, ben, 'the last that ben’s bot saw')
    expect(await texts(ann, ben)).toEqual(shown)
  })

  it('stays in order over a slow line', async () => {
    await ben.sees(idOf(ann), 'here')
    await ben.slow('256kbit')
    const long = numbered('slowly', 20).map(text => `${text} ${'.'.repeat(4_000)}`)
    for (const text of long) await send(ann, ben, text)
    await hasText(ben, ann, long.at(-1)!)
    await ben.slow(undefined)
    expect((await texts(ben, ann)).slice(-20)).toEqual(long)
    await ann.sees(idOf(ben), 'here')
  })
})

import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Call, Conversation, Friend, Message, Peer } from '../../../src/node/messenger.ts'
import { Cli, twoFriends } from '../../support/cli.ts'

let alice: Cli
let bob: Cli
let bobId: string

beforeAll(async () => {
  ;[alice, bob] = await twoFriends()
  bobId = (await bob.json<{ peerId: string }>('profile')).peerId
})

afterAll(async () => {
  await alice[Symbol.asyncDispose]()
  await bob[Symbol.asyncDispose]()
})

const PEER = {
  peerId: expect.any(String),
  name: expect.any(String),
  kind: 'peer',
  friend: expect.any(Boolean),
  presence: expect.stringMatching(/^(here|away|offline)$/),
  addresses: expect.any(Array),
  verified: expect.any(Boolean),
}
const FRIEND = { ...PEER, state: expect.any(String), folder: expect.any(String), unread: expect.any(Number) }
const MESSAGE = {
  id: expect.stringMatching(/^[0-9a-f]{32}$/),
  conversation: expect.any(String),
  kind: 'direct',
  name: expect.any(String),
  from: { peerId: expect.any(String), name: expect.any(String) },
  own: expect.any(Boolean),
  at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
  type: expect.any(String),
  state: expect.any(String),
}
const CONVERSATION = {
  conversation: expect.any(String),
  kind: 'direct',
  name: expect.any(String),
  unread: expect.any(Number),
  mentions: 0,
  pinned: false,
  muted: expect.any(Boolean),
  locked: false,
}

describe('people', () => {
  it('are friends, and listed so', async () => {
    const friends = await alice.json<Friend[]>('friends')
    expect(friends).toHaveLength(1)
    expect(friends[0]).toMatchObject({ ...FRIEND, name: 'bob', friend: true, state: 'friend', presence: 'here' })
    expect(await alice.json('profile', 'show', 'bob')).toMatchObject({ ...PEER, peerId: bobId, state: 'friend' })
    const { stdout } = await alice.run(['friends'])
    expect(stdout).toMatch(/^Name .*\nbob +here/)
    expect(stdout).not.toContain('\u001b')
  })

  it('have nicknames and folders', async () => {
    expect(await alice.json('nick', 'bob', 'Bobby')).toMatchObject({ ...FRIEND, nick: 'Bobby' })
    expect(await alice.json('nick', 'Bobby', '')).not.toHaveProperty('nick')
    expect(await alice.json('folders', 'create', 'Work')).toContainEqual({ name: 'Work', friends: 0 })
    expect(await alice.json('move', 'bob', 'Work')).toMatchObject({ folder: 'Work' })
    expect(await alice.json('friends', '--folder', 'Work')).toHaveLength(1)
    expect(await alice.json('folders', 'delete', 'Work')).not.toContainEqual(expect.objectContaining({ name: 'Work' }))
    expect(await alice.json('friends')).toHaveLength(1)
  })

  it('are found by name, id, its beginning or its end as tables show it, or not at all', async () => {
    expect(await alice.json('profile', 'show', bobId)).toMatchObject({ peerId: bobId })
    expect(await alice.json('profile', 'show', bobId.slice(0, 20))).toMatchObject({ peerId: bobId })
    expect(await alice.json('profile', 'show', bobId.slice(-8))).toMatchObject({ peerId: bobId })
    const shown = (await alice.run(['friends'])).stdout.match(/…\w+/)?.[0]
    expect(shown).toBe(`…${bobId.slice(-8)}`)
    expect(await alice.json('profile', 'show', shown!)).toMatchObject({ peerId: bobId })
    expect(await alice.fails(['profile', 'show', `…${bobId.slice(-7)}`])).toMatchObject({ exit: 3, code: 'no-peer' })
    expect(await alice.fails(['profile', 'show', 'nobody'])).toMatchObject({ exit: 3, code: 'no-peer' })
    expect(await alice.fails(['nick', 'nobody', 'x'])).toMatchObject({ exit: 3, code: 'no-peer' })
    expect(await alice.fails(['nick', 'bob', 'x'.repeat(65)])).toMatchObject({ exit: 2, code: 'invalid' })
  })

  it('are nearby when they are connected, and can be connected to by address', async () => {
    const { addresses } = await bob.json<{ addresses: string[] }>('status')
    expect(await alice.json('connect', addresses[0]!)).toMatchObject({ ...PEER, peerId: bobId })
    expect(await alice.json<Peer[]>('nearby')).toContainEqual(expect.objectContaining({ peerId: bobId, name: 'bob' }))
    expect(await alice.json<Peer[]>('find', 'BO')).toHaveLength(1)
    expect(await alice.json<Peer[]>('find', 'zzz')).toEqual([])
    expect(await alice.fails(['connect', 'nonsense'])).toMatchObject({ exit: 2, code: 'invalid' })
    const nobody = `/ip4/127.0.0.1/tcp/1/p2p/${bobId.slice(0, -1)}${bobId.endsWith('a') ? 'b' : 'a'}`
    expect((await alice.fails(['connect', nobody, '--timeout', '10'])).exit).toBeGreaterThan(1)
    const watching = alice.stream('nearby', '--watch')
    expect(await watching.line(line => line.event === 'nearby')).toMatchObject({ peer: PEER, here: true })
    expect(await watching.stop()).toBe(0)
  })

  it('are asked, accept, and can be removed and blocked', async () => {
    await using carol = new Cli()
    await carol.json('init', '--name', 'carol', '--no-passphrase')
    await carol.up()
    const { addresses } = await alice.json<{ addresses: string[] }>('status')
    const { peerId } = await carol.json<Peer>('connect', addresses[0]!)
    expect(await carol.json('add', peerId, '--message', 'it is me')).toMatchObject({ ...FRIEND, state: 'requested' })
    await expect
      .poll(() => alice.json<Friend[]>('requests'), { timeout: 30_000 })
      .toContainEqual(expect.objectContaining({ name: 'carol', state: 'received', greeting: 'it is me' }))
    const requests = (await alice.run(['requests'])).stdout
    expect(requests).toMatch(/^Name +State +Last +Peer +Greeting\ncarol +asks to be your friend +/)
    expect(requests).toContain('earshot accept carol')
    expect((await carol.run(['requests'])).stdout).toMatch(/\nalice +asked, no answer yet +/)
    expect((await alice.run(['complete', '--', 'accept', ''])).stdout).toBe('carol\n')
    expect(await alice.json('accept', 'carol')).toMatchObject({ state: 'friend' })
    await expect.poll(() => carol.json<Friend[]>('friends'), { timeout: 30_000 }).toHaveLength(1)
    expect(await alice.json('block', 'carol')).toMatchObject({ state: 'blocked' })
    const former = (await alice.run(['friends'])).stdout
    expect(former).toMatch(/^Name +State +Presence .*\nbob +here .*\ncarol +blocked +/)
    expect(await alice.fails(['send', 'carol', 'hi'])).toMatchObject({ exit: 4 })
    expect(await alice.json('unblock', 'carol')).not.toMatchObject({ state: 'blocked' })
    expect(await alice.json('remove', 'carol')).toMatchObject({ state: 'removed' })
    expect(await alice.fails(['send', 'carol', 'hi'])).toMatchObject({ exit: 4, code: 'not-friends' })
  })

  it('cannot be accepted who have not asked; the hint says where those are who have', async () => {
    for (const who of ['nobody', 'bob'])
      expect(await alice.fails(['accept', who])).toMatchObject({
        exit: 3,
        code: 'no-peer',
        hint: expect.stringContaining('earshot requests'),
      })
  })

  it('invite by a link that works once', async () => {
    const invite = await alice.json('invite')
    expect(invite).toEqual({ link: expect.stringMatching(/^earshot:/), expiresAt: MESSAGE.at })
    const shown = (await alice.run(['invite'])).stdout
    const [last] = shown.match(/earshot:\S+/) ?? []
    expect(last).not.toBe(invite.link)
    expect(await alice.json('invite', '--again')).toMatchObject({ link: last })
    expect(shown).toContain('earshot:')
    // A shell would take the link apart.
    expect(shown).toContain("earshot add 'LINK'")
    expect(await alice.fails(['add', 'earshot:nonsense'])).toMatchObject({ exit: 2, code: 'invalid' })
    expect(await alice.json('requests')).toEqual(expect.any(Array))
  })
})

describe('conversations', () => {
  it('carry texts of any kind, delivered and then read', async () => {
    const text = 'two\nlines, 中文 👩‍👩‍👧 \u001b[31m'
    const [sent] = await alice.json<Message[]>('send', 'bob', text, '--wait', 'delivered')
    expect(sent).toMatchObject({ ...MESSAGE, own: true, type: 'text', text, state: 'delivered' })
    const history = await bob.json<Message[]>('history', 'alice')
    expect(history.at(-1)).toMatchObject({ ...MESSAGE, id: sent!.id, own: false, text, state: 'unread' })
    const shown = (await bob.run(['history', 'alice'])).stdout
    expect(shown).toContain('␛[31m')
    expect(shown).not.toContain('\u001b')
    const unread = await bob.json<Conversation[]>('unread')
    expect(unread[0]).toMatchObject({ ...CONVERSATION, name: 'alice', last: { id: sent!.id } })
    expect((await bob.run(['unread'])).stdout).toContain('alice')
    expect(await bob.json('read', 'alice')).toMatchObject([{ ...CONVERSATION, unread: 0 }])
    expect(await bob.json('unread')).toEqual([])
    await expect
      .poll(async () => (await alice.json<Message[]>('history', 'bob')).at(-1)?.state, { timeout: 20_000 })
      .toBe('read')
  })

  it('take the text from standard input, without its last line break', async () => {
    const piped = await alice.run(['send', 'bob', '--json'], { input: 'from a pipe\n' })
    expect(JSON.parse(piped.stdout)).toMatchObject([{ text: 'from a pipe' }])
    const lines = await alice.run(['send', 'bob', '-', '--json'], { input: 'one\r\ntwo\n\r\n' })
    expect(JSON.parse(lines.stdout)).toMatchObject([{ text: 'one\r\ntwo\n' }])
    const dashed = await alice.run(['send', 'bob', '-', '--json'], { input: 'by a dash' })
    expect(JSON.parse(dashed.stdout)).toMatchObject([{ text: 'by a dash' }])
    const option = await alice.run(['send', 'bob', '--json', '--', '--not-an-option'])
    expect(JSON.parse(option.stdout)).toMatchObject([{ text: '--not-an-option' }])
  })

  it('are said to be sent to who is here', async () => {
    const { stdout } = await alice.run(['send', 'bob', 'on its way'])
    // It may even be there before the command asks.
    expect(stdout).toMatch(/^(sent|delivered) to bob\n$/)
  })

  it('refuse texts that are empty or too long, and people who are none', async () => {
    expect(await alice.fails(['send', 'bob', ''])).toMatchObject({ exit: 2, code: 'invalid' })
    expect(await alice.fails(['send', 'bob'], { input: 'x'.repeat(65_537) })).toMatchObject({
      exit: 2,
      code: 'invalid',
    })
    expect(await alice.fails(['send', 'bob'], { input: '字'.repeat(30_000) })).toMatchObject({
      exit: 2,
      code: 'invalid',
    })
    expect(await alice.fails(['send', 'bob'], { input: 'x'.repeat(3_000_000) })).toMatchObject({ exit: 2 })
    expect(await alice.fails(['send', 'bob', 'nobody', 'hi'])).toMatchObject({ exit: 3, code: 'no-peer' })
    expect(await alice.fails(['send', 'bob', 'x', '--key', 'k'.repeat(65)])).toMatchObject({ exit: 2, code: 'invalid' })
  })

  it('send once for one key', async () => {
    const first = await alice.json<Message[]>('send', 'bob', 'just once', '--key', 'k1')
    const again = await alice.json<Message[]>('send', 'bob', 'just once', '--key', 'k1')
    expect(again[0]?.id).toBe(first[0]?.id)
    const history = await alice.json<Message[]>('history', 'bob')
    expect(history.filter(({ text }) => text === 'just once')).toHaveLength(1)
  })

  it('time out when a state is not reached', async () => {
    // Long enough for it to be accepted.
    const error = await alice.fails(['send', 'bob', 'who reads this', '--wait', 'read', '--timeout', '3'])
    expect(error).toMatchObject({ exit: 6, code: 'timeout' })
    await expect.poll(async () => (await bob.json<Message[]>('history', 'alice')).at(-1)?.text).toBe('who reads this')
  })

  it('can be asked for in parts', async () => {
    const all = await alice.json<Message[]>('history', 'bob')
    const ids = all.map(({ id }) => id)
    const of = async (...args: string[]) => (await alice.json<Message[]>('history', 'bob', ...args)).map(({ id }) => id)
    expect(await of('--limit', '2')).toEqual(ids.slice(-2))
    expect(await of('--before', ids[2]!, '--limit', '1')).toEqual([ids[1]])
    expect(await of('--after', ids[0]!, '--limit', '2')).toEqual(ids.slice(1, 3))
    expect(await of('--limit', '100000')).toEqual(ids)
    expect(await of('--since', '1h')).toEqual(ids)
    expect(await of('--until', '2020-01-01')).toEqual([])
    expect(await of('--type', 'shake')).toEqual([])
    expect(await of('--from', 'bob')).toEqual([])
    expect(await alice.fails(['history', 'bob', '--since', 'soon'])).toMatchObject({ exit: 2, code: 'invalid' })
    expect(await alice.fails(['history', 'bob', '--before', 'f'.repeat(32)])).toMatchObject({
      exit: 3,
      code: 'no-message',
    })
  })

  it('can be muted', async () => {
    expect(await alice.json('mute', 'bob')).toMatchObject({ ...CONVERSATION, muted: true })
    expect(await bob.fails(['shake', 'alice'])).toMatchObject({ exit: 4, code: 'declined' })
    expect(await alice.json('unmute', 'bob')).toMatchObject({ muted: false })
  })

  it('shake, not too often, and not who is away', async () => {
    const listening = await bob.listen()
    expect(await alice.json('shake', 'bob')).toMatchObject({ ...MESSAGE, type: 'shake' })
    expect(await alice.fails(['shake', 'bob'])).toMatchObject({ exit: 7, code: 'busy' })
    expect(await listening.line(line => line.event === 'shake')).toMatchObject({ from: { name: 'alice' }, fresh: true })
    expect(await listening.stop('SIGTERM')).toBe(0)
  })

  it('are told to people in words, each thing once', async () => {
    const listening = alice.spawn(['listen'])
    let told = ''
    listening.stdout!.setEncoding('utf8').on('data', (text: string) => {
      told += text
    })
    const ended = once(listening, 'close')
    await expect
      .poll(
        async () => {
          await bob.json('send', 'alice', 'is anybody there')
          return told
        },
        { timeout: 20_000 },
      )
      .toContain('is anybody there')
    await alice.json('send', 'bob', 'me', '--wait', 'delivered')
    await expect.poll(() => told).toMatch(/\d\d:\d\d delivered to bob\n/)
    // Who was shaken a moment ago is left in peace for a while.
    await expect.poll(async () => (await bob.run(['shake', 'alice'])).exit, { timeout: 30_000 }).toBe(0)
    await expect.poll(() => told).toContain('bob shakes you')
    listening.kill('SIGINT')
    expect((await ended)[0]).toBe(0)
    expect(told.match(/shake/g)).toHaveLength(1)
    expect(told).not.toMatch(/[0-9a-f]{32}/)
  })

  it('are listened to from any message on', async () => {
    const [first] = await alice.json<Message[]>('send', 'bob', 'one', '--wait', 'delivered')
    await alice.json('send', 'bob', 'two', '--wait', 'delivered')
    const listening = bob.stream('listen', '--since', first!.id)
    const line = await listening.line(each => each.event === 'message')
    expect(line).toMatchObject({ message: { text: 'two' } })
    await listening.stop()
    expect(await bob.fails(['listen', '--since', 'f'.repeat(32)])).toMatchObject({ exit: 3, code: 'no-message' })
  })
})

describe('calls', () => {
  it('are offered, answered, followed and hung up', async () => {
    const calling = alice.stream('call', 'bob', '--session', 'tcp://127.0.0.1:9')
    await calling.line(line => line.state === 'ringing')
    const answering = bob.stream('answer', '--session', 'tcp://127.0.0.1:10')
    expect(await calling.line(line => line.state === 'connected')).toMatchObject({
      event: 'call',
      call: expect.any(String),
      peer: { ...PEER, name: 'bob' },
      direction: 'out',
      media: 'session',
      session: 'tcp://127.0.0.1:10',
    })
    await answering.line(line => line.state === 'connected')
    expect(await alice.json<Call[]>('calls')).toMatchObject([{ event: 'call', state: 'connected' }])
    expect(await calling.stop('SIGINT')).toBe(0)
    expect(await answering.ended).toBe(0)
    expect(answering.lines.at(-1)).toMatchObject({ state: 'ended', reason: 'hung-up', session: 'tcp://127.0.0.1:9' })
    expect(await alice.json<Call[]>('calls')).toMatchObject([{ state: 'ended', reason: 'hung-up' }])
  })

  it('are declined, with an error for the caller', async () => {
    const calling = alice.stream('call', 'bob', '--session', 'x:y')
    await calling.line(line => line.state === 'ringing')
    expect(await bob.json('hangup')).toMatchObject({ event: 'call', state: 'ended', reason: 'declined' })
    expect(await calling.ended).toBe(4)
    expect(JSON.parse(calling.stderr)).toMatchObject({ error: { code: 'declined' } })
  })

  it('are hung up however long after they began', async () => {
    const calling = alice.stream('call', 'bob', '--session', 'x:y', '--timeout', '4')
    await calling.line(line => line.state === 'ringing')
    await delay(5_000)
    expect(await calling.stop('SIGINT')).toBe(0)
    expect(calling.lines.at(-1)).toMatchObject({ state: 'ended', reason: 'cancelled' })
  })

  it('cannot be answered when nothing rings', async () => {
    expect(await bob.fails(['answer'])).toMatchObject({ exit: 3, code: 'no-peer' })
    expect((await bob.fails(['hangup'])).exit).toBe(3)
  })
})

describe('a friend who is away', () => {
  it('gets the message on return; the sender is told that it waits', async () => {
    await bob.json('down')
    await expect
      .poll(async () => (await alice.json<Friend[]>('friends'))[0]?.presence, { timeout: 30_000 })
      .toBe('offline')
    expect(await alice.json('send', 'bob', 'for later')).toMatchObject([{ state: 'queued' }])
    expect((await alice.run(['send', 'bob', 'for later too'])).stdout).toContain('accepted for bob')
    expect(await alice.fails(['shake', 'bob'])).toMatchObject({ exit: 5, code: 'offline' })
    expect(await alice.fails(['call', 'bob', '--session', 'x:y'])).toMatchObject({ exit: 5, code: 'offline' })
    expect(await alice.json('status')).toMatchObject({ queued: 2 })
    await bob.up()
    await expect
      .poll(async () => (await bob.json<Message[]>('history', 'alice')).slice(-2).map(({ text }) => text), {
        timeout: 20_000,
      })
      .toEqual(['for later', 'for later too'])
  })
})

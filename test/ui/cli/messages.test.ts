import { spawnSync } from 'node:child_process'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Conversation, Message, MessageDetails } from '../../../src/node/messenger.ts'
import { Cli, twoFriends } from '../../support/cli.ts'

let alice: Cli
let bob: Cli

beforeAll(async () => {
  ;[alice, bob] = await twoFriends()
})

afterAll(async () => {
  await alice[Symbol.asyncDispose]()
  await bob[Symbol.asyncDispose]()
})

async function say(from: Cli, to: string, text: string, ...options: string[]): Promise<Message> {
  const [message] = await from.json<Message[]>('send', to, text, '--wait', 'delivered', ...options)
  return message!
}

/** What the other side has of a message, once it is as wanted. */
async function heard(by: Cli, id: string, wanted: (message: MessageDetails) => boolean): Promise<MessageDetails> {
  for (const until = performance.now() + 30_000; performance.now() < until; await delay(50)) {
    const message = await by.json<MessageDetails>('show', id)
    if (wanted(message)) return message
  }
  throw new Error(`it stays ${JSON.stringify(await by.json('show', id))}`)
}

describe('a message', () => {
  it('is answered: the answer shows what it answers, above it', async () => {
    const question = await say(alice, 'bob', 'are you\ncoming?')
    const answer = await say(bob, 'alice', 'yes', '--reply', question.id)
    expect(answer.replyTo).toMatchObject({ id: question.id, text: 'are you\ncoming?', from: { name: 'alice' } })
    const { stdout } = await alice.run(['history', 'bob', '--limit', '1'])
    expect(stdout).toMatch(/\n {4}↱ alice: are you␤coming\?\n\d\d:\d\d bob: yes/)
    expect(await bob.fails(['send', 'alice', 'x', '--reply', 'f'.repeat(32)])).toMatchObject({ code: 'no-message' })
  })

  it('is answered in its own conversation only', async () => {
    await using carol = new Cli()
    await carol.json('init', '--name', 'carol', '--no-passphrase')
    await carol.up()
    const { link } = await carol.json<{ link: string }>('invite')
    await bob.json('add', link)
    const message = await say(alice, 'bob', 'for bob')
    await expect
      .poll(async () => (await bob.json<{ state: string }[]>('friends')).filter(({ state }) => state === 'friend'))
      .toHaveLength(2)
    const both = await bob.fails(['send', 'alice', 'carol', 'hm', '--reply', message.id])
    expect(both).toMatchObject({ exit: 2, code: 'usage' })
    expect(await bob.fails(['send', 'carol', 'hm', '--reply', message.id])).toMatchObject({
      exit: 3,
      code: 'no-message',
    })
    const sent = await bob.json<Message[]>('forward', message.id.slice(0, 8), '--to', 'carol', 'alice')
    expect(sent.map(({ name }) => name)).toEqual(['carol', 'alice'])
    expect(sent[0]!.forwarded).toMatchObject([{ from: { name: 'alice' }, text: 'for bob' }])
    const bundle = await bob.json<Message[]>('forward', message.id, sent[1]!.id, '--to', 'carol')
    expect(bundle[0]!.forwarded).toHaveLength(2)
    await bob.json('remove', 'carol')
  })

  it('is edited, and its versions are kept', async () => {
    const message = await say(alice, 'bob', 'helo')
    const { stdout, exit } = await alice.run(['edit', message.id.slice(0, 8), '-'], { input: 'hello\n' })
    expect({ stdout, exit }).toEqual({
      exit: 0,
      stdout: expect.stringMatching(/^\d\d:\d\d alice: hello {2}\(edited\)/),
    })
    const there = await heard(bob, message.id, ({ edited }) => edited !== undefined)
    expect(there).toMatchObject({ text: 'hello', edited: expect.any(String) })
    expect(there.versions?.map(({ text }) => text)).toEqual(['helo', 'hello'])
    const shown = (await bob.run(['show', message.id])).stdout
    expect(shown).toMatch(/it said .*: helo\n.*: hello\n/)
    expect(shown).toContain(message.id)
    expect(await bob.fails(['edit', message.id, 'mine now'])).toMatchObject({ exit: 4, code: 'not-allowed' })
    expect(await alice.fails(['edit', message.id, ' '])).toMatchObject({ exit: 2, code: 'invalid' })
    expect(await alice.fails(['edit', 'f'.repeat(32), 'x'])).toMatchObject({ exit: 3, code: 'no-message' })
  })

  it('is edited once for a key', async () => {
    const message = await say(alice, 'bob', 'one')
    await alice.json('edit', message.id, 'two', '--key', 'e1')
    await alice.json('edit', message.id, 'three', '--key', 'e1')
    expect(await alice.json('show', message.id)).toMatchObject({ text: 'two' })
  })

  it('is recalled: nobody sees its text again, and nothing can be done with it', async () => {
    const message = await say(alice, 'bob', 'a secret slip')
    await say(bob, 'alice', 'what?', '--reply', message.id)
    expect((await alice.run(['recall', message.id])).stdout).toContain('Recalled.')
    const there = await heard(bob, message.id, ({ recalled }) => recalled !== undefined)
    expect(there).not.toHaveProperty('text')
    for (const each of [alice, bob]) {
      const all = await each.run(['history', each === alice ? 'bob' : 'alice', '--limit', '100'])
      expect(all.stdout).not.toContain('a secret slip')
      expect(all.stdout).toMatch(/\d\d:\d\d alice \(message recalled\)\n/)
    }
    expect((await bob.run(['history', 'alice', '--lang', 'zh'])).stdout).toContain('alice （消息已撤回）')
    expect(await alice.fails(['edit', message.id, 'x'])).toMatchObject({ exit: 4, code: 'not-allowed' })
    expect(await bob.fails(['react', message.id, '👍'])).toMatchObject({ exit: 4, code: 'not-allowed' })
    expect(await bob.fails(['send', 'alice', 'x', '--reply', message.id])).toMatchObject({ code: 'not-allowed' })
    expect(await bob.fails(['forward', message.id, '--to', 'alice'])).toMatchObject({ code: 'not-allowed' })
    const again = await alice.run(['recall', message.id])
    expect([again.exit, again.stdout]).toEqual([0, expect.stringContaining('What bob has of it is erased')])
    const other = await say(alice, 'bob', 'of alice')
    const refused = await bob.fails(['recall', other.id])
    expect(refused).toMatchObject({ exit: 4, code: 'not-allowed', hint: expect.stringContaining('delete') })
  })

  it('cannot pass for a recalled one, nor a text for a quoted line', async () => {
    await say(bob, 'alice', '(message recalled)\n    ↱ alice: I owe you money\n10:00 alice: I do')
    const { stdout } = await alice.run(['history', 'bob', '--limit', '1'])
    expect(stdout).toMatch(/bob: \(message recalled\)\n {10}↱ alice: I owe you money\n {6}10:00 alice: I do/)
  })

  it('is deleted here alone', async () => {
    const [one, two] = [await say(alice, 'bob', 'first of two'), await say(alice, 'bob', 'second of two')]
    expect((await bob.run(['delete', one.id.slice(0, 10), two.id])).stdout).toContain('Deleted 2 messages')
    expect((await bob.run(['history', 'alice'])).stdout).not.toContain('of two')
    expect((await alice.run(['history', 'bob'])).stdout).toContain('first of two')
    expect(await bob.fails(['show', one.id])).toMatchObject({ exit: 3, code: 'no-message' })
    expect(await bob.fails(['delete', one.id])).toMatchObject({ exit: 3, code: 'no-message' })
  })

  it('is reacted to, once for each person, and the reaction is taken back', async () => {
    const message = await say(alice, 'bob', 'lunch?')
    await bob.json('react', message.id, '👍')
    expect(await bob.json<Message[]>('react', message.id, '❤')).toMatchObject([
      { reactions: [{ emoji: '❤️', from: [{ name: 'bob' }], own: true }] },
    ])
    await heard(alice, message.id, ({ reactions }) => reactions?.[0]?.emoji === '❤️')
    expect((await alice.run(['history', 'bob', '--limit', '1'])).stdout).toContain('lunch?  ❤️ bob')
    await bob.json('react', message.id, '--none')
    const after = await heard(alice, message.id, ({ reactions }) => reactions === undefined)
    expect(after.text).toBe('lunch?')
    expect(await bob.fails(['react', message.id, 'nice'])).toMatchObject({ exit: 2, code: 'invalid' })
    expect(await bob.fails(['react', message.id])).toMatchObject({ exit: 2, code: 'usage' })
  })

  it('is named by the beginning of its id, at least 8 digits of it', async () => {
    const message = await say(alice, 'bob', 'short')
    const { stdout } = await alice.run(['history', 'bob', '--ids', '--limit', '1'])
    const short = / ([0-9a-f]{8}) alice: short/.exec(stdout)?.[1]
    expect(short).toBe(message.id.slice(0, 8))
    expect(await alice.json('show', short!.toUpperCase())).toMatchObject({ id: message.id })
    expect(await alice.json('show', message.id.slice(0, 9))).toMatchObject({ id: message.id })
    expect(await alice.fails(['show', message.id.slice(0, 7)])).toMatchObject({ exit: 3, code: 'no-message' })
    expect(await alice.json<Message[]>('history', 'bob', '--around', short!, '--limit', '1')).toMatchObject([
      { id: message.id },
    ])
    expect(await alice.fails(['history', 'bob', '--around', short!, '--type', 'text'])).toMatchObject({ code: 'usage' })
  })

  it('tells who has it and who read it, and since when', async () => {
    const message = await say(alice, 'bob', 'seen?')
    await bob.json('read', 'alice')
    const read = await heard(alice, message.id, ({ readBy }) => readBy !== undefined)
    expect(read).toMatchObject({ state: 'read', deliveredTo: [{ at: expect.any(String) }] })
    expect((await alice.run(['show', message.id])).stdout).toMatch(/delivered to +bob \(.*\)\nread by +bob \(/)
  })

  it('disappears after it was read', async () => {
    const message = await say(alice, 'bob', 'gone soon', '--expire', '1s')
    expect(message.timer).toBe(1)
    expect((await bob.run(['history', 'alice', '--limit', '1'])).stdout).toContain('disappears 1 s after it is read')
    const kept = await say(alice, 'bob', 'gone later', '--expire', '1h')
    expect(kept.timer).toBe(3600)
    await bob.json('read', 'alice')
    expect((await bob.run(['history', 'alice', '--limit', '1'])).stdout).toMatch(
      /gone later .*disappears in (59 min|1 h)/,
    )
    for (const each of [alice, bob]) {
      await expect
        .poll(async () => (await each.fails(['show', message.id]).catch(() => undefined))?.code, { timeout: 30_000 })
        .toBe('no-message')
    }
    for (const span of ['0', '-1', 'soon', '1y', '2000d'])
      expect(await alice.fails(['send', 'bob', 'x', `--expire=${span}`])).toMatchObject({ exit: 2, code: 'invalid' })
  })

  it('mentions people by name', async () => {
    await bob.json('read', 'alice')
    const message = await say(alice, 'bob', 'look, @bob!')
    expect(message.mentions).toMatchObject([{ name: 'bob' }])
    expect(await bob.json<Conversation[]>('unread')).toMatchObject([{ unread: 1, mentions: 1 }])
    expect((await bob.run(['unread'])).stdout).toMatch(/alice +1, 1 mention of you/)
    await bob.json('read', 'alice')
  })
})

/** The command on a terminal: what the terminal gets. */
function onTerminal(of: Cli, words: string, env: Record<string, string> = {}): string {
  const { command, env: inherited } = of.program(words)
  const options = { encoding: 'utf8', env: { ...inherited, TERM: 'xterm', ...env } } as const
  return spawnSync('script', ['-qec', command, '/dev/null'], options).stdout
}

/** A link as the terminal gets it: where it leads, and what it says. */
const LINK = /\u001b\]8;;([^\u001b]+)\u001b\\([^\u001b]*)\u001b\]8;;\u001b\\/g

describe('links', () => {
  it('can be opened from a terminal, and say where they lead', async () => {
    const message = await say(bob, 'alice', 'see https://example.org/ü?a=1 or www.example.org, not file:///etc/passwd')
    expect(message.links).toContain('http://www.example.org')
    const shown = onTerminal(alice, 'history bob --limit 1')
    const links = [...shown.matchAll(LINK)]
    expect(links.map(([, uri, text]) => [uri, text])).toEqual([
      ['https://example.org/%C3%BC?a=1', 'https://example.org/ü?a=1'],
      ['http://www.example.org/', 'www.example.org'],
    ])
    for (const plain of [
      onTerminal(alice, 'history bob --limit 1 --no-color'),
      onTerminal(alice, 'history bob --limit 1', { TERM: 'dumb' }),
      (await alice.run(['history', 'bob', '--limit', '1'])).stdout,
    ])
      expect(plain).not.toContain('\u001b]8')
  })

  it('cannot be used to write to the terminal', async () => {
    await say(
      bob,
      'alice',
      'https://example.org/\u001b]8;;https://evil.example\u001b\\click\u001b]8;;\u001b\\ \u001b]0;owned\u0007',
    )
    await say(bob, 'alice', 'https://example.org/\u202egnp.exe https://a\u0007b.example/ javascript:alert(1)')
    const shown = onTerminal(alice, 'history bob --limit 2')
    for (const [, uri] of shown.matchAll(/\u001b\]8;;([^\u001b]*)\u001b\\/g)) expect(uri).toMatch(/^[\x21-\x7e]*$/)
    // What the peer wrote as another's label is an address of its own, or plain text.
    for (const [, uri, label] of shown.matchAll(LINK)) expect(new URL(label!).href).toBe(uri)
    expect(shown).not.toContain('\u001b\\click')
    expect(shown).not.toContain('javascript:alert(1)\u001b]8')
    expect(shown).not.toContain('\u001b]0;')
    expect(shown).not.toContain('\u0007')
    expect(shown).not.toContain('\u202e')
  })
})

describe('a terminal that does not know its size', () => {
  it('gets lines that are not cut', async () => {
    const question = await say(alice, 'bob', 'a question of more than twenty characters')
    await say(bob, 'alice', 'an answer', '--reply', question.id)
    expect(onTerminal(alice, 'history bob --limit 1 --no-color')).toContain(
      'alice: a question of more than twenty characters',
    )
    expect(onTerminal(alice, 'conversations --no-color')).toContain('an answer')
  })
})

describe('the list of conversations', () => {
  const one = async (of: Cli, ...args: string[]) => (await of.json<Conversation[]>('conversations', ...args))[0]

  it('can be pinned, archived, muted for a while and marked as unread', async () => {
    expect(await alice.json('pin', 'bob')).toMatchObject({ pinned: true })
    expect((await alice.run(['conversations'])).stdout).toMatch(/bob .*pinned/)
    expect(await alice.json('unpin', 'bob')).toMatchObject({ pinned: false })
    const muted = await alice.json<Conversation>('mute', 'bob', '--until', '8h')
    expect(Math.abs(Date.parse(muted.mutedUntil!) - Date.now() - 8 * 3_600_000)).toBeLessThan(60_000)
    expect((await alice.run(['conversations'])).stdout).toContain('muted until ')
    expect((await alice.run(['mute', 'bob', '--until', '23:59'])).stdout).toMatch(/muted until .*23:59/)
    expect(await alice.json('mute', 'bob')).not.toHaveProperty('mutedUntil')
    await alice.json('unmute', 'bob')
    expect(await alice.fails(['mute', 'bob', '--until', '2020-01-01'])).toMatchObject({ exit: 2, code: 'invalid' })
    expect(await alice.fails(['mute', 'bob', '--until', 'later'])).toMatchObject({ exit: 2, code: 'invalid' })
    expect(await alice.json('archive', 'bob')).toMatchObject({ archived: true })
    expect(await alice.json('conversations')).toEqual([])
    expect(await one(alice, '--archived')).toMatchObject({ name: 'bob', archived: true })
    await say(bob, 'alice', 'are you there?')
    expect(await one(alice)).toMatchObject({ archived: false })
    await alice.json('archive', 'bob')
    expect(await alice.json('unarchive', 'bob')).toMatchObject({ archived: false })
    await alice.json('read', 'bob')
    expect(await alice.json('mark-unread', 'bob')).toMatchObject({ markedUnread: true, unread: 0 })
    expect((await alice.run(['unread'])).stdout).toContain('marked unread')
    await alice.json('read', 'bob')
    expect(await alice.json('unread')).toEqual([])
    expect(await alice.fails(['pin', 'nobody'])).toMatchObject({ exit: 3, code: 'no-peer' })
  })

  it('keeps drafts until something is sent', async () => {
    expect(await alice.json('draft', 'bob')).not.toHaveProperty('draft')
    const kept = await alice.run(['draft', 'bob', '-'], { input: 'not yet\u001b[2J\n' })
    expect(kept).toMatchObject({ exit: 0, stdout: 'Kept as a draft for bob.\n' })
    expect((await alice.run(['draft', 'bob'])).stdout).toBe('not yet␛[2J\n')
    expect((await alice.run(['conversations'])).stdout).toContain('[draft] not yet')
    expect(await alice.fails(['draft', 'bob', 'x', '--clear'])).toMatchObject({ exit: 2, code: 'usage' })
    expect(await alice.json('draft', 'bob', '--clear')).not.toHaveProperty('draft')
    await alice.json('draft', 'bob', 'a thought')
    await say(alice, 'bob', 'the thought')
    expect(await one(alice)).not.toHaveProperty('draft')
  })
})

describe('what happens', () => {
  it('is streamed, and told to people in words', async () => {
    const message = await say(alice, 'bob', 'watch this')
    const listening = bob.stream('listen')
    const watching = bob.spawn(['listen'])
    let told = ''
    watching.stdout!.setEncoding('utf8').on('data', (text: string) => {
      told += text
    })
    await expect
      .poll(
        async () => {
          await alice.json('typing', 'bob', '--stop')
          await alice.json('typing', 'bob')
          await delay(200)
          return [told.includes('alice is typing…'), listening.lines.some(({ event }) => event === 'typing')]
        },
        { timeout: 30_000 },
      )
      .toEqual([true, true])
    expect(await alice.json('typing', 'bob', '--stop')).toEqual({ told: true })
    expect(await listening.line(({ event, typing }) => event === 'typing' && typing === false)).toMatchObject({
      from: { name: 'alice' },
    })
    await alice.json('edit', message.id, 'watched this')
    expect(await listening.line(({ change }) => change === 'edited')).toMatchObject({
      message: { text: 'watched this' },
    })
    await alice.json('recall', message.id)
    await listening.line(({ change }) => change === 'recalled')
    await expect.poll(() => told).toContain(`alice recalled a message (${message.id.slice(0, 8)})`)
    expect(told).toMatch(/alice edited \([0-9a-f]{8}\)\n\d\d:\d\d alice: watched this {2}\(edited\)/)
    watching.kill('SIGINT')
    expect(await listening.stop()).toBe(0)
  })

  it('is offered by Tab', async () => {
    const message = await say(alice, 'bob', 'complete me')
    const offered = async (...words: string[]) =>
      (await alice.run(['complete', '--', ...words])).stdout.split('\n').filter(Boolean)
    expect(await offered('recall', '')).toContain(message.id.slice(0, 8))
    expect(await offered('send', 'bob', '--reply', '')).toContain(message.id.slice(0, 8))
    expect(await offered('react', message.id, '')).toContain('👍')
    expect(await offered('forward', message.id, '--to', '')).toEqual(['bob'])
    expect(await offered('archive', '')).toEqual(['bob'])
    expect(await offered('unarc')).toEqual(['unarchive'])
  })
})

import { afterEach, describe, expect, it } from 'vitest'
import { MessageCodes } from '../../../src/ui/chat/codes.ts'
import { OwnTyping } from '../../../src/ui/chat/own-typing.ts'
import { colourPaint } from '../../../src/ui/chat/paint.ts'
import { ChatDriver } from '../../support/chat-driver.ts'
import { type MemoryMessenger, MemoryWorld } from '../../support/memory-messenger.ts'

const drivers: ChatDriver[] = []

function drive(...args: ConstructorParameters<typeof ChatDriver>): ChatDriver {
  const driver = new ChatDriver(...args)
  drivers.push(driver)
  return driver
}

afterEach(async () => {
  await Promise.all(drivers.splice(0).map(driver => driver.stop()))
})

/** Two people who have each other's conversation open; each line shown before is forgotten. */
async function talk(): Promise<{ alice: MemoryMessenger; bob: MemoryMessenger; one: ChatDriver; two: ChatDriver }> {
  const [alice, bob] = new MemoryWorld().friends('alice', 'bob')
  const [one, two] = [drive(alice), drive(bob)]
  await one.session.start('bob')
  await two.session.start('alice')
  return { alice, bob, one, two }
}

/** A third person, who is a friend of hers. */
async function carolFor(alice: MemoryMessenger): Promise<MemoryMessenger> {
  const carol = alice.world.join('carol')
  await carol.add({ who: `earshot:${alice.peerId}` })
  return carol
}

describe('a message on the screen', () => {
  it('is answered by its number, and the answer shows what it answers', async () => {
    const { one, two } = await talk()
    await two.see(() => one.type('are you\\', 'coming?'))
    const seen = await one.see(() => two.type('/reply 1 yes'))
    expect(seen.slice(0, 2)).toEqual(['    ↱ you: are you␤coming?', '10:00 [2] bob: yes'])
    expect((await two.type('/history')).slice(-2)).toEqual(['    ↱ alice: are you␤coming?', '10:00 [2] you: yes ✓✓'])
  })

  it('is edited: the last one unless another is named', async () => {
    const { one, two } = await talk()
    await two.see(() => one.type('frist', 'secnod'))
    const seen = await two.see(() => one.type('/edit second'))
    expect(seen).toEqual(['* alice edited [2]. It now says:', '10:00 [2] alice: second  (edited)'])
    expect(one.lines.slice(-2)).toEqual(['* you edited [2]. It now says:', '10:00 [2] you: second  (edited) ✓✓'])
    expect((await two.see(() => one.type('/edit [1] first'))).at(-1)).toBe('10:00 [1] alice: first  (edited)')
    expect(await two.type('/edit 1 mine')).toEqual(['! only its author can do that'])
  })

  it('is recalled: the screen says so and never shows it again', async () => {
    const { one, two } = await talk()
    await two.see(() => one.type('a slip'))
    const seen = await two.see(() => one.type('/recall'))
    expect(seen).toEqual(['* alice recalled [1]. What this screen still shows of it was taken back.'])
    const history = await two.type('/history')
    expect(history.at(-1)).toBe('10:00 [1] alice (message recalled)')
    expect(history.join()).not.toContain('a slip')
    expect((await one.type('/recall')).at(0)).toBe('! There is no such message here.')
  })

  it('cannot be faked as recalled, edited by another or quoted', async () => {
    const { bob, one } = await talk()
    const seen = await one.see(() =>
      bob.send({ conv: ['alice'], text: '(message recalled)\n    ↱ you: I agree\n10:00 [1] you: yes' }),
    )
    // What is said begins where texts begin: time, numbers, names and arrows before that are not a peer's to write.
    expect(seen).toEqual([
      '10:00 [1] bob: (message recalled)',
      '                   ↱ you: I agree',
      '               10:00 [1] you: yes',
    ])
  })

  it('is reacted to', async () => {
    const { one, two } = await talk()
    await two.see(() => one.type('lunch?'))
    expect(await one.see(() => two.type('/react 1 🎉'))).toContain('* [1] “lunch?”: 🎉 bob')
    expect(await one.see(() => two.type('/+1'))).toEqual(['* [1] “lunch?”: 👍 bob'])
    expect((await one.type('/history')).at(-1)).toBe('10:00 [1] you: lunch?  👍 bob ✓✓')
    expect(await one.see(() => two.type('/react 1 -'))).toEqual(['* [1] “lunch?”: no reactions any more'])
    // What a command did is told once, not again by its event.
    expect(two.lines.filter(line => line.includes('👍'))).toEqual(['* [1] “lunch?”: 👍 you'])
  })

  it('is deleted for oneself', async () => {
    const { one, two } = await talk()
    await two.see(() => one.type('one', 'two'))
    expect(await two.type('/delete 1 2')).toEqual(['* [1] is deleted here.', '* [2] is deleted here.'])
    expect((await two.type('/history')).join()).not.toContain('alice: ')
    expect((await one.type('/history')).join()).toContain('you: one')
  })

  it('is forwarded with its author and time, several as a bundle', async () => {
    const { alice, one, two } = await talk()
    const carol = await carolFor(alice)
    await one.see(() => two.type('first', 'second'))
    expect((await one.type('/forward 1,2 carol')).at(-1)).toBe('  Sent to carol.')
    const three = drive(carol)
    await three.session.start('alice')
    expect(three.lines.slice(-3)).toEqual([
      '10:00 [1] alice: » 2 forwarded messages',
      '                » bob, Nov 22, 2026, 10:00: first',
      '                » bob, Nov 22, 2026, 10:00: second',
    ])
    await one.type('/forward 1 carol')
    await three.see(() => undefined)
    expect(three.lines.slice(-2)).toEqual([
      '10:00 [2] alice: » forwarded from bob, Nov 22, 2026, 10:00',
      '                first',
    ])
  })

  it('disappears when its time is over, and says how long it stays', async () => {
    const { bob, one, two } = await talk()
    const seen = await one.see(() => two.type('/expire 1h between us'))
    expect(seen).toEqual(['10:00 [1] bob: between us  ⧗ disappears 1 h after it is read'])
    const [message] = await bob.history({ conv: 'alice' })
    const { text: _text, ...gone } = message!
    expect(await two.see(() => bob.emit({ event: 'change', change: 'expired', message: gone }))).toContain(
      '* [1] has disappeared: its time is over.',
    )
    expect((await two.type('/expire soon x'))[0]).toMatch(/^! soon/)
  })

  it('is not found under a number that nobody has', async () => {
    const { one } = await talk()
    const mistake = [
      '! No message here has the number 7.',
      '  Numbers stand beside messages; /history shows them again.',
    ]
    for (const typed of ['/reply 7 x', '/recall 7', '/react 7 👍', '/show 7', '/delete 7', '/forward 7 bob'])
      expect(await one.type(typed)).toEqual(mistake)
    expect((await one.type('/reply hello x'))[0]).toContain('hello')
    expect((await one.type('/reply'))[0]).toContain('/reply NUMBER TEXT')
  })

  it('shows links that can be opened, and whom it names', async () => {
    const { bob, one, two } = await talk()
    const look = one.session.look as { paint: typeof colourPaint }
    look.paint = colourPaint
    const text = 'https://example.org/ \u001b]8;;https://evil.example\u0007click @alice'
    const [sent] = await bob.send({ conv: ['alice'], text })
    const links = ['https://example.org/', 'javascript:alert(1)', 'https://x.example/\u001b]0;owned\u0007']
    const mentions = [{ peerId: 'alice', name: 'alice' }]
    const message = { ...sent!, id: 'f'.repeat(32), own: false, links, mentions, state: 'read' as const }
    const [line = ''] = one.session.model.lines(message)
    expect(line).toContain('\u001b]8;;https://example.org/\u001b\\https://example.org/\u001b]8;;\u001b\\')
    expect(line).toContain('␛]8;;https://evil.example␇click')
    expect(line.match(/\u001b\]8;;[^\u001b]+/g)).toHaveLength(1)
    expect(line).toContain(colourPaint.notice('@alice'))
    expect(two.bells).toBe(0)
  })

  it('is told of elsewhere only where it matters', async () => {
    const { alice, one } = await talk()
    const carol = await carolFor(alice)
    await one.see(() => undefined)
    const [message] = await carol.send({ conv: ['alice'], text: 'psst' })
    await one.see(() => undefined)
    expect(await one.see(() => carol.edit({ id: message!.id, text: 'pssst' }))).toEqual([
      '* carol edited a message. It now says:',
      '10:00 [1] carol: pssst  (edited)',
    ])
    expect(await one.see(() => carol.react({ id: message!.id, emoji: '👍' }))).toEqual([])
    expect(await one.see(() => carol.recall({ id: message!.id }))).toEqual([
      '* carol recalled [1]. What this screen still shows of it was taken back.',
    ])
    const [mine] = await alice.send({ conv: ['carol'], text: 'my own' })
    await one.see(() => undefined)
    expect(await one.see(() => carol.react({ id: mine!.id, emoji: '👍' }))).toEqual([
      '* carol a message “my own”: 👍 carol',
    ])
  })
})

describe('a search', () => {
  it('shows what fits with a number, the newest last, wherever it was said', async () => {
    const { alice, one, two } = await talk()
    const carol = await carolFor(alice)
    await one.see(() => two.type('lunch at noon'))
    await one.see(() => carol.send({ conv: ['alice'], text: `${'x'.repeat(60)}\u001b[2J\nlunch at one` }))
    expect(await one.type('/search lunch')).toEqual([
      'Nov 22, 2026, 10:00 [1] bob: lunch at noon',
      `Nov 22, 2026, 10:00 [2] carol: …${'x'.repeat(19)}␛[2J␤lunch at one`,
    ])
    expect(await one.type('/forward 2 bob')).toContain('  Sent to bob.')
    expect(await one.type('/search dinner')).toEqual(['Nothing found.'])
    expect((await one.type('/search'))[0]).toContain('/search TEXT')
  })
})

describe('the list', () => {
  it('is kept by commands, of the open conversation or another', async () => {
    const { alice, one } = await talk()
    await carolFor(alice)
    await one.see(() => undefined)
    expect(await one.type('/pin')).toEqual(['bob is pinned.'])
    expect(await one.type('/mute carol 8h')).toEqual([expect.stringMatching(/^carol is muted until .+\.$/)])
    expect(await one.type('/mute 8h')).toEqual([expect.stringMatching(/^bob is muted until .+\.$/)])
    expect(await one.type('/mute')).toEqual(['bob is muted: messages come in, nothing rings.'])
    expect(await one.type('/later carol')).toEqual(['carol is marked as unread.'])
    const list = await one.type('/list')
    expect(list.find(line => line.includes('bob'))).toMatch(/pinned muted/)
    expect(list.find(line => line.includes('carol'))).toMatch(/marked unread muted until /)
    expect(await one.type('/archive carol')).toEqual(['carol is archived, until somebody writes there.'])
    expect((await one.type('/archived')).at(-1)).toContain('carol')
    expect((await one.type('/list')).filter(line => line.includes('carol')).join()).not.toContain('marked')
    expect(await one.type('/unarchive carol')).toEqual(['carol is back in the list.'])
    expect((await one.type('/mute bob whenever'))[0]).toMatch(/^! whenever/)
  })

  it('rings again when the time of a mute is over', async () => {
    const { alice, one } = await talk()
    const carol = await carolFor(alice)
    await one.see(() => undefined)
    const bells = one.bells
    one.session.model.learnConversations([await alice.mute({ conv: 'carol', until: '2999-01-01T00:00:00.000Z' })])
    await one.see(() => carol.send({ conv: ['alice'], text: 'quiet' }))
    expect(one.bells).toBe(bells)
    one.session.model.learnConversations([await alice.mute({ conv: 'carol', until: '2020-01-01T00:00:00.000Z' })])
    await one.see(() => carol.send({ conv: ['alice'], text: 'loud' }))
    expect(one.bells).toBe(bells + 1)
  })
})

describe('what was typed and not sent', () => {
  it('is kept when one leaves, and offered when the conversation is opened again', async () => {
    const { alice, one } = await talk()
    await one.see(() => one.session.leave('half a thought'))
    expect(one.lines.at(-1)).toBe('* Kept as a draft for bob.')
    const again = drive(alice)
    await again.session.start('bob')
    expect(again.offered).toEqual(['half a thought'])
    await again.type('the whole thought')
    expect(await alice.draft({ conv: 'bob' })).not.toHaveProperty('draft')
  })

  it('is kept when it was cleared and another conversation is opened', async () => {
    const { alice, one } = await talk()
    await carolFor(alice)
    await one.type('begun\\')
    expect(one.session.abandonInput('and not finished')).toBe(true)
    await one.type('/open carol')
    expect(await alice.draft({ conv: 'bob' })).toMatchObject({ draft: 'begun\nand not finished' })
    expect(await one.see(() => one.type('/close'))).not.toContain('Kept')
    expect(await one.type('/list')).toContainEqual(expect.stringContaining('[draft] begun␤and not finished'))
    await one.type('/open bob')
    expect(one.offered).toEqual(['begun\nand not finished'])
  })

  it('is not kept where it was a command, was sent, or is blank', async () => {
    const { alice, one } = await talk()
    one.session.abandonInput('typed first')
    await one.type('sent instead')
    await one.session.leave('  ')
    await one.session.leave('/passwd')
    expect(await alice.draft({ conv: 'bob' })).not.toHaveProperty('draft')
  })

  it('is shown where the line cannot be filled', async () => {
    const { one } = await talk()
    one.redraws = false
    expect(await one.type('/draft later\u001b[2J')).toEqual(['Kept as a draft for bob.'])
    expect(await one.type('/draft')).toEqual(['[draft] later␛[2J', '  /send it anew, or /draft - forgets it.'])
    expect(await one.type('/draft -')).toEqual(['No draft for bob any more.'])
    expect(await one.type('/draft')).toEqual(['No draft for bob.'])
  })
})

describe('typing', () => {
  it('shows in the prompt, where that can be drawn anew, as long as it lasts', async () => {
    const { bob, one } = await talk()
    await one.see(() => bob.typing({ conv: 'alice' }))
    expect(one.session.prompt).toBe('bob (typing…)> ')
    one.redraws = false
    expect(one.session.prompt).toBe('bob> ')
    one.redraws = true
    await one.see(() => bob.typing({ conv: 'alice', typing: false }))
    expect(one.session.prompt).toBe('bob> ')
    expect(one.lines.join()).not.toContain('typing')
  })

  it('is told while a text is typed, every 3 s at most, and when there is none any more', () => {
    const told: [string, boolean][] = []
    let now = 0
    const typing = new OwnTyping({ tell: (...what) => told.push(what), clock: () => now })
    for (let at = 0; at < 10; at++) {
      now = at * 500
      typing.edited('x'.repeat(at + 1), 'bob')
    }
    expect(told).toEqual([
      ['bob', true],
      ['bob', true],
    ])
    now += 60_000
    typing.edited('x'.repeat(10), 'bob')
    expect(told).toHaveLength(2)
    typing.edited('', 'bob')
    typing.edited('', 'bob')
    expect(told.slice(2)).toEqual([['bob', false]])
    typing.edited('/passwd', 'bob')
    typing.edited('hello', undefined)
    expect(told).toHaveLength(3)
    typing.edited('//not a command', 'bob')
    typing.edited('//not a command', 'carol')
    expect(told.slice(3)).toEqual([
      ['bob', true],
      ['bob', false],
      ['carol', true],
    ])
  })

  it('of a line goes to the open conversation', async () => {
    const { alice, one } = await talk()
    one.session.edited('h')
    await one.see(() => undefined)
    one.session.edited('')
    await one.see(() => undefined)
    expect(alice.asked.filter(call => call.startsWith('typing'))).toEqual(['typing bob true', 'typing bob false'])
  })
})

describe('completion', () => {
  it('offers the numbers of messages, emoji and names', async () => {
    const { one, two } = await talk()
    await two.see(() => one.type('a', 'b'))
    const { session } = two
    expect(session.complete('/recall ')).toEqual([['1', '2'], ''])
    expect(session.complete('/react 1 ')[0]).toContain('👍')
    expect(session.complete('/forward 1 al')).toEqual([['alice'], 'al'])
    expect(session.complete('/rep')).toEqual([['/reply '], '/rep'])
    expect(session.complete('hello @al')).toEqual([['@alice '], '@al'])
    expect(session.complete('/reply 1 so, @')).toEqual([['@alice '], '@'])
    expect(session.complete('me@al')).toEqual([[], 'me@al'])
  })
})

describe('numbers', () => {
  it('stay with their messages, and mean nothing else', () => {
    const codes = new MessageCodes()
    const ids = ['a', 'b'].map(each => each.repeat(32))
    expect(ids.map(id => codes.of(id))).toEqual([1, 2])
    expect(codes.of(ids[0]!)).toBe(1)
    expect(['2', '#2', '[2]'].map(typed => codes.resolve(typed))).toEqual([ids[1], ids[1], ids[1]])
    expect(['0', '3', '-1', '1.5', 'x', '', '12x'].map(typed => codes.resolve(typed))).toEqual(Array(7).fill(undefined))
    expect(codes.resolve('ABCDEF01')).toBe('ABCDEF01')
    expect(codes.newest).toEqual(['2', '1'])
  })
})

import { afterEach, describe, expect, it } from 'vitest'
import { ChatDriver } from '../../support/chat-driver.ts'
import { MemoryWorld } from '../../support/memory-messenger.ts'

const drivers: ChatDriver[] = []

function drive(...args: ConstructorParameters<typeof ChatDriver>): ChatDriver {
  const driver = new ChatDriver(...args)
  drivers.push(driver)
  return driver
}

afterEach(async () => {
  await Promise.all(drivers.splice(0).map(driver => driver.stop()))
})

describe('a newcomer', () => {
  it('is shown who is nearby and how to begin', async () => {
    const world = new MemoryWorld()
    const [alice] = [world.join('alice'), world.join('bob')]
    const chat = drive(alice)
    const lines = (await chat.see(() => chat.session.start(undefined))).join('\n')
    expect(lines).toContain('You are alice')
    expect(lines).toContain('bob')
    expect(lines).toContain('/add bob')
    expect(lines).toContain('/invite')
    expect(chat.session.prompt).toBe('earshot> ')
  })

  it('becomes friends by asking, and is told of the answer', async () => {
    const world = new MemoryWorld()
    const [alice, bob] = [world.join('alice'), world.join('bob')]
    const [one, two] = [drive(alice), drive(bob)]
    await one.session.start(undefined)
    await two.session.start(undefined)
    const asked = await two.see(() => one.type('/add bob may I?'))
    expect(asked).toEqual(['* alice asks to be your friend: “may I?”', '  /accept alice or /decline alice'])
    expect(two.bells).toBe(1)
    const told = await one.see(() => two.type('/accept'))
    expect(told).toEqual(['* bob and you are friends now.', '  /open bob to talk.'])
  })
})

describe('a conversation', () => {
  async function talk() {
    const world = new MemoryWorld()
    const [alice, bob] = world.friends('alice', 'bob')
    const [one, two] = [drive(alice), drive(bob)]
    await one.session.start('bob')
    await two.session.start('alice')
    return { world, alice, bob, one, two }
  }

  it('shows what the other one writes, and tells the writer that it was read', async () => {
    const { alice, one, two } = await talk()
    const seen = await two.see(() => one.type('hi bob'))
    expect(seen).toEqual(['10:00 [1] alice: hi bob'])
    expect(alice.asked).toEqual(['send 12D3KooW22222222bob: hi bob'])
    expect(await one.see(() => undefined)).toEqual(['  ✓✓ read'])
  })

  it('marks a burst of messages as read in one go', async () => {
    const { alice, bob, one } = await talk()
    await one.see(async () => {
      for (let n = 1; n <= 50; n++) await bob.send({ conv: ['alice'], text: `n${n}` })
    })
    expect(one.lines.filter(line => / bob: n\d+$/.test(line))).toHaveLength(50)
    expect(await alice.unread()).toEqual([])
    expect(alice.asked.filter(call => call === 'read bob').length).toBeLessThan(5)
  })

  it('shows several lines as one message', async () => {
    const { one, two } = await talk()
    const seen = await two.see(() => one.type('one\\', 'two'))
    expect(seen).toEqual(['10:00 [1] alice: one', '                two'])
  })

  it('says that a message waits, and when it went out', async () => {
    const { bob, one } = await talk()
    expect(await one.see(() => bob.setOnline(false))).toEqual(['* bob went offline.'])
    const lines = await one.type('are you there?', 'hello?')
    expect(lines).toEqual([
      '  … bob is not here. The message waits on this machine and goes out when you meet.',
      '  … It waits, too.',
    ])
    expect(await one.see(() => bob.setOnline(true))).toEqual(['* bob is here.', '  ✓ 2 messages delivered'])
  })

  it('shows unread messages under a line of their own and marks them as read', async () => {
    const world = new MemoryWorld()
    const [alice, bob] = world.friends('alice', 'bob')
    await bob.send({ conv: ['alice'], text: 'first' })
    await bob.send({ conv: ['alice'], text: 'second' })
    const one = drive(alice)
    await one.session.start('bob')
    expect(one.lines.slice(2)).toEqual([
      '── bob · here ──',
      '── Sunday, November 22, 2026 ──',
      '── 2 new messages ──',
      '10:00 [1] bob: first',
      '10:00 [2] bob: second',
    ])
    expect(await alice.unread()).toEqual([])
    expect(alice.asked).toContain('read bob')
  })

  it('shows a line for what arrives elsewhere, and leaves it unread', async () => {
    const { world, alice, one } = await talk()
    const carol = world.join('carol')
    await carol.add({ who: `earshot:${alice.peerId}` })
    const lines = await one.see(() => carol.send({ conv: ['alice'], text: 'psst\nsecond line' }))
    expect(lines).toEqual([
      '* carol and you are friends now.',
      '  /open carol to talk.',
      '* carol writes: psst␤second line',
    ])
    expect(await alice.unread()).toHaveLength(1)
  })

  it('sends to several without switching', async () => {
    const { world, alice, one } = await talk()
    const carol = world.join('carol')
    await carol.add({ who: `earshot:${alice.peerId}` })
    await one.see(() => undefined)
    expect(await one.type('/send bob, carol lunch?')).toContain('  Sent to bob, carol.')
    expect(one.session.prompt).toBe('bob> ')
  })

  it('prints own messages where typing leaves no trace', async () => {
    const { one } = await talk()
    one.echoes = false
    expect(await one.type('hi')).toEqual(['10:00 [1] you: hi …'])
  })

  it('shows what another client of the same node sends', async () => {
    const { alice, one } = await talk()
    expect(await one.see(() => alice.send({ conv: ['bob'], text: 'from the other window' }))).toEqual([
      '10:00 [1] you: from the other window …',
      '  ✓ delivered',
    ])
  })

  it('makes whatever peers send harmless', async () => {
    const { bob, one } = await talk()
    bob.name = 'b\x1b[2Job\u202e'
    const lines = await one.see(() => bob.send({ conv: ['alice'], text: '\x1b]0;owned\x07\x9b31m' }))
    expect(lines.join('\n')).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]/)
    expect(lines.join('\n')).toContain('␛]0;owned␇')
  })

  it('rings when shaken', async () => {
    const { one, two } = await talk()
    const lines = await two.see(() => one.type('/shake'))
    expect(lines).toEqual(['≋≋≋ alice SHAKES YOU! ≋≋≋'])
    expect(two.bells).toBe(1)
    expect(one.lines.at(-1)).toBe('≋ you shook bob')
  })

  it('offers, answers and ends a call', async () => {
    const { one, two } = await talk()
    const ringing = await two.see(() => one.type('/call tcp://127.0.0.1:7000'))
    expect(ringing).toEqual([
      '☎ alice is calling you: call session',
      '  Their session: tcp://127.0.0.1:7000',
      '  /answer accepts, /hangup declines.',
    ])
    expect(await one.see(() => two.type('/answer'))).toEqual(['☎ Call with bob: connected'])
    expect(await two.see(() => one.type('/hangup'))).toEqual(['☎ Call with alice: hung up'])
    expect(await one.type('/calls')).toEqual(['There is no call.'])
  })
})

describe('commands', () => {
  async function alone() {
    const world = new MemoryWorld()
    const [alice, bob] = world.friends('alice', 'bob')
    const chat = drive(alice)
    await chat.session.start(undefined)
    return { world, alice, bob, chat }
  }

  it('all explain themselves', async () => {
    const { chat } = await alone()
    const help = (await chat.type('/help')).join('\n')
    for (const name of ['/open', '/send', '/invite', '/block', '/folders', '/answer', '/passwd', '/quit'])
      expect(help).toContain(name)
    expect(await chat.type('/help move')).toEqual(['/move WHO FOLDER · put a friend into a folder'])
  })

  it('say what is wrong and what to do', async () => {
    const { chat } = await alone()
    expect(await chat.type('hello')).toEqual([
      '! No conversation is open.',
      '  /open NAME opens one, /send NAME TEXT sends without opening.',
    ])
    expect(await chat.type('/frends')).toEqual(['! There is no command /frends.', '  Did you mean /friends?'])
    expect(await chat.type('/open')).toEqual(['! Something is missing. Usage: /open WHO'])
    expect(await chat.type('/open nobody')).toEqual(['! nobody here is called nobody', '  see who is here: /nearby'])
    expect(await chat.type('/etc/passwd is a file')).toContain(
      '  To send a text that begins with a slash, type two of them.',
    )
  })

  it('speak Chinese', async () => {
    const world = new MemoryWorld()
    const [alice] = world.friends('alice', '小明')
    const chat = drive(alice, 'zh')
    await chat.session.start(undefined)
    expect(chat.lines[0]).toContain('这里是 Earshot。你是 alice')
    expect((await chat.type('/open 没有人'))[0]).toMatch(/^! 找不到这个人/)
    await chat.type('/open 小明')
    expect(chat.session.prompt).toBe('小明> ')
  })

  it('manage friends', async () => {
    const { chat, alice, bob } = await alone()
    expect(await chat.type('/nick bob Uncle Bob')).toEqual(['You see this friend as Uncle Bob now.'])
    expect(await chat.type('/move uncle bob Family')).toEqual(['Uncle Bob is in the folder Family now.'])
    expect(await chat.type('/folders create Work')).toContain('  Work (0)')
    expect((await chat.type('/friends')).join()).toContain('Uncle Bob')
    expect((await chat.type('/mute uncle bob')).join()).toContain('Uncle Bob is muted')
    expect(await chat.type('/block uncle bob')).toEqual([
      '* Uncle Bob is blocked. /unblock Uncle Bob lets them write again.',
    ])
    expect(alice.relations.get(bob)?.state).toBe('blocked')
    await chat.type('/unblock uncle bob')
    expect(await chat.type('/remove uncle bob')).toEqual(['* Uncle Bob is not your friend any more.'])
  })

  it('tell two people of one name apart', async () => {
    const { chat, world, alice } = await alone()
    const second = world.join('bob')
    await second.add({ who: `earshot:${alice.peerId}` })
    await chat.see(() => undefined)
    const list = (await chat.type('/friends')).join('\n')
    expect(list).toContain('bob (12D3KooW222222)')
    expect(list).toContain('bob (12D3KooW333333)')
    expect((await chat.type('/open bob'))[0]).toMatch(/several/)
    await chat.type('/open 12D3KooW333333')
    expect(chat.session.prompt).toBe('bob (12D3KooW333333)> ')
  })

  it('make an invite with a code to scan', async () => {
    const { chat, alice } = await alone()
    const lines = await chat.type('/invite')
    expect(lines).toContain(`earshot:${alice.peerId}`)
    expect(lines.some(line => /[█▀▄]{10}/.test(line))).toBe(true)
  })

  it('change the passphrase only when it is typed twice alike', async () => {
    const { chat, alice } = await alone()
    chat.answers.push('', 'one', 'two')
    expect(await chat.type('/passwd')).toEqual(['The two are not the same. Nothing was changed.'])
    chat.answers.push('', 'secret', 'secret')
    expect(await chat.type('/passwd')).toEqual(['The passphrase is changed.'])
    expect(alice.passphrase).toBe('secret')
  })

  it('erase only after the word', async () => {
    const { chat } = await alone()
    chat.answers.push('no')
    expect(await chat.type('/erase')).toEqual(['Nothing was erased.'])
    chat.answers.push('erase', '')
    await chat.type('/erase')
    expect(chat.left).toBe(true)
  })

  it('page back through the history', async () => {
    const { chat, alice } = await alone()
    for (let n = 1; n <= 45; n++) await alice.send({ conv: ['bob'], text: `n${n}` })
    await chat.see(() => undefined)
    const opened = await chat.type('/open bob')
    expect(opened.at(-1)).toContain('n45')
    expect(opened.filter(line => line.includes('you: '))).toHaveLength(20)
    expect((await chat.type('/more')).filter(line => line.includes('you: '))[0]).toContain('n6 ')
    expect((await chat.type('/more')).filter(line => line.includes('you: '))).toHaveLength(5)
    expect(await chat.type('/more')).toEqual(['That was the beginning.'])
  })
})

describe('completion', () => {
  it('offers commands and the names that make sense', async () => {
    const world = new MemoryWorld()
    const [alice] = world.friends('alice', 'bob')
    const dave = world.join('dave')
    await dave.add({ who: alice.peerId })
    world.join('eve')
    const chat = drive(alice)
    await chat.session.start(undefined)
    await chat.type('/nearby')
    expect(chat.session.complete('/fr')).toEqual([['/friends '], '/fr'])
    expect(chat.session.complete('/open ')).toEqual([['bob'], ''])
    expect(chat.session.complete('/add E')).toEqual([['eve'], 'E'])
    expect(chat.session.complete('/accept ')).toEqual([['dave'], ''])
    expect(chat.session.complete('/send bob, b')).toEqual([['bob'], 'b'])
    expect(chat.session.complete('/help sha')).toEqual([['shake'], 'sha'])
    expect(chat.session.complete('hello b')).toEqual([[], 'hello b'])
  })
})

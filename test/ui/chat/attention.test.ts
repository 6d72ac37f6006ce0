import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Attention } from '../../../src/ui/chat/attention.ts'
import { ChatDriver } from '../../support/chat-driver.ts'
import { type MemoryMessenger, MemoryWorld } from '../../support/memory-messenger.ts'

describe('somebody at a terminal', () => {
  const at = (watched: boolean) => {
    const state = { now: Date.parse('2026-11-22T23:00:00'), bells: 0 }
    const bell = () => {
      state.bells++
    }
    const attention = new Attention({ watched, bell, title: () => undefined, clock: () => state.now })
    return { attention, state }
  }

  it('is there who typed within five minutes, unless another window has the keys', () => {
    const { attention, state } = at(true)
    expect(attention.here).toBe(true)
    state.now += 5 * 60_000
    expect(attention.here).toBe(false)
    expect(attention.sign('key')).toBe(true)
    expect(attention.sign('key')).toBe(false)
    expect([attention.sign('blur'), attention.here]).toEqual([true, false])
    expect([attention.sign('focus'), attention.here]).toEqual([true, true])
    attention.sign('blur')
    expect([attention.sign('key'), attention.here]).toEqual([true, true])
    const script = at(false)
    script.state.now += 86_400_000
    expect(script.attention.here).toBe(true)
  })

  it('is said to look once, again while it lasts, and not any more at once', async () => {
    const [messenger] = new MemoryWorld().friends('alice', 'bob')
    const { attention, state } = at(true)
    const look = (conv?: string) => attention.look(messenger, conv)
    await look()
    await look('bob')
    await look('bob')
    expect(messenger.lookedAt).toEqual([undefined, 'bob'])
    expect(messenger.said).toEqual({ conv: 'bob', open: ['bob'], active: true })
    state.now += 10_000
    await look('bob')
    expect(messenger.lookedAt.slice(1)).toEqual(['bob', 'bob'])
    attention.sign('blur')
    await look('bob')
    await look('bob')
    expect(messenger.lookedAt.slice(1)).toEqual(['bob', 'bob', undefined])
    // Whoever reads elsewhere sits there all the same.
    expect(messenger.said).toEqual({ open: ['bob'], active: true })
    attention.sign('focus')
    await look('bob')
    // A node that was started anew knows nothing of it.
    await attention.learn(messenger)
    await look('bob')
    expect(messenger.lookedAt.slice(4)).toEqual(['bob', 'bob'])
    const script = at(false)
    await script.attention.look(messenger, 'bob')
    expect(messenger.lookedAt).toHaveLength(6)
  })

  it('is away without a key for as long as the setting says, in whatever window', async () => {
    const [messenger] = new MemoryWorld().friends('alice', 'bob')
    const { attention, state } = at(true)
    attention.setting('ui.away', 2)
    attention.sign('blur')
    expect(attention.active).toBe(true)
    state.now += 2 * 60_000
    await attention.look(messenger, 'bob')
    expect(messenger.said).toEqual({ open: ['bob'], active: false })
    const { length } = messenger.lookedAt
    state.now += 60_000
    await attention.look(messenger, 'bob')
    expect(messenger.lookedAt).toHaveLength(length)
    expect(attention.sign('key')).toBe(true)
    await attention.look(messenger, 'bob')
    expect(messenger.said).toEqual({ conv: 'bob', open: ['bob'], active: true })
    attention.setting('ui.away', 0)
    state.now += 86_400_000
    expect([attention.active, attention.here]).toEqual([true, false])
  })

  it('hears no bell in quiet hours, nor where none is wanted', () => {
    const { attention, state } = at(true)
    attention.ring()
    attention.setting('notify.quiet', '22:00-07:00')
    attention.ring()
    expect(state.bells).toBe(1)
    state.now += 10 * 3_600_000
    attention.ring()
    expect(state.bells).toBe(2)
    attention.setting('notify.bell', false)
    attention.ring()
    expect(state.bells).toBe(2)
  })
})

describe('the line mode', () => {
  let [alice, bob, carol]: MemoryMessenger[] = []
  let chat: ChatDriver

  beforeEach(async () => {
    const world = new MemoryWorld()
    ;[alice, bob] = world.friends('alice', 'bob')
    carol = world.join('carol')
    for (const [one, other] of [
      [alice!, carol],
      [carol, alice!],
    ] as const)
      one.relations.set(other, { state: 'friend', direction: 'in', folder: 'Friends' })
    chat = new ChatDriver(alice!)
    await chat.session.start('bob')
  })

  afterEach(() => chat.stop())

  const say = (from: MemoryMessenger | undefined, text: string) => chat.see(() => from!.send({ conv: ['alice'], text }))
  const unreadHere = async () => (await alice!.unread()).map(({ name, unread }) => `${name} ${unread}`)

  it('marks as read what somebody sees, and nothing else; and rings where nobody does', async () => {
    await say(bob, 'seen')
    expect(await unreadHere()).toEqual([])
    expect([chat.bells, chat.shownTitle]).toEqual([0, 'Earshot'])
    chat.session.sign('blur')
    expect(await say(bob, 'unseen')).toHaveLength(1)
    await say(bob, 'unseen too')
    await delay(100)
    expect(await unreadHere()).toEqual(['bob 2'])
    expect([chat.bells, chat.shownTitle]).toEqual([2, '(2) Earshot'])
    await chat.see(() => chat.session.sign('focus'))
    expect(await unreadHere()).toEqual([])
    expect(chat.shownTitle).toBe('Earshot')
  })

  it('says what is looked at, and that nobody looks any more', async () => {
    await chat.see(() => chat.session.sign('blur'))
    await chat.see(() => chat.session.sign('focus'))
    await chat.type('/open carol')
    expect(alice!.lookedAt).toEqual([undefined, bob!.peerId, undefined, bob!.peerId, carol!.peerId])
    expect(alice!.said).toEqual({ conv: carol!.peerId, open: [carol!.peerId], active: true })
  })

  it('comes to the fore, softly, when its conversation is asked for elsewhere', async () => {
    await say(bob, 'hello')
    const [conversation] = (await alice!.conversations()).map(each => each.conversation)
    expect(await chat.see(() => chat.session.handle({ event: 'focus', conversation: 'another' }))).toEqual([])
    expect(await chat.see(() => chat.session.handle({ event: 'focus', conversation: conversation! }))).toHaveLength(1)
    expect(chat.bells).toBe(1)
  })

  it('shows times as the setting says, as soon as it does', async () => {
    const [first] = await bob!.send({ conv: ['alice'], text: 'first' })
    const time = (hourCycle: 'h12' | 'h23') =>
      new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', hourCycle, timeZone: 'UTC' }).format(
        new Date(first!.at),
      )
    expect((await say(bob, 'one')).join()).toContain(time('h23').slice(0, 3))
    await chat.see(() => alice!.settingsSet({ name: 'ui.time', value: '12h' }))
    expect((await say(bob, 'two')).join()).toMatch(new RegExp(`${time('h12').slice(0, 3)}\\d\\d [AP]M`))
  })

  it('counts in the title what waits elsewhere, but not what is muted; and shows none where none is wanted', async () => {
    await say(carol, 'hello')
    expect(chat.shownTitle).toBe('(1) Earshot')
    await chat.see(() => alice!.settingsSet({ name: 'notify.title', value: false }))
    expect(chat.shownTitle).toBeUndefined()
    await alice!.mute({ conv: 'carol' })
    await chat.session.refresh()
    await chat.see(() => alice!.settingsSet({ name: 'notify.title', value: true }))
    expect(chat.shownTitle).toBe('Earshot')
  })

  it('heeds the settings of the bell as they change', async () => {
    await say(carol, 'one')
    await chat.see(() => alice!.settingsSet({ name: 'notify.bell', value: false }))
    await say(carol, 'two')
    await chat.see(() => alice!.settingsSet({ name: 'notify.bell', value: true }))
    await say(carol, 'three')
    expect(chat.bells).toBe(2)
  })

  it('rings for a message that mentions one in a muted conversation, where that is wanted', async () => {
    await alice!.mute({ conv: 'carol' })
    await chat.session.refresh()
    const mention = async () => {
      const [sent] = await carol!.send({ conv: ['alice'], text: 'not sent on' })
      const message = { ...sent!, own: false, state: 'unread' as const, id: `${sent!.id}-again` }
      const mentions = [{ peerId: alice!.peerId, name: 'alice' }]
      await chat.session.handle({ event: 'message', message: { ...message, mentions } })
    }
    await chat.see(mention)
    expect(chat.bells).toBe(1)
    await chat.see(() => alice!.settingsSet({ name: 'notify.mentions', value: false }))
    await chat.see(mention)
    expect(chat.bells).toBe(1)
  })
})

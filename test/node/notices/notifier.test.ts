import { describe, expect, it, onTestFinished } from 'vitest'
import type { Conversation, Message } from '../../../src/node/messenger.ts'
import { Looking } from '../../../src/node/notices/looking.ts'
import { makeNotice, type Notice, plain } from '../../../src/node/notices/notice.ts'
import { Notifier } from '../../../src/node/notices/notifier.ts'
import { noticeWords } from '../../../src/node/notices/words.ts'
import { Settings } from '../../../src/node/settings/settings.ts'
import type { StoredEntry } from '../../../src/store/stored.ts'
import { eventually } from '../../support/peers.ts'
import { temporaryFolder } from '../../support/temporary.ts'

/** A notifier over conversations that exist by being named; what they hold is made up, how it is told is not. */
async function notifier(about: Partial<Conversation> = {}) {
  const settings = await Settings.open({ home: await temporaryFolder(), log: () => undefined })
  const told: Notice[] = []
  const counts = new Map<number, number>()
  const made = new Notifier({
    settings,
    looking: new Looking(),
    words: () => noticeWords('en'),
    self: 'me',
    conversation: async number => ({
      ...{ conversation: `c${number}`, kind: 'direct', name: `friend ${number}`, peerId: `p${number}`, mentions: 0 },
      ...{
        unread: counts.get(number) ?? 0,
        pinned: false,
        muted: false,
        archived: false,
        sealed: false,
        locked: false,
      },
      ...{ markedUnread: false, ...about },
    }),
    message: ({ conversation, stamp }): Message => ({
      stamp,
      ...{ id: String(stamp), conversation: `c${conversation}`, kind: 'direct', name: '', own: false, at: '' },
      ...{ from: { peerId: `p${conversation}`, name: 'x' }, type: 'text', text: `text ${stamp}`, state: 'unread' },
    }),
    wanted: () => true,
    tell: notice => told.push(notice),
    clock: Date.now,
    log: message => {
      throw new Error(message)
    },
    pace: { settle: 30, gap: 400, rest: 50 },
  })
  onTestFinished(() => {
    made.stop()
    settings.close()
  })
  let stamp = 0
  const place = (conversation: number) => {
    counts.set(conversation, (counts.get(conversation) ?? 0) + 1)
    made.placed({ conversation, stamp: ++stamp } as StoredEntry)
  }
  return { place, told, settings }
}

describe('notices', () => {
  it('of many conversations at once are one', async () => {
    const { place, told } = await notifier()
    for (let conversation = 1; conversation <= 300; conversation++) for (let i = 0; i < 3; i++) place(conversation)
    await eventually('the summary', () => told.length > 0)
    await new Promise(resolve => setTimeout(resolve, 300))
    expect(told).toEqual([
      {
        ...{ notice: 'summary', at: expect.any(String), title: 'Earshot', count: 900, conversations: 300 },
        body: '900 new messages in 300 conversations',
      },
    ])
  })

  it('of a flood in one conversation count all of it, and keep their distance', async () => {
    const { place, told } = await notifier()
    const began = performance.now()
    let placed = 0
    while (performance.now() - began < 1_500) {
      for (let i = 0; i < 200; i++) place(1)
      placed += 200
      await new Promise(resolve => setTimeout(resolve, 10))
    }
    await eventually('all are told of', () => told.reduce((sum, { count }) => sum + count, 0) >= placed)
    await new Promise(resolve => setTimeout(resolve, 600))
    expect(told.reduce((sum, { count }) => sum + count, 0)).toBe(placed)
    // One at the beginning, one at the end, and none within 400 ms of another.
    expect(told.length).toBeLessThanOrEqual(2 + (performance.now() - began) / 400)
  })

  it('of a sealed conversation show nothing of it', async () => {
    const { place, told } = await notifier({ locked: true })
    place(1)
    await eventually('the notice', () => told.length > 0)
    const { at: _at, ...rest } = told[0]!
    expect(rest).toEqual({ notice: 'message', title: 'Earshot', body: 'New message', count: 1, mention: false })
  })

  it('show little of a long text, and none of what controls', () => {
    expect(plain(`a${'\u0301'.repeat(10_000)}b`, 10).length).toBeLessThan(200)
    expect(plain('👨‍👩‍👧‍👦'.repeat(50), 3)).toBe(`${'👨‍👩‍👧‍👦'.repeat(3)}…`)
    expect(plain('\u001b]0;x\u0007\u202eabc\u2066\r\n\ud800', 20)).toBe(']0;x abc \ufffd')
    expect(plain('', 5)).toBe('')
    const from = { peerId: 'p', name: '\u202e\n' }
    const news = { notice: 'call', name: '\u202e\n', from, text: '' } as const
    expect(makeNotice(news, 'full', noticeWords('en'), 0)).toMatchObject({ title: 'Earshot', body: 'is calling you' })
    expect(makeNotice(news, 'none', noticeWords('zh'), 0)).toEqual({
      ...{ notice: 'call', at: '1970-01-01T00:00:00.000Z', title: 'Earshot', body: '来电', count: 0 },
    })
  })
})

describe('what is looked at', () => {
  it('holds for each front end until it says otherwise, or says nothing for half a minute', () => {
    let now = 0
    const looking = new Looking(() => now)
    looking.look('one', { conversation: 'bob', active: true })
    looking.look('two', { conversation: 'bob', active: true })
    looking.look('one', undefined)
    expect(looking.at('bob')).toBe(true)
    expect(looking.at('eve')).toBe(false)
    now = 29_999
    looking.look('one', { conversation: 'eve', active: true })
    now = 30_000
    expect([looking.at('bob'), looking.at('eve'), looking.at()]).toEqual([false, true, true])
    now = 60_000
    expect(looking.at()).toBe(false)
  })
})

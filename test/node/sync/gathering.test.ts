import { afterEach, expect, it, vi } from 'vitest'
import { GATHER_MS, Gathering, LETTER_ENTRIES } from '../../../src/node/sync/gathering.ts'
import { Frame } from '../../../src/protocol/wire/frames.ts'
import { Conversations } from '../../../src/store/conversations.ts'
import { befriend, eventually, startPeer } from '../../support/peers.ts'

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

it('lets one alone go at once, a few wait while something is on its way, and what fills a letter go', () => {
  vi.useFakeTimers()
  const due = vi.fn()
  const gathering = new Gathering(due)
  expect(gathering.holds(1, 0)).toBe(false)
  expect(gathering.holds(1, 1)).toBe(true)
  expect(gathering.holds(LETTER_ENTRIES - 1, 1)).toBe(true)
  expect(gathering.holds(LETTER_ENTRIES, 1)).toBe(false)
  // The acknowledgement came: it goes, and nobody is told later.
  expect(gathering.holds(2, 0)).toBe(false)
  gathering.sent()
  vi.advanceTimersByTime(2 * GATHER_MS)
  expect(due).not.toHaveBeenCalled()
})

it('lets nobody wait longer than a moment, from the first that waits', () => {
  vi.useFakeTimers()
  const due = vi.fn()
  const gathering = new Gathering(due)
  gathering.holds(1, 1)
  vi.advanceTimersByTime(GATHER_MS - 1)
  gathering.holds(2, 1)
  expect(due).not.toHaveBeenCalled()
  vi.advanceTimersByTime(1)
  expect(due).toHaveBeenCalledOnce()
  expect(gathering.holds(2, 1)).toBe(false)
  gathering.sent()
  expect(gathering.holds(1, 3)).toBe(true)
  gathering.stop()
  vi.advanceTimersByTime(2 * GATHER_MS)
  expect(due).toHaveBeenCalledOnce()
})

it('has what is said while a letter is on its way go in one letter, in order and once', async () => {
  const [alice, bob] = [await startPeer('alice'), await startPeer('bob')]
  await befriend(alice, bob)
  const sizes: number[] = []
  const encode = Frame.encode
  vi.spyOn(Frame, 'encode').mockImplementation(frame => {
    if (frame.entries !== undefined) sizes.push(frame.entries.entries?.length ?? 0)
    return encode(frame)
  })
  const receive = Conversations.prototype.receive
  const gate = Promise.withResolvers<void>()
  vi.spyOn(Conversations.prototype, 'receive').mockImplementation(async function (this: Conversations, ...given) {
    await gate.promise
    return receive.apply(this, given)
  })
  // However slow this machine is now: only the acknowledgement ends the waiting.
  vi.spyOn(Gathering.prototype, 'holds').mockImplementation((_, onTheirWay) => onTheirWay > 0)
  const say = (n: number) => alice.messenger.send({ conv: ['bob'], text: `${n}` })
  await say(0)
  await eventually('the first letter', () => sizes.length === 1)
  for (let n = 1; n < 8; n++) await say(n)
  expect(sizes).toEqual([1])
  gate.resolve()
  const history = await eventually('all of it', async () => {
    const messages = await bob.messenger.history({ conv: 'alice' })
    return messages.length >= 8 && messages
  })
  expect(history.map(({ text }) => text)).toEqual(['0', '1', '2', '3', '4', '5', '6', '7'])
  expect(sizes).toEqual([1, 7])
})

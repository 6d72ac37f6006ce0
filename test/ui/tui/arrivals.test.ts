import { setTimeout } from 'node:timers/promises'
import { expect, onTestFinished, test, vi } from 'vitest'
import { comesTrue } from '../../support/comes-true.ts'
import { MemoryWorld } from '../../support/memory-messenger.ts'
import { openTui } from '../../support/tui-app.ts'

test('asks for the one conversation that changed, not for all of them', async () => {
  const [anna, bert] = new MemoryWorld().friends('anna', 'bert')
  await bert.send({ conv: ['anna'], text: 'hello' })
  const tui = await openTui(anna)
  expect(tui.app.state.unread).toBe(1)
  const asked = vi.spyOn(anna, 'conversations')
  const [conversation] = await anna.read({ conv: 'bert' })
  await comesTrue(() => expect(asked).toHaveBeenCalledOnce())
  expect(asked).toHaveBeenCalledWith({ conv: [conversation?.conversation] })
  expect(tui.app.state.unread).toBe(0)
})

test('asks for the whole list where the order may have changed', async () => {
  const [anna, bert] = new MemoryWorld().friends('anna', 'bert')
  await bert.send({ conv: ['anna'], text: 'hello' })
  const tui = await openTui(anna)
  expect(tui.text()).not.toMatch(/Pinned/)
  await anna.pin({ conv: 'bert' })
  await anna.read({ conv: 'bert' })
  await tui.shows(/Pinned[\s\S]*bert/)
})

test('asks ever more rarely for a conversation in which messages come without pause, and has it right in the end', async () => {
  const [anna, bert] = new MemoryWorld().friends('anna', 'bert')
  await bert.send({ conv: ['anna'], text: 'hello' })
  const tui = await openTui(anna)
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => {
    vi.useRealTimers()
  })
  const give = anna.conversations.bind(anna)
  const asked = vi.spyOn(anna, 'conversations').mockImplementation(async params => {
    const answer = await give(params)
    // Long enough for the next message to come meanwhile.
    await new Promise(resolve => globalThis.setTimeout(resolve, 30))
    return answer
  })
  await anna.read({ conv: 'bert' })
  // Two seconds.
  let said = 0
  for (; said < 200; said++) {
    await bert.send({ conv: ['anna'], text: `line ${said}` })
    await vi.advanceTimersByTimeAsync(10)
  }
  expect(asked.mock.calls.length).toBeGreaterThan(1)
  // Every 130 ms it would be 15 times.
  expect(asked.mock.calls.length).toBeLessThan(8)
  await comesTrue(() => expect(tui.app.state.unread).toBe(said))
})

test('does not ask again for what nobody asked for', async () => {
  const world = new MemoryWorld()
  const [anna, bert] = world.friends('anna', 'bert')
  const carl = world.friendOf(anna, 'carl')
  for (const friend of [bert, carl]) await friend.send({ conv: ['anna'], text: 'hello' })
  await openTui(anna)
  const give = anna.conversations.bind(anna)
  const asked = vi.spyOn(anna, 'conversations').mockImplementation(async params => {
    await carl.send({ conv: ['anna'], text: 'meanwhile' })
    return give(params)
  })
  await anna.read({ conv: 'bert' })
  await comesTrue(() => expect(asked).toHaveBeenCalledOnce())
  await setTimeout(300)
  expect(asked).toHaveBeenCalledOnce()
})

test('marks as read what is seen, without counting it as unread first', async () => {
  const [anna, bert] = new MemoryWorld().friends('anna', 'bert')
  const tui = await openTui(anna)
  tui.press('alt+down')
  await tui.shows('Write to bert')
  await bert.send({ conv: ['anna'], text: 'hello' })
  await comesTrue(() => expect(anna.asked).toContain('read bert'))
  await bert.send({ conv: ['anna'], text: 'and again' })
  await comesTrue(() => expect(anna.asked.filter(asked => asked === 'read bert')).toHaveLength(2))
  expect(tui.asked.titles).toEqual(['Earshot'])
})

test('counts as unread what comes while one reads above, and while nobody is there', async () => {
  let now = Date.now()
  const [anna, bert] = new MemoryWorld().friends('anna', 'bert')
  const tui = await openTui(anna, { height: 10, clock: () => now })
  tui.press('alt+down')
  for (let at = 0; at < 30; at++) await bert.send({ conv: ['anna'], text: `line ${at}` })
  await tui.shows('line 29')
  await comesTrue(async () => expect(await anna.unread()).toEqual([]))
  tui.press('pageup')
  await bert.send({ conv: ['anna'], text: 'below' })
  await comesTrue(() => expect(tui.asked.titles.at(-1)).toBe('(1) Earshot'))
  tui.app.do('messages.end')
  await comesTrue(() => expect(tui.asked.titles.at(-1)).toBe('Earshot'))
  now += 10 * 60_000
  await bert.send({ conv: ['anna'], text: 'nobody sees this' })
  await comesTrue(() => expect(tui.asked.titles.at(-1)).toBe('(1) Earshot'))
  tui.press('escape')
  await comesTrue(() => expect(tui.asked.titles.at(-1)).toBe('Earshot'))
})

/** A profile of years: what the screen shows of a long list does not wait for all of it. */
import { expect, test, vi } from 'vitest'
import type { Conversation } from '../../../src/node/messenger.ts'
import { listRows } from '../../../src/ui/tui/state/rows.ts'
import { comesTrue } from '../../support/comes-true.ts'
import { MemoryWorld } from '../../support/memory-messenger.ts'
import { openTui } from '../../support/tui-app.ts'

const MANY = 130

/** Somebody with many friends, whose whole list the node gives when it is told to. */
async function listed() {
  const world = new MemoryWorld()
  const anna = world.join('anna')
  const others = Array.from({ length: MANY }, (_, at) => world.friendOf(anna, `friend ${at}`))
  for (const other of others) await other.send({ conv: ['anna'], text: 'hello' })
  const whole = Promise.withResolvers<void>()
  const give = anna.conversations.bind(anna)
  const asked = vi.spyOn(anna, 'conversations').mockImplementation(async (params): Promise<Conversation[]> => {
    if (params?.limit === undefined) await whole.promise
    return give(params)
  })
  return { anna, others, asked, answer: whole.resolve, tui: await openTui(anna, { height: 20 }) }
}

test('shows the beginning of a long list while the node puts the rest together', async () => {
  const { tui, answer } = await listed()
  expect(tui.text()).toContain('anna')
  expect(tui.text()).toMatch(/friend \d+/)
  expect(tui.app.state.conversations.size).toBeLessThan(MANY)
  // Neither a number that is too small nor friends at a place where they do not belong.
  expect(tui.asked.titles).toEqual([])
  expect(tui.text()).not.toMatch(/\d+ unread/)
  expect(listRows(tui.app.state).length).toBeLessThan(MANY)
  answer()
  await comesTrue(() => expect(tui.app.state.conversations.size).toBe(MANY))
  await comesTrue(() => expect(tui.asked.titles.at(-1)).toBe(`(${MANY}) Earshot`))
  expect(listRows(tui.app.state)).toHaveLength(MANY + 1)
})

test('takes in what is said meanwhile in a conversation that is not known yet', async () => {
  const { tui, others, answer } = await listed()
  const unknown = others.find(({ peerId }) => tui.app.state.conversationWith(peerId) === undefined)
  await unknown?.send({ conv: ['anna'], text: 'again' })
  answer()
  await comesTrue(() => expect(tui.asked.titles.at(-1)).toBe(`(${MANY + 1}) Earshot`))
})

test('keeps the whole list while it is asked for anew', async () => {
  const { anna, tui, asked, answer } = await listed()
  answer()
  await comesTrue(() => expect(tui.app.state.conversations.size).toBe(MANY))
  asked.mockClear()
  anna.emit({ event: 'node', state: 'stopping', reason: 'signal' })
  tui.cut()
  await comesTrue(() => expect(asked).toHaveBeenCalledWith({}))
  expect(asked.mock.calls.filter(([params]) => params?.limit !== undefined)).toEqual([])
  expect(tui.app.state.conversations.size).toBe(MANY)
})

import { expect, test, vi } from 'vitest'
import type { Message } from '../../../src/node/messenger.ts'
import { EarshotError } from '../../../src/protocol/errors.ts'
import { comesTrue } from '../../support/comes-true.ts'
import { type MemoryMessenger, MemoryWorld } from '../../support/memory-messenger.ts'
import { openTui } from '../../support/tui-app.ts'

/** Reads the history when it is asked for, and answers when told: events that happen meanwhile come first. */
function holdHistory(messenger: MemoryMessenger): { answer(): void; asked(): number } {
  const history = messenger.history.bind(messenger)
  const held: (() => void)[] = []
  const spy = vi.spyOn(messenger, 'history').mockImplementation(async params => {
    const read = await history(params)
    await new Promise<void>(resolve => held.push(resolve))
    return read
  })
  return {
    answer: () => {
      spy.mockRestore()
      for (const resolve of held) resolve()
    },
    asked: () => held.length,
  }
}

async function talking(): Promise<{ anna: MemoryMessenger; bert: MemoryMessenger; ids: string[] }> {
  const [anna, bert] = new MemoryWorld().friends('anna', 'bert')
  const ids: string[] = []
  for (const text of ['one', 'two', 'three'])
    for (const { id } of await bert.send({ conv: ['anna'], text })) ids.push(id)
  await comesTrue(async () => expect(await anna.history({ conv: 'bert' })).toHaveLength(3))
  return { anna, bert, ids }
}

test('shows what came, and hides what was deleted and recalled, while its page was on its way', async () => {
  const { anna, bert, ids } = await talking()
  const tui = await openTui(anna)
  const held = holdHistory(anna)
  tui.press('alt+down')
  await comesTrue(() => expect(held.asked()).toBe(1))
  await anna.delete({ ids: [ids[0] ?? ''] })
  await bert.recall({ id: ids[1] ?? '' })
  await bert.send({ conv: ['anna'], text: 'four' })
  await tui.shows('four')
  held.answer()
  await tui.shows('three')
  expect(tui.text()).not.toMatch(/one|two/)
  expect(tui.app.state.open?.timeline.messages.map(({ text }) => text)).toEqual([undefined, 'three', 'four'])
})

test('loses nothing that comes while the end is fetched anew', async () => {
  const { anna, bert } = await talking()
  const tui = await openTui(anna)
  tui.press('alt+down')
  await tui.shows('three')
  const held = holdHistory(anna)
  anna.emit({ event: 'node', state: 'stopping', reason: 'signal' })
  tui.cut()
  await comesTrue(() => expect(held.asked()).toBe(1))
  await bert.send({ conv: ['anna'], text: 'between' })
  await tui.shows('between')
  held.answer()
  await comesTrue(() => expect(tui.app.state.open?.timeline.loading).toBeUndefined())
  expect(tui.text()).toContain('between')
})

test('does not take back that a message was delivered or read', async () => {
  const { anna } = await talking()
  const tui = await openTui(anna)
  tui.press('alt+down')
  await tui.shows('three')
  const send = anna.send.bind(anna)
  vi.spyOn(anna, 'send').mockImplementation(async params => {
    const sent = await send(params)
    for (const { id, conversation } of sent) anna.emit({ event: 'state', id, conversation, state: 'read', who: 'x' })
    await new Promise(resolve => setTimeout(resolve, 20))
    return sent
  })
  tui.type('hello')
  tui.press('enter')
  await comesTrue(() => expect(tui.app.state.open?.timeline.messages.at(-1)?.state).toBe('read'))
  await new Promise(resolve => setTimeout(resolve, 50))
  const own = tui.app.state.open?.timeline.messages.at(-1)
  expect(own?.state).toBe('read')
})

test('says again with the same key what the node may have taken before it went away', async () => {
  const { anna } = await talking()
  const tui = await openTui(anna)
  tui.press('alt+down')
  await tui.shows('three')
  const keys: unknown[] = []
  const send = anna.send.bind(anna)
  let fails = true
  vi.spyOn(anna, 'send').mockImplementation(
    async (params: Parameters<MemoryMessenger['send']>[0] & { key?: string }) => {
      keys.push(params.key)
      if (fails) throw new EarshotError('no-node', 'gone')
      return send(params)
    },
  )
  tui.type('once')
  tui.press('enter')
  await tui.shows('Gone')
  fails = false
  tui.press('enter')
  await tui.shows(/you[\s\S]*once/)
  tui.type('once')
  tui.press('enter')
  await comesTrue(() => expect(keys).toHaveLength(3))
  expect(keys[0]).toBe(keys[1])
  expect(keys[2]).not.toBe(keys[0])
})

test('does not put back what was sent because the end could not be fetched', async () => {
  const { anna } = await talking()
  const tui = await openTui(anna)
  tui.press('alt+down')
  await tui.shows('three')
  const { open } = tui.app.state
  if (open === undefined) throw new Error('nothing is open')
  open.timeline.atEnd = false
  vi.spyOn(anna, 'history').mockRejectedValue(new EarshotError('timeout', 'too slow'))
  tui.type('said once')
  tui.press('enter')
  await tui.shows('Too slow')
  expect(open.editor.text).toBe('')
})

test('keeps what could not be sent from a conversation that was left meanwhile', async () => {
  const world = new MemoryWorld()
  const [anna, bert] = world.friends('anna', 'bert')
  const carl = world.join('carl')
  anna.relations.set(carl, { state: 'friend', direction: 'out', folder: 'Friends' })
  carl.relations.set(anna, { state: 'friend', direction: 'in', folder: 'Friends' })
  const tui = await openTui(anna)
  tui.click('bert')
  await tui.shows('Write to bert')
  const failed = Promise.withResolvers<Message[]>()
  vi.spyOn(anna, 'send').mockReturnValue(failed.promise)
  tui.type('for bert')
  tui.press('enter')
  tui.click('carl')
  await tui.shows('Write to carl')
  failed.reject(new EarshotError('no-node', 'gone'))
  await tui.shows('Gone')
  expect(tui.app.state.open?.editor.text).toBe('')
  tui.click('bert')
  await tui.shows('for bert')
  expect(tui.app.state.open?.conv).toBe(bert.peerId)
})

test('keeps what was written without a node until there is one, and in the right conversation', async () => {
  const world = new MemoryWorld()
  const [anna] = world.friends('anna', 'bert')
  const carl = world.join('carl')
  anna.relations.set(carl, { state: 'friend', direction: 'out', folder: 'Friends' })
  const tui = await openTui(anna)
  tui.click('bert')
  await tui.shows('Write to bert')
  const draft = vi.spyOn(anna, 'draft').mockRejectedValue(new EarshotError('no-node', 'gone'))
  tui.type('for bert')
  tui.click('carl')
  await tui.shows('Write to carl')
  tui.type('for carl')
  tui.click('bert')
  await tui.shows('for bert')
  draft.mockRestore()
  await tui.app.talk.refresh()
  const drafts = async (): Promise<(string | undefined)[]> => (await anna.conversations()).map(each => each.draft)
  await comesTrue(async () => expect(await drafts()).toEqual(['for bert', 'for carl']))
})

test('keeps the draft that waits behind an edit', async () => {
  const { anna } = await talking()
  await anna.send({ conv: ['bert'], text: 'my own' })
  const tui = await openTui(anna)
  tui.press('alt+down')
  await tui.shows('my own')
  tui.type('unfinished')
  tui.press('alt+e')
  tui.press('alt+w')
  await comesTrue(async () => expect((await anna.conversations())[0]?.draft).toBe('unfinished'))
})

test('does not send as new what was an edit of a message that is gone', async () => {
  const { anna } = await talking()
  const [own] = await anna.send({ conv: ['bert'], text: 'my own' })
  const tui = await openTui(anna)
  tui.press('alt+down')
  await tui.shows('my own')
  tui.type('unfinished')
  tui.press('alt+e')
  expect(tui.app.state.open?.editor.text).toBe('my own')
  await anna.recall({ id: own?.id ?? '' })
  await tui.hides('my own')
  expect(tui.app.state.open?.editor.text).toBe('unfinished')
  expect(tui.app.state.open?.editing).toBeUndefined()
})

test('quotes nothing that was recalled', async () => {
  const { anna, bert, ids } = await talking()
  await bert.send({ conv: ['anna'], text: 'an answer', reply: ids[0] ?? '' })
  const tui = await openTui(anna)
  tui.press('alt+down')
  await tui.shows('an answer')
  tui.app.do('message.reply', ids[0])
  expect(tui.text().match(/one/g)?.length).toBe(3)
  await bert.recall({ id: ids[0] ?? '' })
  await tui.hides(/\bone\b/)
  expect(tui.app.state.open?.reply).toBeUndefined()
})

test('counts once what is told twice, before and after the list', async () => {
  const { anna, bert } = await talking()
  const tui = await openTui(anna)
  expect(tui.app.state.unread).toBe(3)
  for (const message of await anna.history({ conv: 'bert' })) anna.emit({ event: 'message', message })
  await comesTrue(() => expect(tui.app.state.unread).toBe(3))
  await new Promise(resolve => setTimeout(resolve, 150))
  expect(tui.app.state.unread).toBe(3)
  await bert.send({ conv: ['anna'], text: 'another' })
  await comesTrue(() => expect(tui.app.state.unread).toBe(4))
})

test('says of nobody that they type, after the node came back', async () => {
  const { anna, bert } = await talking()
  const tui = await openTui(anna)
  tui.press('alt+down')
  await tui.shows('three')
  await bert.typing({ conv: 'anna', typing: true })
  await tui.shows('bert is typing')
  anna.emit({ event: 'node', state: 'stopping', reason: 'signal' })
  tui.cut()
  await tui.hides('bert is typing')
})

test('reads nothing as seen that is not on the screen yet', async () => {
  const { anna, bert } = await talking()
  const tui = await openTui(anna)
  const held = holdHistory(anna)
  tui.press('alt+down')
  await comesTrue(() => expect(held.asked()).toBe(1))
  await bert.send({ conv: ['anna'], text: 'four' })
  await tui.shows('four')
  await new Promise(resolve => setTimeout(resolve, 100))
  expect(anna.asked).not.toContain('read bert')
  held.answer()
  await comesTrue(() => expect(anna.asked).toContain('read bert'))
})

test('counts what comes while a list that was made before is on its way', async () => {
  const { anna, bert } = await talking()
  const tui = await openTui(anna)
  await tui.shows(/bert +3/)
  const conversations = anna.conversations.bind(anna)
  const made: PromiseWithResolvers<void>[] = []
  vi.spyOn(anna, 'conversations').mockImplementation(async params => {
    const list = await conversations(params)
    if (params?.conv === undefined && made.length < 2) {
      made.push(Promise.withResolvers<void>())
      await made.at(-1)?.promise
    }
    return list
  })
  tui.app.arrivals.list()
  await comesTrue(() => expect(made).toHaveLength(2))
  await bert.send({ conv: ['anna'], text: 'four' })
  await tui.shows(/bert +4/)
  for (const { resolve } of made) resolve()
  await new Promise(resolve => setTimeout(resolve, 300))
  await tui.shows(/bert +4/)
  expect(tui.app.state.conversationWith(bert.peerId)?.last?.text).toBe('four')
})

test('says what to do about a node that knows other calls', async () => {
  const { anna } = await talking()
  const tui = await openTui(anna, { width: 140 })
  const older = new EarshotError(
    'usage',
    'There is no method "friends"',
    'It is of another version: `earshot down` ends it.',
  )
  vi.spyOn(anna, 'friends').mockRejectedValue(older)
  anna.emit({ event: 'node', state: 'stopping', reason: 'signal' })
  tui.cut()
  await tui.shows(/There is no method "friends".*another version/s)
})

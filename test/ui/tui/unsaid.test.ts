import { expect, test, vi } from 'vitest'
import { learnConversation } from '../../../src/ui/tui/state/apply.ts'
import { type MemoryMessenger, MemoryWorld } from '../../support/memory-messenger.ts'
import { openTui, type TuiApp } from '../../support/tui-app.ts'

async function talking(): Promise<{ anna: MemoryMessenger; bert: MemoryMessenger; tui: TuiApp; id: string }> {
  const [anna, bert] = new MemoryWorld().friends('anna', 'bert')
  const [said] = await bert.send({ conv: ['anna'], text: 'SECRET one' })
  await bert.send({ conv: ['anna'], text: 'something else' })
  const tui = await openTui(anna)
  tui.app.do('conversation.next')
  await tui.shows('SECRET one')
  return { anna, bert, tui, id: said?.id ?? '' }
}

/** A seal closes a conversation, as another terminal may do. */
async function close({ app }: TuiApp): Promise<void> {
  const { opened } = app.state
  if (opened === undefined) throw new Error('nothing is open')
  const { last: _, draft: __, ...rest } = opened
  learnConversation(app.state, { ...rest, sealed: true, locked: true })
  await app.talk.sealChanged()
}

test('shows a message nowhere that is recalled, while it is found, looked at and translated', async () => {
  const { bert, tui, id } = await talking()
  tui.app.do('message.translate', id)
  await tui.shows('in another language')
  tui.app.do('message.show', id)
  tui.app.do('search')
  tui.type('SECRET')
  await tui.shows('bert: SECRET')
  expect(tui.app.panels).toHaveLength(3)
  await bert.recall({ id })
  await tui.hides('SECRET one')
  expect(tui.app.panels).toHaveLength(1)
})

test('has nothing of a sealed conversation once it is closed: on the screen, in panels, in the editor', async () => {
  const { anna, tui, id } = await talking()
  tui.type('SECRET draft')
  tui.app.do('message.show', id)
  tui.app.do('search')
  tui.type('one')
  await tui.shows('bert: SECRET')
  await close(tui)
  expect(tui.text()).not.toContain('SECRET')
  expect(JSON.stringify([tui.app.state.open?.timeline, tui.app.state.open?.editor.text])).not.toContain('SECRET')
  expect(tui.app.panels).toHaveLength(1)
  tui.press('escape')
  tui.press('ctrl+_')
  tui.press('ctrl+z')
  expect(tui.app.state.open?.editor.text).toBe('')
  const drafts = vi.spyOn(anna, 'draft')
  await tui.app.writing.keepDraft()
  expect(drafts).not.toHaveBeenCalled()
})

test('takes no page of it that was on its way when the seal closed it', async () => {
  const { anna, tui } = await talking()
  const history = anna.history.bind(anna)
  const answered = Promise.withResolvers<void>()
  vi.spyOn(anna, 'history').mockImplementation(async params => {
    const page = await history(params)
    await answered.promise
    return page
  })
  const refreshed = tui.app.talk.refresh()
  await close(tui)
  answered.resolve()
  await refreshed
  expect(tui.app.state.open?.timeline.messages).toEqual([])
})

test('offers what was sent in a sealed conversation in no other', async () => {
  const { tui } = await talking()
  const { opened } = tui.app.state
  if (opened !== undefined) learnConversation(tui.app.state, { ...opened, sealed: true })
  tui.type('SECRET answer')
  tui.press('enter')
  await tui.shows('SECRET answer')
  tui.press('up')
  expect(tui.app.state.open?.editor.text).toBe('')
})

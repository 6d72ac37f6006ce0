import { expect, test } from 'vitest'
import { MemoryWorld } from '../../support/memory-messenger.ts'
import { openTui } from '../../support/tui-app.ts'

test('writes to a friend and shows what they answer', async () => {
  const [anna, bert] = new MemoryWorld().friends('anna', 'bert')
  const tui = await openTui(anna)
  tui.press('alt+down')
  await tui.shows('Write to bert')
  tui.type('hello there')
  tui.press('enter')
  await tui.shows(/you.*\n.*hello there/)
  await bert.send({ conv: ['anna'], text: '你好' })
  await tui.shows(/bert.*\n.*你好/)
  expect(tui.asked.titles.at(-1)).toBe('Earshot')
})

test('speaks Chinese', async () => {
  const [anna] = new MemoryWorld().friends('anna', 'bert')
  const tui = await openTui(anna, { lang: 'zh', width: 60, height: 12 })
  tui.click('bert')
  await tui.shows('bert')
  tui.press('alt+w')
  expect(tui.text()).toContain('好友')
})

import { expect, test, vi } from 'vitest'
import { comesTrue } from '../../support/comes-true.ts'
import { MemoryWorld } from '../../support/memory-messenger.ts'
import { openTui } from '../../support/tui-app.ts'

test('types letters into panels that are keys of what holds everywhere', async () => {
  const [anna] = new MemoryWorld().friends('anna', 'bert')
  anna.passphrase = 'open'
  anna.settingValues.set('ui.keys', 'quit=q, lock=l')
  const lock = vi.spyOn(anna, 'lock')
  const tui = await openTui(anna)
  tui.app.do('palette')
  tui.type('ql')
  expect(tui.asked.quit).toBe(false)
  expect(tui.app.panels).toHaveLength(1)
  await new Promise(resolve => setTimeout(resolve, 10))
  expect(lock).not.toHaveBeenCalled()
})

test('can be left where its keys for that were taken away', async () => {
  const [anna] = new MemoryWorld().friends('anna', 'bert')
  anna.settingValues.set('ui.keys', 'help=ctrl+q, search=escape')
  const tui = await openTui(anna)
  tui.app.do('palette')
  tui.press('escape')
  expect(tui.app.panels).toEqual([])
  tui.press('ctrl+c', 'ctrl+c')
  await comesTrue(() => expect(tui.asked.quit).toBe(true))
})

test('quits even where the draft cannot be kept', async () => {
  const [anna] = new MemoryWorld().friends('anna', 'bert')
  const tui = await openTui(anna)
  tui.click('bert')
  await tui.shows('Write to bert')
  tui.type('unsent')
  vi.spyOn(anna, 'draft').mockReturnValue(new Promise(() => undefined))
  tui.press('ctrl+q')
  await comesTrue(() => expect(tui.asked.quit).toBe(true))
})

test('gives nothing of the editor a key that types something there', async () => {
  const [anna] = new MemoryWorld().friends('anna', 'bert')
  const tui = await openTui(anna)
  tui.press('f1')
  tui.type('leave the reply')
  tui.press('enter')
  await tui.shows('Press the key for: Leave the reply')
  tui.press('w')
  await tui.shows('w types something there.')
  tui.press('w')
  expect(tui.text()).toContain('Press the key for')
  tui.press('f11')
  await tui.shows(/: f11/)
})

import { expect, test, vi } from 'vitest'
import { EarshotError } from '../../../src/protocol/errors.ts'
import { phrase } from '../../../src/protocol/phrase.ts'
import { MemoryWorld } from '../../support/memory-messenger.ts'
import { openTui } from '../../support/tui-app.ts'

test('errors are told in full in Chinese, with what is in them, and keys for commands', async () => {
  const world = new MemoryWorld()
  const tui = await openTui(world.join('安安'), { lang: 'zh', width: 100, height: 20 })
  tui.app.fail(
    new EarshotError('no-peer', phrase`nobody here is called "${'小红'}"`, '`earshot nearby` lists who is here'),
  )
  await tui.shows('这里没有叫“小红”的人')
  expect(tui.text()).not.toContain('找不到这个人')
  const { hint } = tui.app.explain(new EarshotError('not-allowed', 'that is you', '`earshot requests` lists who has'))
  expect(hint).toMatch(/^“[\u4e00-\u9fff]+”（f4） 列出申请的人$/)
})

test('mistakes that the interface finds itself are told as they are', async () => {
  const tui = await openTui(new MemoryWorld().join('安安'), { lang: 'zh' })
  expect(tui.app.explain(tui.app.invalid('两次输入的口令不一样'))).toEqual({
    code: 'invalid',
    message: '两次输入的口令不一样',
  })
  const gone = Object.assign(new Error('Cannot find module'), { code: 'MODULE_NOT_FOUND' })
  expect(tui.app.explain(gone)).toEqual({ code: 'internal', ...tui.app.words.tui.errors.replaced })
})

test('what a peer wrote stays a value, and harmless', async () => {
  const world = new MemoryWorld()
  const anna = world.join('安安')
  const tui = await openTui(anna, { lang: 'zh' })
  const { message } = tui.app.explain(
    new EarshotError('blocked', phrase`${'{0}\u202e\x1b[2J`earshot down`'} is blocked`),
  )
  expect(message).toMatch(/^\{0\}.* 已被屏蔽$/)
  expect(message).not.toMatch(/[\p{Cc}\u202e]/u)
})

test('what is wrong in the file of settings is said in Chinese', async () => {
  const anna = new MemoryWorld().join('安安')
  const tui = await openTui(anna, { lang: 'zh', width: 100, height: 40 })
  const settings = await anna.settings({ lang: 'zh' })
  const faultSay = phrase`settings.yaml, ${phrase`line ${3}: ${phrase`more than one value`}`}`
  vi.spyOn(anna, 'settings').mockResolvedValue(settings.map(each => ({ ...each, fault: 'x', faultSay })))
  tui.app.do('settings')
  await tui.shows('settings.yaml，第 3 行：多个值')
})

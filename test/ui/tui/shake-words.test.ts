import { expect, test } from 'vitest'
import { loadTerminalWords } from '../../../src/ui/tui/words/words.ts'

test('a shake is told alike in Chinese, in the conversation and at the bottom', async () => {
  const { chat, tui } = await loadTerminalWords('zh')
  expect(chat.shook('Ana', chat.you)).toBe('Ana 抖了你一下')
  expect(chat.shook(chat.you, 'Ana')).toBe('你抖了 Ana 一下')
  expect(tui.toasts.shakes('Ana')).toBe('Ana 抖了你一下！')
  expect(tui.people.shaken('Ana')).toBe('你抖了 Ana 一下。')
})

test('what opens a profile is called by one word in Chinese', async () => {
  expect(JSON.stringify((await loadTerminalWords('zh')).tui)).not.toContain('密码')
})

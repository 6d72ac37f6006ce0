import { expect, test } from 'vitest'
import { emojiList, withEmoji } from '../../../src/node/settings/emoji-list.ts'
import { MemoryWorld } from '../../support/memory-messenger.ts'
import { startPeer } from '../../support/peers.ts'
import { openTui, type TuiApp } from '../../support/tui-app.ts'

/** The emoji of the panel's first row. */
async function offered(tui: TuiApp): Promise<string> {
  const { insertEmoji } = tui.app.words.tui.talk
  await tui.shows(insertEmoji)
  const rows = tui.rows()
  return rows[rows.findIndex(row => row.includes(insertEmoji)) + 3] ?? ''
}

test('emoji that were used are offered first, in the next program and in other terminals, too', async () => {
  const [anna] = new MemoryWorld().friends('anna', 'bert')
  const tui = await openTui(anna)
  const other = await openTui(anna)
  tui.press('alt+1')
  await tui.shows('Write to bert')
  tui.press('alt+.')
  expect(await offered(tui)).toContain('👍')
  tui.type('lobster')
  await tui.shows(':lobster:')
  tui.press('enter')
  expect(tui.app.state.open?.editor.text).toBe('🦞')
  await expect.poll(() => anna.settingValues.get('ui.emoji')).toBe('🦞')
  await expect.poll(() => other.app.state.frequentEmoji).toEqual(['🦞'])
  const again = await openTui(anna)
  again.press('alt+1')
  await again.shows('Write to bert')
  again.press('alt+.')
  expect(await offered(again)).toMatch(/│ +🦞 +👍/)
})

test('the list takes emoji only, as many as there is room for, and does not jump', async () => {
  expect(emojiList('👍 👩‍👩‍👧 🇩🇪  1️⃣')).toEqual(['👍', '👩‍👩‍👧', '🇩🇪', '1️⃣'])
  expect(emojiList('')).toEqual([])
  for (const bad of ['a', '👍👍', '👍 \u001b[2J', '1', '👍'.padEnd(60, '\u0301'), Array(17).fill('👍').join(' ')])
    expect([bad, emojiList(bad)]).toEqual([bad, undefined])
  expect(withEmoji(['👍', '🎉'], '🎉')).toEqual(['👍', '🎉'])
  expect(withEmoji(['👍'], 'x')).toEqual(['👍'])
  const many = Array.from({ length: 16 }, (_, at) => String.fromCodePoint(0x1f600 + at))
  const last = many.at(-1) ?? ''
  expect(withEmoji(many, last)).toEqual([last, ...many.slice(0, -1)])
  expect(withEmoji(many, '🦞')).toEqual(['🦞', ...many.slice(0, -1)])
})

test('the node refuses what is no list of emoji', async () => {
  const { messenger } = await startPeer('alice')
  await expect(messenger.settingsSet({ name: 'ui.emoji', value: 'thumbs up' })).rejects.toMatchObject({
    code: 'invalid',
  })
  expect(await messenger.settingsSet({ name: 'ui.emoji', value: '👍 ❤️' })).toMatchObject({ value: '👍 ❤️' })
})

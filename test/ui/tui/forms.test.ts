import { expect, test } from 'vitest'
import { FormPanel } from '../../../src/ui/tui/panels/form-panel.ts'
import { MemoryWorld } from '../../support/memory-messenger.ts'
import { openTui } from '../../support/tui-app.ts'

const HEAD = 'a long explanation that would fill a small screen all by itself, and then some more of it'

async function form() {
  const given: Record<string, string>[] = []
  const [anna] = new MemoryWorld().friends('anna', 'bert')
  const tui = await openTui(anna, { width: 60, height: 20 })
  tui.app.open(
    new FormPanel(tui.app, {
      title: 'form',
      head: () => [[{ text: HEAD, style: {} }]],
      fields: [
        { name: 'one', label: 'one', text: 'proposed' },
        { name: 'two', label: 'two' },
      ],
      submit: 'Do it',
      run: async values => {
        given.push(values)
      },
    }),
  )
  return { tui, given }
}

test('what a field proposes is replaced by what one types, and kept by whoever moves in it', async () => {
  const { tui, given } = await form()
  tui.type('mine')
  tui.press('enter', 'enter')
  const other = await form()
  other.tui.press('end')
  other.tui.type('!')
  other.tui.press('enter', 'enter')
  await expect.poll(() => [given[0]?.one, other.given[0]?.one]).toEqual(['mine', 'proposed!'])
})

test.each([
  [60, 20],
  [20, 5],
  [20, 2],
])('the field in which one writes is seen at %i × %i', async (width, height) => {
  const { tui } = await form()
  tui.resize(width, height)
  tui.type('abc')
  expect(tui.text()).toContain('abc')
  tui.press('tab')
  tui.type('xyz')
  expect(tui.text()).toContain('xyz')
})

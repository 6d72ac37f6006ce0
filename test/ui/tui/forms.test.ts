import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { EarshotError } from '../../../src/protocol/errors.ts'
import { phrase } from '../../../src/protocol/phrase.ts'
import { FormPanel } from '../../../src/ui/tui/panels/form-panel.ts'
import { MemoryWorld } from '../../support/memory-messenger.ts'
import { eventually, startPeer } from '../../support/peers.ts'
import { temporaryFolder } from '../../support/temporary.ts'
import { openTui } from '../../support/tui-app.ts'
import { painted, pngOf } from './pictures/files.ts'

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

test('Tab completes a path as far as there is no choice, and lists what there is to choose from', async () => {
  const folder = await temporaryFolder()
  await mkdir(join(folder, 'My Pictures'))
  for (const name of ['report one.txt', 'report two.txt', '报告.txt', 'b\u001b[2J.txt'])
    await writeFile(join(folder, name), '')
  const given: string[] = []
  const [anna] = new MemoryWorld().friends('anna', 'bert')
  const tui = await openTui(anna, { width: 100, height: 20 })
  tui.app.open(
    new FormPanel(tui.app, {
      title: 'form',
      fields: [
        { name: 'file', label: 'file', path: true },
        { name: 'other', label: 'other' },
      ],
      submit: 'Do it',
      width: 90,
      run: async ({ file = '' }) => {
        given.push(file)
      },
    }),
  )
  tui.type(`${folder}/rep`)
  tui.press('tab')
  await tui.shows('report one.txt')
  await tui.shows('report two.txt')
  expect(tui.text()).toContain('report\\ ')
  expect(tui.text()).not.toContain('报告')
  tui.press('down', 'enter')
  await tui.hides('report one.txt')
  expect(tui.text()).toContain('report\\ two.txt')
  // What is whole is left by the same key, once the folder was looked into.
  const inTheOther = (): boolean => {
    const row = tui.rows().findIndex(row => row.includes('other'))
    return tui.app.frame?.cursor?.y === row
  }
  tui.press('tab')
  await eventually('the other field is written in', inTheOther)
  tui.type('x')
  expect(tui.text()).toMatch(/other +x/)
  tui.press('shift+tab', 'ctrl+u')
  tui.type(`${folder}/`)
  tui.press('tab')
  await tui.shows('报告.txt')
  expect(tui.text()).toContain('My Pictures/')
  expect(tui.text()).not.toContain('[2J')
  // Escape closes the list, and not the form; a letter goes on in the text.
  tui.press('escape')
  expect(tui.text()).not.toContain('报告')
  tui.press('tab')
  await tui.shows('报告.txt')
  tui.click('My Pictures/')
  expect(tui.text()).toContain('My\\ Pictures/')
  tui.press('ctrl+u')
  tui.type('/nothing/here')
  expect(inTheOther()).toBe(false)
  tui.press('tab')
  await eventually('the other field is written in', inTheOther)
  tui.type('y')
  expect(tui.text()).toMatch(/other +xy/)
  tui.press('enter')
  await expect.poll(() => given).toEqual(['/nothing/here'])
})

test('the own picture is taken from a file, found by Tab, and taken away', async () => {
  const folder = await temporaryFolder()
  await writeFile(join(folder, 'me and you.png'), pngOf(painted(80, 40, x => [x, 0, 0])))
  const alice = await startPeer('alice')
  const tui = await openTui(alice.messenger, { width: 120 })
  tui.app.do('account.picture')
  tui.type(`${folder}/me`)
  tui.press('tab')
  await tui.shows('me\\ and\\ you.png')
  tui.press('enter')
  await tui.shows('Friends see the picture')
  expect((await alice.messenger.profile()).avatar).toMatch(/^[0-9a-f]{64}$/)
  tui.app.do('account.picture')
  tui.type(`${folder}/nobody`)
  tui.press('enter')
  await tui.shows('Cannot read')
  tui.press('ctrl+u', 'enter')
  await tui.shows('The picture is gone.')
  expect((await alice.messenger.profile()).avatar).toBeUndefined()
})

test('a wrong passphrase is typed anew, what else was typed stays, and the fault is told as a sentence', async () => {
  const [anna] = new MemoryWorld().friends('anna', 'bert')
  const tui = await openTui(anna, { width: 60, height: 20 })
  const given: Record<string, string>[] = []
  tui.app.open(
    new FormPanel(tui.app, {
      title: 'form',
      fields: [
        { name: 'file', label: 'file', text: 'kept.txt' },
        { name: 'passphrase', label: 'passphrase', secret: true },
      ],
      submit: 'Do it',
      run: async values => {
        given.push({ ...values })
        if (values.passphrase !== 'right')
          throw new EarshotError('wrong-passphrase', 'this is not it', phrase`${'bert'} knows`)
      },
    }),
  )
  tui.press('enter')
  tui.type('wrong')
  tui.press('enter')
  // What begins with a name begins as the name does.
  await tui.shows(/This is not it *│?\n.*bert knows/)
  expect(tui.text()).toContain('kept.txt')
  expect(tui.text()).not.toContain('•')
  tui.type('right')
  tui.press('enter')
  await tui.hides('Do it')
  expect(given.at(-1)).toEqual({ file: 'kept.txt', passphrase: 'right' })
})

/** What one does to messages, by key and by mouse. */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Message } from '../../../src/node/messenger.ts'
import { type MemoryMessenger, MemoryWorld } from '../../support/memory-messenger.ts'
import { temporaryFolder } from '../../support/temporary.ts'
import { openTui, type TuiApp, type TuiOptions } from '../../support/tui-app.ts'

interface Two {
  tui: TuiApp
  anna: MemoryMessenger
  bert: MemoryMessenger
}

/** Anna at her terminal, in a conversation with Bert in which these were said; `>` marks her own. */
async function talking(texts: string[], options: TuiOptions = {}): Promise<Two> {
  const world = new MemoryWorld()
  const [anna, bert] = world.friends('anna', 'bert')
  for (const text of texts) {
    if (text.startsWith('>')) await anna.send({ conv: ['bert'], text: text.slice(1) })
    else await bert.send({ conv: ['anna'], text })
  }
  const tui = await openTui(anna, options)
  tui.press('alt+down')
  await tui.shows(texts.at(-1)?.replace('>', '') ?? 'Write to')
  return { tui, anna, bert }
}

const said = async (of: MemoryMessenger, conv: string): Promise<Message[]> => of.history({ conv })

test('replies to the selected message, and leaves the reply by Escape', async () => {
  const { tui, bert } = await talking(['one', 'two'])
  tui.press('alt+m', 'up', 'r')
  expect(tui.text()).toContain('Reply to bert:')
  tui.press('escape')
  expect(tui.text()).not.toContain('Reply to')
  // Who comes back begins at the newest.
  tui.press('alt+m', 'r')
  tui.type('my answer')
  tui.press('enter')
  await tui.shows('my answer')
  expect((await said(bert, 'anna')).at(-1)?.replyTo?.text).toBe('two')
})

test('a menu takes the keys that its actions have', async () => {
  const { tui } = await talking(['one', 'two'])
  tui.press('alt+m', 'up', 'm')
  expect(tui.text()).toContain('Copy the text')
  tui.press('r')
  expect(tui.text()).not.toContain('Copy the text')
  expect(tui.text()).toContain('Reply to bert:')
})

test('recalls all that are marked, the own ones among them', async () => {
  const { tui, anna } = await talking(['>mine', 'theirs', '>mine too'])
  tui.press('alt+m', 'home', 'space', 'space', 'space', 'x')
  expect(tui.text()).toContain('Take 2 messages back')
  tui.press('up', 'enter')
  await tui.hides('mine too')
  expect((await said(anna, 'bert')).filter(({ recalled }) => recalled !== undefined)).toHaveLength(2)
})

test('edits an own message and then goes on with what was being written', async () => {
  const { tui, bert } = await talking(['>helo', 'what?'])
  tui.type('begun')
  tui.press('alt+e')
  expect(tui.text()).toContain('Edit:')
  expect(tui.app.state.open?.editor.text).toBe('helo')
  tui.press('backspace')
  tui.type('lo')
  tui.press('enter')
  await tui.shows('hello')
  expect(tui.app.state.open?.editor.text).toBe('begun')
  expect((await said(bert, 'anna'))[0]?.text).toBe('hello')
  tui.press('alt+e', 'escape')
  expect(tui.app.state.open?.editor.text).toBe('begun')
})

test('a letter that does not go with the message says so, and is not typed', async () => {
  const { tui } = await talking(['theirs'])
  tui.press('alt+m', 'e')
  expect(tui.text()).toContain('does not go with this message')
  expect(tui.app.state.open?.editor.text).toBe('')
  expect(tui.app.state.focus).toBe('messages')
})

test('recalls after asking; No changes nothing', async () => {
  const { tui, bert } = await talking(['>secret'])
  tui.press('alt+m', 'x')
  expect(tui.text()).toContain('Take the message back')
  tui.press('enter')
  expect((await said(bert, 'anna'))[0]?.recalled).toBeUndefined()
  tui.press('x', 'up', 'enter')
  await tui.shows('message recalled')
  expect((await said(bert, 'anna'))[0]?.recalled).toBeDefined()
})

test('marks several and deletes them for oneself', async () => {
  const { tui, anna, bert } = await talking(['one', 'two', 'three'])
  tui.press('alt+m', 'up', 'up', 'space', 'space')
  expect(tui.app.state.open?.timeline.marked.size).toBe(2)
  tui.press('d')
  expect(tui.text()).toContain('Delete 2 messages')
  tui.press('up', 'enter')
  await tui.hides('one')
  expect((await said(anna, 'bert')).map(({ text }) => text)).toEqual(['three'])
  expect(await said(bert, 'anna')).toHaveLength(3)
  expect(tui.app.state.open?.timeline.marked.size).toBe(0)
})

test('forwards what is marked as one bundle, to several found by a few letters', async () => {
  const world = new MemoryWorld()
  const [anna, bert] = world.friends('anna', 'bert')
  const others = ['carla', 'dora'].map(name => world.join(name))
  for (const other of others) {
    anna.relations.set(other, { state: 'friend', direction: 'out', folder: 'Friends' })
    other.relations.set(anna, { state: 'friend', direction: 'in', folder: 'Friends' })
  }
  for (const text of ['one', 'two']) await bert.send({ conv: ['anna'], text })
  const tui = await openTui(anna)
  tui.click('bert')
  await tui.shows('two')
  tui.press('alt+m', 'up', 'space', 'space', 'f')
  await tui.shows('Forward 2 messages to')
  tui.type('dora')
  tui.press('tab')
  for (let i = 0; i < 4; i++) tui.press('backspace')
  tui.type('carl')
  tui.press('tab', 'enter')
  await tui.shows('Forwarded to dora, carla.')
  for (const other of others) {
    const [message] = await said(other, 'anna')
    expect(message?.forwarded?.map(({ text }) => text)).toEqual(['one', 'two'])
  }
})

test('reacts by search, and takes the own reaction back', async () => {
  const { tui, anna } = await talking(['look'])
  tui.press('alt+m', '+')
  await tui.shows(':')
  tui.type('rocket')
  await tui.shows(':rocket:')
  tui.press('enter')
  await tui.shows(/🚀.*you/)
  tui.press('+')
  await tui.shows('Enter takes it back')
  tui.press('enter')
  await tui.hides('🚀')
  expect((await said(anna, 'bert'))[0]?.reactions ?? []).toEqual([])
})

test('copies what was said, without control characters', async () => {
  const { tui } = await talking(['rm -rf\u001b[31m\r\u0007x', 'two'])
  tui.press('alt+m', 'up', 'y')
  await tui.shows('Copied.')
  expect(tui.asked.copied).toEqual(['rm -rf[31m\nx'])
})

test('saves into a file, and not over one that is there', async () => {
  const folder = await temporaryFolder()
  const { tui } = await talking(['to be kept 你好'])
  await writeFile(join(folder, 'there.txt'), 'old')
  tui.press('alt+m', 's')
  await tui.shows('Save into a file')
  tui.press('ctrl+u')
  tui.type(join(folder, 'there.txt'))
  tui.press('enter')
  await tui.shows(/There is.*there\.txt|exists/)
  expect(await readFile(join(folder, 'there.txt'), 'utf8')).toBe('old')
  tui.press('ctrl+u')
  tui.type(join(folder, 'new.txt'))
  tui.press('enter')
  await tui.shows('Saved:')
  expect(await readFile(join(folder, 'new.txt'), 'utf8')).toBe('to be kept 你好\n')
})

test('translates, and offers engines where there is none', async () => {
  const { tui, anna } = await talking(['guten Tag'])
  tui.press('alt+m', 't')
  await tui.shows('in another language')
  expect(tui.text()).toContain('guten Tag')
  tui.press('y')
  expect(tui.asked.copied).toEqual(['in another language'])
  tui.press('escape')
  const { EarshotError } = await import('../../../src/protocol/errors.ts')
  anna.translate = async () => {
    throw new EarshotError('no-engine', 'no engine is chosen', 'choose one: earshot engines')
  }
  tui.press('t')
  await tui.shows('choose an engine')
})

test('shows details, and what others wrote cannot break them', async () => {
  const { tui, bert } = await talking(['\u001b]0;title\u0007\u202eevil https://example.org/a', 'end'])
  bert.name = 'b\u001b[2Jert'
  tui.press('alt+m', 'up', 'v')
  await tui.shows(/id\s+\w+/)
  expect(tui.text()).not.toMatch(/[\u001b\u0007\u202e]/)
})

test('the menu names what goes with a message; the mouse opens it, selects, and replies', async () => {
  const { tui } = await talking(['theirs', '>mine'])
  tui.click('theirs', { button: 'right' })
  expect(tui.text()).toContain('Translate')
  expect(tui.text()).not.toMatch(/Recall|Edit/)
  tui.press('escape')
  tui.click('mine', { button: 'right' })
  expect(tui.text()).toMatch(/Recall/)
  tui.press('escape')
  tui.click('theirs')
  const selected = tui.app.state.open?.timeline
  expect(selected?.get(selected.selected)?.text).toBe('theirs')
  tui.click('theirs', { clicks: 2 })
  expect(tui.text()).toContain('Reply to bert:')
})

test('opens links only when asked, and lists several', async () => {
  const { tui, anna } = await talking(['see'])
  const history = anna.history.bind(anna)
  const links = ['https://a.example/', 'javascript:alert(1)', 'https://b.example/\u202e']
  anna.history = async query => (await history(query)).map(message => ({ ...message, links }))
  tui.press('alt+w', 'alt+down')
  await tui.shows('see')
  expect(tui.asked.opened).toEqual([])
  tui.press('alt+m', 'l')
  await tui.shows('Open a link')
  expect(tui.text()).not.toContain('javascript')
  tui.press('enter')
  expect(tui.asked.opened).toEqual(['https://a.example/'])
  expect(tui.asked.copied).toEqual(['https://a.example/'])
})

test('a click on a quote leads to what was quoted', async () => {
  const { tui, anna } = await talking(['question', 'other'])
  const [first] = await said(anna, 'bert')
  await anna.send({ conv: ['bert'], text: 'the answer', reply: first?.id ?? '' })
  await tui.shows('the answer')
  tui.click('│ bert: question')
  await tui.shows('question')
  expect(tui.app.state.open?.timeline.selected).toBe(first?.id)
})

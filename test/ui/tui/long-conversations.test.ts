/** Long, sealed and shared conversations, with real nodes and their stores. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { Messenger } from '../../../src/node/messenger.ts'
import { befriend, eventually, startPeer } from '../../support/peers.ts'
import { temporaryFolder } from '../../support/temporary.ts'
import { openTui, type TuiApp } from '../../support/tui-app.ts'

const MANY = 5_200

/** The messages on the screen, by their number. */
const numbers = (tui: TuiApp): number[] => [...tui.text().matchAll(/number (\d+)\b/g)].map(([, found]) => Number(found))

/** As another client of the node; `told` has the conversations that the node was told to be looked at. */
function viewer(messenger: Messenger, name: string, told: unknown[] = []): Messenger {
  return Object.assign(Object.create(messenger), {
    async looking(params: { conv?: string; open?: string[] }) {
      const answer = await messenger.looking({ ...params, viewer: name })
      told.push(...(params.open ?? []))
      return answer
    },
    focus: ({ conv }: { conv: string }) => messenger.focus({ conv, viewer: name }),
  })
}

/** Until what was fetched is there. */
async function settled(tui: TuiApp): Promise<void> {
  await eventually('nothing is being fetched', () => tui.app.state.open?.timeline.loading === undefined)
}

/** Goes by `key` until the screen stands still, and gives all that was seen, in the order in which it was. */
async function pages(tui: TuiApp, key: string, order: 1 | -1): Promise<number[]> {
  const seen: number[] = []
  for (let still = 0; still < 3; ) {
    const shown = numbers(tui)
    const fresh = (order > 0 ? shown : shown.toReversed()).filter(number => !seen.slice(-200).includes(number))
    seen.push(...fresh)
    still = fresh.length === 0 ? still + 1 : 0
    tui.press(key)
    await settled(tui)
  }
  return seen
}

test('paging shows each of thousands of messages once and in order, up to the beginning and down to the end', async () => {
  const [anna, bert] = [await startPeer('anna'), await startPeer('bert')]
  await befriend(anna, bert)
  await bert.stop('down')
  for (let i = 0; i < MANY; i += 100)
    await Promise.all(
      Array.from({ length: 100 }, (_, at) => anna.messenger.send({ conv: ['bert'], text: `number ${i + at}` })),
    )
  const inOrder = await anna.messenger.history({ conv: 'bert', limit: MANY + 10 })
  const expected = inOrder.map(({ text }) => Number(text?.split(' ')[1]))
  expect(expected).toHaveLength(MANY)
  const tui = await openTui(anna.messenger, { height: 60 })
  tui.press('alt+1')
  await tui.shows(`number ${expected.at(-1)}`)
  const up = await pages(tui, 'pageup', -1)
  expect(up.toReversed()).toEqual(expected)
  expect(await pages(tui, 'pagedown', 1)).toEqual(expected)
  tui.press('alt+home')
  await tui.shows(new RegExp(`number ${expected[0]}\\b`))
  tui.press('alt+end')
  await tui.shows(new RegExp(`number ${expected.at(-1)}\\b`))
  expect(tui.app.state.open?.timeline.messages.length).toBeLessThanOrEqual(1_000)
})

test('opens at the first unread message, with a line above it, and reads by going on', async () => {
  const [anna, bert] = [await startPeer('anna'), await startPeer('bert')]
  await befriend(anna, bert)
  await bert.messenger.send({ conv: ['anna'], text: 'number 0', wait: 'delivered' })
  await anna.messenger.read({ conv: 'bert' })
  for (let i = 1; i <= 90; i++) await bert.messenger.send({ conv: ['anna'], text: `number ${i}` })
  await eventually('all came', async () => (await anna.messenger.unread())[0]?.unread === 90)
  const tui = await openTui(anna.messenger)
  tui.press('alt+1')
  await tui.shows('number 1')
  expect(tui.text()).toMatch(/─ new ─[\s\S]*number 1\b/)
  expect(tui.text()).not.toContain('number 90')
  // What is on the screen is read, and no more; then what one scrolls to.
  const unread = async (): Promise<number> => (await anna.messenger.unread())[0]?.unread ?? 0
  const onScreen = (): number => Math.max(...[...tui.text().matchAll(/number (\d+)/g)].map(found => Number(found[1])))
  await eventually('the first ones are read', async () => (await unread()) === 90 - onScreen())
  expect(await unread()).toBeGreaterThan(40)
  tui.press('pagedown')
  await eventually('more of them are read', async () => (await unread()) === 90 - onScreen())
  const left = await unread()
  tui.press('pageup', 'pageup')
  tui.app.input({ input: 'focus', focused: false })
  tui.app.do('messages.wheelDown')
  await delay(200)
  tui.app.do('messages.end')
  await tui.shows('number 90')
  await delay(200)
  expect(await unread()).toBe(left)
  tui.app.input({ input: 'focus', focused: true })
  tui.press('alt+end')
  await tui.shows('number 90')
  await eventually('it is read', async () => (await anna.messenger.unread()).length === 0)
  tui.press('alt+n')
  await tui.shows(/─ new ─/)
})

test('jumps to a date, and exports what is there', async () => {
  const [anna, bert] = [await startPeer('anna'), await startPeer('bert')]
  await befriend(anna, bert)
  for (let i = 0; i < 150; i++) await anna.messenger.send({ conv: ['bert'], text: `number ${i}` })
  const [first] = await anna.messenger.history({ conv: 'bert', limit: 150 })
  const tui = await openTui(anna.messenger)
  tui.press('alt+1')
  await tui.shows('number 149')
  tui.press('alt+j')
  tui.type('nonsense')
  tui.press('enter')
  await tui.shows('2h, 7d, 1w.')
  tui.press('ctrl+u')
  tui.type(first?.at ?? '')
  tui.press('enter')
  await tui.shows(/number 0\b/)
  expect(tui.app.state.open?.timeline.selected).toBe(first?.id)
  const file = join(await temporaryFolder(), 'talk.txt')
  tui.app.do('conversation.export')
  tui.press('ctrl+u')
  tui.type(file)
  tui.press('enter')
  await tui.shows('150 messages in')
  expect((await readFile(file, 'utf8')).match(/number \d+/g)).toHaveLength(150)
})

test('seals, closes and opens a conversation; nothing of it stays on the screen', async () => {
  const [anna, bert] = [await startPeer('anna'), await startPeer('bert')]
  await befriend(anna, bert)
  await anna.messenger.send({ conv: ['bert'], text: 'between us' })
  const tui = await openTui(anna.messenger)
  tui.press('alt+1')
  await tui.shows('between us')
  tui.app.do('conversation.seal')
  await tui.shows('Nobody can recover it')
  tui.type('river')
  tui.press('enter')
  tui.type('rivers')
  tui.press('enter')
  await tui.shows('The two passphrases differ.')
  tui.type('river')
  tui.press('enter')
  tui.type('river')
  tui.press('enter')
  await tui.shows('Sealed and closed.')
  await tui.shows('This conversation is sealed.')
  expect(tui.text()).not.toContain('between us')
  tui.press('alt+z')
  await tui.shows('Take the seal away for ever')
  tui.press('enter')
  tui.type('wrong')
  tui.press('enter')
  await tui.shows(/not the second passphrase/)
  tui.press('ctrl+u')
  tui.type('river')
  tui.press('enter')
  await tui.shows('between us')
  tui.type('half a thought')
  tui.app.do('conversation.seal')
  await tui.shows('This conversation is sealed.')
  expect(tui.text()).not.toMatch(/between us|half a thought/)
  tui.press('alt+z', 'enter')
  tui.type('river')
  tui.press('enter')
  await tui.shows('between us')
  tui.press('alt+z')
  tui.type('river')
  tui.press('enter')
  await tui.shows('Not sealed any more.')
  expect((await anna.messenger.conversations())[0]?.sealed).toBe(false)
})

test('what is open in another terminal comes to the front there, and opens here when asked again', async () => {
  const [anna, bert] = [await startPeer('anna'), await startPeer('bert')]
  await befriend(anna, bert)
  await anna.messenger.send({ conv: ['bert'], text: 'hello' })
  const told: unknown[] = []
  const one = await openTui(viewer(anna.messenger, 'one', told))
  const other = await openTui(viewer(anna.messenger, 'other'))
  one.press('alt+1')
  await one.shows('Write to bert')
  await eventually('the node knows', () => told.length > 0)
  other.press('alt+1')
  await other.shows('is open in another terminal')
  expect(other.app.state.open).toBeUndefined()
  await eventually('the other one is raised', () => one.asked.raised === 1)
  other.press('alt+1')
  await other.shows('Write to bert')
  await other.shows('hello')
})

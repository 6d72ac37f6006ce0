/** The list at the left: what its keys act on, with nodes in memory. */
import { expect, test } from 'vitest'
import { MemoryWorld } from '../../support/memory-messenger.ts'
import { openTui, type TuiApp } from '../../support/tui-app.ts'

/** anna's friends, each of whom said something. */
async function listed(...names: string[]): Promise<TuiApp> {
  const world = new MemoryWorld()
  const anna = world.join('anna')
  for (const name of names) await world.friendOf(anna, name).send({ conv: ['anna'], text: `hello from ${name}` })
  return openTui(anna)
}

/** What is under the keys, as it looks. */
function chosen({ app, rows }: TuiApp): string[] {
  const drawn = rows()
  return drawn.filter((_, y) => app.frame?.style[y * app.frame.width + 3]?.bg === app.look.theme.selected.bg)
}

test('Enter opens the uppermost conversation where none was chosen yet, and it is seen which one that is', async () => {
  const tui = await listed('bert', 'carla')
  expect(chosen(tui).join()).toContain('bert')
  tui.press('enter')
  await tui.shows('Write to bert')
})

test('Down goes on from the row that is shown as chosen', async () => {
  const tui = await listed('bert', 'carla')
  tui.press('down', 'enter')
  await tui.shows('Write to carla')
})

test('what moves the rows does not move what the keys act on', async () => {
  const tui = await listed('bert', 'carla')
  const carla = [...tui.app.state.conversations.values()].find(({ name }) => name === 'carla')
  tui.app.do('conversation.pin', carla?.conversation)
  await tui.shows(/carla(.*\n)+.*bert/)
  expect(chosen(tui).join()).toContain('bert')
})

test('Enter opens the first friend there is, though nobody was there at the start', async () => {
  const world = new MemoryWorld()
  const anna = world.join('anna')
  const bert = world.join('bert')
  const tui = await openTui(anna)
  await bert.add({ who: anna.peerId })
  await anna.accept({ who: bert.peerId })
  await tui.shows(/● bert/)
  tui.press('escape', 'enter')
  await tui.shows('Write to bert')
})

test('an archived conversation leaves its place to the next one', async () => {
  const tui = await listed('bert', 'carla', 'dora')
  tui.press('down', 'a')
  await tui.hides(/carla +1/)
  expect(chosen(tui).join()).toContain('dora')
})

test('space on a conversation folds the section it stands in', async () => {
  const tui = await listed('bert', 'carla')
  tui.press('space')
  await tui.hides('bert')
  expect(tui.text()).toContain('▸ Friends 2')
  tui.press('space')
  await tui.shows('bert')
})

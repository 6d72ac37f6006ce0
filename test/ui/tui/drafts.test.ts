import { expect, test, vi } from 'vitest'
import { EarshotError } from '../../../src/protocol/errors.ts'
import { befriend, eventually, startPeer, type TestPeer } from '../../support/peers.ts'
import { openTui, type TuiApp } from '../../support/tui-app.ts'

/** Alice's conversation with bob in two of her terminals; the second one looks at it without coming to the front. */
async function twice(): Promise<{ alice: TestPeer; bob: TestPeer; one: TuiApp; two: TuiApp }> {
  const [alice, bob] = [await startPeer('alice'), await startPeer('bob')]
  await befriend(alice, bob)
  await bob.messenger.send({ conv: [alice.peerId], text: 'hello' })
  const [one, two] = [await openTui(alice.messenger), await openTui(alice.messenger)]
  for (const tui of [one, two]) {
    vi.spyOn(alice.messenger, 'focus').mockResolvedValueOnce({ focused: false })
    await tui.app.talk.open(bob.peerId)
    await tui.shows('hello')
  }
  return { alice, bob, one, two }
}

const written = ({ app }: TuiApp): string | undefined => app.state.open?.editor.text

async function kept({ messenger }: TestPeer, text: string | undefined): Promise<void> {
  await eventually(`the draft is ${text}`, async () => (await messenger.conversations())[0]?.draft === text)
}

test('what is written in one terminal appears in the other; sent there, it leaves the first one and goes out once', async () => {
  const { alice, bob, one, two } = await twice()
  one.type('see you at noon')
  await eventually('it is there', () => written(two) === 'see you at noon')
  two.type('!')
  await eventually('it is back', () => written(one) === 'see you at noon!')
  two.press('enter')
  await eventually('it is gone', () => written(one) === '')
  one.press('enter')
  await kept(alice, undefined)
  // Longer than a draft takes to be kept.
  await new Promise(resolve => setTimeout(resolve, 1_300))
  const said = await alice.messenger.history({ conv: bob.peerId })
  expect(said.map(({ text }) => text)).toEqual(['hello', 'see you at noon!'])
  expect([written(one), written(two)]).toEqual(['', ''])
  await kept(alice, undefined)
})

test('what was written here stays, whatever is written or sent in another terminal', async () => {
  const { alice, bob, one } = await twice()
  one.type('mine')
  await alice.messenger.draft({ conv: bob.peerId, text: 'theirs' })
  // A key now and then, or it would be kept before a slow machine tells of the other one.
  await eventually('it is told', () => {
    one.press('end')
    return one.app.state.open?.draft === 'theirs'
  })
  expect(written(one)).toBe('mine')
  await kept(alice, 'mine')
  one.type(' and more')
  await alice.messenger.send({ conv: [bob.peerId], text: 'something else' })
  await one.shows('something else')
  await kept(alice, 'mine and more')
  expect(written(one)).toBe('mine and more')
})

test('what was sent elsewhere while the node could not be reached is gone when it is', async () => {
  const { alice, bob, one, two } = await twice()
  one.type('once')
  await eventually('it is there', () => written(two) === 'once')
  one.app.attach(undefined)
  one.session.stop()
  two.press('enter')
  await eventually('it is gone', () => written(two) === '')
  await kept(alice, undefined)
  expect(written(one)).toBe('once')
  one.app.attach(alice.messenger)
  await one.app.arrivals.learnList()
  expect(written(one)).toBe('')
  expect(await alice.messenger.history({ conv: bob.peerId })).toHaveLength(2)
})

test('a draft stays where something is forwarded to whom it is for', async () => {
  const { alice, bob, one } = await twice()
  one.type('unfinished')
  await kept(alice, 'unfinished')
  const [hello] = await alice.messenger.history({ conv: bob.peerId })
  await alice.messenger.forward({ conv: [bob.peerId], ids: [hello?.id ?? ''] })
  await kept(alice, 'unfinished')
  expect(written(one)).toBe('unfinished')
})

test('what the node has no room to keep stays in the editor', async () => {
  const { alice, bob, one } = await twice()
  const draft = vi.spyOn(alice.messenger, 'draft').mockRejectedValue(new EarshotError('quota', 'the disk is full'))
  one.type('not kept')
  await one.shows(/disk|room|space|full/)
  expect(draft).toHaveBeenCalled()
  draft.mockRestore()
  await alice.messenger.pin({ conv: bob.peerId })
  await eventually('pinned', () => one.app.state.opened?.pinned)
  expect(written(one)).toBe('not kept')
  await one.app.writing.keepDraft()
  await kept(alice, 'not kept')
})

test('what is written anew goes on with what was taken over beside it', async () => {
  const { alice, bob, one } = await twice()
  const [said] = await alice.messenger.send({ conv: [bob.peerId], text: 'mistke' })
  await one.shows('mistke')
  if (said !== undefined) one.app.writing.edit(said)
  await alice.messenger.draft({ conv: bob.peerId, text: 'from elsewhere' })
  await eventually('it is told', () => one.app.state.open?.aside === 'from elsewhere')
  expect(written(one)).toBe('mistke')
  one.app.writing.leaveEdit()
  expect(written(one)).toBe('from elsewhere')
})

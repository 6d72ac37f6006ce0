import { expect, test, vi } from 'vitest'
import type { Frame } from '../../../src/ui/tui/frame/frame.ts'
import { welcome } from '../../../src/ui/tui/panels/welcome.ts'
import { MemoryWorld } from '../../support/memory-messenger.ts'
import { befriend, eventually, startPeer, type TestPeer } from '../../support/peers.ts'
import { openTui } from '../../support/tui-app.ts'
import { scanned } from './pictures/scanned.ts'

/** Two who do not know each other; the terminal is alice's. */
async function strangers(names: [string, string] = ['alice', 'bob']) {
  const [alice, bob] = [await startPeer(names[0]), await startPeer(names[1])]
  return { alice, bob, tui: await openTui(alice.messenger) }
}

async function friends() {
  const [alice, bob] = [await startPeer('alice'), await startPeer('bob')]
  await befriend(alice, bob)
  return { alice, bob, tui: await openTui(alice.messenger) }
}

async function addressOf(peer: TestPeer): Promise<string> {
  const [address = ''] = (await peer.messenger.status()).addresses
  return address
}

async function stateOf(peer: TestPeer, other: TestPeer): Promise<string | undefined> {
  const { state } = await peer.messenger.profileShow({ who: other.peerId })
  return state
}

test('whoever listens at an address is asked with a greeting, and becomes a friend when they accept', async () => {
  const { alice, bob, tui } = await strangers()
  tui.press('f3')
  await tui.shows('Nobody new is nearby.')
  tui.paste(await addressOf(bob))
  await tui.shows('Ask /ip4/')
  tui.press('enter')
  await tui.shows('Greeting')
  expect(tui.text()).toContain('Ask bob')
  tui.type('it is me')
  tui.press('enter')
  await tui.shows('bob was asked.')
  expect(tui.app.panels).toHaveLength(0)
  const [request] = await eventually('bob is asked', async () => {
    const requests = await bob.messenger.requests()
    return requests.length > 0 && requests
  })
  expect(request).toMatchObject({ peerId: alice.peerId, greeting: 'it is me', state: 'received' })
  tui.press('f4')
  await tui.shows('was asked by you')
  await bob.messenger.accept({ who: alice.peerId })
  await tui.hides('was asked by you')
})

test('a request is shown with what it says, and accepted by a key', async () => {
  const { alice, bob, tui } = await strangers()
  await bob.messenger.connect({ address: await addressOf(alice) })
  await bob.messenger.add({ who: alice.peerId, message: 'hello \u001b[2J\u202eworld' })
  await tui.shows('asks to be your friend')
  tui.press('f4')
  await tui.shows('hello ␛[2J')
  expect(tui.text()).not.toMatch(/[\u001b\u202e]/)
  tui.press('a')
  await eventually('they are friends', async () => (await stateOf(bob, alice)) === 'friend')
  await tui.shows('Nobody asks, and nobody is asked.')
})

test('a request in the list leads to who asks, where it is declined', async () => {
  const { alice, bob, tui } = await strangers()
  await bob.messenger.connect({ address: await addressOf(alice) })
  await bob.messenger.add({ who: alice.peerId })
  await tui.shows('? bob')
  tui.click('? bob')
  await tui.shows('Peer id')
  expect(tui.text().replaceAll(/[\s│]/g, '')).toContain(bob.peerId)
  tui.press('d')
  await eventually('it is declined', async () => (await stateOf(alice, bob)) === 'declined')
  await tui.shows('Ask to be friends')
})

test('the profile is reached by the name above the conversation, and says what is known', async () => {
  const { bob, tui } = await friends()
  await bob.messenger.profileSet({ status: 'at the sea', email: 'bob@example.org' })
  await tui.app.talk.open(bob.peerId)
  await tui.shows('● bob  here')
  tui.click('bob  here')
  await tui.shows('bob@example.org')
  expect(tui.text()).toContain('at the sea')
  expect(tui.app.frame?.placements).toHaveLength(1)
  tui.press('n')
  await tui.shows('What you call bob')
  expect(tui.app.frame?.placements, 'covered by a panel').toEqual([])
  tui.type('Bobby')
  tui.press('enter')
  await tui.hides('What you call bob')
  expect(tui.app.frame?.placements).toHaveLength(1)
  await tui.shows('Nickname  Bobby')
  tui.press('f')
  await tui.shows('Family')
  tui.press('down', 'enter')
  await tui.shows('Folder    Family')
})

test('the safety number is compared: another one is told loudly, the same one verifies', async () => {
  const { alice, bob, tui } = await friends()
  const { safetyNumber } = await bob.messenger.verify({ who: alice.peerId })
  tui.app.do('person.verify', bob.peerId)
  await tui.shows('Safety number of bob and you')
  for (const group of safetyNumber.split(' ')) expect(tui.text()).toContain(group)
  const other = `${safetyNumber.startsWith('0') ? '1' : '0'}${safetyNumber.slice(1)}`
  tui.press('c')
  tui.paste(`${other}\n`)
  tui.press('enter')
  await tui.shows('THE SAFETY NUMBERS DIFFER')
  expect((await alice.messenger.verify({ who: bob.peerId })).verified).toBe(false)
  tui.press('c')
  tui.paste('12345')
  tui.press('enter')
  await tui.shows('no safety number')
  tui.press('escape', 'c')
  tui.paste(safetyNumber)
  tui.press('enter')
  await tui.shows('bob is verified already.')
  expect((await alice.messenger.verify({ who: bob.peerId })).verified).toBe(true)
  tui.press('u')
  await tui.shows('bob is not marked as verified.')
  tui.press('s', 'up', 'enter')
  await tui.shows('bob is marked as verified.')
})

test('removing and blocking ask first', async () => {
  const { alice, bob, tui } = await friends()
  tui.app.do('person.show', bob.peerId)
  await tui.shows('Remove')
  tui.press('r')
  await tui.shows('Remove bob from friends?')
  tui.press('enter')
  expect(await stateOf(alice, bob)).toBe('friend')
  tui.press('r', 'up', 'enter')
  await eventually('removed', async () => (await stateOf(alice, bob)) === 'removed')
  await tui.shows('bob is no friend of yours now.')
  tui.press('b', 'up', 'enter')
  await eventually('blocked', async () => (await stateOf(alice, bob)) === 'blocked')
  await tui.shows('Unblock')
  tui.press('b')
  await eventually('not blocked', async () => (await stateOf(alice, bob)) !== 'blocked')
})

test('somebody who looks like a friend is warned of before anything is sent', async () => {
  const world = new MemoryWorld()
  const [alice, bob] = world.friends('alice', 'bob')
  const mallory = world.join('bob')
  mallory.looksLike = { peerId: bob.peerId, name: 'bob', verified: true }
  const add = vi.spyOn(alice, 'add')
  const tui = await openTui(alice)
  tui.press('f3')
  await tui.shows('Ask somebody')
  tui.press('enter')
  await tui.shows('but looks the same')
  await tui.shows('Ask all the same')
  expect(add).not.toHaveBeenCalled()
  tui.press('enter')
  await tui.shows('Is this really bob')
  tui.press('enter')
  await tui.hides('Is this really bob')
  await tui.shows('Ask all the same')
  expect(add).not.toHaveBeenCalled()
  tui.press('enter')
  await tui.shows('Is this really bob')
  tui.press('up', 'enter')
  await tui.shows('was asked.')
  expect(add).toHaveBeenCalledExactlyOnceWith({ who: mallory.peerId })
  expect(tui.app.panels).toEqual([])
})

test.each([
  ['in the list of requests', 'people.requests'],
  ['in the profile', 'person.show'],
] as const)('whoever looks like a friend is accepted after a question only: %s', async (_, action) => {
  const world = new MemoryWorld()
  const [alice, bob] = world.friends('alice', 'bob')
  const mallory = world.join('bob')
  const accept = vi.spyOn(alice, 'accept')
  await mallory.add({ who: alice.peerId })
  const tui = await openTui(alice)
  // The terminal was not told yet: the node knows.
  mallory.looksLike = { peerId: bob.peerId, name: 'bob', verified: true }
  tui.app.do(action, action === 'person.show' ? mallory.peerId : undefined)
  await tui.shows('Accept')
  tui.press('a')
  await tui.shows('Is this really bob')
  expect(tui.text()).toContain('NOT your verified friend')
  tui.press('enter')
  await tui.hides('Is this really bob')
  expect(accept).not.toHaveBeenCalled()
  tui.press('a')
  await tui.shows('Is this really bob')
  tui.press('up', 'enter')
  await eventually('accepted', () => accept.mock.calls.length > 0)
  expect(accept).toHaveBeenCalledExactlyOnceWith({ who: mallory.peerId })
})

test('an invitation says whose it is before it is used, with a warning where a friend is called so; then they are friends', async () => {
  const { tui } = await friends()
  const other = await startPeer('bob')
  const { link } = await other.messenger.invite()
  tui.press('f3')
  tui.paste(`${link}\n`)
  await tui.shows('Ask earshot:')
  tui.press('enter')
  await tui.shows('WARNING: bob')
  tui.press('enter')
  await tui.shows('Is this really bob')
  tui.press('up', 'enter')
  await tui.shows('is your friend now.')
  await tui.shows('Write to bob')
})

test('the first invitation gives way to whoever used it', async () => {
  const { bob, alice, tui } = await strangers()
  await welcome(tui.app)
  await tui.shows('Nobody is nearby yet.')
  const { link } = await alice.messenger.invite({ again: true })
  await bob.messenger.add({ who: link })
  await tui.shows('bob and you are friends now.')
  await tui.shows('Write to bob')
  expect(tui.text()).not.toContain('Nobody is nearby yet.')
})

test('whoever uses an invitation is told of, though its panel is closed', async () => {
  const { bob, alice, tui } = await strangers()
  const { link } = await alice.messenger.invite()
  await bob.messenger.add({ who: link })
  await tui.shows('bob and you are friends now.')
  expect(tui.asked.bells).toBe(1)
})

test('an invitation is the same one until it was used; its code is read from the screen', async () => {
  const { alice, bob, tui } = await strangers()
  const shown = (): string | undefined => {
    tui.rows()
    return scanned(tui.app.frame as Frame, [220, 220, 220], [20, 20, 20])
  }
  tui.press('alt+i')
  await tui.shows('Good until')
  const { link } = await alice.messenger.invite({ again: true })
  tui.resize(80, 24)
  expect(shown()).toBeUndefined()
  tui.press('q')
  expect(shown()).toBe(link)
  tui.resize(60, 20)
  expect(tui.text()).toMatch(/For the QR code the window lacks \d+ rows/)
  tui.press('x')
  tui.resize(100, 40)
  expect(shown()).toBe(link)
  tui.press('escape', 'alt+i')
  await tui.shows('Good until')
  expect(shown()).toBe(link)
  await bob.messenger.add({ who: link })
  await tui.shows('Somebody used the invitation.')
  const next = shown()
  expect(next).toMatch(/^earshot:/)
  expect(next).not.toBe(link)
  tui.press('n')
  await eventually('another one', async () => shown() !== next && shown()?.startsWith('earshot:') === true)
})

test('the code of a safety number is read from the whole screen, where it has no room beside the digits', async () => {
  const { alice, bob, tui } = await friends()
  tui.resize(60, 20)
  tui.app.do('person.verify', bob.peerId)
  await tui.shows('Safety number of bob')
  tui.press('q')
  tui.rows()
  const { qr } = await alice.messenger.verify({ who: bob.peerId })
  expect(scanned(tui.app.frame as Frame, [220, 220, 220], [20, 20, 20])).toBe(qr)
  tui.press('escape')
  await tui.shows('Compare by typing')
})

test('no two actions share a key where both hold', async () => {
  const tui = await openTui(new MemoryWorld().join('alice'))
  expect(tui.app.keymap.faults).toEqual([])
})

test('panels about people fit on any screen', async () => {
  const world = new MemoryWorld()
  const [alice, bob] = world.friends('alice', '甲\u200b\u0301'.repeat(40))
  const tui = await openTui(alice)
  for (const action of ['people.add', 'people.requests', 'people.nearby', 'person.show'] as const) {
    tui.app.do(action, action === 'person.show' ? bob.peerId : undefined)
    for (const [width, height] of [
      [20, 5],
      [40, 10],
      [80, 24],
      [200, 60],
    ] as const) {
      tui.resize(width, height)
      expect(tui.rows()).toHaveLength(height)
      expect(tui.text()).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u200b]/)
    }
  }
})

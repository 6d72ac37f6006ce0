import { afterEach, expect, test, vi } from 'vitest'
import { hasVault } from '../../../src/store/profile-files.ts'
import { createIdentity, identityState } from '../../../src/store/vault.ts'
import { askPassphrase, firstRun, opened } from '../../../src/ui/tui/panels/entry.ts'
import { welcome } from '../../../src/ui/tui/panels/welcome.ts'
import { MemoryWorld } from '../../support/memory-messenger.ts'
import { befriend, eventually, startPeer } from '../../support/peers.ts'
import { temporaryFolder } from '../../support/temporary.ts'
import { openTui, type TuiApp } from '../../support/tui-app.ts'

afterEach(() => {
  vi.useRealTimers()
})

/** The application before there is a profile: nothing of the messenger is used. */
async function blank(width = 80): Promise<TuiApp> {
  return openTui(new MemoryWorld().join('nobody'), { width })
}

/** Puts a name into the first field in place of what stands there. */
function name(tui: TuiApp, text: string): void {
  tui.press('ctrl+u')
  tui.type(text)
}

test('the first run makes an identity of a name; faults are said and what was typed stays', async () => {
  const tui = await blank()
  const home = await temporaryFolder()
  expect(hasVault(home)).toBe(false)
  const run = firstRun(tui.app, async options => void (await createIdentity({ home, ...options })))
  await tui.shows('Your name')
  expect(tui.text()).toContain('Without a passphrase')
  name(tui, '   ')
  tui.press('enter', 'enter', 'enter')
  await tui.shows('A name is needed.')
  // Where it is to be written one stands already.
  name(tui, 'x'.repeat(100))
  tui.press('enter', 'enter', 'enter')
  await tui.shows(/64|long/)
  tui.press('up', 'up')
  name(tui, '小明')
  tui.press('enter')
  tui.type('swordfish')
  tui.press('enter')
  tui.type('two')
  tui.press('enter')
  await tui.shows('The two passphrases differ.')
  expect(tui.text()).not.toContain('swordfish')
  // Both are empty now, and the first one is written in.
  expect(tui.text()).not.toContain('•')
  tui.press('enter')
  tui.type('x')
  tui.press('enter')
  await tui.shows('The two passphrases differ.')
  tui.press('enter', 'enter')
  expect(await run).toBeUndefined()
  expect(await identityState(home)).toBe('open')
  // By which the next start knows that there is nothing to be asked.
  expect(hasVault(home)).toBe(true)
  await tui.hides('Your name')
})

test('a passphrase that is not it is said clearly; opening is shown, and left by a key', async () => {
  const tui = await blank()
  const asked = askPassphrase(tui.app, false)
  await tui.shows('Earshot is locked')
  tui.press('enter')
  await tui.shows('The passphrase is empty.')
  tui.type('wrong')
  expect(tui.text()).not.toContain('wrong')
  tui.press('enter')
  expect(await asked).toBe('wrong')
  await tui.shows('Opening …')
  opened(tui.app)
  void askPassphrase(tui.app, true)
  await tui.shows('That is not the passphrase.')
  expect(tui.text()).not.toContain('Opening')
  expect(tui.asked.quit).toBe(false)
  tui.press('escape')
  await eventually('it is left', () => tui.asked.quit)
})

test('after the first run whoever is near is asked by Enter', async () => {
  const world = new MemoryWorld()
  const alice = world.join('alice')
  world.join('bob')
  const tui = await openTui(alice)
  await welcome(tui.app)
  await tui.shows('● bob')
  tui.press('enter')
  await tui.shows('Greeting')
  tui.press('enter')
  await tui.shows('bob was asked.')
})

test('where nobody is near an invitation is shown, by which the first friend comes', async () => {
  const [alice, bob] = [await startPeer('alice'), await startPeer('bob')]
  const tui = await openTui(alice.messenger, { width: 120, height: 70 })
  await welcome(tui.app)
  await tui.shows('Nobody is nearby yet.')
  expect(tui.text()).toContain('█')
  expect(tui.text()).toMatch(/Good until .*20\d\d/)
  tui.press('c')
  const [link = ''] = tui.asked.copied
  tui.resize(60, 20)
  await tui.shows('For the QR code the window lacks')
  await bob.messenger.add({ who: link })
  await tui.shows('● bob')
})

test('a lock ends the node and forgets what was shown; without a passphrase one is chosen first', async () => {
  const [alice, bob] = [await startPeer('alice'), await startPeer('bob')]
  await befriend(alice, bob)
  await bob.messenger.send({ conv: [alice.peerId], text: 'a secret' })
  const tui = await openTui(alice.messenger)
  await tui.app.talk.open(bob.peerId)
  await tui.shows('a secret')
  tui.press('f12')
  await tui.shows('This profile has no passphrase yet')
  tui.type('horse')
  tui.press('enter')
  tui.type('horse')
  tui.press('enter')
  expect(await alice.stopping).toBe('lock')
  expect(await identityState(alice.home)).toBe('passphrase')
  tui.app.forget()
  await tui.hides('a secret')
  expect(tui.app.state.conversations.size).toBe(0)
})

test('nobody at the keys: friends see away, and the profile is locked when its time comes', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  const world = new MemoryWorld()
  const alice = world.join('alice')
  alice.passphrase = 'horse'
  const lock = vi.spyOn(alice, 'lock')
  const time = { now: Date.now() }
  const tui = await openTui(alice, { clock: () => time.now })
  tui.app.state.settings.set('ui.lock', 20)
  tui.press('tab')
  vi.advanceTimersByTime(10_000)
  await eventually('here', () => alice.said.active === true)
  time.now += 6 * 60_000
  vi.advanceTimersByTime(10_000)
  await eventually('away', () => alice.said.active === false)
  tui.press('tab')
  await eventually('here again', () => alice.said.active === true)
  expect(lock).not.toHaveBeenCalled()
  time.now += 21 * 60_000
  vi.advanceTimersByTime(10_000)
  await eventually('locked', () => lock.mock.calls.length > 0)
})

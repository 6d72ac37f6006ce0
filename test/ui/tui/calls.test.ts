import { expect, test } from 'vitest'
import { MemoryWorld } from '../../support/memory-messenger.ts'
import { befriend, eventually, startPeer, type TestPeer } from '../../support/peers.ts'
import { openTui, type TuiApp } from '../../support/tui-app.ts'

/** Two friends; the terminal is alice's. */
async function pair(options: Parameters<typeof openTui>[1] = {}, bobName = 'bob') {
  const [alice, bob] = [await startPeer('alice'), await startPeer(bobName)]
  await befriend(alice, bob)
  const tui = await openTui(alice.messenger, options)
  return { alice, bob, tui }
}

async function callState(peer: TestPeer): Promise<string | undefined> {
  return (await peer.messenger.calls()).at(-1)?.state
}

/** Lets the pause pass after which keys mean the call. */
function pause(time: { now: number }): void {
  time.now += 2_000
}

function clock() {
  const time = { now: Date.now() }
  return { time, options: { clock: () => time.now } }
}

const SESSION = 'https://meet.example/room'

async function incoming(bob: TestPeer, alice: TestPeer, tui: TuiApp): Promise<void> {
  await bob.messenger.call({ who: alice.peerId, media: 'session', session: SESSION })
  await tui.shows('Accept')
}

test('a call rings, says who calls and how, and is accepted by a key', async () => {
  const { time, options } = clock()
  const { alice, bob, tui } = await pair(options)
  await incoming(bob, alice, tui)
  expect(tui.text()).toContain('bob: call session')
  expect(tui.asked.bells).toBeGreaterThan(0)
  pause(time)
  tui.press('a')
  await eventually('bob is connected', async () => (await callState(bob)) === 'connected')
  await tui.shows('connected  0:0')
  tui.press('d')
  await tui.shows('hung up')
  await tui.hides('hung up')
  expect(tui.app.panels).toHaveLength(0)
})

test('a call is declined by the mouse', async () => {
  const { alice, bob, tui } = await pair()
  await incoming(bob, alice, tui)
  tui.click('Decline')
  await eventually('bob hears of it', async () => (await bob.messenger.calls()).at(-1)?.reason === 'declined')
})

test('a call that comes while one writes does not take what is typed for an answer', async () => {
  const { time, options } = clock()
  const { alice, bob, tui } = await pair(options)
  await tui.app.talk.open(bob.peerId)
  tui.type('a day at the s')
  await incoming(bob, alice, tui)
  tui.type('ea')
  expect(tui.app.state.open?.editor.text).toBe('a day at the sea')
  expect(await callState(alice)).not.toBe('connected')
  tui.press('alt+y')
  await eventually('it is accepted at once by its own key', async () => (await callState(bob)) === 'connected')
  pause(time)
  tui.press('alt+x')
  await eventually('and ended', async () => (await callState(bob)) === 'ended')
})

test('a session is copied as it is, and answered with one of our own', async () => {
  const { time, options } = clock()
  const { alice, bob, tui } = await pair(options)
  await incoming(bob, alice, tui)
  expect(tui.text()).toContain(SESSION)
  pause(time)
  tui.press('c')
  expect(tui.asked.copied).toEqual([SESSION])
  tui.press('s')
  tui.type('https://other.example')
  tui.press('enter')
  await eventually('bob has our session', async () =>
    (await bob.messenger.calls()).some(({ session }) => session === 'https://other.example'),
  )
})

test('who calls, and with what, is shown as harmless text', async () => {
  const world = new MemoryWorld()
  const [alice, bob] = world.friends('alice', 'b\u001b]0;x\u0007\u202eob')
  const tui = await openTui(alice)
  await bob.call({ who: alice.peerId, media: 'session', session: 'x\u001b[2J\u202e\u200b'.repeat(50) })
  await tui.shows('Accept')
  expect(tui.text()).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e\u200b]/)
})

test('one calls with a session; that somebody is away is said', async () => {
  const { alice, bob, tui } = await pair()
  await tui.app.talk.open(bob.peerId)
  tui.press('f7')
  await tui.shows('Call bob')
  tui.press('enter')
  await tui.shows('There is no session to offer.')
  tui.type(SESSION)
  tui.press('enter')
  await tui.shows('To bob: call session')
  await bob.messenger.answer({})
  await tui.shows('connected')
  await bob.messenger.hangup()
  await tui.shows('hung up')
  tui.press('escape')
  await bob.stop('down')
  await eventually('bob is gone', async () => (await alice.messenger.friends())[0]?.presence === 'offline')
  tui.press('f7')
  tui.type(SESSION)
  tui.press('enter')
  await tui.shows('They are not connected')
  expect(tui.app.state.call).toBeUndefined()
})

test('Enter pressed twice begins a call and does not end it; later it does', async () => {
  const { time, options } = clock()
  const { alice, bob, tui } = await pair(options)
  await tui.app.talk.open(bob.peerId)
  tui.press('f7')
  tui.paste(SESSION)
  tui.press('enter')
  await tui.shows('To bob: call session')
  tui.press('enter', 'enter')
  expect(await callState(alice)).not.toBe('ended')
  await bob.messenger.answer({})
  await tui.shows('connected')
  tui.press('enter')
  expect(await callState(alice)).toBe('connected')
  pause(time)
  tui.press('enter')
  await tui.shows('hung up')
})

test('a call that rang before the terminal was opened is shown', async () => {
  const [alice, bob] = [await startPeer('alice'), await startPeer('bob')]
  await befriend(alice, bob)
  await bob.messenger.call({ who: alice.peerId, session: SESSION })
  await eventually('it rings', async () => (await callState(alice)) !== undefined)
  const tui = await openTui(alice.messenger)
  await tui.shows('bob: call session')
})

test('a shake is sent by a key, and its refusal told', async () => {
  const { alice, bob, tui } = await pair()
  await tui.app.talk.open(bob.peerId)
  tui.press('alt+k')
  await tui.shows('You shook bob.')
  expect(tui.app.state.open?.timeline.messages.map(({ type }) => type)).toEqual(['shake'])
  await tui.shows('Write to bob')
  await eventually('bob feels it', () => bob.events.some(({ event }) => event === 'shake'))
  tui.press('alt+k')
  await tui.shows('too soon after the last shake')
  await bob.stop('down')
  await eventually('bob is gone', async () => (await alice.messenger.friends())[0]?.presence === 'offline')
  tui.press('alt+k')
  await tui.shows('They are not connected')
})

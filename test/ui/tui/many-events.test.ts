/** What a flood of events may cost: keys have their turn among them, and what is done once for many is done once. */
import { expect, onTestFinished, test, vi } from 'vitest'
import type { Event, Messenger } from '../../../src/node/messenger.ts'
import { Attention } from '../../../src/ui/chat/attention.ts'
import { capabilities } from '../../../src/ui/tui/terminal/capabilities.ts'
import { Blessed } from '../../../src/ui/tui/terminal/program.ts'
import { Window } from '../../../src/ui/tui/terminal/window.ts'
import { screen } from '../../../src/ui/tui/view/screen.ts'
import { comesTrue } from '../../support/comes-true.ts'
import { MemoryWorld } from '../../support/memory-messenger.ts'
import { openTui } from '../../support/tui-app.ts'

/** So many that they take many turns on the fastest machine. */
const MANY = 100_000

/** A node that has many events to tell, all at once. */
function telling<Of extends Messenger>(messenger: Of, events: Iterable<Event>): Of {
  return Object.assign(messenger, {
    async *listen(_: object, signal: AbortSignal) {
      yield* events
      await new Promise(resolve => signal.addEventListener('abort', resolve))
    },
  })
}

test('keys have their turn while thousands of events are taken in, which are counted once', async () => {
  const [anna, bert] = new MemoryWorld().friends('anna', 'bert')
  const [message] = await bert.send({ conv: ['anna'], text: 'hello' })
  const { conversation = '' } = message ?? {}
  /** Turns of the event loop so far. */
  let turns = 0
  let looping = setImmediate(function loop() {
    turns++
    looping = setImmediate(loop)
  })
  onTestFinished(() => clearImmediate(looping))
  const seen: number[] = []
  function* many(): Iterable<Event> {
    for (let at = 0; at < MANY; at++) {
      seen.push(turns)
      yield { event: 'conversation', conversation, unread: at }
    }
  }
  const counted = vi.spyOn(Attention.prototype, 'count')
  onTestFinished(() => counted.mockRestore())
  const tui = await openTui(telling(anna, many()))
  await comesTrue(() => expect(seen).toHaveLength(MANY))
  // What the node says of it in the end.
  await comesTrue(() => expect(tui.app.state.unread).toBe(1))
  // The first one was asked for before all others.
  expect(Number(seen.at(-1)) - Number(seen[1])).toBeGreaterThan(2)
  expect(counted.mock.calls.length).toBeLessThan(1_000)
})

test('rings once for all that comes within a moment', () => {
  // The moment lasts as long as the test.
  vi.useFakeTimers({ toFake: ['performance'] })
  onTestFinished(() => {
    vi.useRealTimers()
  })
  let written = ''
  const blessed = new Blessed(text => {
    written += text
  })
  const window = new Window(
    capabilities({ TERM: 'xterm' }),
    {},
    {
      command: make => make(blessed.program),
      send: () => undefined,
    },
  )
  for (let at = 0; at < 50; at++) window.bell()
  expect(written).toBe('\x07')
  blessed.destroy()
})

test('draws the same state in the same styles, so that the terminal is not asked to compare them', async () => {
  const [anna, bert] = new MemoryWorld().friends('anna', 'bert')
  await bert.send({ conv: ['anna'], text: 'hello' })
  const tui = await openTui(anna)
  tui.press('alt+1')
  await tui.shows('hello')
  tui.press('shift+tab')
  const { state, look } = tui.app
  const [one, other] = [screen(state, [], look), screen(state, [], look)]
  expect(one.style.findIndex((style, at) => style !== other.style[at])).toBe(-1)
})

test('draws again by itself only while seconds that are on the screen are counted', async () => {
  const [anna, bert] = new MemoryWorld().friends('anna', 'bert')
  await bert.send({ conv: ['anna'], text: 'gone soon' })
  const tui = await openTui(anna, { height: 10 })
  tui.press('alt+1')
  await tui.shows('gone soon')
  const timeline = tui.app.state.open?.timeline
  const first = timeline?.messages[0]
  if (first === undefined) throw new Error('nothing is shown')
  timeline?.change({ ...first, expiresAt: new Date(Date.now() + 3_600_000).toISOString() })
  tui.rows()
  expect(tui.app.frame?.counts).toBe(true)
  for (let at = 0; at < 20; at++) await bert.send({ conv: ['anna'], text: `later ${at}` })
  await tui.shows('later 19')
  expect(tui.app.frame?.counts).toBe(false)
})

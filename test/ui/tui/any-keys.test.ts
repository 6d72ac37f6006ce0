/** Any keys in any order, while things happen: nothing breaks, and the screen is always whole. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Messenger } from '../../../src/node/messenger.ts'
import { EarshotError, reportOf } from '../../../src/protocol/errors.ts'
import { displayWidth } from '../../../src/ui/text/width.ts'
import { ACTIONS } from '../../../src/ui/tui/actions/all.ts'
import { befriend, startPeer } from '../../support/peers.ts'
import { openTui, type TuiApp } from '../../support/tui-app.ts'

/** The same each time, so that what was found can be found again; others by hand. */
const SEED = Number(process.env.EARSHOT_TEST_SEED ?? 1)
const RUNS = Number(process.env.EARSHOT_TEST_RUNS ?? 8)
const STEPS = 250

const KEYS = [...new Set(ACTIONS.flatMap(({ keys }) => keys))]
const COMMON = [
  ...['enter', 'escape', 'tab', 'shift+tab', 'up', 'down', 'left', 'right', 'home', 'end', 'pageup', 'pagedown'],
  ...['backspace', 'delete', 'space', 'insert', 'ctrl+k', 'ctrl+u', 'ctrl+w', 'ctrl+r', 'ctrl+p', 'f1'],
]
const TEXTS = [
  'a',
  'ber',
  '你好',
  '👩‍👩‍👧',
  '@',
  ':smi',
  '/',
  '/sea',
  'יש',
  '\u202e',
  '\x1b]2;x\x07',
  '12',
  'y',
  ' ',
  '~/',
]
const SIZES = [
  ...[
    { width: 100, height: 30 },
    { width: 80, height: 24 },
    { width: 67, height: 10 },
    { width: 200, height: 60 },
  ],
  ...[
    { width: 30, height: 8 },
    { width: 20, height: 5 },
    { width: 1, height: 1 },
  ],
]

const step = fc.oneof(
  { weight: 9, arbitrary: fc.record({ press: fc.constantFrom(...KEYS) }) },
  { weight: 6, arbitrary: fc.record({ press: fc.constantFrom(...COMMON) }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constantFrom(...TEXTS) }) },
  { weight: 1, arbitrary: fc.record({ paste: fc.constantFrom(...TEXTS) }) },
  // Parts of the screen.
  {
    weight: 2,
    arbitrary: fc.record({
      x: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      y: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      button: fc.constantFrom('left' as const, 'right' as const),
      clicks: fc.integer({ min: 1, max: 2 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ resize: fc.constantFrom(...SIZES) }) },
  { weight: 1, arbitrary: fc.record({ heard: fc.constantFrom(...TEXTS) }) },
  // Milliseconds.
  { weight: 1, arbitrary: fc.record({ wait: fc.integer({ min: 0, max: 60 }) }) },
  { weight: 1, arbitrary: fc.constant({ cut: true }) },
)
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never

function take(tui: TuiApp, did: Step): void {
  if ('press' in did) tui.press(did.press)
  else if ('type' in did) tui.type(did.type)
  else if ('paste' in did) tui.paste(`${did.paste}\n${did.paste}`)
  else if ('resize' in did) tui.resize(did.resize.width, did.resize.height)
  else if ('x' in did) {
    const { width, height } = tui.app.state.size
    const { button, clicks } = did
    const at = { x: Math.floor(did.x * width), y: Math.floor(did.y * height), button, clicks }
    tui.app.input({ input: 'mouse', action: 'press', ...at })
    tui.app.input({ input: 'mouse', action: 'release', ...at })
  }
}

it('whatever is pressed, in whatever order, breaks neither the program nor the screen', async () => {
  const [anna, bert, carl, dora] = await Promise.all(['anna', 'bert', 'carl 小明', 'dora'].map(name => startPeer(name)))
  if (anna === undefined || bert === undefined || carl === undefined || dora === undefined) throw new Error('nobody')
  await befriend(anna, bert)
  await befriend(anna, carl)
  const { addresses } = await anna.messenger.status()
  await dora.messenger.connect({ address: addresses[0] ?? '' })
  await dora.messenger.add({ who: anna.peerId, message: 'I am Dora' })
  for (let at = 0; at < 30; at++) {
    await anna.messenger.send({ conv: [bert.peerId, carl.peerId], text: `${at} 你好 https://a.example/${at}` })
    await bert.messenger.send({ conv: [anna.peerId], text: `back ${at}` })
  }
  // What is pressed by chance writes nothing to this disk, and ends nobody's account.
  const refuse = async (): Promise<never> => {
    throw new EarshotError('not-allowed', 'Not in this test')
  }
  let node = new AbortController()
  const messenger: Messenger = {
    ...anna.messenger,
    ...{ backup: refuse, erase: refuse, down: refuse, lock: refuse },
    listen: (options, signal) => anna.messenger.listen(options, AbortSignal.any([signal, node.signal])),
  }

  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: STEPS, maxLength: STEPS }),
      fc.constantFrom('en' as const, 'zh' as const),
      async (steps, lang) => {
        const tui = await openTui(messenger, { lang })
        const { app } = tui
        const faults: unknown[] = []
        const fail = app.fail.bind(app)
        Object.assign(app, {
          createFile: refuse,
          quit: () => undefined,
          fail: (error: unknown) => {
            if (reportOf(error).code === 'internal') faults.push(error)
            fail(error)
          },
        })
        for (const did of steps) {
          take(tui, did)
          if ('cut' in did) {
            node.abort()
            node = new AbortController()
            tui.cut()
          }
          // Bert may have been removed or blocked by now.
          if ('heard' in did)
            await bert.messenger.send({ conv: [anna.peerId], text: `say ${did.heard}` }).catch(() => undefined)
          if ('wait' in did) await new Promise(resolve => setTimeout(resolve, did.wait))
          const rows = tui.rows()
          const { width, height } = app.state.size
          expect(rows).toHaveLength(height)
          expect(rows.filter(row => displayWidth(row) > width)).toEqual([])
        }
        expect(faults).toEqual([])
        tui.session.stop()
      },
    ),
    // What happened before stays in the profiles: a shorter way to a fault would be another one.
    { seed: SEED, numRuns: RUNS, endOnFailure: true },
  )
})

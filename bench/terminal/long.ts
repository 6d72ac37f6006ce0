/** The full-screen interface in a profile of years: many conversations, and a very long one that is opened and scrolled through. irssi and WeeChat keep no history that they could open. */
import { join } from 'node:path'
import { folder } from '../beside/bare.ts'
import { bundle } from '../bundle.ts'
import { run } from '../child.ts'
import { startNode } from '../earshot.ts'
import { alternate, atMost, type Context, median, quantile, type Row } from '../measure.ts'
import type { ProfileOrder } from './profile-worker.ts'
import { openEarshot } from './terminal-program.ts'

const LONG = 100_000
const SCROLLED = 10_000
const CONVERSATIONS = 500
/** Conversations, with a friend each, beside which the start with few is measured. */
const MANY = [500, 2_000]
const FEW = 5
const STARTS = 5
/** How much longer a start may take with many. */
const LONGER = 1.3
/** Keys, as terminals send them. */
const [ENTER, PAGE_UP, ALT_HOME] = ['\r', '\x1b[5~', '\x1b[1;3H']
const MARKS = { last: 'QXZQXZ', scrolled: 'XQZXQZ', first: 'ZXQZXQ' }

export async function longConversation(context: Context): Promise<Row[]> {
  const worker = await bundle('terminal/profile-worker.ts', context.owned)
  const filled = async (order: Omit<ProfileOrder, 'home'>): Promise<string> => {
    const home = join(await folder(context, 'long'), 'profile')
    await run(process.execPath, [worker, JSON.stringify({ ...order, home })], { signal: context.signal })
    return home
  }
  const marks = { 0: MARKS.last, [SCROLLED]: MARKS.scrolled, [LONG - 1]: MARKS.first }
  const home = await filled({ conversations: CONVERSATIONS, short: 5, long: LONG, marks })
  context.say('filled')
  const starts = await startsWithMany(context, filled)
  const node = await startNode(context, home)
  const program = await openEarshot(context, home)
  await program.started('bench')
  await program.rest(2)
  const before = program.memory()
  const opening = await program.press(ENTER, MARKS.last)
  const presses = await program.page(PAGE_UP, MARKS.scrolled)
  const start = await program.press(ALT_HOME, MARKS.first)
  await program.rest(1)
  const after = program.memory()
  await program.stop()
  await node.stop()
  return [
    ...starts,
    { what: `opening a conversation of ${LONG.toLocaleString('en')} messages`, unit: 'ms', earshot: opening },
    { what: 'a page up in it, p50', unit: 'ms', earshot: median(presses) },
    { what: 'a page up in it, p99', unit: 'ms', earshot: quantile(presses, 0.99) },
    {
      what: `scrolling back ${SCROLLED.toLocaleString('en')} messages, page by page`,
      unit: 'ms',
      earshot: presses.reduce((sum, each) => sum + each, 0),
      note: `${presses.length} pages`,
    },
    { what: 'to its first message', unit: 'ms', earshot: start },
    { what: 'memory of the client before', unit: 'MB', earshot: before },
    { what: 'memory of the client after', unit: 'MB', earshot: after },
  ]
}

/** Until own name and list are drawn: the first time after the node started, and then. */
async function startsWithMany(
  context: Context,
  filled: (order: Omit<ProfileOrder, 'home'>) => Promise<string>,
): Promise<Row[]> {
  const cold: number[] = []
  const sides: Record<string, () => Promise<number>> = {}
  for (const conversations of [FEW, ...MANY]) {
    const home = await filled({ conversations, short: 5, long: 5, marks: {} })
    await startNode(context, home)
    const start = async (): Promise<number> => {
      const program = await openEarshot(context, home)
      const drawn = await program.started('bench')
      await program.stop()
      return drawn
    }
    cold.push(await start())
    sides[conversations] = start
  }
  const times = await alternate(sides, { rounds: STARTS, signal: context.signal })
  const [fewCold = 0, ...manyCold] = cold
  const few = median(times[FEW] ?? [])
  const beside = (value: number): NonNullable<Row['beside']> => ({ name: `${FEW} conversations`, value })
  return MANY.flatMap((conversations, at): Row[] => {
    const what = `start to usable with ${conversations.toLocaleString('en')} conversations`
    const [first, then] = [manyCold[at] ?? 0, median(times[conversations] ?? [])]
    return [
      { what, unit: 'ms', earshot: then, beside: beside(few), aim: atMost(LONGER, then, few) },
      { what: `${what}, the first after the node’s own`, unit: 'ms', earshot: first, beside: beside(fewCold) },
    ]
  })
}

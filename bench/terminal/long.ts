/** The full-screen interface in a profile of years: many conversations, and a very long one that is opened and scrolled through. irssi and WeeChat keep no history that they could open. */
import { join } from 'node:path'
import { folder } from '../beside/bare.ts'
import { bundle } from '../bundle.ts'
import { run } from '../child.ts'
import { startNode } from '../earshot.ts'
import { type Context, median, quantile, type Row } from '../measure.ts'
import { openEarshot } from './terminal-program.ts'

const LONG = 100_000
const SCROLLED = 10_000
const CONVERSATIONS = 500
/** Keys, as terminals send them. */
const [ENTER, DOWN, PAGE_UP, ALT_HOME] = ['\r', '\x1b[B', '\x1b[5~', '\x1b[1;3H']
const MARKS = { last: 'QXZQXZ', scrolled: 'XQZXQZ', first: 'ZXQZXQ' }

export async function longConversation(context: Context): Promise<Row[]> {
  const worker = await bundle('terminal/profile-worker.ts', context.owned)
  const home = join(await folder(context, 'long'), 'profile')
  const order = {
    home,
    conversations: CONVERSATIONS,
    short: 5,
    long: LONG,
    marks: { 0: MARKS.last, [SCROLLED]: MARKS.scrolled, [LONG - 1]: MARKS.first },
  }
  await run(process.execPath, [worker, JSON.stringify(order)], { signal: context.signal })
  context.say('filled')
  const node = await startNode(context, home)
  const program = await openEarshot(context, home)
  const started = await program.started('bench')
  await program.rest(2)
  const before = program.memory()
  const opening = await program.press(DOWN + ENTER, MARKS.last)
  const presses = await program.page(PAGE_UP, MARKS.scrolled)
  const start = await program.press(ALT_HOME, MARKS.first)
  await program.rest(1)
  const after = program.memory()
  await program.stop()
  await node.stop()
  return [
    { what: `start to usable with ${CONVERSATIONS.toLocaleString('en')} conversations`, unit: 'ms', earshot: started },
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

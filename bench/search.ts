/** Finding what was said, beside SQLite's full-text search over the same texts; what the index costs; reading on in long histories. */
import { join } from 'node:path'
import { folder } from './beside/bare.ts'
import { bundle } from './bundle.ts'
import { run } from './child.ts'
import { type Aim, atMost, type Benchmark, type Context, median, quantile, type Row } from './measure.ts'
import { diskUse } from './relay-post.ts'
import type { Order } from './search-worker.ts'

/** `EARSHOT_BENCH_MESSAGES` makes it smaller, for a quick look. */
const MESSAGES = Number(process.env.EARSHOT_BENCH_MESSAGES ?? 1_000_000)
const CONVERSATIONS = 2_000
/** Messages of the profiles that differ in their index only. */
const PAIR = Math.min(50_000, MESSAGES)
/** Seconds for filling; a busy machine gets as far as it gets, and the table says how far. */
const PATIENCE = 1_500
const BESIDE = 'SQLite FTS5 trigram'

interface Filled {
  filled: number
  seconds: number
}

interface Asked {
  kinds: Record<
    string,
    { earshot: number[]; first: number[]; beside: number[]; answers: number; besideAnswers: number }
  >
  paging: number[]
  list: number[]
  scrolling: number[]
  anywhere: number[]
}

export const search: Benchmark = {
  name: 'search',
  about: `A profile of ${MESSAGES.toLocaleString('en')} messages, half English, half Chinese, words by Zipf's law, in ${CONVERSATIONS.toLocaleString('en')} conversations; ${BESIDE} has the same texts, one row each, nothing encrypted. A question is answered by its 20 newest messages, through the node's verb.`,
  limit: 3_600,
  async run(context: Context) {
    const program = await bundle('search-worker.ts', context.owned)
    const work = async <T>(order: Order): Promise<T> => {
      const { output } = await run(process.execPath, [program, JSON.stringify(order)], { signal: context.signal })
      return JSON.parse(output.trim().split('\n').at(-1) ?? '') as T
    }
    const place = async (name: string) => join(await folder(context, `search-${name}`), 'profile')
    const [home, indexed, plain] = [await place('large'), await place('with'), await place('without')]
    const file = join(await folder(context, 'search-sqlite'), 'texts.db')

    const pair = { messages: PAIR, conversations: 200, patience: PATIENCE }
    const withIndex = await work<Filled>({ do: 'fill', home: indexed, index: true, ...pair })
    const without = await work<Filled>({ do: 'fill', home: plain, index: false, ...pair })
    const bytes = ((diskUse(indexed) - diskUse(plain)) * 1024 * 1024) / PAIR
    const appended = await work<{ with: number[]; without: number[] }>({ do: 'append', home: indexed, other: plain })
    const { filled, seconds } = await work<Filled>({
      do: 'fill',
      home,
      messages: MESSAGES,
      conversations: CONVERSATIONS,
      index: true,
      patience: PATIENCE,
    })
    context.say(`filled ${filled} messages in ${seconds.toFixed(0)} s`)
    await work({ do: 'sqlite', home, file, messages: filled })
    const asked = await work<Asked>({ do: 'ask', home, file })
    return [...questionRows(asked), ...costRows({ appended, withIndex, without, bytes }), ...readingRows(asked, filled)]
  },
}

const beside = (value: number) => ({ name: BESIDE, value })
const under = (value: number, earshot: number): Aim => ({ text: `≤ ${value} ms`, met: earshot <= value })

function questionRows({ kinds }: Asked): Row[] {
  return Object.entries(kinds).flatMap(([kind, { earshot, first, beside: others, answers, besideAnswers }]): Row[] => {
    const [p50, p99, cold] = [median(earshot), quantile(earshot, 0.99), quantile(first, 1)]
    return [
      {
        what: `${kind}, p50`,
        unit: 'ms',
        earshot: p50,
        beside: beside(median(others)),
        aim: under(100, p50),
        note: `${answers} answers on the first pages, ${besideAnswers} with ${BESIDE}, which finds pieces of words of three characters and more.`,
      },
      { what: `${kind}, p99`, unit: 'ms', earshot: p99, beside: beside(quantile(others, 0.99)) },
      { what: `${kind}, the slowest that was asked for the first time`, unit: 'ms', earshot: cold },
    ]
  })
}

function costRows(costs: {
  appended: { with: number[]; without: number[] }
  withIndex: Filled
  without: Filled
  bytes: number
}): Row[] {
  const { appended, withIndex, without, bytes } = costs
  const each = ({ filled, seconds }: Filled) => (seconds * 1e6) / filled
  const [one, bare] = [median(appended.with), median(appended.without)]
  const noIndex = (value: number) => ({ name: 'without an index', value })
  return [
    { what: 'a message said and synced', unit: 'ms', earshot: one, beside: noIndex(bare), aim: atMost(1.5, one, bare) },
    {
      what: 'a message of many that come at once',
      unit: 'µs',
      earshot: each(withIndex),
      beside: noIndex(each(without)),
    },
    { what: 'index of a message on disk', unit: 'B', earshot: bytes },
  ]
}

function readingRows({ paging, list, scrolling, anywhere }: Asked, filled: number): Row[] {
  const whole =
    filled === MESSAGES ? {} : { note: `only ${filled} messages: more were not filled in in ${PATIENCE} s.` }
  return [
    { what: 'paging through a common word, 100 hits', unit: 'ms', earshot: median(paging), ...whole },
    { what: 'scrolling back 100 messages, p50', unit: 'ms', earshot: median(scrolling) },
    { what: 'scrolling back 100 messages, p99', unit: 'ms', earshot: quantile(scrolling, 0.99) },
    { what: 'a page of 50 anywhere, p50', unit: 'ms', earshot: median(anywhere) },
    { what: 'a page of 50 anywhere, p99', unit: 'ms', earshot: quantile(anywhere, 0.99) },
    { what: `the list of ${CONVERSATIONS.toLocaleString('en')} conversations`, unit: 'ms', earshot: median(list) },
  ]
}

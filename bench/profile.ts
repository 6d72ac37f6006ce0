import { join } from 'node:path'
import { folder } from './beside/bare.ts'
import { bundle } from './bundle.ts'
import { run } from './child.ts'
import { alternate, atMost, type Benchmark, type Context, median, type Row } from './measure.ts'

const LARGE = 1_000_000
const SMALL = 10_000
const CONVERSATIONS = 50
const ROUNDS = 9
/** Seconds for filling; a busy machine gets as far as it gets, and the table says how far. */
const PATIENCE = 300

type Times = Record<'opening' | 'last' | 'totals', number>

export const profile: Benchmark = {
  name: 'profile',
  about: `A profile of ${LARGE.toLocaleString('en')} messages of 300 bytes in ${CONVERSATIONS} conversations beside one of ${SMALL.toLocaleString('en')} in as many, each read by a fresh process. Filled through the store's own commits.`,
  limit: 480,
  async run(context: Context) {
    const program = await bundle('store-worker.ts', context.owned)
    const worker = async (order: object) => {
      const text = JSON.stringify({ ...order, conversations: CONVERSATIONS })
      const { output, time } = await run(process.execPath, [program, text], { signal: context.signal })
      return { line: JSON.parse(output) as unknown, time }
    }
    const homes = { small: '', large: '' }
    const counts = { small: 0, large: 0 }
    for (const [name, messages] of [
      ['small', SMALL],
      ['large', LARGE],
    ] as const) {
      homes[name] = join(await folder(context, `profile-${name}`), 'profile')
      const { line, time } = await worker({ home: homes[name], messages, patience: PATIENCE })
      counts[name] = (line as { filled: number }).filled
      context.say(`filled ${counts[name]} messages in ${(time / 1000).toFixed(1)} s`)
    }
    const all: Record<'small' | 'large', Times[]> = { small: [], large: [] }
    const read = (name: 'small' | 'large') => async () => {
      const { line } = await worker({ home: homes[name] })
      all[name].push(line as Times)
      return 0
    }
    await alternate({ small: read('small'), large: read('large') }, { rounds: ROUNDS, signal: context.signal })
    const row = (what: string, key: keyof Times): Row => {
      const [small, large] = [median(all.small.map(each => each[key])), median(all.large.map(each => each[key]))]
      const beside = { name: `${SMALL.toLocaleString('en')} messages`, value: small }
      const row: Row = { what, unit: 'ms', earshot: large, beside, aim: atMost(3, large, small) }
      if (counts.large === LARGE || key !== 'opening') return row
      return { ...row, note: `only ${counts.large} messages: more were not filled in in ${PATIENCE} s.` }
    }
    return [
      row('opening the store', 'opening'),
      row('last 50 of a conversation', 'last'),
      row('unread totals', 'totals'),
    ]
  },
}

import { run } from './child.ts'
import { earshot, earshotPair } from './earshot.ts'
import { alternate, atMost, type Benchmark, median, type Row } from './measure.ts'

/** Runs of each command; medians of fewer wander by more than the aim leaves. */
const ROUNDS = 15

export const start: Benchmark = {
  name: 'start',
  about:
    'Whole processes, from start to exit, beside `node -e 0` of the same Node.js: what a command costs whoever types it.',
  limit: 90,
  async run(context) {
    const { signal } = context
    const { alice, bob } = await earshotPair(context)
    const time = async (command: string, args: string[]) => (await run(command, args, { signal })).time
    const times = await alternate(
      {
        node: () => time(process.execPath, ['-e', '0']),
        send: () => time(...earshot(alice.home, 'send', bob.peerId, 'hello')),
        help: () => time(...earshot(alice.home, '--help')),
      },
      { rounds: ROUNDS, warmup: 2, signal },
    )
    const node = median(times.node)
    const row = (what: string, values: number[]): Row => ({
      what,
      unit: 'ms',
      earshot: median(values),
      beside: { name: 'node -e 0', value: node },
      aim: atMost(1.5, median(values), node, 30, 'ms'),
    })
    return [row('`earshot send` to a running node', times.send), row('`earshot --help`', times.help)]
  },
}

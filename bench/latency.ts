import { barePair } from './beside/bare.ts'
import { bundle } from './bundle.ts'
import { Child } from './child.ts'
import { earshotPair } from './earshot.ts'
import { alternate, atMost, type Benchmark, quantile, type Row, timed } from './measure.ts'

const ROUNDS = 8
const MESSAGES = 100
const SIZE = 300

export const latency: Benchmark = {
  name: 'latency',
  about:
    'From asking to send until the reader has it on disk and the sender knows, one message after the other, two processes on the loopback; ' +
    'each sender takes the time itself. Beside a bare js-libp2p stream (TCP, Noise, yamux): own synced write, request, synced write over ' +
    'there, reply. The last rows have a third process in it: a client that asks over the control socket, as commands do.',
  limit: 120,
  async run(context) {
    const bare = await barePair(context, SIZE)
    const program = await bundle('peer-worker.ts', context.owned)
    // Two pairs: in one the sender's peer runs in the process that measures, in the other it is a node with a client.
    const inside = await earshotPair(context)
    await inside.alice.stop()
    const worker = context.owned.use(
      new Child({
        command: process.execPath,
        args: [program, JSON.stringify({ home: inside.alice.home })],
        signal: context.signal,
      }),
    )
    await worker.take('ready', 20_000, context.signal)
    const { alice, bob } = await earshotPair(context)
    const text = 'x'.repeat(SIZE)
    const times = await alternate(
      {
        bare: () => bare.latency(MESSAGES),
        earshot: async () => {
          worker.send({ to: inside.bob.peerId, count: MESSAGES, size: SIZE })
          return (await worker.take('times', 60_000, context.signal)).times as number[]
        },
        client: async () => {
          const round: number[] = []
          for (let i = 0; i < MESSAGES; i++) {
            round.push(
              await timed(() => alice.messenger.send({ conv: [bob.peerId], text, wait: 'delivered', timeout: 10 })),
            )
          }
          return round
        },
      },
      { rounds: ROUNDS, warmup: 1, signal: context.signal },
    )
    const row = (what: string, q: number): Row => {
      const [ours, theirs] = [quantile(times.earshot, q), quantile(times.bare, q)]
      const beside = { name: 'bare libp2p + 2 synced writes', value: theirs }
      return { what, unit: 'ms', earshot: ours, beside, aim: atMost(3, ours, theirs) }
    }
    const third = (what: string, q: number): Row => {
      const beside = { name: 'bare libp2p + 2 synced writes', value: quantile(times.bare, q) }
      return { what, unit: 'ms', earshot: quantile(times.client, q), beside }
    }
    return [
      row('send to delivered, p50', 0.5),
      row('send to delivered, p99', 0.99),
      third('the same, asked by a client, p50', 0.5),
      third('the same, asked by a client, p99', 0.99),
    ]
  },
}

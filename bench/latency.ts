import { barePair } from './beside/bare.ts'
import { earshotPair } from './earshot.ts'
import { alternate, atMost, type Benchmark, quantile, type Row, timed } from './measure.ts'

const ROUNDS = 8
const MESSAGES = 100
const SIZE = 300

export const latency: Benchmark = {
  name: 'latency',
  about:
    'From asking to send until the reader has it on disk and the sender knows, one message after the other, two processes on the loopback. ' +
    'Beside a bare js-libp2p stream (TCP, Noise, yamux): own synced write, request, synced write over there, reply. ' +
    "Earshot's time includes the client's way over the control socket.",
  limit: 90,
  async run(context) {
    const bare = await barePair(context, SIZE)
    const { alice, bob } = await earshotPair(context)
    const text = 'x'.repeat(SIZE)
    const times = await alternate(
      {
        bare: () => bare.latency(MESSAGES),
        earshot: async () => {
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
    return [row('send to delivered, p50', 0.5), row('send to delivered, p99', 0.99)]
  },
}

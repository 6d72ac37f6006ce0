import { bareLibp2p } from './beside/bare.ts'
import { copyProfile, earshotPair, eventually, startNode } from './earshot.ts'
import { type LanHost, makeLan } from './lan.ts'
import { alternate, type Benchmark, type Context, median, type Row, sleep } from './measure.ts'

const ROUNDS = 7
const LAN_ROUNDS = 5
/** The first host is left alone this long before the second appears, so that its own start is not in the figure. */
const SETTLE_MS = 1_500
/** How often our client asks whether the friend is here, in ms: added to Earshot's figure, half of it on average. */
const LOOK_MS = 10

/** Any port, so that no address of a former run is dialled: what is found was found by multicast. */
const listen = (host: LanHost) => `/ip4/${host.address}/tcp/0`

async function starts(context: Context, homes: string[]): Promise<Row> {
  const bare = await bareLibp2p(context)
  const times = await alternate(
    {
      bare: async () => {
        const begin = performance.now()
        const peer = bare({})
        await peer.take('ready', 20_000, context.signal)
        const time = performance.now() - begin
        await peer.stop()
        return time
      },
      earshot: async () => {
        const node = await startNode(context, homes[0]!)
        await node.stop()
        return node.started
      },
    },
    { rounds: ROUNDS, warmup: 1, signal: context.signal },
  )
  return {
    what: 'start of a node to ready',
    unit: 'ms',
    earshot: median(times.earshot),
    beside: { name: 'bare libp2p, bundled', value: median(times.bare) },
    note: 'processes; Earshot also opens its vault and store and its control socket.',
  }
}

async function meetings(context: Context, homes: string[], peerId: string): Promise<Row> {
  const what = 'start to "friend is here" over mDNS'
  const lan = await makeLan(context)
  if (typeof lan === 'string') {
    context.say(`SKIPPED: ${lan}`)
    return { what, unit: 'ms', note: `not measured: ${lan}` }
  }
  const [first, second] = lan
  const bare = await bareLibp2p(context)
  const times = await alternate(
    {
      bare: async () => {
        const waiting = bare({ inside: first.inside, listen: listen(first), mdns: true })
        await waiting.take('ready', 20_000, context.signal)
        await sleep(SETTLE_MS, context.signal)
        const begin = performance.now()
        const coming = bare({ inside: second.inside, listen: listen(second), mdns: true, greet: true })
        await coming.take('connected', 30_000, context.signal)
        const time = performance.now() - begin
        await Promise.all([waiting.stop(), coming.stop()])
        return time
      },
      earshot: async () => {
        // Fresh copies: neither knows where the other was in the round before.
        const [alice, bob] = [await copyProfile(context, homes[0]!), await copyProfile(context, homes[1]!)]
        const waiting = await startNode(context, bob, { inside: first.inside, up: ['--listen', listen(first)] })
        await sleep(SETTLE_MS, context.signal)
        const begin = performance.now()
        const coming = await startNode(context, alice, { inside: second.inside, up: ['--listen', listen(second)] })
        const here = async () => (await coming.messenger.friends()).some(({ presence }) => presence === 'here')
        await eventually(context, 'friend here', here, { within: 30_000, every: LOOK_MS })
        const time = performance.now() - begin
        const [friend] = await coming.messenger.friends()
        if (friend?.peerId !== peerId) throw new Error('somebody else is here')
        await Promise.all([waiting.stop(), coming.stop()])
        return time
      },
    },
    { rounds: LAN_ROUNDS, signal: context.signal },
  )
  return {
    what,
    unit: 'ms',
    earshot: median(times.earshot),
    beside: { name: 'bare libp2p + @libp2p/mdns, connected', value: median(times.bare) },
    note: 'two hosts (network namespaces) on a bridge, no known address; from the start of the process.',
  }
}

export const discovery: Benchmark = {
  name: 'discovery',
  about: 'A node from the start of its process until it is ready, and until its friend is here.',
  limit: 150,
  async run(context) {
    const { alice, bob } = await earshotPair(context)
    await Promise.all([alice.stop(), bob.stop()])
    const homes = [alice.home, bob.home]
    return [await starts(context, homes), await meetings(context, homes, bob.peerId)]
  },
}

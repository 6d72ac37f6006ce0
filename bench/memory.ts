import { bareLibp2p, folder } from './beside/bare.ts'
import { bundle } from './bundle.ts'
import { Child } from './child.ts'
import { eventually, makeProfile, startNode } from './earshot.ts'
import { type Benchmark, type Context, median, type Row, sleep } from './measure.ts'

const FRIENDS = 100
/** A process has collected the garbage of its start, or not; three that idled as long are compared. */
const PROCESSES = 3
const IDLE_MS = 5_000

const RESIDENT = 'resident; of that, not shared with other processes of the same Node.js:'
const note = (ours: number[], theirs: number[]) =>
  `${RESIDENT} Earshot ${Math.round(median(ours))} MB, bare ${Math.round(median(theirs))} MB.`

async function idle(context: Context): Promise<Row> {
  const bare = await bareLibp2p(context)
  const [ours, theirs]: [Child[], Child[]] = [[], []]
  for (let i = 0; i < PROCESSES; i++) {
    ours.push((await startNode(context, await makeProfile(context, `idle-${i}`))).child)
    const peer = bare({})
    await peer.take('ready', 20_000, context.signal)
    theirs.push(peer)
  }
  await sleep(IDLE_MS, context.signal)
  const [a, b] = [ours.map(child => child.memory()), theirs.map(child => child.memory())]
  await Promise.all([...ours, ...theirs].map(child => child.stop()))
  return {
    what: `node, idle ${IDLE_MS / 1000} s after its start`,
    unit: 'MB',
    earshot: median(a.map(({ resident }) => resident)),
    beside: { name: 'bare libp2p', value: median(b.map(({ resident }) => resident)) },
    note: note(
      a.map(({ own }) => own),
      b.map(({ own }) => own),
    ),
  }
}

async function bareWithFriends(context: Context): Promise<{ resident: number; own: number }> {
  const bare = await bareLibp2p(context)
  const hub = bare({})
  const { addresses } = await hub.take('ready', 20_000, context.signal)
  const crowd = bare({ crowd: FRIENDS, dial: (addresses as string[])[0]! })
  await crowd.take('ready', 60_000, context.signal)
  await sleep(IDLE_MS, context.signal)
  hub.send({ do: 'connections' })
  const { connections } = await hub.take('connections', 5_000, context.signal)
  if (connections !== FRIENDS) throw new Error(`${connections} connections instead of ${FRIENDS}`)
  const memory = hub.memory()
  await Promise.all([hub.stop(), crowd.stop()])
  return memory
}

/** A node whose friends are whole peers, made friends by its invites. */
async function withFriends(context: Context): Promise<{ resident: number; own: number }> {
  const program = await bundle('crowd-worker.ts', context.owned)
  const order = JSON.stringify({ folder: await folder(context, 'crowd'), count: FRIENDS })
  const crowd = context.owned.use(
    new Child({ command: process.execPath, args: [program, order], signal: context.signal }),
  )
  const hub = await startNode(context, await makeProfile(context, 'hub'))
  await crowd.take('ready', 60_000, context.signal)
  const links: string[] = []
  for (let i = 0; i < FRIENDS; i++) links.push((await hub.messenger.invite()).link)
  crowd.send({ links })
  await crowd.take('added', 60_000, context.signal)
  const all = async () => (await hub.messenger.status()).friendsHere === FRIENDS
  await eventually(context, `${FRIENDS} friends here`, all, { within: 60_000, every: 500 })
  await sleep(IDLE_MS, context.signal)
  const memory = hub.child.memory()
  await Promise.all([hub.stop(), crowd.stop()])
  return memory
}

export const memory: Benchmark = {
  name: 'memory',
  about: 'Resident memory of a node, as the kernel counts it.',
  limit: 150,
  async run(context) {
    const [theirs, ours] = [await bareWithFriends(context), await withFriends(context)]
    return [
      await idle(context),
      {
        what: `node with ${FRIENDS} connected friends`,
        unit: 'MB',
        earshot: ours.resident,
        beside: { name: `bare libp2p, ${FRIENDS} connections`, value: theirs.resident },
        note: `${note([ours.own], [theirs.own])} The friends are whole peers, in one other process.`,
      },
    ]
  },
}

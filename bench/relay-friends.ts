/** A sender and its readers, who are friends, have a mailbox each at one relay, and are never there together again. */
import { folder } from './beside/bare.ts'
import { Window } from './beside/net.ts'
import { bundle } from './bundle.ts'
import { Child } from './child.ts'
import { type EarshotNode, eventually, makeProfile, startNode } from './earshot.ts'
import type { Context } from './measure.ts'
import { type Relay, settled } from './relay.ts'

/** Requests that a client has under way: as many as the control socket takes from one client. */
const UNDER_WAY = 64
const MEET_MS = 120_000
const COLLECT_MS = 180_000

export interface Readers {
  peerIds: string[]
  /** Comes back; resolves when each has as many unread messages as are said, and goes again. Gives milliseconds, of them starting. */
  collect(unread: number): Promise<{ all: number; starting: number }>
}

/** One reader is a node as people run it; many are whole peers in one process. */
export async function befriendAway(context: Context, relay: Relay, sender: string, count: number): Promise<Readers> {
  const alice = await startNode(context, sender)
  await alice.messenger.relayAdd({ where: relay.address })
  const readers = count === 1 ? await oneReader(context) : await manyReaders(context, count)
  const child = await readers.make(relay.address, alice)
  const here = async () => (await alice.messenger.status()).friendsHere === count
  await eventually(context, `${count} friends here`, here, { within: MEET_MS, every: 200 })
  await settled(context, alice.child, child)
  await child.stop()
  await eventually(context, 'nobody here', async () => (await alice.messenger.status()).friendsHere === 0)
  await alice.stop()
  return readers
}

interface Made extends Readers {
  make(relay: string, alice: EarshotNode): Promise<Child>
}

async function oneReader(context: Context): Promise<Made> {
  const home = await makeProfile(context, 'bob')
  const peerIds: string[] = []
  return {
    peerIds,
    async make(relay, alice) {
      const bob = await startNode(context, home)
      await bob.messenger.relayAdd({ where: relay })
      const { link } = await alice.messenger.invite()
      await bob.messenger.add({ who: link })
      peerIds.push(bob.peerId)
      return bob.child
    },
    async collect(unread) {
      const begin = performance.now()
      const bob = await startNode(context, home)
      const all = async () => (await bob.messenger.status()).unread >= unread
      await eventually(context, `${unread} messages`, all, { within: COLLECT_MS, every: 10 })
      const time = performance.now() - begin
      const now = (await bob.messenger.status()).unread
      if (now !== unread) throw new Error(`${now} messages came instead of ${unread}`)
      await settled(context, bob.child)
      await bob.stop()
      return { all: time, starting: bob.started }
    },
  }
}

async function manyReaders(context: Context, count: number): Promise<Made> {
  const program = await bundle('relay-readers-worker.ts', context.owned)
  const order = { folder: await folder(context, 'readers'), count }
  const start = (more: object) => {
    const args = [program, JSON.stringify({ ...order, ...more })]
    return context.owned.use(new Child({ command: process.execPath, args, signal: context.signal }))
  }
  const peerIds: string[] = []
  return {
    peerIds,
    async make(relay, alice) {
      const child = start({ relay })
      peerIds.push(...((await child.take('ready', 120_000, context.signal)).ready as string[]))
      const links: string[] = []
      for (let i = 0; i < count; i++) links.push((await alice.messenger.invite()).link)
      child.send({ links })
      await child.take('added', MEET_MS, context.signal)
      return child
    },
    async collect(unread) {
      const begin = performance.now()
      const child = start({ unread })
      await child.take('ready', 120_000, context.signal)
      const starting = performance.now() - begin
      const { collected } = await child.take('collected', COLLECT_MS, context.signal)
      const all = performance.now() - begin
      if (collected !== unread * count) throw new Error(`${collected} messages came instead of ${unread * count}`)
      await settled(context, child)
      await child.stop()
      return { all, starting }
    },
  }
}

/** Sends to each in turn; resolves when the relay has all of it on its disk, with the milliseconds that took. */
export async function deposit(
  node: EarshotNode,
  to: readonly string[],
  options: { count: number; size: number },
): Promise<number> {
  const text = 'x'.repeat(options.size)
  const window = new Window(UNDER_WAY)
  const requests: Promise<string>[] = []
  const begin = performance.now()
  for (let i = 0; i < options.count; i++) {
    await window.enter()
    const request = node.messenger.send({ conv: [to[i % to.length]!], text }).then(([message]) => {
      window.leave()
      return message!.id
    })
    requests.push(request)
  }
  const ids = await Promise.all(requests)
  await node.messenger.waitFor({ ids: ids.slice(-to.length), state: 'relayed', timeout: 300 })
  const time = performance.now() - begin
  const { queued } = await node.messenger.status()
  if (queued !== 0) throw new Error(`${queued} of ${options.count} messages are not at the relay`)
  return time
}

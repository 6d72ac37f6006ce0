/** nearby, find, connect: people on this network who need not be friends. */
import type { Peer } from '../../../node/messenger.ts'
import type { Args } from '../args.ts'
import type { Context } from '../context.ts'
import { warnings } from '../resemblance.ts'
import { stopSignal } from '../stop-signal.ts'

/** Seconds that a node which was only just started gets to hear who is there. */
const HEARING_S = 2
const POLL_MS = 200

export async function nearby(context: Context, args: Args): Promise<undefined> {
  if (args.flag('watch')) return watch(context)
  const found = await heard(context, () => context.node.nearby())
  await showPeers(context, found, context.words.cli.nobody)
  if (found.length === 0) context.out.note(context.words.cli.nobodyHint)
}

export async function find(context: Context, args: Args): Promise<undefined> {
  const text = args.text('text')
  const found = await heard(context, () => context.node.find({ text }))
  await showPeers(context, found, context.words.cli.noMatch)
}

/** Asks until somebody is there, for as long as the node is too young to have heard of anybody. */
export async function heard(context: Context, asked: () => Promise<Peer[]>): Promise<Peer[]> {
  const { setTimeout: delay } = await import('node:timers/promises')
  const { uptime } = await context.node.status()
  const patience = Math.min(HEARING_S - uptime, context.remaining()) * 1000
  const until = performance.now() + patience
  for (;;) {
    const found = await asked()
    if (found.length > 0 || performance.now() >= until) return found
    await delay(POLL_MS)
  }
}

export async function showPeers(context: Context, found: Peer[], none: string): Promise<void> {
  await context.out.result(found, async () => {
    const { peersTable } = await import('../people-text.ts')
    const alike = await warnings(context, found)
    if (found.length === 0) return [none]
    return [...peersTable(found, context.words, context.out), ...(alike.length === 0 ? [] : ['', ...alike])]
  })
}

async function watch(context: Context): Promise<undefined> {
  const { nameOf, shortId } = await import('../people-text.ts')
  const connection = await context.connection()
  context.link.lasting()
  const stop = stopSignal()
  const show = async (peer: Peer, here: boolean) => {
    const name = `${context.out.style(nameOf(peer), 'bold')} ${context.out.style(shortId(peer.peerId), 'dim')}`
    const { comes, goes } = context.words.cli
    const lines = async () => [here ? comes(name) : goes(name), ...(here ? await warnings(context, [peer]) : [])]
    await context.out.result({ event: 'nearby', peer, here }, lines)
  }
  // Listening begins before the question who is here, so that nobody comes unnoticed in between.
  const events = connection.messenger.listen({}, stop)[Symbol.asyncIterator]()
  const first = events.next()
  // Awaited below; where the question fails, nobody would.
  first.catch(() => undefined)
  for (const peer of await connection.messenger.nearby()) await show(peer, true)
  for (let next = await first; next.done !== true; next = await events.next()) {
    if (next.value.event === 'nearby') await show(next.value.peer, next.value.here)
  }
}

export async function connect(context: Context, args: Args): Promise<undefined> {
  const peer = await context.node.connect({ address: args.text('address') })
  await context.out.result(peer, async () => {
    const { nameOf } = await import('../people-text.ts')
    const line = `${context.words.cli.connected(nameOf(peer))} ${context.out.style(peer.peerId, 'dim')}`
    return [line, ...(await warnings(context, [peer]))]
  })
}

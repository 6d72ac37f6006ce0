import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import { connectControl } from '../src/node/control/client.ts'
import type { Messenger } from '../src/node/messenger.ts'
import { folder } from './beside/bare.ts'
import { Child, run } from './child.ts'
import { type Context, sleep } from './measure.ts'

const PROGRAM = join(import.meta.dirname, '../bin/earshot')
/** Any port of the loopback; no multicast: nothing leaves the machine. */
const LOOPBACK = ['--listen', '/ip4/127.0.0.1/tcp/0', '--no-mdns']
const READY_MS = 30_000

/** The command line of an `earshot` command, with the Node.js that runs the benchmark. */
export const earshot = (home: string, ...args: string[]): [string, string[]] => [
  process.execPath,
  [PROGRAM, '--home', home, ...args],
]

export async function makeProfile(context: Context, name: string): Promise<string> {
  const home = join(await folder(context, name), 'profile')
  const [command, args] = earshot(home, 'init', '--name', name, '--no-passphrase', '--json')
  await run(command, args, { signal: context.signal })
  return home
}

/** A profile in the state in which another was when its node had stopped. */
export async function copyProfile(context: Context, home: string): Promise<string> {
  const copy = join(await folder(context, 'copy'), 'profile')
  await cp(home, copy, { recursive: true })
  return copy
}

export interface EarshotNode {
  child: Child
  home: string
  peerId: string
  addresses: string[]
  messenger: Messenger
  /** Milliseconds from starting the process to its `ready`. */
  started: number
  stop(): Promise<void>
}

export interface NodeOptions {
  /** Arguments of `up`. @default loopback only, no mDNS */
  up?: string[]
  /** A command in front, to run it in another network namespace. */
  inside?: string[]
}

/** `earshot up` in a process of its own, and a client attached to it. */
export async function startNode(context: Context, home: string, options: NodeOptions = {}): Promise<EarshotNode> {
  const [node, up] = earshot(home, 'up', '--json', ...(options.up ?? LOOPBACK))
  const profiling = context.profiles === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${context.profiles}`]
  const [command, ...args] = [...(options.inside ?? []), node, ...profiling, ...up]
  const begin = performance.now()
  const child = context.owned.use(new Child({ command: command!, args, signal: context.signal }))
  const ready = await child.take('control', READY_MS, context.signal)
  const started = performance.now() - begin
  const client = await connectControl(ready.control as string)
  context.owned.defer(() => client.close())
  return {
    child,
    home,
    started,
    peerId: ready.peerId as string,
    addresses: ready.addresses as string[],
    messenger: client.messenger,
    async stop() {
      client.close()
      await child.stop()
    },
  }
}

/** Looks again until `look` gives true. */
export async function eventually(
  context: Context,
  what: string,
  look: () => Promise<boolean>,
  options: { within: number; every?: number } = { within: 20_000 },
): Promise<void> {
  const deadline = performance.now() + options.within
  while (!(await look())) {
    if (performance.now() > deadline) throw new Error(`${what}: not within ${options.within} ms`)
    await sleep(options.every ?? 50, context.signal)
  }
}

/** Makes the two friends by an invite, and waits until each sees the other here. */
export async function befriend(context: Context, alice: EarshotNode, bob: EarshotNode): Promise<void> {
  const { link } = await alice.messenger.invite()
  await bob.messenger.add({ who: link })
  for (const node of [alice, bob]) {
    await eventually(context, 'friendship', async () => {
      const [friend] = await node.messenger.friends()
      return friend?.state === 'friend' && friend.presence === 'here'
    })
  }
}

/** Two nodes, friends and connected, on the loopback. */
export async function earshotPair(context: Context): Promise<{ alice: EarshotNode; bob: EarshotNode }> {
  const homes = await Promise.all(['alice', 'bob'].map(name => makeProfile(context, name)))
  const alice = await startNode(context, homes[0]!)
  const bob = await startNode(context, homes[1]!)
  await befriend(context, alice, bob)
  return { alice, bob }
}

/** Fails unless `bob` has exactly `count` unread messages: a benchmark that loses messages is worth nothing. */
export async function expectUnread(context: Context, bob: EarshotNode, count: number): Promise<void> {
  await eventually(context, `${count} messages`, async () => (await bob.messenger.status()).unread >= count)
  const { unread } = await bob.messenger.status()
  if (unread !== count) throw new Error(`${unread} messages arrived of ${count}`)
}

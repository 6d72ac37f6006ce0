import { join } from 'node:path'
import { ask } from '../src/relay/admin/client.ts'
import type { RelayStatus } from '../src/relay/relay.ts'
import { folder } from './beside/bare.ts'
import { Child, run } from './child.ts'
import { type Context, sleep } from './measure.ts'

const PROGRAM = join(import.meta.dirname, '../bin/earshot-relay')
const READY_MS = 60_000

export interface Relay {
  child: Child
  home: string
  /** Ends in `/p2p/` and its peer id. */
  address: string
  peerId: string
  status(): Promise<RelayStatus>
}

export async function makeRelay(context: Context): Promise<string> {
  const home = join(await folder(context, 'relay'), 'relay')
  const args = [PROGRAM, 'init', '--name', 'relay', '--home', home, '--json']
  await run(process.execPath, args, { signal: context.signal })
  return home
}

/** `earshot-relay start` in a process of its own, open to everyone of this machine and nobody else. */
export async function startRelay(context: Context, home: string, port = 0): Promise<Relay> {
  const profiling = context.profiles === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${context.profiles}`]
  const listen = `/ip4/127.0.0.1/tcp/${port}`
  const args = [...profiling, PROGRAM, 'start', '--home', home, '--json', '--no-mdns', '--open', '--listen', listen]
  const child = context.owned.use(new Child({ command: process.execPath, args, signal: context.signal }))
  const { addresses, peerId } = await child.take('store', READY_MS, context.signal)
  return {
    child,
    home,
    address: (addresses as string[])[0]!,
    peerId: peerId as string,
    status: async () => (await ask(home, 'status')) as RelayStatus,
  }
}

/** Waits until whoever is there has fetched what lies at the relay: nothing does, or what does is for others. */
export async function fetched(context: Context, relay: Relay): Promise<void> {
  let before = Number.NaN
  for (let still = 0; still < 15; ) {
    const { parcels } = await relay.status()
    if (parcels === 0) return
    still = parcels === before ? still + 1 : 0
    before = parcels
    await sleep(100, context.signal)
  }
}

/** Waits until these processes have done nothing for a second: keys are made and handed over after people have met. */
export async function settled(context: Context, ...children: Child[]): Promise<void> {
  const used = () => children.reduce((sum, child) => sum + child.cpu(), 0)
  for (let before = used(), i = 0; i < 60; i++) {
    await sleep(1_000, context.signal)
    const now = used()
    if (now - before <= 50 * children.length) return
    before = now
  }
}

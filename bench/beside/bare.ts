import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bundle } from '../bundle.ts'
import { Child } from '../child.ts'
import type { Context } from '../measure.ts'

/** A folder of its own for one benchmark, removed with it. */
export async function folder(context: Context, name: string): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), `earshot-bench-${name}-`))
  context.owned.defer(() => rm(path, { recursive: true, force: true, maxRetries: 3 }))
  return path
}

export interface BareOptions {
  /** @default 127.0.0.1, any port */
  listen?: string
  mdns?: boolean
  greet?: boolean
  folder?: string
  crowd?: number
  dial?: string
  /** A command in front of Node.js, to run it in another network namespace. */
  inside?: string[]
}

/** Starts bare libp2p peers; what bundling costs is paid once, before anything is measured. */
export async function bareLibp2p(context: Context): Promise<(options: BareOptions) => Child> {
  const program = await bundle('beside/bare-peer.ts', context.owned)
  return ({ inside = [], ...options }) => {
    const [command, ...args] = [
      ...inside,
      process.execPath,
      program,
      JSON.stringify({ listen: '/ip4/127.0.0.1/tcp/0', ...options }),
    ]
    return context.owned.use(new Child({ command: command!, args, signal: context.signal }))
  }
}

export interface BarePair {
  latency(count: number): Promise<number[]>
  /** Messages a second. */
  throughput(count: number): Promise<number>
}

/** Two bare peers in two processes, each with a store. */
export async function barePair(context: Context, size: number): Promise<BarePair> {
  const start = await bareLibp2p(context)
  const [alice, bob] = await Promise.all(
    ['alice', 'bob'].map(async name => start({ folder: await folder(context, `bare-${name}`) })),
  )
  const { addresses } = await bob!.take('ready', 20_000, context.signal)
  await alice!.take('ready', 20_000, context.signal)
  const to = (addresses as string[])[0]!
  bob!.send({ do: 'serve', size })
  await bob!.take('serving', 5_000, context.signal)
  return {
    async latency(count) {
      alice!.send({ do: 'latency', to, count, size })
      return (await alice!.take('times', 60_000, context.signal)).times as number[]
    },
    async throughput(count) {
      alice!.send({ do: 'throughput', to, count, size })
      return (count / ((await alice!.take('time', 60_000, context.signal)).time as number)) * 1000
    },
  }
}

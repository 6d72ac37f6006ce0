/** A relay in a process of its own, for tests that kill it or watch its memory. Bundled and started by relay-process.ts. */
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { initRelay, openRelay, type RelayOptions } from '../../src/relay/relay.ts'

const options = JSON.parse(process.argv[2] ?? '{}') as RelayOptions
const say = (line: object): void => void process.stdout.write(`${JSON.stringify(line)}\n`)

await initRelay({ home: options.home, name: 'relay' }).catch((error: { code?: string }) => {
  if (error.code !== 'exists') throw error
})
const relay = await openRelay({
  mdns: false,
  listen: ['/ip4/127.0.0.1/tcp/0'],
  ...options,
  log: line => process.stderr.write(`${line}\n`),
})
const ballast = join(options.home, 'ballast')

const answers: Record<string, () => object | Promise<object>> = {
  invite: () => relay.invite(),
  status: () => relay.status(),
  counters: () => relay.counters(),
  memory: () => {
    globalThis.gc?.()
    return process.memoryUsage()
  },
  /** Leaves no byte on the disk. */
  fill: () => {
    for (const size of [1 << 20, 1 << 12, 1])
      for (;;) {
        try {
          writeFileSync(ballast, Buffer.alloc(size), { flag: 'a' })
        } catch {
          break
        }
      }
    return {}
  },
  free: () => {
    rmSync(ballast)
    return {}
  },
}

say({ address: relay.addresses()[0], storeId: relay.storeId, peerId: relay.peerId })
for await (const line of createInterface({ input: process.stdin })) say(await (answers[line]?.() ?? {}))
await relay.stop()

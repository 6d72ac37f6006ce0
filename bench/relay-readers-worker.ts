/**
 * Many whole Earshot peers in one process, each with its own profile, port and mailbox: the readers of the relay's benchmark. Made
 * in a first run; in later ones they come back to what waits for them.
 */
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { openPeer, type RunningPeer } from '../src/node/peer.ts'
import { createIdentity } from '../src/store/vault.ts'

interface Order {
  folder: string
  count: number
  /** Address of the relay at which mailboxes are made; absent where they are. */
  relay?: string
  /** Comes back: says when each has so many unread messages. */
  unread?: number
}

const { folder, count, relay, unread } = JSON.parse(process.argv[2] ?? '{}') as Order
const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`)

/** Opening one waits for the disk now and then: others go on meanwhile. */
const AT_ONCE = 16

async function open(i: number): Promise<RunningPeer> {
  const home = join(folder, String(i))
  if (relay !== undefined) await createIdentity({ home, name: `reader ${i}` })
  const peer = await openPeer({ home, listen: ['/ip4/127.0.0.1/tcp/0'], mdns: false })
  if (relay !== undefined) await peer.messenger.relayAdd({ where: relay })
  return peer
}

const peers: RunningPeer[] = []
for (let from = 0; from < count; from += AT_ONCE) {
  const some = Array.from({ length: Math.min(AT_ONCE, count - from) }, (_, i) => open(from + i))
  peers.push(...(await Promise.all(some)))
}
const peerIds = await Promise.all(peers.map(async ({ messenger }) => (await messenger.profile()).peerId))
say({ ready: peerIds })

async function collected(wanted: number): Promise<void> {
  const lacking = new Set(peers)
  while (lacking.size > 0) {
    for (const peer of lacking) if ((await peer.messenger.status()).unread >= wanted) lacking.delete(peer)
    await new Promise(resolve => setTimeout(resolve, 50))
  }
  let total = 0
  for (const peer of peers) total += (await peer.messenger.status()).unread
  say({ collected: total })
}

const failed = (error: unknown) => {
  console.error(error)
  process.exit(1)
}
if (unread !== undefined) collected(unread).catch(failed)

createInterface({ input: process.stdin }).on('line', line => {
  const { links } = JSON.parse(line) as { links: string[] }
  const add = async () => {
    for (const [i, link] of links.entries()) await peers[i]!.messenger.add({ who: link })
    say({ added: links.length })
  }
  add().catch(failed)
})

process.once('SIGTERM', async () => {
  await Promise.all(peers.map(peer => peer.stop('signal')))
  process.exit(0)
})

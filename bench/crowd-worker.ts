/** Many whole Earshot peers in one process, each with its own profile and port: the friends of the node whose memory is measured. */
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { openPeer, type RunningPeer } from '../src/node/peer.ts'
import { createIdentity } from '../src/store/vault.ts'

const { folder, count } = JSON.parse(process.argv[2] ?? '{}') as { folder: string; count: number }
const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`)

const peers: RunningPeer[] = []
for (let i = 0; i < count; i++) {
  const home = join(folder, String(i))
  await createIdentity({ home, name: `friend ${i}` })
  peers.push(await openPeer({ home, listen: ['/ip4/127.0.0.1/tcp/0'], mdns: false }))
}
say({ ready: count })

createInterface({ input: process.stdin }).on('line', line => {
  const { links } = JSON.parse(line) as { links: string[] }
  const add = async () => {
    for (const [i, link] of links.entries()) await peers[i]!.messenger.add({ who: link })
    say({ added: links.length })
  }
  add().catch((error: unknown) => {
    console.error(error)
    process.exit(1)
  })
})

process.once('SIGTERM', async () => {
  await Promise.all(peers.map(peer => peer.stop('signal')))
  process.exit(0)
})

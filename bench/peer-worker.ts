/** A whole Earshot peer in the process that measures it: what two processes do, without a client's way over the control socket. */
import { createInterface } from 'node:readline'
import { openPeer } from '../src/node/peer.ts'

const { home } = JSON.parse(process.argv[2] ?? '{}') as { home: string }
const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`)

const peer = await openPeer({ home, listen: ['/ip4/127.0.0.1/tcp/0'], mdns: false })
say({ ready: true })

createInterface({ input: process.stdin }).on('line', line => {
  const { to, count, size } = JSON.parse(line) as { to: string; count: number; size: number }
  const measure = async () => {
    while (!(await peer.messenger.friends()).some(({ peerId, presence }) => peerId === to && presence === 'here')) {
      await new Promise(resolve => setTimeout(resolve, 20))
    }
    const text = 'x'.repeat(size)
    const times: number[] = []
    for (let i = 0; i < count; i++) {
      const begin = performance.now()
      await peer.messenger.send({ conv: [to], text, wait: 'delivered', timeout: 10 })
      times.push(performance.now() - begin)
    }
    say({ times })
  }
  measure().catch((error: unknown) => {
    console.error(error)
    process.exit(1)
  })
})

process.once('SIGTERM', async () => {
  await peer.stop('signal')
  process.exit(0)
})

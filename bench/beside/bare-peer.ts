/**
 * Bare js-libp2p, the alternative Earshot is measured against: the same transports (TCP, Noise, yamux, identify), one stream,
 * and, where a folder is given, one `level` store with synced writes on each side. No contacts, no signatures, no encryption at
 * rest, no order, no replay: what is left is the cost that no messenger on these libraries can avoid.
 *
 * Takes its options as JSON in its first argument and orders as JSON lines; answers in JSON lines.
 */
import { createInterface } from 'node:readline'
import { noise } from '@chainsafe/libp2p-noise'
import { identify } from '@libp2p/identify'
import type { Stream } from '@libp2p/interface'
import { mdns } from '@libp2p/mdns'
import { ping } from '@libp2p/ping'
import { tcp } from '@libp2p/tcp'
import { yamux } from '@libp2p/yamux'
import { multiaddr } from '@multiformats/multiaddr'
import { Level } from 'level'
import { createLibp2p, type Libp2p } from 'libp2p'

interface Options {
  listen: string
  mdns?: boolean
  /** Dials whom mDNS finds, and says when connected. */
  greet?: boolean
  /** Where the store lies; without it there is none. */
  folder?: string
  /** This many hosts in this process, each dialling `dial`: a crowd for the memory benchmark. */
  crowd?: number
  dial?: string
}

const ONE = '/earshot-bench/one/1.0.0'
const MANY = '/earshot-bench/many/1.0.0'
/** Bytes of the reply to one request: about what an acknowledgement weighs. */
const REPLY = 16
/** Messages to a synced batch, and messages on their way that no reply has named yet. */
const BATCH = 256
const WINDOW = 1_024

const options = JSON.parse(process.argv[2] ?? '{}') as Options
const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`)
type Store = Level<string, Uint8Array>

async function host(): Promise<Libp2p> {
  return await createLibp2p({
    addresses: { listen: [options.listen] },
    transports: [tcp()],
    connectionEncrypters: [noise()],
    streamMuxers: [yamux()],
    services: { identify: identify(), ping: ping() },
    // Peers of one machine share an address; the defaults would make a crowd wait (5 a second from one host).
    connectionManager: { inboundConnectionThreshold: 1_000, maxIncomingPendingConnections: 1_000 },
    ...(options.mdns ? { peerDiscovery: [mdns({ serviceTag: '_earshot-bench._udp.local', interval: 10_000 })] } : {}),
  })
}

/** Gives the stream's bytes in pieces of exactly `size`, as many as are there at once. */
async function pieces(stream: Stream, size: number, each: (pieces: Uint8Array[]) => Promise<void>): Promise<void> {
  let rest: Uint8Array = new Uint8Array(0)
  for await (const chunk of stream) {
    const bytes = chunk.subarray()
    const all = rest.length === 0 ? bytes : Buffer.concat([rest, bytes])
    const whole = Math.floor(all.length / size)
    rest = all.subarray(whole * size)
    if (whole > 0) await each(Array.from({ length: whole }, (_, i) => all.subarray(i * size, (i + 1) * size)))
  }
}

const keyOf = (number: number) => number.toString().padStart(12, '0')

async function write(store: Store, from: number, values: Uint8Array[]): Promise<void> {
  await store.batch(
    values.map((value, i) => ({ type: 'put', key: keyOf(from + i), value })),
    { sync: true },
  )
}

async function serve(node: Libp2p, store: Store, size: number): Promise<void> {
  let count = 0
  await node.handle(ONE, async stream => {
    await pieces(stream, size, async requests => {
      for (const request of requests) {
        await store.put(keyOf(count++), request, { sync: true })
        stream.send(new Uint8Array(REPLY))
      }
    })
    await stream.close()
  })
  await node.handle(MANY, async stream => {
    let stored = 0
    await pieces(stream, size, async messages => {
      await write(store, count, messages)
      count += messages.length
      stored += messages.length
      const reply = Buffer.alloc(REPLY)
      reply.writeUInt32BE(stored)
      stream.send(reply)
    })
    await stream.close()
  })
}

/** Own synced write, request, the other side's synced write, reply: `count` times, one after the other. */
async function latency(node: Libp2p, store: Store, to: string, count: number, size: number): Promise<number[]> {
  const stream = await node.dialProtocol(multiaddr(to), ONE)
  let answered: () => void = () => undefined
  stream.addEventListener('message', () => answered())
  const times: number[] = []
  for (let i = 0; i < count; i++) {
    const message = new Uint8Array(size).fill(i)
    const start = performance.now()
    await store.put(keyOf(i), message, { sync: true })
    const reply = new Promise<void>(resolve => {
      answered = resolve
    })
    stream.send(message)
    await reply
    times.push(performance.now() - start)
  }
  await stream.close()
  return times
}

/** `count` messages in synced batches on both sides, pipelined. Gives milliseconds until the last is stored over there. */
async function throughput(node: Libp2p, store: Store, to: string, count: number, size: number): Promise<number> {
  const stream = await node.dialProtocol(multiaddr(to), MANY)
  let stored = 0
  let wake: () => void = () => undefined
  const reading = pieces(stream, REPLY, async replies => {
    stored = Buffer.from(replies.at(-1)!).readUInt32BE()
    wake()
  })
  const until = async (number: number) => {
    while (stored < number) {
      await new Promise<void>(resolve => {
        wake = resolve
      })
    }
  }
  const start = performance.now()
  for (let sent = 0; sent < count; ) {
    const messages = Array.from({ length: Math.min(BATCH, count - sent) }, (_, i) =>
      new Uint8Array(size).fill(sent + i),
    )
    await write(store, sent, messages)
    await until(sent + messages.length - WINDOW)
    sent += messages.length
    if (!stream.send(Buffer.concat(messages))) await stream.onDrain()
  }
  await until(count)
  const time = performance.now() - start
  await stream.close()
  await reading
  return time
}

const nodes = [await host()]
for (let i = 1; i < (options.crowd ?? 1); i++) nodes.push(await host())
const node = nodes[0]!
const store =
  options.folder === undefined ? undefined : new Level<string, Uint8Array>(options.folder, { valueEncoding: 'view' })
await store?.open()

if (options.greet) {
  const dialled = new Set<string>()
  node.addEventListener('peer:discovery', event => {
    if (dialled.has(event.detail.id.toString())) return
    dialled.add(event.detail.id.toString())
    node.dial(event.detail.id).then(
      connection => say({ connected: connection.remotePeer.toString() }),
      (error: unknown) => console.error(error),
    )
  })
}
if (options.dial !== undefined) for (const one of nodes) await one.dial(multiaddr(options.dial))

say({ ready: node.peerId.toString(), addresses: node.getMultiaddrs().map(String) })

createInterface({ input: process.stdin }).on('line', line => {
  const order = JSON.parse(line) as { do: string; to: string; count: number; size: number }
  const doing = async () => {
    if (order.do === 'connections') return say({ connections: node.getConnections().length })
    if (store === undefined) throw new Error('no store')
    if (order.do === 'serve') {
      await serve(node, store, order.size)
      say({ serving: true })
    }
    if (order.do === 'latency') say({ times: await latency(node, store, order.to, order.count, order.size) })
    if (order.do === 'throughput') say({ time: await throughput(node, store, order.to, order.count, order.size) })
  }
  doing().catch((error: unknown) => {
    console.error(error)
    process.exit(1)
  })
})

process.once('SIGTERM', async () => {
  await Promise.all(nodes.map(each => each.stop()))
  await store?.close()
  process.exit(0)
})

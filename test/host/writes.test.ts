import { randomBytes } from 'node:crypto'
import { Socket } from 'node:net'
import type { Stream } from '@libp2p/interface'
import { afterEach, expect, it, onTestFinished, vi } from 'vitest'
import { Host } from '../../src/host/host.ts'
import { peerIdOf } from '../../src/protocol/ids.ts'
import { signerOf } from '../../src/protocol/signing.ts'

const PROTOCOL = '/earshot/test/1.0.0'

afterEach(() => {
  vi.restoreAllMocks()
})

async function startHost(): Promise<{ host: Host; peer: string }> {
  const seed = randomBytes(32)
  const { publicKey } = signerOf(seed)
  const host = await Host.create({
    seed,
    publicKey,
    listen: ['/ip4/127.0.0.1/tcp/0'],
    mdns: false,
    onDiscovered: () => undefined,
    version: 'test',
    log: () => undefined,
  })
  await host.start()
  onTestFinished(() => host.stop())
  return { host, peer: peerIdOf(publicKey) }
}

/** A stream from one host to another, and how many bytes came out of it so far. */
async function connect(): Promise<{ stream: Stream; came: () => number }> {
  const [alice, bob] = [await startHost(), await startHost()]
  let came = 0
  await bob.host.handle(
    PROTOCOL,
    stream => {
      stream.addEventListener('message', ({ data }) => {
        came += data.byteLength
      })
    },
    4,
  )
  const connection = await alice.host.dial(bob.peer, bob.host.addresses())
  const stream = await alice.host.open(connection, PROTOCOL)
  return { stream, came: () => came }
}

/** Identify and the stream's own beginning are over once nothing was written for a while. */
async function quiet(write: ReturnType<typeof countWrites>): Promise<void> {
  for (let before = -1; before !== write.mock.calls.length; ) {
    before = write.mock.calls.length
    await new Promise(resolve => setTimeout(resolve, 300))
  }
  write.mockClear()
}

const countWrites = () => vi.spyOn(Socket.prototype, 'write')

it('writes each piece that is sent at once, and writes nothing back for it', async () => {
  const writes = countWrites()
  const { stream, came } = await connect()
  stream.send(new Uint8Array(100))
  await expect.poll(came).toBe(100)
  await quiet(writes)
  for (let n = 2; n <= 9; n++) {
    stream.send(new Uint8Array(100))
    await expect.poll(came, { interval: 5 }).toBe(n * 100)
  }
  expect(writes).toHaveBeenCalledTimes(8)
})

it('makes room again for what is read: much more goes through than may be on its way at once', async () => {
  const { stream, came } = await connect()
  const bytes = 3 * 1024 * 1024
  for (let sent = 0; sent < bytes; sent += 64 * 1024) {
    if (!stream.send(new Uint8Array(64 * 1024))) await stream.onDrain({ signal: AbortSignal.timeout(60_000) })
  }
  await expect.poll(came).toBe(bytes)
})

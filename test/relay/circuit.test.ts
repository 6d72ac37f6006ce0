import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { FrameStream } from '../../src/host/frame-stream.ts'
import { peerIdOf } from '../../src/protocol/ids.ts'
import { readCard } from '../../src/protocol/statements.ts'
import { Hello } from '../../src/protocol/wire/frames.ts'
import { MailboxClient } from '../support/mailbox-client.ts'
import { startRelay, type TestRelay } from '../support/mailbox-owners.ts'
import { eventually } from '../support/peers.ts'

const HELLO = '/earshot/hello/1.0.0'

async function reachable(relay: TestRelay, name: string): Promise<MailboxClient> {
  const client = await MailboxClient.start(name, { throughRelays: true })
  await client.connect(relay.address)
  return client
}

describe('a relay passes connections on', () => {
  it('to those who have a mailbox, and they talk through it', async () => {
    const relay = await startRelay({ open: true })
    const alice = await reachable(relay, 'alice')
    const bob = await reachable(relay, 'bob')
    await alice.register()
    await alice.host.reserve(relay.peerId)
    const through = `${relay.address}/p2p-circuit/p2p/${alice.peerId}`
    await eventually('alice tells of it', () => alice.host.addresses().includes(through))
    const heard: string[] = []
    await alice.host.handle(
      HELLO,
      (stream, peer) => {
        const frames = new FrameStream(stream, {
          onFrame: bytes => {
            heard.push(peer)
            frames.send(bytes)
          },
          onEnd: () => undefined,
        })
      },
      2,
    )
    const connection = await bob.host.dial(alice.peerId, [through])
    expect(connection.remotePeer.toString()).toBe(alice.peerId)
    expect(connection.limits).toBeDefined()
    const stream = await bob.host.open(connection, HELLO)
    const answer = await new Promise<Uint8Array>(resolve => {
      const frames = new FrameStream(stream, { onFrame: resolve, onEnd: () => undefined })
      frames.send(randomBytes(500))
    })
    expect(answer.byteLength).toBe(500)
    expect(heard).toEqual([bob.peerId])
  })

  it('and again after the connection to it was lost', async () => {
    const relay = await startRelay({ open: true })
    const alice = await reachable(relay, 'alice')
    await alice.register()
    const through = `${relay.address}/p2p-circuit/p2p/${alice.peerId}`
    for (let round = 0; round < 3; round++) {
      await alice.host.reserve(relay.peerId)
      await eventually('alice tells of it', () => alice.host.addresses().includes(through))
      await alice.host.hangUp(relay.peerId)
      await eventually('and no more', () => !alice.host.addresses().includes(through))
      await alice.connect(relay.address)
    }
  })

  it('not to others, nor to whom it has taken the mailbox', async () => {
    const relay = await startRelay({ open: true })
    const alice = await reachable(relay, 'alice')
    const bob = await reachable(relay, 'bob')
    await expect(bob.host.reserve(relay.peerId)).rejects.toMatchObject({ code: 'no-relay' })
    await expect(alice.host.dial(bob.peerId, [`${relay.address}/p2p-circuit/p2p/${bob.peerId}`])).rejects.toMatchObject(
      {
        code: 'offline',
      },
    )
    await alice.register()
    await alice.host.reserve(relay.peerId)
    await relay.evict(alice.peerId)
    const through = `${relay.address}/p2p-circuit/p2p/${alice.peerId}`
    await expect(bob.host.dial(alice.peerId, [through])).rejects.toMatchObject({ code: 'offline' })
  })
})

describe('a host that can be reached through relays', () => {
  it('costs little where there is none: it starts as fast, and does nothing', async () => {
    const rests: number[] = []
    const startOne = async (throughRelays: boolean): Promise<number> => {
      const startedAt = performance.now()
      const client = await MailboxClient.create('x', { throughRelays })
      const took = performance.now() - startedAt
      const before = process.cpuUsage()
      await new Promise(resolve => setTimeout(resolve, 500))
      const { user, system } = process.cpuUsage(before)
      if (throughRelays) rests.push((user + system) / 1000)
      await client.stop()
      return took
    }
    await startOne(false)
    const starts = { plain: Number.POSITIVE_INFINITY, circuit: Number.POSITIVE_INFINITY }
    for (let run = 0; run < 3; run++) {
      starts.plain = Math.min(starts.plain, await startOne(false))
      starts.circuit = Math.min(starts.circuit, await startOne(true))
    }
    const { plain, circuit } = starts
    console.log(`start of a host: ${plain.toFixed(1)} ms, through relays ${circuit.toFixed(1)} ms`)
    expect(circuit).toBeLessThan(plain * 5 + 100)
    // Milliseconds of work in half a second of nothing to do: the least, since the engine tidies up after the start as well.
    expect(Math.min(...rests)).toBeLessThan(150)
  })
})

describe('a relay says hello', () => {
  it('with its card of kind relay, and nothing else', async () => {
    const relay = await startRelay({ version: '9.9' })
    const alice = await MailboxClient.start('alice')
    const connection = await alice.host.dialAddress(relay.address)
    const stream = await alice.host.open(connection, HELLO)
    const answer = await new Promise<Hello>((resolve, reject) => {
      const frames = new FrameStream(stream, {
        onFrame: bytes => resolve(Hello.decode(bytes)),
        onEnd: (_fault, error) => reject(error ?? new Error('no answer')),
      })
      frames.send(Hello.encode({ known: 0, refused: '' }))
    })
    expect(answer.friendship).toBeUndefined()
    const { card } = readCard(answer.card!)!
    expect(peerIdOf(card.peer)).toBe(relay.peerId)
    expect(card).toMatchObject({ kind: 'relay', name: 'relay', version: '9.9' })
  })
})

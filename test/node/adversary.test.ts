import { randomBytes } from 'node:crypto'
import type { Stream } from '@libp2p/interface'
import { describe, expect, it } from 'vitest'
import { type Bytes, hex } from '../../src/protocol/bytes.ts'
import { makeEntry } from '../../src/protocol/entry.ts'
import { SYNC_PROTOCOL } from '../../src/protocol/protocols.ts'
import { signShared } from '../../src/protocol/shared-signature.ts'
import { signerOf } from '../../src/protocol/signing.ts'
import { Header, SignedEntry } from '../../src/protocol/wire/entry.ts'
import { befriend, eventually, startPeer, type TestPeer } from '../support/peers.ts'
import { frameBytes, Rogue, write } from '../support/rogue.ts'

/** A victim with an honest friend beside the rogue: whatever the rogue does, the two talk on. */
async function scene() {
  const victim = await startPeer('victim')
  const friend = await startPeer('friend')
  await befriend(victim, friend)
  const rogue = await Rogue.start()
  await rogue.befriend(victim)
  return { victim, friend, rogue, stream: await rogue.openSync(victim) }
}

async function ends(victim: TestPeer, friend: TestPeer, stream: Stream, fault: string): Promise<void> {
  await eventually(
    `the stream ends for ${fault}`,
    async () => ((await victim.messenger.status()).faults[fault] ?? 0) > 0,
  )
  await eventually('the stream is closed', () => stream.status !== 'open')
  const [sent] = await friend.messenger.send({
    conv: ['victim'],
    text: `still here (${fault})`,
    wait: 'delivered',
    timeout: 10,
  })
  expect(sent?.state).toBe('delivered')
}

const rogueEntry = (
  rogue: Rogue,
  victim: TestPeer,
  change: { conversation?: Bytes; seq?: number; text?: string } = {},
) =>
  makeEntry(
    rogue.store.signer,
    {
      conversation: change.conversation ?? rogue.conversationWith(victim),
      installation: Buffer.from(rogue.store.profile.record.installation, 'hex'),
      seq: change.seq ?? 1,
      stamp: Date.now(),
      at: Date.now(),
    },
    { kind: 'text', text: change.text ?? 'hi' },
  )

describe('a friend that breaks the rules', () => {
  it('loses the stream for garbage', async () => {
    const { victim, friend, stream } = await scene()
    await write(stream, Buffer.concat([Uint8Array.of(40), Buffer.alloc(40, 0xff)]))
    await ends(victim, friend, stream, 'malformed')
  })

  it('loses the stream for a length prefix that does not end', async () => {
    const { victim, friend, stream } = await scene()
    await write(stream, Buffer.alloc(64, 0xff))
    await ends(victim, friend, stream, 'malformed')
  })

  it('loses the stream for a frame over the limit, before its bytes are kept', async () => {
    const { victim, friend, stream } = await scene()
    await write(stream, Uint8Array.of(0x80, 0x80, 0x80, 0x40))
    await ends(victim, friend, stream, 'oversize')
  })

  it('loses the stream for a wrong signature', async () => {
    const { victim, friend, rogue, stream } = await scene()
    const signed = SignedEntry.decode(rogueEntry(rogue, victim).bytes)
    signed.signature[3]! ^= 1
    await write(stream, frameBytes({ entries: { entries: [SignedEntry.encode(signed)] } }))
    await ends(victim, friend, stream, 'bad-signature')
    expect(await victim.messenger.history({ conv: rogue.store.self })).toEqual([])
  })

  it('loses the stream for a body that is not the one that was signed', async () => {
    const { victim, friend, rogue, stream } = await scene()
    const signed = SignedEntry.decode(rogueEntry(rogue, victim).bytes)
    await write(
      stream,
      frameBytes({ entries: { entries: [SignedEntry.encode({ ...signed, body: randomBytes(40) })] } }),
    )
    await ends(victim, friend, stream, 'body-mismatch')
  })

  it('cannot write into a conversation of others', async () => {
    const { victim, friend, rogue, stream } = await scene()
    const elsewhere = Buffer.from(
      (await victim.messenger.conversations()).find(({ name }) => name === 'friend')!.conversation,
      'hex',
    )
    await write(
      stream,
      frameBytes({ entries: { entries: [rogueEntry(rogue, victim, { conversation: elsewhere }).bytes] } }),
    )
    await ends(victim, friend, stream, 'foreign')
    expect((await victim.messenger.history({ conv: 'friend' })).map(({ text }) => text)).toEqual([
      'still here (foreign)',
    ])
  })

  it('cannot speak for somebody else', async () => {
    const { victim, friend, rogue, stream } = await scene()
    const somebody = signerOf(randomBytes(32))
    const place = {
      conversation: rogue.conversationWith(victim),
      installation: randomBytes(8),
      seq: 1,
      stamp: 1,
      at: 1,
    }
    await write(
      stream,
      frameBytes({ entries: { entries: [makeEntry(somebody, place, { kind: 'text', text: 'x' }).bytes] } }),
    )
    await ends(victim, friend, stream, 'foreign')
  })

  it('cannot ask what others have', async () => {
    const { victim, friend, stream } = await scene()
    const cursor = {
      conversation: randomBytes(32),
      installation: randomBytes(8),
      counter: 1,
      feeds: [],
      again: false,
      hold: false,
    }
    await write(stream, frameBytes({ have: { cursors: [cursor] } }))
    await ends(victim, friend, stream, 'foreign')
  })

  it('loses the stream for cursors that make no sense', async () => {
    const { victim, friend, rogue, stream } = await scene()
    const feed = {
      author: rogue.keyOf(victim),
      installation: randomBytes(8),
      through: 5,
      ranges: [3, 9],
      tip: new Uint8Array(0),
      read: 0,
    }
    const cursor = {
      conversation: rogue.conversationWith(victim),
      installation: randomBytes(8),
      counter: 1,
      feeds: [feed],
      again: false,
      hold: false,
    }
    await write(stream, frameBytes({ have: { cursors: [cursor] } }))
    await ends(victim, friend, stream, 'malformed')
  })

  it('loses the stream for a million tiny frames, and memory stays bounded', async () => {
    const { victim, friend, stream } = await scene()
    const many = Buffer.concat(Array.from({ length: 1000 }, () => frameBytes({ live: { ping: { answer: true } } })))
    const before = process.memoryUsage().rss
    for (let i = 0; i < 1000 && (await write(stream, many)); i++);
    await ends(victim, friend, stream, 'flood')
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1024 * 1024)
  })

  it('is sent no more than the window, and given up, when it stops reading', async () => {
    const { victim, friend, rogue, stream } = await scene()
    stream.pause()
    const cursor = {
      conversation: rogue.conversationWith(victim),
      installation: randomBytes(8),
      counter: 1,
      feeds: [],
      again: false,
      hold: false,
    }
    await write(stream, frameBytes({ have: { cursors: [cursor] } }))
    const text = 'x'.repeat(60_000)
    await Promise.all(Array.from({ length: 300 }, () => victim.messenger.send({ conv: [rogue.store.self], text })))
    const beating = setInterval(() => void write(stream, frameBytes({ live: { ping: { answer: true } } })), 2_000)
    try {
      await eventually('the victim gives up', async () => ((await victim.messenger.status()).faults.slow ?? 0) > 0, 60)
    } finally {
      clearInterval(beating)
    }
    expect((await victim.messenger.status()).queued).toBe(300)
    await ends(victim, friend, stream, 'slow')
  })

  it('keeps entries of kinds that nobody knows yet, shows none of them, and goes on', async () => {
    const { victim, rogue, stream } = await scene()
    const known = rogueEntry(rogue, victim, { seq: 2, text: 'after the unknown' })
    const { header: bytes, body } = SignedEntry.decode(rogueEntry(rogue, victim).bytes)
    const header = Header.encode({ ...Header.decode(bytes), kind: 900 })
    const unknown = SignedEntry.encode({
      header,
      ...signShared(rogue.store.signer, 'earshot-entry-1', [header])[0]!,
      ...(body && { body }),
    })
    await write(stream, frameBytes({ entries: { entries: [unknown, known.bytes] } }))
    await eventually('the known one arrives', () =>
      victim.events.some(event => event.event === 'message' && event.message.text === 'after the unknown'),
    )
    expect(await victim.messenger.history({ conv: rogue.store.self })).toHaveLength(1)
    expect(stream.status).toBe('open')
  })

  it('is not believed about the time: an absurd stamp is placed, and does not move the clock', async () => {
    const { victim, rogue, stream } = await scene()
    const far = Date.now() + 3 * 365 * 24 * 3600 * 1000
    const entry = makeEntry(
      rogue.store.signer,
      { conversation: rogue.conversationWith(victim), installation: randomBytes(8), seq: 1, stamp: far, at: far },
      { kind: 'text', text: 'from the future' },
    )
    await write(stream, frameBytes({ entries: { entries: [entry.bytes] } }))
    const event = await eventually('it arrives', () => victim.events.find(each => each.event === 'message'))
    const shown = event.event === 'message' ? Date.parse(event.message.at) : 0
    expect(Math.abs(shown - Date.now())).toBeLessThan(60_000)
    await victim.messenger.send({ conv: [rogue.store.self], text: 'from now' })
    const history = await victim.messenger.history({ conv: rogue.store.self })
    // Placed by its stamp, after everything said in the meantime; what is said here is not dragged along.
    expect(history.map(({ text }) => text)).toEqual(['from now', 'from the future'])
  })
})

describe('a stranger', () => {
  it('cannot open a sync stream', async () => {
    const victim = await startPeer('victim')
    const rogue = await Rogue.start()
    const stream = await rogue.host.open(await rogue.connect(victim), SYNC_PROTOCOL)
    await write(stream, frameBytes({ live: { ping: { answer: false } } }))
    await eventually('it is closed', () => stream.status !== 'open')
    expect((await victim.messenger.status()).faults['not-allowed']).toBeGreaterThan(0)
  })

  it('can ask at a limited rate only, all strangers together', async () => {
    const victim = await startPeer('victim')
    let refused = 0
    for (let i = 0; i < 9; i++) {
      const rogue = await Rogue.start(`stranger ${i}`)
      await rogue.store.commit(tx => rogue.people.state(tx, victim.peerId, true, { greeting: 'hello' }))
      const answer = await rogue.hellos.say(await rogue.connect(victim))
      if (answer.refused) refused++
    }
    expect(await victim.messenger.requests()).toHaveLength(9 - refused)
    // Five a minute; slow machines earn one or two more while this runs.
    expect(refused).toBeGreaterThanOrEqual(2)
  })

  it('with a name of 10,000 characters is not listened to', async () => {
    const victim = await startPeer('victim')
    const rogue = await Rogue.start()
    await rogue.store.profile.update(record => ({ name: 'x'.repeat(5_000), cardCounter: record.cardCounter + 1 }))
    await expect(rogue.hellos.say(await rogue.connect(victim))).rejects.toThrow()
    expect((await victim.messenger.status()).faults.malformed).toBeGreaterThan(0)
    expect(hex(rogue.store.signer.publicKey)).toHaveLength(64)
  })
})

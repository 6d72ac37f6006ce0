/**
 * A friend who breaks the rules: a real identity that becomes friends the proper way and then writes whatever bytes a test wants on
 * a real sync stream.
 */
import { randomBytes } from 'node:crypto'
import type { Stream } from '@libp2p/interface'
import { onTestFinished } from 'vitest'
import { Faults } from '../../src/host/faults.ts'
import { Host } from '../../src/host/host.ts'
import { Hellos } from '../../src/node/hello.ts'
import { People } from '../../src/node/people.ts'
import type { Bytes } from '../../src/protocol/bytes.ts'
import type { Sayable } from '../../src/protocol/content.ts'
import { type Entry, makeEntry } from '../../src/protocol/entry.ts'
import { withLength } from '../../src/protocol/framing.ts'
import { publicKeyOf } from '../../src/protocol/ids.ts'
import { parseInvite } from '../../src/protocol/invite.ts'
import { SYNC_PROTOCOL } from '../../src/protocol/protocols.ts'
import { Frame } from '../../src/protocol/wire/frames.ts'
import { Store } from '../../src/store/store.ts'
import { createIdentity } from '../../src/store/vault.ts'
import { eventually, type TestPeer } from './peers.ts'
import { temporaryFolder } from './temporary.ts'

/** Whom it harms: a peer of this process, or a node in another one. */
export type Victim = Pick<TestPeer, 'peerId' | 'messenger' | 'addresses'>

export class Rogue {
  #seq = 1

  readonly store: Store
  readonly host: Host
  readonly people: People
  readonly hellos: Hellos

  private constructor(store: Store, host: Host, people: People, hellos: Hellos) {
    this.store = store
    this.host = host
    this.people = people
    this.hellos = hellos
  }

  static async start(name = `rogue-${randomBytes(3).toString('hex')}`): Promise<Rogue> {
    const home = await temporaryFolder()
    await createIdentity({ home, name })
    const store = await Store.open({ home })
    const host = await Host.create({
      seed: store.secrets.seed,
      publicKey: store.signer.publicKey,
      listen: ['/ip4/127.0.0.1/tcp/0'],
      mdns: false,
      onDiscovered: () => undefined,
      version: 'rogue',
      log: () => undefined,
    })
    const people = new People(store, Date.now, 'rogue')
    const nothing = () => undefined
    const hellos = new Hellos({
      host,
      people,
      faults: new Faults(),
      onCard: nothing,
      onStatement: nothing,
      onHello: nothing,
    })
    await host.start()
    await hellos.start()
    onTestFinished(async () => {
      await host.stop()
      await store.close()
    })
    return new Rogue(store, host, people, hellos)
  }

  /** What its card says from now on; nothing of it is checked. */
  async claim(changes: { name?: string; status?: string; email?: string }): Promise<void> {
    await this.store.commit(tx => {
      const cardCounter = this.store.profile.of(tx).cardCounter + 1
      this.store.profile.change(tx, { ...changes, cardCounter })
    })
  }

  /** An entry of its own in the conversation with the victim, signed as it should be; what it says is not checked. */
  entry(victim: Victim, content: Sayable): Entry {
    const installation = Buffer.from(this.store.profile.record.installation, 'hex')
    const now = Date.now()
    const place = { conversation: this.conversationWith(victim), installation, seq: this.#seq++, stamp: now, at: now }
    return makeEntry(this.store.signer, place, content)
  }

  /** The connection to the victim: one, since a host that opens many a second is refused. */
  async connect(victim: Victim) {
    return this.host.connections(victim.peerId)[0] ?? (await this.host.dialAddress(victim.addresses()[0]!))
  }

  /** Becomes a friend of the victim by an invite. */
  async befriend(victim: Victim, greeting = ''): Promise<void> {
    const { link } = await victim.messenger.invite()
    const invite = parseInvite(link)!
    await this.store.commit(tx =>
      this.people.state(tx, victim.peerId, true, { greeting, code: Buffer.from(invite.code, 'base64url') }),
    )
    await this.hellos.say(await this.connect(victim))
    await eventually('the rogue is a friend', async () =>
      (await victim.messenger.friends()).some(({ peerId }) => peerId === this.store.self),
    )
  }

  /** A sync stream with the victim that nobody looks after. */
  async openSync(victim: Victim): Promise<Stream> {
    const stream = await this.host.open(await this.connect(victim), SYNC_PROTOCOL)
    // Whoever says nothing on a stream is not here.
    await write(stream, frameBytes({ live: { ping: { answer: true } } }))
    await eventually('the victim sees the rogue', async () =>
      (await victim.messenger.friends()).some(
        ({ peerId, presence }) => peerId === this.store.self && presence === 'here',
      ),
    )
    return stream
  }

  get conversationWith() {
    return (victim: Victim): Bytes => this.store.conversations.idWith(victim.peerId)
  }

  keyOf(victim: Victim): Bytes {
    return publicKeyOf(victim.peerId)!
  }
}

export const frameBytes = (frame: Partial<Frame>): Bytes => withLength(Frame.encode(frame))

/** Writes, waiting as a well-behaved writer does; false once the other side has ended the stream. */
export async function write(stream: Stream, bytes: Bytes): Promise<boolean> {
  if (stream.status !== 'open') return false
  try {
    if (!stream.send(bytes)) await stream.onDrain({ signal: AbortSignal.timeout(30_000) })
    return true
  } catch {
    return false
  }
}

/** A client of a relay that speaks the wire and nothing more: an identity, a host on loopback, one mailbox stream. */

import { createHash, randomBytes } from 'node:crypto'
import type { Stream } from '@libp2p/interface'
import { onTestFinished } from 'vitest'
import { FrameStream } from '../../src/host/frame-stream.ts'
import { Host } from '../../src/host/host.ts'
import type { Bytes } from '../../src/protocol/bytes.ts'
import { type PeerIdString, peerIdOf } from '../../src/protocol/ids.ts'
import { MAILBOX_PROTOCOL } from '../../src/protocol/protocols.ts'
import { parseRelayInvite } from '../../src/protocol/relay-invite.ts'
import { type Signer, signerOf } from '../../src/protocol/signing.ts'
import { signCard } from '../../src/protocol/statements.ts'
import { Signed } from '../../src/protocol/wire/frames.ts'
import { Answer, type Refusal, Request } from '../../src/protocol/wire/mailbox.ts'

/** What a relay is told of a token, made here by what the protocol says. */
export const hashOf = (token: Bytes): Bytes => createHash('sha256').update('earshot-token-1').update(token).digest()

export const NO_BYTES = new Uint8Array(0)

/** A signed card, encoded. */
export function cardOf(signer: Signer, name: string): Bytes {
  const rest = { status: '', email: '', avatar: NO_BYTES, installations: [], cardKey: NO_BYTES, relays: [] }
  return Signed.encode(signCard(signer, { ...rest, counter: 1, name, version: 'test', kind: 'peer' }).signed)
}

export interface Arrival {
  parcel: number
  bytes: Bytes
  /** Milliseconds of `performance.now()`. */
  at: number
}

export class RefusedByRelay extends Error {
  readonly refusal: Refusal

  constructor(refusal: Refusal) {
    super(`${refusal.code}: ${refusal.message}`)
    this.refusal = refusal
  }
}

export class MailboxClient {
  readonly host: Host
  readonly signer: Signer
  readonly name: string
  readonly seed: Bytes
  /** Everything that came for this mailbox. */
  readonly arrived: Arrival[] = []
  /** Why the stream ended, once it has. */
  ended: Error | true | undefined
  #address = ''
  #frames: FrameStream | undefined
  #number = 0
  readonly #asked = new Map<number, { resolve: (answer: Answer) => void; reject: (error: Error) => void }>()

  private constructor(host: Host, seed: Bytes, name: string) {
    this.host = host
    this.seed = seed
    this.signer = signerOf(seed)
    this.name = name
  }

  /** A host that is not connected yet; ends with the test. */
  static async start(name: string, options: { seed?: Bytes; throughRelays?: boolean } = {}): Promise<MailboxClient> {
    const client = await MailboxClient.create(name, options)
    onTestFinished(() => client.stop())
    return client
  }

  /** As `start`, outside of a test: its maker stops it. */
  static async create(name: string, options: { seed?: Bytes; throughRelays?: boolean } = {}): Promise<MailboxClient> {
    const seed = options.seed ?? randomBytes(32)
    const host = await Host.create({
      seed,
      publicKey: signerOf(seed).publicKey,
      listen: ['/ip4/127.0.0.1/tcp/0'],
      mdns: false,
      onDiscovered: () => undefined,
      version: 'test',
      log: () => undefined,
      ...(options.throughRelays === undefined ? {} : { throughRelays: options.throughRelays }),
    })
    await host.start()
    return new MailboxClient(host, seed, name)
  }

  get key(): Bytes {
    return this.signer.publicKey
  }

  get peerId(): PeerIdString {
    return peerIdOf(this.key)
  }

  /** Opens a stream; an earlier one is left open. */
  async connect(address: string): Promise<void> {
    this.#address = address
    const stream = await this.openRaw(address)
    this.ended = undefined
    const frames: FrameStream = new FrameStream(stream, {
      maxFrameBytes: 260 * 1024,
      onFrame: bytes => this.#take(bytes),
      onEnd: (_fault, error) => {
        if (this.#frames !== frames) return
        this.ended = error ?? true
        for (const { reject } of this.#asked.values()) reject(error ?? new Error('the stream ended'))
        this.#asked.clear()
      },
    })
    this.#frames = frames
  }

  /** A mailbox stream that nobody reads. */
  async openRaw(address = this.#address): Promise<Stream> {
    const peer = address.split('/p2p/').at(-1) ?? ''
    const connection = this.host.connections(peer)[0] ?? (await this.host.dialAddress(address))
    return this.host.open(connection, MAILBOX_PROTOCOL)
  }

  /** Ends the stream. */
  async leave(): Promise<void> {
    await this.#frames?.close()
  }

  async stop(): Promise<void> {
    await this.host.stop()
  }

  /** Rejects with a RefusedByRelay. */
  ask(request: Omit<Partial<Request>, 'number'>): Promise<Answer> {
    if (this.#frames === undefined || this.ended !== undefined) return Promise.reject(new Error('no stream'))
    const number = ++this.#number
    const { promise, resolve, reject } = Promise.withResolvers<Answer>()
    this.#asked.set(number, { resolve, reject })
    this.#frames.send(Request.encode({ number, ...request }))
    return promise
  }

  /** Resolves when the relay reads again. */
  async drained(): Promise<void> {
    await this.#frames?.drained()
  }

  async register(
    options: { link?: string; tokens?: Bytes[]; invites?: Bytes[]; addresses?: string[]; card?: Bytes } = {},
  ) {
    const code = options.link === undefined ? undefined : parseRelayInvite(options.link)?.code
    const answer = await this.ask({
      register: {
        invitation: code === undefined ? NO_BYTES : Buffer.from(code, 'base64url'),
        card: options.card ?? cardOf(this.signer, this.name),
        passes: [
          ...(options.tokens ?? []).map(token => ({ hash: hashOf(token), invite: false })),
          ...(options.invites ?? []).map(token => ({ hash: hashOf(token), invite: true })),
        ],
        addresses: options.addresses ?? [],
      },
    })
    return answer.registered!
  }

  async deposit(mailbox: Bytes, parcel: Bytes, token: Bytes = NO_BYTES) {
    const answer = await this.ask({ deposit: { mailbox, token, parcel } })
    return answer.deposited!
  }

  /** Resolves when the relay says that it has no such parcel (any more). */
  async withdraw(mailbox: Bytes, parcel: Bytes, token: Bytes = NO_BYTES): Promise<void> {
    const hash = createHash('sha256').update(parcel).digest()
    const { withdrawn } = await this.ask({ withdraw: { mailbox, token, parcel: hash } })
    if (withdrawn === undefined) throw new Error('an answer without a withdrawal')
  }

  async collect(): Promise<number> {
    return (await this.ask({ collect: {} })).collecting!.waiting
  }

  async confirm(parcels: number[]): Promise<void> {
    await this.ask({ confirm: { parcels } })
  }

  #take(bytes: Bytes): void {
    const answer = Answer.decode(bytes)
    if (answer.arrived !== undefined) {
      this.arrived.push({ parcel: answer.arrived.parcel, bytes: answer.arrived.bytes, at: performance.now() })
      return
    }
    const asked = this.#asked.get(answer.number)
    this.#asked.delete(answer.number)
    if (answer.refused !== undefined) asked?.reject(new RefusedByRelay(answer.refused))
    else asked?.resolve(answer)
  }
}

/**
 * A relay that speaks the wire and does what a test wants: honest and in memory until it is bent. It stays off disk and asks nobody for
 * a token. TCP on loopback; ends with the test.
 */
import { createHash, randomBytes } from 'node:crypto'
import type { Stream } from '@libp2p/interface'
import { onTestFinished } from 'vitest'
import { Faults } from '../../src/host/faults.ts'
import { FrameStream } from '../../src/host/frame-stream.ts'
import { Host } from '../../src/host/host.ts'
import { type Bytes, hex } from '../../src/protocol/bytes.ts'
import { publicKeyOf } from '../../src/protocol/ids.ts'
import { WINDOW_PARCELS } from '../../src/protocol/limits.ts'
import { MAILBOX_PROTOCOL } from '../../src/protocol/protocols.ts'
import { signerOf } from '../../src/protocol/signing.ts'
import { signCard } from '../../src/protocol/statements.ts'
import { Card, Signed } from '../../src/protocol/wire/frames.ts'
import { Answer, type Deposit, Request } from '../../src/protocol/wire/mailbox.ts'
import { answerHellos } from '../../src/relay/hello.ts'
import { NO_BYTES } from './mailbox-client.ts'

const DAY_SECONDS = 24 * 3600

export interface Kept {
  number: number
  bytes: Bytes
}

/** Answers instead of the relay: an answer, `silence`, or undefined for what an honest relay says. */
export type Bend = (request: Request, from: string) => Partial<Answer> | 'silence' | undefined

export class BentRelay {
  readonly host: Host
  readonly storeId: Bytes = randomBytes(16)
  /** Seconds. */
  ttl = 30 * DAY_SECONDS
  bend: Bend = () => undefined
  /** What a request waits for before it is looked at. */
  delay: (request: Request) => Promise<void> | undefined = () => undefined
  /** What of a mailbox goes to its owner, in this order. */
  deliver: (parcels: Kept[], owner: string) => Kept[] = parcels => parcels
  /** Every request that came, by whom: hexadecimal public key. */
  readonly requests: { from: string; request: Request }[] = []
  /** By hexadecimal public key of the owner. */
  readonly mailboxes = new Map<string, Kept[]>()
  readonly #cards = new Map<string, Bytes>()
  readonly #collecting = new Map<string, { frames: FrameStream; sent: Set<number> }>()
  #number = 0

  private constructor(host: Host) {
    this.host = host
  }

  static async start(): Promise<BentRelay> {
    const seed = randomBytes(32)
    const signer = signerOf(seed)
    const host = await Host.create({
      seed,
      publicKey: signer.publicKey,
      listen: ['/ip4/127.0.0.1/tcp/0'],
      mdns: false,
      onDiscovered: () => undefined,
      version: 'bent',
      log: () => undefined,
    })
    await host.start()
    onTestFinished(() => host.stop())
    const relay = new BentRelay(host)
    const rest = { status: '', email: '', avatar: NO_BYTES, installations: [], cardKey: NO_BYTES, relays: [] }
    const card = signCard(signer, { ...rest, counter: 1, name: 'bent', version: 'bent', kind: 'relay' })
    await answerHellos(host, card, new Faults())
    await host.handle(MAILBOX_PROTOCOL, (stream, peer) => relay.#serve(stream, hex(publicKeyOf(peer)!)), 4)
    return relay
  }

  addresses(): string[] {
    return this.host.addresses()
  }

  /** Requests of one kind, by anyone. */
  count(kind: Exclude<keyof Request, 'number'>): number {
    return this.requests.filter(({ request }) => request[kind] !== undefined).length
  }

  deposits(): Deposit[] {
    return this.requests.flatMap(({ request }) => request.deposit ?? [])
  }

  /** Parcels that are kept for somebody. */
  kept(peerId: string): Kept[] {
    return this.mailboxes.get(hex(publicKeyOf(peerId)!)) ?? []
  }

  /** The card that somebody registered with. */
  cardOf(peerId: string): Card {
    return Card.decode(Signed.decode(this.#cards.get(hex(publicKeyOf(peerId)!))!).bytes)
  }

  /** Puts a parcel into somebody's mailbox, whoever made it. */
  put(peerId: string, bytes: Bytes): void {
    this.#put(hex(publicKeyOf(peerId)!), bytes)
  }

  /** Sends parcels that nobody asked for, for as long as the owner's stream is open. Gives how many went. */
  async storm(peerId: string, bytes: Bytes, count: number): Promise<number> {
    const collecting = this.#collecting.get(hex(publicKeyOf(peerId)!))
    let sent = 0
    while (sent < count && collecting?.frames.open) {
      sent++
      if (!collecting.frames.send(Answer.encode({ arrived: { parcel: 1e6 + sent, bytes } })))
        await collecting.frames.drained()
    }
    return sent
  }

  #serve(stream: Stream, from: string): void {
    const frames: FrameStream = new FrameStream(stream, {
      maxFrameBytes: 260 * 1024,
      onFrame: bytes => {
        const request = Request.decode(bytes)
        this.requests.push({ from, request })
        const waits = this.delay(request)
        if (waits === undefined) this.#take(request, from, frames)
        else void waits.then(() => this.#take(request, from, frames))
      },
      onEnd: () => {
        if (this.#collecting.get(from)?.frames === frames) this.#collecting.delete(from)
      },
    })
  }

  #take(request: Request, from: string, frames: FrameStream): void {
    const bent = this.bend(request, from)
    if (bent === 'silence') return
    frames.send(Answer.encode({ number: request.number, ...(bent ?? this.#answer(request, from, frames)) }))
    this.#send(from)
  }

  #answer(
    { register, deposit, collect, confirm, lookup, status, withdraw }: Request,
    from: string,
    frames: FrameStream,
  ) {
    const limits = { maxBytes: 1e9, maxParcels: 1e6 }
    const parcels = this.mailboxes.get(from) ?? []
    if (register !== undefined) {
      this.#cards.set(from, register.card)
      this.mailboxes.set(from, parcels)
      return { registered: { store: this.storeId, ...limits, ttl: this.ttl, made: false } }
    }
    if (deposit !== undefined) {
      this.#put(hex(deposit.mailbox), deposit.parcel)
      return { deposited: { store: this.storeId, ttl: this.ttl } }
    }
    if (collect !== undefined) {
      this.#collecting.set(from, { frames, sent: new Set() })
      return { collecting: { waiting: parcels.length } }
    }
    if (confirm !== undefined) {
      this.mailboxes.set(
        from,
        parcels.filter(({ number }) => !confirm.parcels.includes(number)),
      )
      return { confirmed: {} }
    }
    if (lookup !== undefined) {
      const peer = hex(lookup.peer)
      const card = this.#cards.get(peer)
      if (card === undefined) return { refused: { code: 'no-mailbox', message: '', wait: 0 } }
      return { found: { card, addresses: [], connected: this.#collecting.has(peer), store: this.storeId } }
    }
    if (status !== undefined) return { status: { parcels: parcels.length, bytes: 0, ...limits } }
    if (withdraw !== undefined) {
      const owner = hex(withdraw.mailbox)
      const isIt = ({ bytes }: Kept): boolean =>
        createHash('sha256').update(bytes).digest('hex') === hex(withdraw.parcel)
      this.mailboxes.set(
        owner,
        (this.mailboxes.get(owner) ?? []).filter(each => !isIt(each)),
      )
      return { withdrawn: {} }
    }
    return { refused: { code: 'malformed', message: '', wait: 0 } }
  }

  #put(owner: string, bytes: Bytes): void {
    this.#number += 1
    this.mailboxes.set(owner, [...(this.mailboxes.get(owner) ?? []), { number: this.#number, bytes }])
    this.#send(owner)
  }

  #send(owner: string): void {
    const collecting = this.#collecting.get(owner)
    if (collecting === undefined) return
    // After the answer that is being sent.
    setImmediate(() => {
      const kept = this.mailboxes.get(owner) ?? []
      let room = WINDOW_PARCELS - kept.filter(({ number }) => collecting.sent.has(number)).length
      for (const { number, bytes } of this.deliver(kept, owner)) {
        if (collecting.sent.has(number)) continue
        if (room <= 0) return
        room -= 1
        collecting.sent.add(number)
        collecting.frames.send(Answer.encode({ arrived: { parcel: number, bytes } }))
      }
    })
  }
}

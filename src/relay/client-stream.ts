/** One stream of a peer with this relay: requests in, answers out, and parcels for whoever collects. */
import type { Stream } from '@libp2p/interface'
import { type FaultKind, type Faults, PeerFault } from '../host/faults.ts'
import { FrameStream } from '../host/frame-stream.ts'
import type { Log } from '../host/host.ts'
import { Rate } from '../host/rate.ts'
import type { Bytes } from '../protocol/bytes.ts'
import {
  MAX_ADDRESSES,
  MAX_CONFIRMS,
  MAX_MAILBOX_FRAME_BYTES,
  MAX_MAILBOX_REQUESTS,
  MAX_PASSES,
} from '../protocol/limits.ts'
import { Answer, Request } from '../protocol/wire/mailbox.ts'
import { Collector } from './collector.ts'
import type { Counters } from './counters.ts'
import type { MailboxStore } from './mailbox-store.ts'
import { type Mailboxes, Refused, refusalOf } from './mailboxes.ts'
import type { Turns } from './turns.ts'
import type { OwnersStream, WhoIsHere } from './who-is-here.ts'

/** Bytes of requests of one stream under way: more than a round trip's worth in a LAN. */
const MAX_UNDER_WAY_BYTES = 1024 * 1024
/** Lookups, withdrawals and changes of a mailbox, a second and at once: nobody needs more, and peer ids are free. */
const QUESTIONS = { perSecond: 20, burst: 200 }
const DECODE_LIMITS = {
  limits: { register: { passes: MAX_PASSES, addresses: MAX_ADDRESSES }, confirm: { parcels: MAX_CONFIRMS } },
}

export interface ClientStreamOptions {
  stream: Stream
  /** Public key of whoever is at the other end. */
  owner: Bytes
  mailboxes: Mailboxes
  store: MailboxStore
  here: WhoIsHere
  turns: Turns
  faults: Faults
  counters: Counters
  /** Milliseconds since 1970. */
  clock: () => number
  log: Log
  onEnd: () => void
}

export class ClientStream implements OwnersStream {
  readonly #options: ClientStreamOptions
  readonly #frames: FrameStream
  readonly #questions = new Rate(QUESTIONS.perSecond, QUESTIONS.burst)
  #collector: Collector | undefined
  #requests = 0
  #bytes = 0
  /** The next frame waits for this. */
  #roomy: (() => void) | undefined
  #owner = false

  constructor(options: ClientStreamOptions) {
    this.#options = options
    this.#frames = new FrameStream(options.stream, {
      maxFrameBytes: MAX_MAILBOX_FRAME_BYTES,
      onFrame: frame => this.#take(frame),
      onEnd: fault => this.#ended(fault),
    })
  }

  /** Milliseconds of `performance.now()`. */
  get heardAt(): number {
    return this.#frames.heardAt
  }

  /** Whether whoever is at the other end has a mailbox here. */
  get isOwners(): boolean {
    return this.#owner
  }

  close(): Promise<void> {
    return this.#frames.close()
  }

  wake(): void {
    this.#collector?.wake()
  }

  displaced(): void {
    this.#collector?.stop()
    this.#collector = undefined
  }

  /** The next frame is taken when this resolves, which is what slows down a peer that asks too much. */
  async #take(frame: Bytes): Promise<void> {
    const request = decode(frame)
    const size = frame.byteLength
    while (this.#requests > 0 && (this.#requests >= MAX_MAILBOX_REQUESTS || this.#bytes + size > MAX_UNDER_WAY_BYTES)) {
      await new Promise<void>(resolve => {
        this.#roomy = resolve
      })
    }
    if (this.#frames.full) await this.#frames.drained()
    await this.#options.turns.take(size)
    this.#requests += 1
    this.#bytes += size
    this.#handle(request)
      .catch((error: unknown) => this.#frames.fail(error))
      .finally(() => {
        this.#requests -= 1
        this.#bytes -= size
        this.#options.turns.give(size)
        this.#roomy?.()
        this.#roomy = undefined
      })
  }

  async #handle(request: Request): Promise<void> {
    if (!this.#frames.open) return
    const { number } = request
    const { counters, faults, log } = this.#options
    const startedAt = performance.now()
    try {
      const answer = await this.#answer(request)
      this.#frames.send(Answer.encode({ number, ...answer }))
      if (request.deposit !== undefined) counters.depositTook((performance.now() - startedAt) / 1000)
      // After `Collecting`, so that nothing arrives before it.
      if (request.collect !== undefined) this.wake()
    } catch (error) {
      const refusal = refusalOf(error, log)
      if (refusal === undefined) throw error
      const { code, message, wait } = refusal
      counters.refused(code)
      if (code === 'not-allowed') faults.count('not-allowed')
      this.#frames.send(Answer.encode({ number, refused: { code, message, wait } }))
    }
  }

  async #answer(request: Request): Promise<Partial<Answer>> {
    const { owner, mailboxes, here } = this.#options
    const { register, deposit, collect, confirm, lookup, status, withdraw } = request
    if (deposit !== undefined) return { deposited: await mailboxes.deposit(deposit) }
    if (confirm !== undefined) {
      await this.#confirm(confirm.parcels)
      return { confirmed: {} }
    }
    if (!this.#questions.take()) throw new Refused('rate', 'too many requests', Math.ceil(this.#questions.wait))
    if (register !== undefined) {
      const registered = await mailboxes.register(owner, register)
      this.#isOwner()
      if (this.#frames.open) here.came(owner, this, register.addresses)
      return { registered }
    }
    if (collect !== undefined) {
      const waiting = await mailboxes.waiting(owner)
      this.#isOwner()
      this.#collect()
      return { collecting: { waiting } }
    }
    if (lookup !== undefined) return { found: await mailboxes.lookup(lookup) }
    if (status !== undefined) return { status: await mailboxes.status(owner) }
    if (withdraw !== undefined) {
      await mailboxes.withdraw(withdraw)
      return { withdrawn: {} }
    }
    throw new Refused('malformed', 'a request of no kind that is known here')
  }

  #collect(): void {
    const { here, owner, store } = this.#options
    if (!this.#frames.open) return
    here.collects(owner, this)
    this.#collector ??= new Collector(store, owner, this.#frames)
  }

  async #confirm(numbers: readonly number[]): Promise<void> {
    const { mailboxes, owner, counters } = this.#options
    const deleted = await mailboxes.confirm(owner, numbers)
    counters.collected += deleted
    counters.collectedBytes += this.#collector?.confirmed(numbers) ?? 0
  }

  #isOwner(): void {
    if (this.#owner) return
    this.#owner = true
    this.#seen()
  }

  #seen(): void {
    const { store, owner, clock, log } = this.#options
    store.seen(owner, clock()).catch((error: Error) => log(`not noted that an owner was here: ${error.message}`))
  }

  #ended(fault: FaultKind | undefined): void {
    const { faults, here, owner, onEnd } = this.#options
    if (fault !== undefined) faults.count(fault)
    this.#collector?.stop()
    this.#roomy?.()
    here.left(owner, this)
    if (this.#owner) this.#seen()
    onEnd()
  }
}

function decode(frame: Bytes): Request {
  try {
    return Request.decode(frame, DECODE_LIMITS)
  } catch (error) {
    throw new PeerFault('malformed', (error as Error).message)
  }
}

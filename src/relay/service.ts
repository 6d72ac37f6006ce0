/** `/earshot/mailbox/1.0.0`: the streams of all peers, served in turn. */
import type { Stream } from '@libp2p/interface'
import type { Faults } from '../host/faults.ts'
import type { Host, Log } from '../host/host.ts'
import { type PeerIdString, publicKeyOf } from '../protocol/ids.ts'
import { MAILBOX_PROTOCOL } from '../protocol/protocols.ts'
import { ClientStream } from './client-stream.ts'
import type { Counters } from './counters.ts'
import type { MailboxStore } from './mailbox-store.ts'
import type { Mailboxes } from './mailboxes.ts'
import { Turns } from './turns.ts'
import type { WhoIsHere } from './who-is-here.ts'

/** Bytes of requests under way, of all streams together. */
const MAX_UNDER_WAY_BYTES = 32 * 1024 * 1024
/** Streams on one connection: a peer has one, and for a moment the next. */
const STREAMS = 2
/** Milliseconds after which a silent stream of somebody who has no mailbox here ends: depositors open another. */
const SILENT_MS = 120_000
/** Milliseconds after which a connection without any stream ends. */
const UNUSED_MS = 60_000
const SWEEP_MS = 15_000

export interface MailboxServiceOptions {
  host: Host
  mailboxes: Mailboxes
  store: MailboxStore
  here: WhoIsHere
  faults: Faults
  counters: Counters
  clock: () => number
  log: Log
}

export class MailboxService {
  readonly #options: MailboxServiceOptions
  readonly #turns = new Turns(MAX_UNDER_WAY_BYTES)
  readonly #streams = new Set<ClientStream>()
  #sweeping: NodeJS.Timeout | undefined

  constructor(options: MailboxServiceOptions) {
    this.#options = options
  }

  async start(): Promise<void> {
    await this.#options.host.handle(MAILBOX_PROTOCOL, (stream, peer) => this.#open(stream, peer), STREAMS)
    this.#sweeping = setInterval(() => this.#sweep(), SWEEP_MS)
  }

  async stop(): Promise<void> {
    clearInterval(this.#sweeping)
    await Promise.all([...this.#streams].map(stream => stream.close()))
  }

  #open(stream: Stream, peer: PeerIdString): void {
    const owner = publicKeyOf(peer)
    if (owner === undefined) {
      stream.abort(new Error('not an Ed25519 peer'))
      return
    }
    const { mailboxes, store, here, faults, counters, clock, log } = this.#options
    const client: ClientStream = new ClientStream({
      stream,
      owner,
      mailboxes,
      store,
      here,
      turns: this.#turns,
      faults,
      counters,
      clock,
      log,
      onEnd: () => this.#streams.delete(client),
    })
    this.#streams.add(client)
  }

  #sweep(): void {
    const { host, here, log } = this.#options
    const now = performance.now()
    for (const stream of this.#streams) if (!stream.isOwners && now - stream.heardAt > SILENT_MS) void stream.close()
    const keep = (peer: PeerIdString): boolean => {
      const owner = publicKeyOf(peer)
      return owner !== undefined && here.isHere(owner)
    }
    host.closeIdle(UNUSED_MS, keep).catch((error: Error) => log(`closing what is unused: ${error.message}`))
  }
}

/**
 * This profile's own mailbox at one relay: kept connected, registered with who may deposit, collected as parcels come. After the relay
 * was away clients come back one after the other, not all at once.
 */
import { setTimeout as pause } from 'node:timers/promises'
import { PeerFault } from '../../host/faults.ts'
import type { Host, Log } from '../../host/host.ts'
import { type Bytes, hex } from '../../protocol/bytes.ts'
import type { PeerIdString } from '../../protocol/ids.ts'
import { MAX_CONFIRMS, WINDOW_PARCELS } from '../../protocol/limits.ts'
import { Signed } from '../../protocol/wire/frames.ts'
import type { Arrived, MailboxStatus, Pass } from '../../protocol/wire/mailbox.ts'
import type { RelayRecord } from '../../store/records.ts'
import { Refused, RelayLink } from './relay-link.ts'

/** Before the first attempt after a stream was lost: anything up to this, milliseconds. */
const FIRST_RETRY_MS = 2_000
const LAST_RETRY_MS = 60_000
/** Changes of who may deposit are told once they have settled for this long, milliseconds. */
const RENEW_MS = 200
/** Confirmations are gathered for this long, milliseconds. */
const CONFIRM_MS = 50
const STATUS_MS = 3_000
/** For what is still to be said when the node stops, milliseconds. */
const LAST_WORDS_MS = 1_500

/** What the relay is told of this profile. */
export interface Registration {
  card: Signed
  passes: Pass[]
  addresses: string[]
}

export interface MailboxOptions {
  host: Host
  record: RelayRecord
  log: Log
  registration: () => Registration
  /** The relay has the mailbox, under this store id. */
  onRegistered: (store: string) => void | Promise<void>
  /** A parcel came; `confirm` is called once it is dealt with. */
  onParcel: (bytes: Bytes, confirm: () => void) => void
  /** It went up or down, or was refused. */
  onChange: () => void
}

export class Mailbox {
  readonly relay: PeerIdString
  readonly link: RelayLink
  readonly #options: MailboxOptions
  #record: RelayRecord
  #ready = false
  /** The relay's terms, once registered. */
  #terms: { maxBytes: number; ttl: number } | undefined
  #refused: Refused | undefined
  #retry: NodeJS.Timeout | undefined
  #delay = 0
  /** When it was last there, milliseconds of `performance.now()`. */
  #lostAt = performance.now()
  #renewing: NodeJS.Timeout | undefined
  /** Who may deposit changed since the relay was told. */
  #changed = false
  #confirming: NodeJS.Timeout | undefined
  #confirmed: number[] = []
  #connecting: Promise<void> | undefined
  /** Goes up with each stream: numbers of parcels mean nothing on another one, whose store may be new. */
  #turn = 0
  /** Parcels that came on this stream and are not dealt with. */
  #unconfirmed = 0
  #stopped = false

  constructor(options: MailboxOptions) {
    this.#options = options
    this.#record = options.record
    this.relay = options.record.peerId
    this.link = new RelayLink({
      host: options.host,
      relay: this.relay,
      log: options.log,
      onArrived: arrived => this.#arrived(arrived),
      onDown: () => this.#down(),
      // Whoever runs the relay took it away: made anew where everybody may, else this is told.
      onNoMailbox: () => this.link.fail(new Error('the mailbox is gone')),
    })
    this.link.learn(options.record.addresses)
  }

  /** Registered, and collecting. */
  get ready(): boolean {
    return this.#ready && this.link.up
  }

  /** Why the relay does not keep a mailbox for this profile. */
  get refused(): Refused | undefined {
    return this.#refused
  }

  get terms(): { maxBytes: number; ttl: number } | undefined {
    return this.#terms
  }

  /** Connects, and goes on trying. */
  start(): void {
    this.#retryIn(0)
  }

  async stop(): Promise<void> {
    this.#stopped = true
    clearTimeout(this.#retry)
    clearTimeout(this.#renewing)
    clearTimeout(this.#confirming)
    const lastWords = this.#lastWords().catch((error: Error) => this.#options.log(`last words: ${error.message}`))
    await Promise.race([lastWords, pause(LAST_WORDS_MS, undefined, { ref: false })])
    await this.link.close()
  }

  /** Friends of a moment ago must find their tokens known while this peer is away. */
  async #lastWords(): Promise<void> {
    if (!this.ready) return
    await this.#confirm()
    if (this.#changed) await this.#register()
  }

  /** Connects and registers now, with an invitation if there is a new one; throws what kept it from that. */
  async connect(invitation?: string): Promise<void> {
    if (invitation !== undefined) {
      this.#record = { ...this.#record, invitation }
      // One that is under way has another, or none.
      await this.#connecting?.catch(() => undefined)
    }
    this.#connecting ??= this.#connect().finally(() => {
      this.#connecting = undefined
    })
    return this.#connecting
  }

  async #connect(): Promise<void> {
    await this.#register()
    const { collecting } = await this.link.ask({ collect: {} })
    this.#delay = 0
    this.#ready = true
    this.#options.log(`mailbox at ${this.relay}: ${collecting?.waiting ?? 0} parcels`)
    this.#options.onChange()
  }

  async #register(): Promise<void> {
    const { card, passes, addresses } = this.#options.registration()
    this.#changed = false
    const { invitation } = this.#record
    try {
      const { registered } = await this.link.ask({
        register: {
          invitation: invitation === undefined ? new Uint8Array(0) : Buffer.from(invitation, 'base64url'),
          card: Signed.encode(card),
          passes,
          addresses,
        },
      })
      if (registered === undefined) throw new Error('an answer without a mailbox')
      this.#refused = undefined
      this.#terms = { maxBytes: registered.maxBytes, ttl: registered.ttl }
      await this.#options.onRegistered(hex(registered.store as Bytes))
    } catch (error) {
      if (error instanceof Refused) this.#refused = error
      throw error
    }
  }

  /** Who may deposit, the card or the addresses changed. */
  renew(): void {
    clearTimeout(this.#renewing)
    this.#changed = true
    this.#renewing = setTimeout(() => {
      if (this.ready) this.#register().catch((error: Error) => this.#options.log(`renew: ${error.message}`))
    }, RENEW_MS)
  }

  /** What is there, as the relay says; undefined when it does not. */
  async status(): Promise<MailboxStatus | undefined> {
    if (!this.ready) return undefined
    try {
      return (await this.link.ask({ status: {} }, STATUS_MS)).status
    } catch (error) {
      this.#options.log(`status of a mailbox: ${(error as Error).message}`)
      return undefined
    }
  }

  /** Begins anew after so many milliseconds: what was not confirmed comes again. */
  async restart(wait: number): Promise<void> {
    this.#delay = 0
    this.#retryIn(wait)
    await this.link.drop()
  }

  /** Tells the relay at once what it may forget. */
  async flush(): Promise<void> {
    clearTimeout(this.#confirming)
    this.#confirming = undefined
    await this.#confirm()
  }

  #arrived({ parcel, bytes }: Arrived): void {
    const turn = this.#turn
    this.#unconfirmed += 1
    if (this.#unconfirmed > WINDOW_PARCELS) {
      this.link.fail(new PeerFault('flood', 'more parcels than were confirmed'))
      return
    }
    this.#options.onParcel(bytes as Bytes, () => {
      if (turn !== this.#turn) return
      this.#confirmed.push(parcel)
      this.#confirming ??= setTimeout(() => {
        this.#confirming = undefined
        this.#confirm().catch((error: Error) => this.#options.log(`confirm: ${error.message}`))
      }, CONFIRM_MS)
    })
  }

  async #confirm(): Promise<void> {
    const parcels = this.#confirmed.splice(0, MAX_CONFIRMS)
    // What is not confirmed on this stream comes again on the next, and is known then.
    if (parcels.length === 0 || !this.link.up) return
    // The relay sends the next ones as soon as it hears of these.
    this.#unconfirmed -= parcels.length
    await this.link.ask({ confirm: { parcels } })
  }

  #down(): void {
    const was = this.#ready
    if (was) this.#lostAt = performance.now()
    this.#ready = false
    this.#turn += 1
    this.#unconfirmed = 0
    this.#confirmed = []
    if (was) this.#options.onChange()
    if (this.#retry === undefined) this.#again()
  }

  #again(): void {
    // Several attempts may fall into a short while: what counts is how long the relay has been away.
    const away = performance.now() - this.#lostAt
    this.#delay = Math.min(LAST_RETRY_MS, Math.max(FIRST_RETRY_MS, Math.min(2 * this.#delay, 2 * away)))
    this.#retryIn(Math.random() * this.#delay)
  }

  #retryIn(wait: number): void {
    clearTimeout(this.#retry)
    if (this.#stopped) return
    this.#retry = setTimeout(() => {
      this.#retry = undefined
      this.connect().catch((error: Error) => {
        this.#options.log(`mailbox at ${this.relay}: ${error.message}`)
        if (error instanceof Refused) this.#options.onChange()
        if (this.#retry === undefined) this.#again()
      })
    }, wait)
  }
}

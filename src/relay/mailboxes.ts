/** The rules of mailboxes (docs/protocol.md §8): who may register, deposit, withdraw and look up, how much, and how often. */
import { setTimeout as pause } from 'node:timers/promises'
import type { Log } from '../host/host.ts'
import { Rate } from '../host/rate.ts'
import { type Bytes, equal, hex, sha256 } from '../protocol/bytes.ts'
import { MAX_ADDRESSES, MAX_PARCEL_BYTES, MAX_PASSES } from '../protocol/limits.ts'
import { readCard } from '../protocol/statements.ts'
import { passHash } from '../protocol/token.ts'
import { Signed } from '../protocol/wire/frames.ts'
import type {
  Deposit,
  Deposited,
  Found,
  Lookup,
  MailboxStatus,
  Register,
  Registered,
  Withdraw,
} from '../protocol/wire/mailbox.ts'
import type { Counters, RefusalCode } from './counters.ts'
import { type Mailbox, type MailboxStore, NAME_BYTES, type PassName, StoreRefusal, TRAY } from './mailbox-store.ts'
import { Passes } from './passes.ts'
import { fits, type MailboxLimits } from './quotas.ts'
import { Rates } from './rates.ts'
import type { RelayTime } from './relay-time.ts'
import type { WhoIsHere } from './who-is-here.ts'

/** Deposits with one token: a second, and at once. */
const TOKEN_RATE = { perSecond: 50, burst: 500 }
/** Deposits into one tray. */
const TRAY_RATE = { perSecond: 5 / 60, burst: 10 }
/** Mailboxes made at an open relay, by all together: peer ids are free. */
const OPEN_RATE = { perSecond: 5, burst: 500 }
/**
 * Milliseconds until a withdrawal is answered, in any case: a delete takes a write of the disk and the rest does not, and how long it took
 * would tell whether the owner has collected.
 */
const WITHDRAW_MS = 100
const MAX_MAILBOXES = 200_000
const MAX_ADDRESS_CHARS = 256
const PUBLIC_KEY_BYTES = 32
const HASH_BYTES = 32
/** Of tokens, and of the codes of invitations. */
export const TOKEN_BYTES = 16
/** Seconds after which a full mailbox or disk may be tried again: whoever empties it does so when they are back. */
const FULL_WAIT = 300
const DISK_WAIT = 60

/** What was asked for is not done; the stream goes on. */
export class Refused extends Error {
  override readonly name = 'Refused'
  readonly code: RefusalCode
  /** Seconds after which it may be tried again; 0 where that is of no use. */
  readonly wait: number

  constructor(code: RefusalCode, message: string, wait = 0) {
    super(message)
    this.code = code
    this.wait = wait
  }
}

/** How an error is told to whoever asked; undefined where it is none of those. */
export function refusalOf(error: unknown, log: Log): Refused | undefined {
  if (error instanceof Refused) return error
  if (!(error instanceof StoreRefusal)) return undefined
  log(`refused by the store: ${error.message}`)
  return new Refused('disk', 'the relay cannot keep or read it now', DISK_WAIT)
}

export interface MailboxesOptions {
  store: MailboxStore
  limits: MailboxLimits
  /** Seconds that a parcel is kept. */
  ttl: number
  /** Whether everybody may register. */
  open: boolean
  time: RelayTime
  /** Milliseconds since 1970. */
  clock: () => number
  here: WhoIsHere
  counters: Counters
}

export class Mailboxes {
  readonly #options: MailboxesOptions
  readonly #tokens = new Rates(TOKEN_RATE.perSecond, TOKEN_RATE.burst)
  readonly #trays = new Rates(TRAY_RATE.perSecond, TRAY_RATE.burst)
  readonly #registrations = new Rate(OPEN_RATE.perSecond, OPEN_RATE.burst)

  constructor(options: MailboxesOptions) {
    this.#options = options
  }

  async register(owner: Bytes, { invitation, card, passes: given, addresses }: Register): Promise<Registered> {
    const { store, limits, ttl, time, clock } = this.#options
    if (!isOwnCard(card, owner)) throw new Refused('malformed', 'a card that is not its owner’s')
    if (given.length > MAX_PASSES || given.some(({ hash }) => hash.byteLength !== HASH_BYTES))
      throw new Refused('malformed', 'passes that are none, or too many')
    if (addresses.length > MAX_ADDRESSES || addresses.some(address => address.length > MAX_ADDRESS_CHARS))
      throw new Refused('malformed', 'too many addresses')
    const passes = Passes.of(new Map(given.map(({ hash, invite }) => [hex(hash), invite])))
    let made = false
    if (!(await store.renew(owner, { card, passes }))) {
      this.#mayMake(invitation)
      const used = this.#options.open ? undefined : { hash: passHash(invitation), at: time.now() }
      const registration = { card, passes, registeredAt: clock() }
      if (!(await store.make(owner, registration, used)))
        throw new Refused('not-allowed', 'an invitation that is not known here, was used, or is too old')
      made = true
    }
    return { store: store.storeId, maxBytes: limits.bytes, maxParcels: limits.parcels, ttl, made }
  }

  #mayMake(invitation: Bytes): void {
    if (this.#options.store.totals.mailboxes >= MAX_MAILBOXES)
      throw new Refused('full', 'this relay has as many mailboxes as it can have')
    if (this.#options.open) {
      if (!this.#registrations.take())
        throw new Refused('rate', 'too many new mailboxes', Math.ceil(this.#registrations.wait))
    } else if (invitation.byteLength !== TOKEN_BYTES) {
      throw new Refused('not-allowed', 'this relay makes mailboxes for those whom it invited')
    }
  }

  async deposit({ mailbox: owner, token, parcel }: Deposit): Promise<Deposited> {
    const { store, limits, ttl, time, here, counters } = this.#options
    if (parcel.byteLength > MAX_PARCEL_BYTES)
      throw new Refused('too-large', `a parcel has at most ${MAX_PARCEL_BYTES} bytes`)
    if (parcel.byteLength === 0) throw new Refused('malformed', 'an empty parcel')
    const mailbox = await this.#mailbox(owner)
    const pass = passOfHolder(mailbox, token)
    const name = `${hex(owner)}${pass}`
    const wait = pass === TRAY ? this.#trays.take(name) : this.#tokens.take(name)
    if (wait !== undefined) throw new Refused('rate', 'too many deposits', wait)
    // From here to the deposit nothing else runs, so that no two of them take the same room.
    if (!fits(mailbox, pass, parcel.byteLength, limits)) throw new Refused('full', 'there is no room for it', FULL_WAIT)
    await store.deposit(mailbox, { pass, name: nameOf(sha256(parcel)), bytes: parcel, at: time.now() })
    counters.deposited += 1
    counters.depositedBytes += parcel.byteLength
    here.arrived(owner)
    return { store: store.storeId, ttl }
  }

  /**
   * Takes a parcel back. Who knows its hash and the token that it came with deposited it; the token may have been taken away since. Of the
   * tray the hash alone tells: nobody but depositor, owner and relay ever saw the parcel. Nothing tells whether it was there.
   */
  async withdraw({ mailbox: owner, token, parcel }: Withdraw): Promise<void> {
    if (parcel.byteLength !== HASH_BYTES) throw new Refused('malformed', 'not the hash of a parcel')
    if (token.byteLength !== TOKEN_BYTES && token.byteLength !== 0) throw new Refused('malformed', 'not a token')
    const { store, counters } = this.#options
    await this.#mailbox(owner)
    const pass = token.byteLength === 0 ? TRAY : hex(passHash(token))
    const [withdrawn] = await Promise.all([store.withdraw(owner, pass, nameOf(parcel)), pause(WITHDRAW_MS)])
    counters.withdrawn += withdrawn
  }

  /** The card to everybody; to those who hold a friend's token also whether and where its owner is. */
  async lookup({ peer, token }: Lookup): Promise<Found> {
    const { store, here } = this.#options
    const mailbox = await this.#mailbox(peer)
    const card = await store.card(peer)
    if (card === undefined) throw new Refused('no-mailbox', 'nobody has this mailbox')
    const pass = passOfHolder(mailbox, token)
    if (pass === TRAY || mailbox.passes.get(pass) === true)
      return { card, addresses: [], connected: false, store: store.storeId }
    return { card, addresses: here.addresses(peer), connected: here.isHere(peer), store: store.storeId }
  }

  async status(owner: Bytes): Promise<MailboxStatus> {
    const { limits } = this.#options
    const { total } = await this.#mailbox(owner)
    return { parcels: total.parcels, bytes: total.bytes, maxBytes: limits.bytes, maxParcels: limits.parcels }
  }

  /** `no-mailbox`. */
  async waiting(owner: Bytes): Promise<number> {
    return (await this.#mailbox(owner)).total.parcels
  }

  async confirm(owner: Bytes, numbers: readonly number[]): Promise<number> {
    await this.#mailbox(owner)
    return this.#options.store.confirm(owner, numbers)
  }

  async #mailbox(owner: Bytes): Promise<Mailbox> {
    if (owner.byteLength !== PUBLIC_KEY_BYTES) throw new Refused('malformed', 'not a public key')
    const mailbox = await this.#options.store.find(owner)
    if (mailbox === undefined) throw new Refused('no-mailbox', 'nobody has this mailbox')
    return mailbox
  }
}

function isOwnCard(bytes: Bytes, owner: Bytes): boolean {
  try {
    const read = readCard(Signed.decode(bytes))
    return read !== undefined && equal(read.card.peer, owner)
  } catch {
    return false
  }
}

const nameOf = (hash: Bytes): Bytes => hash.subarray(0, NAME_BYTES)

function passOfHolder(mailbox: Mailbox, token: Bytes): PassName {
  if (token.byteLength === 0) return TRAY
  const pass = token.byteLength === TOKEN_BYTES ? hex(passHash(token)) : TRAY
  if (pass === TRAY || !mailbox.passes.has(pass))
    throw new Refused('not-allowed', 'a token that does not open this mailbox')
  return pass
}

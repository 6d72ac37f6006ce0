/** A relay put together: identity, store, host, mailboxes. Starts from the disk outward and stops in reverse. */
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { Faults } from '../host/faults.ts'
import { Host, type Log } from '../host/host.ts'
import { hex } from '../protocol/bytes.ts'
import { EarshotError } from '../protocol/errors.ts'
import { type PeerIdString, peerIdOf, publicKeyOf } from '../protocol/ids.ts'
import { formatRelayInvite } from '../protocol/relay-invite.ts'
import { type Signer, signerOf } from '../protocol/signing.ts'
import { type SignedCard, signCard } from '../protocol/statements.ts'
import { passHash } from '../protocol/token.ts'
import { Card, Signed } from '../protocol/wire/frames.ts'
import { Counters, type CountersSnapshot } from './counters.ts'
import { answerHellos } from './hello.ts'
import { keepIdentity, type RelayIdentity, readIdentity } from './identity.ts'
import { LevelStore } from './level-store.ts'
import type { MailboxStore } from './mailbox-store.ts'
import { Mailboxes, TOKEN_BYTES } from './mailboxes.ts'
import type { MailboxLimits } from './quotas.ts'
import { RelayTime } from './relay-time.ts'
import { MailboxService } from './service.ts'
import { WhoIsHere } from './who-is-here.ts'

export { initRelay } from './identity.ts'

export const DEFAULT_TTL_DAYS = 30
export const DEFAULT_MAILBOX: MailboxLimits = { bytes: 64 * 1024 * 1024, parcels: 20_000 }
const DAY_MS = 24 * 3600 * 1000
/** How often what is too old is deleted, and the relay's time is kept. */
const EXPIRY_MS = 60_000
const PAGE = 100

export interface RelayOptions {
  /** The relay's folder. */
  home: string
  /** Multiaddrs to listen on. @default the port of the last run on every IPv4 interface, or any free one */
  listen?: string[]
  /** Whether to be found by mDNS. @default true */
  mdns?: boolean
  /** Whether everybody may make a mailbox. @default false: those with an invitation */
  open?: boolean
  /** Days that a parcel is kept. @default 30 */
  ttlDays?: number
  /** Bytes of one mailbox. @default 64 MiB */
  mailboxBytes?: number
  /** Parcels of one mailbox. @default 20_000 */
  mailboxParcels?: number
  /** Of the program, for the card and `status`. @default '0' */
  version?: string
  /** Never gets a key, a token or what is in a parcel. @default none */
  log?: Log
  /** Milliseconds since 1970. @default the machine's clock */
  clock?: () => number
  /** Milliseconds that only ever pass, by which parcels grow old. @default performance.now */
  elapsed?: () => number
  /** Opens where mailboxes are kept. @default LevelDB in `db` in the relay's folder */
  openStore?: (home: string) => Promise<MailboxStore>
}

export interface RelayStatus {
  peerId: PeerIdString
  name: string
  /** 32 hexadecimal digits. */
  storeId: string
  mailboxes: number
  /** Kept now. */
  parcels: number
  bytes: number
  connections: number
  /** Since it started. */
  deposited: number
  collected: number
  expired: number
  refused: number
  /** Seconds. */
  uptime: number
  version: string
}

export interface RelayMailbox {
  peerId: PeerIdString
  /** What its owner's card says; not checked by anybody. */
  name?: string
  parcels: number
  bytes: number
  /** Milliseconds since 1970. */
  registeredAt: number
  /** Milliseconds since 1970; absent where it never collected. */
  lastSeen?: number
  connected: boolean
}

export interface RelayCounters extends CountersSnapshot {
  mailboxes: number
  parcels: number
  bytes: number
  connections: number
  /** Owners who are connected. */
  owners: number
  /** What peers did that they should not have, by kind. */
  faults: Record<string, number>
}

export interface RunningRelay {
  readonly peerId: PeerIdString
  readonly name: string
  /** 32 hexadecimal digits. */
  readonly storeId: string
  /** With the peer id at the end of each. */
  addresses(): string[]
  status(): RelayStatus
  /** All mailboxes, read page by page. */
  mailboxes(): AsyncIterable<RelayMailbox>
  /** For one mailbox; on disk when this resolves. */
  invite(): Promise<{ link: string }>
  /** Takes a mailbox away with all that is in it. False where there is none; `invalid` where this is no peer id. */
  evict(peerId: string): Promise<boolean>
  /** Plain numbers for metrics. */
  counters(): RelayCounters
  /** Is told how long each deposit took, in seconds. One listener; undefined takes it away. */
  onDeposit(listener: ((seconds: number) => void) | undefined): void
  /** Ends streams, connections and the store, in this order. Idempotent. */
  stop(): Promise<void>
}

/**
 * Opens the store and starts the relay; a failed start leaves nothing open. `no-identity` before `initRelay`, `profile-in-use` when
 * another process runs it, `invalid` and `address-in-use` for addresses, and as `LevelStore.open`.
 */
export async function openRelay(options: RelayOptions): Promise<RunningRelay> {
  const { home, clock = Date.now } = options
  const identity = await readIdentity(home)
  const open = options.openStore ?? (() => LevelStore.open({ folder: join(home, 'db'), clock }))
  const store = await open(home)
  try {
    return await startRelay({ options, identity, store })
  } catch (error) {
    await store.close()
    throw error
  }
}

interface Parts {
  options: RelayOptions
  identity: RelayIdentity
  store: MailboxStore
}

async function startRelay({ options, identity, store }: Parts): Promise<RunningRelay> {
  const { home, clock = Date.now, version = '0', ttlDays = DEFAULT_TTL_DAYS } = options
  const log = options.log ?? (() => undefined)
  const signer = signerOf(identity.seed)
  const peerId = peerIdOf(signer.publicKey)
  const faults = new Faults()
  const counters = new Counters()
  const here = new WhoIsHere()
  const time = new RelayTime({
    saved: store.savedTime,
    clock,
    ...(options.elapsed === undefined ? {} : { elapsed: options.elapsed }),
  })
  const mailboxes = new Mailboxes({
    store,
    limits: {
      bytes: options.mailboxBytes ?? DEFAULT_MAILBOX.bytes,
      parcels: options.mailboxParcels ?? DEFAULT_MAILBOX.parcels,
    },
    ttl: Math.floor((ttlDays * DAY_MS) / 1000),
    open: options.open ?? false,
    time,
    clock,
    here,
    counters,
  })
  const { host, port } = await openHost({ options, identity, store, signer, version, log })
  const service = new MailboxService({ host, mailboxes, store, here, faults, counters, clock, log })
  const expire = async (): Promise<void> => {
    counters.expired += await store.expire(time.now() - ttlDays * DAY_MS)
    await store.saveTime(time.save())
  }
  try {
    const card = await currentCard(home, { ...identity, port }, signer, version).catch((error: Error) => {
      // On a full disk it goes on with the card that it has.
      log(`card or port not kept: ${error.message}`)
      return cardOf(identity, signer, version)
    })
    await answerHellos(host, card, faults)
    await service.start()
  } catch (error) {
    await service.stop()
    await host.stop()
    throw error
  }
  let expiring: Promise<void> = Promise.resolve()
  const expireNow = (): void => {
    expiring = expiring.then(expire).catch((error: Error) => log(`not expired: ${error.message}`))
  }
  expireNow()
  const expiry = setInterval(expireNow, EXPIRY_MS)

  const stop = async (): Promise<void> => {
    clearInterval(expiry)
    await service.stop()
    await host.stop()
    await expiring
    await store.saveTime(time.save()).catch((error: Error) => log(`time not kept: ${error.message}`))
    await store.close()
  }
  const startedAt = performance.now()
  let stopped: Promise<void> | undefined
  return {
    peerId,
    name: identity.name,
    storeId: hex(store.storeId),
    addresses: () => host.addresses(),
    status: () => {
      const { deposited, collected, expired, refusals: refused } = counters
      return {
        peerId,
        name: identity.name,
        storeId: hex(store.storeId),
        ...store.totals,
        connections: host.connectionCount,
        deposited,
        collected,
        expired,
        refused,
        uptime: Math.floor((performance.now() - startedAt) / 1000),
        version,
      }
    },
    mailboxes: () => listed(store, here),
    async invite() {
      const code = randomBytes(TOKEN_BYTES)
      await store.invite(passHash(code), clock())
      const link = { peerId, name: identity.name, addresses: host.addresses(), code: code.toString('base64url') }
      return { link: formatRelayInvite(link) }
    },
    async evict(who) {
      const owner = publicKeyOf(who)
      if (owner === undefined) throw new EarshotError('invalid', `not a peer id: ${who}`)
      return store.evict(owner)
    },
    counters: () => ({
      ...counters.snapshot(),
      ...store.totals,
      connections: host.connectionCount,
      owners: here.count,
      faults: faults.report(),
    }),
    onDeposit(listener) {
      counters.onDeposit = listener
    },
    stop() {
      stopped ??= stop()
      return stopped
    },
  }
}

/** Where it listened the last time, so that peers find it where it was; elsewhere when that is taken. */
async function openHost(
  parts: Parts & { signer: Signer; version: string; log: Log },
): Promise<{ host: Host; port: number }> {
  const { options, identity, store, signer, version, log } = parts
  const { port = 0 } = identity
  const create = async (listen: string[]): Promise<Host> => {
    const host = await Host.create({
      seed: identity.seed,
      publicKey: signer.publicKey,
      listen,
      mdns: options.mdns ?? true,
      onDiscovered: () => undefined,
      version,
      log,
      relay: {
        mayReserve: async peer => {
          const owner = publicKeyOf(peer)
          return owner !== undefined && (await store.find(owner)) !== undefined
        },
      },
    })
    await host.start()
    return host
  }
  let host: Host
  if (options.listen !== undefined && options.listen.length > 0) {
    host = await create(options.listen)
  } else {
    try {
      host = await create([`/ip4/0.0.0.0/tcp/${port}`])
    } catch (error) {
      if (port === 0 || !(error instanceof EarshotError)) throw error
      host = await create(['/ip4/0.0.0.0/tcp/0'])
    }
  }
  return { host, port: Number(/\/tcp\/(\d+)/.exec(host.addresses()[0] ?? '')?.[1] ?? 0) }
}

/** A card that says something new counts higher than the one before. */
async function currentCard(
  home: string,
  identity: RelayIdentity & { port: number },
  signer: Signer,
  version: string,
): Promise<SignedCard> {
  const before = await readIdentity(home)
  const { counter } = before.card
  const renewed = before.card.version === version ? counter : counter + 1
  const current: RelayIdentity = { ...identity, card: { counter: renewed, version } }
  if (renewed !== counter || before.port !== identity.port) await keepIdentity(home, current)
  return cardOf(current, signer, version)
}

function cardOf({ name, card }: RelayIdentity, signer: Signer, version: string): SignedCard {
  const none = new Uint8Array(0)
  const empty = { status: '', email: '', avatar: none, installations: [], cardKey: none, relays: [] }
  return signCard(signer, { ...empty, counter: card.counter, name, version, kind: 'relay' })
}

async function* listed(store: MailboxStore, here: WhoIsHere): AsyncGenerator<RelayMailbox> {
  let page = await store.mailboxes(undefined, PAGE)
  while (page.length > 0) {
    for (const { owner, parcels, bytes, registeredAt, lastSeen } of page) {
      const name = nameIn(await store.card(owner))
      yield {
        peerId: peerIdOf(owner),
        ...(name === undefined ? {} : { name }),
        parcels,
        bytes,
        registeredAt,
        ...(lastSeen === undefined ? {} : { lastSeen }),
        connected: here.isHere(owner),
      }
    }
    page = await store.mailboxes(page.at(-1)!.owner, PAGE)
  }
}

/** It was checked when it was registered. */
function nameIn(card: Uint8Array<ArrayBuffer> | undefined): string | undefined {
  return card === undefined ? undefined : Card.decode(Signed.decode(card).bytes).name
}

/** A relay as its program sees it: how it is to be, what it says about itself, and what may be asked of it. */
import type { Log } from '../host/host.ts'
import type { PeerIdString } from '../protocol/ids.ts'
import type { CountersSnapshot } from './counters.ts'
import type { MailboxStore } from './mailbox-store.ts'

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

export interface RelayInvitation {
  link: string
  /** ISO 8601, if this relay runs until then. */
  expiresAt: string
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
  invite(): Promise<RelayInvitation>
  /** Takes a mailbox away with all that is in it. False where there is none; `invalid` where this is no peer id. */
  evict(peerId: string): Promise<boolean>
  /** Whether it takes deposits: its disk took what it was last given, and has room for more. */
  healthy(): Promise<boolean>
  /** Plain numbers for metrics. */
  counters(): RelayCounters
  /** Is told how long each deposit took, in seconds. One listener; undefined takes it away. */
  onDeposit(listener: ((seconds: number) => void) | undefined): void
  /** Ends streams, connections and the store, in this order. Idempotent. */
  stop(): Promise<void>
}

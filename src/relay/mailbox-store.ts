/**
 * Where a relay keeps mailboxes. It knows owners, passes and parcels, and no rules: who may do what, and how much, is decided above
 * (`mailboxes.ts`). Every store passes test/relay/mailbox-store.contract.ts.
 *
 * Times are milliseconds: `at` of a parcel by the relay's own time (`relay-time.ts`), the others since 1970.
 */
import type { Bytes } from '../protocol/bytes.ts'
import type { Passes } from './passes.ts'

/** Name of a pass: the hexadecimal digits of its hash. The empty one is the tray for strangers. */
export type PassName = string
export const TRAY: PassName = ''

export interface Amount {
  parcels: number
  bytes: number
}

/** One mailbox, as of now: what is being deposited counts from the call on, what is being deleted until it is gone. */
export interface Mailbox {
  readonly owner: Bytes
  /** Milliseconds since 1970. */
  readonly registeredAt: number
  /** Who may deposit; true for the pass of an open invite. */
  readonly passes: Passes
  readonly total: Readonly<Amount>
  /** Of passes that were taken away too, while parcels of theirs are there. */
  used(pass: PassName): Readonly<Amount>
  /** What holders of passes other than those of invites have here, all together. */
  readonly byFriends: Readonly<Amount>
}

export interface Registration {
  /** Signed card, as it was given. */
  card: Bytes
  passes: Passes
}

/** The first 16 bytes of a parcel's SHA-256, by which whoever deposited it takes it back. */
export const NAME_BYTES = 16

export interface NewParcel {
  pass: PassName
  /** NAME_BYTES. */
  name: Bytes
  bytes: Bytes
  /** The relay's own time. */
  at: number
}

export interface StoredParcel {
  /** Rising in the order of deposits, never used twice. */
  number: number
  bytes: Bytes
}

export interface MailboxSummary extends Amount {
  owner: Bytes
  registeredAt: number
  /** Milliseconds since 1970; undefined where it never collected. */
  lastSeen: number | undefined
}

/** To make a mailbox, once. */
export interface Invitation {
  /** Of its code. */
  hash: Bytes
  /** When it is used, by the relay's own time. */
  at: number
}

/** What the relay's own time is made of. */
export interface SavedTime {
  relay: number
  /** Of the machine's clock at the same moment. */
  wall: number
}

/** The disk did not take it; nothing of it counts as done. */
export class StoreRefusal extends Error {
  override readonly name = 'StoreRefusal'
}

export interface MailboxStore {
  /** 16 random bytes, made with the store: another one means that everything is lost. */
  readonly storeId: Bytes
  readonly totals: Readonly<Amount & { mailboxes: number }>

  /** Undefined where nobody registered. */
  find(owner: Bytes): Promise<Mailbox | undefined>
  card(owner: Bytes): Promise<Bytes | undefined>
  /**
   * Makes a mailbox, on disk when this resolves; one that is there is left as it is. With the hash of an invitation only if that is
   * there still and not too old, and uses it up in the same step. False where there was no such invitation.
   */
  make(owner: Bytes, registration: Registration & { registeredAt: number }, invitation?: Invitation): Promise<boolean>
  /** Replaces card and passes. False where there is no mailbox. */
  renew(owner: Bytes, registration: Registration): Promise<boolean>
  /** Notes when the owner was last here. May be lost with the machine's power. */
  seen(owner: Bytes, at: number): Promise<void>
  /** Takes the mailbox away with all that is in it. False where there is none. */
  evict(owner: Bytes): Promise<boolean>
  /** In an order of its own, at most `limit`, after the one named. */
  mailboxes(after: Bytes | undefined, limit: number): Promise<MailboxSummary[]>

  /**
   * Keeps a parcel; resolves with its number when it is on disk and outlives a power cut. Those of one moment share one write.
   * `mailbox` comes from `find` in the same turn. Rejects with a StoreRefusal.
   */
  deposit(mailbox: Mailbox, parcel: NewParcel): Promise<number>
  /** Parcels numbered above `after`, oldest first; the first one in any case, then as many as fit. */
  parcels(owner: Bytes, after: number, most: Amount): Promise<StoredParcel[]>
  /** Deletes parcels; those that are not there are passed over. Resolves with how many there were. */
  confirm(owner: Bytes, numbers: readonly number[]): Promise<number>
  /**
   * Deletes parcels of this name that were deposited with this pass, on disk when this resolves; their bytes are erased from it soon
   * after. Resolves with how many there were.
   */
  withdraw(owner: Bytes, pass: PassName, name: Bytes): Promise<number>
  /** Deletes what was deposited before this, by the relay's time. Resolves with how many there were. */
  expire(before: number): Promise<number>

  /**
   * @param hash - of the code of an invitation to register
   * @param expiresAt - by the relay's own time
   */
  invite(hash: Bytes, expiresAt: number): Promise<void>
  /** Deletes invitations that are too old by now. Resolves with how many there were. */
  expireInvitations(now: number): Promise<number>

  /** Whether it took what it was last given, and has room for more parcels. */
  healthy(): Promise<boolean>

  readonly savedTime: SavedTime | undefined
  saveTime(time: SavedTime): Promise<void>

  /** Waits for what is being written. */
  close(): Promise<void>
}

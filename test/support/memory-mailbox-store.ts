/** Mailboxes that end with the process: holds the contract of a store against something simple. */
import { randomBytes } from 'node:crypto'
import { type Bytes, equal, hex } from '../../src/protocol/bytes.ts'
import {
  type Amount,
  type Invitation,
  type Mailbox,
  type MailboxStore,
  type MailboxSummary,
  type NewParcel,
  type PassName,
  type Registration,
  type SavedTime,
  type StoredParcel,
  StoreRefusal,
} from '../../src/relay/mailbox-store.ts'
import { OpenMailbox } from '../../src/relay/open-mailbox.ts'

interface Kept {
  mailbox: OpenMailbox
  card: Bytes
  lastSeen: number | undefined
  parcels: Map<number, NewParcel>
}

export class MemoryStore implements MailboxStore {
  readonly storeId: Bytes = randomBytes(16)
  savedTime: SavedTime | undefined
  readonly #kept = new Map<string, Kept>()
  readonly #invitations = new Map<string, number>()
  #next = 1

  get totals(): Amount & { mailboxes: number } {
    const totals = { mailboxes: this.#kept.size, parcels: 0, bytes: 0 }
    for (const { mailbox } of this.#kept.values()) {
      totals.parcels += mailbox.total.parcels
      totals.bytes += mailbox.total.bytes
    }
    return totals
  }

  async find(owner: Bytes): Promise<OpenMailbox | undefined> {
    return this.#kept.get(hex(owner))?.mailbox
  }

  async card(owner: Bytes): Promise<Bytes | undefined> {
    return this.#kept.get(hex(owner))?.card
  }

  async make(
    owner: Bytes,
    { card, passes, registeredAt }: Registration & { registeredAt: number },
    invitation?: Invitation,
  ): Promise<boolean> {
    if (this.#kept.has(hex(owner))) return true
    if (invitation !== undefined) {
      const name = hex(invitation.hash)
      if (!((this.#invitations.get(name) ?? 0) > invitation.at)) return false
      this.#invitations.delete(name)
    }
    const mailbox = new OpenMailbox(owner, registeredAt, passes)
    this.#kept.set(hex(owner), { mailbox, card, lastSeen: undefined, parcels: new Map() })
    return true
  }

  async renew(owner: Bytes, registration: Registration): Promise<boolean> {
    const kept = this.#kept.get(hex(owner))
    if (kept === undefined) return false
    kept.card = registration.card
    kept.mailbox.renew(registration.passes)
    return true
  }

  async seen(owner: Bytes, at: number): Promise<void> {
    const kept = this.#kept.get(hex(owner))
    if (kept !== undefined) kept.lastSeen = at
  }

  async evict(owner: Bytes): Promise<boolean> {
    return this.#kept.delete(hex(owner))
  }

  async mailboxes(after: Bytes | undefined, limit: number): Promise<MailboxSummary[]> {
    return [...this.#kept.entries()]
      .filter(([name]) => after === undefined || name > hex(after))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .slice(0, limit)
      .map(([, { mailbox, lastSeen }]) => ({
        owner: mailbox.owner,
        registeredAt: mailbox.registeredAt,
        lastSeen,
        ...mailbox.total,
      }))
  }

  async deposit(mailbox: Mailbox, parcel: NewParcel): Promise<number> {
    const kept = this.#kept.get(hex(mailbox.owner))
    if (kept?.mailbox !== mailbox) throw new StoreRefusal('this mailbox is not open')
    const number = this.#next++
    kept.parcels.set(number, parcel)
    kept.mailbox.kept.change({ pass: parcel.pass, parcels: 1, bytes: parcel.bytes.byteLength })
    return number
  }

  async parcels(owner: Bytes, after: number, most: Amount): Promise<StoredParcel[]> {
    const found: StoredParcel[] = []
    let size = 0
    for (const [number, { bytes }] of this.#kept.get(hex(owner))?.parcels ?? []) {
      if (number <= after) continue
      size += bytes.byteLength
      if (found.length > 0 && (found.length >= most.parcels || size > most.bytes)) break
      found.push({ number, bytes })
    }
    return found
  }

  async confirm(owner: Bytes, numbers: readonly number[]): Promise<number> {
    const kept = this.#kept.get(hex(owner))
    return kept === undefined ? 0 : numbers.filter(number => drop(kept, number)).length
  }

  async withdraw(owner: Bytes, pass: PassName, name: Bytes): Promise<number> {
    const kept = this.#kept.get(hex(owner))
    let withdrawn = 0
    for (const [number, parcel] of kept?.parcels ?? [])
      if (parcel.pass === pass && equal(parcel.name, name) && drop(kept!, number)) withdrawn += 1
    return withdrawn
  }

  async expire(before: number): Promise<number> {
    let expired = 0
    for (const kept of this.#kept.values())
      for (const [number, { at }] of kept.parcels) if (at < before && drop(kept, number)) expired += 1
    return expired
  }

  async invite(hash: Bytes, expiresAt: number): Promise<void> {
    this.#invitations.set(hex(hash), expiresAt)
  }

  async expireInvitations(now: number): Promise<number> {
    const old = [...this.#invitations].filter(([, expiresAt]) => expiresAt <= now)
    for (const [name] of old) this.#invitations.delete(name)
    return old.length
  }

  async healthy(): Promise<boolean> {
    return true
  }

  async saveTime(time: SavedTime): Promise<void> {
    this.savedTime = time
  }

  async close(): Promise<void> {
    this.#kept.clear()
  }
}

function drop({ mailbox, parcels }: Kept, number: number): boolean {
  const parcel = parcels.get(number)
  if (parcel === undefined) return false
  parcels.delete(number)
  mailbox.kept.change({ pass: parcel.pass, parcels: -1, bytes: -parcel.bytes.byteLength })
  return true
}

/** What one write is made of, and what it changes in memory once it is on disk. */
import { hex } from '../protocol/bytes.ts'
import type { Row } from './level-database.ts'
import { ageKey, type IndexRow, indexKey, nameKey, parcelKey } from './level-keys.ts'
import type { LevelMailbox } from './open-mailboxes.ts'
import type { Change } from './usage.ts'

export class Batch {
  readonly rows: Row[] = []
  readonly after: (() => void)[] = []
  /** What comes into mailboxes, and goes. Each is held by whoever changes it. */
  readonly changes = new Map<LevelMailbox, Change[]>()
  /** Keys that a work of it made, used up or deleted: nothing is done twice. */
  readonly #claimed = new Set<string>()
  mailboxes = 0
  parcels = 0
  bytes = 0
  /** Numbers up to this are reserved by it. */
  bound: number | undefined

  /** False where another work of this batch was here before. */
  claim(key: Uint8Array<ArrayBuffer>): boolean {
    const name = hex(key)
    if (this.#claimed.has(name)) return false
    this.#claimed.add(name)
    return true
  }

  isClaimed(key: Uint8Array<ArrayBuffer>): boolean {
    return this.#claimed.has(hex(key))
  }

  change(mailbox: LevelMailbox, change: Change): void {
    const changes = this.changes.get(mailbox)
    if (changes === undefined) this.changes.set(mailbox, [change])
    else changes.push(change)
    this.parcels += change.parcels
    this.bytes += change.bytes
  }

  /** Deletes a parcel that has this index row. False where this batch did so already. */
  delete(mailbox: LevelMailbox, parcel: number, { size, at, pass, name }: IndexRow): boolean {
    const key = indexKey(mailbox.number, parcel)
    if (!this.claim(key)) return false
    this.rows.push(
      { key, value: undefined },
      { key: parcelKey(parcel), value: undefined },
      { key: ageKey(at, mailbox.number, parcel), value: undefined },
    )
    if (name.byteLength > 0) this.rows.push({ key: nameKey(mailbox.number, name, parcel), value: undefined })
    this.change(mailbox, { pass, parcels: -1, bytes: -size })
    return true
  }
}

/** Mailboxes in LevelDB, on the relay's own disk. */
import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Bytes } from '../protocol/bytes.ts'
import { LevelDatabase } from './level-database.ts'
import { LevelEraser } from './level-eraser.ts'
import { cardKey } from './level-keys.ts'
import { OwnRows } from './level-own.ts'
import { completeUsage, LevelParcels, type LevelParts } from './level-parcels.ts'
import { LevelRegistry } from './level-registry.ts'
import { LevelWriter } from './level-writer.ts'
import type {
  Amount,
  Invitation,
  Mailbox,
  MailboxStore,
  MailboxSummary,
  NewParcel,
  PassName,
  Registration,
  SavedTime,
  StoredParcel,
} from './mailbox-store.ts'
import { OpenMailboxes } from './open-mailboxes.ts'

export interface LevelStoreOptions {
  /** Made if it is not there; what is in its parent folder stays. */
  folder: string
  /** Milliseconds since 1970. @default the machine's clock */
  clock?: () => number
}

export class LevelStore implements MailboxStore {
  readonly #parts: LevelParts
  readonly #registry: LevelRegistry
  readonly #parcels: LevelParcels

  private constructor(parts: LevelParts) {
    this.#parts = parts
    this.#registry = new LevelRegistry(parts)
    this.#parcels = new LevelParcels(parts)
  }

  /** `profile-in-use`; `internal` when it is damaged, `not-allowed` when another version made it: nothing is changed. */
  static async open({ folder, clock = Date.now }: LevelStoreOptions): Promise<LevelStore> {
    await mkdir(dirname(folder), { recursive: true, mode: 0o700 })
    let parts: LevelParts | undefined
    const database = await LevelDatabase.open(folder, async () => {
      parts?.mailboxes.clear()
      await parts?.own.readAgain()
    })
    try {
      const own = await OwnRows.open(database, folder, clock())
      const mailboxes = new OpenMailboxes(database)
      const writer = new LevelWriter(database, batch => {
        completeUsage(batch, mailboxes)
        own.complete(batch)
      })
      const eraser = await LevelEraser.open(database)
      parts = { database, mailboxes, writer, own, eraser }
      return new LevelStore(parts)
    } catch (error) {
      await database.close()
      throw error
    }
  }

  async close(): Promise<void> {
    await this.#parts.writer.idle()
    await this.#parts.eraser.close()
    await this.#parts.database.close()
  }

  get storeId(): Bytes {
    return this.#parts.own.id
  }

  get totals(): Readonly<Amount & { mailboxes: number }> {
    return this.#parts.own.totals
  }

  healthy(): Promise<boolean> {
    return this.#parts.database.healthy()
  }

  find(owner: Bytes): Promise<Mailbox | undefined> {
    return this.#parts.mailboxes.find(owner)
  }

  card(owner: Bytes): Promise<Bytes | undefined> {
    return this.#parts.database.get(cardKey(owner))
  }

  make(owner: Bytes, registration: Registration & { registeredAt: number }, invitation?: Invitation): Promise<boolean> {
    return this.#registry.make(owner, registration, invitation)
  }

  renew(owner: Bytes, registration: Registration): Promise<boolean> {
    return this.#registry.renew(owner, registration)
  }

  seen(owner: Bytes, at: number): Promise<void> {
    return this.#registry.seen(owner, at)
  }

  evict(owner: Bytes): Promise<boolean> {
    return this.#registry.evict(owner)
  }

  mailboxes(after: Bytes | undefined, limit: number): Promise<MailboxSummary[]> {
    return this.#registry.list(after, limit)
  }

  deposit(mailbox: Mailbox, parcel: NewParcel): Promise<number> {
    return this.#parcels.deposit(mailbox, parcel)
  }

  parcels(owner: Bytes, after: number, most: Amount): Promise<StoredParcel[]> {
    return this.#parcels.parcels(owner, after, most)
  }

  confirm(owner: Bytes, numbers: readonly number[]): Promise<number> {
    return this.#parcels.confirm(owner, numbers)
  }

  withdraw(owner: Bytes, pass: PassName, name: Bytes): Promise<number> {
    return this.#parcels.withdraw(owner, pass, name)
  }

  expire(before: number): Promise<number> {
    return this.#parcels.expire(before)
  }

  invite(hash: Bytes, expiresAt: number): Promise<void> {
    return this.#registry.invite(hash, expiresAt)
  }

  expireInvitations(now: number): Promise<number> {
    return this.#registry.expireInvitations(now)
  }

  get savedTime(): SavedTime | undefined {
    return this.#parts.own.time
  }

  saveTime(time: SavedTime): Promise<void> {
    const { own, writer } = this.#parts
    return writer.write({ size: 64, sync: false, prepare: batch => own.saveTime(batch, time) })
  }
}

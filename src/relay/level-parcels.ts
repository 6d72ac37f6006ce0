/** Parcels in LevelDB: how they come, go out, and are deleted. */
import type { Bytes } from '../protocol/bytes.ts'
import type { Batch } from './level-batch.ts'
import type { LevelDatabase } from './level-database.ts'
import type { LevelEraser } from './level-eraser.ts'
import {
  ageBound,
  ageKey,
  indexKey,
  indexValue,
  MAX_USAGE_PASSES,
  namedIn,
  nameKey,
  ownerKey,
  parcelIn,
  parcelKey,
  placeIn,
  readIndex,
  usageKey,
  usageValue,
  withdrawnKey,
} from './level-keys.ts'
import type { OwnRows } from './level-own.ts'
import type { LevelWriter, Work } from './level-writer.ts'
import {
  type Amount,
  type Mailbox,
  type NewParcel,
  type PassName,
  type StoredParcel,
  StoreRefusal,
} from './mailbox-store.ts'
import { LevelMailbox, type OpenMailboxes } from './open-mailboxes.ts'

/** Parcels deleted in one write. */
const EXPIRE_CHUNK = 500
/** Parcels of one name that one withdrawal deletes; nobody who means well leaves a parcel twice. */
const MAX_OF_ONE_NAME = 64

export interface LevelParts {
  database: LevelDatabase
  mailboxes: OpenMailboxes
  writer: LevelWriter
  own: OwnRows
  eraser: LevelEraser
}

/** Adds what its changes make of each mailbox, which is in memory once it is on disk. */
export function completeUsage(batch: Batch, mailboxes: OpenMailboxes): void {
  for (const [mailbox, changes] of batch.changes) {
    // Not worth adding up where the row will hardly be there.
    const many = mailbox.kept.size > 2 * MAX_USAGE_PASSES
    const value = many ? undefined : usageValue(mailbox.kept.with(changes))
    batch.rows.push({ key: usageKey(mailbox.owner), value })
    batch.after.push(() => {
      for (const change of changes) mailbox.kept.change(change)
      mailboxes.reweigh(mailbox)
    })
  }
}

export class LevelParcels {
  readonly #parts: LevelParts

  constructor(parts: LevelParts) {
    this.#parts = parts
  }

  async deposit(mailbox: Mailbox, { pass, name, bytes, at }: NewParcel): Promise<number> {
    const { mailboxes, own, writer } = this.#parts
    if (!(mailbox instanceof LevelMailbox) || !mailboxes.isOpen(mailbox))
      throw new StoreRefusal('this mailbox is not open')
    const parcel = own.number()
    const size = bytes.byteLength
    const change = { pass, parcels: 1, bytes: size }
    const arrived = () => mailbox.coming.change({ pass, parcels: -1, bytes: -size })
    mailbox.coming.change(change)
    mailbox.held += 1
    let written = false
    try {
      await writer.write({
        size,
        sync: true,
        prepare: batch => {
          // Evicted while this waited.
          if (mailbox.gone) throw new StoreRefusal('this mailbox is gone')
          own.reserve(batch, parcel)
          batch.rows.push(
            { key: parcelKey(parcel), value: bytes },
            { key: indexKey(mailbox.number, parcel), value: indexValue({ size, at, pass, name }) },
            { key: nameKey(mailbox.number, name, parcel), value: new Uint8Array(0) },
            { key: ageKey(at, mailbox.number, parcel), value: new Uint8Array(0) },
          )
          batch.change(mailbox, change)
          batch.after.push(() => {
            written = true
            arrived()
          })
        },
      })
      return parcel
    } finally {
      if (!written) arrived()
      mailbox.held -= 1
    }
  }

  async parcels(owner: Bytes, after: number, most: Amount): Promise<StoredParcel[]> {
    const { database, mailboxes } = this.#parts
    const mailbox = await mailboxes.find(owner)
    if (mailbox === undefined) return []
    const { number } = mailbox
    const numbers: number[] = []
    let bytes = 0
    for (const [key, index] of await database.rows({
      gte: indexKey(number, after + 1),
      lt: indexKey(number + 1, 0),
      limit: most.parcels,
    })) {
      bytes += readIndex(index).size
      if (numbers.length > 0 && bytes > most.bytes) break
      numbers.push(parcelIn(key))
    }
    const values = await database.getMany(numbers.map(parcelKey))
    // Deleted between the two readings: it need not go out.
    return numbers.flatMap((each, i) => (values[i] === undefined ? [] : [{ number: each, bytes: values[i] }]))
  }

  async confirm(owner: Bytes, numbers: readonly number[]): Promise<number> {
    let deleted = 0
    if (numbers.length === 0) return deleted
    await this.#change({ size: 64 * numbers.length, sync: false }, async (batch, find) => {
      const mailbox = await find(owner)
      if (mailbox === undefined) return
      const rows = await this.#parts.database.getMany(numbers.map(parcel => indexKey(mailbox.number, parcel)))
      for (const [i, parcel] of numbers.entries()) {
        const row = rows[i]
        if (row !== undefined && batch.delete(mailbox, parcel, readIndex(row))) deleted += 1
      }
    })
    return deleted
  }

  async withdraw(owner: Bytes, pass: PassName, name: Bytes): Promise<number> {
    const { database, mailboxes, eraser } = this.#parts
    const named = async ({ number }: LevelMailbox): Promise<number[]> => {
      const range = {
        gte: nameKey(number, name, 0),
        lt: nameKey(number, name, Number.MAX_SAFE_INTEGER),
        limit: MAX_OF_ONE_NAME,
      }
      return (await database.keys(range)).map(namedIn)
    }
    // What is not there, which anybody may ask for, costs the writer nothing.
    const there = await mailboxes.find(owner)
    if (there === undefined || (await named(there)).length === 0) return 0
    const withdrawn: number[] = []
    await this.#change({ size: 256, sync: true }, async (batch, find) => {
      const mailbox = await find(owner)
      if (mailbox === undefined) return
      const parcels = await named(mailbox)
      const rows = await database.getMany(parcels.map(parcel => indexKey(mailbox.number, parcel)))
      for (const [i, parcel] of parcels.entries()) {
        const row = rows[i] === undefined ? undefined : readIndex(rows[i])
        if (row?.pass !== pass || !batch.delete(mailbox, parcel, row)) continue
        batch.rows.push({ key: withdrawnKey(parcel), value: new Uint8Array(0) })
        withdrawn.push(parcel)
      }
    })
    eraser.erase(withdrawn)
    return withdrawn.length
  }

  async expire(before: number): Promise<number> {
    const { database } = this.#parts
    let expired = 0
    for (let more = true; more; ) {
      await this.#change({ size: 64 * EXPIRE_CHUNK, sync: false, alone: true }, async (batch, find) => {
        const keys = await database.keys({ gte: ageBound(0), lt: ageBound(before), limit: EXPIRE_CHUNK })
        more = keys.length === EXPIRE_CHUNK
        const places = keys.map(placeIn)
        const [owners, rows] = await Promise.all([
          database.getMany(places.map(({ mailbox }) => ownerKey(mailbox))),
          database.getMany(places.map(({ mailbox, parcel }) => indexKey(mailbox, parcel))),
        ])
        const found = await Promise.all(owners.map(owner => (owner === undefined ? undefined : find(owner))))
        for (const [i, { parcel }] of places.entries()) {
          const [row, mailbox] = [rows[i], found[i]]
          if (row === undefined || mailbox === undefined) batch.rows.push({ key: keys[i]!, value: undefined })
          else if (batch.delete(mailbox, parcel, readIndex(row))) expired += 1
        }
      })
    }
    return expired
  }

  /** One write, whose mailboxes are held in memory until it is done. */
  async #change(
    about: Omit<Work, 'prepare'>,
    prepare: (batch: Batch, find: (owner: Bytes) => Promise<LevelMailbox | undefined>) => Promise<void>,
  ): Promise<void> {
    const { mailboxes, writer } = this.#parts
    const held: LevelMailbox[] = []
    const find = async (owner: Bytes): Promise<LevelMailbox | undefined> => {
      const mailbox = await mailboxes.find(owner)
      if (mailbox === undefined) return undefined
      mailbox.held += 1
      held.push(mailbox)
      return mailbox
    }
    try {
      await writer.write({ ...about, prepare: batch => prepare(batch, find) })
    } finally {
      for (const mailbox of held) mailbox.held -= 1
    }
  }
}

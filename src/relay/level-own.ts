/** The store's own rows: who it is, how much it holds, which numbers are free, and the relay's time. */

import { randomBytes } from 'node:crypto'
import { type Bytes, readUint, uint } from '../protocol/bytes.ts'
import { EarshotError } from '../protocol/errors.ts'
import { phrase } from '../protocol/phrase.ts'
import type { Batch } from './level-batch.ts'
import { damaged, type LevelDatabase } from './level-database.ts'
import { after, ownKey, readTime, timeValue } from './level-keys.ts'
import type { Amount, SavedTime } from './mailbox-store.ts'

const LAYOUT_VERSION = 3
/** Of what may be read as it is: parcels had no names, and go as they went. */
const OLDEST_VERSION = 2
/** Numbers reserved on disk at once. */
const NUMBERS_AHEAD = 10_000
/**
 * Numbers start no lower than this much for each millisecond since 1970: a store put back to an older copy uses none of them again, unless
 * it is put back within ten seconds.
 */
const NUMBERS_PER_MS = 1024
const MAX_CLOCK = 2 ** 42

type Totals = Amount & { mailboxes: number }

export class OwnRows {
  readonly id: Bytes
  readonly totals: Totals
  time: SavedTime | undefined
  readonly #database: LevelDatabase
  /** The next number, of a parcel or a mailbox. */
  #next: number
  /** Numbers below this are reserved on disk. */
  #bound: number

  private constructor(database: LevelDatabase, found: Found, now: number) {
    this.#database = database
    this.id = found.id
    this.totals = found.totals
    this.time = found.time
    this.#bound = found.next
    this.#next = Math.max(found.next, now < MAX_CLOCK ? Math.floor(now) * NUMBERS_PER_MS : 0)
  }

  /** Makes them in a store that is new. `internal` where they are missing, `not-allowed` where another version made them. */
  static async open(database: LevelDatabase, folder: string, now: number): Promise<OwnRows> {
    return new OwnRows(database, await read(database, folder), now)
  }

  /** After a write that may be there or not. */
  async readAgain(): Promise<void> {
    const totals = await this.#database.get(ownKey('totals'))
    if (totals !== undefined) Object.assign(this.totals, readTotals(totals))
  }

  /** Never given before; to be reserved by what uses it. */
  number(): number {
    return this.#next++
  }

  reserve(batch: Batch, number: number): void {
    if (number >= Math.max(this.#bound, batch.bound ?? 0)) batch.bound = number + NUMBERS_AHEAD
  }

  saveTime(batch: Batch, time: SavedTime): void {
    batch.rows.push({ key: ownKey('time'), value: Buffer.concat([timeValue(time.relay), timeValue(time.wall)]) })
    batch.after.push(() => {
      this.time = time
    })
  }

  complete(batch: Batch): void {
    const totals = {
      mailboxes: this.totals.mailboxes + batch.mailboxes,
      parcels: this.totals.parcels + batch.parcels,
      bytes: this.totals.bytes + batch.bytes,
    }
    const { bound } = batch
    batch.rows.push({ key: ownKey('totals'), value: totalsValue(totals) })
    if (bound !== undefined) batch.rows.push({ key: ownKey('next'), value: uint(bound, 7) })
    batch.after.push(() => {
      Object.assign(this.totals, totals)
      if (bound !== undefined) this.#bound = bound
    })
  }
}

interface Found {
  id: Bytes
  next: number
  totals: Totals
  time: SavedTime | undefined
}

const nothing = (): Totals => ({ mailboxes: 0, parcels: 0, bytes: 0 })

async function read(database: LevelDatabase, folder: string): Promise<Found> {
  const names = ['version', 'id', 'next', 'totals', 'time'] as const
  const [version, id, next, totals, time] = await database.getMany(names.map(ownKey))
  if (version === undefined || id === undefined) {
    const any = await database.keys({ gte: Uint8Array.of(0), lt: after('z'), limit: 1 })
    if (any.length > 0) throw damaged(folder, phrase`its own rows are missing`)
    return make(database)
  }
  checkVersion(version[0]!)
  // From now on it holds what the older program would not understand.
  if (version[0]! < LAYOUT_VERSION)
    await database.write([{ key: ownKey('version'), value: Uint8Array.of(LAYOUT_VERSION) }], true)
  return {
    id,
    next: next === undefined ? 1 : readUint(next, 0, 7),
    totals: totals === undefined ? nothing() : readTotals(totals),
    time: time === undefined ? undefined : { relay: readTime(time), wall: readTime(time.subarray(6)) },
  }
}

async function make(database: LevelDatabase): Promise<Found> {
  const id = randomBytes(16)
  const rows = [
    { key: ownKey('version'), value: Uint8Array.of(LAYOUT_VERSION) },
    { key: ownKey('id'), value: id },
  ]
  await database.write(rows, true)
  return { id, next: 1, totals: nothing(), time: undefined }
}

function checkVersion(version: number): void {
  if (version > LAYOUT_VERSION)
    throw new EarshotError(
      'not-allowed',
      'these mailboxes were written by a newer Earshot',
      'use that version, or a newer one; nothing was changed',
    )
  if (version < OLDEST_VERSION)
    throw new EarshotError(
      'not-allowed',
      'these mailboxes were written by an Earshot from before its first release',
      'begin with an empty store: delete all but `identity.json`. Senders deposit again; people need new invitations',
    )
}

const totalsValue = ({ mailboxes, parcels, bytes }: Totals): Bytes =>
  Buffer.concat([uint(mailboxes, 7), uint(parcels, 7), uint(bytes, 7)])

const readTotals = (value: Bytes): Totals => ({
  mailboxes: readUint(value, 0, 7),
  parcels: readUint(value, 7, 7),
  bytes: readUint(value, 14, 7),
})

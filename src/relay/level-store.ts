/** Mailboxes in LevelDB, on the relay's own disk. */
import { randomBytes } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { type Bytes, equal, hex, readUint, uint } from '../protocol/bytes.ts'
import { EarshotError } from '../protocol/errors.ts'
import { damaged, LevelDatabase } from './level-database.ts'
import {
  after,
  ageBound,
  ageKey,
  cardKey,
  indexKey,
  indexValue,
  invitationKey,
  mailboxKey,
  mailboxValue,
  ownerIn,
  ownKey,
  parcelIn,
  parcelKey,
  placeIn,
  readIndex,
  readMailbox,
  readTime,
  seenKey,
  timeValue,
} from './level-keys.ts'
import { type Batch, LevelWriter } from './level-writer.ts'
import {
  type Amount,
  type Mailbox,
  type MailboxStore,
  type MailboxSummary,
  type NewParcel,
  type Registration,
  type SavedTime,
  type StoredParcel,
  StoreRefusal,
} from './mailbox-store.ts'
import { ALL_MAILBOXES, OpenMailboxes } from './open-mailboxes.ts'
import { OpenMailbox } from './usage.ts'

const LAYOUT_VERSION = 1
/** Numbers reserved on disk at once. */
const NUMBERS_AHEAD = 10_000
/**
 * Numbers start no lower than this much for each millisecond since 1970: a store put back to an older copy uses none of them again, unless
 * it is put back within ten seconds.
 */
const NUMBERS_PER_MS = 1024
const MAX_CLOCK = 2 ** 42
/** Parcels deleted in one write. */
const EXPIRE_CHUNK = 500
const EVICT_CHUNK = 1000

export interface LevelStoreOptions {
  /** Made if it is not there; what is in its parent folder stays. */
  folder: string
  /** Milliseconds since 1970. @default the machine's clock */
  clock?: () => number
}

export class LevelStore implements MailboxStore {
  readonly storeId: Bytes
  readonly totals: Amount & { mailboxes: number }
  savedTime: SavedTime | undefined
  readonly #database: LevelDatabase
  readonly #mailboxes: OpenMailboxes
  readonly #writer: LevelWriter
  /** The next number, of a parcel or a mailbox. */
  #next: number
  /** Numbers below this are reserved on disk. */
  #bound: number

  private constructor(database: LevelDatabase, mailboxes: OpenMailboxes, own: Own, clock: () => number) {
    this.#database = database
    this.#mailboxes = mailboxes
    this.#writer = new LevelWriter(database, batch => this.#complete(batch))
    this.storeId = own.id
    this.totals = own.totals
    this.savedTime = own.time
    const now = clock()
    this.#bound = own.next
    this.#next = Math.max(own.next, now < MAX_CLOCK ? Math.floor(now) * NUMBERS_PER_MS : 0)
  }

  /** `profile-in-use`; `internal` when it is damaged, `not-allowed` when a newer version made it: nothing is changed. */
  static async open({ folder, clock = Date.now }: LevelStoreOptions): Promise<LevelStore> {
    await mkdir(dirname(folder), { recursive: true, mode: 0o700 })
    let store: LevelStore | undefined
    const database = await LevelDatabase.open(folder, async () => store?.readAgain())
    try {
      store = new LevelStore(database, new OpenMailboxes(database), await readOwn(database, folder), clock)
      return store
    } catch (error) {
      await database.close()
      throw error
    }
  }

  /** After a write that may be there or not. */
  private async readAgain(): Promise<void> {
    this.#mailboxes.clear()
    const totals = await this.#database.get(ownKey('totals'))
    if (totals !== undefined) Object.assign(this.totals, readTotals(totals))
  }

  async close(): Promise<void> {
    await this.#writer.idle()
    await this.#database.close()
  }

  find(owner: Bytes): Promise<OpenMailbox | undefined> {
    return this.#mailboxes.find(owner)
  }

  card(owner: Bytes): Promise<Bytes | undefined> {
    return this.#database.get(cardKey(owner))
  }

  async make(
    owner: Bytes,
    { card, passes, registeredAt }: Registration & { registeredAt: number },
    invitation?: Bytes,
  ): Promise<boolean> {
    let made = true
    await this.#writer.write({
      size: card.byteLength,
      sync: true,
      prepare: async batch => {
        const key = mailboxKey(owner)
        const code = invitation === undefined ? undefined : invitationKey(invitation)
        const [there, invited] = await this.#database.getMany([key, code ?? key])
        // Nothing waits from here on: two works of one batch cannot both claim a name.
        if (there !== undefined || batch.claimed.has(hex(key))) return
        if (code !== undefined) {
          made = invited !== undefined && !batch.claimed.has(hex(code))
          if (!made) return
          batch.claimed.add(hex(code))
          batch.rows.push({ key: code, value: undefined })
        }
        batch.claimed.add(hex(key))
        const number = this.#number(batch)
        batch.rows.push(
          { key, value: mailboxValue({ number, registeredAt, passes }) },
          { key: cardKey(owner), value: card },
        )
        batch.mailboxes += 1
      },
    })
    return made
  }

  async renew(owner: Bytes, { card, passes }: Registration): Promise<boolean> {
    let there = false
    await this.#writer.write({
      size: card.byteLength,
      sync: true,
      alone: true,
      prepare: async batch => {
        const [value, before] = await this.#database.getMany([mailboxKey(owner), cardKey(owner)])
        if (value === undefined) return
        there = true
        if (before === undefined || !equal(before, card)) batch.rows.push({ key: cardKey(owner), value: card })
        const renewed = mailboxValue({ ...readMailbox(value), passes })
        if (equal(value, renewed)) return
        batch.rows.push({ key: mailboxKey(owner), value: renewed })
        const mailbox = await this.find(owner)
        if (mailbox === undefined) return
        batch.after.push(() => {
          mailbox.renew(passes)
          this.#mailboxes.reweigh(mailbox)
        })
      },
    })
    return there
  }

  seen(owner: Bytes, at: number): Promise<void> {
    return this.#writer.write({
      size: 40,
      sync: false,
      prepare: async batch => {
        // An owner whose mailbox was taken away leaves nothing behind.
        if ((await this.#database.get(mailboxKey(owner))) === undefined) return
        batch.rows.push({ key: seenKey(owner), value: timeValue(at) })
      },
    })
  }

  async evict(owner: Bytes): Promise<boolean> {
    let there = false
    await this.#writer.write({
      size: 0,
      sync: true,
      alone: true,
      prepare: async batch => {
        const value = await this.#database.get(mailboxKey(owner))
        if (value === undefined) return
        const mailbox = await this.find(owner)
        const { number } = readMailbox(value)
        let from = 0
        for (;;) {
          const rows = await this.#indexRows(number, from, EVICT_CHUNK)
          for (const [key, index] of rows) this.#delete(batch, number, parcelIn(key), index)
          if (rows.length < EVICT_CHUNK) break
          from = parcelIn(rows.at(-1)![0]) + 1
        }
        there = true
        for (const key of [mailboxKey(owner), cardKey(owner), seenKey(owner)])
          batch.rows.push({ key, value: undefined })
        batch.mailboxes -= 1
        batch.after.push(() => {
          this.#mailboxes.forget(owner)
          if (mailbox !== undefined) mailbox.gone = true
        })
      },
    })
    return there
  }

  async mailboxes(after: Bytes | undefined, limit: number): Promise<MailboxSummary[]> {
    const gte = after === undefined ? ALL_MAILBOXES.gte : Buffer.concat([mailboxKey(after), Uint8Array.of(0)])
    const rows = await this.#database.rows({ gte, lt: ALL_MAILBOXES.lt, limit })
    const owners = rows.map(([key]) => ownerIn(key))
    const seen = await this.#database.getMany(owners.map(seenKey))
    const summaries: MailboxSummary[] = []
    for (const [i, owner] of owners.entries()) {
      const mailbox = await this.find(owner)
      if (mailbox === undefined) continue
      const { registeredAt, total } = mailbox
      const at = seen[i]
      summaries.push({ owner, registeredAt, ...total, lastSeen: at === undefined ? undefined : readTime(at) })
    }
    return summaries
  }

  async deposit(mailbox: Mailbox, { pass, bytes, at }: NewParcel): Promise<number> {
    const number = mailbox instanceof OpenMailbox ? this.#mailboxes.numberOf(mailbox) : undefined
    if (number === undefined || !(mailbox instanceof OpenMailbox)) throw new StoreRefusal('this mailbox is not open')
    const parcel = this.#next++
    mailbox.add(pass, bytes.byteLength)
    mailbox.pending += 1
    try {
      await this.#writer.write({
        size: bytes.byteLength,
        sync: true,
        prepare: batch => {
          // Evicted while this waited.
          if (mailbox.gone) throw new StoreRefusal('this mailbox is gone')
          this.#reserve(batch, parcel)
          batch.rows.push(
            { key: parcelKey(parcel), value: bytes },
            { key: indexKey(number, parcel), value: indexValue({ size: bytes.byteLength, at, pass }) },
            { key: ageKey(at, number, parcel), value: new Uint8Array(0) },
          )
          batch.parcels += 1
          batch.bytes += bytes.byteLength
        },
      })
      return parcel
    } catch (error) {
      mailbox.take(pass, bytes.byteLength)
      throw error
    } finally {
      mailbox.pending -= 1
      this.#mailboxes.reweigh(mailbox)
    }
  }

  async parcels(owner: Bytes, after: number, most: Amount): Promise<StoredParcel[]> {
    const mailbox = await this.find(owner)
    const number = mailbox === undefined ? undefined : this.#mailboxes.numberOf(mailbox)
    if (number === undefined) return []
    const numbers: number[] = []
    let bytes = 0
    for (const [key, index] of await this.#indexRows(number, after + 1, most.parcels)) {
      bytes += readIndex(index).size
      if (numbers.length > 0 && bytes > most.bytes) break
      numbers.push(parcelIn(key))
    }
    const values = await this.#database.getMany(numbers.map(parcelKey))
    // Deleted between the two readings: it need not go out.
    return numbers.flatMap((each, i) => (values[i] === undefined ? [] : [{ number: each, bytes: values[i] }]))
  }

  async confirm(owner: Bytes, numbers: readonly number[]): Promise<number> {
    const mailbox = await this.find(owner)
    const number = mailbox === undefined ? undefined : this.#mailboxes.numberOf(mailbox)
    if (number === undefined || numbers.length === 0) return 0
    let deleted = 0
    await this.#writer.write({
      size: 64 * numbers.length,
      sync: false,
      prepare: async batch => {
        const rows = await this.#database.getMany(numbers.map(parcel => indexKey(number, parcel)))
        for (const [i, parcel] of numbers.entries()) {
          const row = rows[i]
          if (row !== undefined && this.#delete(batch, number, parcel, row)) deleted += 1
        }
      },
    })
    return deleted
  }

  async expire(before: number): Promise<number> {
    let expired = 0
    for (let more = true; more; ) {
      await this.#writer.write({
        size: 64 * EXPIRE_CHUNK,
        sync: false,
        alone: true,
        prepare: async batch => {
          const keys = await this.#database.keys({ gte: ageBound(0), lt: ageBound(before), limit: EXPIRE_CHUNK })
          more = keys.length === EXPIRE_CHUNK
          const places = keys.map(placeIn)
          const rows = await this.#database.getMany(places.map(({ mailbox, parcel }) => indexKey(mailbox, parcel)))
          for (const [i, { mailbox, parcel }] of places.entries()) {
            const row = rows[i]
            if (row === undefined) batch.rows.push({ key: keys[i]!, value: undefined })
            else if (this.#delete(batch, mailbox, parcel, row)) expired += 1
          }
        },
      })
    }
    return expired
  }

  invite(hash: Bytes, at: number): Promise<void> {
    return this.#writer.write({
      size: 64,
      sync: true,
      prepare: batch => void batch.rows.push({ key: invitationKey(hash), value: timeValue(at) }),
    })
  }

  saveTime(time: SavedTime): Promise<void> {
    return this.#writer.write({
      size: 64,
      sync: false,
      prepare: batch => {
        batch.rows.push({
          key: ownKey('time'),
          value: Buffer.concat([timeValue(time.relay), timeValue(time.wall)]),
        })
        batch.after.push(() => {
          this.savedTime = time
        })
      },
    })
  }

  #indexRows(mailbox: number, from: number, limit: number): Promise<[Bytes, Bytes][]> {
    return this.#database.rows({ gte: indexKey(mailbox, from), lt: indexKey(mailbox + 1, 0), limit })
  }

  #delete(batch: Batch, mailbox: number, parcel: number, index: Bytes): boolean {
    const key = indexKey(mailbox, parcel)
    const name = hex(key)
    if (batch.deleted.has(name)) return false
    batch.deleted.add(name)
    const { size, at, pass } = readIndex(index)
    batch.rows.push(
      { key, value: undefined },
      { key: parcelKey(parcel), value: undefined },
      { key: ageKey(at, mailbox, parcel), value: undefined },
    )
    batch.parcels -= 1
    batch.bytes -= size
    batch.after.push(() => this.#mailboxes.took(mailbox, parcel, pass, size))
    return true
  }

  #number(batch: Batch): number {
    const number = this.#next++
    this.#reserve(batch, number)
    return number
  }

  #reserve(batch: Batch, number: number): void {
    if (number >= Math.max(this.#bound, batch.bound ?? 0)) batch.bound = number + NUMBERS_AHEAD
  }

  #complete(batch: Batch): void {
    const totals = {
      mailboxes: this.totals.mailboxes + batch.mailboxes,
      parcels: this.totals.parcels + batch.parcels,
      bytes: this.totals.bytes + batch.bytes,
    }
    batch.rows.push({ key: ownKey('totals'), value: totalsValue(totals) })
    const { bound } = batch
    if (bound !== undefined) batch.rows.push({ key: ownKey('next'), value: uint(bound, 7) })
    batch.after.push(() => {
      Object.assign(this.totals, totals)
      if (bound !== undefined) this.#bound = bound
    })
  }
}

const totalsValue = ({ mailboxes, parcels, bytes }: Amount & { mailboxes: number }): Bytes =>
  Buffer.concat([uint(mailboxes, 7), uint(parcels, 7), uint(bytes, 7)])

const readTotals = (value: Bytes): Amount & { mailboxes: number } => ({
  mailboxes: readUint(value, 0, 7),
  parcels: readUint(value, 7, 7),
  bytes: readUint(value, 14, 7),
})

interface Own {
  id: Bytes
  next: number
  totals: Amount & { mailboxes: number }
  time: SavedTime | undefined
}

/** Reads the store's own rows, and makes them in a store that is new. */
async function readOwn(database: LevelDatabase, folder: string): Promise<Own> {
  const names = ['version', 'id', 'next', 'totals', 'time'] as const
  const [version, id, next, totals, time] = await database.getMany(names.map(ownKey))
  if (version === undefined || id === undefined) {
    const any = await database.keys({ gte: Uint8Array.of(0), lt: after('z'), limit: 1 })
    if (any.length > 0) throw damaged(folder, 'its own rows are missing')
    const fresh: Own = { id: randomBytes(16), next: 1, totals: { mailboxes: 0, parcels: 0, bytes: 0 }, time: undefined }
    await database.write(
      [
        { key: ownKey('version'), value: Uint8Array.of(LAYOUT_VERSION) },
        { key: ownKey('id'), value: fresh.id },
      ],
      true,
    )
    return fresh
  }
  if (version[0]! > LAYOUT_VERSION)
    throw new EarshotError(
      'not-allowed',
      'these mailboxes were written by a newer Earshot',
      'use that version, or a newer one; nothing was changed',
    )
  return {
    id,
    next: next === undefined ? 1 : readUint(next, 0, 7),
    totals: totals === undefined ? { mailboxes: 0, parcels: 0, bytes: 0 } : readTotals(totals),
    time: time === undefined ? undefined : { relay: readTime(time), wall: readTime(time.subarray(6)) },
  }
}

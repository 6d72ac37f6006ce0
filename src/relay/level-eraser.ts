/**
 * What is deleted in LevelDB stays in its log and its tables until these are written anew, which may take for ever. What was withdrawn is
 * to leave the disk: this has those tables written anew, soon after, and after the next start where the relay ended before that.
 *
 * One compaction is not enough. A parcel that was in memory when it was deleted is written to one table together with its own deletion,
 * and LevelDB compacts a table only with what overlaps above it. So it is deleted once more, and compacted again: the second deletion
 * comes to lie above the first.
 */
import { Rounds } from '../disk/rounds.ts'
import type { LevelDatabase } from './level-database.ts'
import { after, parcelKey, withdrawnIn, withdrawnKey } from './level-keys.ts'

/** Parcels whose numbers are as near as this lie side by side, and are compacted together. */
const NEAR = 64
/** Stretches erased in one round. */
const MAX_STRETCHES = 32
/** Read at the start. */
const CHUNK = 1000

interface Stretch {
  first: number
  last: number
  parcels: number[]
}

export class LevelEraser {
  readonly #database: LevelDatabase
  readonly #waiting = new Set<number>()
  /** Between two of them no reader of the database lasts, which would keep what it sees. What fails is tried again: its rows are there still. */
  readonly #rounds = new Rounds({
    waiting: () => this.#waiting.size > 0,
    round: () => this.#erase(),
    failed: () => undefined,
  })

  private constructor(database: LevelDatabase) {
    this.#database = database
  }

  /** Goes on with what was not erased when the relay ended. */
  static async open(database: LevelDatabase): Promise<LevelEraser> {
    const eraser = new LevelEraser(database)
    for (let from = 0; ; ) {
      const keys = await database.keys({ gte: withdrawnKey(from), lt: after('w'), limit: CHUNK })
      eraser.erase(keys.map(withdrawnIn))
      if (keys.length < CHUNK) return eraser
      from = withdrawnIn(keys.at(-1)!) + 1
    }
  }

  /** Erases parcels that were deleted, and have a row that says so. */
  erase(parcels: readonly number[]): void {
    for (const parcel of parcels) this.#waiting.add(parcel)
    this.#rounds.soon()
  }

  /** Waits for the round that is under way; the rest has its turn after the next start. */
  close(): Promise<void> {
    return this.#rounds.close()
  }

  async #erase(): Promise<void> {
    const stretches = stretchesOf([...this.#waiting]).slice(0, MAX_STRETCHES)
    const parcels = stretches.flatMap(stretch => stretch.parcels)
    await this.#compact(stretches)
    await this.#database.write(
      parcels.map(parcel => ({ key: parcelKey(parcel), value: undefined })),
      false,
    )
    await this.#compact(stretches)
    await this.#database.write(
      parcels.map(parcel => ({ key: withdrawnKey(parcel), value: undefined })),
      false,
    )
    for (const parcel of parcels) this.#waiting.delete(parcel)
  }

  async #compact(stretches: readonly Stretch[]): Promise<void> {
    for (const { first, last } of stretches) await this.#database.compact(parcelKey(first), parcelKey(last))
  }
}

/** What lies between two parcels is written anew with them: those that are far from each other are compacted one by one. */
function stretchesOf(parcels: number[]): Stretch[] {
  const stretches: Stretch[] = []
  for (const parcel of parcels.sort((a, b) => a - b)) {
    const stretch = stretches.at(-1)
    if (stretch === undefined || parcel - stretch.last > NEAR) {
      stretches.push({ first: parcel, last: parcel, parcels: [parcel] })
    } else {
      stretch.last = parcel
      stretch.parcels.push(parcel)
    }
  }
  return stretches
}

/**
 * A profile that was rolled back to an older copy of its disk writes numbers of its feed a second time. It notices when a neighbour
 * has more of its own feed than itself, or another chain. Once that is proved (`Recovery`) it writes under a new installation; what the neighbour has is
 * fetched back, from further and further below until the two agree, and where they differ both are kept (`Conversations.mend`).
 */
import { endOf, type Stored } from '../../protocol/cursor.ts'
import type { Entry } from '../../protocol/entry.ts'
import type { FeedRecord } from '../../store/records.ts'

const FIRST_STEP = 64

export class Rescue {
  readonly author: string
  readonly installation: string
  /** Local number of the feed. */
  readonly feed: number
  /** The highest number that this disk has of it. */
  readonly ownEnd: number
  /** The highest number that the neighbour has. */
  readonly end: number
  /** Everything beyond this is being fetched. */
  claim: number
  #step = FIRST_STEP
  #collected: Entry[] = []

  constructor(feed: FeedRecord, said: Stored) {
    this.author = feed.author
    this.installation = feed.installation
    this.feed = feed.number
    this.ownEnd = endOf(feed)
    this.end = endOf(said)
    this.claim = Math.max(0, Math.min(this.ownEnd, this.end) - this.#step)
  }

  /** What the neighbour is told instead of the truth while this lasts, so that it sends what was lost. */
  get position(): number {
    return this.claim + this.#collected.length
  }

  /** Takes the next of the feed; what comes out of turn is left for later. */
  collect(entry: Entry): void {
    if (entry.header.seq === this.position + 1) this.#collected.push(entry)
  }

  get complete(): boolean {
    return this.position >= this.end
  }

  get collected(): readonly Entry[] {
    return this.#collected
  }

  /** Fetches from further below. */
  lower(): void {
    this.#step *= 4
    this.claim = Math.max(0, this.claim - this.#step)
    this.#collected = []
  }

  /**
   * Where the two lives part: the first number with two entries, or the first beyond this disk's own. `undefined`: not seen yet, as
   * all that was fetched differs already. `ownIds[i]` is the id of number claim + 1 + i here.
   */
  fork(ownIds: readonly string[]): number | undefined {
    for (const [i, entry] of this.#collected.entries()) {
      if (i >= ownIds.length || ownIds[i] !== entry.id)
        return i === 0 && this.claim > 0 && ownIds.length > 0 ? undefined : this.claim + i + 1
    }
    return this.end + 1
  }
}

/**
 * What one neighbour lacks of one conversation, and what is on its way there. The feeds are the outbox: what is lacking is what this
 * peer has and the neighbour's cursor does not, so there is no queue to keep in step.
 */
import { covers, missing, NOTHING, type Stored, union, withRange } from '../../protocol/cursor.ts'
import type { ConversationRecord } from '../../store/records.ts'

export interface Lacking {
  feed: number
  from: number
  to: number
}

export class Outbound {
  /** What the neighbour said it has, by number of feed. */
  readonly #theirs = new Map<number, Stored>()
  /** That, and what was sent since. */
  readonly #sent = new Map<number, Stored>()

  /** Goes up when the neighbour wants to begin elsewhere. */
  turn = 0

  /** @param again - the neighbour wants what lies beyond this sent (again), whatever was sent before */
  said(feed: number, stored: Stored, again: boolean): void {
    if (again) this.turn++
    this.#theirs.set(feed, stored)
    this.#sent.set(feed, again ? stored : union(this.#sent.get(feed) ?? NOTHING, stored))
  }

  /** The neighbour sent this one itself, so it is not sent back. */
  shown(feed: number, seq: number): void {
    this.#sent.set(feed, withRange(this.#sent.get(feed) ?? NOTHING, [seq, seq]) ?? this.#sent.get(feed) ?? NOTHING)
  }

  /** What could not be sent may be sent now: all that the neighbour did not say it has is to be sent (again). */
  again(): void {
    this.turn++
    this.#sent.clear()
    for (const [feed, stored] of this.#theirs) this.#sent.set(feed, stored)
  }

  /** Whether the neighbour has said that it has this one. */
  has(feed: number, seq: number): boolean {
    return covers(this.#theirs.get(feed) ?? NOTHING, seq)
  }

  sending(feed: number, from: number, to: number): void {
    const sent = this.#sent.get(feed) ?? NOTHING
    this.#sent.set(feed, withRange(sent, [from, to]) ?? sent)
  }

  /** The next stretch to send; undefined when the neighbour has, or is being sent, everything. */
  next(conversation: ConversationRecord): Lacking | undefined {
    for (const feed of conversation.feeds) {
      const [first] = missing(feed, this.#sent.get(feed.number) ?? NOTHING)
      if (first !== undefined) return { feed: feed.number, from: first[0], to: first[1] }
    }
    return undefined
  }
}

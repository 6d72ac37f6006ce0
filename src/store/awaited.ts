/** Rows that wait: for a reader to have or to have read an own entry, and for the time at which an entry disappears. */
import { type Arrived, AWAITED_ERASURE, AWAITED_SEAL, AWAITED_TIMER } from './changes.ts'
import type { Database } from './database.ts'
import { awaitedRange, deadlineRange, readAwaitedKey, readDeadlineKey, type Standing } from './keys.ts'
import type { Advance } from './readers.ts'
import { type ConversationRecord, reached } from './records.ts'

/** Entries taken in one piece of work. */
const MAX_AT_ONCE = 500

export interface ArrivedOptions {
  /** Milliseconds since 1970. */
  now: number
  /** Nobody tells the other what they read: they may have read it as soon as they have it. */
  quiet: boolean
  /** What a cursor brought: nothing else can have come to an end. @default everything is looked at */
  advances?: readonly Advance[]
}

/** What of a conversation has nothing to wait for any more, as much at a time as goes into one piece of work. */
export async function* arrivedOf(
  database: Database,
  record: ConversationRecord,
  { now, quiet, advances }: ArrivedOptions,
): AsyncGenerator<Arrived[]> {
  const ranges = advances?.map(advance => awaitedRange(record.number, advance)) ?? [awaitedRange(record.number)]
  let arrived: Arrived[] = []
  for (const range of ranges) {
    for await (const [key, value] of database.range(range)) {
      const at = readAwaitedKey(key)
      const state = reached(record, at.feed, at.seq)
      const had = state === 'read' || state === 'delivered' ? AWAITED_ERASURE | AWAITED_SEAL : 0
      const read = state === 'read' || (state === 'delivered' && quiet) ? AWAITED_TIMER : 0
      const due = had | read
      if (((value[0] ?? 0) & due) !== 0) arrived.push({ at, due, now })
      if (arrived.length < MAX_AT_ONCE) continue
      yield arrived
      arrived = []
    }
  }
  if (arrived.length > 0) yield arrived
}

/** What is to disappear by now, the earliest first; some of it where it is much. */
export async function overdue(database: Database, now: number): Promise<(Standing & { deadline: number })[]> {
  const due: (Standing & { deadline: number })[] = []
  for await (const key of database.keys({ ...deadlineRange(now), limit: MAX_AT_ONCE })) due.push(readDeadlineKey(key))
  return due
}

/** When the next entry disappears, milliseconds since 1970. */
export async function nextDeadline(database: Database): Promise<number | undefined> {
  for await (const key of database.keys({ ...deadlineRange(), limit: 1 })) return readDeadlineKey(key).deadline
  return undefined
}

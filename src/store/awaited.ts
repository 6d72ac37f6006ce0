/** Rows that wait: for a reader to have or to have read an own entry, and for the time at which an entry disappears. */
import { type Arrived, AWAITED_ERASURE, AWAITED_SEAL, AWAITED_TIMER } from './changes.ts'
import type { Database } from './database.ts'
import { awaitedRange, deadlineRange, readAwaitedKey, readDeadlineKey, type Standing } from './keys.ts'
import { type ConversationRecord, reached } from './records.ts'
import { readStored } from './stored.ts'

/** Entries taken in one piece of work. */
const MAX_AT_ONCE = 500

/**
 * What of a conversation has nothing to wait for any more.
 *
 * @param quiet - nobody tells the other what they read: they may have read it as soon as they have it
 */
export async function arrivedOf(
  database: Database,
  record: ConversationRecord,
  { now, quiet }: { now: number; quiet: boolean },
): Promise<Arrived[]> {
  const arrived: Arrived[] = []
  for await (const [key, value] of database.range(awaitedRange(record.number))) {
    const at = readAwaitedKey(key)
    // Where it stands now: it may have been issued again since.
    const stored = readStored({ read: name => database.get(name), keyring: database.keyring }, at)
    const state = stored === undefined ? 'read' : reached(record, stored.feed, stored.entry.header.seq)
    const had = state === 'read' || state === 'delivered' ? AWAITED_ERASURE | AWAITED_SEAL : 0
    const read = state === 'read' || (state === 'delivered' && quiet) ? AWAITED_TIMER : 0
    const due = had | read
    if (((value[0] ?? 0) & due) !== 0) arrived.push({ at, due, now })
    if (arrived.length >= MAX_AT_ONCE) break
  }
  return arrived
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

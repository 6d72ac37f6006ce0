/** Entries as a search reads them: those at a place, or all of them, newest first. */
import type { Bytes } from '../../protocol/bytes.ts'
import { entryKey, historyRange, readEntryKey, type Standing } from '../keys.ts'
import { decodeStored, type StoredEntry } from '../stored.ts'
import type { Transaction } from '../transaction.ts'
import { type Places, Union } from './postings.ts'
import type { Readers } from './readers.ts'
import { LAST_PLACE, newerFirst, type Place, placeBefore } from './rows.ts'

const LAST_ID = 'f'.repeat(32)
/** Entries read at a time: few at first, more the longer a conversation is followed. */
const FIRST_CHUNK = 4
const MAX_CHUNK = 128

const lastKeyAt = (place: Place): Bytes => entryKey({ ...place, id: LAST_ID }, true)

/** What stands at a place, the greatest id first: nearly always one. */
export function entriesAt(readers: Readers, place: Place): Promise<StoredEntry[]> {
  return readers.with(async scan => {
    scan.seek(lastKeyAt(place))
    const found: StoredEntry[] = []
    for (;;) {
      // Two at a time: the second nearly always says that there is no more.
      const rows = await scan.next(2)
      for (const [key, value] of rows) {
        const at = readEntryKey(key)
        if (at.conversation !== place.conversation || at.stamp !== place.stamp) return found
        found.push(decodeStored(at, value, true, readers.keyring))
      }
      if (rows.length < 2) return found
    }
  })
}

/** What is shown at a place, as a batch that is being put together sees it. */
export function readShown(tx: Transaction, at: Standing): StoredEntry | undefined {
  const value = tx.read(entryKey(at, true))
  return value === undefined ? undefined : decodeStored(at, value, true, tx.keyring)
}

/** A conversation that is searched. */
export interface Searched {
  readonly number: number
  /** Where the last of what is shown in it stands; read where it is not known. */
  readonly last?: Place
}

/** One conversation, newest first, in groups of what stands at one place. */
class Conversation implements Places {
  readonly #readers: Readers
  readonly #number: number
  #groups: StoredEntry[][] = []
  #at = 0
  #chunk = FIRST_CHUNK
  #whole = false
  /** Where its last entry stands, as somebody says: until it is its turn, nothing is read. */
  #presumed: Place | undefined

  constructor(readers: Readers, number: number, presumed?: Place) {
    this.#readers = readers
    this.#number = number
    this.#presumed = presumed
  }

  get presumed(): boolean {
    return this.#presumed !== undefined
  }

  /** Looks at what was presumed. */
  async look(): Promise<void> {
    const place = this.#presumed
    this.#presumed = undefined
    if (place !== undefined) await this.move(place)
  }

  get group(): readonly StoredEntry[] {
    return this.#groups[this.#at] ?? []
  }

  get head(): Place | undefined {
    return this.#presumed ?? this.group[0]
  }

  async move(to: Place): Promise<void> {
    if (this.#presumed !== undefined && newerFirst(this.#presumed, to) >= 0) return
    this.#presumed = undefined
    for (let { head } = this; head !== undefined && newerFirst(head, to) < 0; { head } = this) this.#at++
    while (this.head === undefined && !this.#whole) {
      const from = to.conversation >= this.#number ? to.stamp : to.stamp - 1
      if (from < 0) return
      await this.#read({ conversation: this.#number, stamp: from })
    }
  }

  async #read(from: Place): Promise<void> {
    const rows = await this.#readers.before(lastKeyAt(from), this.#chunk)
    const own = rows.map(([key, value]) => [readEntryKey(key), value] as const)
    const end = own.findIndex(([at]) => at.conversation !== this.#number)
    this.#whole = end >= 0 || rows.length < this.#chunk
    this.#groups = []
    this.#at = 0
    for (const [at, value] of end >= 0 ? own.slice(0, end) : own) {
      const stored = decodeStored(at, value, true, this.#readers.keyring)
      const last = this.#groups.at(-1)
      if (last?.[0]?.stamp === at.stamp) last.push(stored)
      else this.#groups.push([stored])
    }
    // The last group may go on beyond what was read: it is read again with what follows.
    if (!this.#whole) this.#groups.pop()
    this.#chunk = this.#groups.length === 0 ? 2 * this.#chunk : Math.min(2 * this.#chunk, MAX_CHUNK)
  }
}

/** All that is shown in these conversations from `from` back, newest first, in groups of what stands at one place. */
export async function* newestFirst(
  readers: Readers,
  conversations: readonly Searched[],
  from: Place = LAST_PLACE,
): AsyncGenerator<readonly StoredEntry[]> {
  const all = new Union(conversations.map(({ number, last }) => new Conversation(readers, number, last)))
  await all.start(from)
  for (let { first } = all; first?.head !== undefined; { first } = all) {
    if (first.presumed) {
      await all.renew(list => list.look())
      continue
    }
    const { head, group } = first
    yield group
    await all.move(placeBefore(head))
  }
}

export const ALL_ENTRIES = { gte: historyRange(0).gte, lt: historyRange(2 ** 32 - 1).lt }

/**
 * Writes all rows of a conversation anew, sealed or open, in bounded batches among everything else that is written. It can end at any
 * point and be done again from the beginning: what is done already is passed over.
 *
 * The older versions leave the disk when the tables are compacted before and after: before, so that every old version lies in a table
 * already and the new one comes to lie above it, which is when LevelDB drops it.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Bytes } from '../../protocol/bytes.ts'
import type { PeerIdString } from '../../protocol/ids.ts'
import type { Conversations } from '../conversations.ts'
import type { Database } from '../database.ts'
import { type Effects, withoutEmoji } from '../effects.ts'
import { effectsRange, entriesRange, readEntryKey, type Standing } from '../keys.ts'
import type { Ledger } from '../ledger.ts'
import type { ConversationRecord } from '../records.ts'
import { putStored, readStored } from '../stored.ts'
import type { Transaction } from '../transaction.ts'

/** Rows in one batch. */
const BATCH = 128
/** Between two looks whether a backup has let go of the older versions, milliseconds. */
const SNAPSHOT_MS = 250

export interface RewriteOptions {
  database: Database
  ledger: Ledger
  conversations: Conversations
  effects: Effects
  peer: PeerIdString
  number: number
  signal: AbortSignal
  /** Told now and then. */
  progress: (done: number, total: number) => void
}

/** Seals what rests open; its conversation's state says already that it is sealed. No word of it is in the index any more. */
export async function sealRows(options: RewriteOptions): Promise<void> {
  const { conversations, effects, number } = options
  const ranges = [entriesRange(number, true), entriesRange(number, false), effectsRange(number)]
  await compact(options, ranges)
  const entry = (tx: Transaction, conversation: ConversationRecord, at: Standing): ConversationRecord => {
    const stored = readStored(tx, at)
    if (stored === undefined || stored.sealed !== undefined) return conversation
    return conversations.sealStored(tx, conversation, stored)
  }
  const effect = (tx: Transaction, conversation: ConversationRecord, at: Standing): ConversationRecord => {
    const record = effects.of(at, tx)
    const bare = record === undefined ? undefined : withoutEmoji(record)
    if (bare !== undefined && bare !== record) effects.save(tx, at, bare)
    return conversation
  }
  await rewrite(options, ranges, [entry, entry, effect])
  await compact(options, [...ranges, ...INDEX])
}

/** Opens what is sealed; its keys are at hand. */
export async function openRows(options: RewriteOptions): Promise<void> {
  const { number } = options
  const entry = (tx: Transaction, conversation: ConversationRecord, at: Standing): ConversationRecord => {
    const stored = readStored(tx, at)
    if (stored?.sealed === undefined) return conversation
    if (stored.entry.body === undefined)
      throw new Error('what is sealed does not open with the keys of its conversation; nothing was taken away')
    const { sealed: _sealed, ...open } = stored
    putStored(tx, open)
    return conversation
  }
  await rewrite(options, [entriesRange(number, false), entriesRange(number, true)], [entry, entry])
}

type Work = (tx: Transaction, conversation: ConversationRecord, at: Standing) => ConversationRecord
interface Range {
  gte: Bytes
  lt: Bytes
}

/** Postings and vocabulary of the search. */
const INDEX: readonly Range[] = ['s', 'l'].map(letter => ({
  gte: Buffer.from(letter),
  lt: Uint8Array.of(letter.charCodeAt(0) + 1),
}))

async function rewrite(options: RewriteOptions, ranges: readonly Range[], works: readonly Work[]): Promise<void> {
  const { database, ledger, conversations, peer, progress, signal } = options
  let total = 0
  for (const range of ranges) for await (const _key of database.keys(range)) total++
  let done = 0
  progress(done, total)
  for (const [i, range] of ranges.entries()) {
    const work = works[i]
    if (work === undefined) continue
    const batch: Standing[] = []
    const write = async (): Promise<void> => {
      signal.throwIfAborted()
      const places = batch.splice(0)
      await ledger.commit(tx => {
        let conversation = conversations.open(tx, peer)
        for (const at of places) conversation = work(tx, conversation, at)
        conversations.save(tx, conversation)
      })
      done += places.length
      progress(Math.min(done, total), total)
    }
    for await (const key of database.keys(range)) {
      batch.push(readEntryKey(key))
      if (batch.length >= BATCH) await write()
    }
    if (batch.length > 0) await write()
  }
}

async function compact({ database, signal }: RewriteOptions, ranges: readonly Range[]): Promise<void> {
  // Whoever reads the database as it was keeps the older versions on it.
  while (database.snapshots > 0) await sleep(SNAPSHOT_MS, undefined, { signal })
  for (const range of ranges) {
    signal.throwIfAborted()
    await database.compact(range)
  }
}

/** Two profiles' stores without a network between them: entries and cursors are carried by hand. */
import { cp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Sayable, Target } from '../../src/protocol/content.ts'
import { type Entry, readEntry } from '../../src/protocol/entry.ts'
import { Database } from '../../src/store/database.ts'
import type { ReaderCursor } from '../../src/store/readers.ts'
import { Store, type StoreOptions } from '../../src/store/store.ts'
import type { StoredEntry } from '../../src/store/stored.ts'
import { createIdentity, openVault } from '../../src/store/vault.ts'
import { temporaryFolder } from './temporary.ts'

export async function newStore(name: string, options: Partial<StoreOptions> = {}): Promise<Store> {
  const home = await temporaryFolder()
  await createIdentity({ home, name })
  return openStore(home, options)
}

export async function openStore(home: string, options: Partial<StoreOptions> = {}): Promise<Store> {
  const store = await Store.open({ home, ...options })
  onTestFinished(() => store.close())
  return store
}

/** The same person on an empty disk. */
export async function blank(of: Store, options: Partial<StoreOptions> = {}): Promise<Store> {
  const home = await temporaryFolder()
  await cp(join(of.home, 'vault.json'), join(home, 'vault.json'))
  return openStore(home, options)
}

export const text = (words: string): Sayable => ({ kind: 'text', text: words })
export const targetOf = ({ stamp, id }: Target): Target => ({ stamp, id })

/** Says something; gives it as it was said, whatever becomes of its row. */
export async function say(store: Store, to: Store, content: Sayable): Promise<StoredEntry> {
  const stored = await store.commit(tx => store.conversations.append(tx, to.self, content))
  return { ...stored, entry: readEntry(stored.entry.bytes) }
}

/** Gives entries to a store in this order, again and again until none is refused for its gaps. */
export async function give(store: Store, from: Store, entries: readonly Entry[]): Promise<void> {
  for (let refused = 1; refused > 0; ) {
    refused = 0
    for (const entry of entries) refused += (await store.conversations.receive(from.self, [entry])).refused
  }
}

/** Tells `to` what `from` has of their conversation, and has read. */
export async function tell(from: Store, to: Store): Promise<void> {
  if (from.conversations.with(to.self) !== undefined) await to.readership.advance(from.self, cursorOf(from, to))
}

/** What a reader says of a conversation with `other`. */
export function cursorOf(reader: Store, other: Store, more: Partial<ReaderCursor> = {}): ReaderCursor {
  const record = reader.conversations.with(other.self)
  const { installation } = reader.profile.record
  return { installation, counter: record?.counter ?? 0, feeds: record?.feeds ?? [], whole: true, ...more }
}

/** Every entry of a conversation as it would be passed on now, with its feed. */
export async function passedOn(store: Store, other: Store): Promise<Entry[]> {
  const record = store.conversations.with(other.self)
  const entries: Entry[] = []
  for (const feed of record?.feeds ?? []) {
    for (let from = 1; from <= feed.through; ) {
      const stretch = { conversation: record!.number, feed: feed.number, from, to: feed.through }
      const found = await store.conversations.entriesOf(stretch, 2 ** 30)
      entries.push(...found.map(({ bytes }) => readEntry(bytes)))
      from = (found.at(-1)?.seq ?? feed.through) + 1
    }
  }
  return entries
}

/** Everything that the keys of a profile open in its database, as one piece of bytes. The profile may be in use. */
export async function openedByStoreKey(home: string): Promise<Buffer> {
  const folder = join(await temporaryFolder(), 'db')
  const { storeKey } = await openVault(home)
  let database: Database | undefined
  // Files come and go while tables are rewritten: a copy may fail, or lack some of them.
  for (let tries = 1; database === undefined; tries++) {
    try {
      await cp(join(home, 'db'), folder, { recursive: true })
      database = await Database.open(folder, storeKey)
    } catch (error) {
      if (tries === 20) throw error
      await rm(folder, { recursive: true, force: true })
    }
  }
  const values: Uint8Array[] = []
  for await (const [key, value] of database.range({ gte: Uint8Array.of(0), lt: Uint8Array.of(255) }))
    values.push(key, value)
  await database.close()
  return Buffer.concat(values)
}

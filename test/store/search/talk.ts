/** Stores in which people say things, and what a search that looks at everything would find in them. */
import { onTestFinished } from 'vitest'
import type { Sayable } from '../../../src/protocol/content.ts'
import { fits, parseQuery } from '../../../src/store/search/query.ts'
import { Store } from '../../../src/store/store.ts'
import { type StoredEntry, shownTime } from '../../../src/store/stored.ts'
import { createIdentity } from '../../../src/store/vault.ts'
import { temporaryFolder } from '../../support/temporary.ts'

export async function newStore(name = 'ana', clock?: () => number): Promise<Store> {
  const home = await temporaryFolder()
  await createIdentity({ home, name })
  return openStore(home, clock)
}

export async function openStore(home: string, clock?: () => number): Promise<Store> {
  const store = await Store.open({ home, ...(clock && { clock }) })
  onTestFinished(() => store.close())
  return store
}

export interface Asked {
  conversation?: number
  since?: number
  until?: number
  before?: StoredEntry
  limit?: number
}

const timely = ({ entry, receivedAt }: StoredEntry, { since, until }: Asked): boolean => {
  const at = shownTime(entry.header.at, receivedAt)
  return (since === undefined || at >= since) && (until === undefined || at < until)
}

/** What the index finds, newest first. */
export async function search(store: Store, text: string, asked: Asked = {}): Promise<StoredEntry[]> {
  const { conversation, since, until, before, limit = Number.POSITIVE_INFINITY } = asked
  const records = store.conversations
    .all()
    .filter(({ number }) => conversation === undefined || number === conversation)
  const found: StoredEntry[] = []
  const hits = store.search.find(parseQuery(text), {
    conversations: records.map(({ number, last }) => ({
      number,
      ...(last && { last: { stamp: last.stamp, conversation: number } }),
    })),
    all: conversation === undefined,
    // As if there were too many to read them all: what is asked is the index.
    entries: Number.POSITIVE_INFINITY,
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
    ...(before === undefined ? {} : { before }),
    accept: stored => timely(stored, asked),
    signal: new AbortController().signal,
  })
  for await (const stored of hits) {
    found.push(stored)
    if (found.length >= limit) break
  }
  return found
}

/** What looking at every entry finds, newest first. */
export async function looked(store: Store, text: string, asked: Asked = {}): Promise<StoredEntry[]> {
  const query = parseQuery(text)
  const found: StoredEntry[] = []
  for (const { number } of store.conversations.all()) {
    if (asked.conversation !== undefined && asked.conversation !== number) continue
    for (const stored of await store.history.last(number, { limit: 1_000_000 })) {
      const words = store.effects.words(store.history.rows, stored)
      if (words !== undefined && timely(stored, asked) && fits(query, words)) found.push(stored)
    }
  }
  return found.sort((a, b) => b.stamp - a.stamp || b.conversation - a.conversation || (a.id < b.id ? 1 : -1))
}

export const idsOf = (found: readonly StoredEntry[]): string[] => found.map(({ id }) => id)

export const textsOf = (store: Store, found: readonly StoredEntry[]): (string | undefined)[] =>
  found.map(stored => store.effects.words(store.history.rows, stored))

export const said = (text: string): Sayable => ({ kind: 'text', text })

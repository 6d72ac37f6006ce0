import { describe, expect, it, vi } from 'vitest'
import { readUint } from '../../src/protocol/bytes.ts'
import { contentOf, readEntry } from '../../src/protocol/entry.ts'
import { Database } from '../../src/store/database.ts'
import { queued, reached } from '../../src/store/records.ts'
import { Store } from '../../src/store/store.ts'
import { createIdentity } from '../../src/store/vault.ts'
import { temporaryFolder } from '../support/temporary.ts'

async function newStore(name: string) {
  const home = await temporaryFolder()
  await createIdentity({ home, name })
  return Store.open({ home })
}

const say = (store: Store, to: Store, text: string) =>
  store.commit(tx => store.conversations.append(tx, to.self, { kind: 'text', text }))

const textOf = (entry: Parameters<typeof contentOf>[0]) => {
  const content = contentOf(entry)
  return content.kind === 'text' ? content.text : content.kind
}

describe('conversations', () => {
  it('keeps what was said, in order, across a restart', async () => {
    const alice = await newStore('alice')
    const bob = await newStore('bob')
    await Promise.all(['one', 'two', 'three'].map(text => say(alice, bob, text)))
    await alice.close()
    const again = await Store.open({ home: alice.home })
    const record = again.conversations.with(bob.self)!
    const history = await again.history.last(record.number, { limit: 50 })
    expect(history.map(({ entry }) => textOf(entry))).toEqual(['one', 'two', 'three'])
    expect(queued(record, record.feeds[0]!.author)).toBe(3)
    await again.close()
    await bob.close()
  })

  it('counts as unread what came, once, and reads it', async () => {
    const alice = await newStore('alice')
    const bob = await newStore('bob')
    const said = await Promise.all([...Array(10).keys()].map(n => say(alice, bob, `message ${n}`)))
    const entries = said.map(({ entry }) => readEntry(entry.bytes))
    const first = await bob.conversations.receive(alice.self, entries)
    expect(first.placed).toHaveLength(10)
    const second = await bob.conversations.receive(alice.self, entries)
    expect(second).toMatchObject({ known: 10, placed: [] })
    expect(bob.conversations.with(alice.self)).toMatchObject({ unread: 10, feeds: [{ through: 10, ranges: [] }] })
    // The tips of both sides agree: the chain is the same.
    expect(bob.conversations.with(alice.self)!.feeds[0]!.tip).toBe(alice.conversations.with(bob.self)!.feeds[0]!.tip)
    const { read } = await bob.conversations.read(alice.self, first.placed[3]!.arrival)
    expect(read).toBe(4)
    expect(bob.conversations.with(alice.self)).toMatchObject({ unread: 6, feeds: [{ read: 4 }] })
    await alice.close()
    await bob.close()
  })

  it('does not walk again over what was read, and reads what comes after it', async () => {
    const [alice, bob] = [await newStore('alice'), await newStore('bob')]
    const said = await Promise.all([...Array(9).keys()].map(n => say(alice, bob, `message ${n}`)))
    const entries = said.map(({ entry }) => readEntry(entry.bytes))
    const { placed } = await bob.conversations.receive(alice.self, entries.slice(0, 6))
    const range = vi.spyOn(Database.prototype, 'range')
    const firsts = () =>
      range.mock.calls.flatMap(([{ gte }]) => (gte[0] === 'u'.charCodeAt(0) ? [readUint(gte, 5, 6)] : []))
    const arrivals = placed.map(({ arrival }) => arrival)
    expect(await bob.conversations.read(alice.self, arrivals[2]!)).toMatchObject({ read: 3 })
    expect(await bob.conversations.read(alice.self)).toMatchObject({ read: 3 })
    // One that was read long ago does not have the walk begin earlier.
    expect(await bob.conversations.read(alice.self, arrivals[0]!)).toMatchObject({ read: 0 })
    await bob.conversations.receive(alice.self, entries.slice(6))
    expect(await bob.conversations.read(alice.self)).toMatchObject({ read: 3, conversation: { unread: 0 } })
    expect(firsts()).toEqual([1, arrivals[2]! + 1, arrivals[5]! + 1, arrivals[5]! + 1])
    range.mockRestore()
    await alice.close()
    await bob.close()
  })

  it('stores beyond a gap, fills it late, and shows what came late as unread', async () => {
    const alice = await newStore('alice')
    const bob = await newStore('bob')
    const said = await Promise.all([...Array(6).keys()].map(n => say(alice, bob, `message ${n}`)))
    const entries = said.map(({ entry }) => readEntry(entry.bytes))
    await bob.conversations.receive(alice.self, [entries[0]!, entries[3]!, entries[4]!])
    expect(bob.conversations.with(alice.self)!.feeds[0]).toMatchObject({ through: 1, ranges: [[4, 5]] })
    await bob.conversations.read(alice.self)
    expect(bob.conversations.with(alice.self)).toMatchObject({ unread: 0, feeds: [{ read: 1 }] })
    await bob.conversations.receive(alice.self, [entries[1]!, entries[2]!])
    const record = bob.conversations.with(alice.self)!
    expect(record).toMatchObject({ unread: 2, feeds: [{ through: 5, ranges: [] }] })
    await bob.conversations.receive(alice.self, [entries[5]!])
    expect(bob.conversations.with(alice.self)!.feeds[0]!.tip).toBe(alice.conversations.with(bob.self)!.feeds[0]!.tip)
    const history = await bob.history.last(record.number, { limit: 50 })
    expect(history.map(({ entry }) => textOf(entry))).toEqual([0, 1, 2, 3, 4, 5].map(n => `message ${n}`))
    await alice.close()
    await bob.close()
  })

  it('believes no receipt for what was not said yet', async () => {
    const alice = await newStore('alice')
    const bob = await newStore('bob')
    await say(alice, bob, 'the only one')
    const { author, installation } = alice.conversations.with(bob.self)!.feeds[0]!
    const ranges: [number, number][] = [[1002, 2000]]
    const future = { author, installation, through: 1000, ranges, tip: '', read: 1000 }
    await alice.readership.advance(bob.self, { installation: '00', counter: 1, whole: true, feeds: [future] })
    await say(alice, bob, 'said later')
    const conversation = alice.conversations.with(bob.self)!
    expect([1, 2].map(seq => reached(conversation, 1, seq))).toEqual(['read', 'queued'])
    expect(queued(conversation, author)).toBe(1)
    await alice.close()
    await bob.close()
  })

  it('knows what a reader has, and tells what an advance changed', async () => {
    const alice = await newStore('alice')
    const bob = await newStore('bob')
    await Promise.all([1, 2, 3].map(n => say(alice, bob, `${n}`)))
    const feed = alice.conversations.with(bob.self)!.feeds[0]!
    const cursor = { author: feed.author, installation: feed.installation, through: 2, ranges: [], tip: '', read: 1 }
    const { advances, conversation } = await alice.readership.advance(bob.self, {
      installation: '00',
      counter: 1,
      whole: true,
      feeds: [cursor],
    })
    expect(advances).toEqual([
      { feed: 1, state: 'delivered', from: 1, to: 2 },
      { feed: 1, state: 'read', from: 1, to: 1 },
    ])
    expect([1, 2, 3].map(seq => reached(conversation, 1, seq))).toEqual(['read', 'delivered', 'queued'])
    expect(queued(conversation, feed.author)).toBe(1)
    await alice.close()
    await bob.close()
  })
})

import { randomBytes } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { makeEntry } from '../../../src/protocol/entry.ts'
import { type PeerIdString, peerIdOf } from '../../../src/protocol/ids.ts'
import { signerOf } from '../../../src/protocol/signing.ts'
import type { Store } from '../../../src/store/store.ts'
import type { StoredEntry } from '../../../src/store/stored.ts'
import { inDatabaseFiles, valuesOnDisk } from '../../support/disk.ts'
import { until } from '../../support/lan/until.ts'
import { idsOf, looked, newStore, openStore, said, search, textsOf } from './talk.ts'

const somebody = (): PeerIdString => peerIdOf(signerOf(randomBytes(32)).publicKey)

const say = (store: Store, peer: PeerIdString, text: string): Promise<StoredEntry> =>
  store.commit(tx => store.conversations.append(tx, peer, said(text)))

const recall = (store: Store, peer: PeerIdString, { stamp, id }: StoredEntry): Promise<StoredEntry> =>
  store.commit(tx => store.conversations.append(tx, peer, { kind: 'recall', target: { stamp, id } }))

/** Seconds of this process's processor time since then: what else the machine does is not counted. */
function seconds(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since)
  return (user + system) / 1_000_000
}

/** Rows of the index on disk, by letter. */
async function rows(store: Store, letters: string): Promise<number> {
  return (await valuesOnDisk(store.home, letters)).length
}

describe('a search', () => {
  it('gives what is newest first, page by page, while more comes', async () => {
    const store = await newStore()
    const peers = [somebody(), somebody(), somebody()]
    for (let i = 0; i < 60; i++) await say(store, peers[i % 3]!, `lunch number ${i}`)
    const expected = idsOf(await looked(store, 'lunch'))
    const found: StoredEntry[] = []
    for (;;) {
      const before = found.at(-1)
      const page = await search(store, 'lunch', { limit: 7, ...(before && { before }) })
      found.push(...page)
      await say(store, peers[0]!, 'lunch again')
      if (page.length < 7) break
    }
    expect(idsOf(found)).toEqual(expected)
  })

  it('finds a beginning that many words have, in what is new and in what is old', async () => {
    const store = await newStore()
    const peers = [somebody(), somebody(), somebody()]
    await store.commit(tx => {
      for (let i = 0; i < 900; i++) {
        const word = i % 3 === 0 ? `pre${(i % 60).toString(36)}fix` : 'other'
        store.conversations.append(tx, peers[(i * i) % 3]!, said(`${word} ${i}`))
      }
    })
    for (const asked of [{}, { limit: 50 }, { conversation: store.conversations.all()[1]!.number }])
      expect(idsOf(await search(store, 'pre', asked))).toEqual(
        idsOf(await looked(store, 'pre', asked)).slice(0, asked.limit),
      )
    const [before] = (await search(store, 'pre', { limit: 150 })).slice(-1)
    expect(idsOf(await search(store, 'pre', { before: before! }))).toEqual(idsOf(await looked(store, 'pre')).slice(150))
  })

  it('looks into one conversation only, if that is asked', async () => {
    const store = await newStore()
    const [ben, cleo] = [somebody(), somebody()]
    await say(store, ben, 'tea')
    const here = await say(store, cleo, 'tea')
    expect(idsOf(await search(store, 'tea', { conversation: here.conversation }))).toEqual([here.id])
  })

  it('ends when nobody waits for it any more', async () => {
    const store = await newStore()
    await say(store, somebody(), 'tea')
    const stop = new AbortController()
    stop.abort(new Error('enough'))
    const found = store.search.find(
      { parts: [], literal: '?' },
      { conversations: [{ number: 1 }], all: true, entries: 1, accept: () => true, signal: stop.signal },
    )
    await expect(found.next()).rejects.toThrow('enough')
  })

  it('finds every word of a text with more than are indexed', async () => {
    const store = await newStore()
    const peer = somebody()
    const text = Array.from({ length: 5_000 }, (_, i) => `w${i.toString(36)}`).join(' ')
    const long = await say(store, peer, text)
    await say(store, peer, 'w1 and nothing else')
    expect(idsOf(await search(store, 'w3uu'))).toEqual([long.id])
    expect(idsOf(await search(store, 'w3u'))).toEqual([long.id])
    expect(await search(store, 'w1')).toHaveLength(2)
    await recall(store, peer, long)
    await store.search.settled()
    expect(await search(store, 'w3uu')).toEqual([])
    expect(await search(store, 'w1')).toHaveLength(1)
  })

  it.each([
    ['sixteen thousand words', Array.from({ length: 16_000 }, (_, i) => i.toString(36)).join(' ')],
    ['rare Han without end', String.fromCodePoint(...Array.from({ length: 16_000 }, (_, i) => 0x20000 + i))],
    ['one word without end', 'a'.repeat(65_536)],
    ['accents upon accents', `e${'\u0301'.repeat(30_000)}`],
    ['what Unicode writes out', '\ufdfa'.repeat(21_000)],
    ['emoji', '👩‍👩‍👧'.repeat(3_000)],
  ])('is not slowed down by %s', async (_, text) => {
    const store = await newStore()
    const peer = somebody()
    await say(store, peer, 'warm')
    const began = process.cpuUsage()
    await Promise.all(Array.from({ length: 8 }, () => say(store, peer, text)))
    expect(seconds(began)).toBeLessThan(4)
    const asked = process.cpuUsage()
    expect(await search(store, 'warm')).toHaveLength(1)
    expect(seconds(asked)).toBeLessThan(2)
  })

  it('goes on while thousands of messages arrive', async () => {
    const store = await newStore()
    const signer = signerOf(randomBytes(32))
    const peer = peerIdOf(signer.publicKey)
    const conversation = store.conversations.idWith(peer)
    const installation = randomBytes(8)
    let seq = 0
    const batch = () =>
      store.conversations.receive(
        peer,
        Array.from({ length: 250 }, () => {
          seq++
          const at = Date.now() - 1_000_000 + seq
          return makeEntry(signer, { conversation, installation, seq, stamp: at, at }, said(`message ${seq} 你好`))
        }),
      )
    let coming = true
    const arriving = (async () => {
      for (let i = 0; i < 16; i++) await batch()
      coming = false
    })()
    let last = 0
    while (coming) {
      const found = await search(store, '你好 message')
      expect(found.length).toBeGreaterThanOrEqual(last)
      expect(new Set(idsOf(found)).size).toBe(found.length)
      last = found.length
    }
    await arriving
    expect(await search(store, '你好 message')).toHaveLength(4_000)
    expect(await search(store, 'message 3999')).toHaveLength(1)
  })
})

describe('the index on disk', () => {
  it('has no word in clear, and loses a word with its last text', async () => {
    const store = await newStore()
    const peer = somebody()
    const secret = await say(store, peer, 'xylophone 秘密暗号 shared')
    await say(store, peer, 'shared')
    const sealed = await valuesOnDisk(store.home, 'l')
    expect(sealed.length).toBeGreaterThan(4)
    await recall(store, peer, secret)
    await store.search.settled()
    expect(await search(store, 'xylo')).toEqual([])
    expect(await search(store, '秘')).toEqual([])
    expect(textsOf(store, await search(store, 'sha'))).toEqual(['shared'])
    // Only the rows of the word that is left, one for each of its beginnings.
    expect(await rows(store, 'ln')).toBe(3)
    await until(async () => (await inDatabaseFiles(store.home, sealed)) <= 3, { what: 'the words to leave the disk' })
    await store.close()
    const folder = join(store.home, 'db')
    for (const name of await readdir(folder)) {
      const bytes = await readFile(join(folder, name))
      for (const word of ['xylophone', 'xylo', 'shared', '秘密', '暗号']) expect(bytes.includes(word)).toBe(false)
    }
  })

  it('keeps a word that is said again while it is taken away', async () => {
    const store = await newStore()
    const peer = somebody()
    for (let i = 0; i < 60; i++) {
      const first = await say(store, peer, 'perhaps 也许')
      // At once, in the same batch as the weeding, after some turns of it: all that can be.
      const taken = recall(store, peer, first)
      if (i % 2 === 0) await taken
      for (let turn = 0; turn < (i >> 1) % 16; turn++) await new Promise(setImmediate)
      const second = await say(store, peer, 'perhaps 也许')
      await taken
      await store.search.settled()
      expect(idsOf(await search(store, 'perh'))).toEqual([second.id])
      expect(idsOf(await search(store, '也'))).toEqual([second.id])
      await recall(store, peer, second)
      await store.search.settled()
    }
    await store.close()
    expect(await rows(store, 'ln')).toBe(0)
  })

  it('goes on with what it was about when the node ended', async () => {
    const store = await newStore()
    const peer = somebody()
    const secret = await say(store, peer, 'xylophone')
    const done = recall(store, peer, secret)
    await done
    await store.close()
    const again = await openStore(store.home)
    await again.search.settled()
    expect(await rows(again, 'ln')).toBe(0)
  })

  it('is made anew for a history that was there before it, and says how far it is', async () => {
    const store = await newStore()
    const peer = somebody()
    await store.search.turn(false)
    await store.search.settled()
    for (let i = 0; i < 300; i++) await say(store, peer, `old ${i} 从前`)
    expect(await rows(store, 'l')).toBe(0)
    expect(await search(store, '从前', { limit: 5 })).toHaveLength(5)
    await store.search.turn(true)
    const told: number[] = []
    store.search.onProgress = ({ done }) => told.push(done)
    expect(store.search.progress).toEqual({ done: 0, total: 300 })
    // Killed on the way, and said meanwhile.
    const fresh = await say(store, peer, 'new 从前')
    await store.close()
    const again = await openStore(store.home)
    expect(await search(again, 'old 299')).toHaveLength(1)
    await again.search.settled()
    expect(again.search.progress).toBeUndefined()
    expect(idsOf(await search(again, '从前'))).toEqual(idsOf(await looked(again, '从前')))
    expect(idsOf(await search(again, 'new'))).toEqual([fresh.id])
    expect(told.at(-1) ?? 0).toBeGreaterThanOrEqual(0)
  })

  it('is taken away when it is not wanted', async () => {
    const store = await newStore()
    const peer = somebody()
    for (let i = 0; i < 100; i++) await say(store, peer, `word${i}`)
    await store.search.turn(false)
    await say(store, peer, 'word100')
    await store.search.settled()
    expect(await rows(store, 'sln')).toBe(0)
    expect(await search(store, 'word100')).toHaveLength(1)
    await store.search.turn(true)
    await store.search.turn(false)
    await store.search.turn(true)
    await store.search.settled()
    expect(await search(store, 'word')).toHaveLength(101)
  })

  it('gives up one conversation, and takes it back', async () => {
    const store = await newStore()
    const [ben, cleo] = [somebody(), somebody()]
    for (let i = 0; i < 150; i++) await say(store, ben, `secret${i} plan`)
    const plan = await say(store, cleo, 'plan')
    const { number } = store.conversations.with(ben)!
    await store.search.removeConversation(number)
    await store.search.settled()
    expect(idsOf(await search(store, 'plan'))).toEqual([plan.id])
    expect(await rows(store, 'l')).toBe(3)
    await say(store, ben, 'another secret plan')
    expect(idsOf(await search(store, 'plan'))).toEqual([plan.id])
    expect(await search(store, 'plan', { conversation: number })).toHaveLength(151)
    await store.search.putConversation(number)
    expect(await search(store, 'plan')).toHaveLength(152)
    expect(await search(store, 'secret1')).toHaveLength(61)
  })
})

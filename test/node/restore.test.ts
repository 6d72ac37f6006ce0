/** A profile made of a backup, among friends who have lived on. */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { Recovery } from '../../src/node/sync/recovery.ts'
import { hex } from '../../src/protocol/bytes.ts'
import { newInstallation } from '../../src/protocol/ids.ts'
import type { FeedCursor } from '../../src/protocol/wire/frames.ts'
import { restoreBackup } from '../../src/store/backup/restore.ts'
import type { ReaderPosition } from '../../src/store/readers.ts'
import { Store } from '../../src/store/store.ts'
import { createIdentity } from '../../src/store/vault.ts'
import { befriend, bothHere, eventually, startPeer, type TestPeer } from '../support/peers.ts'
import { startRelay, useRelay } from '../support/relays.ts'
import { temporaryFolder } from '../support/temporary.ts'

beforeAll(() => {
  process.env.EARSHOT_TEST_MAIL_PACE_MS = '200'
})

const passphrase = 'of the backup'

const texts = async (of: TestPeer, other: TestPeer): Promise<string[]> =>
  (await of.messenger.history({ conv: other.peerId, limit: 10_000 })).map(({ text = '' }) => text)

async function say(from: TestPeer, to: TestPeer, ...many: string[]): Promise<void> {
  const ids: string[] = []
  for (const text of many) ids.push((await from.messenger.send({ conv: [to.peerId], text }))[0]!.id)
  await from.messenger.waitFor({ ids, state: 'delivered', timeout: 60 })
}

async function saved(peer: TestPeer): Promise<string> {
  const file = join(await temporaryFolder(), 'backup')
  await peer.messenger.backup({ file, passphrase })
  return file
}

/** A new machine with what was saved. */
async function restored(name: string, file: string, options = {}): Promise<TestPeer> {
  const home = await temporaryFolder()
  await restoreBackup({ file, passphrase, home, now: Date.now() })
  return startPeer(name, { home, ...options })
}

/** Both show the same, all of it, nothing twice. */
async function same(a: TestPeer, b: TestPeer, expected: string[], seconds = 20): Promise<void> {
  await eventually(
    `both have all ${expected.length}`,
    async () => (await texts(a, b)).length >= expected.length && (await texts(b, a)).length >= expected.length,
    seconds,
  ).catch(() => undefined)
  // What came back is known to be delivered, since who brought it has it.
  await eventually('nothing waits', async () => (await a.messenger.status()).queued === 0)
  const left = await texts(a, b)
  expect([...left].sort()).toEqual([...expected].sort())
  expect(await texts(b, a)).toEqual(left)
}

async function goesOn(a: TestPeer, b: TestPeer, word: string): Promise<string[]> {
  await say(a, b, `${word} from ${a.name}`)
  await say(b, a, `${word} from ${b.name}`)
  expect((await a.messenger.status()).queued).toBe(0)
  expect((await b.messenger.status()).queued).toBe(0)
  return [`${word} from ${a.name}`, `${word} from ${b.name}`]
}

async function friends(): Promise<[TestPeer, TestPeer]> {
  const alice = await startPeer('alice')
  const bob = await startPeer('bob')
  await befriend(alice, bob)
  return [alice, bob]
}

describe('a profile made of a backup', () => {
  it('gets back from a friend what both said since, and goes on', async () => {
    const [alice, bob] = await friends()
    const all = ['one', 'two']
    await say(alice, bob, 'one')
    await say(bob, alice, 'two')
    const file = await saved(alice)
    for (let n = 0; n < 40; n++) {
      await say(alice, bob, `lost ${n}`)
      await say(bob, alice, `lost, from bob ${n}`)
      all.push(`lost ${n}`, `lost, from bob ${n}`)
    }
    // Cards of numbers that the backup does not know of.
    for (const status of ['a', 'b', 'c', 'd']) await alice.messenger.profileSet({ status })
    await eventually('bob has the newest', async () => (await bob.messenger.friends())[0]?.status === 'd')
    await alice.stop('down')
    await rm(alice.home, { recursive: true })
    const again = await restored('alice', file)
    await bothHere(again, bob)
    await same(again, bob, all)
    all.push(...(await goesOn(again, bob, 'after')))
    await same(again, bob, all)
    // The friend has the new card, whatever the number of the last one was.
    const now = await again.messenger.profile()
    expect(now.peerId).toBe(alice.peerId)
    await again.messenger.profileSet({ status: 'back' })
    await eventually('the new card is known', async () => (await bob.messenger.friends())[0]?.status === 'back')
  })

  it('gets back a conversation that was begun since, with a friend of then', async () => {
    const [alice, bob] = await friends()
    const file = await saved(alice)
    await say(alice, bob, 'begun later')
    await say(bob, alice, 'and answered')
    await alice.stop('down')
    const again = await restored('alice', file)
    await bothHere(again, bob)
    await same(again, bob, ['begun later', 'and answered'])
    const all = ['begun later', 'and answered', ...(await goesOn(again, bob, 'after'))]
    await same(again, bob, all)
  })

  it('gets everything back when the same old file is restored again and again', async () => {
    const [alice, bob] = await friends()
    await say(alice, bob, 'before')
    const file = await saved(alice)
    const all = ['before']
    await say(alice, bob, 'life 0')
    all.push('life 0')
    await alice.stop('down')
    for (const life of [1, 2, 3]) {
      const again = await restored('alice', file)
      await bothHere(again, bob)
      await same(again, bob, all)
      await say(again, bob, `life ${life}`)
      await say(bob, again, `to life ${life}`)
      all.push(`life ${life}`, `to life ${life}`)
      await same(again, bob, all)
      await again.stop('down')
    }
  })

  it('loses nothing when the old machine comes back beside it', async () => {
    const [alice, bob] = await friends()
    await say(alice, bob, 'before')
    const file = await saved(alice)
    await say(alice, bob, 'since')
    const all = ['before', 'since']
    await alice.stop('down')
    const fresh = await restored('alice', file)
    await bothHere(fresh, bob)
    all.push(...(await goesOn(fresh, bob, 'new machine')))
    await fresh.stop('down')
    const old = await startPeer('alice', { home: alice.home })
    await bothHere(old, bob)
    await same(old, bob, all)
    all.push(...(await goesOn(old, bob, 'old machine')))
    await old.stop('down')
    const back = await startPeer('alice', { home: fresh.home })
    await bothHere(back, bob)
    await same(back, bob, all)
    all.push(...(await goesOn(back, bob, 'new machine again')))
    await same(back, bob, all)
  })

  it('gets everything back by letters, without ever meeting', async () => {
    const relay = await startRelay()
    const [alice, bob] = await friends()
    await useRelay(relay, alice, bob)
    await say(alice, bob, 'before')
    const file = await saved(alice)
    const all = ['before']
    for (let n = 0; n < 20; n++) {
      await say(alice, bob, `lost ${n}`)
      await say(bob, alice, `lost, from bob ${n}`)
      all.push(`lost ${n}`, `lost, from bob ${n}`)
    }
    await alice.stop('down')
    // A life in between, of which the file knows nothing either.
    const between = await restored('alice', file)
    await bothHere(between, bob)
    await same(between, bob, all)
    for (let n = 0; n < 20; n++) {
      await say(between, bob, `of the life between ${n}`)
      all.push(`of the life between ${n}`)
    }
    await between.stop('down')
    // To keys that go with the disk of that life.
    await bob.messenger.send({ conv: [alice.peerId], text: 'while you were away', wait: 'relayed', timeout: 20 })
    all.push('while you were away')
    await bob.stop('down')

    const home = await temporaryFolder()
    await restoreBackup({ file, passphrase, home, now: Date.now() })
    const nowhere = { listen: ['/ip4/127.0.0.1/tcp/0'] }
    // Never both at once: each finds at the relay what the other left there.
    for (let turn = 0; turn < 12; turn++) {
      const a = await startPeer('alice', { home, ...nowhere })
      await eventually('alice has told and heard', async () => (await a.messenger.relayList())[0]?.connected === true)
      await new Promise(resolve => setTimeout(resolve, 1_500))
      const have = (await a.messenger.history({ conv: bob.peerId, limit: 1_000 })).length
      await a.stop('down')
      if (have >= all.length) break
      const b = await startPeer('bob', { home: bob.home, ...nowhere })
      await eventually('bob has told and heard', async () => (await b.messenger.relayList())[0]?.connected === true)
      await new Promise(resolve => setTimeout(resolve, 1_500))
      await b.stop('down')
    }
    const a = await startPeer('alice', { home })
    const found = await a.messenger.history({ conv: bob.peerId, limit: 1_000 })
    const shown = found.map(({ text = '' }) => text)
    expect(found.filter(({ own, state }) => own && !['delivered', 'read'].includes(state))).toEqual([])
    expect([...shown].sort()).toEqual([...all].sort())
    expect(new Set(shown).size).toBe(shown.length)
  })
})

describe('a neighbour that lies about what was said elsewhere', () => {
  async function lied(): Promise<{ store: Store; recovery: Recovery; bob: string; asked: FeedCursor[] }> {
    const home = await temporaryFolder()
    await createIdentity({ home, name: 'alice' })
    const { peerId: bob } = await createIdentity({ home: await temporaryFolder(), name: 'bob' })
    const store = await Store.open({ home })
    const asked: FeedCursor[] = []
    const recovery = new Recovery({ peer: bob, store, ask: claim => asked.push(claim), renewed: () => undefined })
    return { store, recovery, bob, asked }
  }
  const lie = (store: Store, installation = hex(newInstallation()), through = 1_000_000): ReaderPosition => ({
    author: hex(store.signer.publicKey),
    installation,
    through,
    ranges: [],
    tip: '00'.repeat(16),
    read: 0,
  })

  it('costs a few letters and takes no room: no feed is opened, the installation stays', async () => {
    const { store, recovery, bob } = await lied()
    const before = store.profile.record
    let asked = 0
    for (let n = 0; n < 500; n++) {
      const lies = Array.from({ length: 4 }, () => lie(store))
      expect(await recovery.suspect(lies)).toBeUndefined()
      if (recovery.absent(lies) !== undefined) asked++
    }
    expect(asked).toBe(16)
    expect(store.conversations.with(bob)?.feeds ?? []).toEqual([])
    expect(store.profile.record).toEqual(before)
    await store.commit(tx => store.conversations.append(tx, bob, { kind: 'text', text: 'still speaking' }))
    await store.close()
  })

  it('is asked once for each name it makes up, however often it says so', async () => {
    const { store, recovery } = await lied()
    const name = hex(newInstallation())
    expect(recovery.absent([lie(store, name)])).toMatchObject({ through: 0 })
    for (let n = 0; n < 20; n++) expect(recovery.absent([lie(store, name, 1_000_000 + n)])).toBeUndefined()
    // Nor is it asked about what somebody else wrote, or about the present installation.
    expect(recovery.absent([{ ...lie(store), author: '11'.repeat(32) }])).toBeUndefined()
    expect(recovery.absent([lie(store, store.profile.record.installation)])).toBeUndefined()
    await store.close()
  })
})

import { describe, expect, it, onTestFinished } from 'vitest'
import { peerIdOf } from '../../src/protocol/ids.ts'
import { KEYS_KEPT, PARCEL_TTL_MS } from '../../src/protocol/limits.ts'
import { signerOf } from '../../src/protocol/signing.ts'
import { keyIdOf, newSealingKey, sealingKeyOf } from '../../src/protocol/x-wing.ts'
import { Store } from '../../src/store/store.ts'
import { createIdentity } from '../../src/store/vault.ts'
import { temporaryFolder } from '../support/temporary.ts'

const DAY_MS = 24 * 3600 * 1000
const NOW = Date.UTC(2026, 10, 22)
const person = (n: number) => peerIdOf(signerOf(new Uint8Array(32).fill(n)).publicKey)
const BOB = person(1)
const CAROL = person(2)

async function open(home?: string): Promise<Store> {
  const folder = home ?? (await temporaryFolder())
  if (home === undefined) await createIdentity({ home: folder, name: 'alice' })
  const store = await Store.open({ home: folder, clock: () => NOW })
  onTestFinished(() => store.close())
  return store
}

const hand = (store: Store, friend: string, count: number, now = NOW) =>
  store.commit(tx => store.keys.hand(tx, friend, count, now))

describe('one-time keys of one’s own', () => {
  it('belong to the friend who was handed them, and are gone once spent', async () => {
    const store = await open()
    const [one, two] = (await hand(store, BOB, 2)).map(keyIdOf)
    const found = store.keys.find(one!)
    expect(found?.from).toBe(BOB)
    expect(keyIdOf(sealingKeyOf(found!.seed).publicKey)).toBe(one)
    await store.commit(tx => store.keys.spend(tx, one!, BOB))
    expect(store.keys.find(one!)).toBeUndefined()
    expect(store.keys.find(two!)?.from).toBe(BOB)
    expect(store.contacts.get(BOB)?.handed).toBe(1)
  })

  it('stay where the batch that would have spent them fails', async () => {
    const store = await open()
    const [key] = (await hand(store, BOB, 1)).map(keyIdOf)
    const failing = store.commit(tx => {
      store.keys.spend(tx, key!, BOB)
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    expect(store.keys.find(key!)?.from).toBe(BOB)
    expect(store.contacts.get(BOB)?.handed).toBe(1)
  })

  it('are trimmed to the newest of one friend, whatever others have', async () => {
    const store = await open()
    const old = (await hand(store, BOB, 3, NOW - DAY_MS)).map(keyIdOf)
    const fresh = (await hand(store, BOB, 3)).map(keyIdOf)
    const others = (await hand(store, CAROL, 3, NOW - 2 * DAY_MS)).map(keyIdOf)
    const trim = await store.keys.trim(BOB, 3)
    await store.commit(trim)
    expect(old.map(id => store.keys.find(id))).toEqual([undefined, undefined, undefined])
    expect(fresh.every(id => store.keys.find(id)?.from === BOB)).toBe(true)
    expect(others.every(id => store.keys.find(id)?.from === CAROL)).toBe(true)
    expect(store.contacts.get(BOB)?.handed).toBe(3)
  })
})

describe('card keys', () => {
  it('last a day, whichever way the clock goes', async () => {
    const store = await open()
    expect(store.keys.cardKeyDue(NOW)).toBe(true)
    await store.commit(tx => store.keys.renewCardKey(tx, NOW))
    expect(store.keys.cardKeyDue(NOW + DAY_MS - 1)).toBe(false)
    expect(store.keys.cardKeyDue(NOW + DAY_MS)).toBe(true)
    expect(store.keys.cardKeyDue(NOW - DAY_MS)).toBe(true)
  })

  it('open what is on its way to them, and are deleted when nothing can be', async () => {
    const store = await open()
    await store.commit(tx => store.keys.renewCardKey(tx, NOW))
    const first = keyIdOf(store.keys.cardKey)
    await store.commit(tx => store.keys.renewCardKey(tx, NOW + DAY_MS))
    expect(store.keys.find(first)).toBeDefined()
    expect(store.keys.find(first)?.from).toBeUndefined()
    const end = NOW + DAY_MS + PARCEL_TTL_MS
    await store.commit(tx => store.keys.renewCardKey(tx, end))
    expect(store.keys.find(first)).toBeDefined()
    await store.commit(tx => store.keys.renewCardKey(tx, end + 2 * DAY_MS))
    expect(store.keys.find(first)).toBeUndefined()
  })

  it('are the same after a restart', async () => {
    const home = await temporaryFolder()
    await createIdentity({ home, name: 'alice' })
    const before = await Store.open({ home })
    await before.commit(tx => before.keys.renewCardKey(tx, NOW))
    const { cardKey } = before.keys
    await before.close()
    expect(Buffer.from((await open(home)).keys.cardKey)).toEqual(Buffer.from(cardKey))
  })
})

describe('one-time keys of a friend', () => {
  const keys = (count: number) => Array.from({ length: count }, () => newSealingKey().publicKey)
  const take = (store: Store) => store.commit(tx => store.keys.take(tx, BOB))

  it('are taken in their order, each once, also across a restart', async () => {
    const home = await temporaryFolder()
    await createIdentity({ home, name: 'alice' })
    const before = await Store.open({ home })
    const given = keys(3)
    await before.commit(tx => before.keys.keep(tx, BOB, given))
    expect(Buffer.from((await take(before))!)).toEqual(Buffer.from(given[0]!))
    await before.close()
    const store = await open(home)
    expect(store.keys.left(BOB)).toBe(2)
    const rest = await Promise.all([take(store), take(store), take(store)])
    expect(rest.map(key => key && keyIdOf(key))).toEqual([keyIdOf(given[1]!), keyIdOf(given[2]!), undefined])
  })

  it('are kept up to a limit, and forgotten together', async () => {
    const store = await open()
    await store.commit(tx => store.keys.keep(tx, BOB, keys(KEYS_KEPT - 1)))
    await store.commit(tx => store.keys.keep(tx, BOB, keys(5)))
    expect(store.keys.left(BOB)).toBe(KEYS_KEPT)
    await store.commit(tx => store.keys.forget(tx, BOB))
    expect(store.keys.left(BOB)).toBe(0)
    expect(await take(store)).toBeUndefined()
    const [fresh] = keys(1)
    await store.commit(tx => store.keys.keep(tx, BOB, [fresh!]))
    expect(keyIdOf((await take(store))!)).toBe(keyIdOf(fresh!))
  })
})

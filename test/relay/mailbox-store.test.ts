import { randomBytes } from 'node:crypto'
import { cp, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Level } from 'level'
import { describe, expect, it, onTestFinished } from 'vitest'
import { hex } from '../../src/protocol/bytes.ts'
import { LevelStore } from '../../src/relay/level-store.ts'
import { NAME_BYTES, TRAY } from '../../src/relay/mailbox-store.ts'
import { Passes } from '../../src/relay/passes.ts'
import { MemoryStore } from '../support/memory-mailbox-store.ts'
import { eventually } from '../support/peers.ts'
import { temporaryFolder } from '../support/temporary.ts'
import { mailboxStoreContract } from './mailbox-store.contract.ts'

const newFolder = async () => join(await temporaryFolder(), 'db')

mailboxStoreContract('LevelDB', async () => LevelStore.open({ folder: await newFolder() }))
mailboxStoreContract('memory', async () => new MemoryStore())

async function opened(folder: string, clock?: () => number): Promise<LevelStore> {
  const store = await LevelStore.open({ folder, ...(clock === undefined ? {} : { clock }) })
  onTestFinished(() => store.close())
  return store
}

const registration = { card: randomBytes(50), passes: Passes.of([[hex(randomBytes(32)), false]]), registeredAt: 7 }
const name = () => randomBytes(NAME_BYTES)
const put = async (store: LevelStore, owner: Uint8Array<ArrayBuffer>, size = 10) =>
  store.deposit((await store.find(owner))!, { pass: TRAY, name: name(), bytes: randomBytes(size), at: 1 })

describe('mailboxes in LevelDB', () => {
  it('are there after it was closed and opened, with totals, usage, time and the same id', async () => {
    const folder = await newFolder()
    const owner = randomBytes(32)
    const before = await opened(folder)
    await before.make(owner, registration)
    const first = await put(before, owner)
    const second = await put(before, owner, 30)
    await before.saveTime({ relay: 5, wall: 6 })
    await before.confirm(owner, [first])
    await before.close()
    const store = await opened(folder)
    expect(hex(store.storeId)).toBe(hex(before.storeId))
    expect(store.totals).toEqual({ mailboxes: 1, parcels: 1, bytes: 30 })
    expect(store.savedTime).toEqual({ relay: 5, wall: 6 })
    const mailbox = (await store.find(owner))!
    expect(mailbox.total).toEqual({ parcels: 1, bytes: 30 })
    expect([...mailbox.passes]).toEqual([...registration.passes])
    expect(await put(store, owner)).toBeGreaterThan(second)
  })

  it('that were wiped have another id', async () => {
    const folder = await newFolder()
    const before = await opened(folder)
    await before.close()
    await rm(folder, { recursive: true })
    expect(hex((await opened(folder)).storeId)).not.toBe(hex(before.storeId))
  })

  it('put back to an older copy use no number again', async () => {
    const folder = await newFolder()
    const owner = randomBytes(32)
    const before = await opened(folder)
    await before.make(owner, registration)
    await before.close()
    await cp(folder, `${folder}-old`, { recursive: true })
    const between = await opened(folder)
    const numbers = [await put(between, owner), await put(between, owner)]
    await between.close()
    const back = await opened(`${folder}-old`, () => Date.now() + 60_000)
    expect(await put(back, owner)).toBeGreaterThan(numbers[1]!)
  })

  it('number on under a clock that is years behind, or absurdly ahead', async () => {
    const folder = await newFolder()
    const owner = randomBytes(32)
    const numbers: number[] = []
    for (const clock of [Date.now(), Date.now() + 365 * 24 * 3600_000, 0, Number.MAX_SAFE_INTEGER, Date.now()]) {
      const store = await opened(folder, () => clock)
      if (numbers.length === 0) await store.make(owner, registration)
      numbers.push(await put(store, owner))
      await store.close()
    }
    expect([...numbers].sort((a, b) => a - b)).toEqual(numbers)
    expect(numbers.every(Number.isSafeInteger)).toBe(true)
  })

  it('are refused while another has them open', async () => {
    const folder = await newFolder()
    await opened(folder)
    await expect(LevelStore.open({ folder })).rejects.toMatchObject({ code: 'profile-in-use' })
  })

  it('are refused when they lost their index, and nothing is swept away', async () => {
    const folder = await newFolder()
    const before = await opened(folder)
    await before.make(randomBytes(32), registration)
    await before.close()
    await rm(join(folder, 'CURRENT'))
    const files = (await readdir(folder)).filter(name => name.endsWith('.log') || name.endsWith('.ldb'))
    await expect(LevelStore.open({ folder })).rejects.toMatchObject({ code: 'internal' })
    expect(await readdir(folder)).toEqual(expect.arrayContaining(files))
  })

  it.each([1, 99])('written by another version are refused: %i', async version => {
    const folder = await newFolder()
    await (await opened(folder)).close()
    const level = new Level<Uint8Array, Uint8Array>(folder, { keyEncoding: 'view', valueEncoding: 'view' })
    await level.put(Buffer.from('0version'), Uint8Array.of(version))
    await level.close()
    await expect(LevelStore.open({ folder })).rejects.toMatchObject({ code: 'not-allowed' })
  })

  it('count right after they were opened again, whether few or many have left something, and by whom', async () => {
    const folder = await newFolder()
    const owner = randomBytes(32)
    const names = Array.from({ length: 100 }, () => hex(randomBytes(32)))
    const passes = Passes.of(names.map(name => [name, false] as const))
    let store = await opened(folder)
    await store.make(owner, { ...registration, passes })
    const from = async (pass: string, size: number) =>
      store.deposit((await store.find(owner))!, { pass, name: name(), bytes: randomBytes(size), at: 1 })
    const check = async (used: number) => {
      await store.close()
      store = await opened(folder)
      const mailbox = (await store.find(owner))!
      expect(names.map(name => mailbox.used(name))).toEqual(
        names.map((_, i) => (i < used ? { parcels: 1, bytes: 10 + i } : { parcels: 0, bytes: 0 })),
      )
      expect(mailbox.used(TRAY)).toEqual({ parcels: 2, bytes: 6 })
      expect(mailbox.total.parcels).toBe(used + 2)
    }
    await from(TRAY, 2)
    await from(TRAY, 4)
    const numbers: number[] = []
    const depositTo = async (used: number) => {
      while (numbers.length < used) numbers.push(await from(names[numbers.length]!, 10 + numbers.length))
      await check(used)
    }
    await depositTo(0)
    await depositTo(3)
    await depositTo(32)
    await depositTo(100)
    await store.confirm(owner, numbers.splice(40))
    await check(40)
    await store.confirm(owner, numbers.splice(5))
    await check(5)
    await depositTo(6)
  })

  it('that nobody has open count right after their parcels grew too old', async () => {
    const folder = await newFolder()
    const owners = Array.from({ length: 5 }, () => randomBytes(32))
    const before = await opened(folder)
    for (const owner of owners) {
      await before.make(owner, registration)
      for (const at of [1, 1, 9])
        await before.deposit((await before.find(owner))!, { pass: TRAY, name: name(), bytes: randomBytes(10), at })
    }
    await before.close()
    const between = await opened(folder)
    const [expired, ...found] = await Promise.all([between.expire(5), ...owners.map(owner => between.find(owner))])
    expect(expired).toBe(10)
    for (const mailbox of found) expect(mailbox!.total).toEqual({ parcels: 1, bytes: 10 })
    await between.close()
    const after = await opened(folder)
    for (const owner of owners) expect((await after.find(owner))!.total).toEqual({ parcels: 1, bytes: 10 })
  })

  it('of which there are more than memory holds count right', async () => {
    const store = await opened(await newFolder())
    // Of 165 kB each: more than is kept in memory.
    const passes = Passes.of(Array.from({ length: 5000 }, () => [hex(randomBytes(32)), false] as const))
    const owners = Array.from({ length: 900 }, () => randomBytes(32))
    for (const owner of owners) await store.make(owner, { ...registration, passes })
    for (let round = 0; round < 2; round++) await Promise.all(owners.map(owner => put(store, owner, 100)))
    for (const owner of owners) expect((await store.find(owner))!.total).toEqual({ parcels: 2, bytes: 200 })
    expect(store.totals).toEqual({ mailboxes: 900, parcels: 1800, bytes: 180_000 })
  })
})

/** Files of a store that hold these bytes. */
async function filesWith(folder: string, bytes: Buffer): Promise<string[]> {
  const found: string[] = []
  for (const name of await readdir(folder)) {
    // LevelDB takes files away while this reads.
    const content = await readFile(join(folder, name)).catch(() => Buffer.alloc(0))
    if (content.includes(bytes)) found.push(name)
  }
  return found
}

describe('the bytes of a parcel that was withdrawn leave the disk', () => {
  const erased = (folder: string, bytes: Buffer) =>
    eventually('they are gone', async () => (await filesWith(folder, bytes)).length === 0)

  it.each([
    ['where there is little else', 0, 0],
    ['from among what came before and after, which stays', 60, 60],
    ['from tables that were written long ago', 60, 1500],
  ])('%s', async (_where, before, after) => {
    const folder = await newFolder()
    const store = await opened(folder)
    const owner = randomBytes(32)
    await store.make(owner, registration)
    for (let i = 0; i < before; i++) await put(store, owner, 10_000)
    const [bytes, secret] = [randomBytes(5000), name()]
    await store.deposit((await store.find(owner))!, { pass: TRAY, name: secret, bytes, at: 1 })
    await Promise.all(Array.from({ length: after }, () => put(store, owner, 10_000)))
    expect(await filesWith(folder, bytes)).not.toEqual([])
    expect(await store.withdraw(owner, TRAY, secret)).toBe(1)
    await erased(folder, bytes)
    expect(store.totals.parcels).toBe(before + after)
    expect((await store.parcels(owner, 0, { parcels: 5000, bytes: 2 ** 30 })).length).toBe(before + after)
  })

  it('after the next start, if the relay ended before', async () => {
    const folder = await newFolder()
    const store = await opened(folder)
    const owner = randomBytes(32)
    await store.make(owner, registration)
    const [bytes, secret] = [randomBytes(5000), name()]
    await store.deposit((await store.find(owner))!, { pass: TRAY, name: secret, bytes, at: 1 })
    await store.withdraw(owner, TRAY, secret)
    await store.close()
    expect(await filesWith(folder, bytes)).not.toEqual([])
    await opened(folder)
    await erased(folder, bytes)
  })

  it('though there are hundreds, far from each other, and deposits go on', async () => {
    const folder = await newFolder()
    const store = await opened(folder)
    const owner = randomBytes(32)
    await store.make(owner, registration)
    const secrets: [Buffer<ArrayBuffer>, Buffer<ArrayBuffer>][] = []
    for (let i = 0; i < 100; i++) {
      secrets.push([name(), randomBytes(1000)])
      const [secret, bytes] = secrets.at(-1)!
      await store.deposit((await store.find(owner))!, { pass: TRAY, name: secret, bytes, at: 1 })
      await Promise.all(Array.from({ length: 80 }, () => put(store, owner, 100)))
    }
    await Promise.all(secrets.map(([secret]) => store.withdraw(owner, TRAY, secret)))
    const deposits = Promise.all(Array.from({ length: 200 }, () => put(store, owner, 100)))
    for (const [, bytes] of secrets) await erased(folder, bytes)
    await deposits
    expect(store.totals.parcels).toBe(100 * 80 + 200)
  })
})

it('mailboxes of the layout before are read as they are: what lies there goes as it went, and has no name', async () => {
  const folder = await newFolder()
  const owner = randomBytes(32)
  const [friend] = [...registration.passes][0]!
  const before = await opened(folder)
  await before.make(owner, registration)
  const at = 1
  const deposit = async (pass: string) =>
    before.deposit((await before.find(owner))!, { pass, name: name(), bytes: randomBytes(10), at })
  const numbers = [await deposit(friend), await deposit(TRAY)]
  await before.close()
  const level = new Level<Uint8Array, Uint8Array>(folder, { keyEncoding: 'view', valueEncoding: 'view' })
  await level.put(Buffer.from('0version'), Uint8Array.of(2))
  for (const [key, value] of await level.iterator({ gte: Buffer.from('i'), lt: Buffer.from('j') }).all())
    await level.put(key, value.subarray(0, -NAME_BYTES))
  await level.clear({ gte: Buffer.from('h'), lt: Buffer.from('i') })
  await level.close()
  const store = await opened(folder)
  expect((await store.find(owner))!.used(friend)).toEqual({ parcels: 1, bytes: 10 })
  expect(await store.confirm(owner, [numbers[0]!])).toBe(1)
  expect(await store.expire(2)).toBe(1)
  expect(store.totals).toEqual({ mailboxes: 1, parcels: 0, bytes: 0 })
})

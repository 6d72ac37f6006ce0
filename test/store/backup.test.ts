import { createHmac, randomBytes } from 'node:crypto'
import { mkdir, readdir, readFile, stat, truncate, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { chain } from '../../src/protocol/cursor.ts'
import { contentOf } from '../../src/protocol/entry.ts'
import type { PeerIdString } from '../../src/protocol/ids.ts'
import { HEADER_BYTES } from '../../src/store/backup/format.ts'
import { readBackup } from '../../src/store/backup/read.ts'
import { restoreBackup } from '../../src/store/backup/restore.ts'
import { Database } from '../../src/store/database.ts'
import { Store } from '../../src/store/store.ts'
import { createIdentity, identityState, openVault } from '../../src/store/vault.ts'
import { temporaryFolder } from '../support/temporary.ts'

const PASSPHRASE = 'a passphrase of its own'
const NOW = Date.UTC(2026, 10, 22)

/** Alice, who has said so much to bob, and where. */
async function alice(messages: number, text = (n: number) => `secret number ${n}`) {
  const home = await temporaryFolder()
  const folder = await temporaryFolder()
  const { peerId: self } = await createIdentity({ home, name: 'alice' })
  const { peerId: bob } = await createIdentity({ home: await temporaryFolder(), name: 'bob' })
  const store = await Store.open({ home })
  onTestFinished(() => store.close())
  for (let n = 0; n < messages; n += 500) {
    await store.commit(tx => {
      for (let i = n; i < Math.min(messages, n + 500); i++)
        store.conversations.append(tx, bob, { kind: 'text', text: text(i) })
    })
  }
  const file = join(folder, 'alice.backup')
  const backup = (options: { replace?: boolean; passphrase?: string; settings?: string; signal?: AbortSignal } = {}) =>
    store.backup({ file, passphrase: PASSPHRASE, version: 'test', now: NOW, ...options })
  return { home, folder, store, bob, self, file, backup }
}

async function restored(file: string, options: { home?: string; vaultPassphrase?: string } = {}) {
  const home = options.home ?? (await temporaryFolder())
  return restoreBackup({ file, passphrase: PASSPHRASE, now: NOW + 1_000, ...options, home })
}

async function textsOf(store: Store, peer: PeerIdString): Promise<string[]> {
  const number = store.conversations.with(peer)?.number ?? 0
  const entries = await store.history.last(number, { limit: 1_000_000 })
  return entries.map(({ entry }) => {
    const content = contentOf(entry)
    return content.kind === 'text' ? content.text : content.kind
  })
}

async function opened(home: string, passphrase?: string): Promise<Store> {
  const store = await Store.open({ home, ...(passphrase === undefined ? {} : { passphrase }) })
  onTestFinished(() => store.close())
  return store
}

describe('a backup', () => {
  it('brings back identity, history, people and settings, as a new installation', async () => {
    const { store, bob, self, file, backup } = await alice(2_000)
    await store.contacts.note(bob, contact => ({ ...contact, nick: 'Bobby', handed: 7, keys: { from: 3, to: 9 } }))
    await store.conversations.update(bob, record => ({ ...record, pinned: true, told: 5 }))
    const before = store.profile.record
    const made = await backup({ settings: 'receipts: false\n' })
    expect(made).toEqual({ file, bytes: (await stat(file)).size, messages: 2_000, conversations: 1 })
    expect((await stat(file)).mode & 0o777).toBe(0o600)

    const home = join(await temporaryFolder(), 'new', 'profile')
    const back = await restored(file, { home, vaultPassphrase: 'of the vault' })
    expect(back).toEqual({ peerId: self, name: 'alice', home, messages: 2_000, conversations: 1, madeAt: NOW })
    expect(await readFile(join(home, 'settings.yaml'), 'utf8')).toBe('receipts: false\n')
    expect((await readdir(home)).sort()).toEqual(['db', 'settings.yaml', 'vault.json'])
    expect((await stat(home)).mode & 0o777).toBe(0o700)
    await expect(openVault(home)).rejects.toMatchObject({ code: 'wrong-passphrase' })
    const again = await opened(home, 'of the vault')
    expect(again.self).toBe(self)
    expect(await textsOf(again, bob)).toEqual(await textsOf(store, bob))
    const record = again.profile.record
    expect(record.installation).not.toBe(before.installation)
    // Cards of the old installation, made after the backup, must not be taken for newer ones.
    expect(record.cardCounter).toBeGreaterThanOrEqual(NOW)
    expect(again.contacts.get(bob)).toMatchObject({ nick: 'Bobby', keys: { from: 9, to: 9 } })
    expect(again.contacts.get(bob)?.handed).toBeUndefined()
    expect(again.conversations.with(bob)).toMatchObject({ pinned: true })
    expect(again.conversations.with(bob)?.told).toBeUndefined()
    const said = await again.commit(tx => again.conversations.append(tx, bob, { kind: 'text', text: 'anew' }))
    expect(said.entry.header.seq).toBe(1)
  })

  it('has no clear text in it: no word, no name, no peer id, no key', async () => {
    const { home, store, bob, self, file, backup } = await alice(300)
    await store.contacts.note(bob, contact => ({ ...contact, nick: 'Bobby' }))
    await backup({ settings: 'translate.engine: mine\n' })
    const bytes = await readFile(file)
    const { seed, storeKey } = await openVault(home)
    // Names of fields with their quotes: four letters alone come about in so much noise now and then.
    const secrets = ['secret number', '"alice', '"Bobby', 'translate', self, bob, PASSPHRASE, '"seed"', '"rows"']
    for (const secret of secrets) expect(bytes.indexOf(secret)).toBe(-1)
    for (const key of [seed, storeKey]) {
      expect(bytes.indexOf(key)).toBe(-1)
      expect(bytes.indexOf(Buffer.from(key).toString('base64url'))).toBe(-1)
    }
    // It is noise: nothing in it can be packed smaller.
    const counts = new Array<number>(256).fill(0)
    for (const byte of bytes.subarray(HEADER_BYTES)) counts[byte]!++
    const length = bytes.byteLength - HEADER_BYTES
    const entropy = counts.reduce((sum, n) => (n === 0 ? sum : sum - (n / length) * Math.log2(n / length)), 0)
    expect(entropy).toBeGreaterThan(7.9)
  })

  it('leaves out sealing keys, opened parcels, results of clients and the index of the search', async () => {
    const { store, bob, file, backup } = await alice(10)
    await store.contacts.note(bob, contact => contact)
    await store.commit(tx => {
      store.keys.hand(tx, bob, 3, NOW)
      store.keys.keep(tx, bob, [randomBytes(1216)])
      store.keys.renewCardKey(tx, NOW)
      store.opened.note(tx, randomBytes(32), NOW)
    })
    await store.results.once('send', 'a key', () => 'a result')
    await store.commit(tx => tx.put(Buffer.concat([Buffer.from('s'), randomBytes(19)]), new Uint8Array(0)))
    await backup()
    const letters = new Set<string>()
    await readBackup({
      file,
      passphrase: PASSPHRASE,
      row: key => {
        letters.add(String.fromCharCode(key[0]!))
      },
    })
    expect([...letters].sort()).toEqual(['a', 'c', 'e', 'f', 'i', 'm', 'p'])
    const { home } = await restored(file)
    const again = await opened(home)
    expect(again.keys.cardKeyDue(NOW)).toBe(true)
    expect(again.keys.left(bob)).toBe(0)
    expect(again.keys.cardKey).toHaveLength(0)
  })

  it('taken while messages come without end is one moment of them', async () => {
    const { store, bob, file, backup } = await alice(5_000)
    let going = true
    let said = 5_000
    const talking = (async () => {
      while (going) {
        await store.commit(tx => {
          for (let i = 0; i < 5; i++) store.conversations.append(tx, bob, { kind: 'text', text: `more ${said++}` })
        })
      }
    })()
    const begun = said
    const made = await backup()
    const ended = said
    going = false
    await talking
    // The node was not held up, and the backup is of its beginning.
    expect(ended).toBeGreaterThan(begun + 50)
    expect(made.messages).toBeGreaterThanOrEqual(begun)
    expect(made.messages).toBeLessThan(ended)
    expect(made.messages % 5).toBe(0)
    const { home, messages } = await restored(file)
    expect(messages).toBe(made.messages)
    const again = await opened(home)
    const record = again.conversations.with(bob)!
    const [feed] = record.feeds
    const entries = await again.history.last(record.number, { limit: 1_000_000 })
    expect(entries).toHaveLength(messages)
    expect(feed).toMatchObject({ through: messages, ranges: [] })
    expect(feed!.tip).toBe(entries.reduce((tip, { id }) => chain(tip, id), ''))
    expect(record.lastStamp).toBe(entries.at(-1)!.stamp)
    const arrivals: number[] = []
    for await (const { arrival } of again.history.arrivals(0)) arrivals.push(arrival)
    expect(arrivals).toHaveLength(messages)
    for (const { id } of [entries[0]!, entries.at(-1)!]) expect(await again.history.find(id)).toMatchObject({ id })
    expect(again.arrival).toBe(arrivals.at(-1))
  })

  it('tells how far it is', async () => {
    const { store, file } = await alice(5_000, () => randomBytes(400).toString('hex'))
    const steps: [number, number][] = []
    const options = { file, passphrase: PASSPHRASE, version: 'test', now: NOW }
    await store.backup({ ...options, progress: (done, total) => steps.push([done, total]) })
    const shares = steps.map(([done, total]) => done / total)
    expect(shares.length).toBeGreaterThan(5)
    expect(shares).toEqual([...shares].sort((a, b) => a - b))
    expect(shares.at(-1)).toBe(1)
  })
})

describe('the file of a backup', () => {
  it('is never written over, unless that is said', async () => {
    const { file, backup } = await alice(3)
    await writeFile(file, 'dear')
    await expect(backup()).rejects.toMatchObject({ code: 'exists' })
    expect(await readFile(file, 'utf8')).toBe('dear')
    expect((await backup({ replace: true })).messages).toBe(3)
    expect((await restored(file)).messages).toBe(3)
  })

  it('is refused where it cannot be, and nothing is left there', async () => {
    const { store, folder } = await alice(3)
    await writeFile(join(folder, 'file'), '')
    const to = (file: string) => store.backup({ file, passphrase: PASSPHRASE, version: 'test', now: NOW })
    await expect(to(join(folder, 'none', 'x'))).rejects.toMatchObject({ code: 'invalid' })
    await expect(to(join(folder, 'file', 'x'))).rejects.toMatchObject({ code: 'invalid' })
    await expect(to(join(folder, 'x'.repeat(300)))).rejects.toMatchObject({ code: 'invalid' })
    await mkdir(join(folder, 'folder'))
    await expect(to(join(folder, 'folder'))).rejects.toMatchObject({ code: 'exists' })
    // Nobody, root neither, makes files there.
    await expect(to('/sys/earshot.backup')).rejects.toMatchObject({ code: 'not-allowed' })
    expect((await readdir(folder)).sort()).toEqual(['file', 'folder'])
  })

  it('is not there at all when the backup is given up', async () => {
    const { folder, backup } = await alice(3_000)
    const stop = new AbortController()
    const making = backup({ signal: stop.signal })
    stop.abort(new Error('stopped'))
    await expect(making).rejects.toThrow('stopped')
    expect(await readdir(folder)).toEqual([])
  })

  it('needs a passphrase', async () => {
    const { folder, backup } = await alice(3)
    await expect(backup({ passphrase: '' })).rejects.toMatchObject({ code: 'invalid' })
    await expect(backup({ passphrase: 'x'.repeat(2_000) })).rejects.toMatchObject({ code: 'invalid' })
    expect(await readdir(folder)).toEqual([])
  })

  it('takes away what a process that is gone has left beside it, and nothing of one that lives', async () => {
    const { folder, backup } = await alice(3)
    const alive = `.alice.backup.part-${process.ppid}-00000000`
    const old = new Date(Date.now() - 2 * 3600_000)
    for (const name of ['.alice.backup.part-4194305-00000000', alive, '.bob.backup.part-4194305-0'])
      await writeFile(join(folder, name), 'x')
    await backup()
    expect((await readdir(folder)).sort()).toEqual([alive, '.bob.backup.part-4194305-0', 'alice.backup'])
    // Its number was given to somebody else since.
    await utimes(join(folder, alive), old, old)
    await backup({ replace: true })
    expect((await readdir(folder)).sort()).toEqual(['.bob.backup.part-4194305-0', 'alice.backup'])
  })
})

describe('a backup that is not whole', () => {
  const opens = (file: string, passphrase = PASSPHRASE) => readBackup({ file, passphrase })

  it('cut at any place does not open', async () => {
    // Each cut costs a derivation of the key; several chunks, so that there are cuts between and within them.
    const { file, backup } = await alice(9_000, () => randomBytes(150).toString('base64'))
    await backup()
    const bytes = await readFile(file)
    const ends = [HEADER_BYTES]
    while (ends.at(-1)! < bytes.byteLength) ends.push(ends.at(-1)! + 4 + bytes.readUInt32BE(ends.at(-1)!))
    expect(ends.length).toBeGreaterThan(4)
    const cuts = [1, 15, 17, 20, HEADER_BYTES - 1, ...ends.slice(0, -1), ends[1]! + 2, ends[2]! - 1]
    cuts.push(bytes.byteLength - 1)
    for (const cut of cuts.sort((a, b) => b - a)) {
      await truncate(file, cut)
      await expect(opens(file), `cut at ${cut}`).rejects.toMatchObject({
        code: 'invalid',
        message: expect.stringContaining('cut short'),
      })
    }
    await truncate(file, 0)
    await expect(opens(file)).rejects.toMatchObject({ code: 'invalid', message: `${file} is empty` })
  })

  it('with any region changed does not open', async () => {
    const { file, backup } = await alice(3_000, () => randomBytes(300).toString('base64'))
    await backup()
    const whole = await readFile(file)
    const places = [0, 15, 18, 19, 20, 24, 28, 43, 44, 59, 60, HEADER_BYTES - 1, HEADER_BYTES, HEADER_BYTES + 3]
    places.push(HEADER_BYTES + 4, HEADER_BYTES + 40, whole.byteLength >> 1, whole.byteLength - 17, whole.byteLength - 1)
    for (const place of places) {
      const changed = Buffer.from(whole)
      changed[place]! ^= 1
      await writeFile(file, changed)
      await expect(opens(file), `byte ${place}`).rejects.toMatchObject({ code: 'invalid' })
    }
  })

  it('with chunks out of order, twice, of another file or beyond its end does not open', async () => {
    const { file, backup } = await alice(9_000, () => randomBytes(150).toString('base64'))
    await backup()
    const whole = await readFile(file)
    await backup({ replace: true })
    const other = await readFile(file)
    const split = (bytes: Buffer) => {
      const chunks: Buffer[] = []
      for (let at = HEADER_BYTES; at < bytes.byteLength; ) {
        const end = at + 4 + bytes.readUInt32BE(at)
        chunks.push(bytes.subarray(at, end))
        at = end
      }
      return chunks
    }
    const header = whole.subarray(0, HEADER_BYTES)
    const [a, b, ...rest] = split(whole) as [Buffer, Buffer, ...Buffer[]]
    const damage = {
      'out of order': [b, a, ...rest],
      twice: [a, a, b, ...rest],
      'one missing': [a, ...rest],
      'of another file': [a, split(other)[1]!, ...rest],
      'something beyond its end': [a, b, ...rest, rest.at(-1)!],
    }
    for (const [what, chunks] of Object.entries(damage)) {
      await writeFile(file, Buffer.concat([header, ...chunks]))
      await expect(opens(file), what).rejects.toMatchObject({ code: 'invalid' })
    }
    await writeFile(file, Buffer.concat([header, a, b, ...rest]))
    expect((await opens(file)).head.manifest.messages).toBe(9_000)
  })

  it('of a newer version, another kind of file and a wrong passphrase are told apart', async () => {
    const { folder, file, backup } = await alice(3)
    await backup()
    await expect(opens(file, 'wrong')).rejects.toMatchObject({ code: 'wrong-passphrase' })
    const bytes = await readFile(file)
    bytes[17] = 2
    await writeFile(file, bytes)
    await expect(opens(file)).rejects.toMatchObject({ code: 'not-allowed', message: expect.stringContaining('newer') })
    await writeFile(file, 'some other file that happens to be here, of any length at all, longer than the header is')
    await expect(opens(file)).rejects.toMatchObject({ code: 'invalid', message: expect.stringContaining('no backup') })
    await expect(opens(join(folder, 'none'))).rejects.toMatchObject({ code: 'no-file' })
    await expect(opens(folder)).rejects.toMatchObject({ code: 'invalid' })
  })

  it('leaves nothing behind when it is restored', async () => {
    const { file, backup } = await alice(9_000, () => randomBytes(150).toString('base64'))
    const { bytes } = await backup()
    await truncate(file, bytes - 100)
    const folder = await temporaryFolder()
    await expect(restored(file, { home: join(folder, 'home') })).rejects.toMatchObject({ code: 'invalid' })
    expect(await readdir(folder)).toEqual([])
  })
})

describe('restoring', () => {
  it('never touches a profile that is there', async () => {
    const { home, store, file, backup } = await alice(3)
    await backup()
    await expect(restored(file, { home })).rejects.toMatchObject({ code: 'exists' })
    expect(await identityState(home)).toBe('open')
    expect(store.self).toBeDefined()
    await expect(restored(file, { home: file })).rejects.toMatchObject({ code: 'invalid' })
    // Nor a database whose vault was lost.
    const other = await temporaryFolder()
    await mkdir(join(other, 'db'))
    await writeFile(join(other, 'db', 'CURRENT'), 'dear')
    await expect(restored(file, { home: other })).rejects.toMatchObject({ code: 'exists' })
    expect(await readFile(join(other, 'db', 'CURRENT'), 'utf8')).toBe('dear')
    expect(await readdir(other)).toEqual(['db'])
  })

  it('takes away what a restore that was killed has left, at whatever point', async () => {
    const { file, backup, bob } = await alice(30)
    await backup()
    const home = await temporaryFolder()
    await mkdir(join(home, 'restoring-4194305-0000', 'db'), { recursive: true })
    await writeFile(join(home, 'restoring-4194305-0000', 'vault.json'), 'half')
    // Killed between the two: the database had been put in place, the vault not.
    await mkdir(join(home, 'db'))
    await writeFile(join(home, 'db', 'CURRENT'), 'half')
    expect(await identityState(home)).toBe('none')
    expect((await restored(file, { home })).messages).toBe(30)
    expect((await readdir(home)).sort()).toEqual(['db', 'vault.json'])
    expect(await textsOf(await opened(home), bob)).toHaveLength(30)
    // While one is under way another waits.
    const busy = await temporaryFolder()
    await mkdir(join(busy, `restoring-${process.ppid}-0000`))
    await expect(restored(file, { home: busy })).rejects.toMatchObject({ code: 'busy' })
  })

  it('keeps settings that are there already', async () => {
    const { file, backup } = await alice(3)
    await backup({ settings: 'receipts: false\n' })
    const home = await temporaryFolder()
    await writeFile(join(home, 'settings.yaml'), 'receipts: true\n')
    await restored(file, { home })
    expect(await readFile(join(home, 'settings.yaml'), 'utf8')).toBe('receipts: true\n')
  })

  it('seals every row again under the key of the profile', async () => {
    const { home: old, store, file, backup } = await alice(3)
    await backup()
    await store.close()
    const { home } = await restored(file)
    const { storeKey } = await openVault(home)
    expect(storeKey).toEqual((await openVault(old)).storeKey)
    const database = await Database.open(join(home, 'db'), storeKey)
    let rows = 0
    for await (const [key, value] of database.range({ gte: Uint8Array.of(0), lt: Uint8Array.of(255) })) {
      rows += key.byteLength + value.byteLength > 0 ? 1 : 0
    }
    await database.close()
    expect(rows).toBeGreaterThan(12)
    const wrong = createHmac('sha256', 'x').update(storeKey).digest()
    const other = await Database.open(join(home, 'db'), wrong)
    await expect(other.range({ gte: Uint8Array.of(0x65), lt: Uint8Array.of(0x66) }).next()).rejects.toMatchObject({
      code: 'internal',
    })
    await other.close()
  })
})

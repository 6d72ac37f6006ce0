/** What every store of mailboxes must do. Run over each of them by mailbox-store.test.ts. */
import { randomBytes } from 'node:crypto'
import { describe, expect, it, onTestFinished } from 'vitest'
import { type Bytes, hex } from '../../src/protocol/bytes.ts'
import { type Mailbox, type MailboxStore, NAME_BYTES, type PassName, TRAY } from '../../src/relay/mailbox-store.ts'
import { Passes } from '../../src/relay/passes.ts'

const ALL = { parcels: 1000, bytes: 64 * 1024 * 1024 }
const pass = (): PassName => hex(randomBytes(32))
const name = (): Bytes => randomBytes(NAME_BYTES)
const registration = (passes: [PassName, boolean][] = []) => ({
  card: randomBytes(100),
  passes: Passes.of(passes),
  registeredAt: 1000,
})

export function mailboxStoreContract(kind: string, open: () => Promise<MailboxStore>): void {
  const fresh = async (): Promise<MailboxStore> => {
    const store = await open()
    onTestFinished(() => store.close())
    return store
  }
  const withMailbox = async (passes: [PassName, boolean][] = []) => {
    const store = await fresh()
    const owner: Bytes = randomBytes(32)
    await store.make(owner, registration(passes))
    return { store, owner, mailbox: (await store.find(owner)) as Mailbox }
  }
  const put = async (store: MailboxStore, owner: Bytes, bytes: Bytes, by: PassName = TRAY, at = 1) =>
    store.deposit((await store.find(owner))!, { pass: by, name: name(), bytes, at })

  describe(`${kind}: a store of mailboxes`, () => {
    it('knows nobody at first, and has an id of its own', async () => {
      const a = await fresh()
      const b = await fresh()
      expect(await a.find(randomBytes(32))).toBeUndefined()
      expect(await a.card(randomBytes(32))).toBeUndefined()
      expect(a.storeId.byteLength).toBe(16)
      expect(hex(a.storeId)).not.toBe(hex(b.storeId))
      expect(a.totals).toEqual({ mailboxes: 0, parcels: 0, bytes: 0 })
    })

    it('makes a mailbox once, renews it, and tells what it was given', async () => {
      const store = await fresh()
      const owner = randomBytes(32)
      const [friend, invite] = [pass(), pass()]
      const first = registration([[friend, false]])
      expect(await store.renew(owner, first)).toBe(false)
      expect(await store.make(owner, first)).toBe(true)
      expect(await store.make(owner, registration())).toBe(true)
      expect(hex((await store.card(owner))!)).toBe(hex(first.card))
      expect([...(await store.find(owner))!.passes]).toEqual([[friend, false]])
      const second = registration([[invite, true]])
      expect(await store.renew(owner, second)).toBe(true)
      expect([...(await store.find(owner))!.passes]).toEqual([[invite, true]])
      expect(hex((await store.card(owner))!)).toBe(hex(second.card))
      expect(store.totals.mailboxes).toBe(1)
    })

    it('lets an invitation be used once, even by two at one moment', async () => {
      const store = await fresh()
      const invitation = { hash: randomBytes(32), at: 1 }
      await store.invite(invitation.hash, 2)
      expect(await store.make(randomBytes(32), registration(), { hash: randomBytes(32), at: 1 })).toBe(false)
      const made = await Promise.all([
        store.make(randomBytes(32), registration(), invitation),
        store.make(randomBytes(32), registration(), invitation),
      ])
      expect(made.sort()).toEqual([false, true])
      expect(store.totals.mailboxes).toBe(1)
    })

    it('takes no invitation that is too old, and forgets those', async () => {
      const store = await fresh()
      const [old, young, other] = [randomBytes(32), randomBytes(32), randomBytes(32)]
      await store.invite(old, 1000)
      await store.invite(young, 2000)
      await store.invite(other, 2000)
      expect(await store.make(randomBytes(32), registration(), { hash: old, at: 1000 })).toBe(false)
      expect(await store.expireInvitations(1000)).toBe(1)
      expect(await store.expireInvitations(1000)).toBe(0)
      // It is gone, whatever time it is now.
      expect(await store.make(randomBytes(32), registration(), { hash: old, at: 0 })).toBe(false)
      expect(await store.make(randomBytes(32), registration(), { hash: young, at: 1999 })).toBe(true)
      expect(await store.expireInvitations(5000)).toBe(1)
      expect(await store.make(randomBytes(32), registration(), { hash: other, at: 0 })).toBe(false)
      expect(store.totals.mailboxes).toBe(1)
    })

    it('gives parcels back as they were, oldest first, after a number, within bounds', async () => {
      const { store, owner } = await withMailbox()
      const sent = Array.from({ length: 10 }, (_, i) => randomBytes(100 + i))
      const numbers: number[] = []
      for (const bytes of sent) numbers.push(await put(store, owner, bytes))
      expect([...numbers].sort((a, b) => a - b)).toEqual(numbers)
      const all = await store.parcels(owner, 0, ALL)
      expect(all.map(({ number }) => number)).toEqual(numbers)
      expect(all.map(({ bytes }) => hex(bytes))).toEqual(sent.map(hex))
      const rest = await store.parcels(owner, numbers[6]!, ALL)
      expect(rest.map(({ number }) => number)).toEqual(numbers.slice(7))
      expect(await store.parcels(owner, 0, { ...ALL, parcels: 3 })).toHaveLength(3)
      expect(await store.parcels(owner, 0, { ...ALL, bytes: 310 })).toHaveLength(3)
      // One may always go, however large.
      expect(await store.parcels(owner, 0, { ...ALL, bytes: 1 })).toHaveLength(1)
      expect(await store.parcels(randomBytes(32), 0, ALL)).toEqual([])
    })

    it('keeps what is deposited at one moment, by many into many', async () => {
      const store = await fresh()
      const owners = Array.from({ length: 20 }, () => randomBytes(32))
      await Promise.all(owners.map(owner => store.make(owner, registration())))
      await Promise.all(owners.flatMap(owner => Array.from({ length: 10 }, () => put(store, owner, owner))))
      for (const owner of owners) {
        const found = await store.parcels(owner, 0, ALL)
        expect(found).toHaveLength(10)
        expect(found.every(({ bytes }) => hex(bytes) === hex(owner))).toBe(true)
      }
      expect(store.totals).toEqual({ mailboxes: 20, parcels: 200, bytes: 6400 })
    })

    it('counts from the call on, by pass', async () => {
      const [friend, invite] = [pass(), pass()]
      const { store, mailbox } = await withMailbox([
        [friend, false],
        [invite, true],
      ])
      const writing = [
        store.deposit(mailbox, { pass: friend, name: name(), bytes: randomBytes(100), at: 1 }),
        store.deposit(mailbox, { pass: invite, name: name(), bytes: randomBytes(10), at: 1 }),
        store.deposit(mailbox, { pass: TRAY, name: name(), bytes: randomBytes(1), at: 1 }),
      ]
      const check = () => {
        expect(mailbox.total).toEqual({ parcels: 3, bytes: 111 })
        expect(mailbox.used(friend)).toEqual({ parcels: 1, bytes: 100 })
        expect(mailbox.used(invite)).toEqual({ parcels: 1, bytes: 10 })
        expect(mailbox.used(TRAY)).toEqual({ parcels: 1, bytes: 1 })
        expect(mailbox.byFriends).toEqual({ parcels: 1, bytes: 100 })
      }
      check()
      await Promise.all(writing)
      check()
    })

    it('deletes what is confirmed, once, and nothing of others', async () => {
      const { store, owner, mailbox } = await withMailbox()
      const other = randomBytes(32)
      await store.make(other, registration())
      const numbers = [await put(store, owner, randomBytes(5)), await put(store, owner, randomBytes(7))]
      const theirs = await put(store, other, randomBytes(9))
      expect(await store.confirm(owner, [theirs, 123_456_789])).toBe(0)
      const counts = await Promise.all([
        store.confirm(owner, [numbers[0]!]),
        store.confirm(owner, [numbers[0]!, numbers[0]!]),
      ])
      expect(counts[0]! + counts[1]!).toBe(1)
      expect(await store.confirm(owner, [numbers[0]!])).toBe(0)
      expect((await store.parcels(owner, 0, ALL)).map(({ number }) => number)).toEqual([numbers[1]])
      expect(mailbox.total).toEqual({ parcels: 1, bytes: 7 })
      expect(store.totals).toEqual({ mailboxes: 2, parcels: 2, bytes: 16 })
    })

    it('lets a parcel be withdrawn with its name and its pass, once, and counts right then', async () => {
      const [friend, other] = [pass(), pass()]
      const passes: [PassName, boolean][] = [
        [friend, false],
        [other, false],
      ]
      const { store, owner, mailbox } = await withMailbox(passes)
      const [mine, theirs, stranger] = [name(), name(), name()]
      const at = 1
      await store.deposit(mailbox, { pass: friend, name: mine, bytes: randomBytes(100), at })
      const kept = await store.deposit(mailbox, { pass: other, name: theirs, bytes: randomBytes(10), at })
      const tray = await store.deposit(mailbox, { pass: TRAY, name: stranger, bytes: randomBytes(1), at })
      // Neither somebody else's, nor by another pass, nor from another mailbox, nor what never was.
      expect(await store.withdraw(owner, friend, theirs)).toBe(0)
      expect(await store.withdraw(owner, TRAY, mine)).toBe(0)
      expect(await store.withdraw(owner, friend, stranger)).toBe(0)
      expect(await store.withdraw(owner, friend, name())).toBe(0)
      expect(await store.withdraw(randomBytes(32), friend, mine)).toBe(0)
      expect(mailbox.total).toEqual({ parcels: 3, bytes: 111 })
      const counts = await Promise.all([store.withdraw(owner, friend, mine), store.withdraw(owner, friend, mine)])
      expect(counts[0]! + counts[1]!).toBe(1)
      expect(await store.withdraw(owner, friend, mine)).toBe(0)
      expect(mailbox.total).toEqual({ parcels: 2, bytes: 11 })
      expect(mailbox.used(friend)).toEqual({ parcels: 0, bytes: 0 })
      expect(store.totals).toEqual({ mailboxes: 1, parcels: 2, bytes: 11 })
      expect((await store.parcels(owner, 0, ALL)).map(({ number }) => number)).toEqual([kept, tray])
      expect(await store.withdraw(owner, TRAY, stranger)).toBe(1)
      expect(mailbox.total).toEqual({ parcels: 1, bytes: 10 })
    })

    it('withdraws what was left twice, and by a pass that was taken away since', async () => {
      const friend = pass()
      const { store, owner, mailbox } = await withMailbox([[friend, false]])
      const twice = name()
      for (let i = 0; i < 2; i++)
        await store.deposit(mailbox, { pass: friend, name: twice, bytes: randomBytes(10), at: 1 })
      await store.renew(owner, registration())
      expect(await store.withdraw(owner, friend, twice)).toBe(2)
      expect(store.totals).toEqual({ mailboxes: 1, parcels: 0, bytes: 0 })
    })

    it('has nothing to withdraw of what was confirmed, has expired or was evicted', async () => {
      const friend = pass()
      const { store, owner, mailbox } = await withMailbox([[friend, false]])
      const [confirmed, expired, evicted] = [name(), name(), name()]
      const left = async (name: Bytes, at: number) =>
        store.deposit(mailbox, { pass: friend, name, bytes: randomBytes(10), at })
      await store.confirm(owner, [await left(confirmed, 9)])
      expect(await store.withdraw(owner, friend, confirmed)).toBe(0)
      await left(expired, 1)
      await store.expire(2)
      expect(await store.withdraw(owner, friend, expired)).toBe(0)
      await left(evicted, 9)
      await store.evict(owner)
      await store.make(owner, registration([[friend, false]]))
      expect(await store.withdraw(owner, friend, evicted)).toBe(0)
      expect(store.totals).toEqual({ mailboxes: 1, parcels: 0, bytes: 0 })
    })

    it('gives a parcel whole or not at all to an owner who collects while it is withdrawn', async () => {
      const friend = pass()
      const { store, owner, mailbox } = await withMailbox([[friend, false]])
      const parcels = new Map(Array.from({ length: 100 }, () => [name(), randomBytes(2000)] as const))
      for (const [each, bytes] of parcels) await store.deposit(mailbox, { pass: friend, name: each, bytes, at: 1 })
      const [found] = await Promise.all([
        (async () => {
          const found = []
          for (let i = 0; i < 20; i++) found.push(...(await store.parcels(owner, 0, ALL)))
          return found
        })(),
        ...[...parcels.keys()].map(each => store.withdraw(owner, friend, each)),
      ])
      const whole = new Set([...parcels.values()].map(hex))
      expect(found.every(({ bytes }) => whole.has(hex(bytes)))).toBe(true)
      expect(await store.parcels(owner, 0, ALL)).toEqual([])
      expect(mailbox.total).toEqual({ parcels: 0, bytes: 0 })
    })

    it('never uses a number again', async () => {
      const { store, owner } = await withMailbox()
      const first = await put(store, owner, randomBytes(5))
      await store.confirm(owner, [first])
      expect(await put(store, owner, randomBytes(5))).toBeGreaterThan(first)
    })

    it('expires what was deposited before a time, in all mailboxes', async () => {
      const store = await fresh()
      const owners = [randomBytes(32), randomBytes(32)]
      for (const owner of owners) {
        await store.make(owner, registration())
        await put(store, owner, randomBytes(10), TRAY, 1000)
        await put(store, owner, randomBytes(20), TRAY, 2000)
      }
      expect(await store.expire(1000)).toBe(0)
      expect(await store.expire(1001)).toBe(2)
      expect(await store.expire(1001)).toBe(0)
      expect(store.totals).toEqual({ mailboxes: 2, parcels: 2, bytes: 40 })
      expect((await store.find(owners[0]!))!.total).toEqual({ parcels: 1, bytes: 20 })
      expect(await store.expire(9000)).toBe(2)
      expect(await store.parcels(owners[1]!, 0, ALL)).toEqual([])
    })

    it('takes a mailbox away with all that is in it, and nothing of it comes back', async () => {
      const { store, owner, mailbox } = await withMailbox()
      await put(store, owner, randomBytes(10))
      expect(await store.evict(owner)).toBe(true)
      expect(await store.evict(owner)).toBe(false)
      expect(await store.find(owner)).toBeUndefined()
      await expect(store.deposit(mailbox, { pass: TRAY, name: name(), bytes: randomBytes(1), at: 1 })).rejects.toThrow()
      await store.make(owner, registration())
      expect((await store.find(owner))!.total).toEqual({ parcels: 0, bytes: 0 })
      expect(await store.parcels(owner, 0, ALL)).toEqual([])
      expect(store.totals).toEqual({ mailboxes: 1, parcels: 0, bytes: 0 })
    })

    it('lists mailboxes page by page, each once', async () => {
      const store = await fresh()
      const owners = Array.from({ length: 25 }, () => randomBytes(32))
      for (const owner of owners) await store.make(owner, registration())
      await put(store, owners[3]!, randomBytes(10))
      await store.seen(owners[3]!, 5000)
      const found: string[] = []
      for (let page = await store.mailboxes(undefined, 10); page.length > 0; ) {
        expect(page.length).toBeLessThanOrEqual(10)
        for (const { owner, parcels, bytes, lastSeen, registeredAt } of page) {
          found.push(hex(owner))
          const full = hex(owner) === hex(owners[3]!)
          expect({ parcels, bytes, lastSeen, registeredAt }).toEqual({
            parcels: full ? 1 : 0,
            bytes: full ? 10 : 0,
            lastSeen: full ? 5000 : undefined,
            registeredAt: 1000,
          })
        }
        page = await store.mailboxes(page.at(-1)!.owner, 10)
      }
      expect(found.sort()).toEqual(owners.map(hex).sort())
    })

    it('keeps the time', async () => {
      const store = await fresh()
      expect(store.savedTime).toBeUndefined()
      await store.saveTime({ relay: 123, wall: 456 })
      expect(store.savedTime).toEqual({ relay: 123, wall: 456 })
    })
  })
}

import { randomBytes } from 'node:crypto'
import { describe, expect, it, onTestFinished } from 'vitest'
import { hex } from '../../src/protocol/bytes.ts'
import { peerIdOf } from '../../src/protocol/ids.ts'
import { signerOf } from '../../src/protocol/signing.ts'
import type { GivenParcel } from '../../src/store/parcels.ts'
import { queued } from '../../src/store/records.ts'
import { Store } from '../../src/store/store.ts'
import type { Transaction } from '../../src/store/transaction.ts'
import { createIdentity } from '../../src/store/vault.ts'
import { temporaryFolder } from '../support/temporary.ts'

const BOB = peerIdOf(signerOf(new Uint8Array(32).fill(1)).publicKey)
const SAID = 20

/** Alice, who has said something to Bob; nobody has any of it. */
async function scene() {
  const home = await temporaryFolder()
  await createIdentity({ home, name: 'alice' })
  const store = await Store.open({ home })
  onTestFinished(() => store.close())
  const said = await store.commit(tx =>
    Array.from({ length: SAID }, (_, i) => store.conversations.append(tx, BOB, { kind: 'text', text: `${i}` })),
  )
  const self = hex(store.signer.publicKey)
  const record = () => store.conversations.with(BOB)!
  const parcel = (from: number, to: number, rest: Partial<GivenParcel> = {}): GivenParcel => ({
    conversation: record().number,
    relay: 'relay',
    addresses: ['/ip4/192.0.2.1/tcp/4600'],
    token: 'aa',
    hash: randomBytes(32).toString('hex'),
    until: Date.now() + 1e9,
    stretches: [[1, from, to]],
    ...rest,
  })
  const give = async (given: GivenParcel) => {
    await store.commit(tx => store.parcels.put(tx, given), { soft: true })
    return given
  }
  const deposit = ({ conversation, relay, stretches: [stretch] }: GivenParcel) => {
    const [feed, from, to] = stretch!
    return { conversation, feed, from, to, relay, store: 'aa', at: 1, until: 2, key: 'cc' }
  }
  /** Given to a relay, and taken. */
  const left = async (from: number, to: number, rest: Partial<GivenParcel> = {}) => {
    const given = await give(parcel(from, to, rest))
    return { given, rests: await store.readership.rest(BOB, [deposit(given)], 0, given) }
  }
  const recall = (seq: number, also?: (tx: Transaction) => void) =>
    store.commit(tx => {
      store.conversations.append(tx, BOB, { kind: 'recall', target: said[seq - 1]! })
      also?.(tx)
    })
  const has = (through: number) => {
    const feed = {
      author: self,
      installation: store.profile.record.installation,
      through,
      ranges: [],
      tip: '',
      read: 0,
    }
    return store.readership.advance(BOB, { installation: '00'.repeat(8), counter: 1, feeds: [feed], whole: true })
  }
  const waiting = () => store.parcels.all().map(({ stretches, withdraw }) => [stretches[0]?.[1], withdraw ?? false])
  return { home, store, self, record, parcel, give, deposit, left, recall, has, waiting }
}

describe('what is recalled while it rests at a relay', () => {
  it('has its parcel withdrawn, and what else was in it is lacking again; other parcels stay', async () => {
    const { store, left, recall, waiting, record, self } = await scene()
    await left(1, 5)
    await left(6, 10)
    expect(queued(record(), self)).toBe(SAID - 10)
    const told: string[] = []
    store.withdrawals.onWithdrawn = peer => told.push(peer)
    await recall(3)
    expect(told).toEqual([BOB])
    expect(waiting().sort()).toEqual([
      [1, true],
      [6, false],
    ])
    expect(store.deposits.of(record().number).map(({ from }) => from)).toEqual([6])
    expect(queued(record(), self)).toBe(SAID - 5 + 1)
  })

  it('is on disk in one piece: both what is to be withdrawn, and that it is lacking', async () => {
    const { home, store, left, recall, self, record } = await scene()
    await left(1, 5)
    const { number } = record()
    await recall(3)
    await store.close()
    const again = await Store.open({ home })
    onTestFinished(() => again.close())
    expect(again.parcels.all()).toMatchObject([{ withdraw: true, conversation: number, stretches: [[1, 1, 5]] }])
    expect(again.deposits.of(number)).toEqual([])
    expect(queued(again.conversations.with(BOB)!, self)).toBe(SAID + 1)
  })

  it('is not withdrawn by a piece of work that fails', async () => {
    const { store, left, recall, waiting } = await scene()
    await left(1, 5)
    const work = recall(3, () => {
      throw new Error('no')
    })
    await expect(work).rejects.toThrow('no')
    await store.commit(tx => void store.conversations.append(tx, BOB, { kind: 'text', text: 'more' }))
    expect(waiting()).toEqual([[1, false]])
  })

  it('while it is on its way does not count as resting when the relay has taken it', async () => {
    const { store, parcel, give, deposit, recall, record, self } = await scene()
    const given = await give(parcel(1, 5))
    await recall(5)
    expect(await store.readership.rest(BOB, [deposit(given)], 7, given)).toBe(false)
    expect(queued(record(), self)).toBe(SAID + 1)
    expect(record().told).toBeUndefined()
  })

  it('is withdrawn from every relay that may have it, whether it said so or is believed any more', async () => {
    const { store, parcel, give, left, recall, waiting } = await scene()
    await left(1, 5)
    await store.readership.lose(() => true)
    await left(1, 5, { relay: 'other' })
    await give(parcel(4, 9, { relay: 'silent' }))
    await recall(4)
    expect(waiting()).toEqual([
      [1, true],
      [1, true],
      [4, true],
    ])
  })

  it('has the statement that went with it told again', async () => {
    const { store, left, recall } = await scene()
    const relayed = { relay: 'relay', store: 'aa', at: 1, until: 2 }
    const mine = { want: true, counter: 4, greeting: '', at: 1, signed: { bytes: '', signature: '' }, relayed }
    const save = () => store.commit(tx => store.contacts.save(tx, { ...store.contacts.of(tx, BOB), mine }))
    await save()
    await left(1, 5, { statement: 3 })
    await recall(1)
    expect(store.contacts.get(BOB)?.mine?.relayed).toEqual(relayed)
    await left(6, 9, { statement: 4 })
    await recall(6)
    expect(store.contacts.get(BOB)?.mine).toMatchObject({ counter: 4 })
    expect(store.contacts.get(BOB)?.mine?.relayed).toBeUndefined()
  })

  it('is not withdrawn where its reader has the whole parcel; once begun, it is', async () => {
    const { left, recall, has, waiting } = await scene()
    await left(1, 5)
    await left(6, 10)
    await recall(7)
    await has(10)
    expect(waiting()).toEqual([[6, true]])
    await recall(2)
    expect(waiting()).toEqual([[6, true]])
  })

  it('and is forgotten once the relay says that it is gone, with nothing else', async () => {
    const { home, store, left, recall, waiting } = await scene()
    const { given } = await left(1, 5)
    await left(6, 10)
    await recall(1)
    await store.commit(tx => store.parcels.forget(tx, given))
    expect(waiting()).toEqual([[6, false]])
    await store.close()
    const again = await Store.open({ home })
    onTestFinished(() => again.close())
    expect(again.parcels.all()).toHaveLength(1)
  })
})

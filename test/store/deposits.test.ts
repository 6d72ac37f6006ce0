import { describe, expect, it, onTestFinished } from 'vitest'
import { hex } from '../../src/protocol/bytes.ts'
import { covers } from '../../src/protocol/cursor.ts'
import { peerIdOf } from '../../src/protocol/ids.ts'
import { signerOf } from '../../src/protocol/signing.ts'
import type { Deposit } from '../../src/store/deposits.ts'
import { lackingOf, queued, reached } from '../../src/store/records.ts'
import { Store } from '../../src/store/store.ts'
import { createIdentity } from '../../src/store/vault.ts'
import fc from '../support/fast-check.ts'
import { temporaryFolder } from '../support/temporary.ts'

const BOB = peerIdOf(signerOf(new Uint8Array(32).fill(1)).publicKey)
const SAID = 60

/** Alice, who has said something to Bob; nobody has any of it. */
async function scene() {
  const home = await temporaryFolder()
  await createIdentity({ home, name: 'alice' })
  const store = await Store.open({ home })
  onTestFinished(() => store.close())
  await store.commit(tx => {
    for (let i = 0; i < SAID; i++) store.conversations.append(tx, BOB, { kind: 'text', text: `${i}` })
  })
  const self = hex(store.signer.publicKey)
  const record = () => store.conversations.with(BOB)!
  const deposit = (from: number, to: number, rest: Partial<Deposit> = {}): Deposit => ({
    conversation: record().number,
    feed: 1,
    from,
    to,
    relay: 'relay',
    store: 'aa',
    at: 1,
    until: 2,
    key: 'cc',
    ...rest,
  })
  const rest = (...deposits: Deposit[]) => store.readership.rest(BOB, deposits, 0)
  /** Bob says that he has these. */
  const has = (through: number, ...ranges: [number, number][]) => {
    const { installation } = store.profile.record
    const feed = { author: self, installation, through, ranges, tip: '', read: 0 }
    return store.readership.advance(BOB, { installation: '00'.repeat(8), counter: 1, feeds: [feed], whole: true })
  }
  return { home, store, self, record, deposit, rest, has }
}

describe('what rests with relays', () => {
  it('is told of as relayed, and counts as queued no more', async () => {
    const { record, rest, deposit, self } = await scene()
    await rest(deposit(1, 10))
    expect([reached(record(), 1, 10), reached(record(), 1, 11)]).toEqual(['relayed', 'queued'])
    expect(queued(record(), self)).toBe(SAID - 10)
  })

  it('may be in any number of pieces: none is taken for lacking', async () => {
    const { record, rest, deposit } = await scene()
    for (let n = 2; n <= SAID; n += 2) await rest(deposit(n, n))
    const lacking = lackingOf(record(), record().feeds[0]!)
    expect(lacking).toEqual(Array.from({ length: SAID / 2 }, (_, i) => [2 * i + 1, 2 * i + 1]))
  })

  it('is forgotten when its reader has it, and lacking again when it is lost', async () => {
    const { store, record, rest, deposit, has, self } = await scene()
    await rest(deposit(1, 10), deposit(11, 20), deposit(21, 30, { relay: 'other' }))
    await has(10)
    expect(store.deposits.of(record().number)).toHaveLength(2)
    expect(reached(record(), 1, 10)).toBe('delivered')
    expect(await store.readership.lose(({ relay }) => relay === 'other')).toEqual([BOB])
    expect(reached(record(), 1, 21)).toBe('queued')
    expect(queued(record(), self)).toBe(SAID - 20)
  })

  it('is lost when its reader has what was left later at the same place, and only then', async () => {
    const { store, record, rest, deposit, has } = await scene()
    await rest(deposit(1, 5, { at: 1 }))
    await rest(deposit(6, 10, { at: 2, relay: 'other' }))
    await rest(deposit(11, 15, { at: 3 }))
    await rest(deposit(16, 20, { at: 4 }))
    await has(0, [11, 15])
    expect(store.deposits.of(record().number).map(({ from }) => from)).toEqual([6, 16])
    expect(reached(record(), 1, 1)).toBe('queued')
  })

  it('that its reader has already is not waited for', async () => {
    const { store, record, rest, deposit, has } = await scene()
    await has(10)
    await rest(deposit(5, 10))
    expect(store.deposits.of(record().number)).toEqual([])
    expect(record().relayed).toBeUndefined()
  })

  it('is known after a restart', async () => {
    const { home, store, record, rest, deposit } = await scene()
    await rest(deposit(1, 10), deposit(15, 20))
    const { number, relayed } = record()
    const before = store.deposits.of(number)
    await store.close()
    const again = await Store.open({ home })
    onTestFinished(() => again.close())
    expect(again.deposits.of(number)).toEqual(before)
    expect(again.conversations.with(BOB)?.relayed).toEqual(relayed)
  })

  it('is what was deposited and not lost, number by number', async () => {
    const { store, record, rest, deposit } = await scene()
    const number = fc.integer({ min: 1, max: SAID })
    const step = fc.record({ from: number, length: fc.integer({ min: 0, max: 8 }), lose: fc.boolean() })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async steps => {
        await store.readership.lose(() => true)
        let model: [number, number][] = []
        for (const { from, length, lose } of steps) {
          const to = Math.min(SAID, from + length)
          if (lose) {
            await store.readership.lose(each => each.from <= to && each.to >= from)
            model = model.filter(each => !(each[0] <= to && each[1] >= from))
          } else {
            await rest(deposit(from, to))
            model.push([from, to])
          }
        }
        for (let n = 1; n <= SAID; n++) {
          const wanted = model.some(([from, to]) => from <= n && n <= to)
          expect(covers(record().relayed?.[1] ?? { through: 0, ranges: [] }, n)).toBe(wanted)
        }
      }),
      { numRuns: 30 },
    )
  })
})

import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { Bytes } from '../../../src/protocol/bytes.ts'
import type { Sayable } from '../../../src/protocol/content.ts'
import { type Entry, makeEntry } from '../../../src/protocol/entry.ts'
import { peerIdOf } from '../../../src/protocol/ids.ts'
import { signerOf } from '../../../src/protocol/signing.ts'
import type { StoredEntry } from '../../../src/store/stored.ts'
import fc from '../../support/fast-check.ts'
import { idsOf, looked, newStore, openStore, said, search } from './talk.ts'

/** Few words of many scripts, so that queries find something, and pieces of them something else. */
const WORDS = [
  'cat',
  'cats',
  'Café',
  'catalogue',
  '天气',
  '天气很好',
  '很',
  '東京',
  'ไปเชียงใหม่',
  '한국어',
  '👍',
  'İstanbul',
  '𠮷野',
  'a',
  '10',
  'x.y',
  'مرحبا',
  '·',
]
const text = fc
  .array(fc.tuple(fc.constantFrom(...WORDS), fc.constantFrom(' ', ' ', '', ', ')), { minLength: 1, maxLength: 6 })
  .map(parts => parts.flat().join(''))
const query = fc.oneof(
  text,
  fc.constantFrom(
    'c',
    'ca',
    'cat',
    '天',
    '气',
    '很好',
    '好天',
    'เชียง',
    '국',
    '👍',
    '"cat"',
    'is',
    '𠮷',
    '1',
    'x.y',
    '·',
    'cat 天',
    'nothing',
  ),
)

type Step =
  | { do: 'say'; who: number; text: string }
  | { do: 'hear'; who: number; text: string; at: number; stamp: number; sameStamp: boolean }
  | { do: 'edit'; target: number; text: string }
  | { do: 'recall'; target: number }
  | { do: 'delete'; target: number }
  | { do: 'turn' }
  | { do: 'reopen' }

const HOUR = 3_600_000
const who = fc.nat(2)
const target = fc.nat(30)
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ do: fc.constant('say' as const), who, text }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('hear' as const),
      who,
      text,
      at: fc.integer({ min: -5 * HOUR, max: 40 * HOUR }),
      stamp: fc.integer({ min: -5 * HOUR, max: 5 * HOUR }),
      sameStamp: fc.boolean(),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('edit' as const), target, text }) },
  {
    weight: 4,
    arbitrary: fc.oneof(
      fc.record({ do: fc.constant('recall' as const), target }),
      fc.record({ do: fc.constant('delete' as const), target }),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.oneof(
      fc.record({ do: fc.constant('turn' as const) }),
      fc.record({ do: fc.constant('reopen' as const) }),
    ),
  },
)

interface Friend {
  signer: ReturnType<typeof signerOf>
  installation: Bytes
  seq: number
}

describe('the index', () => {
  it('finds what looking at everything finds, whatever was said, changed and taken back', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 5, maxLength: 40 }),
        fc.array(
          fc.record({
            query,
            from: fc.nat(3),
            since: fc.option(fc.integer({ min: -6, max: 6 })),
            until: fc.option(fc.integer({ min: -6, max: 6 })),
            page: fc.integer({ min: 1, max: 4 }),
          }),
          { minLength: 4, maxLength: 8 },
        ),
        async (steps, queries) => {
          let now = 1_800_000_000_000
          const clock = () => now
          let store = await newStore('ana', clock)
          const friends: Friend[] = [1, 2, 3].map(() => ({
            signer: signerOf(randomBytes(32)),
            installation: randomBytes(8),
            seq: 0,
          }))
          const stored: { friend: Friend; own: boolean; at: StoredEntry }[] = []
          const peerOf = (friend: Friend) => peerIdOf(friend.signer.publicKey)
          const hear = async (
            friend: Friend,
            stamp: number,
            at: number,
            content: Sayable,
          ): Promise<StoredEntry | undefined> => {
            const conversation = store.conversations.idWith(peerOf(friend))
            const { installation } = friend
            const entry: Entry = makeEntry(
              friend.signer,
              { conversation, installation, seq: ++friend.seq, stamp, at },
              content,
            )
            return (await store.conversations.receive(peerOf(friend), [entry])).placed[0]
          }
          const say = (friend: Friend, content: Sayable) =>
            store.commit(tx => store.conversations.append(tx, peerOf(friend), content))
          for (const each of steps) {
            now += 1_000
            if (each.do === 'turn') await store.search.turn(!store.search.on)
            else if (each.do === 'reopen') {
              await store.close()
              store = await openStore(store.home, clock)
            } else if (each.do === 'say') {
              const friend = friends[each.who]!
              stored.push({ friend, own: true, at: await say(friend, said(each.text)) })
            } else if (each.do === 'hear') {
              const friend = friends[each.who]!
              const beside = each.sameStamp ? stored.findLast(({ friend: of }) => of === friend)?.at.stamp : undefined
              const at = await hear(friend, beside ?? now + each.stamp, now + each.at, said(each.text))
              if (at !== undefined) stored.push({ friend, own: false, at })
            } else {
              const found = stored[each.target]
              if (found === undefined) continue
              const { friend, own, at } = found
              if (each.do === 'delete') await store.commit(tx => store.conversations.remove(tx, peerOf(friend), at))
              else {
                const content: Sayable =
                  each.do === 'edit'
                    ? { kind: 'edit', target: { stamp: at.stamp, id: at.id }, text: each.text }
                    : { kind: 'recall', target: { stamp: at.stamp, id: at.id } }
                if (own) await say(friend, content)
                else await hear(friend, now, now, content)
              }
            }
          }
          await store.search.turn(true)
          await store.search.settled()
          expect(store.search.progress).toBeUndefined()
          const numbers = store.conversations.all().map(({ number }) => number)
          for (const { query, from, since, until, page } of queries) {
            const conversation = numbers[from]
            const asked = {
              ...(conversation === undefined ? {} : { conversation }),
              ...(since === null ? {} : { since: now + since * HOUR }),
              ...(until === null ? {} : { until: now + until * HOUR }),
            }
            const expected = idsOf(await looked(store, query, asked))
            expect(idsOf(await search(store, query, asked))).toEqual(expected)
            const paged: StoredEntry[] = []
            for (;;) {
              const before = paged.at(-1)
              const next = await search(store, query, { ...asked, limit: page, ...(before && { before }) })
              paged.push(...next)
              if (next.length < page) break
            }
            expect(idsOf(paged)).toEqual(expected)
          }
          await store.close()
        },
      ),
      { numRuns: Number(process.env.EARSHOT_TEST_RUNS ?? 40) },
    )
  })
})

import { describe, expect, it } from 'vitest'
import type { Sayable } from '../../src/protocol/content.ts'
import { type Entry, readEntry, withoutBody } from '../../src/protocol/entry.ts'
import { peerIdOf } from '../../src/protocol/ids.ts'
import { MAX_EDITS } from '../../src/protocol/limits.ts'
import type { Store } from '../../src/store/store.ts'
import type { StoredEntry } from '../../src/store/stored.ts'
import fc from '../support/fast-check.ts'
import { blank, give, newStore, passedOn, say, targetOf, text } from '../support/stores.ts'

/** What a person sees of the conversation, with nothing of when or whence it came. */
async function seen(store: Store, other: Store): Promise<unknown[]> {
  const record = store.conversations.with(other.self)
  if (record === undefined) return []
  const entries = await store.history.last(record.number, { limit: 1000 })
  return entries.map(stored => {
    const { content, edited, recalled } = store.effects.saying(store.history.rows, stored)
    const reactions = recalled === undefined ? (store.effects.of(stored)?.reactions ?? {}) : {}
    return {
      id: stored.id,
      author: peerIdOf(stored.entry.header.author),
      text: content.kind === 'text' ? content.text : content.kind,
      edited: edited?.id,
      recalled: recalled?.id,
      reactions: Object.entries(reactions)
        .filter(([, { emoji }]) => emoji !== '')
        .map(([author, { emoji }]) => `${author} ${emoji}`)
        .sort(),
      body: stored.entry.body !== undefined,
    }
  })
}

type Step = { do: 'say'; who: 0 | 1 } | { do: 'edit' | 'recall' | 'react'; who: 0 | 1; target: number } | { do: 'meet' }

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('say' as const), who: fc.constantFrom(0 as const, 1 as const) }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constantFrom('edit' as const, 'recall' as const, 'react' as const, 'edit' as const),
      who: fc.constantFrom(0 as const, 1 as const),
      target: fc.nat(40),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('meet' as const) }) },
)

describe('effects', () => {
  it('end alike on both sides, whatever came when, how often, and of whom', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 5, maxLength: 40 }),
        fc.infiniteStream(fc.nat()),
        async (steps, random) => {
          const people = [await newStore('ana'), await newStore('ben')] as const
          const [ana, ben] = people
          const said: Entry[] = []
          for (const [i, each] of steps.entries()) {
            if (each.do === 'meet') {
              if (ana.conversations.with(ben.self)) await give(ben, ana, await passedOn(ana, ben))
              if (ben.conversations.with(ana.self)) await give(ana, ben, await passedOn(ben, ana))
              continue
            }
            const [self, other] = each.who === 0 ? [ana, ben] : [ben, ana]
            // Also of others' messages, of effects, of what is not there: nothing keeps a rogue from saying that.
            const target =
              each.do === 'say' || said.length === 0
                ? undefined
                : { stamp: said[each.target % said.length]!.header.stamp, id: said[each.target % said.length]!.id }
            const content: Sayable =
              target === undefined || each.do === 'say'
                ? text(`text ${i}`)
                : each.do === 'edit'
                  ? { kind: 'edit', target, text: `edit ${i}` }
                  : each.do === 'recall'
                    ? { kind: 'recall', target }
                    : { kind: 'reaction', target, emoji: i % 3 === 0 ? '' : '👍' }
            const { entry } = await say(self, other, content)
            // As it was said, body and all: an old parcel may bring it after everything else.
            said.push(readEntry(entry.bytes))
          }
          const shuffled = (entries: readonly Entry[]): Entry[] =>
            [...entries, ...entries.slice(0, 10)]
              .map(entry => ({ entry, at: random.next().value }))
              .sort((a, b) => a.at - b.at)
              .map(({ entry }) => entry)
          await give(ben, ana, shuffled(said))
          await give(ana, ben, shuffled(said))
          const newcomer = await blank(ben)
          await give(newcomer, ana, shuffled(said))
          const expected = await seen(ana, ben)
          expect(await seen(ben, ana)).toEqual(expected)
          expect(await seen(newcomer, ana)).toEqual(expected)
          // What is passed on leads whoever gets it to the same.
          const late = await blank(ben)
          await give(late, ana, shuffled(await passedOn(ana, ben)))
          expect(await seen(late, ana)).toEqual(expected)
        },
      ),
      { numRuns: 25 },
    )
  })

  it('let the author edit and recall, and nobody else', async () => {
    const [ana, ben] = [await newStore('ana'), await newStore('ben')]
    const first = await say(ana, ben, text('first'))
    await give(ben, ana, [readEntry(first.entry.bytes)])
    const edit = await say(ben, ana, { kind: 'edit', target: targetOf(first), text: 'not mine' })
    const recall = await say(ben, ana, { kind: 'recall', target: targetOf(first) })
    await give(
      ana,
      ben,
      [edit, recall].map(({ entry }) => readEntry(entry.bytes)),
    )
    for (const history of [await seen(ana, ben), await seen(ben, ana)]) {
      expect(history).toMatchObject([{ text: 'first', edited: undefined, recalled: undefined, body: true }])
    }
  })

  it('take the body of a recalled text, and of its edits, also of those that come later', async () => {
    const [ana, ben] = [await newStore('ana'), await newStore('ben')]
    const secret = await say(ana, ben, text('the secret'))
    const edit = await say(ana, ben, { kind: 'edit', target: targetOf(secret), text: 'the secret, edited' })
    const asSaid = [secret, edit].map(({ entry }) => readEntry(entry.bytes))
    const recall = await say(ana, ben, { kind: 'recall', target: targetOf(secret) })
    for (const { bytes } of await passedOn(ana, ben)) expect(Buffer.from(bytes).includes('the secret')).toBe(false)
    await give(ben, ana, [readEntry(recall.entry.bytes), asSaid[1]!, asSaid[0]!])
    for (const { bytes } of await passedOn(ben, ana)) expect(Buffer.from(bytes).includes('the secret')).toBe(false)
    expect(await seen(ben, ana)).toEqual(await seen(ana, ben))
    expect(await seen(ben, ana)).toMatchObject([{ text: 'unknown', recalled: recall.id, body: false }])
    expect(ben.conversations.with(ana.self)).toMatchObject({ unread: 0 })
  })

  it('show a recalled text of which only the header ever came', async () => {
    const [ana, ben] = [await newStore('ana'), await newStore('ben')]
    const said = await say(ana, ben, text('gone'))
    const header = withoutBody(readEntry(said.entry.bytes))
    await give(ben, ana, [header])
    expect(await seen(ben, ana)).toEqual([])
    const recall = await say(ana, ben, { kind: 'recall', target: targetOf(said) })
    await give(ben, ana, [readEntry(recall.entry.bytes)])
    expect(await seen(ben, ana)).toEqual(await seen(ana, ben))
    expect(ben.conversations.with(ana.self)).toMatchObject({ unread: 0, last: { id: said.id } })
  })

  it('keep the text of the newest edits only', async () => {
    const [ana, ben] = [await newStore('ana'), await newStore('ben')]
    const said = await say(ana, ben, text('edit 0'))
    const edits: StoredEntry[] = []
    for (let i = 1; i <= MAX_EDITS + 3; i++)
      edits.push(await say(ana, ben, { kind: 'edit', target: targetOf(said), text: `edit ${i}` }))
    const bodies = (await passedOn(ana, ben)).filter(({ body }) => body !== undefined)
    expect(bodies).toHaveLength(MAX_EDITS + 1)
    expect(await seen(ana, ben)).toMatchObject([{ text: `edit ${MAX_EDITS + 3}`, edited: edits.at(-1)!.id }])
    // Also where the oldest come last.
    const late = [said, ...edits].map(({ entry }) => readEntry(entry.bytes)).reverse()
    await give(ben, ana, late)
    expect((await passedOn(ben, ana)).filter(({ body }) => body !== undefined)).toHaveLength(MAX_EDITS + 1)
    expect(await seen(ben, ana)).toEqual(await seen(ana, ben))
  })
})

import { describe, expect, it } from 'vitest'
import type { Sayable } from '../../src/protocol/content.ts'
import { contentOf, makeEntry, readEntry } from '../../src/protocol/entry.ts'
import type { Store } from '../../src/store/store.ts'
import type { StoredEntry } from '../../src/store/stored.ts'
import { blank, cursorOf, give, newStore, passedOn, say, targetOf, text } from '../support/stores.ts'

/** Entries as they were said, body and all, whatever became of them. */
const asSaid = (...said: StoredEntry[]) => said.map(({ entry }) => readEntry(entry.bytes))

const shown = async (store: Store, other: Store) => {
  const entries = await store.history.last(store.conversations.with(other.self)!.number, { limit: 1000 })
  return entries.map(stored => {
    const { content } = store.effects.saying(store.history.rows, stored)
    return content.kind === 'text' ? content.text : content.kind
  })
}

const remove = (store: Store, other: Store, ...entries: StoredEntry[]) =>
  store.commit(tx => {
    for (const at of entries) store.conversations.remove(tx, other.self, at)
  })

const timed = (words: string): Sayable => ({ kind: 'text', text: words, timer: 60 })

describe('what happens in one batch', () => {
  it.each([
    ['an edit before its recall', ['edit', 'recall']],
    ['a recall before an edit', ['recall', 'edit']],
  ] as const)('leaves no body behind: %s', async (_name, order) => {
    const [ana, ben] = [await newStore('ana'), await newStore('ben')]
    const said = await say(ana, ben, text('a secret'))
    const target = targetOf(said)
    await Promise.all(
      order.map(kind => say(ana, ben, kind === 'edit' ? { kind, target, text: 'a secret, edited' } : { kind, target })),
    )
    for (const { bytes } of await passedOn(ana, ben)) expect(Buffer.from(bytes).includes('a secret')).toBe(false)
    // And what is passed on is signed.
    await give(ben, ana, await passedOn(ana, ben))
    expect(await shown(ben, ana)).toEqual(await shown(ana, ben))
    const reopened = (await passedOn(ana, ben)).map(({ id }) => id)
    expect(new Set(reopened).size).toBe(3)
  })

  it('tells of a message as it is then: not of a text that was recalled in the same', async () => {
    const [ana, ben] = [await newStore('ana'), await newStore('ben')]
    const told: StoredEntry[] = []
    ben.conversations.onPlaced = stored => told.push(stored)
    const said = await say(ana, ben, text('a secret'))
    const [first] = asSaid(said)
    const recall = await say(ana, ben, { kind: 'recall', target: targetOf(said) })
    await ben.conversations.receive(ana.self, [first!, ...asSaid(recall)])
    expect(told).toHaveLength(1)
    expect(told[0]!.entry.body).toBeUndefined()
    expect(ben.effects.saying(ben.history.rows, told[0]!).recalled).toBeDefined()
  })
})

describe('deleting for oneself', () => {
  it('lets what is queued, and its edits, still reach the reader, and then loses them here', async () => {
    const [ana, ben] = [await newStore('ana'), await newStore('ben')]
    const said = await say(ana, ben, timed('first'))
    await say(ana, ben, { kind: 'edit', target: targetOf(said), text: 'second' })
    await remove(ana, ben, said)
    expect(await shown(ana, ben)).toEqual([])
    await give(ben, ana, await passedOn(ana, ben))
    expect(await shown(ben, ana)).toEqual(['second'])
    await ana.readership.advance(ben.self, cursorOf(ben, ana))
    expect((await passedOn(ana, ben)).filter(({ body }) => body !== undefined)).toEqual([])
    expect(ana.conversations.with(ben.self)!.awaited).toBe(0)
  })

  it('loses all of it with one cursor, however much it is', async () => {
    const [ana, ben] = [await newStore('ana'), await newStore('ben')]
    const said = await Promise.all([...Array(1200).keys()].map(n => say(ana, ben, text(`text ${n}`))))
    await remove(ana, ben, ...said)
    await ben.conversations.receive(ana.self, await passedOn(ana, ben))
    await ana.readership.advance(ben.self, cursorOf(ben, ana))
    expect((await passedOn(ana, ben)).filter(({ body }) => body !== undefined)).toEqual([])
    expect(ana.conversations.with(ben.self)!.awaited).toBe(0)
  })

  it('goes on for what is issued again under another number', async () => {
    const [ana, ben] = [await newStore('ana'), await newStore('ben')]
    const deleted = await say(ana, ben, text('deleted while queued'))
    const kept = await say(ana, ben, text('kept'))
    await remove(ana, ben, deleted)
    const { header } = deleted.entry
    // What the other life of this profile said under the first two numbers.
    const theirs = [1, 2].map(seq =>
      makeEntry(ana.signer, { ...header, seq, stamp: header.stamp - seq, at: header.at }, text(`lost ${seq}`)),
    )
    await ana.profile.renewInstallation()
    await ana.conversations.mend(ben.self, 1, 1, theirs)
    await give(ben, ana, theirs)
    await ana.readership.advance(ben.self, cursorOf(ben, ana))
    // The reader has the numbers, but not what is under other ones now.
    const bodies = async () => (await passedOn(ana, ben)).filter(({ body }) => body !== undefined).map(({ id }) => id)
    expect((await bodies()).sort()).toEqual([...theirs.map(({ id }) => id), deleted.id, kept.id].sort())
    await give(ben, ana, await passedOn(ana, ben))
    await ana.readership.advance(ben.self, cursorOf(ben, ana))
    expect((await bodies()).sort()).toEqual([...theirs.map(({ id }) => id), kept.id].sort())
    expect(await shown(ben, ana)).toEqual(['lost 2', 'lost 1', 'deleted while queued', 'kept'])
    expect(ana.conversations.with(ben.self)!.awaited).toBe(0)
  })

  it('holds for the outcome of a call that the other side notes later', async () => {
    const [ana, ben] = [await newStore('ana'), await newStore('ben')]
    const call = Uint8Array.from({ length: 16 }, (_, i) => i)
    const outcome: Sayable = { kind: 'call', call: { call, media: 'audio', outcome: 'failed', duration: 3 } }
    const theirs = await say(ana, ben, outcome)
    await say(ben, ana, text('so that the clock of ben is ahead'))
    const own = await say(ben, ana, outcome)
    await remove(ben, ana, own)
    await give(ben, ana, asSaid(theirs))
    expect(await shown(ben, ana)).toEqual(['so that the clock of ben is ahead'])
    expect(ben.conversations.with(ana.self)!.unread).toBe(0)
  })

  it('holds where an edit, a reaction or a recall comes afterwards', async () => {
    const [ana, ben] = [await newStore('ana'), await newStore('ben')]
    const said = await say(ana, ben, text('deleted'))
    await give(ben, ana, asSaid(said))
    await remove(ben, ana, said)
    const target = targetOf(said)
    const later = [
      await say(ana, ben, { kind: 'edit', target, text: 'edited' }),
      await say(ana, ben, { kind: 'reaction', target, emoji: '👍' }),
    ]
    await give(ben, ana, asSaid(...later))
    const recall = await say(ana, ben, { kind: 'recall', target })
    await give(ben, ana, asSaid(recall))
    expect(await shown(ben, ana)).toEqual([])
    expect(ben.conversations.with(ana.self)).toMatchObject({ unread: 0 })
    for (const { bytes } of await passedOn(ben, ana)) expect(Buffer.from(bytes).includes('edited')).toBe(false)
  })
})

describe('disappearing', () => {
  it('also takes what came back to a profile that had lost it', async () => {
    let now = Date.now()
    const clock = () => now
    const [ana, ben] = [await newStore('ana', { clock }), await newStore('ben', { clock })]
    const said = await say(ana, ben, timed('for a minute'))
    await give(ben, ana, asSaid(said))
    const again = await blank(ana, { clock })
    await give(again, ben, await passedOn(ben, ana))
    expect(await shown(again, ben)).toEqual(['for a minute'])
    await ben.conversations.read(ana.self)
    await again.readership.advance(ben.self, cursorOf(ben, again))
    now += 61_000
    await again.conversations.expire()
    expect(await shown(again, ben)).toEqual([])
  })

  it('takes what counts as read when it comes', async () => {
    let now = Date.now()
    const clock = () => now
    const [ana, ben] = [await newStore('ana', { clock }), await newStore('ben', { clock })]
    const said = await say(ana, ben, text('first'))
    await give(ben, ana, asSaid(said))
    await ben.conversations.read(ana.self)
    // The other life of a profile that was put back to an older copy: the same number once more.
    const { header } = said.entry
    const other = makeEntry(ana.signer, { ...header, stamp: header.stamp + 1 }, timed('for a minute'))
    await give(ben, ana, [other])
    expect(await shown(ben, ana)).toEqual(['first', 'for a minute'])
    now += 61_000
    await ben.conversations.expire()
    expect(await shown(ben, ana)).toEqual(['first'])
  })
})

describe('a mention', () => {
  it('counts as long as it is there to be read, also one that came by an edit', async () => {
    const [ana, ben] = [await newStore('ana'), await newStore('ben')]
    const said = await say(ana, ben, text('hello'))
    const target = targetOf(said)
    const edit = await say(ana, ben, { kind: 'edit', target, text: 'hello @ben', mentions: [ben.self] })
    const [first, second] = asSaid(said, edit)
    const count = () => ben.conversations.with(ana.self)!.mentions ?? 0
    await give(ben, ana, [first!])
    expect(count()).toBe(0)
    await give(ben, ana, [second!])
    expect(count()).toBe(1)
    const back = await say(ana, ben, { kind: 'edit', target, text: 'hello' })
    await give(ben, ana, asSaid(back))
    expect(count()).toBe(0)
    await give(ben, ana, asSaid(await say(ana, ben, { kind: 'edit', target, text: '@ben', mentions: [ben.self] })))
    await ben.conversations.read(ana.self)
    expect(ben.conversations.with(ana.self)).toMatchObject({ mentions: 0, unread: 0 })
    // What was read already is not counted again.
    await give(ben, ana, asSaid(await say(ana, ben, { kind: 'edit', target, text: '@ben!', mentions: [ben.self] })))
    expect(ben.conversations.with(ana.self)).toMatchObject({ mentions: 0, unread: 0 })
    expect(contentOf(first!).kind).toBe('text')
  })
})

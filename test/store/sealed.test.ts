import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Sayable, Target } from '../../src/protocol/content.ts'
import { type Entry, readEntry } from '../../src/protocol/entry.ts'
import { restoreBackup } from '../../src/store/backup/restore.ts'
import { emojiOf } from '../../src/store/effects.ts'
import { parseQuery } from '../../src/store/search/query.ts'
import type { Store } from '../../src/store/store.ts'
import { inDatabaseFiles, valuesOnDisk } from '../support/disk.ts'
import fc from '../support/fast-check.ts'
import { eventually } from '../support/peers.ts'
import { give, newStore, openedByStoreKey, openStore, passedOn, say, tell, text } from '../support/stores.ts'
import { temporaryFolder } from '../support/temporary.ts'

const PASSPHRASE = 'for your eyes only'
const WORDS = 'quicksilver'
const quiet = (): void => undefined
const targetOf = ({ stamp, id }: Target): Target => ({ stamp, id })
const code = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'nothing thrown',
    (error: { code: string }) => error.code,
  )

/** What a person sees of the conversation. */
async function seen(store: Store, other: Store): Promise<unknown[]> {
  const record = store.conversations.with(other.self)!
  const entries = await store.history.last(record.number, { limit: 1000 })
  return entries.map(stored => {
    const { content, edited, recalled } = store.effects.saying(store.history.rows, stored)
    const reactions = recalled === undefined ? (store.effects.of(stored)?.reactions ?? {}) : {}
    return {
      id: stored.id,
      text: content.kind === 'text' ? content.text : content.kind,
      edited: edited?.id,
      recalled: recalled?.id,
      reactions: Object.entries(reactions)
        .map(([author, mark]) => `${author} ${emojiOf(store.history.rows, stored, mark)}`)
        .filter(each => !each.endsWith(' '))
        .sort(),
    }
  })
}

/** Two who exchanged these texts, all of them delivered. */
async function friends(...texts: string[]): Promise<[Store, Store]> {
  const [ana, ben] = [await newStore('ana'), await newStore('ben')]
  for (const [i, words] of texts.entries()) {
    const [from, to] = i % 2 === 0 ? [ana, ben] : [ben, ana]
    const { entry } = await say(from, to, text(words))
    await give(to, from, [entry])
  }
  await tell(ben, ana)
  await tell(ana, ben)
  return [ana, ben]
}

const record = (store: Store, other: Store) => store.conversations.with(other.self)
const hidden = async (home: string): Promise<boolean> => !(await openedByStoreKey(home)).includes(WORDS)

describe('a sealed conversation', () => {
  it('leaves nothing that the store key opens, neither in rows nor in their older versions', async () => {
    const [ana, ben] = await friends(`${WORDS} one`, `${WORDS} two`, 'three')
    const [first] = await ana.history.last(1, { limit: 10 })
    await say(ana, ben, { kind: 'edit', target: targetOf(first!), text: `${WORDS} edited` })
    await say(ana, ben, { kind: 'reaction', target: targetOf(first!), emoji: '🦄' })
    await give(ben, ana, await passedOn(ana, ben))
    await tell(ben, ana)
    await ana.commit(tx => ana.drafts.keep(tx, ben.self, `${WORDS} draft`))
    expect(await hidden(ana.home)).toBe(false)
    const before = await seen(ana, ben)
    const old = await valuesOnDisk(ana.home, 'ex')
    expect(await inDatabaseFiles(ana.home, old)).toBe(old.length)

    const steps: [number, number][] = []
    await ana.sealed.seal(ben.self, PASSPHRASE, (done, total) => steps.push([done, total]))
    expect(steps.at(-1)![0]).toBe(steps.at(-1)![1])
    expect(record(ana, ben)?.seal).toBe('sealed')
    const rows = await openedByStoreKey(ana.home)
    expect(rows.includes(WORDS)).toBe(false)
    expect(rows.includes(Buffer.from(WORDS).toString('hex'))).toBe(false)
    expect(rows.includes('🦄')).toBe(false)
    expect(await inDatabaseFiles(ana.home, old)).toBe(0)
    expect(ana.drafts.of(ben.self)).toBeUndefined()
    for (const each of (await seen(ana, ben)) as { text: string; reactions: string[] }[])
      expect(each.text).toBe('unknown')

    await ana.sealed.open(ben.self, PASSPHRASE, quiet)
    expect(await seen(ana, ben)).toEqual(before)
    expect(ana.drafts.of(ben.self)?.text).toBe(`${WORDS} draft`)
    // Open, it rests sealed all the same, and so does what is said now.
    await ana.commit(tx => ana.drafts.keep(tx, ben.self, `${WORDS} again`))
    const { entry } = await say(ben, ana, text(`${WORDS} four`))
    await give(ana, ben, [entry])
    expect(await hidden(ana.home)).toBe(true)
    expect((await seen(ana, ben)).at(-1)).toMatchObject({ text: `${WORDS} four` })

    await ana.sealed.unseal(ben.self, PASSPHRASE, quiet)
    expect(record(ana, ben)?.seal).toBeUndefined()
    expect(await seen(ana, ben)).toEqual([...before, expect.objectContaining({ text: `${WORDS} four` })])
    expect(ana.drafts.of(ben.self)?.text).toBe(`${WORDS} again`)
    expect(ana.sealed.isLocked(record(ana, ben))).toBe(false)
    expect(await seen(await reopened(ana), ben)).toHaveLength(4)
  })

  it('takes in what comes while it is closed, sealed, and counts it', async () => {
    const [ana, ben] = await friends('hello')
    await ana.sealed.seal(ben.self, PASSPHRASE, quiet)
    const said = [text(`${WORDS} 1`), text(`${WORDS} 2`)]
    for (const content of said) await give(ana, ben, [(await say(ben, ana, content)).entry])
    expect(record(ana, ben)).toMatchObject({ unread: 2 })
    expect(await hidden(ana.home)).toBe(true)
    const again = await reopened(ana)
    expect(again.sealed.isLocked(record(again, ben))).toBe(true)
    await again.sealed.open(ben.self, PASSPHRASE, quiet)
    expect(await seen(again, ben)).toMatchObject([{ text: 'hello' }, { text: `${WORDS} 1` }, { text: `${WORDS} 2` }])
    expect((await again.conversations.read(ben.self)).read).toBe(2)
  })

  it('lets edits, recalls and reactions reach what is closed; a recall erases what is sealed', async () => {
    const [ana, ben] = await friends('mine', 'theirs', 'mine too', 'theirs too')
    const entries = await ana.history.last(1, { limit: 10 })
    const [, theirs, , theirsToo] = entries
    await ana.sealed.seal(ben.self, PASSPHRASE, quiet)
    const effects: Sayable[] = [
      { kind: 'edit', target: targetOf(theirs!), text: `${WORDS} edited` },
      { kind: 'reaction', target: targetOf(entries[0]!), emoji: '🦄' },
      { kind: 'edit', target: targetOf(theirsToo!), text: 'about to go' },
      { kind: 'recall', target: targetOf(theirsToo!) },
    ]
    const sealedRow = () => ana.history.get(theirsToo!)?.sealed
    expect(sealedRow()).toBeDefined()
    for (const effect of effects) await give(ana, ben, [(await say(ben, ana, effect)).entry])
    expect(sealedRow()).toBeUndefined()
    const rows = await openedByStoreKey(ana.home)
    expect(rows.includes(WORDS) || rows.includes('🦄')).toBe(false)
    await ana.sealed.open(ben.self, PASSPHRASE, quiet)
    expect(await seen(ana, ben)).toEqual(await seen(ben, ana))
    expect(await seen(ana, ben)).toMatchObject([
      { text: 'mine', reactions: [expect.stringContaining('🦄')] },
      { text: `${WORDS} edited` },
      { text: 'mine too' },
      { text: 'unknown', recalled: expect.any(String) },
    ])
  })

  it('lets what has its time disappear while it is closed, also what its reader reads only then', async () => {
    let now = Date.now()
    const ana = await newStore('ana', { clock: () => now })
    const ben = await newStore('ben', { clock: () => now })
    const own = await say(ana, ben, { kind: 'text', text: 'own', timer: 60 })
    const theirs = await say(ben, ana, { kind: 'text', text: 'theirs', timer: 60 })
    await give(ben, ana, [own.entry])
    await give(ana, ben, [theirs.entry])
    await ana.conversations.read(ben.self)
    await tell(ben, ana)
    await ana.sealed.seal(ben.self, PASSPHRASE, quiet)
    expect(ana.history.get(own)?.sealed).toBeDefined()
    await ben.conversations.read(ana.self)
    await tell(ben, ana)
    now += 61_000
    await ana.conversations.expire()
    for (const at of [own, theirs]) {
      expect(ana.history.get(at)).toMatchObject({ shown: false })
      expect(ana.history.get(at)?.sealed).toBeUndefined()
    }
    await ana.sealed.open(ben.self, PASSPHRASE, quiet)
    expect(await seen(ana, ben)).toEqual([])
  })

  it('keeps what nobody has yet as it is until it is delivered, and seals it then', async () => {
    const [ana, ben] = await friends('hello')
    const waiting = await say(ana, ben, text(`${WORDS} waits`))
    await ana.sealed.seal(ben.self, PASSPHRASE, quiet)
    const [first] = (await passedOn(ana, ben)).slice(-1)
    expect(first?.id).toBe(waiting.id)
    expect(first?.body).toBeDefined()
    // Said while it is closed: the outcome of a call, or by a client that asked just before.
    const late = await say(ana, ben, text(`${WORDS} late`))
    await give(ben, ana, await passedOn(ana, ben))
    await tell(ben, ana)
    await eventually('sealed', () => ana.history.get(waiting)?.sealed && ana.history.get(late)?.sealed && true)
    expect(await hidden(ana.home)).toBe(true)
    expect(record(ana, ben)?.awaited).toBe(0)
    await ana.sealed.open(ben.self, PASSPHRASE, quiet)
    expect(await seen(ana, ben)).toEqual(await seen(ben, ana))
    expect(await seen(ana, ben)).toHaveLength(3)
  })

  it('holds back what a friend asks for again while it is closed, and gives what is later; nothing goes without its text', async () => {
    const [ana, ben] = await friends('one', 'two', 'three', 'four')
    await ana.sealed.seal(ben.self, PASSPHRASE, quiet)
    const later = await say(ana, ben, text('five'))
    expect((await passedOn(ana, ben)).map(({ id }) => id)).toEqual([later.id])
    await ana.sealed.open(ben.self, PASSPHRASE, quiet)
    const all = await passedOn(ana, ben)
    expect(all).toHaveLength(5)
    for (const { body } of all) expect(body).toBeDefined()
    // As they were said: whoever lost them takes them.
    const blank = await newStore('cleo')
    expect(blank.conversations.with(ana.self)).toBeUndefined()
    for (const { bytes } of all) expect(readEntry(bytes).header.size).toBe(readEntry(bytes).body?.byteLength)
  })

  it('opens with its passphrase alone, and with few guesses a minute', async () => {
    const [ana, ben] = await friends('hello')
    expect(await code(ana.sealed.open(ben.self, PASSPHRASE, quiet))).toBe('not-allowed')
    expect(await code(ana.sealed.seal(ben.self, '', quiet))).toBe('invalid')
    expect(record(ana, ben)?.seal).toBeUndefined()
    await ana.sealed.seal(ben.self, PASSPHRASE, quiet)
    expect(await code(ana.sealed.seal(ben.self, 'another', quiet))).toBe('exists')
    await ana.sealed.change(ben.self, { current: PASSPHRASE, next: 'another' })
    expect(ana.sealed.isLocked(record(ana, ben))).toBe(true)
    for (let i = 0; i < 4; i++)
      expect(await code(ana.sealed.open(ben.self, PASSPHRASE, quiet))).toBe('wrong-passphrase')
    expect(await code(ana.sealed.unseal(ben.self, 'nearly', quiet))).toBe('wrong-passphrase')
    expect(await code(ana.sealed.open(ben.self, 'another', quiet))).toBe('busy')
    expect(ana.sealed.isLocked(record(ana, ben))).toBe(true)
    const again = await reopened(ana)
    await again.sealed.open(ben.self, 'another', quiet)
    expect(await seen(again, ben)).toMatchObject([{ text: 'hello' }])
    await again.sealed.close(ben.self, quiet)
    expect(again.sealed.isLocked(record(again, ben))).toBe(true)
  })

  it('is one thing at a time: two who seal, or seal and open, do not meet', async () => {
    const [ana, ben] = await friends('hello')
    const [one, other] = await Promise.all([
      code(ana.sealed.seal(ben.self, 'one', quiet)),
      code(ana.sealed.seal(ben.self, 'other', quiet)),
    ])
    expect([one, other]).toEqual(['nothing thrown', 'busy'])
    const unsealing = ana.sealed.unseal(ben.self, 'one', quiet)
    expect(await code(ana.sealed.close(ben.self, quiet))).toBe('busy')
    await unsealing
    expect(await seen(ana, ben)).toMatchObject([{ text: 'hello' }])
  })

  it('is sealed in a backup, and in what is made of it', async () => {
    const [ana, ben] = await friends('hello', `${WORDS} one`)
    await ana.sealed.seal(ben.self, PASSPHRASE, quiet)
    await give(ana, ben, [(await say(ben, ana, text(`${WORDS} two`))).entry])
    await ana.sealed.open(ben.self, PASSPHRASE, quiet)
    const file = join(await temporaryFolder(), 'ana.backup')
    // Also one that is made while it is open.
    await ana.backup({ file, passphrase: 'of the backup', version: 'test', now: Date.now() })
    const home = await temporaryFolder()
    await restoreBackup({ file, passphrase: 'of the backup', now: Date.now(), home })
    expect(await hidden(home)).toBe(true)
    const again = await openStore(home)
    expect(again.sealed.isLocked(record(again, ben))).toBe(true)
    // The index is made anew then, and has to be told.
    await again.sealed.resume(quiet)
    expect(again.search.leavesOut(1)).toBe(true)
    await again.sealed.open(ben.self, PASSPHRASE, quiet)
    await again.search.settled()
    expect(await valuesOnDisk(home, 'l')).toHaveLength(0)
    expect(await seen(again, ben)).toMatchObject([
      { text: 'hello' },
      { text: `${WORDS} one` },
      { text: `${WORDS} two` },
    ])
  })

  it('may be empty', async () => {
    const [ana, ben] = [await newStore('ana'), await newStore('ben')]
    await ana.sealed.seal(ben.self, PASSPHRASE, quiet)
    const { entry } = await say(ben, ana, text(WORDS))
    await give(ana, ben, [entry])
    expect(await hidden(ana.home)).toBe(true)
    await ana.sealed.unseal(ben.self, PASSPHRASE, quiet)
    expect(await seen(ana, ben)).toMatchObject([{ text: WORDS }])
  })

  it('is not found while it is sealed, and is again when it is not', async () => {
    const [ana, ben] = await friends(`${WORDS} one`, 'two')
    const [first] = await ana.history.last(1, { limit: 10 })
    const edit = async (words: string) =>
      give(ana, ben, [(await say(ben, ana, { kind: 'edit', target: targetOf(theirs!), text: words })).entry])
    const [, theirs] = await ana.history.last(1, { limit: 10 })
    await edit('two edited')
    const find = async (words: string, all = true) => {
      await ana.search.settled()
      const options = {
        conversations: [{ number: 1 }],
        all,
        entries: 100,
        accept: () => true,
        signal: new AbortController().signal,
      }
      const found: string[] = []
      for await (const { id } of ana.search.find(parseQuery(words), options)) found.push(id)
      return found
    }
    expect(await find(WORDS)).toEqual([first!.id])
    expect(await find('edited')).toEqual([theirs!.id])
    const sealing = ana.sealed.seal(ben.self, PASSPHRASE, quiet)
    // While it is being sealed, too.
    await edit('two anew')
    await sealing
    await give(ana, ben, [(await say(ben, ana, text(`${WORDS} three`))).entry])
    await ana.search.settled()
    const index = await valuesOnDisk(ana.home, 'l')
    expect(index).toHaveLength(0)
    for (const words of [WORDS, 'edited', 'anew', 'two']) {
      expect(await find(words)).toEqual([])
      expect(await find(words, false)).toEqual([])
    }
    await ana.sealed.open(ben.self, PASSPHRASE, quiet)
    expect(await find(WORDS)).toEqual([])
    // Asked for by itself, an open one is searched text by text.
    expect(await find(WORDS, false)).toHaveLength(2)
    await give(ana, ben, [(await say(ben, ana, text(`${WORDS} four`))).entry])
    expect(await valuesOnDisk(ana.home, 'l')).toHaveLength(0)
    await ana.sealed.unseal(ben.self, PASSPHRASE, quiet)
    expect(await find(WORDS)).toHaveLength(3)
    expect(await find('anew')).toEqual([theirs!.id])
  })

  it('goes on with sealing after the node ended in the midst of it, without the passphrase', async () => {
    const [ana, ben] = await friends(...Array.from({ length: 400 }, (_, i) => `${WORDS} ${i}`))
    const before = await seen(ana, ben)
    let closing: Promise<void> | undefined
    const stopping = ana.sealed.seal(ben.self, PASSPHRASE, done => {
      if (done > 0) closing ??= ana.close()
    })
    await expect(stopping).rejects.toThrow()
    await closing
    const again = await openStore(ana.home)
    expect(record(again, ben)?.seal).toBe('sealing')
    expect(again.sealed.isLocked(record(again, ben))).toBe(true)
    expect(await hidden(again.home)).toBe(false)
    // What comes before it goes on is sealed like everything.
    const { entry } = await say(ben, again, text(`${WORDS} meanwhile`))
    await give(again, ben, [entry])
    await again.sealed.resume(quiet)
    expect(record(again, ben)?.seal).toBe('sealed')
    expect(await hidden(again.home)).toBe(true)
    await again.sealed.open(ben.self, PASSPHRASE, quiet)
    expect((await seen(again, ben)).slice(0, -1)).toEqual(before)
  })

  it('goes on with unsealing when it is opened again, or is sealed again', async () => {
    const [ana, ben] = await friends(...Array.from({ length: 400 }, (_, i) => `${WORDS} ${i}`))
    const before = await seen(ana, ben)
    await ana.sealed.seal(ben.self, PASSPHRASE, quiet)
    const half = async (store: Store): Promise<Store> => {
      let closing: Promise<void> | undefined
      const stopping = store.sealed.unseal(ben.self, PASSPHRASE, done => {
        if (done > 0) closing ??= store.close()
      })
      await expect(stopping).rejects.toThrow()
      await closing
      const again = await openStore(store.home)
      expect(record(again, ben)?.seal).toBe('unsealing')
      expect(again.sealed.isLocked(record(again, ben))).toBe(true)
      return again
    }
    const first = await half(ana)
    await first.sealed.close(ben.self, quiet)
    expect(await hidden(first.home)).toBe(true)
    expect(record(first, ben)?.seal).toBe('sealed')
    const second = await half(first)
    await second.sealed.open(ben.self, PASSPHRASE, quiet)
    expect(record(second, ben)?.seal).toBeUndefined()
    expect(await seen(second, ben)).toEqual(before)
  })

  it('ends as one that never was sealed, whatever happens to it and when', async () => {
    const step = fc.oneof(
      {
        weight: 8,
        arbitrary: fc.record({
          do: fc.constantFrom('say', 'edit', 'recall', 'react'),
          own: fc.boolean(),
          target: fc.nat(20),
        }),
      },
      {
        weight: 3,
        arbitrary: fc.record({
          do: fc.constantFrom('seal', 'close', 'open', 'unseal', 'restart'),
          own: fc.boolean(),
          target: fc.nat(20),
        }),
      },
      {
        weight: 3,
        arbitrary: fc.record({ do: fc.constantFrom('meet', 'read', 'delete'), own: fc.boolean(), target: fc.nat(20) }),
      },
    )
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 25 }), async steps => {
        const ben = await newStore('ben')
        let ana = await newStore('ana')
        const said: Entry[] = []
        const meet = async () => {
          await give(ben, ana, await passedOn(ana, ben))
          await give(ana, ben, await passedOn(ben, ana))
          await tell(ben, ana)
          await tell(ana, ben)
        }
        for (const [i, each] of steps.entries()) {
          const state = record(ana, ben)?.seal
          const at = said.length === 0 ? undefined : said[each.target % said.length]!
          const target = at === undefined ? undefined : { stamp: at.header.stamp, id: at.id }
          if (each.do === 'meet') await meet()
          else if (each.do === 'read') await ana.conversations.read(ben.self)
          else if (each.do === 'delete' && target !== undefined) {
            const there = { conversation: record(ana, ben)?.number ?? 0, ...target }
            // Only what is shown can be deleted by anybody.
            if (ana.history.get(there)?.shown) await ana.commit(tx => ana.conversations.remove(tx, ben.self, there))
          } else if (each.do === 'seal' && state === undefined) await ana.sealed.seal(ben.self, PASSPHRASE, quiet)
          else if (each.do === 'close') await ana.sealed.close(ben.self, quiet)
          else if (each.do === 'open' && state !== undefined) await ana.sealed.open(ben.self, PASSPHRASE, quiet)
          else if (each.do === 'unseal' && state !== undefined) await ana.sealed.unseal(ben.self, PASSPHRASE, quiet)
          else if (each.do === 'restart') ana = await reopened(ana)
          else if (['say', 'edit', 'recall', 'react'].includes(each.do)) {
            const [from, to] = each.own ? [ana, ben] : [ben, ana]
            const content: Sayable =
              each.do === 'say' || target === undefined
                ? text(`${WORDS} ${i}`)
                : each.do === 'edit'
                  ? { kind: 'edit', target, text: `${WORDS} edit ${i}` }
                  : each.do === 'recall'
                    ? { kind: 'recall', target }
                    : { kind: 'reaction', target, emoji: i % 3 === 0 ? '' : '🦄' }
            said.push((await say(from, to, content)).entry)
          }
          if (record(ana, ben)?.seal !== undefined && each.do === 'meet') expect(await hidden(ana.home)).toBe(true)
        }
        if (record(ana, ben)?.seal !== undefined) await ana.sealed.open(ben.self, PASSPHRASE, quiet)
        await meet()
        if (record(ana, ben) === undefined) return
        // What ana deleted is gone for her alone.
        const [mine, theirs] = [await seen(ana, ben), await seen(ben, ana)]
        const ids = new Set((mine as { id: string }[]).map(({ id }) => id))
        expect(mine).toEqual((theirs as { id: string }[]).filter(({ id }) => ids.has(id)))
        const { unread } = record(ana, ben)!
        expect((await ana.conversations.read(ben.self)).read).toBe(unread)
        await ana.close()
        await ben.close()
      }),
      { numRuns: 25, endOnFailure: true },
    )
  }, 240_000)
})

async function reopened(store: Store): Promise<Store> {
  await store.close()
  return openStore(store.home)
}

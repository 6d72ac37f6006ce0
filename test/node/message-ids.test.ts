import { describe, expect, it, onTestFinished } from 'vitest'
import type { Context } from '../../src/node/verbs/context.ts'
import { anyEntry } from '../../src/node/verbs/messages.ts'
import { idKey } from '../../src/store/keys.ts'
import { Store } from '../../src/store/store.ts'
import { putStored, type StoredEntry } from '../../src/store/stored.ts'
import { createIdentity } from '../../src/store/vault.ts'
import { temporaryFolder } from '../support/temporary.ts'

/** A store with a message, and one whose id was made to begin alike, which takes somebody 2^32 tries. */
async function withTwins(
  shown: boolean,
): Promise<{ find: (id: string) => Promise<StoredEntry>; one: string; two: string }> {
  const home = await temporaryFolder()
  await createIdentity({ home, name: 'alice' })
  const store = await Store.open({ home })
  onTestFinished(() => store.close())
  const friend = await temporaryFolder()
  await createIdentity({ home: friend, name: 'bob' })
  const bob = await Store.open({ home: friend })
  const { self } = bob
  await bob.close()
  const stored = await store.commit(tx => store.conversations.append(tx, self, { kind: 'text', text: 'hi' }))
  const two = stored.id.slice(0, 9) + [...stored.id.slice(9)].map(digit => (digit === '0' ? '1' : '0')).join('')
  await store.commit(tx => {
    const twin: StoredEntry = { ...stored, id: two, shown }
    putStored(tx, twin)
    tx.put(idKey(two, twin, twin.arrival), new Uint8Array(0))
  })
  // Of all that verbs work on, this one asks the store alone.
  const context = { store } as Context
  return { find: id => anyEntry(context, id), one: stored.id, two }
}

describe('the beginning of an id', () => {
  it('that several messages share names none of them, and the error lists them', async () => {
    const { find, one, two } = await withTwins(true)
    for (const digits of [8, 9])
      await expect(find(one.slice(0, digits))).rejects.toMatchObject({
        code: 'ambiguous',
        message: expect.stringMatching(new RegExp(`(${one}, ${two}|${two}, ${one})$`)),
      })
    expect((await find(one.slice(0, 10))).id).toBe(one)
    expect((await find(two.slice(0, 11))).id).toBe(two)
    expect((await find(one)).id).toBe(one)
  })

  it('names what is shown before what is not', async () => {
    const { find, one, two } = await withTwins(false)
    expect((await find(one.slice(0, 8))).id).toBe(one)
    expect((await find(two)).id).toBe(two)
  })

  it.each(['', 'xyz', '0123456', 'no-such-id', '%00', '0'.repeat(31), '0'.repeat(64)])('is none: %j', async id => {
    const { find } = await withTwins(true)
    await expect(find(id)).rejects.toMatchObject({ code: 'no-message' })
  })
})

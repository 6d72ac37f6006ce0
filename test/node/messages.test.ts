import { describe, expect, it } from 'vitest'
import type { Message } from '../../src/node/messenger.ts'
import { inDatabaseFiles, valuesOnDisk } from '../support/disk.ts'
import { befriend, bothHere, eventually, startPeer, type TestPeer } from '../support/peers.ts'

async function friends(): Promise<[TestPeer, TestPeer]> {
  const [ana, ben] = [await startPeer('ana'), await startPeer('ben')]
  await befriend(ana, ben)
  return [ana, ben]
}

/** Says something and waits until the other has it. */
async function say(from: TestPeer, to: TestPeer, text: string, more: { reply?: string; expire?: number } = {}) {
  const [message] = await from.messenger.send({ conv: [to.name], text, wait: 'delivered', timeout: 10, ...more })
  return message!
}

const history = (of: TestPeer, other: TestPeer): Promise<Message[]> => of.messenger.history({ conv: other.name })

/** What both see, with nothing that only one of them knows. */
async function agreed(ana: TestPeer, ben: TestPeer) {
  const shared = (messages: Message[]) =>
    messages.map(({ id, type, text, edited, recalled, reactions, forwarded, replyTo }) => ({
      id,
      type,
      ...{ text, edited, recalled, forwarded, quoted: replyTo?.text },
      reactions: reactions?.map(({ emoji, from }) => ({ emoji, from: from.map(({ peerId }) => peerId) })),
    }))
  return eventually('both see the same', async () => {
    const [a, b] = [shared(await history(ana, ben)), shared(await history(ben, ana))]
    return JSON.stringify(a) === JSON.stringify(b) && a
  })
}

const code = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'nothing thrown',
    (error: { code: string }) => error.code,
  )

describe('a message', () => {
  it('is what changes of state are told of, never an edit, a reaction or a recall', async () => {
    const [ana, ben] = await friends()
    const told = () => ana.events.flatMap(event => (event.event === 'state' ? [event.id] : []))
    const first = await say(ana, ben, 'shall we?')
    await ana.messenger.edit({ id: first.id, text: 'shall we go?' })
    await ana.messenger.react({ id: first.id, emoji: '👍' })
    await ana.messenger.recall({ id: first.id })
    const last = await say(ana, ben, 'never mind')
    await eventually('it is told of the last one', () => told().includes(last.id))
    expect(new Set(told())).toEqual(new Set([first.id, last.id]))
  })

  it('is answered, edited and reacted to, and both see it so', async () => {
    const [ana, ben] = await friends()
    const first = await say(ana, ben, 'shall we?')
    const answer = await say(ben, ana, 'yes', { reply: first.id })
    expect(answer.replyTo).toEqual({ id: first.id, from: { peerId: ana.peerId, name: 'ana' }, text: 'shall we?' })
    await ana.messenger.edit({ id: first.id, text: 'shall we go?' })
    await eventually('the edit has come', async () => (await history(ben, ana))[0]?.text === 'shall we go?')
    await ben.messenger.react({ id: first.id, emoji: '👍' })
    await ana.messenger.react({ id: first.id, emoji: '❤' })
    await eventually('all has come', async () => {
      const [seen] = await history(ana, ben)
      const [there] = await history(ben, ana)
      return seen?.reactions?.length === 2 && there?.reactions?.length === 2 && there.text === 'shall we go?'
    })
    const [seen, quoting] = await agreed(ana, ben)
    expect(seen).toMatchObject({ text: 'shall we go?', edited: expect.any(String) })
    expect(quoting).toMatchObject({ quoted: 'shall we go?' })
    expect(seen?.reactions?.map(({ emoji }) => emoji).sort()).toEqual(['❤️', '👍'].sort())
    const details = await ben.messenger.message({ id: first.id })
    expect(details.versions?.map(({ text }) => text)).toEqual(['shall we?', 'shall we go?'])
    const changes = () => ben.events.filter(({ event }) => event === 'change')
    await eventually('all of it is told', () => changes().length >= 3)
    expect(changes()).toMatchObject([
      { change: 'edited', message: { id: first.id, text: 'shall we go?' } },
      { change: 'reacted' },
      { change: 'reacted' },
    ])
    await ana.messenger.react({ id: first.id, emoji: '' })
    await eventually('it is taken back', async () => (await history(ben, ana))[0]?.reactions?.length === 1)
  })

  it('that is recalled leaves a line on both sides and nothing on either disk', async () => {
    const [ana, ben] = await friends()
    const secret = await say(ana, ben, 'the secret of the recalled message')
    const answer = await say(ben, ana, 'what?', { reply: secret.id })
    await ana.messenger.edit({ id: secret.id, text: 'the secret, said better' })
    await eventually('the edit', async () => (await history(ben, ana))[0]?.text === 'the secret, said better')
    // History in its order, then what is not shown: the text, the answer and the edit.
    const [first, , edited, ...others] = await valuesOnDisk(ben.home, 'ex')
    expect(others).toEqual([])
    expect(await inDatabaseFiles(ben.home, [first!, edited!])).toBe(2)
    await ana.messenger.recall({ id: secret.id })
    await eventually('the line', async () => (await history(ben, ana))[0]?.recalled !== undefined)
    const [line, quoting] = await agreed(ana, ben)
    expect(line).toMatchObject({ id: secret.id, type: 'text', text: undefined })
    expect(quoting).toMatchObject({ id: answer.id, quoted: undefined })
    // Nobody edits, answers or forwards it any more.
    expect(await code(ana.messenger.edit({ id: secret.id, text: 'again' }))).toBe('not-allowed')
    // To recall it once more is harmless, and says nothing new.
    expect(await ana.messenger.recall({ id: secret.id })).toMatchObject([{ id: secret.id, recalled: line?.recalled }])
    expect(await ana.messenger.message({ id: secret.id })).not.toHaveProperty('text')
    expect(await code(ben.messenger.recall({ id: secret.id }))).toBe('not-allowed')
    expect(await code(ben.messenger.react({ id: secret.id, emoji: '👍' }))).toBe('not-allowed')
    expect(await code(ben.messenger.forward({ ids: [secret.id], conv: ['ana'] }))).toBe('not-allowed')
    expect(await code(ben.messenger.send({ conv: ['ana'], text: 'x', reply: secret.id }))).toBe('not-allowed')
    // The sealed bytes of text and edit are in no file of the reader's any more.
    await eventually('rewritten', async () => (await inDatabaseFiles(ben.home, [first!, edited!])) === 0)
  })

  it('that is recalled before its reader came says nothing to them, and everything else arrives', async () => {
    const [ana, ben] = await friends()
    await say(ana, ben, 'before')
    await ben.stop('down')
    await eventually('ben is away', async () => (await ana.messenger.friends())[0]?.presence === 'offline')
    const [secret] = await ana.messenger.send({ conv: ['ben'], text: 'the secret' })
    await ana.messenger.send({ conv: ['ben'], text: 'after' })
    await ana.messenger.recall({ id: secret!.id })
    const again = await startPeer('ben', { home: ben.home })
    await bothHere(ana, again)
    await eventually('all of it', async () => (await history(again, ana)).length === 3)
    const seen = await agreed(ana, again)
    expect(seen.map(({ text, recalled }) => text ?? Boolean(recalled))).toEqual(['before', true, 'after'])
    expect(again.events.some(event => JSON.stringify(event).includes('the secret'))).toBe(false)
    // What was recalled counts for nothing.
    expect((await again.messenger.unread())[0]?.unread).toBe(2)
  })

  it('belongs to its author', async () => {
    const [ana, ben] = await friends()
    const mine = await say(ana, ben, 'mine')
    expect(await code(ben.messenger.edit({ id: mine.id, text: 'yours' }))).toBe('not-allowed')
    expect(await code(ben.messenger.recall({ id: mine.id }))).toBe('not-allowed')
    expect(await code(ben.messenger.edit({ id: 'f'.repeat(32), text: 'x' }))).toBe('no-message')
    expect(await code(ana.messenger.edit({ id: mine.id, text: '  ' }))).toBe('invalid')
    expect(await code(ben.messenger.react({ id: mine.id, emoji: 'no' }))).toBe('invalid')
    expect(await code(ben.messenger.react({ id: mine.id, emoji: '👍👍' }))).toBe('invalid')
    // A repeated key does not act twice.
    await ana.messenger.edit({ id: mine.id, text: 'once', key: 'k' })
    await ana.messenger.edit({ id: mine.id, text: 'twice', key: 'k' })
    expect(await history(ana, ben)).toMatchObject([{ text: 'once' }])
  })

  it('is sent once for its key, also where what it answers is gone since', async () => {
    const [ana, ben] = await friends()
    const question = await say(ben, ana, 'a question?')
    const answer = { conv: ['ben'], text: 'an answer', reply: question.id, key: 'once' }
    const [first] = await ana.messenger.send(answer)
    await ben.messenger.recall({ id: question.id })
    await eventually('recalled', async () => (await history(ana, ben))[0]?.recalled !== undefined)
    expect((await ana.messenger.send(answer))[0]?.id).toBe(first!.id)
    await ana.messenger.delete({ ids: [question.id] })
    expect((await ana.messenger.send(answer))[0]?.id).toBe(first!.id)
    expect(await history(ana, ben)).toMatchObject([{ id: first!.id }])
  })

  it('that is the last of its conversation is listed as it is, whatever happens to it', async () => {
    const [ana, ben] = await friends()
    const listed = async () => (await ben.messenger.conversations())[0]?.last
    const first = await say(ana, ben, 'first')
    const last = await say(ana, ben, 'last', { expire: 60 })
    expect(await listed()).toMatchObject({ id: last.id, text: 'last', state: 'unread' })
    await ben.messenger.read({ conv: 'ana' })
    expect(await listed()).toMatchObject({ state: 'read', expiresAt: expect.any(String) })
    await ana.messenger.edit({ id: last.id, text: 'edited' })
    await eventually('edited', async () => (await listed())?.text === 'edited')
    await ana.messenger.react({ id: last.id, emoji: '👍' })
    await eventually('reacted', async () => (await listed())?.reactions?.length === 1)
    await ana.messenger.recall({ id: last.id })
    await eventually('recalled', async () => (await listed())?.recalled !== undefined)
    expect((await listed())?.text).toBeUndefined()
    await ben.messenger.delete({ ids: [last.id] })
    expect(await listed()).toMatchObject({ id: first.id })
  })

  it('that is deleted is gone for oneself alone, and still arrives', async () => {
    const [ana, ben] = await friends()
    await ben.stop('down')
    await eventually('ben is away', async () => (await ana.messenger.friends())[0]?.presence === 'offline')
    const [kept] = await ana.messenger.send({ conv: ['ben'], text: 'kept' })
    const [gone] = await ana.messenger.send({ conv: ['ben'], text: 'gone for ana' })
    const [deleted] = await ana.messenger.delete({ ids: [gone!.id] })
    expect(deleted).toMatchObject({ id: gone!.id })
    expect(deleted?.text).toBeUndefined()
    expect(await history(ana, ben)).toMatchObject([{ id: kept!.id }])
    expect(await code(ana.messenger.message({ id: gone!.id }))).toBe('no-message')
    expect((await ana.messenger.conversations())[0]?.last?.id).toBe(kept!.id)
    const again = await startPeer('ben', { home: ben.home })
    await bothHere(ana, again)
    await eventually('both come', async () => (await history(again, ana)).length === 2)
    expect((await history(again, ana)).map(({ text }) => text)).toEqual(['kept', 'gone for ana'])
    await again.messenger.delete({ ids: (await history(again, ana)).map(({ id }) => id) })
    expect(await history(again, ana)).toEqual([])
    expect((await again.messenger.conversations())[0]).toMatchObject({ unread: 0 })
    expect((await again.messenger.conversations())[0]?.last).toBeUndefined()
  })

  it('disappears some time after it was read, on both sides, also where the node was down', async () => {
    const [ana, ben] = await friends()
    const timed = await say(ana, ben, 'for a second', { expire: 1 })
    expect(timed.timer).toBe(1)
    await new Promise(resolve => setTimeout(resolve, 1500))
    // Nobody has read it: it stays.
    expect(await history(ben, ana)).toMatchObject([{ text: 'for a second', timer: 1 }])
    await ben.messenger.read({ conv: 'ana' })
    expect((await history(ben, ana))[0]?.expiresAt).toBeDefined()
    await eventually('gone at ben', async () => (await history(ben, ana)).length === 0)
    await eventually('gone at ana', async () => (await history(ana, ben)).length === 0)
    expect(ben.events).toContainEqual(expect.objectContaining({ event: 'change', change: 'expired' }))
    const later = await say(ana, ben, 'for two seconds', { expire: 2 })
    await ben.messenger.read({ conv: 'ana' })
    await ben.stop('down')
    await new Promise(resolve => setTimeout(resolve, 2500))
    const again = await startPeer('ben', { home: ben.home })
    await eventually('gone after the start', async () => (await history(again, ana)).length === 0)
    expect(await code(again.messenger.message({ id: later.id }))).toBe('no-message')
  })

  it('is forwarded alone or in a bundle that keeps authors and times', async () => {
    const [ana, ben] = await friends()
    const cleo = await startPeer('cleo')
    await befriend(ana, cleo)
    const one = await say(ben, ana, 'one')
    const two = await say(ana, ben, 'two')
    const [single] = await ana.messenger.forward({ ids: [one.id], conv: ['cleo'] })
    expect(single).toMatchObject({
      text: 'one',
      forwarded: [{ from: { peerId: ben.peerId, name: 'ben' }, at: one.at }],
    })
    await ana.messenger.forward({ ids: [one.id, two.id], conv: ['cleo'] })
    await eventually('both come', async () => (await history(cleo, ana)).length === 2)
    const [, bundle] = await history(cleo, ana)
    expect(bundle).toMatchObject({
      text: 'ben: one\nana: two',
      forwarded: [
        { from: { name: 'ben' }, at: one.at, text: 'one' },
        { from: { name: 'ana' }, at: two.at, text: 'two' },
      ],
    })
    expect(await code(ana.messenger.edit({ id: single!.id, text: 'not what ben said' }))).toBe('not-allowed')
    // Passed on once more it is still ben's.
    const [again] = await cleo.messenger.forward({ ids: [single!.id], conv: ['ana'] })
    expect(again).toMatchObject({ forwarded: [{ from: { name: 'ben' } }] })
    const shake = await ana.messenger.shake({ who: 'ben' })
    expect(await code(ana.messenger.forward({ ids: [shake.id], conv: ['cleo'] }))).toBe('not-allowed')
  })

  it('mentions who is named in it, and counts as such until it is read', async () => {
    const [ana, ben] = await friends()
    await say(ana, ben, 'hello @Ben, look')
    await say(ana, ben, 'mail me at ana@benjamin.example')
    const messages = await history(ben, ana)
    expect(messages[0]?.mentions).toEqual([{ peerId: ben.peerId, name: 'ben' }])
    expect(messages[1]?.mentions).toBeUndefined()
    expect(messages[1]?.links).toEqual(['mailto:ana@benjamin.example'])
    expect((await ben.messenger.conversations())[0]).toMatchObject({ unread: 2, mentions: 1 })
    await ben.messenger.read({ conv: 'ana' })
    expect((await ben.messenger.conversations())[0]).toMatchObject({ unread: 0, mentions: 0 })
  })
})

describe('a conversation', () => {
  it('shows who types, and stops when they say it', async () => {
    const [ana, ben] = await friends()
    expect(await ana.messenger.typing({ conv: 'ben' })).toEqual({ told: true })
    const typing = () => ben.events.filter(({ event }) => event === 'typing')
    await eventually('seen', () => typing().length === 1)
    await say(ana, ben, 'done')
    await eventually('stopped', () => typing().length === 2)
    expect(typing()).toMatchObject([{ typing: true, from: { peerId: ana.peerId } }, { typing: false }])
    await ana.messenger.settingsSet({ name: 'typing', value: false })
    expect(await ana.messenger.typing({ conv: 'ben' })).toEqual({ told: false })
  })

  it('tells when something was delivered and read', async () => {
    const [ana, ben] = await friends()
    const message = await say(ana, ben, 'when?')
    await ben.messenger.read({ conv: 'ana' })
    await ana.messenger.waitFor({ ids: [message.id], state: 'read', timeout: 10 })
    // When is written down with the next batch.
    const details = await eventually('noted', async () => {
      const known = await ana.messenger.message({ id: message.id })
      return known.readBy !== undefined && known
    })
    expect(details.deliveredTo).toMatchObject([{ peerId: ben.peerId, at: expect.any(String) }])
    expect(details.readBy).toMatchObject([{ peerId: ben.peerId, at: expect.any(String) }])
  })

  it('tells nobody what was read where either does not want it', async () => {
    const [ana, ben] = await friends()
    await ben.messenger.settingsSet({ name: 'receipts', value: false })
    const message = await say(ana, ben, 'read me')
    await ben.messenger.read({ conv: 'ana' })
    const answer = await say(ben, ana, 'read me too')
    await ana.messenger.read({ conv: 'ben' })
    // Something later, so that every cursor of before has come.
    await say(ana, ben, 'later')
    await say(ben, ana, 'later')
    expect((await ana.messenger.message({ id: message.id })).state).toBe('delivered')
    expect((await ben.messenger.message({ id: answer.id })).state).toBe('delivered')
    // Wanted again, it is told again, also of what was read meanwhile.
    await ben.messenger.settingsSet({ name: 'receipts', value: true })
    await eventually('told', async () => (await ana.messenger.message({ id: message.id })).state === 'read')
    await eventually('told too', async () => (await ben.messenger.message({ id: answer.id })).state === 'read')
  })

  it('is among the first ones that are asked for, where it is pinned or the latest', async () => {
    const [ana, ben] = await friends()
    const cleo = await startPeer('cleo')
    await befriend(ana, cleo)
    await say(ben, ana, 'hello')
    await say(cleo, ana, 'hello')
    const first = async () => (await ana.messenger.conversations({ limit: 1 })).map(({ name }) => name)
    expect(await first()).toEqual(['cleo'])
    await ana.messenger.pin({ conv: 'ben' })
    expect(await first()).toEqual(['ben'])
  })

  it('is pinned, muted for a time, archived, drafted in and marked unread', async () => {
    const [ana, ben] = await friends()
    await say(ben, ana, 'hello')
    await ana.messenger.read({ conv: 'ben' })
    expect(await ana.messenger.pin({ conv: 'ben' })).toMatchObject({ pinned: true })
    const until = new Date(Date.now() + 5_000).toISOString()
    expect(await ana.messenger.mute({ conv: 'ben', until })).toMatchObject({ muted: true, mutedUntil: until })
    await eventually('heard again', async () => (await ana.messenger.conversations())[0]?.muted === false)
    expect(await code(ana.messenger.mute({ conv: 'ben', until: '2001-01-01' }))).toBe('invalid')
    expect(await ana.messenger.draft({ conv: 'ben', text: 'not yet' })).toMatchObject({ draft: 'not yet' })
    expect(await ana.messenger.markUnread({ conv: 'ben' })).toMatchObject({ markedUnread: true, unread: 0 })
    expect(await ana.messenger.unread()).toHaveLength(1)
    await ana.messenger.read({ conv: 'ben' })
    expect(await ana.messenger.unread()).toHaveLength(0)
    await ana.messenger.archive({ conv: 'ben' })
    expect(await ana.messenger.conversations()).toEqual([])
    expect(await ana.messenger.conversations({ archived: true })).toMatchObject([{ archived: true, draft: 'not yet' }])
    expect(await ana.messenger.conversations({ conv: ['ben', ben.peerId] })).toMatchObject([
      { archived: true, draft: 'not yet' },
      { archived: true, draft: 'not yet' },
    ])
    expect(await code(ana.messenger.conversations({ conv: ['nobody'] }))).toBe('no-peer')
    await ana.stop('down')
    const again = await startPeer('ana', { home: ana.home })
    await bothHere(again, ben)
    expect(await again.messenger.conversations({ archived: true })).toMatchObject([{ draft: 'not yet' }])
    await say(ben, again, 'come back')
    expect(await again.messenger.conversations()).toMatchObject([{ archived: false, unread: 1 }])
    await again.messenger.send({ conv: ['ben'], text: 'here' })
    expect((await again.messenger.conversations())[0]?.draft).toBeUndefined()
  })
})

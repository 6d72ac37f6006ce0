import { describe, expect, it } from 'vitest'
import type { Event } from '../../src/node/messenger.ts'
import { befriend, eventually, startPeer, type TestPeer } from '../support/peers.ts'
import { openedByStoreKey } from '../support/stores.ts'

const passphrase = 'for your eyes only'
const WORDS = 'quicksilver'

async function friends(): Promise<[TestPeer, TestPeer]> {
  const [ana, ben] = [await startPeer('ana'), await startPeer('ben')]
  await befriend(ana, ben)
  return [ana, ben]
}

async function say(from: TestPeer, to: TestPeer, text: string) {
  const [message] = await from.messenger.send({ conv: [to.name], text, wait: 'delivered', timeout: 10 })
  return message!
}

const code = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'nothing thrown',
    (error: { code: string }) => error.code,
  )

const listed = async (of: TestPeer) => (await of.messenger.conversations())[0]!

describe('a sealed conversation of a running node', () => {
  it('shows that it exists, and refuses everything that would show or change what it says', async () => {
    const [ana, ben] = await friends()
    const own = await say(ana, ben, `${WORDS} own`)
    const theirs = await say(ben, ana, `@ana ${WORDS} theirs`)
    await ana.messenger.draft({ conv: 'ben', text: `${WORDS} draft` })
    expect(await listed(ana)).toMatchObject({ sealed: false, locked: false, mentions: 1, draft: `${WORDS} draft` })
    expect(await code(ana.messenger.seal({ conv: 'ben' }))).toBe('wrong-passphrase')
    expect(await code(ana.messenger.unseal({ conv: 'ben', passphrase }))).toBe('not-allowed')
    const closed = await ana.messenger.seal({ conv: 'ben', passphrase })
    expect(closed).toEqual(await listed(ana))
    expect(closed).toMatchObject({ name: 'ben', sealed: true, locked: true, unread: 1, mentions: 0 })
    expect(closed).not.toHaveProperty('last')
    expect(closed).not.toHaveProperty('draft')
    const { messenger } = ana
    const refused: [string, Promise<unknown>][] = [
      ['history', messenger.history({ conv: 'ben' })],
      ['exportPage', messenger.exportPage({ conv: 'ben' })],
      ['search --in', messenger.search({ text: WORDS, in: 'ben' })],
      ['send', messenger.send({ conv: ['ben'], text: 'hi' })],
      ['read', messenger.read({ conv: 'ben' })],
      ['draft', messenger.draft({ conv: 'ben' })],
      ['message', messenger.message({ id: own.id })],
      ['edit', messenger.edit({ id: own.id, text: 'x' })],
      ['recall', messenger.recall({ id: own.id })],
      ['delete', messenger.delete({ ids: [theirs.id] })],
      ['react', messenger.react({ id: theirs.id, emoji: '👍' })],
      ['forward', messenger.forward({ ids: [theirs.id], conv: ['ben'] })],
      ['translate', messenger.translate({ id: theirs.id, to: 'es' })],
    ]
    for (const [name, call] of refused) expect([name, await code(call)]).toEqual([name, 'not-allowed'])
    expect(await messenger.search({ text: WORDS })).toEqual([])
    // How it is listed is not what it says.
    expect(await messenger.pin({ conv: 'ben' })).toMatchObject({ pinned: true, locked: true })
    expect((await openedByStoreKey(ana.home)).includes(WORDS)).toBe(false)
    expect(JSON.stringify(await messenger.conversations())).not.toContain(WORDS)

    expect(await code(messenger.unseal({ conv: 'ben' }))).toBe('wrong-passphrase')
    expect(await code(messenger.unseal({ conv: 'ben', passphrase: 'no' }))).toBe('wrong-passphrase')
    expect(await messenger.unseal({ conv: 'ben', passphrase })).toMatchObject({
      ...{ sealed: true, locked: false, mentions: 1, draft: `${WORDS} draft` },
    })
    expect((await messenger.history({ conv: 'ben' })).map(({ text }) => text)).toEqual([
      `${WORDS} own`,
      `@ana ${WORDS} theirs`,
    ])
    expect((await messenger.exportPage({ conv: 'ben' })).messages).toEqual(await messenger.history({ conv: 'ben' }))
    expect(await messenger.search({ text: WORDS, in: 'ben' })).toHaveLength(2)
    await ana.messenger.edit({ id: own.id, text: `${WORDS} edited` })
    await eventually(
      'edited',
      async () => (await ben.messenger.history({ conv: 'ana' }))[0]?.text === `${WORDS} edited`,
    )
    // Open already: no passphrase is needed, but to take the seal away.
    await messenger.unseal({ conv: 'ben' })
    expect(await code(messenger.unseal({ conv: 'ben', forever: true }))).toBe('wrong-passphrase')
    expect(await messenger.unseal({ conv: 'ben', passphrase, forever: true })).toMatchObject({ sealed: false })
    expect(await messenger.search({ text: WORDS })).toHaveLength(2)
  })

  it('takes in what comes while it is closed, and tells only that something came', async () => {
    const [ana, ben] = await friends()
    const first = await say(ben, ana, 'hello')
    await ana.messenger.seal({ conv: 'ben', passphrase })
    ana.events.length = 0
    const sent = await say(ben, ana, `${WORDS} one`)
    await ben.messenger.edit({ id: sent.id, text: `${WORDS} edited` })
    await ben.messenger.react({ id: sent.id, emoji: '🦄' })
    await ben.messenger.recall({ id: first.id })
    await say(ben, ana, `${WORDS} two`)
    await eventually('told', () => ana.events.some(each => each.event === 'conversation' && each.unread === 2))
    expect(ana.events.filter(({ event }) => event === 'message' || event === 'change')).toEqual([])
    const told = JSON.stringify(ana.events)
    expect(told.includes(WORDS) || told.includes('🦄')).toBe(false)
    const since: Event[] = []
    const stop = new AbortController()
    setTimeout(() => stop.abort(), 300)
    for await (const event of ana.messenger.listen({ since: first.id }, stop.signal)) since.push(event)
    expect(since.filter(({ event }) => event === 'message')).toEqual([])
    const rows = await openedByStoreKey(ana.home)
    expect(rows.includes(WORDS) || rows.includes('🦄')).toBe(false)
    expect(await ana.messenger.unseal({ conv: 'ben', passphrase })).toMatchObject({ unread: 2 })
    expect(await ana.messenger.history({ conv: 'ben' })).toMatchObject([
      { id: first.id, recalled: expect.any(String) },
      { text: `${WORDS} edited`, reactions: [{ emoji: '🦄' }], state: 'unread' },
      { text: `${WORDS} two` },
    ])
    expect(await ana.messenger.read({ conv: 'ben' })).toMatchObject([{ unread: 0 }])
  })

  it('gives a friend who lost everything the later first, and the rest when it is opened', async () => {
    const [ana, ben] = await friends()
    for (let i = 0; i < 3; i++) await say(ana, ben, `${WORDS} ${i}`)
    await ana.messenger.seal({ conv: 'ben', passphrase })
    const session = (): number => ben.events.filter(({ event }) => event === 'message').length
    const before = session()
    // A fresh disk under the same identity.
    const { home } = ben
    await ben.stop('down')
    const { rm } = await import('node:fs/promises')
    const { join } = await import('node:path')
    await rm(join(home, 'db'), { recursive: true })
    const again = await startPeer('ben', { home })
    expect(before).toBeGreaterThan(0)
    await befriend(ana, again)
    const texts = async () => (await again.messenger.history({ conv: 'ana' })).map(({ text }) => text)
    // Time enough for whatever would go wrong.
    await new Promise(resolve => setTimeout(resolve, 500))
    expect(await texts()).toEqual([])
    await ana.messenger.unseal({ conv: 'ben', passphrase })
    await eventually('all of it', async () => (await texts()).length === 3)
    expect(await texts()).toEqual([0, 1, 2].map(i => `${WORDS} ${i}`))
  })

  it('closes by itself when nobody uses it', async () => {
    const [ana, ben] = await friends()
    await say(ana, ben, 'hello')
    await ana.messenger.seal({ conv: 'ben', passphrase })
    await ana.messenger.unseal({ conv: 'ben', passphrase })
    expect(ana.held()).toBe(true)
    await ana.messenger.settingsSet({ name: 'seal.minutes', value: 0.1 })
    // Six seconds, which are over meanwhile; each use is well within them.
    for (let i = 0; i < 5; i++) {
      await new Promise(resolve => setTimeout(resolve, 1_500))
      await ana.messenger.history({ conv: 'ben' })
    }
    expect((await listed(ana)).locked).toBe(false)
    await eventually('closed', async () => (await listed(ana)).locked)
    expect(await code(ana.messenger.history({ conv: 'ben' }))).toBe('not-allowed')
    expect(ana.held()).toBe(false)
  })
})

import { describe, expect, it } from 'vitest'
import { befriend, bothHere, eventually, startPeer } from '../support/peers.ts'

const DAY = 86_400_000
const START = Date.parse('2026-11-01T12:00:00Z')

describe('a place in a conversation', () => {
  it('is found by a time', async () => {
    let now = START
    const alice = await startPeer('alice', { clock: () => now })
    // A clock that is three hours ahead, so that stamps run ahead of it as well.
    const bob = await startPeer('bob', { clock: () => now + 3 * 3_600_000 })
    await befriend(alice, bob)
    for (let day = 0; day < 20; day++) {
      now = START + day * DAY
      const from = day === 9 ? bob : alice
      const to = day === 9 ? alice : bob
      for (let n = 0; n < 5; n++) {
        const text = `day ${day}, ${n}`
        await from.messenger.send({ conv: [to.name], text, wait: 'delivered', timeout: 10 })
      }
    }
    const at = async (time: number, limit: number) =>
      (await alice.messenger.history({ conv: 'bob', at: new Date(time).toISOString(), limit })).map(({ text }) => text)
    expect(await at(START + 7 * DAY, 1)).toEqual(['day 7, 0'])
    expect(await at(START + 7 * DAY + 1, 1)).toEqual(['day 8, 0'])
    expect(await at(START + 5 * DAY - 1_000, 5)).toEqual(['day 4, 3', 'day 4, 4', 'day 5, 0', 'day 5, 1', 'day 5, 2'])
    expect(await at(START - 30 * DAY, 2)).toEqual(['day 0, 0', 'day 0, 1'])
    expect(await at(START + 30 * DAY, 2)).toEqual(['day 19, 3', 'day 19, 4'])
    // Said a moment after noon by a clock that is right, behind stamps of one that is not.
    now = START + 20 * DAY
    await bob.messenger.send({ conv: ['alice'], text: 'from the future', wait: 'delivered', timeout: 10 })
    now += 60_000
    await alice.messenger.send({ conv: ['bob'], text: 'now' })
    now += 60_000
    await alice.messenger.send({ conv: ['bob'], text: 'then' })
    expect(await at(now + 3 * 3_600_000, 1)).toEqual(['then'])
    const { messenger } = alice
    await expect(messenger.history({ conv: 'bob', at: 'soon' })).rejects.toMatchObject({ code: 'invalid' })
    for (const other of [{ type: 'text' }, { around: 'unread' }, { since: '2026-11-01' }] as const)
      await expect(messenger.history({ conv: 'bob', at: '2026-11-01', ...other })).rejects.toMatchObject({
        code: 'usage',
      })
  })

  it('is found where the unread begins', async () => {
    const alice = await startPeer('alice')
    const bob = await startPeer('bob')
    await befriend(alice, bob)
    const unread = async (limit = 3) =>
      (await bob.messenger.history({ conv: 'alice', around: 'unread', limit })).map(({ text }) => text)
    expect(await unread()).toEqual([])
    const say = (text: string) => alice.messenger.send({ conv: ['bob'], text, wait: 'delivered', timeout: 10 })
    for (let n = 0; n < 10; n++) await say(`read ${n}`)
    await bob.messenger.read({ conv: 'alice' })
    expect(await unread()).toEqual(['read 7', 'read 8', 'read 9'])
    await bob.stop('down')
    await eventually('bob is gone', async () => (await alice.messenger.friends())[0]?.presence === 'offline')
    for (let n = 0; n < 5; n++) await alice.messenger.send({ conv: ['bob'], text: `new ${n}` })
    const back = await startPeer('bob', { home: bob.home })
    await bothHere(alice, back)
    await eventually('all came', async () => (await back.messenger.unread())[0]?.unread === 5)
    const around = await back.messenger.history({ conv: 'alice', around: 'unread', limit: 4 })
    expect(around.map(({ text, state }) => [text, state])).toEqual([
      ['read 8', 'read'],
      ['read 9', 'read'],
      ['new 0', 'unread'],
      ['new 1', 'unread'],
    ])
    await back.messenger.read({ conv: 'alice', through: around[2]!.id })
    expect((await back.messenger.history({ conv: 'alice', around: 'unread', limit: 1 }))[0]?.text).toBe('new 1')
  })
})

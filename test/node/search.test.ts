import { describe, expect, it, vi } from 'vitest'
import type { Message } from '../../src/node/messenger.ts'
import { Readers } from '../../src/store/search/readers.ts'
import { befriend, eventually, startPeer, type TestPeer } from '../support/peers.ts'

async function two(): Promise<[TestPeer, TestPeer]> {
  const ana = await startPeer('ana')
  const ben = await startPeer('ben')
  await befriend(ana, ben)
  return [ana, ben]
}

const say = async (from: TestPeer, to: TestPeer, text: string): Promise<Message> => {
  const [message] = await from.messenger.send({ conv: [to.name], text, wait: 'delivered' })
  return message!
}

describe('search', () => {
  it('finds what both said, by person, time, type and page, with what was said around it', async () => {
    const [ana, ben] = await two()
    const first = await say(ana, ben, 'Lunch at Café Central?')
    const second = await say(ben, ana, 'no cafe today, 今天天气很好')
    const between = new Date(Date.parse(second.at) + 1).toISOString()
    await new Promise(resolve => setTimeout(resolve, 5))
    const third = await say(ana, ben, 'so the cafés are empty')
    await ana.messenger.shake({ who: 'ben' })
    const search = (params: object) => ana.messenger.search({ text: 'cafe', ...params })
    const ids = async (params: object) => (await search(params)).map(({ id }) => id)

    expect(await ids({})).toEqual([third.id, second.id, first.id])
    expect(await ids({ in: 'ben', limit: 1 })).toEqual([third.id])
    expect(await ids({ before: third.id, limit: 1 })).toEqual([second.id])
    expect(await ids({ before: second.id.slice(0, 8) })).toEqual([first.id])
    expect(await ids({ from: 'ben' })).toEqual([second.id])
    expect(await ids({ from: 'ana' })).toEqual([third.id, first.id])
    expect(await ids({ since: between })).toEqual([third.id])
    expect(await ids({ until: between })).toEqual([second.id, first.id])
    expect(await ids({ type: 'call' })).toEqual([])
    const [hit] = await ana.messenger.search({ text: '天气', context: 1 })
    expect(hit).toMatchObject({ id: second.id, before: [{ id: first.id }], after: [{ id: third.id }] })
    expect(hit?.matches.map(([from, to]) => hit.text?.slice(from, to))).toEqual(['天气'])
    const [marked] = await search({ from: 'ana', until: between })
    expect(marked?.matches.map(([from, to]) => marked.text?.slice(from, to))).toEqual(['Café'])
  })

  it('follows edits and recalls on both sides', async () => {
    const [ana, ben] = await two()
    const message = await say(ana, ben, 'the old words')
    await ana.messenger.edit({ id: message.id, text: 'the new words' })
    for (const each of [ana, ben]) {
      await eventually(
        'the new words are found',
        async () => (await each.messenger.search({ text: 'new' })).length === 1,
      )
      expect(await each.messenger.search({ text: 'old' })).toEqual([])
    }
    await ana.messenger.recall({ id: message.id })
    for (const each of [ana, ben])
      await eventually('nothing is found', async () => (await each.messenger.search({ text: 'words' })).length === 0)
  })

  it('refuses what makes no sense, with the codes of the contract', async () => {
    const [ana, ben] = await two()
    await say(ana, ben, 'hello')
    const fails = (params: object) => expect(ana.messenger.search({ text: 'hello', ...params })).rejects
    await fails({ in: 'nobody' }).toMatchObject({ code: 'no-peer' })
    await fails({ from: 'nobody' }).toMatchObject({ code: 'no-peer' })
    await fails({ before: 'f'.repeat(32) }).toMatchObject({ code: 'no-message' })
    await fails({ text: ' "" ' }).toMatchObject({ code: 'invalid' })
    await fails({ timeout: 0 }).toMatchObject({ code: 'timeout' })
    expect(await ana.messenger.search({ text: '?!' })).toEqual([])
  })

  it('stops looking for what is not wanted any more', async () => {
    const [ana] = await two()
    await ana.messenger.settingsSet({ name: 'search', value: false })
    await Promise.all(
      Array.from({ length: 1_500 }, (_, i) => ana.messenger.send({ conv: ['ben'], text: `number ${i} in vain` })),
    )
    const read = Readers.prototype.with
    const reads = vi.spyOn(Readers.prototype, 'with')
    expect(await ana.messenger.search({ text: 'nothing' })).toEqual([])
    const whole = reads.mock.calls.length
    reads.mockClear()
    const stop = new AbortController()
    reads.mockImplementationOnce(function (this: Readers, look) {
      // While it looks: however fast or slow this machine is, it has read no more than this.
      stop.abort(new Error('no more'))
      return read.call(this, look)
    })
    await expect(ana.messenger.search({ text: 'nothing' }, stop.signal)).rejects.toThrow('no more')
    const part = reads.mock.calls.length
    expect(part).toBeLessThan(whole / 2)
    await new Promise(resolve => setTimeout(resolve, 100))
    expect(reads.mock.calls.length).toBe(part)
    await expect(ana.messenger.search({ text: 'nothing' }, stop.signal)).rejects.toThrow('no more')
    expect(reads.mock.calls.length).toBe(part)
  })

  it('works without an index, and tells how far a new one is', async () => {
    const [ana] = await two()
    await ana.messenger.settingsSet({ name: 'search', value: false })
    for (let i = 0; i < 70; i++) await ana.messenger.send({ conv: ['ben'], text: `number ${i}` })
    expect(await ana.messenger.search({ text: 'number 6', limit: 100 })).toHaveLength(11)
    await ana.messenger.settingsSet({ name: 'search', value: true })
    const done = await eventually('the index is made', () =>
      ana.events.find(each => each.event === 'progress' && each.task === 'index' && each.done === each.total),
    )
    expect(done).toMatchObject({ done: 70, total: 70 })
    expect(await ana.messenger.search({ text: 'number 6', limit: 100 })).toHaveLength(11)
    await ana.stop('down')
    const again = await startPeer('ana', { home: ana.home })
    expect(await again.messenger.search({ text: 'number 69' })).toHaveLength(1)
  })
})

import { describe, expect, it } from 'vitest'
import { EarshotError } from '../../../src/protocol/errors.ts'
import { progressLine } from '../../../src/ui/tui/frame/progress.ts'
import { completions, readTyped } from '../../../src/ui/tui/panels/search-typed.ts'
import { UNICODE } from '../../../src/ui/tui/theme/signs.ts'
import { MemoryWorld } from '../../support/memory-messenger.ts'
import { openTui } from '../../support/tui-app.ts'

async function talked(...texts: string[]) {
  const world = new MemoryWorld()
  const [anna, bert] = world.friends('anna', 'bert')
  for (const text of texts) await bert.send({ conv: ['anna'], text })
  const tui = await openTui(anna)
  return { anna, bert, tui }
}

describe('the search', () => {
  it('finds while one types, marks what fits, and shows the message in its place', async () => {
    const { tui } = await talked('the red boat', 'a blue house')
    tui.press('alt+s')
    await tui.shows('Search everywhere')
    tui.type('boat')
    const shown = await tui.shows('1 found')
    expect(shown).toMatch(/bert: the red boat/)
    expect(shown).not.toContain('blue house')
    const { frame } = tui.app
    const at =
      frame?.text.findIndex((_, index) => frame.text.slice(index, index + 4).join('') === 'boat' && index > 700) ?? -1
    expect(tui.app.look.theme.found.bg).toBeDefined()
    expect(frame?.style.some(({ bg }) => bg === tui.app.look.theme.found.bg)).toBe(true)
    expect(at).toBeGreaterThan(0)
    tui.press('enter')
    await tui.shows('a blue house')
    expect(tui.app.panels).toEqual([])
    expect(tui.app.state.open?.timeline.get(tui.app.state.open.timeline.selected)?.text).toBe('the red boat')
  })

  it('shows what is typed and what is found on the smallest screen', async () => {
    const { tui } = await talked('the red boat')
    tui.resize(20, 5)
    tui.press('alt+s')
    tui.type('boat')
    await tui.shows(/boat *\n(.*\n)*.*bert: /)
  })

  it('takes a question back when the next one is asked, and when it is closed', async () => {
    const { anna, tui } = await talked('one')
    const asked: { text: string; signal: AbortSignal | undefined }[] = []
    anna.search = ({ text }, signal) => {
      asked.push({ text, signal })
      return new Promise(() => undefined)
    }
    const open = (): (string | false)[] => asked.map(({ text, signal }) => signal?.aborted === false && text)
    tui.press('alt+s')
    tui.type('on')
    await expect.poll(open).toEqual(['on'])
    tui.type('e')
    await expect.poll(open).toEqual([false, 'one'])
    tui.press('escape')
    expect(open()).toEqual([false, false])
    // The node may be gone, or not be asked at all: nothing of it is told.
    expect(tui.app.state.toasts).toEqual([])
  })

  it('asks once for what is typed quickly, and drops the answer to what is not asked any more', async () => {
    const { anna, tui } = await talked('one', 'two')
    tui.press('alt+s')
    tui.type('one')
    await tui.shows('1 found')
    expect(anna.asked.filter(each => each.startsWith('search'))).toHaveLength(1)
    const slow = Promise.withResolvers<[]>()
    const search = anna.search.bind(anna)
    anna.search = async query => (query.text === 'on' ? slow.promise : search(query))
    tui.press('backspace')
    await tui.shows('looking')
    await new Promise(resolve => setTimeout(resolve, 200))
    tui.press('backspace')
    await tui.shows('2 found')
    slow.resolve([])
    await new Promise(resolve => setTimeout(resolve, 20))
    expect(tui.text()).toContain('2 found')
  })

  it('narrows by filters, completes names, and says which one it does not understand', async () => {
    const { anna, tui } = await talked('hello')
    tui.press('alt+s')
    tui.type('hello from:be')
    await tui.shows('Tab: bert')
    tui.press('tab')
    await tui.shows('hello from:bert')
    await tui.shows('1 found')
    expect(JSON.parse(anna.asked.at(-1)?.slice('search '.length) ?? '')).toMatchObject({
      text: 'hello',
      from: expect.stringMatching(/^12D3/),
    })
    tui.type('since:yesterda')
    await tui.shows('since:yesterda is no time')
  })

  it('shows what went wrong, and goes on', async () => {
    const { anna, tui } = await talked('hello')
    const search = anna.search.bind(anna)
    anna.search = async () => {
      throw new EarshotError('timeout', 'not all of the history was looked through', 'narrow it')
    }
    tui.press('alt+s')
    tui.type('hello')
    await tui.shows('Narrow it')
    anna.search = search
    tui.press('backspace')
    await tui.shows('1 found')
  })

  it('fetches page after page', async () => {
    const { tui } = await talked(...Array.from({ length: 60 }, (_, at) => `word ${at}`))
    tui.press('alt+s')
    tui.type('word')
    await tui.shows('50+ found')
    tui.press('ctrl+end')
    await tui.shows('60 found')
  })

  it('searches in one conversation, and takes hostile texts without harm', async () => {
    const { tui } = await talked(`\u001b]0;title\u0007word\u202e${'\u200b'.repeat(999)}${'x'.repeat(50_000)}`)
    tui.app.do('search', tui.app.state.people.friends[0]?.peerId)
    await tui.shows('in:bert')
    tui.type('word')
    const text = await tui.shows('1 found')
    expect(/\p{Cc}(?<!\n)|\u202e/u.test(text)).toBe(false)
    tui.resize(20, 5)
    expect(tui.rows()).toHaveLength(5)
  })

  it('says which sealed conversations were left out', async () => {
    const { tui } = await talked('hello')
    for (const each of tui.app.state.conversations.values()) {
      tui.app.state.conversations.set(each.conversation, { ...each, sealed: true })
    }
    tui.press('alt+s')
    await tui.shows('since sealed: bert')
  })
})

describe('what is typed to search', () => {
  it('is words and filters, in any order', async () => {
    const { tui } = await talked('hello')
    const now = Date.parse('2026-11-22T12:00:00Z')
    const { query, faults } = readTyped('since:2d hello in:"No Body"  type:text you', tui.app.state, now)
    expect(query).toEqual({ text: 'hello you', since: '2026-11-20T12:00:00.000Z', in: 'No Body', type: 'text' })
    expect(faults).toEqual([])
    expect(readTyped('type:poem http://x', tui.app.state, now).faults).toEqual([{ filter: 'type', value: 'poem' }])
    expect(completions('a type:pi', tui.app.state)).toEqual({ before: 'a type:', values: ['picture'] })
    expect(completions('nothing', tui.app.state)).toBeUndefined()
  })
})

describe('a progress bar', () => {
  it('fills its width by the share', () => {
    const bar = (share: number | undefined) =>
      progressLine(share, 16, { done: {}, rest: {}, signs: UNICODE })
        .map(({ text }) => text)
        .join('')
    expect(bar(0)).toBe('──────────   0 %')
    expect(bar(0.5)).toBe('█████─────  50 %')
    expect(bar(7)).toBe('██████████ 100 %')
    expect(bar(undefined)).toBe('…')
  })
})

import { describe, expect, it } from 'vitest'
import { rank } from '../../../src/ui/tui/fuzzy.ts'

const found = (query: string, texts: string[]) => rank(query, texts, text => text).map(({ item }) => item)

describe('rank', () => {
  it('gives everything in order where nothing is asked', () => {
    expect(rank('  ', ['b', 'a'], text => text)).toEqual([
      { item: 'b', matched: [] },
      { item: 'a', matched: [] },
    ])
  })

  it('puts first what starts with the query, then what holds it, then what has its letters', () => {
    expect(found('rep', ['Remember people', 'Show repeats', 'Reply', 'Call'])).toEqual([
      'Reply',
      'Show repeats',
      'Remember people',
    ])
  })

  it('puts a whole word before letters that are strewn, also in what weighs less', () => {
    const texts = ['To the messages', 'ui.theme = dark']
    expect(found('theme', texts)[0]).toBe('ui.theme = dark')
    const weighed = rank(
      'theme',
      texts,
      text => text,
      text => (text.startsWith('ui') ? 0.7 : 1),
    )
    expect(weighed[0]?.item).toBe('ui.theme = dark')
  })

  it('finds initials of words, and leaves out what has no such letters', () => {
    expect(found('opn grp', ['Open group settings', 'Leave'])).toEqual(['Open group settings'])
    expect(found('xq', ['Open group settings'])).toEqual([])
  })

  it('finds Chinese and mixed text, and words in any order', () => {
    expect(found('群组', ['打开设置', '打开群组设置'])).toEqual(['打开群组设置'])
    expect(found('开群', ['打开群组设置', '关闭'])).toEqual(['打开群组设置'])
    expect(found('设置 open', ['open 设置'])).toEqual(['open 设置'])
  })

  it('cares for neither case nor accents, composed or not', () => {
    expect(found('CAFE', ['Café Müller'])).toEqual(['Café Müller'])
    expect(found('mu\u0308ller', ['Café Müller', 'Cafe Muller'])).toHaveLength(2)
  })

  it('says what matched, in runs', () => {
    expect(rank('群组', ['打开群组设置'], text => text)[0]?.matched).toEqual([[2, 4]])
    expect(rank('og', ['Open group'], text => text)[0]?.matched).toEqual([
      [0, 1],
      [5, 6],
    ])
  })

  it('takes items of any kind, and is not slowed by a pasted query', () => {
    const items = Array.from({ length: 5_000 }, (_, n) => ({ n, name: `contact number ${n}` }))
    expect(rank('number 4711', items, ({ name }) => name)[0]?.item.n).toBe(4711)
    expect(rank('a'.repeat(100_000), items, ({ name }) => name)).toEqual([])
  })
})

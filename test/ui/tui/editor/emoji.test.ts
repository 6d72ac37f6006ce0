import { statSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { displayWidth, graphemes } from '../../../../src/ui/text/width.ts'
import { loadEmoji } from '../../../../src/ui/tui/editor/emoji/emoji.ts'
import { effort } from '../../../support/effort.ts'

const english = await loadEmoji('en')
const chinese = await loadEmoji('zh')
const first = (query: string, table = english) => table.search(query)[0]?.emoji

describe('emoji', () => {
  it('are each one character of two cells, with a shortcode and a name in both languages', () => {
    expect(english.all.length).toBeGreaterThan(1_500)
    expect(chinese.all).toHaveLength(english.all.length)
    for (const { emoji, shortcodes, name } of [...english.all, ...chinese.all]) {
      expect([emoji, graphemes(emoji).length, displayWidth(emoji)]).toEqual([emoji, 1, 2])
      // As Unicode writes it: what others react with is the same text.
      expect(emoji).toMatch(/^\p{RGI_Emoji}$/v)
      expect(shortcodes[0]).toMatch(/^[\w+-]+$/)
      expect(name).not.toBe('')
    }
    expect(chinese.all.filter(({ name }) => !/\p{Script=Han}/u.test(name)).length).toBeLessThan(40)
    expect(new Set(english.all.map(({ emoji }) => emoji)).size).toBe(english.all.length)
  })

  it('take 200 KB at most', () => {
    const size = ['en', 'zh'].map(lang => statSync(`src/ui/tui/editor/emoji/table-${lang}.ts`).size)
    expect(size[0]! + size[1]!).toBeLessThanOrEqual(200_000)
  })

  it('are found by shortcode, name and word, in any case', () => {
    expect(first('tada')).toBe('🎉')
    expect(first('heart')).toBe('❤️')
    expect(first('HEART_EYES')).toBe('😍')
    expect(first('thumbs up')).toBe('👍')
    expect(english.search('party').map(({ emoji }) => emoji)).toContain('🎉')
    expect(english.search('thmbsup')).toEqual([])
    expect(english.search('hrteyes').map(({ emoji }) => emoji)).toContain('😍')
    expect(english.search('no such thing at all')).toEqual([])
  })

  it('are found in Chinese, and by shortcode there too', () => {
    expect(first('大笑', chinese)).toBe('😄')
    expect(first('红心', chinese)).toBe('❤️')
    expect(first('tada', chinese)).toBe('🎉')
    expect(chinese.search('笑').length).toBeGreaterThan(10)
    expect(chinese.find('🎉')?.name).toMatch(/\p{Script=Han}/u)
    expect(english.search('大笑')).toEqual([])
  })

  it('come often used ones first, in their order', () => {
    const frequent = ['🎉', '👍', '😂']
    expect(english.search('', { frequent, limit: 4 }).map(({ emoji }) => emoji)).toEqual(['🎉', '👍', '😂', '😀'])
    const laughing = english.search('joy', { frequent: ['😹'] }).map(({ emoji }) => emoji)
    expect(laughing.indexOf('😂')).toBe(0)
    expect(english.search('cat', { limit: 3 })).toHaveLength(3)
  })

  it('are found within a moment', () => {
    const took = effort(() => {
      for (const query of ['s', 'sm', 'smi', 'smile', '笑', 'zzzz']) chinese.search(query)
    })
    expect(took / 6).toBeLessThan(100)
  })
})

import { describe, expect, it } from 'vitest'
import { fits, parseQuery, spans } from '../../../src/store/search/query.ts'
import { fold, termsOf } from '../../../src/store/search/terms.ts'
import fc from '../../support/fast-check.ts'

const found = (query: string, text: string): boolean => fits(parseQuery(query), text)

describe('a query', () => {
  it.each([
    ['cafe', 'Au Café!'],
    ['CAFÉ', 'cafe'],
    ['café', 'cafe\u0301s'],
    ['istanbul', 'İSTANBUL'],
    ['ISTANBUL', 'ıstanbul'],
    ['strasse', 'Straße'],
    ['ΟΔΟΣ', 'οδός'],
    ['file', 'ｆｉｌｅ１'],
    ['file', 'ﬁle'],
    ['привет', 'ПРИВЕТ!'],
    ['мир', 'ми́р'],
    ['سلام', 'سَلَامٌ عليكم'],
    ['شلوم'.normalize(), 'شلوم'],
    ['שלום', 'שָׁלוֹם'],
    ['می‌خواهم', 'میخواهم'],
    ['नमस्ते', 'नमस्ते दुनिया'],
    ['한국', '한국어를 배워요'],
    ['국어', '한국어를 배워요'],
    ['天气', '今天天气很好'],
    ['好', '今天天气很好'],
    ['很好', '今天天气很好'],
    ['𠮷野家', '昨日は𠮷野家で食べた'],
    ['𠮷', '昨日は𠮷野家で食べた'],
    ['カタカナ', 'ｶﾀｶﾅ'],
    ['ガラス', 'カ\u3099ラス'],
    ['เชียงใหม่', 'ไปเชียงใหม่กับแม่'],
    ['ใหม่', 'ไปเชียงใหม่กับแม่'],
    ['ລາວ', 'ພາສາລາວງາມ'],
    ['👍', 'gut 👍🏽'],
    ['👩‍👩‍👧', '👩👩👧'],
    ['3月5日', '在3月5日见'],
    ['example.com', 'see https://www.example.com/a?b=1'],
    ['ann@example.com', 'write to Ann@Example.com.'],
    ['exam', 'an example'],
    ['10', 'room 101'],
    ['"good morning"', 'Good, morning to you'],
    ['hello 世界', '世界 says hello'],
    ['v2发布', '新版v2发布了'],
    [':-)', 'well :-) yes'],
    ['？', 'really?'],
    ["don't", 'I don’t'],
    ['a', 'x'.repeat(70_000).concat(' a')],
  ])('%s finds %s', (query, text) => {
    expect(found(query, text)).toBe(true)
  })

  it.each([
    ['ample', 'an example'],
    ['天很', '今天天气很好'],
    ['和', '日本'],
    ['"good morn"', 'good morning'],
    ['good morning', 'good evening'],
    ['"morning good"', 'good morning'],
    ['мой', 'мои'],
    ['c++', 'cold'],
    ['example.org', 'example.com org'],
    ['ann@example.com', 'ann at example com'],
    ['你好', '你 好'],
    ['5', '15'],
    [':-)', ':-('],
    ['3月', '13月'],
  ])('%s does not find %s', (query, text) => {
    expect(found(query, text)).toBe(false)
  })

  it.each(['', '   ', '\u200b', '"" “”'])('of nothing is refused: %j', query => {
    expect(() => parseQuery(query)).toThrow(expect.objectContaining({ code: 'invalid' }))
  })

  it('of too many words is refused', () => {
    expect(() => parseQuery('word '.repeat(65))).toThrow(expect.objectContaining({ code: 'invalid' }))
  })

  it('says where it fits', () => {
    const text = fold('Café au lait, 今天天气很好, cafés')
    const shown = (query: string) => spans(parseQuery(query), text).map(([from, to]) => text.slice(from, to))
    expect(shown('caf')).toEqual(['caf', 'caf'])
    expect(shown('天气')).toEqual(['天气'])
    expect(shown('天 天气')).toEqual(['天天气'])
    expect(shown('"au lait"')).toEqual(['au lait'])
    expect(shown(',')).toEqual([',', ','])
  })
})

describe('terms', () => {
  it('of a text make every piece of a run found', () => {
    const { terms } = termsOf('天气很好', 100)
    expect([...terms]).toEqual(['天气', '气很', '很好', '好'])
  })

  it('are bounded, and say so', () => {
    const text = Array.from({ length: 5_000 }, (_, i) => i.toString(36)).join(' ')
    expect(termsOf(text, 1_024)).toMatchObject({ whole: false })
    expect(termsOf(text, 1_024).terms.size).toBe(1_024)
    expect(termsOf('a a a', 1)).toMatchObject({ whole: true })
  })

  it('fold alike, folded once or twice, whatever the text', () => {
    const anything = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'grapheme' }),
      fc.stringMatching(/^[ -~ぁ-ヶ一-鿿가-힣！-～ｦ-ﾟ]{0,30}$/u),
    )
    fc.assert(
      fc.property(anything, text => {
        expect(fold(fold(text))).toBe(fold(text))
        // The short ways must end where the long one does.
        expect(fold(`${text}\u0e01`)).toBe(`${fold(text)}\u0e01`)
      }),
      { numRuns: 3_000 },
    )
  })
})

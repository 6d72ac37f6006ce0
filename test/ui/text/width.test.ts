import { describe, expect, it } from 'vitest'
import { sanitize } from '../../../src/ui/text/sanitize.ts'
import { displayWidth, graphemes, padEnd, truncate } from '../../../src/ui/text/width.ts'
import fc from '../../support/fast-check.ts'

const piece = fc.constantFrom('a', '中', '👨‍👩‍👧‍👦', '🇨🇳', 'é', '❤️', '👍🏽', 'ｱ', '한', ' ', '…', '◌́', '🏴󠁧󠁢󠁥󠁮󠁧󠁿')
const pieces = fc.array(piece, { maxLength: 30 }).map(parts => parts.join(''))
const anything = fc.string({ unit: 'binary', maxLength: 60 }).map(text => sanitize(text, { lines: 'fold' }))

describe('displayWidth', () => {
  it.each([
    ['', 0],
    ['abc', 3],
    ['中文', 4],
    ['한국어', 6],
    ['한', 2],
    ['ﾊﾟ', 2],
    ['Ａ', 2],
    ['e\u0301', 1],
    ['👍', 2],
    ['👍🏽', 2],
    ['👨‍👩‍👧‍👦', 2],
    ['🏳️‍🌈', 2],
    ['🇨🇳', 2],
    ['🇨🇳🇩🇪', 4],
    ['🏴󠁧󠁢󠁥󠁮󠁧󠁿', 2],
    ['❤', 1],
    ['❤️', 2],
    ['☺️', 2],
    ['1️⃣', 2],
    ['⌚', 2],
    ['✓', 1],
    ['─', 1],
    ['你好 bob 👋', 11],
    ['𠀀', 2],
    ['\u200b', 0],
  ])('%s takes %i cells', (text, cells) => {
    expect(displayWidth(text)).toBe(cells)
  })

  it('is the sum over graphemes', () => {
    fc.assert(
      fc.property(fc.oneof(pieces, anything), text => {
        expect(displayWidth(text)).toBe(graphemes(text).reduce((sum, part) => sum + displayWidth(part), 0))
      }),
    )
  })
})

describe('padEnd', () => {
  it('fills up to the cells asked for, and leaves longer text as it is', () => {
    fc.assert(
      fc.property(fc.oneof(pieces, anything), fc.nat(40), (text, cells) => {
        expect(displayWidth(padEnd(text, cells))).toBe(Math.max(cells, displayWidth(text)))
      }),
    )
  })
})

describe('truncate', () => {
  it('never exceeds the cells, never cuts a grapheme, and leaves what fits as it is', () => {
    fc.assert(
      fc.property(fc.oneof(pieces, anything), fc.nat(40), (text, cells) => {
        const short = truncate(text, cells)
        expect(displayWidth(short)).toBeLessThanOrEqual(cells)
        if (displayWidth(text) <= cells) expect(short).toBe(text)
        else if (short !== '') {
          const kept = graphemes(short.slice(0, -1))
          expect(kept).toEqual(graphemes(text).slice(0, kept.length))
        }
      }),
    )
  })

  it('shows that something is missing', () => {
    expect(truncate('hello world', 7)).toBe('hello …')
    expect(truncate('中文字', 5)).toBe('中文…')
    expect(truncate('中文字', 4)).toBe('中…')
    expect(truncate('👨‍👩‍👧‍👦👨‍👩‍👧‍👦', 3)).toBe('👨‍👩‍👧‍👦…')
    expect(truncate('ab', 0)).toBe('')
  })
})

describe('graphemes', () => {
  it('are single characters where those stand for themselves, as the segmenter says', () => {
    const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
    for (let unit = 0x20; unit < 0xd800; unit++) {
      const text = `a${String.fromCharCode(unit)}⌚字\u00e9`
      expect(graphemes(text), unit.toString(16)).toEqual(Array.from(segmenter.segment(text), ({ segment }) => segment))
    }
  })

  it('splits the fast way as the segmenter does', () => {
    const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
    const plain = fc.string({
      unit: fc.constantFrom('a', ' ', '中', '한', 'ぱ', 'ガ', '─', '▌', '“', '…', '、', '！'),
      maxLength: 40,
    })
    fc.assert(
      fc.property(fc.oneof(plain, pieces, anything), text => {
        expect(graphemes(text)).toEqual(Array.from(segmenter.segment(text), ({ segment }) => segment))
      }),
    )
  })
})

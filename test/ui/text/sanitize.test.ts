import { describe, expect, it } from 'vitest'
import { displayName, NAME_CELLS, sanitize } from '../../../src/ui/text/sanitize.ts'
import { displayWidth } from '../../../src/ui/text/width.ts'
import fc from '../../support/fast-check.ts'

/** Any UTF-16 units, with what attackers like made frequent. */
const hostile = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 8 }),
      fc.integer({ min: 0, max: 0xffff }).map(unit => String.fromCharCode(unit)),
      fc.constantFrom(
        '\x1b[2J',
        '\x1b]0;x\x07',
        '\x9b31m',
        '\u202e',
        '\u2066',
        '\u200d',
        '\u200b',
        '\ufe0f',
        '\u0301',
        '👨',
        '🏽',
      ),
      fc.constantFrom('\r', '\n', '\t', '\ufeff', '\u{e0061}', '\u{1f3f4}', '\u{e007f}', '中', 'a', '\ud83d', 'क', '्'),
    ),
    { maxLength: 40 },
  )
  .map(parts => parts.join(''))

const DANGEROUS = /[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\u200b]/

describe('sanitize', () => {
  it('never lets a control or a change of direction through, whatever comes', () => {
    fc.assert(
      fc.property(hostile, text => {
        const shown = sanitize(text)
        expect(shown).not.toMatch(DANGEROUS)
        expect(shown.isWellFormed()).toBe(true)
        expect(sanitize(text, { lines: 'fold' })).not.toContain('\n')
      }),
      { numRuns: 2000 },
    )
  })

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(hostile, text => {
        expect(sanitize(sanitize(text))).toBe(sanitize(text))
      }),
      { numRuns: 2000 },
    )
  })

  it('shows an escape sequence instead of obeying it', () => {
    expect(sanitize('a\x1b[31mred\x1b[0m\x07')).toBe('a␛[31mred␛[0m␇')
    expect(sanitize('\x9b2J')).toBe('\ufffd2J')
    expect(sanitize('\x00\x7f')).toBe('␀␡')
  })

  it('shows that a text turns the direction of writing', () => {
    expect(sanitize('gpj.\u202eexe')).toBe('gpj.\ufffdexe')
    expect(sanitize('\u2067abc\u2069')).toBe('\ufffdabc\ufffd')
  })

  it('keeps two names apart that differ only in what cannot be seen', () => {
    for (const trick of [
      'bob\u200b',
      'b\u00adob',
      'bo\u200db',
      '\ufeffbob',
      'bob\u{e0062}',
      'bo\u034fb',
      'b\ufe0fob',
      'bob\u3164',
    ]) {
      expect(displayName(trick)).not.toBe('bob')
    }
  })

  it('shows a flood of invisible characters as one', () => {
    expect(sanitize(`a${'\u200b\u2060'.repeat(5000)}b`)).toBe('a\ufffdb')
  })

  it('cuts marks that would spill over other lines', () => {
    const shown = sanitize(`a${'\u0301'.repeat(1000)}b`)
    expect(shown.length).toBeLessThan(12)
    expect(shown.endsWith('b')).toBe(true)
    expect(sanitize('\u0301x')).toBe('◌\u0301x')
  })

  it('leaves honest text alone', () => {
    const texts = [
      'Grüße, naïve café — “quoted” …',
      '你好，世界！今天吃什么？',
      '👨‍👩‍👧‍👦 🏳️‍🌈 👍🏽 ❤️‍🔥 1️⃣ #️⃣ 🇨🇳🇩🇪 🏴󠁧󠁢󠁥󠁮󠁧󠁿 ☺️ ⌚',
      'می‌خواهم',
      'क्‍ष ক্‌ষ',
      'Tiếng Việt, עִבְרִית, ไทยที่นี่',
      'one\ntwo\n\nfour',
      '葛\u{e0100}城',
    ]
    for (const text of texts) expect(sanitize(text)).toBe(text)
  })

  it('breaks a chain of joined emoji that is longer than any in use', () => {
    expect(sanitize(Array(50).fill('👨').join('\u200d'))).toContain('\ufffd')
  })

  it('keeps lines or folds them', () => {
    expect(sanitize('a\r\nb\u2028c\td')).toBe('a\nb\nc    d')
    expect(sanitize('a\nb', { lines: 'fold' })).toBe('a␤b')
    expect(sanitize('a\rb')).toBe('a␍b')
  })

  it('shortens a long name by cells', () => {
    expect(displayWidth(displayName('x'.repeat(10_000)))).toBe(NAME_CELLS)
    expect(displayWidth(displayName('名'.repeat(10_000)))).toBeLessThanOrEqual(NAME_CELLS)
    expect(displayName('  bob\n')).toBe('bob␤')
    expect(displayName('')).toBe('')
  })
})

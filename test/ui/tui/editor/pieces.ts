/** Texts that editors trip over. */
import fc from '../../../support/fast-check.ts'

export const CLUSTERS = {
  'a family': '👨‍👩‍👧‍👦',
  'a flag': '🇩🇪',
  'the flag of a region': '🏴󠁧󠁢󠁥󠁮󠁧󠁿',
  'a skin tone': '👋🏽',
  'a keycap': '1️⃣',
  'a letter with marks': 'e\u0301\u0323',
  'Hangul in parts': '\u1112\u1161\u11ab',
  'a Chinese character': '中',
  'a character outside of the first plane': '𠮷',
  'a full-width letter': 'Ａ',
  'a Devanagari syllable': 'क्षि',
  'a Thai letter with marks': 'ที่',
  'a heart as emoji': '❤️',
} as const

/** Any text, with clusters, their parts, breaks of lines and words made frequent. */
export const text = fc
  .array(
    fc.oneof(
      fc.constantFrom(...Object.values(CLUSTERS)),
      fc.constantFrom('\u200d', '\ufe0f', '\u0301', '🇩', '🏽', '\u0600', '\u202e', '\u200b', '\u1161', '©', '\t'),
      fc.constantFrom('\n', ' ', '  ', 'word', '中文，', '。', 'don’t', 'a', '-'),
      fc.string({ unit: 'binary', maxLength: 4 }),
    ),
    { maxLength: 12 },
  )
  .map(parts => parts.join(''))

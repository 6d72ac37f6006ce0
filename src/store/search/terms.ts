/**
 * From a text to the terms by which it is found. Texts are *folded* first, so that what looks alike is alike: compatibility forms
 * (full width, ligatures), upper case, accents and vowel points, joiners and variation selectors. Then they fall into *words*, where
 * spaces part them; *runs* of scripts that write without spaces; and *emoji*. A run is indexed by its pairs of code points and by its
 * last one, so that any piece of it is found; an emoji by itself.
 */

export type TokenKind = 'word' | 'run' | 'emoji'

export interface Token {
  readonly kind: TokenKind
  /** Folded. */
  readonly text: string
  /** Where it stands in the folded text, in UTF-16 units. */
  readonly at: number
}

/** Code points of a word that count in the index; whether the rest fits is seen in the text. */
export const MAX_TERM_CHARS = 32

/** UTF-16 units of a folded text that are read for its terms: what one character folds to can be long. */
const MAX_READ = 16_384

const RUNS = ['Han', 'Hira', 'Kana', 'Bopo', 'Hang', 'Yiii', 'Thai', 'Laoo', 'Khmr', 'Mymr']
const RUN = `[[\\p{L}\\p{M}\\p{N}]&&[${RUNS.map(script => `\\p{scx=${script}}`).join('')}]]`
const EMOJI = '[\\p{Extended_Pictographic}\\p{Regional_Indicator}]'
const TOKEN = new RegExp(`(${RUN}+)|(${EMOJI}+)|[[\\p{L}\\p{M}\\p{N}]--${RUN}]+`, 'gv')
const STARTS_RUN = new RegExp(`^${RUN}`, 'v')
const PLAIN_WORD = /[a-z0-9]+/g

const ASCII = /^[\0-\x7f]*$/
/** ASCII, CJK and full-width forms, which have neither accents nor case of their own: composing them is all there is to do. */
const EASTERN = /^[\0-\x7f\u3000-\u3029\u3030-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff9f]*$/
/**
 * What a folded text does without: combining accents, points of Hebrew and Arabic with their stretching stroke, variation selectors,
 * format characters (joiners, direction marks, soft hyphens), skin tones. Vowel signs of other scripts stay, they are letters there.
 * The breve of й stays too: it makes another letter.
 */
const DROPPED =
  // biome-ignore lint/suspicious/noMisleadingCharacterClass: it is the combining characters that are meant
  /([иИ]\u0306)|[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\u{e0100}-\u{e01ef}\p{Cf}\p{Emoji_Modifier}]/gu
/** Letters that Unicode does not take apart, and that people type by the plain ones. */
const PLAIN: Readonly<Record<string, string>> = {
  ı: 'i',
  ß: 'ss',
  ς: 'σ',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  æ: 'ae',
  œ: 'oe',
}
const UNPLAIN = /[ıßςøłđðþæœ]/g

/** The same for texts that differ only in case, accents, width and the like. */
export function fold(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase()
  if (EASTERN.test(text)) return text.normalize('NFKC').toLowerCase()
  return text
    .normalize('NFKD')
    .replace(DROPPED, (_, kept?: string) => kept ?? '')
    .toLowerCase()
    .replace(UNPLAIN, letter => PLAIN[letter] ?? letter)
    .normalize('NFC')
}

/** Words, runs and emoji of a folded text, in order. */
export function* tokens(folded: string): Generator<Token> {
  for (const match of folded.matchAll(ASCII.test(folded) ? PLAIN_WORD : TOKEN)) {
    const [text, run, emoji] = match
    const kind = run !== undefined ? 'run' : emoji !== undefined ? 'emoji' : 'word'
    yield { kind, text, at: match.index }
  }
}

/** The terms of one token. */
function termsOfToken({ kind, text }: Token): string[] {
  if (kind === 'word') return [termOfWord(text)]
  const chars = [...text]
  if (kind === 'emoji') return chars
  return chars.map((char, i) => char + (chars[i + 1] ?? ''))
}

/** @param word - a folded word */
export function termOfWord(word: string): string {
  if (word.length <= MAX_TERM_CHARS) return word
  return [...word.slice(0, 2 * MAX_TERM_CHARS)].slice(0, MAX_TERM_CHARS).join('')
}

/**
 * All terms of a text, each once.
 *
 * @param max - how many at most; `whole` says whether these are all, and the text was short enough to be read to its end
 */
export function termsOf(text: string, max: number): { terms: Set<string>; whole: boolean } {
  const terms = new Set<string>()
  const folded = fold(text)
  for (const token of tokens(folded.slice(0, MAX_READ))) {
    for (const term of termsOfToken(token)) {
      if (terms.size >= max && !terms.has(term)) return { terms, whole: false }
      terms.add(term)
    }
  }
  return { terms, whole: folded.length <= MAX_READ }
}

/**
 * Beginnings under which a term is looked up: of a word its first letter, its first two, its first three; of a pair of a run its first.
 * Others are only ever looked for as they are.
 */
export function beginningsOf(term: string): string[] {
  const chars = [...term].slice(0, 3)
  const [first] = chars
  if (first === undefined || !/^[\p{L}\p{M}\p{N}]/u.test(term)) return []
  if (STARTS_RUN.test(term)) return chars.length === 1 ? [] : [first]
  return chars.map((_, i) => chars.slice(0, i + 1).join(''))
}

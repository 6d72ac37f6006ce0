/**
 * Emoji by name, for completion and for choosing a reaction. The tables (`table-*.ts`, made by `npm run generate`) are read when first
 * asked for. Chinese words are added to the English ones and do not replace them: `:+1:` is known to everybody.
 */
import type { Lang } from '../../../../node/language.ts'
import { rank } from '../../fuzzy.ts'

export interface Emoji {
  readonly emoji: string
  /** Without colons; the usual one first. One at least. */
  readonly shortcodes: readonly string[]
  /** In the language of the table. */
  readonly name: string
  /** Its shortcodes and its names, in lower case, without `_`. */
  readonly called: readonly string[]
  /** What it is found by besides, likewise. */
  readonly words: readonly string[]
}

export interface EmojiSearch {
  /** Emoji used often, most often first: they come first among those that match alike. @default none */
  readonly frequent?: readonly string[]
  /** @default 50 */
  readonly limit?: number
}

const FIRST = 50
/** Letters strewn over a word mean little below this length. */
const SHORTEST_FUZZY = 3

/** Never rejects for a language that there is. */
export function loadEmoji(lang: Lang): Promise<EmojiTable> {
  const known = tables.get(lang) ?? readTable(lang)
  tables.set(lang, known)
  return known
}

const tables = new Map<Lang, Promise<EmojiTable>>()

async function readTable(lang: Lang): Promise<EmojiTable> {
  const { EMOJI_EN } = await import('./table-en.ts')
  const chinese = lang === 'zh' ? (await import('./table-zh.ts')).EMOJI_ZH.split('\n') : []
  return new EmojiTable(EMOJI_EN.split('\n').map((line, index) => parse(line, chinese[index])))
}

function parse(line: string, chinese: string | undefined): Emoji {
  const [emoji = '', codes = '', name = '', english = ''] = line.split('\t')
  const [ownName = '', own = ''] = chinese?.split('\t') ?? []
  const shortcodes = codes.split(',')
  return {
    emoji,
    shortcodes,
    name: ownName || name,
    called: distinct([...shortcodes, ownName, name]),
    words: distinct([...own.split(','), ...english.split(',')]),
  }
}

function distinct(words: readonly string[]): string[] {
  return [...new Set(words.map(plain))].filter(word => word !== '')
}

function plain(word: string): string {
  return word
    .toLowerCase()
    .replaceAll(/[_\s:]+/g, ' ')
    .trim()
}

export class EmojiTable {
  /** In the order in which people know them: faces, people, animals … */
  readonly all: readonly Emoji[]
  readonly #byEmoji: ReadonlyMap<string, Emoji>

  constructor(all: readonly Emoji[]) {
    this.all = all
    this.#byEmoji = new Map(all.map(emoji => [emoji.emoji, emoji]))
  }

  /** undefined for one that the table does not have: newer, or with a skin tone. */
  find(emoji: string): Emoji | undefined {
    return this.#byEmoji.get(emoji)
  }

  /** Best first: what is called so, what begins so, what has a word that begins so, then what has these letters. All with an empty query. */
  search(query: string, { frequent = [], limit = FIRST }: EmojiSearch = {}): Emoji[] {
    const wanted = plain(query)
    const often = new Map(frequent.map((emoji, index) => [emoji, index]))
    const matches: { emoji: Emoji; grade: number }[] = []
    for (const emoji of this.all) {
      const grade = wanted === '' ? 0 : gradeOf(emoji, wanted)
      if (grade !== undefined) matches.push({ emoji, grade })
    }
    const place = ({ emoji }: Emoji) => often.get(emoji) ?? often.size
    // Stable: among equals, the order of the table.
    const found = matches.sort((a, b) => a.grade - b.grade || place(a.emoji) - place(b.emoji)).map(({ emoji }) => emoji)
    if (found.length < limit && wanted.length >= SHORTEST_FUZZY) {
      const had = new Set(found)
      const rest = this.all.filter(emoji => !had.has(emoji))
      found.push(...rank(wanted, rest, ({ called }) => called[0] ?? '').map(({ item }) => item))
    }
    return found.slice(0, limit)
  }
}

/** 0 is best; undefined where no word matches. */
function gradeOf({ called, words }: Emoji, wanted: string): number | undefined {
  if (called.includes(wanted)) return 0
  if (called.some(name => name.startsWith(wanted))) return 1
  if (words.includes(wanted)) return 2
  if (words.some(word => word.startsWith(wanted))) return 3
  return called.some(name => name.includes(wanted)) || words.some(word => word.includes(wanted)) ? 4 : undefined
}

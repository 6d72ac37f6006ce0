/**
 * How many cells a terminal draws, counted on graphemes. A grapheme is what a reader takes for one character: a letter with its
 * accents, a family of joined emoji, a flag. One line at a time: line breaks and other controls count nothing, so text goes
 * through `sanitize` first. Characters of ambiguous width (Greek, box drawing) count one cell, as terminals draw them by default.
 */
import { segments } from '../../protocol/graphemes.ts'
import { isWide } from './east-asian-wide.ts'

const PRINTABLE_ASCII = /^[\x20-\x7e]*$/
/** Marks that sit on the character before them, and everything that is never drawn. */
const ZERO_WIDTH = /^[\p{Mn}\p{Me}\p{Cc}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u1160-\u11ff\ud7b0-\ud7ff]$/u
const EMOJI_PRESENTATION = /^\p{Emoji_Presentation}/u
/** A cluster drawn as one picture: with the emoji selector, joined by ZWJ, with a skin tone, a flag or a keycap. */
const EMOJI_CLUSTER =
  /^(?:\p{Extended_Pictographic}(?:\ufe0f|\u200d|\p{Emoji_Modifier})|\p{Regional_Indicator}{2}|[0-9#*]\ufe0f?\u20e3)/u
const TEXT_SELECTOR = '\ufe0e'
/** Characters of which each is a grapheme of its own, whatever of them stands beside it: ASCII, Latin letters, signs, lines, and most of CJK. */
const SINGLE =
  /^[\x20-\x7e\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027\u2190-\u27bf\u3001-\u3029\u3041-\u3096\u30a1-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff5e]*$/
/** Widths that were counted, and how many are kept, of graphemes that are not longer than this: screens show the same ones again and again. */
const MOST_COUNTED = 8_192
const LONGEST_COUNTED = 8
const counted = new Map<string, number>()

/** The graphemes of a text, in order. */
export function graphemes(text: string): string[] {
  return SINGLE.test(text) ? text.split('') : Array.from(segments(text), part => part.segment)
}

/** Cells of one grapheme. */
export function graphemeWidth(grapheme: string): number {
  const known = counted.get(grapheme)
  if (known !== undefined) return known
  const width = countWidth(grapheme)
  if (grapheme.length > LONGEST_COUNTED) return width
  if (counted.size >= MOST_COUNTED) counted.clear()
  counted.set(grapheme, width)
  return width
}

/** An emoji made of many code points is one picture of two cells; other clusters are summed. */
function countWidth(grapheme: string): number {
  const first = grapheme.codePointAt(0)
  if (first === undefined) return 0
  if (EMOJI_CLUSTER.test(grapheme)) return 2
  if (EMOJI_PRESENTATION.test(grapheme) && !grapheme.includes(TEXT_SELECTOR)) return 2
  let width = 0
  for (const character of grapheme) {
    if (ZERO_WIDTH.test(character)) continue
    width += isWide(character.codePointAt(0) ?? 0) ? 2 : 1
  }
  return width
}

/**
 * What is drawn of one grapheme in one cell or two: the whole where it is no wider, else its parts one after the other. Conjuncts of Indic scripts
 * are wider, and whatever somebody piles up who means harm.
 */
export function drawnParts(grapheme: string): string[] {
  if (graphemeWidth(grapheme) <= 2) return [grapheme]
  const parts: string[] = []
  let room = 0
  for (const character of grapheme) {
    const width = ZERO_WIDTH.test(character) ? 0 : isWide(character.codePointAt(0) ?? 0) ? 2 : 1
    if (parts.length === 0 || width > room) {
      parts.push(character)
      room = 2 - width
    } else {
      parts[parts.length - 1] += character
      room -= width
    }
  }
  return parts
}

/** Cells that `text` takes on one line. */
export function displayWidth(text: string): number {
  if (PRINTABLE_ASCII.test(text)) return text.length
  let width = 0
  for (const grapheme of graphemes(text)) width += graphemeWidth(grapheme)
  return width
}

/** `text` followed by spaces up to `cells`; a longer text stays as it is. */
export function padEnd(text: string, cells: number): string {
  return text + ' '.repeat(Math.max(0, cells - displayWidth(text)))
}

/**
 * `text`, shortened at a grapheme to at most `cells` cells, `ellipsis` included. A text that fits is returned as it is;
 * where not even the ellipsis fits, nothing is left.
 */
export function truncate(text: string, cells: number, ellipsis = '…'): string {
  if (text.length <= cells && PRINTABLE_ASCII.test(text)) return text
  const parts = graphemes(text)
  let width = 0
  let fits = 0
  const room = cells - displayWidth(ellipsis)
  for (const part of parts) {
    width += graphemeWidth(part)
    if (width > cells) return room < 0 ? '' : parts.slice(0, fits).join('') + ellipsis
    if (width <= room) fits++
  }
  return text
}

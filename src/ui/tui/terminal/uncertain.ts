/**
 * Graphemes on whose width terminals disagree. We count as Unicode and good terminals do; an older one draws a joined family as four
 * pictures, or a heart with its emoji selector in one cell. The painter is told how far such a grapheme may reach, to say the column
 * again behind it and to paint over what it spilled. Where the terminal said that it joins none, the first picture stands for all: some
 * (foot 1.13) show nothing that is written over the others.
 */
import { isWide } from '../../text/east-asian-wide.ts'

/** One code point that is as wide as it is counted, on any terminal whose ambiguous characters are narrow. */
const PLAIN_NARROW = /^[\p{L}\p{N}\p{P}\p{S}]$/u
const EMOJI = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\p{Emoji_Modifier}/u
const PRIVATE_OR_UNKNOWN = /[\p{Co}\p{Cn}]/u
/** Old Hangul letters join those beside them into one syllable. */
const JAMO = /[\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff]/
const CONTROL = /[\x00-\x1f\x7f-\x9f]/
/** What is drawn may be wider than this; nobody joins as much in earnest. */
const MAX_REACH = 16
const MAX_KNOWN = 8_192

export interface Reach {
  /** What is written: the grapheme, or a sign in place of a control that must not reach the terminal. */
  readonly text: string
  /** Cells that it may take at most; 0 where every terminal takes as many as we count. */
  readonly cells: number
}

/** What a terminal said of how it draws. */
export interface Drawing {
  /** Characters of ambiguous width (é, ─, “, Cyrillic) are in one cell. @default false */
  readonly ambiguousIsNarrow?: boolean
  /** Emoji joined into one are a picture of two cells. @default true */
  readonly joins?: boolean
  /** An emoji with a skin tone is a picture of two cells. @default true */
  readonly tones?: boolean
}

const JOINED = /\u200d/
const TONED = /\p{Emoji_Modifier}/u
/** The first picture of several, with its selector; a flag of two letters is one. */
const FIRST_PICTURE = /^(?:\p{Regional_Indicator}{2}|.\ufe0f?)/su

export class Reaches {
  #drawing: Drawing = {}
  #readJoined = false
  readonly #known = new Map<string, Reach>()

  /**
   * Takes in what the terminal said.
   *
   * @returns whether something was measured, and painted, that is drawn otherwise now
   */
  learn(drawing: Drawing): boolean {
    this.#drawing = { ...this.#drawing, ...drawing }
    this.#known.clear()
    return this.#readJoined && (drawing.joins === false || drawing.tones === false)
  }

  /** @param width - cells that we count, 1 or 2 */
  of(grapheme: string, width: number): Reach {
    const known = this.#known.get(grapheme)
    if (known !== undefined) return known
    const reach = this.#measure(grapheme, width)
    if (this.#known.size >= MAX_KNOWN) this.#known.clear()
    this.#known.set(grapheme, reach)
    return reach
  }

  #measure(grapheme: string, width: number): Reach {
    if (CONTROL.test(grapheme)) return { text: width === 2 ? '??' : '?', cells: 0 }
    const points = Array.from(grapheme)
    if (points.length === 1 && ![EMOJI, PRIVATE_OR_UNKNOWN, JAMO].some(kind => kind.test(grapheme))) {
      // In the last column a cluster of two cells is written by a letter that may have one.
      if (width === 2 && isWide(grapheme.codePointAt(0) ?? 0)) return { text: grapheme, cells: 0 }
      if (width === 1 && this.#drawing.ambiguousIsNarrow && PLAIN_NARROW.test(grapheme) && grapheme.length === 1) {
        return { text: grapheme, cells: 0 }
      }
    }
    const [joined, toned] = [JOINED.test(grapheme), TONED.test(grapheme)]
    this.#readJoined ||= joined || toned
    if (width === 2 && EMOJI.test(grapheme)) {
      const parts = (joined && this.#drawing.joins === false) || (toned && this.#drawing.tones === false)
      const first = parts ? FIRST_PICTURE.exec(grapheme)?.[0] : undefined
      if (first !== undefined && first !== grapheme) return { text: first, cells: 2 }
    }
    // Marks and joiners are drawn as a cell each where they are not known.
    const cells = points.reduce((sum, point) => sum + (/\p{M}|\p{Cf}/u.test(point) ? 1 : 2), 0)
    return { text: grapheme, cells: Math.min(MAX_REACH, cells) }
  }
}

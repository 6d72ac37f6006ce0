/**
 * Graphemes on whose width terminals disagree. We count as Unicode and good terminals do; an older one draws a joined family as four
 * pictures, or a heart with its emoji selector in one cell. The painter is told how far such a grapheme may reach, to say the column
 * again behind it and to paint over what it spilled.
 */

/** One code point that is as wide as it is counted, on any terminal whose ambiguous characters are narrow. */
const PLAIN_NARROW = /^[\p{L}\p{N}\p{P}\p{S}]$/u
const EMOJI = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\p{Emoji_Modifier}/u
const PRIVATE_OR_UNKNOWN = /[\p{Co}\p{Cn}]/u
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

export class Reaches {
  /** Whether this terminal is known to draw characters of ambiguous width (é, ─, “, Cyrillic) in one cell. */
  ambiguousIsNarrow = false
  readonly #known = new Map<string, Reach>()

  /** @param width - cells that we count, 1 or 2 */
  of(grapheme: string, width: number): Reach {
    const key = this.ambiguousIsNarrow ? grapheme : `?${grapheme}`
    const known = this.#known.get(key)
    if (known !== undefined) return known
    const reach = this.#measure(grapheme, width)
    if (this.#known.size >= MAX_KNOWN) this.#known.clear()
    this.#known.set(key, reach)
    return reach
  }

  #measure(grapheme: string, width: number): Reach {
    if (CONTROL.test(grapheme)) return { text: width === 2 ? '??' : '?', cells: 0 }
    const points = Array.from(grapheme)
    if (points.length === 1 && !EMOJI.test(grapheme) && !PRIVATE_OR_UNKNOWN.test(grapheme)) {
      if (width === 2) return { text: grapheme, cells: 0 }
      if (this.ambiguousIsNarrow && PLAIN_NARROW.test(grapheme) && grapheme.length === 1) {
        return { text: grapheme, cells: 0 }
      }
    }
    // Marks and joiners are drawn as a cell each where they are not known.
    const cells = points.reduce((sum, point) => sum + (/\p{M}|\p{Cf}/u.test(point) ? 1 : 2), 0)
    return { text: grapheme, cells: Math.min(MAX_REACH, cells) }
  }
}

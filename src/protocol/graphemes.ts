/** Text by what a reader takes for one character: a letter with its accents, a family of joined emoji, a flag (UAX #29, the same in all languages). */

/** Made when a text first needs it: that takes 25 ms, which no command, no first frame and no start of a node waits for. */
let segmenter: Intl.Segmenter | undefined

/** The graphemes of a text, and where each begins. */
export function segments(text: string): Intl.Segments {
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' })
  return segmenter.segment(text)
}

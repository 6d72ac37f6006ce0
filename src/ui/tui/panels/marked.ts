/** A text with what was found in it made to stand out. */
import { sanitize } from '../../text/sanitize.ts'
import { graphemes } from '../../text/width.ts'
import type { Span, Style } from '../frame/style.ts'

/**
 * @param text - anybody's; each piece is made safe by itself, so that nothing a mark splits can come alive
 * @param matched - ranges of it in UTF-16 units, rising; one that ends within a grapheme takes all of it
 */
export function markedSpans(
  text: string,
  matched: readonly (readonly [from: number, to: number])[],
  styles: { readonly plain: Style; readonly found: Style },
): Span[] {
  const spans: { text: string; style: Style }[] = []
  const add = (part: string, style: Style): void => {
    const last = spans.at(-1)
    if (last?.style === style) last.text += part
    else if (part !== '') spans.push({ text: part, style })
  }
  if (matched.length === 0) add(text, styles.plain)
  else {
    let at = 0
    let next = 0
    for (const grapheme of graphemes(text)) {
      const end = at + grapheme.length
      while ((matched[next]?.[1] ?? Number.POSITIVE_INFINITY) <= at) next++
      add(grapheme, (matched[next]?.[0] ?? Number.POSITIVE_INFINITY) < end ? styles.found : styles.plain)
      at = end
    }
  }
  return spans.map(span => ({ text: sanitize(span.text, { lines: 'fold' }), style: span.style }))
}

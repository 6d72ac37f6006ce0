/** Where in a text, as it was written, a query fits. */
import { segments } from '../../protocol/graphemes.ts'
import { type Query, type Span, spans } from './query.ts'
import { fold } from './terms.ts'

/** UTF-16 units of a text that are looked at: enough for what anybody sees at once. */
const MAX_LENGTH = 16_384

/** Spans in UTF-16 units of the text; none where folding it piece by piece is not the same as folding it. */
export function matchesIn(query: Query, text: string): Span[] {
  const shown = text.slice(0, MAX_LENGTH)
  // For each unit of the folded text the piece that it comes from.
  const pieces: { from: number; to: number }[] = []
  let folded = ''
  for (const { segment, index } of segments(shown)) {
    const part = fold(segment)
    folded += part
    for (let i = 0; i < part.length; i++) pieces.push({ from: index, to: index + segment.length })
  }
  if (folded !== fold(shown)) return []
  return spans(query, folded).map(
    ([from, to]) => [pieces[from]?.from ?? 0, pieces[to - 1]?.to ?? shown.length] as const,
  )
}

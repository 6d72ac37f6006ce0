/** Which rows of a conversation are on the screen, and where scrolling leads. Lays out only the messages that are near the screen. */
import type { Message, MessageId } from '../../../node/messenger.ts'
import type { Scroll, Timeline } from '../state/timeline.ts'
import { type BlockContext, type BlockRow, messageBlock } from './message-block.ts'

export interface ShownRow {
  readonly id: MessageId
  /** Which row of its message it is. */
  readonly index: number
  readonly row: BlockRow
  /** Its message says how many seconds are left. */
  readonly counts: boolean
}

export interface Shown {
  readonly rows: readonly ShownRow[]
  /** Nothing in memory lies below, or above. */
  readonly end: boolean
  readonly start: boolean
}

/** The rows that are shown in `height` rows. */
export function shownRows(timeline: Timeline, context: BlockContext, height: number): Shown {
  const { messages, scroll } = timeline
  if (scroll.to === 'row') {
    const from = topOf(timeline, context, scroll)
    const rows = from === undefined ? [] : down(timeline, context, from.at, from.row, height)
    // Nothing is left to fill the screen with: the end is shown.
    if (rows.length >= height) {
      const last = rows.at(-1)
      const end =
        last?.id === messages.at(-1)?.id && last?.index === blockAt(timeline, context, messages.length - 1).length - 1
      return { rows, end, start: from?.at === 0 && from.row === 0 }
    }
  }
  const rows = up(timeline, context, height)
  const [first] = rows
  return { rows, end: true, start: first === undefined || (first.id === messages[0]?.id && first.index === 0) }
}

/** Place of the last message whose end is on the screen, or above it; -1 where there is none. */
export function seenThrough(timeline: Timeline, context: BlockContext, height: number): number {
  const last = shownRows(timeline, context, height).rows.at(-1)
  const at = timeline.indexOf(last?.id ?? '')
  return last?.index === blockAt(timeline, context, at).length - 1 ? at : at - 1
}

/** Where one is after scrolling by `rows`, down where that is more than 0. */
export function scrolled(timeline: Timeline, context: BlockContext, height: number, rows: number): Scroll {
  const [first] = shownRows(timeline, context, height).rows
  if (first === undefined) return { to: 'end' }
  const moved = topOf(timeline, context, { id: first.id, row: first.index + rows })
  const [top] = timeline.messages
  const scroll: Scroll =
    moved === undefined
      ? top === undefined
        ? { to: 'end' }
        : { to: 'row', id: top.id, row: 0 }
      : { to: 'row', id: timeline.messages[moved.at]?.id ?? first.id, row: moved.row }
  if (rows < 0) return scroll
  const at = scroll.to === 'row' ? topOf(timeline, context, scroll) : undefined
  const below = at === undefined ? [] : down(timeline, context, at.at, at.row, height + 1)
  if (below.length > height) return scroll
  if (timeline.atEnd) return { to: 'end' }
  // More comes after what is in memory: the screen stays where it is when that is fetched.
  const [lowest] = up(timeline, context, height)
  return lowest === undefined ? { to: 'end' } : { to: 'row', id: lowest.id, row: lowest.index }
}

/** A scroll with which a message is on the screen: as it is if it is there already. */
export function revealed(timeline: Timeline, context: BlockContext, height: number, id: MessageId): Scroll {
  const { rows } = shownRows(timeline, context, height)
  const block = blockAt(timeline, context, timeline.indexOf(id))
  const shown = rows.filter(row => row.id === id)
  if (shown.length > 0 && (shown.length === block.length || shown.length >= height)) return timeline.scroll
  const at = timeline.indexOf(id)
  const [first] = rows
  const above = first !== undefined && at <= timeline.indexOf(first.id)
  if (above || block.length >= height) return { to: 'row', id, row: 0 }
  if (at === timeline.messages.length - 1) return { to: 'end' }
  return { to: 'row', id, row: block.length - height }
}

/** A row of a message, moved to the message where it lies; undefined before the first one. */
function topOf(
  timeline: Timeline,
  context: BlockContext,
  { id, row }: { id: MessageId; row: number },
): { at: number; row: number } | undefined {
  let at = timeline.indexOf(id)
  let index = row
  if (at < 0) return undefined
  while (index < 0) {
    at--
    if (at < 0) return row < 0 ? { at: 0, row: 0 } : undefined
    index += blockAt(timeline, context, at).length
  }
  for (let rows = blockAt(timeline, context, at).length; index >= rows; rows = blockAt(timeline, context, at).length) {
    if (at === timeline.messages.length - 1) return { at, row: Math.max(0, rows - 1) }
    index -= rows
    at++
  }
  return { at, row: index }
}

function blockAt({ messages }: Timeline, context: BlockContext, at: number): readonly BlockRow[] {
  const message = messages[at]
  return message === undefined ? [] : messageBlock(message, messages[at - 1], context)
}

function down(timeline: Timeline, context: BlockContext, from: number, row: number, height: number): ShownRow[] {
  const rows: ShownRow[] = []
  for (let at = from; at < timeline.messages.length && rows.length < height; at++) {
    const { id, expiresAt } = timeline.messages[at] as Message
    const block = blockAt(timeline, context, at)
    for (let index = at === from ? row : 0; index < block.length && rows.length < height; index++) {
      rows.push({ id, index, row: block[index] as BlockRow, counts: expiresAt !== undefined })
    }
  }
  return rows
}

function up(timeline: Timeline, context: BlockContext, height: number): ShownRow[] {
  const rows: ShownRow[] = []
  for (let at = timeline.messages.length - 1; at >= 0 && rows.length < height; at--) {
    const { id, expiresAt } = timeline.messages[at] as Message
    const block = blockAt(timeline, context, at)
    for (let index = block.length - 1; index >= 0 && rows.length < height; index--) {
      rows.push({ id, index, row: block[index] as BlockRow, counts: expiresAt !== undefined })
    }
  }
  return rows.reverse()
}

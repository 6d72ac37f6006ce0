/** Where what stands, by the size of the screen alone and what is written: two panes, or one where there is little room. */
import type { Area } from '../frame/frame.ts'
import type { State } from '../state/state.ts'
import { editorRows } from './editor.ts'

export interface Layout {
  /** Absent where only the conversation is shown. */
  readonly list: Area | undefined
  /** The column between the panes. */
  readonly divider: Area | undefined
  /** All of these are absent where only the list is shown. */
  readonly header: Area | undefined
  readonly messages: Area | undefined
  /** What is answered or edited, above the editor. */
  readonly banner: Area | undefined
  readonly editor: Area | undefined
  readonly bar: Area | undefined
}

/** From this many columns on both panes fit. */
const TWO_PANES = 68
const LIST_SHARE = 0.28
const LIST_LEAST = 22
const LIST_MOST = 36
/** Rows under which the header, and the bar, make room for messages. */
const HEADER_FROM = 8
const BAR_FROM = 6

export function layout(state: State): Layout {
  const { width, height } = state.size
  const bar = height >= BAR_FROM ? { x: 0, y: height - 1, width, height: 1 } : undefined
  const rows = bar === undefined ? height : height - 1
  const both = width >= TWO_PANES
  const nothing = { divider: undefined, header: undefined, messages: undefined, banner: undefined, editor: undefined }
  if (!both && (state.open === undefined || state.focus === 'list')) {
    return { ...nothing, list: { x: 0, y: 0, width, height: rows }, bar }
  }
  const listWidth = both ? Math.min(LIST_MOST, Math.max(LIST_LEAST, Math.floor(width * LIST_SHARE))) : 0
  const x = both ? listWidth + 1 : 0
  const pane = width - x
  const list = both ? { x: 0, y: 0, width: listWidth, height: rows } : undefined
  const divider = both ? { x: listWidth, y: 0, width: 1, height: rows } : undefined
  if (state.open === undefined)
    return { ...nothing, list, divider, messages: { x, y: 0, width: pane, height: rows }, bar }
  const header = rows >= HEADER_FROM ? { x, y: 0, width: pane, height: 1 } : undefined
  const top = header === undefined ? 0 : 1
  const most = Math.max(1, Math.floor((rows - top) / 3))
  const written = editorRows(state.open.page, pane, most)
  const editor = { x, y: rows - written, width: pane, height: written }
  const banner = rows - top - written > 2 ? { x, y: rows - written - 1, width: pane, height: 1 } : undefined
  const end = banner?.y ?? editor.y
  return {
    list,
    divider,
    header,
    messages: { x, y: top, width: pane, height: Math.max(0, end - top) },
    banner,
    editor,
    bar,
  }
}

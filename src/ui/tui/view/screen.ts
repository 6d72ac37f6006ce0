/** The whole screen, from the state and the panels over it. */
import { displayWidth, truncate } from '../../text/width.ts'
import type { Intent } from '../actions/action.ts'
import { type Area, Frame } from '../frame/frame.ts'
import { BOLD, mix } from '../frame/style.ts'
import type { Panel } from '../panels/panel.ts'
import type { State } from '../state/state.ts'
import { drawBar } from './bar.ts'
import { drawConversation } from './conversation.ts'
import { layout } from './layout.ts'
import { drawList } from './list.ts'
import type { Look } from './look.ts'

/** Milliseconds that the screen stands still between two steps of a shake. */
export const SHAKE_STEP_MS = 60
/** Cells that it moves to the side, step by step. */
const SHAKE_STEPS = [1, -1, 2, -2, 1, -1]

/** Rows from which on a panel leaves the status line free. */
const ROOM_FOR_BAR = 12

export function screen(state: State, panels: readonly Panel[], look: Look): Frame<Intent> {
  const { width, height } = state.size
  const frame = new Frame<Intent>(Math.max(1, width), Math.max(1, height))
  const covered = panels.some(panel => panel.covers === true)
  if (!covered) drawMain(frame, state, look, panels.at(-1))
  for (const panel of panels) drawPanel(frame, panel, look)
  return state.shakeUntil > state.now ? shaken(frame, state) : frame
}

function drawMain(frame: Frame<Intent>, state: State, look: Look, panel: Panel | undefined): void {
  const where = layout(state)
  if (where.list !== undefined) drawList(frame, where.list, state, look)
  if (where.divider !== undefined) {
    const { x, y, height } = where.divider
    for (let row = 0; row < height; row++)
      frame.put(x, y + row, look.signs.upright, state.focus === 'list' ? look.theme.focus : look.theme.border)
  }
  drawConversation(frame, where, state, look)
  if (where.bar !== undefined) drawBar(frame, where.bar, state, look, panel)
}

/** A panel in its border, in the middle; without a border where there is no room for one, or all of it is wanted. */
function drawPanel(frame: Frame<Intent>, panel: Panel, look: Look): void {
  const { theme, signs } = look
  const bordered = frame.width >= 24 && frame.height >= 7 && panel.whole !== true
  // What is told at the bottom is seen beside the largest panel.
  const bar = bordered && panel.covers !== true && frame.height >= ROOM_FOR_BAR ? 1 : 0
  const room = bordered
    ? { width: frame.width - 4, height: frame.height - 2 - bar }
    : { width: frame.width, height: frame.height }
  const wanted = panel.size(room)
  const width = bordered ? Math.min(room.width, Math.max(wanted.width, displayWidth(panel.title) + 2)) : room.width
  const height = bordered ? Math.min(room.height, Math.max(1, wanted.height)) : room.height
  const x = Math.floor((frame.width - width) / 2)
  const y = Math.floor((frame.height - height) / 2)
  const outer: Area = bordered ? { x: x - 2, y: y - 1, width: width + 4, height: height + 2 } : { x, y, width, height }
  frame.cursor = undefined
  // What lies below is out of reach while the panel is there.
  const below = { ...frame.area, height: frame.height - bar }
  frame.hits.push({ area: below, ...(panel.covers !== true && { press: { action: 'panel.close' } }) })
  frame.fill(outer, theme.panel)
  frame.hits.push({
    area: outer,
    press: { action: 'panel.nothing' },
    wheelUp: { action: 'panel.nothing' },
    wheelDown: { action: 'panel.nothing' },
  })
  if (bordered) {
    const [upperLeft, upperRight, lowerLeft, lowerRight] = signs.corners
    const style = mix(theme.panel, theme.focus)
    const rule = signs.rule.repeat(outer.width - 2)
    frame.put(outer.x, outer.y, upperLeft + rule + upperRight, style)
    frame.put(outer.x, outer.y + outer.height - 1, lowerLeft + rule + lowerRight, style)
    for (let row = 1; row < outer.height - 1; row++) {
      frame.put(outer.x, outer.y + row, signs.upright, style)
      frame.put(outer.x + outer.width - 1, outer.y + row, signs.upright, style)
    }
    frame.put(outer.x + 2, outer.y, ` ${truncate(panel.title, outer.width - 6)} `, mix(style, BOLD))
  }
  panel.draw(frame, { x, y, width, height }, look)
}

/** The frame, moved to a side: somebody shakes the window. */
function shaken(frame: Frame<Intent>, state: State): Frame<Intent> {
  const step = Math.floor((state.shakeUntil - state.now) / SHAKE_STEP_MS)
  const by = SHAKE_STEPS[step % SHAKE_STEPS.length] ?? 0
  const moved = new Frame<Intent>(frame.width, frame.height)
  moved.hits.push(...frame.hits)
  moved.counts = frame.counts
  for (let y = 0; y < frame.height; y++) {
    for (let x = 0; x < frame.width; x++) {
      const at = y * frame.width + x
      const text = frame.text[at] ?? ' '
      if (text !== '') moved.put(x + by, y, text, frame.style[at])
    }
  }
  if (frame.cursor !== undefined) moved.cursor = frame.cursor
  return moved
}

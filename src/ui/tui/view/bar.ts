/** The line at the bottom: own presence, the node, relays, what waits; news for a while; the keys that matter now. */
import { displayName } from '../../text/sanitize.ts'
import { displayWidth, truncate } from '../../text/width.ts'
import type { ActionName, Intent } from '../actions/action.ts'
import type { Area, Frame } from '../frame/frame.ts'
import { mix, type Span } from '../frame/style.ts'
import type { Panel } from '../panels/panel.ts'
import type { State, Toast } from '../state/state.ts'
import type { Look } from './look.ts'
import { lineWidth } from './message-block.ts'

/** @param panel - what lies over the screen: its keys are those that matter then */
export function drawBar(frame: Frame<Intent>, area: Area, state: State, look: Look, panel?: Panel): void {
  const { theme } = look
  frame.fill(area, theme.bar)
  const left = ownSpans(state, look)
  const end = frame.line(area.x + 1, area.y, left, area.x + area.width)
  const press: Intent = state.call === undefined ? { action: 'account' } : { action: 'call.show' }
  frame.hits.push(
    panel === undefined
      ? { area: { ...area, width: end - area.x }, press }
      : { area, press: { action: 'panel.close' } },
  )
  const toast = state.toasts.findLast(({ until }) => until > state.now)
  if (toast !== undefined) {
    drawToast(frame, area, toast, end + 2, look)
    return
  }
  const room = area.x + area.width - end - 2
  drawHints(
    frame,
    { ...area, x: end + 1, width: room },
    panel === undefined ? HINTS[state.focus] : hintsOver(panel),
    look,
  )
}

/** News, behind what is always there, or over it where there is no room for both. */
function drawToast(
  frame: Frame<Intent>,
  area: Area,
  { kind, text, hint }: Toast,
  behind: number,
  { theme }: Look,
): void {
  const said = hint === undefined ? '' : `  ${hint}`
  const right = area.x + area.width
  const fits = behind + displayWidth(text) + displayWidth(said) < right
  const x = fits ? behind : area.x + 1
  if (!fits) frame.fill(area, theme.bar)
  const room = right - x - 1
  // Of what one may do next something is to be seen, too.
  const shown = truncate(text, Math.max(Math.ceil(room / 2), room - displayWidth(said)))
  const end = frame.put(x, area.y, shown, mix(theme.bar, theme[kind]), right)
  frame.put(end, area.y, truncate(said, Math.max(0, right - end - 1)), theme.bar, right)
}

function ownSpans(state: State, look: Look): Span[] {
  const { theme, signs, words } = look
  const { bar } = words.tui
  const spans: Span[] = []
  const say = (text: string, style = theme.bar): void => {
    spans.push({ text: spans.length === 0 ? text : `  ${text}`, style })
  }
  if (state.node.is === 'up') {
    spans.push({ text: `${signs.presence[state.presence]} `, style: mix(theme.bar, theme[state.presence]) })
    spans.push({ text: truncate(displayName(state.me.name), 16), style: theme.bar })
  } else if (state.node.is === 'starting') say(bar.starting, mix(theme.bar, theme.notice))
  else {
    const { why, retry } = state.node
    say(`${signs.warning} ${retry === undefined ? why : bar.retry(why, retry)}`, mix(theme.bar, theme.error))
  }
  const { call } = state
  if (call !== undefined) say(`${signs.call} ${state.people.label(call.peer.peerId)}`, theme.barStrong)
  const { unread } = state
  if (unread > 0) say(bar.unread(unread), theme.barStrong)
  if (state.queued > 0) say(bar.queued(state.queued), theme.bar)
  if (state.relays.length > 0) {
    const connected = state.relays.filter(relay => relay.connected).length
    say(bar.relays(connected, state.relays.length), connected === 0 ? mix(theme.bar, theme.notice) : theme.bar)
  }
  for (const [task, { done, total }] of state.progress) {
    const part = total === undefined || total === 0 ? '' : ` ${Math.floor((100 * done) / total)} %`
    say(`${bar.tasks[task] ?? task}${part}`, mix(theme.bar, theme.notice))
  }
  return spans
}

/** The keys that one most likely wants where the keys are. */
const HINTS: Record<State['focus'], readonly ActionName[]> = {
  editor: ['palette', 'goto', 'focus.next', 'help'],
  messages: ['message.reply', 'message.react', 'message.menu', 'focus.editor', 'help'],
  list: ['list.open', 'list.menu', 'list.filter', 'help'],
}

/** How a panel is left, and what else it takes. */
function hintsOver(panel: Panel): readonly ActionName[] {
  return panel.keys === undefined || panel.takesAll ? ['panel.close'] : ['panel.close', 'help']
}

function drawHints(frame: Frame<Intent>, area: Area, actions: readonly ActionName[], look: Look): void {
  const { theme, words } = look
  let x = area.x + area.width
  const hints = actions.map(action => {
    const key = action === 'panel.close' ? 'escape' : look.keyOf(action)
    const spans: Span[] = [
      { text: `  ${key} `, style: mix(theme.bar, theme.key) },
      { text: words.tui.hints[action] ?? words.tui.actions[action], style: theme.bar },
    ]
    return { action, key, spans, width: lineWidth(spans) }
  })
  const shown = hints.filter(hint => hint.key !== '')
  // The first ones matter most, and the last one leads to all others.
  while (shown.reduce((sum, { width }) => sum + width, 0) > area.width && shown.length > 0)
    shown.splice(Math.max(0, shown.length - 2), 1)
  for (const { action, spans, width } of shown.reverse()) {
    x -= width
    frame.line(x, area.y, spans)
    frame.hits.push({ area: { x, y: area.y, width, height: 1 }, press: { action } })
  }
}

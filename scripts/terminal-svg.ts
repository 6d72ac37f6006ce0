/**
 * Terminal screens to one SVG. A screen is what `tmux capture-pane -e -p` prints: rows of text with SGR sequences, and nothing else.
 * Every piece of text is put at its own cell and stretched to its own width, so the grid holds whatever fonts the viewer has.
 */
import { displayWidth, graphemes } from '../src/ui/text/width.ts'

export interface Style {
  /** CSS colours; undefined for the terminal's own. */
  foreground?: string
  background?: string
  bold: boolean
  dim: boolean
  italic: boolean
  underline: boolean
  inverse: boolean
}

/** Text of one style, in one row. */
export interface Run {
  text: string
  style: Style
}

export interface Window {
  title: string
  columns: number
  rows: number
  /** What `tmux capture-pane -e -p` printed. */
  screen: string
  /** Column and row of the cursor, from 0. */
  cursor?: { column: number; row: number }
}

const PLAIN: Style = { bold: false, dim: false, italic: false, underline: false, inverse: false }

/** The 16 colours, on a dark ground. */
const COLOURS = [
  ...['#3b4252', '#e06c75', '#98c379', '#e5c07b', '#61afef', '#c678dd', '#56b6c2', '#d0d7de'],
  ...['#6b7684', '#ef8891', '#b1d996', '#f2d492', '#86c5f7', '#d99cec', '#7fd0da', '#ffffff'],
]
const GROUND = '#161b22'
const TITLE_GROUND = '#21262d'
const TEXT = '#d0d7de'
const TITLE_TEXT = '#8b949e'
const FONT = "ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, 'Noto Sans Mono CJK SC', 'PingFang SC', monospace"

/** Pixels. */
const FONT_SIZE = 14
const CELL = 8.4
const LINE = 19
const PADDING = 14
const TITLE_HEIGHT = 30
const GAP = 18
/** From the top of a row to the line that letters stand on. */
const BASELINE = 14

function colour256(index: number): string | undefined {
  if (index < 16) return COLOURS[index]
  if (index > 255) return undefined
  if (index >= 232) return rgb([8, 8, 8].map(part => part + 10 * (index - 232)))
  const cube = index - 16
  return rgb([Math.floor(cube / 36), Math.floor(cube / 6) % 6, cube % 6].map(part => (part === 0 ? 0 : 55 + 40 * part)))
}

function rgb(parts: readonly number[]): string {
  return `#${parts.map(part => part.toString(16).padStart(2, '0')).join('')}`
}

const without = (style: Style, key: 'foreground' | 'background'): Style => {
  const { [key]: _, ...rest } = style
  return rest
}

/** The style after one SGR sequence. What we do not draw (blinking, fonts) changes nothing. */
function styled(before: Style, parameters: string): Style {
  const codes = parameters === '' ? [0] : parameters.split(/[;:]/).map(Number)
  let style = before
  for (let at = 0; at < codes.length; at += 1) {
    const code = codes[at]!
    if (code === 0) style = PLAIN
    else if (code === 1) style = { ...style, bold: true }
    else if (code === 2) style = { ...style, dim: true }
    else if (code === 3) style = { ...style, italic: true }
    else if (code === 4) style = { ...style, underline: true }
    else if (code === 7) style = { ...style, inverse: true }
    else if (code === 22) style = { ...style, bold: false, dim: false }
    else if (code === 23) style = { ...style, italic: false }
    else if (code === 24) style = { ...style, underline: false }
    else if (code === 27) style = { ...style, inverse: false }
    else if (code === 39) style = without(style, 'foreground')
    else if (code === 49) style = without(style, 'background')
    else {
      const [key, colour, used] = colourOf(codes, at)
      at += used
      if (colour !== undefined) style = { ...style, [key]: colour }
    }
  }
  return style
}

/** The colour that the code at `at` names, and how many codes after it belong to it. */
function colourOf(codes: readonly number[], at: number): ['foreground' | 'background', string | undefined, number] {
  const code = codes[at]!
  const key = (code >= 40 && code < 50) || code >= 100 ? 'background' : 'foreground'
  if (code === 38 || code === 48) {
    if (codes[at + 1] === 5) return [key, colour256(codes[at + 2] ?? 256), 2]
    if (codes[at + 1] === 2) return [key, rgb(codes.slice(at + 2, at + 5)), 4]
  }
  for (const [from, colour] of [[30, 0] as const, [40, 0] as const, [90, 8] as const, [100, 8] as const]) {
    if (code >= from && code < from + 8) return [key, COLOURS[code - from + colour], 0]
  }
  return [key, undefined, 0]
}

/** The rows of a screen. The style goes on from row to row, as tmux prints it. */
export function parseScreen(screen: string): Run[][] {
  let style = PLAIN
  return screen
    .replace(/\n$/, '')
    .split('\n')
    .map(line => {
      const runs: Run[] = []
      // Odd parts are the parameters of the sequences between the texts.
      for (const [number, part] of line.split(/\x1b\[([\d;:]*)m/).entries()) {
        if (number % 2 === 1) style = styled(style, part)
        else if (part !== '') runs.push({ text: part, style })
      }
      return runs
    })
}

const escaped = (text: string) =>
  text.replace(/[&<>"]/g, character => `&#${character.codePointAt(0)};`).replaceAll(' ', '\u00a0')
const px = (value: number) => String(Math.round(value * 100) / 100)

function attributes(style: Style): string {
  const foreground = style.inverse ? (style.background ?? GROUND) : (style.foreground ?? TEXT)
  return [
    `fill="${foreground}"`,
    style.bold ? 'font-weight="700"' : '',
    style.dim ? 'opacity="0.6"' : '',
    style.italic ? 'font-style="italic"' : '',
    style.underline ? 'text-decoration="underline"' : '',
  ]
    .filter(Boolean)
    .join(' ')
}

/** Stretches of narrow characters stay together; each wide one, which a font may draw in any width, stands alone, and each upright line. */
function pieces(text: string): string[] {
  const found: string[] = []
  let narrow = ''
  for (const grapheme of graphemes(text)) {
    if (displayWidth(grapheme) === 1 && grapheme !== '│') narrow += grapheme
    else {
      if (narrow !== '') found.push(narrow)
      found.push(grapheme)
      narrow = ''
    }
  }
  return narrow === '' ? found : [...found, narrow]
}

function drawRow(runs: readonly Run[], left: number, top: number): string[] {
  const drawn: string[] = []
  let column = 0
  for (const { text, style } of runs) {
    const ground = style.inverse ? (style.foreground ?? TEXT) : style.background
    if (ground !== undefined) drawn.push(box(left + column * CELL, top, displayWidth(text) * CELL, LINE, ground))
    for (const piece of pieces(text)) {
      const width = displayWidth(piece)
      if (piece === '│') {
        // As a line: letters of two rows do not touch each other.
        const x = left + (column + 0.5) * CELL - 0.5
        drawn.push(box(x, top, 1, LINE, style.foreground ?? TEXT))
        column += width
        continue
      }
      const word = piece.trim()
      if (word !== '') {
        const indent = displayWidth(piece.slice(0, piece.indexOf(word)))
        const x = left + (column + indent) * CELL
        const cells = displayWidth(word)
        drawn.push(
          `<text x="${px(x)}" y="${px(top + BASELINE)}" textLength="${px(cells * CELL)}" ${attributes(style)}>${escaped(word)}</text>`,
        )
      }
      column += width
    }
  }
  return drawn
}

function box(x: number, y: number, width: number, height: number, fill: string, more = ''): string {
  return `<rect x="${px(x)}" y="${px(y)}" width="${px(width)}" height="${px(height)}" fill="${fill}"${more}/>`
}

const widthOf = (window: Window) => window.columns * CELL + 2 * PADDING
const heightOf = (window: Window) => TITLE_HEIGHT + window.rows * LINE + 2 * PADDING

function drawWindow(window: Window, left: number): string[] {
  const [width, height] = [widthOf(window), heightOf(window)]
  const inner = { left: left + PADDING, top: TITLE_HEIGHT + PADDING }
  const drawn = [
    box(left + 0.5, 0.5, width - 1, height - 1, GROUND, ' rx="8" stroke="#30363d"'),
    `<path d="M${px(left + 1)} ${TITLE_HEIGHT}V8.5a7.5 7.5 0 0 1 7.5-7.5H${px(left + width - 8.5)}a7.5 7.5 0 0 1 7.5 7.5V${TITLE_HEIGHT}Z" fill="${TITLE_GROUND}"/>`,
    `<text x="${px(left + width / 2)}" y="20" text-anchor="middle" fill="${TITLE_TEXT}">${escaped(window.title)}</text>`,
  ]
  for (const [row, runs] of parseScreen(window.screen).slice(0, window.rows).entries()) {
    drawn.push(...drawRow(runs, inner.left, inner.top + row * LINE))
  }
  if (window.cursor !== undefined) {
    const { column, row } = window.cursor
    drawn.push(box(inner.left + column * CELL, inner.top + row * LINE, CELL, LINE - 2, TEXT, ' opacity="0.8"'))
  }
  return drawn
}

/** Windows side by side. `description` is for those who cannot see the picture. */
export function terminalSvg(windows: readonly Window[], title: string, description: string): string {
  const width = windows.reduce((sum, window) => sum + widthOf(window), GAP * (windows.length - 1))
  const height = Math.max(...windows.map(heightOf))
  let left = 0
  const drawn: string[] = []
  for (const window of windows) {
    drawn.push(...drawWindow(window, left))
    left += widthOf(window) + GAP
  }
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${px(width)} ${px(height)}" width="${px(width)}" height="${px(height)}" role="img" font-family="${FONT}" font-size="${FONT_SIZE}">`,
    `<title>${escaped(title).replaceAll('\u00a0', ' ')}</title>`,
    `<desc>${escaped(description).replaceAll('\u00a0', ' ')}</desc>`,
    ...drawn,
    '</svg>',
    '',
  ].join('\n')
}

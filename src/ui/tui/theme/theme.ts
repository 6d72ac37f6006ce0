/** What things look like: roles, and their styles in each theme. Views name roles and never colours. */
import { type Colour, mix, type Style } from '../frame/style.ts'
import { colourOf } from '../pictures/person-colour.ts'

export interface Theme {
  readonly name: 'dark' | 'light' | 'mono'
  readonly text: Style
  /** Times, hints, what matters less. */
  readonly dim: Style
  readonly heading: Style
  readonly border: Style
  /** The border of what has the keys. */
  readonly focus: Style
  /** The row that keys act on. */
  readonly selected: Style
  /** The row that is open, while the keys are elsewhere. */
  readonly open: Style
  readonly unread: Style
  /** Somebody is named; the reader is named. */
  readonly mention: Style
  readonly ownMention: Style
  readonly ownName: Style
  /** Names of others, which have a colour by the person; undefined without colours. */
  readonly otherName: Style
  readonly colourOf: ((peerId: string) => Colour) | undefined
  readonly system: Style
  readonly notice: Style
  readonly error: Style
  readonly good: Style
  readonly link: Style
  readonly quote: Style
  /** What a search or a filter found. */
  readonly found: Style
  readonly here: Style
  readonly away: Style
  readonly offline: Style
  /** The line at the bottom. */
  readonly bar: Style
  readonly barStrong: Style
  readonly key: Style
  /** What lies over the screen. */
  readonly panel: Style
  readonly field: Style
  /** One's own message has been read. */
  readonly read: Style
}

const DARK: Theme = {
  name: 'dark',
  text: {},
  dim: { fg: 245 },
  heading: { fg: 110, bold: true },
  border: { fg: 240 },
  focus: { fg: 75 },
  selected: { bg: 24, fg: 255 },
  open: { bg: 237 },
  unread: { fg: 222, bold: true },
  mention: { fg: 117 },
  ownMention: { fg: 16, bg: 222 },
  ownName: { fg: 114, bold: true },
  otherName: { bold: true },
  colourOf: peerId => colourOf(peerId, 'dark'),
  system: { fg: 245, italic: true },
  notice: { fg: 222 },
  error: { fg: 203, bold: true },
  good: { fg: 114 },
  link: { fg: 75, underline: true },
  quote: { fg: 247 },
  found: { fg: 16, bg: 179 },
  here: { fg: 114 },
  away: { fg: 179 },
  offline: { fg: 240 },
  bar: { bg: 236, fg: 250 },
  barStrong: { bg: 236, fg: 222, bold: true },
  key: { fg: 75, bold: true },
  panel: { bg: 235, fg: 252 },
  field: { bg: 238, fg: 255 },
  read: { fg: 75 },
}

const LIGHT: Theme = {
  name: 'light',
  text: {},
  dim: { fg: 243 },
  heading: { fg: 25, bold: true },
  border: { fg: 250 },
  focus: { fg: 26 },
  selected: { bg: 153, fg: 16 },
  open: { bg: 254 },
  unread: { fg: 130, bold: true },
  mention: { fg: 25 },
  ownMention: { fg: 16, bg: 221 },
  ownName: { fg: 28, bold: true },
  otherName: { bold: true },
  colourOf: peerId => colourOf(peerId, 'light'),
  system: { fg: 243, italic: true },
  notice: { fg: 130 },
  error: { fg: 160, bold: true },
  good: { fg: 28 },
  link: { fg: 26, underline: true },
  quote: { fg: 241 },
  found: { fg: 16, bg: 221 },
  here: { fg: 28 },
  away: { fg: 136 },
  offline: { fg: 250 },
  bar: { bg: 253, fg: 238 },
  barStrong: { bg: 253, fg: 130, bold: true },
  key: { fg: 26, bold: true },
  panel: { bg: 255, fg: 235 },
  field: { bg: 252, fg: 16 },
  read: { fg: 26 },
}

/** The 16 colours every terminal has, as the terminal sets them. On dark ground; where nobody says which, it is one. */
const SIXTEEN: Theme = {
  ...DARK,
  dim: { fg: 8 },
  heading: { fg: 6, bold: true },
  border: { fg: 8 },
  focus: { fg: 6 },
  selected: { inverse: true },
  open: { bold: true },
  unread: { fg: 3, bold: true },
  mention: { fg: 6 },
  ownMention: { fg: 0, bg: 3 },
  ownName: { fg: 2, bold: true },
  colourOf: peerId => colourOf(peerId, 'dark', '16'),
  system: { fg: 8 },
  notice: { fg: 3 },
  error: { fg: 1, bold: true },
  good: { fg: 2 },
  link: { fg: 6, underline: true },
  quote: { fg: 8 },
  found: { fg: 0, bg: 3 },
  here: { fg: 2 },
  away: { fg: 3 },
  offline: { fg: 8 },
  bar: { inverse: true },
  barStrong: { inverse: true, bold: true },
  key: { fg: 6, bold: true },
  panel: {},
  field: { underline: true },
  read: { fg: 6 },
}

/** On light ground yellow and cyan cannot be read, and whatever is bold is brighter still in many terminals. */
const SIXTEEN_LIGHT: Theme = {
  ...SIXTEEN,
  name: 'light',
  heading: { fg: 4, bold: true },
  focus: { fg: 4 },
  unread: { fg: 1, bold: true },
  mention: { fg: 4 },
  colourOf: peerId => colourOf(peerId, 'light', '16'),
  notice: { fg: 5 },
  link: { fg: 4, underline: true },
  away: { fg: 5 },
  key: { fg: 4, bold: true },
  read: { fg: 4 },
}

/** Without colours: what matters is told by weight, lines and inversion. */
const MONO: Theme = {
  name: 'mono',
  text: {},
  dim: { dim: true },
  heading: { bold: true },
  border: { dim: true },
  focus: { bold: true },
  selected: { inverse: true },
  open: { bold: true },
  unread: { bold: true },
  mention: { underline: true },
  ownMention: { inverse: true },
  ownName: { bold: true },
  otherName: { bold: true },
  colourOf: undefined,
  system: { dim: true },
  notice: { bold: true },
  error: { bold: true },
  good: {},
  link: { underline: true },
  quote: { dim: true },
  found: { inverse: true },
  here: { bold: true },
  away: {},
  offline: { dim: true },
  bar: { inverse: true },
  barStrong: { inverse: true, bold: true },
  key: { bold: true },
  panel: {},
  field: { underline: true },
  read: {},
}

/** @param setting - the value of `ui.theme`; `background` is what the terminal says of its own, where it does */
export function chooseTheme(
  setting: string,
  depth: 'none' | '16' | '256' | 'true',
  background: 'dark' | 'light' | undefined,
): Theme {
  if (setting === 'mono' || depth === 'none') return MONO
  const light = (setting === 'auto' ? background : setting) === 'light'
  if (depth === '16') return light ? SIXTEEN_LIGHT : SIXTEEN
  return light ? LIGHT : DARK
}

const ownStyles = new WeakMap<Theme, Map<string, Style>>()

/** The style of somebody's name: the same in every conversation, and in every theme of one ground. */
export function nameStyle(theme: Theme, peerId: string): Style {
  const known = ownStyles.get(theme) ?? new Map<string, Style>()
  ownStyles.set(theme, known)
  const { otherName, colourOf: colour } = theme
  const style = known.get(peerId) ?? (colour === undefined ? otherName : mix(otherName, { fg: colour(peerId) }))
  known.set(peerId, style)
  return style
}

/** How a cell looks. Styles are compared by identity first: whoever draws takes them from a theme and makes no new ones for each cell. */

/** 0 to 255: a colour of xterm's palette, of which the first 16 are the terminal's own. From `TRUE_COLOUR` on: 24 bits of RGB. */
export type Colour = number

const TRUE_COLOUR = 0x1000000

/** A colour by its parts, 0 to 255 each; painted as the nearest one that the terminal has. */
export function rgb(red: number, green: number, blue: number): Colour {
  return TRUE_COLOUR | (red << 16) | (green << 8) | blue
}

/** The parts of a colour that `rgb` made; undefined for one of the palette. */
export function rgbParts(colour: Colour): [red: number, green: number, blue: number] | undefined {
  if (colour < TRUE_COLOUR) return undefined
  return [(colour >> 16) & 0xff, (colour >> 8) & 0xff, colour & 0xff]
}

/** What is absent is the terminal's default. */
export interface Style {
  readonly fg?: Colour
  readonly bg?: Colour
  readonly bold?: true
  readonly dim?: true
  readonly italic?: true
  readonly underline?: true
  readonly inverse?: true
  readonly strike?: true
  /** Where it leads when opened (OSC 8): an address that passed `openableUri`. */
  readonly link?: string
}

export const PLAIN: Style = {}
export const BOLD: Style = { bold: true }

const mixed = new WeakMap<Style, WeakMap<Style, Style>>()

/** `style` with what `over` says instead. Of the same two it is the same one: cells of two frames are compared by identity. */
export function mix(style: Style, over: Style): Style {
  let overs = mixed.get(style)
  if (overs === undefined) {
    overs = new WeakMap()
    mixed.set(style, overs)
  }
  const known = overs.get(over)
  if (known !== undefined) return known
  const made = { ...style, ...over }
  overs.set(over, made)
  return made
}

/** A piece of a line. Its text is safe: it passed `sanitize`, or is our own. */
export interface Span {
  readonly text: string
  readonly style: Style
}

/** One line of styled text, without line breaks. */
export type Line = readonly Span[]

/** Styles as a terminal is told of them: which sequences lead from how it writes now to how it is to write next. */
import type { Style } from '../frame/style.ts'
import { type Depth, reduce } from './colours.ts'

/** A style, reduced to what the terminal can show. Pens with the same key look the same. */
export interface Pen {
  readonly key: string
  /** What a space drawn with it shows: pens with the same one draw the same spaces. */
  readonly blank: string
  /** Numbers of SGR: those that turn it on, by what they change. */
  readonly fg: string
  readonly bg: string
  /** Bits, by the order of `ATTRIBUTES`. */
  readonly attributes: number
  readonly link: string
}

/** What turns each on and off. Bold and dim are turned off by the same number. */
const ATTRIBUTES = [
  ['bold', '1', '22'],
  ['dim', '2', '22'],
  ['italic', '3', '23'],
  ['underline', '4', '24'],
  ['inverse', '7', '27'],
  ['strike', '9', '29'],
] as const
const BOLD = 0b1
const SHOWN_ON_BLANKS = 0b111000

export const DEFAULT_PEN: Pen = { key: '||0|', blank: '', fg: '', bg: '', attributes: 0, link: '' }

export interface PenOptions {
  readonly depth: Depth
  /** OSC 8. @default true */
  readonly links?: boolean
  /** Whether there are backgrounds 8 to 15 where there are 16 colours. @default true */
  readonly brightBackgrounds?: boolean
}

/** Makes pens of styles. One is made once for each style, since views use the styles of a theme again and again. */
export class Pens {
  readonly #options: PenOptions
  /** Whether the terminal is told of links. */
  readonly links: boolean
  readonly #made = new WeakMap<Style, Pen>()

  constructor(options: PenOptions) {
    this.#options = options
    this.links = options.links !== false
  }

  of(style: Style): Pen {
    const known = this.#made.get(style)
    if (known !== undefined) return known
    const { depth } = this.#options
    const fg = this.#colour(style.fg, 30)
    const bg = this.#colour(style.bg, 40)
    let attributes = 0
    ATTRIBUTES.forEach(([name], bit) => {
      if (style[name]) attributes |= 1 << bit
    })
    // Where bold makes colours brighter, inverse letters, black ones, would become dark grey on light grey.
    if (depth === '16' && style.inverse) attributes &= ~BOLD
    const link = this.links ? linkOf(style) : ''
    const key = `${fg}|${bg}|${attributes}|${link}`
    const shown = attributes & SHOWN_ON_BLANKS
    const blank = shown === 0 && link === '' ? bg : key
    const pen = { key, blank, fg, bg, attributes, link }
    this.#made.set(style, pen)
    return pen
  }

  /** @param base - 30 for the foreground, 40 for the background */
  #colour(colour: number | undefined, base: 30 | 40): string {
    const { depth } = this.#options
    if (colour === undefined || depth === 'none') return ''
    const near = reduce(colour, depth)
    if (near < 8) return String(base + near)
    if (near < 16) {
      const dark = base === 40 && depth === '16' && this.#options.brightBackgrounds === false
      return String(dark ? base + near - 8 : base + 60 + near - 8)
    }
    if (near < 256) return `${base + 8};5;${near}`
    return `${base + 8};2;${(near >> 16) & 0xff};${(near >> 8) & 0xff};${near & 0xff}`
  }
}

/** Views promise that a link is safe; one with controls would end the sequence early, so this is looked at again. */
function linkOf(style: Style): string {
  return style.link === undefined || /[^\x21-\x7e]/.test(style.link) ? '' : style.link
}

/** The bytes that lead from one pen to another: what differs, or everything off first, whichever is shorter. */
export function penChange(from: Pen, to: Pen): string {
  if (from.key === to.key) return ''
  const link = from.link === to.link ? '' : `\x1b]8;;${to.link}\x1b\\`
  const changed = changes(from, to)
  if (changed.length === 0) return link
  const fresh = ['0', ...changes(DEFAULT_PEN, to)]
  const [a, b] = [changed.join(';'), fresh.length === 1 ? '' : fresh.join(';')]
  return `${link}\x1b[${a.length <= b.length ? a : b}m`
}

function changes(from: Pen, to: Pen): string[] {
  const codes: string[] = []
  let on = to.attributes & ~from.attributes
  const off = from.attributes & ~to.attributes
  if ((off & 0b11) !== 0) {
    codes.push('22')
    // It turned off both; the other one may be wanted on.
    on |= to.attributes & 0b11
  }
  ATTRIBUTES.forEach(([, turnOn, turnOff], bit) => {
    if ((off & (1 << bit) & ~0b11) !== 0) codes.push(turnOff)
    if ((on & (1 << bit)) !== 0) codes.push(turnOn)
  })
  if (from.fg !== to.fg) codes.push(to.fg === '' ? '39' : to.fg)
  if (from.bg !== to.bg) codes.push(to.bg === '' ? '49' : to.bg)
  return codes
}

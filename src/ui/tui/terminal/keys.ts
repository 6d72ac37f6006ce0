/** Names of keys, as `input.ts` describes them, of what a terminal sends for them. */
import type { Key } from 'blessed/lib/program.js'
import type { Input, KeyName } from './input.ts'

type KeyInput = Extract<Input, { input: 'key' }>

export interface Modifiers {
  readonly ctrl?: boolean
  readonly alt?: boolean
  readonly shift?: boolean
}

/** Keys of `CSI … u` and `CSI 27 ; … ~` that are no character. 57344 and on: kitty's keypad. */
const BY_CODE: Readonly<Record<number, string>> = {
  8: 'backspace',
  9: 'tab',
  13: 'enter',
  27: 'escape',
  32: 'space',
  127: 'backspace',
  57414: 'enter',
  57417: 'left',
  57418: 'right',
  57419: 'up',
  57420: 'down',
  57421: 'pageup',
  57422: 'pagedown',
  57423: 'home',
  57424: 'end',
  57425: 'insert',
  57426: 'delete',
}
const KEYPAD_FROM = 57399
const KEYPAD_SIGNS = '0123456789./*-+\n=,'
/** Where kitty begins to number keys that are no characters. */
const PRIVATE = { from: 57344, to: 63743 }
/** Ctrl and a sign sends these; Ctrl with a letter sends 1 to 26. */
const BY_CONTROL: Readonly<Record<string, string>> = {
  '\0': 'ctrl+space',
  '\t': 'tab',
  '\r': 'enter',
  '\n': 'ctrl+enter',
  '\x1b': 'escape',
  '\x7f': 'backspace',
  '\x1c': 'ctrl+\\',
  '\x1d': 'ctrl+]',
  '\x1e': 'ctrl+^',
  '\x1f': 'ctrl+/',
}
const NAMES = new Set([
  'enter',
  'tab',
  'escape',
  'space',
  'backspace',
  'delete',
  'insert',
  'up',
  'down',
  'left',
  'right',
  'home',
  'end',
  'pageup',
  'pagedown',
  ...Array.from({ length: 12 }, (_, index) => `f${index + 1}`),
])

export function named(name: string, { ctrl, alt, shift }: Modifiers = {}): KeyName {
  return `${ctrl ? 'ctrl+' : ''}${alt ? 'alt+' : ''}${shift ? 'shift+' : ''}${name}`
}

/** A control character. */
export function keyOfControl(control: string, alt: boolean): KeyInput | undefined {
  const code = control.charCodeAt(0)
  const name = BY_CONTROL[control] ?? (code < 27 ? `ctrl+${String.fromCharCode(code + 96)}` : undefined)
  if (name === undefined) return undefined
  const [, ctrl = '', key = ''] = /^(ctrl\+)?(.+)$/.exec(name) ?? []
  return { input: 'key', key: named(key, { ctrl: ctrl !== '', alt }) }
}

/** A typed character or word. Upper case letters are named by the lower case one and `shift+`. */
export function keyOfText(text: string, alt = false): KeyInput {
  if (text === ' ') return alt ? { input: 'key', key: 'alt+space' } : { input: 'key', key: 'space', text }
  const { name, shift } = lowered(text)
  return alt ? { input: 'key', key: named(name, { alt, shift }) } : { input: 'key', key: named(name, { shift }), text }
}

function lowered(text: string): { name: string; shift: boolean } {
  const lower = text.toLowerCase()
  const single = /^\p{Lu}\p{M}*$/u.test(text)
  return single && lower !== text ? { name: lower, shift: true } : { name: text, shift: false }
}

/**
 * A key that a terminal told by its code point (`CSI u`, modifyOtherKeys).
 *
 * @param bits - modifiers as sent: 1 more than shift 1, alt 2, ctrl 4, super 8, hyper 16, meta 32
 */
export function keyOfCode(code: number, bits: number, alt = false): KeyInput | undefined {
  const set = bits - 1
  // With the desktop's own modifiers it is not ours.
  if ((set & 0b11000) !== 0) return undefined
  const modifiers = { ctrl: (set & 4) !== 0, alt: alt || (set & 0b100010) !== 0, shift: (set & 1) !== 0 }
  const typed = !modifiers.ctrl && !modifiers.alt
  const special = BY_CODE[code]
  if (special === 'space' && typed) return keyOfText(' ')
  if (special !== undefined) return { input: 'key', key: named(special, modifiers) }
  const keypad = code >= KEYPAD_FROM ? KEYPAD_SIGNS.charAt(code - KEYPAD_FROM) : ''
  if (keypad === '' && ((code >= PRIVATE.from && code <= PRIVATE.to) || code < 32 || code > 0x10ffff)) return undefined
  if ((code >= 0x7f && code < 0xa0) || (code >= 0xd800 && code < 0xe000)) return undefined
  const character = keypad === '' ? String.fromCodePoint(code) : keypad
  // Some send the letter with shift applied, some without.
  const text = modifiers.shift ? character.toUpperCase() : character
  if (typed) return keyOfText(text)
  const { name, shift } = lowered(text)
  return { input: 'key', key: named(name, { ...modifiers, shift }) }
}

/** A key that blessed knows. */
export function keyOfBlessed(key: Key | undefined, alt: boolean): KeyInput | undefined {
  if (key?.name === undefined || !NAMES.has(key.name)) return undefined
  return { input: 'key', key: named(key.name, { ctrl: key.ctrl, alt: alt || key.meta, shift: key.shift }) }
}

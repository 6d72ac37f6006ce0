/** The bytes that make a terminal ours and give it back. */
import type Program from 'blessed/lib/program.js'

export interface ModeOptions {
  readonly mouse: boolean
  /** Whether the terminal is more than a bare console: has a mouse, focus, marked pastes, keys by their code. */
  readonly window: boolean
  /** The modes are ours already, unless somebody else changed them: nothing is put on the terminal's stacks once more. @default false */
  readonly again?: boolean
}

const ALTERNATE_SCREEN = 1049
const WRAP = 7
/** Presses and releases, drags, with coordinates beyond 223. */
const MOUSE = [1000, 1002, 1006]
const FOCUS = 1004
const PASTE_MARKS = 2004
/**
 * Keys that differ by modifiers only, told by their code: xterm's modifyOtherKeys and kitty's protocol, whichever is known. Some take the
 * first for a style, so styles are reset behind it.
 */
const KEYS_BY_CODE = '\x1b[>4;1m\x1b[>1u'
/** What a program that was killed left on the alternate screen's stack; popping more than there is does nothing. */
const FORGET_KEYS = '\x1b[<9u'
const KEYS_BY_CODE_AGAIN = '\x1b[>4;1m\x1b[=1u'
const KEYS_AS_USUAL = '\x1b[>4m\x1b[<u'
/** As xterm comes, Alt with a letter types another letter (ï for Alt+O). With these, saved and set, it is an escape before the letter. */
const ALT_IS_ESCAPE = '\x1b[?1036;1039h'
const SAVE_ALT = '\x1b[?1036;1039s'
const RESTORE_ALT = '\x1b[?1036;1039r'
const NO_STYLE = '\x1b[m'

/** The alternate screen comes first, so that everything else happens there. */
export function enter(program: Program, { mouse, window, again = false }: ModeOptions): void {
  program.decset(ALTERNATE_SCREEN)
  program.decrst(WRAP)
  if (!window) return
  program.decset(FOCUS, PASTE_MARKS)
  if (mouse) setMouse(program, true)
  program._write(again ? KEYS_BY_CODE_AGAIN : FORGET_KEYS + KEYS_BY_CODE + SAVE_ALT)
  program._write(ALT_IS_ESCAPE + NO_STYLE)
}

/** Kept from a frame under way: an open link, a style, output held back. */
export function leave(program: Program, { window }: ModeOptions): void {
  program._write(window ? '\x1b]8;;\x1b\\\x1b[?2026l' : '')
  program._write(NO_STYLE)
  if (window) {
    program._write(KEYS_AS_USUAL + RESTORE_ALT + NO_STYLE)
    setMouse(program, false)
    program.decrst(FOCUS, PASTE_MARKS)
  }
  program.decset(WRAP)
  program.showCursor()
  program.decrst(ALTERNATE_SCREEN)
}

export function setMouse(program: Program, on: boolean): void {
  if (on) program.decset(...MOUSE)
  else program.decrst(...MOUSE.toReversed())
}

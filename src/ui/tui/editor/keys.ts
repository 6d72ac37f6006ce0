/**
 * Which key does what in the editor: those of shells and those of desktops, where the two do not disagree. Ctrl+z suspends, as everywhere
 * in a terminal, so undo is ctrl+_ (which ctrl+/ types too) and alt+u; ctrl+a goes to the start of the line, ctrl+shift+a selects all.
 * Not here, because they belong to what is around the editor: ctrl+c, tab, escape, the page keys.
 */
import type { Input, KeyName } from '../terminal/input.ts'
import type { Direction, Refusal, Unit } from './editor.ts'
import type { EditorLayout } from './layout.ts'

export type EditorCommand =
  | { readonly do: 'insert'; readonly text: string }
  | { readonly do: 'paste'; readonly text: string }
  | { readonly do: 'move'; readonly unit: Unit; readonly direction: Direction; readonly select?: boolean }
  /** Up and down over rows as they are on the screen; beyond the first and the last, through what was sent. */
  | { readonly do: 'row'; readonly direction: Direction; readonly select?: boolean }
  | { readonly do: 'delete'; readonly unit: Unit; readonly direction: Direction }
  | { readonly do: 'yank' | 'undo' | 'redo' | 'copy' | 'cut' | 'select-all' | 'newline' | 'send' }

export type Outcome =
  | { readonly outcome: 'done' }
  /** There was nothing to do: at the edge, nothing selected, nothing to undo. The key may mean something else then. */
  | { readonly outcome: 'nothing' }
  | { readonly outcome: 'refused'; readonly refusal: Refusal }
  /** For the clipboard. */
  | { readonly outcome: 'copied'; readonly text: string }
  | { readonly outcome: 'send' }

export interface KeyOptions {
  /** Enter sends and ctrl+enter or alt+enter begins a line; else the other way round. */
  readonly enterSends: boolean
}

/** Also the key that terminals send for ctrl+enter where they have no code for it. */
const OTHER_ENTERS: readonly KeyName[] = ['ctrl+enter', 'alt+enter', 'ctrl+j']

const MOVES: Readonly<Record<KeyName, readonly [Unit, Direction]>> = {
  left: ['grapheme', 'backward'],
  right: ['grapheme', 'forward'],
  home: ['line', 'backward'],
  end: ['line', 'forward'],
  'ctrl+left': ['word', 'backward'],
  'ctrl+right': ['word', 'forward'],
  'ctrl+home': ['text', 'backward'],
  'ctrl+end': ['text', 'forward'],
}

/** Every key but those for lines and sending, which depend on an option, and those that type. */
export const EDITOR_KEYS: ReadonlyMap<KeyName, EditorCommand> = new Map([
  ...Object.entries(MOVES).flatMap(([key, [unit, direction]]): [KeyName, EditorCommand][] => [
    [key, { do: 'move', unit, direction }],
    [withShift(key), { do: 'move', unit, direction, select: true }],
  ]),
  ['up', { do: 'row', direction: 'backward' }],
  ['down', { do: 'row', direction: 'forward' }],
  ['shift+up', { do: 'row', direction: 'backward', select: true }],
  ['shift+down', { do: 'row', direction: 'forward', select: true }],
  ['ctrl+a', { do: 'move', unit: 'line', direction: 'backward' }],
  ['ctrl+e', { do: 'move', unit: 'line', direction: 'forward' }],
  ['alt+left', { do: 'move', unit: 'word', direction: 'backward' }],
  ['alt+right', { do: 'move', unit: 'word', direction: 'forward' }],
  ['alt+b', { do: 'move', unit: 'word', direction: 'backward' }],
  ['alt+f', { do: 'move', unit: 'word', direction: 'forward' }],
  ['backspace', { do: 'delete', unit: 'grapheme', direction: 'backward' }],
  ['shift+backspace', { do: 'delete', unit: 'grapheme', direction: 'backward' }],
  ['ctrl+h', { do: 'delete', unit: 'grapheme', direction: 'backward' }],
  ['delete', { do: 'delete', unit: 'grapheme', direction: 'forward' }],
  ['ctrl+d', { do: 'delete', unit: 'grapheme', direction: 'forward' }],
  ['ctrl+w', { do: 'delete', unit: 'word', direction: 'backward' }],
  ['alt+backspace', { do: 'delete', unit: 'word', direction: 'backward' }],
  ['ctrl+backspace', { do: 'delete', unit: 'word', direction: 'backward' }],
  ['alt+d', { do: 'delete', unit: 'word', direction: 'forward' }],
  ['ctrl+delete', { do: 'delete', unit: 'word', direction: 'forward' }],
  ['alt+delete', { do: 'delete', unit: 'word', direction: 'forward' }],
  ['ctrl+u', { do: 'delete', unit: 'line', direction: 'backward' }],
  ['ctrl+k', { do: 'delete', unit: 'line', direction: 'forward' }],
  ['ctrl+y', { do: 'yank' }],
  ['ctrl+_', { do: 'undo' }],
  ['ctrl+/', { do: 'undo' }],
  ['alt+u', { do: 'undo' }],
  ['alt+r', { do: 'redo' }],
  ['alt+shift+u', { do: 'redo' }],
  ['ctrl+shift+z', { do: 'redo' }],
  ['ctrl+shift+a', { do: 'select-all' }],
  ['alt+c', { do: 'copy' }],
  ['ctrl+x', { do: 'cut' }],
  ['shift+enter', { do: 'newline' }],
])

/** What an input asks the editor to do; undefined where it is not for the editor. */
export function interpret(input: Input, { enterSends }: KeyOptions): EditorCommand | undefined {
  if (input.input === 'paste') return { do: 'paste', text: input.text }
  if (input.input !== 'key') return undefined
  const { key, text } = input
  if (key === 'enter') return { do: enterSends ? 'send' : 'newline' }
  if (OTHER_ENTERS.includes(key)) return { do: enterSends ? 'newline' : 'send' }
  const command = EDITOR_KEYS.get(key)
  if (command) return command
  return text !== undefined && key !== 'tab' && key !== 'escape' ? { do: 'insert', text } : undefined
}

/** Does it. Nothing is sent and nothing copied here: the outcome asks for it. */
export function perform(command: EditorCommand, layout: EditorLayout): Outcome {
  const { editor } = layout
  const before = { text: editor.text, cursor: editor.cursor, selection: editor.selection }
  switch (command.do) {
    case 'send':
      return { outcome: 'send' }
    case 'insert':
      return inserted(editor.insert(command.text))
    case 'newline':
      return inserted(editor.insert('\n'))
    case 'paste':
      return inserted(editor.paste(command.text))
    case 'yank':
      return inserted(editor.yank())
    case 'copy':
      return copied(editor.selectedText)
    case 'cut':
      return copied(editor.cut())
    case 'undo':
      return done(editor.undo())
    case 'redo':
      return done(editor.redo())
    case 'row':
      return done(moveRow(layout, command.direction, command.select ?? false))
    case 'move':
      editor.move(command.unit, command.direction, command.select)
      break
    case 'delete':
      editor.delete(command.unit, command.direction)
      break
    case 'select-all':
      editor.selectAll()
      break
  }
  const { line, column } = editor.cursor
  const moved = line !== before.cursor.line || column !== before.cursor.column
  // A deletion forwards leaves the cursor where it is.
  return done(moved || (editor.selection ?? before.selection) !== undefined || editor.text !== before.text)
}

function moveRow(layout: EditorLayout, direction: Direction, select: boolean): boolean {
  const { editor } = layout
  if (layout.moveRows(direction === 'backward' ? -1 : 1, select)) return true
  if (select) return false
  return direction === 'backward' ? editor.earlier() : editor.later()
}

function inserted(refusal: Refusal | undefined): Outcome {
  return refusal ? { outcome: 'refused', refusal } : { outcome: 'done' }
}

function copied(text: string): Outcome {
  return text === '' ? { outcome: 'nothing' } : { outcome: 'copied', text }
}

function done(something: boolean): Outcome {
  return { outcome: something ? 'done' : 'nothing' }
}

function withShift(key: KeyName): KeyName {
  return key.startsWith('ctrl+') ? `ctrl+shift+${key.slice('ctrl+'.length)}` : `shift+${key}`
}

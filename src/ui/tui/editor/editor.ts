/**
 * The text being written: cursor, selection, undo, what was cut. Knows nothing of the screen; rows of it are `layout.ts`.
 *
 * Nothing is lost: what does not fit is refused as a whole and told, what replaces the text (an earlier one taken up again) can be undone.
 */
import { MAX_TEXT_BYTES } from '../../../protocol/limits.ts'
import { entered } from './entered.ts'
import type { SentTexts } from './sent-texts.ts'
import { compare, type Position, type Range, START, TextDocument } from './text-document.ts'
import type { TextLine } from './text-line.ts'
import { type Caret, type Change, UndoLog } from './undo-log.ts'
import { wordAt, wordEnd, wordStart } from './words.ts'

export type Unit = 'grapheme' | 'word' | 'line' | 'text'
export type Direction = 'backward' | 'forward'

/** Why nothing was inserted: the text would have become longer than can be sent. */
export interface Refusal {
  /** UTF-8 bytes that it would have. */
  readonly bytes: number
  readonly limit: number
}

export interface EditorOptions {
  /** What up and down at the edges bring back. @default none */
  readonly sent?: SentTexts
  /** UTF-8 bytes. @default what a message may have */
  readonly limit?: number
  /** Milliseconds; tells pauses in typing. @default the machine's monotonic clock */
  readonly now?: () => number
}

export class Editor {
  readonly #document = new TextDocument()
  readonly #log = new UndoLog()
  readonly #sent: SentTexts | undefined
  readonly #limit: number
  readonly #now: () => number
  #cursor: Position = START
  #anchor: Position | undefined
  #goal: number | undefined
  #killed = ''
  /** Kills one after the other are yanked as one. */
  #killing = false
  /** How far back in what was sent, and what was being written before. */
  #earlier: { back: number; unfinished: string } | undefined

  constructor(options: EditorOptions = {}) {
    this.#sent = options.sent
    this.#limit = options.limit ?? MAX_TEXT_BYTES
    this.#now = options.now ?? (() => performance.now())
  }

  get text(): string {
    return this.#document.text
  }

  get lines(): readonly TextLine[] {
    return this.#document.lines
  }

  get bytes(): number {
    return this.#document.bytes
  }

  get empty(): boolean {
    return this.lines.length === 1 && this.lines[0]?.length === 0
  }

  get cursor(): Position {
    return this.#cursor
  }

  /** The column in cells that moving by rows keeps to; undefined after anything else. */
  get goal(): number | undefined {
    return this.#goal
  }

  get selection(): Range | undefined {
    const { cursor, anchor } = this.#caret()
    if (!anchor || compare(anchor, cursor) === 0) return undefined
    return compare(anchor, cursor) < 0 ? { from: anchor, to: cursor } : { from: cursor, to: anchor }
  }

  /** Empty where nothing is selected. */
  get selectedText(): string {
    const { selection } = this
    return selection ? this.#document.slice(selection) : ''
  }

  /** Types `text` over the selection. */
  insert(text: string): Refusal | undefined {
    return this.#put(entered(text), 'typing')
  }

  /** Like `insert`, and undone by itself. */
  paste(text: string): Refusal | undefined {
    return this.#put(entered(text), 'whole')
  }

  /** Puts `text` where a range is (what a completion does), the cursor behind it. */
  replace(range: Range, text: string): Refusal | undefined {
    return this.#put(entered(text), 'whole', { from: this.#snapped(range.from), to: this.#snapped(range.to) })
  }

  /** The selection, or else from the cursor on. Words and lines can be yanked. At the edge of a line its line break. */
  delete(unit: Unit, direction: Direction): void {
    const { selection } = this
    const target = this.#target(unit, direction)
    const [from, to] = direction === 'backward' ? [target, this.#cursor] : [this.#cursor, target]
    const lineBreak = unit === 'line' && compare(from, to) === 0
    const range = selection ?? (lineBreak ? this.#acrossLineBreak(direction) : { from, to })
    const killing = unit !== 'grapheme' && !selection
    const continued = killing && this.#killing
    const removed = this.#document.slice(range)
    if (removed === '') return
    const kind = selection || killing ? 'whole' : direction === 'backward' ? 'backspace' : 'delete'
    this.#edit(range, '', kind)
    if (killing) {
      const before = continued ? this.#killed : ''
      this.#killed = direction === 'backward' ? removed + before : before + removed
      this.#killing = true
    }
  }

  /** Takes the selection out; returns it, for the clipboard. It can be yanked too. */
  cut(): string {
    const { selection, selectedText } = this
    if (!selection) return ''
    this.#edit(selection, '', 'whole')
    this.#killed = selectedText
    return selectedText
  }

  /** Inserts what was deleted last by word or by line, or cut. */
  yank(): Refusal | undefined {
    return this.#put(this.#killed, 'whole')
  }

  move(unit: Unit, direction: Direction, select = false): void {
    const { selection } = this
    if (selection && unit === 'grapheme' && !select) {
      this.moveTo(direction === 'backward' ? selection.from : selection.to)
    } else this.moveTo(this.#target(unit, direction), { select })
  }

  /** @param options.goal - cells; kept until something else is done */
  moveTo(position: Position, options: { select?: boolean; goal?: number } = {}): void {
    const anchor = options.select ? (this.#anchor ?? this.#cursor) : undefined
    this.#place({ cursor: this.#snapped(position), ...(anchor && { anchor }) })
    this.#goal = options.goal
  }

  selectAll(): void {
    this.#place({ anchor: START, cursor: this.#document.end })
  }

  /** The word, spaces or signs at a position, as a double click does. */
  selectWord(position: Position): void {
    const { line, column } = this.#snapped(position)
    const { from, to } = wordAt(this.#document.line(line), column)
    this.#place({ anchor: { line, column: from }, cursor: { line, column: to } })
  }

  selectLine(position: Position): void {
    const { line } = this.#snapped(position)
    this.#place({ anchor: { line, column: 0 }, cursor: { line, column: this.#document.line(line).length } })
  }

  /** @returns false where nothing is left to undo */
  undo(): boolean {
    const change = this.#log.undo()
    if (!change) return false
    this.#document.replace({ from: change.at, to: change.end }, change.removed)
    this.#earlier = undefined
    this.#place(change.before)
    return true
  }

  /** @returns false where nothing was undone, or something was done since */
  redo(): boolean {
    const change = this.#log.redo()
    if (!change) return false
    this.#document.replace({ from: change.at, to: change.until }, change.inserted)
    this.#earlier = undefined
    this.#place(change.after)
    return true
  }

  /** Brings back what was sent before. What was being written is kept for `later`. @returns false where there is no more */
  earlier(): boolean {
    const back = (this.#earlier?.back ?? 0) + 1
    const text = this.#sent?.back(back)
    if (text === undefined) return false
    const unfinished = this.#earlier?.unfinished ?? this.text
    this.#edit(this.#all(), text, 'whole')
    this.#earlier = { back, unfinished }
    return true
  }

  /** The way back from `earlier`, at last to what was being written. @returns false where one is there already */
  later(): boolean {
    if (!this.#earlier) return false
    const { back, unfinished } = this.#earlier
    const text = back > 1 ? this.#sent?.back(back - 1) : undefined
    this.#edit(this.#all(), text ?? unfinished, 'whole')
    this.#earlier = text === undefined ? undefined : { back: back - 1, unfinished }
    return true
  }

  /** Begins anew, as after sending; what was deleted can still be yanked. */
  clear(): void {
    this.set('')
  }

  /** Begins anew with a text (a draft, a message to be edited), the cursor at its end. Undo does not go behind it. */
  set(text: string): Refusal | undefined {
    const taken = entered(text)
    const bytes = Buffer.byteLength(taken)
    if (bytes > this.#limit) return { bytes, limit: this.#limit }
    this.#document.replace(this.#all(), taken)
    this.#log.clear()
    this.#earlier = undefined
    this.#place({ cursor: this.#document.end })
    return undefined
  }

  #put(text: string, kind: Change['kind'], range: Range = this.#selectionOrCursor()): Refusal | undefined {
    if (text === '' && compare(range.from, range.to) === 0) return undefined
    const bytes = this.bytes + Buffer.byteLength(text) - Buffer.byteLength(this.#document.slice(range))
    if (bytes > this.#limit && bytes > this.bytes) return { bytes, limit: this.#limit }
    this.#edit(range, text, kind)
    return undefined
  }

  #edit(range: Range, inserted: string, kind: Change['kind']): void {
    const { from: at, to: until } = range
    const removed = this.#document.slice(range)
    const before = this.#caret()
    const end = this.#document.replace(range, inserted)
    this.#place({ cursor: this.#snapped(end) })
    this.#log.record({ kind, at, removed, until, inserted, end, before, after: this.#caret() }, this.#now())
  }

  /** Every movement and every edit ends here. */
  #place({ cursor, anchor }: Caret): void {
    this.#cursor = cursor
    this.#anchor = anchor
    this.#goal = undefined
    this.#killing = false
  }

  #caret(): Caret {
    return { cursor: this.#cursor, ...(this.#anchor && { anchor: this.#anchor }) }
  }

  #all(): Range {
    return { from: START, to: this.#document.end }
  }

  #selectionOrCursor(): Range {
    return this.selection ?? { from: this.#cursor, to: this.#cursor }
  }

  #snapped(position: Position): Position {
    if (position.line < 0) return START
    if (position.line >= this.lines.length) return this.#document.end
    return { line: position.line, column: this.#document.line(position.line).snap(position.column) }
  }

  /** Over the line break beside the cursor; empty where the text ends. */
  #acrossLineBreak(direction: Direction): Range {
    const over = this.#target('grapheme', direction)
    return direction === 'backward' ? { from: over, to: this.#cursor } : { from: this.#cursor, to: over }
  }

  #target(unit: Unit, direction: Direction): Position {
    const { line, column } = this.#cursor
    const here = this.#document.line(line)
    const backward = direction === 'backward'
    if (unit === 'text') return backward ? START : this.#document.end
    if (unit === 'line') return { line, column: backward ? 0 : here.length }
    if (backward && column === 0) {
      return line === 0 ? START : { line: line - 1, column: this.#document.line(line - 1).length }
    }
    if (!backward && column === here.length) {
      return line === this.lines.length - 1 ? this.#cursor : { line: line + 1, column: 0 }
    }
    if (unit === 'word') return { line, column: backward ? wordStart(here, column) : wordEnd(here, column) }
    return { line, column: backward ? here.previous(column) : here.next(column) }
  }
}

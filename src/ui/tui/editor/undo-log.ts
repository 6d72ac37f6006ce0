/**
 * What was done to a text, so that it can be taken back. Typing is kept in steps as people think of them: a word, or what was typed
 * without a pause; deleting one by one likewise; anything else is a step of its own.
 */
import { compare, type Position } from './text-document.ts'

export interface Caret {
  readonly cursor: Position
  /** The other end of the selection. */
  readonly anchor?: Position
}

export interface Change {
  readonly kind: 'typing' | 'backspace' | 'delete' | 'whole'
  readonly at: Position
  readonly removed: string
  /** Behind `removed` in the text before. */
  readonly until: Position
  readonly inserted: string
  /** Behind `inserted` in the text after. */
  readonly end: Position
  readonly before: Caret
  readonly after: Caret
}

/** Milliseconds without a key after which a new step begins. */
const PAUSE = 1_000
/** UTF-16 units of a step of typing: in Chinese no spaces tell where to stop. */
const LONGEST_TYPING = 60
const MAX_STEPS = 1_000
/** UTF-16 units in all steps: pasting and deleting large texts again and again costs no more than some megabytes. */
const MAX_UNITS = 2_000_000

export class UndoLog {
  #done: Change[] = []
  #undone: Change[] = []
  #units = 0
  #last = Number.NEGATIVE_INFINITY

  /** @param now - milliseconds of any clock that does not go back */
  record(change: Change, now: number): void {
    this.#undone = []
    const previous = this.#done.at(-1)
    const joined = previous && now - this.#last < PAUSE ? join(previous, change) : undefined
    if (joined) this.#done.pop()
    this.#done.push(joined ?? change)
    this.#units += change.removed.length + change.inserted.length
    this.#last = now
    while (this.#done.length > 1 && (this.#done.length > MAX_STEPS || this.#units > MAX_UNITS)) {
      const oldest = this.#done.shift()
      if (oldest) this.#units -= oldest.removed.length + oldest.inserted.length
    }
  }

  /** The step to take back; undefined when none is left. */
  undo(): Change | undefined {
    const change = this.#done.pop()
    if (change) {
      this.#units -= change.removed.length + change.inserted.length
      this.#undone.push(change)
    }
    this.#last = Number.NEGATIVE_INFINITY
    return change
  }

  /** The step to do again; undefined when none is left, or something else was done since. */
  redo(): Change | undefined {
    const change = this.#undone.pop()
    if (change) {
      this.#units += change.removed.length + change.inserted.length
      this.#done.push(change)
    }
    return change
  }

  clear(): void {
    this.#done = []
    this.#undone = []
    this.#units = 0
    this.#last = Number.NEGATIVE_INFINITY
  }
}

/** Both as one step; undefined where they are two. */
function join(first: Change, second: Change): Change | undefined {
  if (first.kind !== second.kind) return undefined
  if (first.kind === 'typing') {
    const beginsWord = /\s$/.test(first.inserted) && !/^\s/.test(second.inserted)
    if (beginsWord || first.inserted.length >= LONGEST_TYPING) return undefined
    if (second.removed !== '' || compare(first.end, second.at) !== 0) return undefined
    return { ...first, inserted: first.inserted + second.inserted, end: second.end, after: second.after }
  }
  if (first.inserted !== '' || second.inserted !== '') return undefined
  if (first.kind === 'backspace' && compare(second.until, first.at) === 0) {
    return { ...second, removed: second.removed + first.removed, until: first.until, before: first.before }
  }
  if (first.kind === 'delete' && compare(second.at, first.at) === 0 && !second.removed.includes('\n')) {
    // Positions behind `at` are those of the text before both.
    const until = { line: first.until.line, column: first.until.column + second.removed.length }
    return { ...first, removed: first.removed + second.removed, until, after: second.after }
  }
  return undefined
}

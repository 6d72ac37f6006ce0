/** Tab in a field for a path: what is written goes on as far as there is no choice; where there is one, a list over the field shows it. */
import { homedir } from 'node:os'
import { graphemes } from '../../text/width.ts'
import type { Candidate } from '../editor/completion.ts'
import { CompletionPopup } from '../editor/completion-popup.ts'
import type { Editor } from '../editor/editor.ts'
import { pathAt, pathCandidates } from '../editor/paths.ts'
import type { KeyName } from '../terminal/input.ts'

export class PathCompletion {
  readonly popup = new CompletionPopup()
  readonly #editor: Editor
  /** Counts what happened in the field, so that what comes late from the disk is known. */
  #happened = 0

  constructor(editor: Editor) {
    this.#editor = editor
  }

  /** @returns whether there was something to complete, or to choose from */
  async complete(): Promise<boolean> {
    const query = pathAt(this.#editor, 0)
    if (query === undefined) return false
    const now = ++this.#happened
    const found = await pathCandidates(query.typed, { folder: process.cwd(), home: homedir() })
    if (now !== this.#happened) return true
    // What is somewhere in a name helps where nothing begins so.
    const begun = found.filter(({ insert }) => begins(insert, query.typed)).sort(byLabel)
    const candidates = begun.length > 0 ? begun : found
    const common = commonStart(candidates)
    const further = common !== query.typed && (candidates.length === 1 || begins(common, query.typed))
    if (further) this.#editor.replace(query.range, common)
    if (candidates.length < 2) return further
    const range = { from: query.range.from, to: this.#editor.cursor }
    this.popup.show({ range, candidates })
    return true
  }

  /** A key for the list, while it is shown. @returns whether it was one */
  key(key: KeyName): boolean {
    this.#happened++
    const { popup } = this
    if (popup.completion === undefined) return false
    if (key === 'tab' || key === 'down') popup.next()
    else if (key === 'shift+tab' || key === 'up') popup.previous()
    else if (key === 'enter') this.#accept()
    else {
      popup.show(undefined)
      return key === 'escape'
    }
    return true
  }

  /** Takes the one that was clicked. */
  choose(index: number): void {
    this.popup.choose(index)
    this.#accept()
  }

  #accept(): void {
    this.popup.accept(this.#editor)
  }
}

function byLabel(a: Candidate, b: Candidate): number {
  return a.label < b.label ? -1 : 1
}

function begins(path: string, typed: string): boolean {
  return path.toLowerCase().startsWith(typed.toLowerCase())
}

/** What all of them begin with; whole characters of it. */
function commonStart([first, ...others]: readonly Candidate[]): string {
  let common = ''
  for (const grapheme of graphemes(first?.insert ?? '')) {
    if (!others.every(({ insert }) => insert.startsWith(common + grapheme))) break
    common += grapheme
  }
  return common
}

/** The list of what can be completed, over the editor: which one is chosen, and that it stays away after it was sent away. */
import type { Candidate, Completion } from './completion.ts'
import type { Editor, Refusal } from './editor.ts'
import { compare, type Position } from './text-document.ts'

export class CompletionPopup {
  #completion: Completion | undefined
  #chosen = 0
  /** Where the completion began that was dismissed; typing on there does not bring it back. */
  #dismissed: Position | undefined

  /** What is shown; undefined where nothing is. */
  get completion(): Completion | undefined {
    return this.#completion
  }

  /** Index of the chosen candidate. */
  get chosen(): number {
    return this.#chosen
  }

  get chosenCandidate(): Candidate | undefined {
    return this.#completion?.candidates[this.#chosen]
  }

  /** Takes what can be completed now; called after each key. */
  show(completion: Completion | undefined): void {
    const from = completion?.range.from
    if (!from || (this.#dismissed && compare(from, this.#dismissed) !== 0)) this.#dismissed = undefined
    const kept = this.chosenCandidate
    this.#completion = this.#dismissed ? undefined : completion
    // Who went down the list and types on keeps the choice while it is there; who did not gets the best.
    const again = this.#chosen > 0 ? this.#completion?.candidates.findIndex(each => isSame(each, kept)) : 0
    this.#chosen = Math.max(0, again ?? 0)
  }

  next(): void {
    this.#choose(1)
  }

  previous(): void {
    this.#choose(-1)
  }

  /** By mouse. */
  choose(index: number): void {
    if (this.#completion?.candidates[index]) this.#chosen = index
  }

  /** Puts the chosen one into the text and closes. A folder stays open for what is in it: the caller shows that next. */
  accept(editor: Editor): Refusal | undefined {
    const candidate = this.chosenCandidate
    const range = this.#completion?.range
    this.#completion = undefined
    this.#chosen = 0
    return candidate && range ? editor.replace(range, candidate.insert) : undefined
  }

  dismiss(): void {
    this.#dismissed = this.#completion?.range.from
    this.#completion = undefined
    this.#chosen = 0
  }

  #choose(by: number): void {
    const count = this.#completion?.candidates.length ?? 0
    if (count > 0) this.#chosen = (this.#chosen + by + count) % count
  }
}

function isSame(one: Candidate, other: Candidate | undefined): boolean {
  return one.insert === other?.insert && one.action === other.action
}

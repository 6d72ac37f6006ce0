/**
 * What is written and not sent. The node keeps it; until it has it, as while there is none, it is here. One draft is told at a time:
 * answers come in any order, and the last word is to be the last one.
 */
import type { Conversation } from '../../node/messenger.ts'
import { reportOf } from '../../protocol/errors.ts'
import type { App } from './app.ts'
import { learnConversation } from './state/apply.ts'

/** The node may take it later. */
const FOR_NOW: ReadonlySet<string> = new Set(['no-node', 'timeout', 'busy'])

export class Drafts {
  readonly #app: App
  /** What the node does not have yet, by conversation. */
  readonly #unsaved = new Map<string, string>()
  #saving: Promise<void> | undefined
  /** Counts what was written and what the node took of it: what was asked for before is known to be older. */
  #version = 0

  constructor(app: App) {
    this.#app = app
  }

  /** What was being written in a conversation. */
  of(conv: string, known: Conversation | undefined): string {
    return this.#unsaved.get(conv) ?? known?.draft ?? ''
  }

  get version(): number {
    return this.#version
  }

  /** Whether something was written here that the node does not have yet. */
  isUnsaved(conv: string): boolean {
    return this.#unsaved.has(conv)
  }

  keep(conv: string, text: string): void {
    this.#version++
    this.#unsaved.set(conv, text)
  }

  /** Tells the node what it does not have; later, where there is none. */
  save(): Promise<void> {
    this.#saving ??= this.#save().finally(() => {
      this.#saving = undefined
    })
    return this.#saving
  }

  forget(): void {
    this.#unsaved.clear()
  }

  async #save(): Promise<void> {
    const app = this.#app
    for (let [next] = this.#unsaved; next !== undefined && app.connected; [next] = this.#unsaved) {
      const [conv, text] = next
      try {
        learnConversation(app.state, await app.messenger.draft({ conv, text }))
      } catch (error) {
        if (FOR_NOW.has(reportOf(error).code)) return
        this.#unsaved.delete(conv)
        throw error
      }
      this.#version++
      if (this.#unsaved.get(conv) === text) this.#unsaved.delete(conv)
    }
  }
}

/** What is done to the terminal's window rather than to its cells: title, bell, clipboard, bringing it to the front. */
import { execFile } from 'node:child_process'
import type Program from 'blessed/lib/program.js'
import type { Capabilities, Environment } from './capabilities.ts'
import { copy, throughTmux } from './clipboard.ts'

/** Blessed's sequences, or one's own bytes, to the terminal while it is ours. */
export interface Wire {
  readonly command: (make: (program: Program) => void) => void
  readonly send: (bytes: string) => void
}

/** Milliseconds within which bells are one: nobody hears more of many at once, and each is a write of its own. */
const ONE_BELL_MS = 100

export class Window {
  readonly #capabilities: Capabilities
  readonly #environment: Environment
  readonly #wire: Wire
  #title: string | undefined
  #rangAt = Number.NEGATIVE_INFINITY

  constructor(capabilities: Capabilities, environment: Environment, wire: Wire) {
    this.#capabilities = capabilities
    this.#environment = environment
    this.#wire = wire
  }

  bell(): void {
    const now = performance.now()
    if (now - this.#rangAt < ONE_BELL_MS) return
    this.#rangAt = now
    this.#wire.command(program => program.bell())
  }

  /** The title; undefined gives the terminal its own back. */
  title(wanted: string | undefined): void {
    const text = wanted?.replace(/[\x00-\x1f\x7f-\x9f]/g, ' ')
    if (!this.#capabilities.window || text === this.#title) return
    const saved = this.#title !== undefined
    this.#wire.command(program => {
      if (text === undefined) this.giveTitleBack(program)
      this.#title = text
      this.takeTitle(program, saved)
    })
  }

  /** Puts text into the clipboard; false where the terminal has none, or none so large. */
  copy(text: string): boolean {
    return copy(text, this.#capabilities, this.#wire.send)
  }

  /** Brings the window to the front, where it lets itself be brought. */
  raise(): void {
    if (!this.#capabilities.window) return
    const pane = this.#environment.TMUX_PANE
    if (this.#capabilities.inside === 'tmux' && pane !== undefined) {
      // Whether it could does not matter: the pane may be gone, and nobody waits for it.
      execFile('tmux', ['select-window', '-t', pane, ';', 'select-pane', '-t', pane], () => undefined)
      this.#wire.send(throughTmux('\x1b[5t'))
    } else this.#wire.command(program => program.manipulateWindow(5))
  }

  /** @param saved - whether the terminal keeps its own title for us already */
  takeTitle(program: Program, saved: boolean): void {
    if (this.#title === undefined) return
    if (!saved) program.manipulateWindow(22, 0)
    program.setTitle(this.#title)
  }

  /** A terminal that keeps no titles gets an empty one, for which most show their own. */
  giveTitleBack(program: Program): void {
    if (this.#title === undefined) return
    program.setTitle('')
    program.manipulateWindow(23, 0)
  }
}

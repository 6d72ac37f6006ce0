/** blessed's `Program`, kept away from the process: it gets its bytes and gives its bytes to us, at once, and reads no files. */
import { EventEmitter } from 'node:events'
import Program, { type Key } from 'blessed/lib/program.js'

/**
 * Told to be in tmux, blessed starts `tmux -V` and waits for it; and wraps what it writes so that tmux hands it on unseen, which tmux
 * refuses unless it is allowed to. What needs tmux is done by `clipboard.ts` and `window.ts`.
 */
class QuickProgram extends Program {
  override get tmux(): boolean {
    return false
  }

  override set tmux(_inside: boolean) {
    // Blessed's constructor sets what it found in the environment.
  }
}

/** What blessed takes for a terminal. Its own would wait for turns of the event loop; keys and pastes would change places. */
class Ends extends EventEmitter {
  readonly isTTY = true
  readonly writable = true
  columns = 80
  rows = 24
  readonly write: (text: string) => boolean

  constructor(write: (text: string) => void) {
    super()
    this.write = text => {
      write(text)
      return true
    }
  }
}

export class Blessed {
  readonly program: Program
  readonly #input = new Ends(() => undefined)
  #pressed: Key | undefined

  /** @param write - gets what is to be written, piece by piece */
  constructor(write: (text: string) => void) {
    this.program = new QuickProgram({
      input: this.#input,
      output: new Ends(write),
      tput: false,
      terminal: 'xterm-256color',
    })
    this.program.on('keypress', (_, key) => {
      this.#pressed = key
    })
  }

  /** What key a whole escape sequence stands for, as far as blessed knows it. */
  key(sequence: string): Key | undefined {
    this.#pressed = undefined
    this.#input.emit('data', Buffer.from(sequence))
    return this.#pressed
  }

  /** Takes it out of blessed's list and its listener off the process. */
  destroy(): void {
    this.program.removeAllListeners()
    this.program.destroy()
  }
}
